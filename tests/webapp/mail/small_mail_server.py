"""A mail server on loopback that does as it is told: takes, defers, refuses, keeps silent, or hangs up after the text."""

import base64
import socketserver
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy


@dataclass
class Behaviour:
    """What the server answers; a code per step, `hang` and `drop` where it answers nothing."""

    greeting: str = "220 ready"
    sign_in: str = "235 welcome"
    sender: str = "250 ok"
    recipient: str = "250 ok"
    data: str = "250 taken"
    refused: frozenset = frozenset()  # addresses that get 550, whatever `recipient` says


@dataclass
class Taken:
    sender: str
    recipients: list
    raw: bytes

    @property
    def text(self):
        return self.message.get_content().replace("\r\n", "\n")

    @property
    def message(self):
        return message_from_bytes(self.raw, policy=policy.default)


@dataclass
class MailServerBeside:
    port: int = 0
    does: Behaviour = field(default_factory=Behaviour)
    taken: list = field(default_factory=list)
    signed_in: list = field(default_factory=list)
    connections: int = 0
    let_go: threading.Event = field(default_factory=threading.Event)


class Talk(socketserver.StreamRequestHandler):
    def handle(self):
        beside = self.server.beside
        beside.connections += 1
        if not self.say(beside.does.greeting):
            return
        sender, recipients = "", []
        while line := self.rfile.readline():
            said = line.strip().decode("ascii")
            verb = said.upper()
            if verb.startswith(("EHLO", "HELO")):
                self.say("250-here", "250-8BITMIME", "250 AUTH PLAIN")
            elif verb.startswith("AUTH PLAIN"):
                beside.signed_in.append(base64.b64decode(said.split()[2]).decode().split("\0")[1:])
                if not self.say(beside.does.sign_in):
                    return
            elif verb.startswith("MAIL FROM:"):
                sender, recipients = said[len("MAIL FROM:<") :].split(">")[0], []
                if not self.say(beside.does.sender):
                    return
            elif verb.startswith("RCPT TO:"):
                address = said[len("RCPT TO:<") :].rstrip(">")
                recipients.append(address)
                known = address not in beside.does.refused
                if not self.say(beside.does.recipient if known else "550 5.1.1 no such mailbox"):
                    return
            elif verb == "DATA":
                self.say("354 go on")
                text = self.text()
                if beside.does.data.startswith("250"):
                    beside.taken.append(Taken(sender, recipients, text))
                if not self.say(beside.does.data):
                    return
            elif verb == "RSET":
                self.say("250 ok")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("502 not known here")

    def text(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)

    def say(self, *lines):
        """Whether the talk goes on after this answer."""
        if lines == ("hang",):
            self.server.beside.let_go.wait(30)
            return False
        if lines == ("drop",):
            return False
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())
        return not lines[-1].startswith("421")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def small_mail_server():
    with Server(("127.0.0.1", 0), Talk) as server:
        server.beside = MailServerBeside(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.beside
        finally:
            server.beside.let_go.set()
            server.shutdown()
            thread.join(timeout=10)
