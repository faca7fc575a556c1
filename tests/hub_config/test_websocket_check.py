"""One word there and back, for pages of this origin, and no more than so many at once."""

import asyncio
import socket

import pytest
import websocket
from tornado.httpserver import HTTPServer
from tornado.web import Application
from traitlets.config import Config

from hub_config import websocket_check
from hub_config.configure import configure_pages
from hub_config.settings import Settings
from hub_config.websocket_check import WEBSOCKET_CHECK, WebsocketCheck


def ask(step, *given):
    """Serve the check on a free port, take one step with its address, and hand back what it returned."""

    async def run():
        listening = socket.create_server(("127.0.0.1", 0))
        listening.setblocking(False)
        server = HTTPServer(Application([(WEBSOCKET_CHECK, WebsocketCheck)]))
        server.add_socket(listening)
        try:
            return await asyncio.to_thread(step, f"127.0.0.1:{listening.getsockname()[1]}", *given)
        finally:
            server.stop()
            await server.close_all_connections()

    return asyncio.run(run())


def word(address, said="word", origin=None):
    """What comes back for a word; empty where the other side hangs up."""
    host, _, port = address.partition(":")
    # A socket of our own, which is closed whatever comes of the handshake.
    with socket.create_connection((host, int(port)), timeout=30) as held:
        opened = websocket.create_connection(
            f"ws://{address}/websocket-check", socket=held, origin=origin or f"http://{address}"
        )
        if said:
            opened.send(said)
        answer = opened.recv()
        opened.close()
        return answer


def test_a_word_comes_back():
    assert ask(word) == "word"


def test_a_longer_one_than_the_page_sends_does_not():
    assert ask(word, "x" * 100) == "x" * 100
    assert ask(word, "x" * 101) == ""


def test_a_page_of_another_origin_is_refused():
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        ask(word, "word", "https://elsewhere.example")


def test_more_than_so_many_at_once_are_refused(monkeypatch):
    monkeypatch.setattr(websocket_check, "MOST_AT_ONCE", 0)
    with pytest.raises(websocket.WebSocketBadStatusException, match="503"):
        ask(word)


def test_who_says_nothing_is_hung_up_on(monkeypatch):
    monkeypatch.setattr(websocket_check, "SECONDS", 0.1)
    assert ask(word, "") == ""
    assert WebsocketCheck.open_now == set()


def test_the_hub_serves_it(tmp_path):
    c = Config()
    configure_pages(c, Settings(data=tmp_path, run=tmp_path, port=1, proxy_api="http://x", secrets={}))
    assert (WEBSOCKET_CHECK, WebsocketCheck) in c.JupyterHub.extra_handlers
