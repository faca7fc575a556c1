"""Somebody applies, mistypes and looks around; nothing of theirs is in what was logged."""

from tests.webapp.enrolment.applying.test_applying_pages import (
    FORM,
    PREFIX,
    code_in,
    mail,
    offer,
    path_in,
    post,
    towns,
)
from webapp.mail.postman import Postman

__all__ = ["offer", "towns"]
CANARIES = {
    **FORM,
    "name": "金糸雀 花子",
    "name_kana": "カナリア　ハナコ",
    "email": "canary@example.jp",
    "organisation": "株式会社カナリア",
}


def test_applying_logs_nothing_of_the_person(client, app, database, settings, offer, logged):
    app.testing = False
    address = f"/offerings/{offer().id}/apply"
    post(client, address, **{**CANARIES, "email": "canary@@"})
    post(client, address, **CANARIES)
    message = mail(database, "apply_code")
    code, link = code_in(message), path_in(message)
    Postman(settings, database).round(Never())
    for typed in ("canary", "000000", code):
        done = post(client, "/applications/code", code=typed)
    client.get(link)
    client.get(f"{link}canary")
    path = done.location.removeprefix(PREFIX)
    post(client, path, new="canary-password", again="canary-password")
    client.get(path)
    client.post(f"{PREFIX}{path}", data=CANARIES)
    said = logged().lower()
    for canary in ("金糸雀", "カナリア", "かなりあ", "canary", code, link.rpartition("/")[2].lower()):
        assert canary not in said
    assert "answered 400" in said


class Never:
    """Nobody asks to stop."""

    def is_set(self):
        return False
