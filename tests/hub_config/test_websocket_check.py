"""One word there and back, for pages of this origin, and no more than so many at once."""

import asyncio
import socket

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.web import Application
from tornado.websocket import websocket_connect
from traitlets.config import Config

from hub_config import websocket_check
from hub_config.configure import configure_pages
from hub_config.settings import Settings
from hub_config.websocket_check import WEBSOCKET_CHECK, WebsocketCheck


def ask(*steps):
    """Serve the check on a free port, take each step with its address, and hand back what they returned."""

    async def run():
        listening = socket.create_server(("127.0.0.1", 0))
        listening.setblocking(False)
        server = HTTPServer(Application([(WEBSOCKET_CHECK, WebsocketCheck)]))
        server.add_socket(listening)
        address = f"127.0.0.1:{listening.getsockname()[1]}"
        try:
            return [await step(address) for step in steps]
        finally:
            server.stop()
            await server.close_all_connections()

    return asyncio.run(run())


async def word(address, said="word", origin=None):
    headers = {"Origin": origin or f"http://{address}"}
    connection = await websocket_connect(HTTPRequest(f"ws://{address}/websocket-check", headers=headers))
    await connection.write_message(said)
    answers = [await connection.read_message(), await connection.read_message()]
    connection.close()
    return answers


def test_a_word_comes_back_and_the_connection_ends():
    assert ask(word) == [["word", None]]


def test_a_long_word_and_bytes_end_it_without_an_answer():
    async def long(address):
        return await word(address, "x" * 101)

    async def many(address):
        return await word(address, "x" * 100)

    assert ask(long, many) == [[None, None], ["x" * 100, None]]


def test_a_page_of_another_origin_is_refused():
    async def foreign(address):
        return await word(address, origin="https://elsewhere.example")

    with pytest.raises(HTTPClientError, match="403"):
        ask(foreign)


def test_more_than_so_many_at_once_are_refused(monkeypatch):
    monkeypatch.setattr(websocket_check, "MOST_AT_ONCE", 0)
    with pytest.raises(HTTPClientError, match="503"):
        ask(word)


def test_who_says_nothing_is_hung_up_on(monkeypatch):
    monkeypatch.setattr(websocket_check, "SECONDS", 0.1)

    async def silent(address):
        connection = await websocket_connect(f"ws://{address}/websocket-check")
        return await asyncio.wait_for(connection.read_message(), 10)

    assert ask(silent) == [None]
    assert WebsocketCheck.open_now == set()


def test_the_hub_serves_it(tmp_path):
    c = Config()
    configure_pages(c, Settings(data=tmp_path, run=tmp_path, port=1, proxy_api="http://x", secrets={}))
    assert c.JupyterHub.extra_handlers == [(WEBSOCKET_CHECK, WebsocketCheck)]
