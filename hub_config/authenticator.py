"""Signs people in (ログイン): webapp knows login IDs and passwords, the hub only opaque names."""

import asyncio
import json
import re
from typing import Any

import httpx
from jupyterhub import orm
from jupyterhub.apihandlers.base import APIHandler
from jupyterhub.auth import Authenticator
from jupyterhub.handlers.login import LogoutHandler
from jupyterhub.scopes import needs_scope
from jupyterhub.utils import new_token
from tornado import web
from traitlets import Unicode

VERIFY_PATH = "/services/tateyama/internal/verify"
ANSWER_SECONDS = 3.0
HUB_USER = re.compile(r"u[0-9a-f]{12}")

# Codes that login.html turns into sentences, so that the words stand in one place in both languages.
WRONG, TOO_OFTEN, AWAY = "wrong", "too-often", "away"


class SignOutHandler(LogoutHandler):
    """Signs out (サインアウト), and says so instead of asking for a password at once."""

    async def render_logout_page(self) -> None:
        """The hub's own handler shows this page only where signing in needs no form."""
        if self.get_query_argument("again", ""):  # somebody who has just set a password is to use it
            self.redirect(self.settings["login_url"])
            return
        self.finish(await self.render_template("logout.html"))


class SessionsHandler(APIHandler):
    """Ends every session of one person (webapp asks for it when a password changes)."""

    @needs_scope("admin:users")
    async def delete(self, user_name: str) -> None:
        """Forget the person's sign-in cookies and the tokens of their browsers; their server and its token stay."""
        user = self.find_user(user_name)
        if user is None:
            raise web.HTTPError(404)
        # Both the hub's cookie and those of services carry this or a token that came of an OAuth sign-in.
        user.orm_user.cookie_id = new_token()
        for token in list(user.orm_user.api_tokens):
            if token.session_id or token.client_id != "jupyterhub":
                self.db.delete(token)
        codes = self.db.query(orm.OAuthCode).filter_by(user_id=user.orm_user.id)
        codes.delete(synchronize_session=False)
        self.db.commit()
        self.set_status(204)


class TateyamaAuthenticator(Authenticator):
    """Asks webapp, for at most three seconds, whether a login ID and a password belong together."""

    webapp_socket = Unicode(help="webapp's unix socket, where it runs on this machine").tag(config=True)
    webapp_url = Unicode("http://webapp", help="webapp's address, where it does not").tag(config=True)
    verify_token = Unicode(help="proves to webapp that the hub is asking").tag(config=True)

    def get_handlers(self, app: Any) -> list[tuple[str, Any]]:
        """The hub's own sign-in page, and our page after signing out, and the way to end somebody's sessions."""
        return [
            *super().get_handlers(app),
            ("/logout", SignOutHandler),
            (r"/api/users/([^/]+)/sessions", SessionsHandler),
        ]

    async def authenticate(self, handler: Any, data: dict[str, str]) -> str:
        """The hub user of this login ID, or a refusal whose reason the login page explains."""
        login_id, password = data.get("username", ""), data.get("password", "")
        if not login_id or not password:
            raise web.HTTPError(403, WRONG)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                answer = await self.ask(login_id, password)
                return read_answer(answer.status_code, answer.content)
        except (httpx.HTTPError, OSError, TimeoutError) as error:
            self.log.warning("webapp did not verify a login: %s", type(error).__name__)
            raise web.HTTPError(503, AWAY) from error

    async def ask(self, login_id: str, password: str) -> httpx.Response:
        """Send one question; no address is sent along, because behind the unix sockets it could be forged."""
        transport = httpx.AsyncHTTPTransport(uds=self.webapp_socket or None)
        async with httpx.AsyncClient(transport=transport, timeout=ANSWER_SECONDS) as client:
            return await client.post(
                f"{self.webapp_url}{VERIFY_PATH}",
                json={"login_id": login_id, "password": password},
                headers={"Authorization": f"Bearer {self.verify_token}"},
            )


def read_answer(status: int, body: bytes) -> str:
    """Turn webapp's answer into a hub user or into the reason for the login page."""
    if status == 401:
        raise web.HTTPError(403, WRONG)
    if status == 429:
        raise web.HTTPError(429, TOO_OFTEN)
    try:
        hub_user = json.loads(body)["hub_user"] if status == 200 else ""
    except (ValueError, KeyError, TypeError):
        hub_user = ""
    if not isinstance(hub_user, str) or not HUB_USER.fullmatch(hub_user):
        raise web.HTTPError(503, AWAY)
    return hub_user
