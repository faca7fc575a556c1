"""同意の確認と変更: each with its version and day, what follows from taking it back, and the way back."""

from tests.webapp.rights.conftest import P
from webapp.enrolment.applying.consents import VERSION, consents_of
from webapp.enrolment.applying.models import ConsentKind
from webapp.enrolment.models import Learner

PAGE = f"{P}/my-page/consents"


def given(database, house):
    with database.sessions() as session:
        return {
            kind: row.given
            for kind, row in consents_of(session, session.get_one(Learner, house.aoi.id)).items()
        }


def test_it_says_when_in_which_version_and_what_follows(person):
    page = person.get(PAGE).text
    assert f"に同意（第{VERSION}版）" in page
    assert "これからの広報には使いません" in page
    assert "退会" in page  # the required one leads there


def test_a_consent_is_taken_back_and_given_again(person, house, database):
    person.post(PAGE, data={})
    assert given(database, house)[ConsentKind.PHOTO] is False
    assert f"に取消（第{VERSION}版）" in person.get(PAGE).text
    person.post(PAGE, data={"consent_photo": "yes"})
    assert given(database, house)[ConsentKind.PHOTO] is True
    assert given(database, house)[ConsentKind.PRIVACY] is True


def test_announcements_are_the_same_on_both_pages(person, house, database):
    person.post(f"{P}/account/announcements", data={"wants": "yes"})
    assert given(database, house)[ConsentKind.ANNOUNCEMENTS] is True
    person.post(PAGE, data={})
    with database.sessions() as session:
        assert session.get_one(Learner, house.aoi.id).wants_announcements is False
