"""A small real HTTP server on a unix socket that speaks the few hub REST calls webapp makes, and keeps what it is told."""

import json
import re
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingMixIn, UnixStreamServer

SERVICE_TOKEN = "the-service-token"
LEARNER_SCOPES = ("access:servers!server=x/", "custom:tateyama:submit", "custom:tateyama:results")
SERVER = re.compile(r"/hub/api/users/([^/]+)/server")
USER = re.compile(r"/hub/api/users/([^/]+)")
ACTIVE = re.compile(r"/hub/api/users\?state=active&limit=(\d+)&offset=(\d+)")
SHARES = re.compile(r"/hub/api/shares/([^/?]+)(/|\?limit=200)")
GROUP = re.compile(r"/hub/api/groups/([^/]+)(/users|/properties)?")


class SmallHub(ThreadingMixIn, UnixStreamServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, socket: Path):
        self.owners = {}
        self.users = set()
        self.groups = {}
        self.servers = {}  # name: "ready", "spawn" or "stopped", after a first start
        self.shares = {}
        self.started = {}  # name: when a person's server started, as the hub writes it
        self.asked = []
        self.broken = False
        self.seconds_per_name = 0.0
        super().__init__(str(socket), Answer)

    def know(self, token, name, scopes=LEARNER_SCOPES, kind="user"):
        self.owners[token] = {"kind": kind, "name": name, "scopes": sorted(scopes)}
        return {"Authorization": f"token {token}"}

    def answer(self, method, path, token, body):
        self.asked.append((method, path))
        if self.broken:
            return 500, {"message": "broken"}
        if path == "/hub/api/":
            return 200, {"version": "0"}
        if isinstance(body, dict):
            time.sleep(self.seconds_per_name * len(body.get("usernames", body.get("users", ()))))
        if (method, path) == ("GET", "/hub/api/user"):
            return (200, self.owners[token]) if token in self.owners else (403, {"message": "Forbidden"})
        if token != SERVICE_TOKEN:
            return 403, {"message": "Forbidden"}
        if method == "GET" and (found := ACTIVE.fullmatch(path)):
            limit, offset = map(int, found.groups())
            some = sorted(self.started.items())[offset : offset + limit]
            return 200, [{"name": name, "servers": {"": {"started": moment}}} for name, moment in some]
        if (method, path) == ("POST", "/hub/api/users"):
            new = set(body["usernames"]) - self.users
            self.users |= new
            return (201, sorted(new)) if new else (409, {"message": "all exist"})
        if method == "DELETE" and (found := USER.fullmatch(path)):
            known = found[1] in self.users
            self.users.discard(found[1])
            return (204, "") if known else (404, {"message": "no such user"})
        if found := SERVER.fullmatch(path):
            return self.answer_about_server(method, found[1])
        if found := SHARES.fullmatch(path):
            return self.answer_about_shares(method, found[1], body)
        name, part = GROUP.fullmatch(path).groups()
        return self.answer_about_group(method, name, part, body)

    def answer_about_server(self, method, name):
        if name not in self.groups.get("gradebooks", {"users": ()})["users"]:
            return 404, {"message": "no such user, or none of yours"}
        state = self.servers.get(name)
        if method == "POST":
            if state == "ready":
                return 400, {"message": f"{name} is already running"}
            self.servers[name] = "ready"
            return 201, ""
        return (200, {"ready": state == "ready", "pending": state}) if state else (404, {"message": "none"})

    def answer_about_shares(self, method, name, body):
        if name not in self.servers:
            return (200, {"items": []}) if method == "GET" else (404, {"message": "no such server"})
        readers = self.shares.setdefault(name, set())
        if method == "POST":
            assert body["scopes"] == ["access:servers"]
            readers.add(body["user"])
        if method == "PATCH":
            readers.discard(body["user"])
        return 200, {"items": [{"user": {"name": reader}} for reader in sorted(readers)]}

    def answer_about_group(self, method, name, part, body):
        group = self.groups.get(name)
        if (method, part) == ("POST", None):
            if group is not None:
                return 409, {"message": "exists"}
            self.groups[name] = {"users": set(), "properties": {}}
            return 201, {}
        if group is None:
            return 404, {"message": "no such group"}
        if part == "/users":
            if not set(body["users"]) <= self.users:
                return 400, {"message": "No such user"}
            change = set.union if method == "POST" else set.difference
            group["users"] = change(group["users"], body["users"])
        if part == "/properties":
            group["properties"] = body
        return 200, {"name": name, "users": sorted(group["users"]), "properties": group["properties"]}


class Answer(BaseHTTPRequestHandler):
    def handle_any(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        token = self.headers.get("Authorization", "").removeprefix("token ")
        status, model = self.server.answer(self.command, self.path, token, body)
        content = json.dumps(model).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any  # noqa: N815 - http.server's words

    def address_string(self):
        return "a unix socket"

    def log_message(self, *_):
        pass


@contextmanager
def small_hub(socket: Path):
    """Serve until the block ends."""
    socket.parent.mkdir(parents=True, exist_ok=True)
    socket.unlink(missing_ok=True)
    with SmallHub(socket) as hub:
        thread = threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield hub
        finally:
            hub.shutdown()
            thread.join()
            socket.unlink(missing_ok=True)
