"""A small real HTTP server on a unix socket that does the hub's half of a sign-in, PKCE included."""

import base64
import hashlib
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingMixIn, UnixStreamServer
from urllib.parse import parse_qs, urlsplit


class OauthHub(ThreadingMixIn, UnixStreamServer):
    """Knows one service, hands out codes once, and says whose a token is."""

    daemon_threads = True

    def __init__(self, socket, client_secret):
        self.client_secret = client_secret
        self.codes = {}
        self.signed_out = set()
        super().__init__(str(socket), Answer)

    def authorize(self, location, name):
        """What the hub does when a person signs in at its page: the address to which the browser goes back."""
        asked = {key: values[0] for key, values in parse_qs(urlsplit(location).query).items()}
        assert asked["client_id"] == "service-tateyama"
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = (name, asked["code_challenge"], asked["redirect_uri"])
        return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"

    def exchange(self, form):
        name, challenge, redirect_uri = self.codes.pop(form.get("code"), (None, None, None))
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        right = (
            name is not None
            and form.get("client_secret") == self.client_secret
            and form.get("redirect_uri") == redirect_uri
            and base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge
        )
        return (200, {"access_token": f"token-of-{name}"}) if right else (400, {"error": "invalid_grant"})


class Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {key: values[0] for key, values in parse_qs(body).items()}
        assert self.path == "/hub/api/oauth2/token"
        self.give(*self.server.exchange(form))

    def do_GET(self):
        name = self.headers.get("Authorization", "").removeprefix("token token-of-")
        if name in self.server.signed_out:
            return self.give(403, {"message": "Forbidden"})
        self.give(200, {"kind": "user", "name": name, "scopes": []})

    def give(self, status, model):
        content = json.dumps(model).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def address_string(self):
        return "a unix socket"

    def log_message(self, *_):
        pass


@contextmanager
def oauth_hub(settings):
    """Serve until the block ends."""
    settings.hub_socket.parent.mkdir(parents=True, exist_ok=True)
    with OauthHub(settings.hub_socket, settings.hub_token) as hub:
        thread = threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield hub
        finally:
            hub.shutdown()
            thread.join(timeout=10)
