"""An office says who gives an offering."""

from webapp.enrolment.models import Learner, Role
from webapp.enrolment.teaching import taught_offerings


def taught_by(desk, person):
    with desk.database.sessions() as session:
        return [offering.id for offering in taught_offerings(session, session.get(Learner, person.id))]


def test_an_instructor_is_given_the_offering_and_loses_it_again(desk):
    ren = desk.make_learner((Role.INSTRUCTOR, None), name="架空 蓮")
    for _ in range(2):
        assert desk.send("instructors", instructor=ren.id).status_code == 303
    assert taught_by(desk, ren) == [desk.offering.id]
    assert desk.send("instructors/remove", instructor=ren.id).status_code == 303
    assert taught_by(desk, ren) == []
    assert desk.audit() == ["instructor_given", "instructor_given", "instructor_taken"]


def test_only_instructors_can_be_chosen(desk):
    somebody = desk.make_learner(name="架空 花子")
    answer = desk.send("instructors", instructor=somebody.id)
    assert answer.status_code == 422
    assert "講師を一覧から選んでください" in answer.text
    assert "架空 花子" not in answer.text


def test_who_does_not_give_it_cannot_be_taken_from_it(desk):
    ren = desk.make_learner((Role.INSTRUCTOR, None))
    assert desk.send("instructors/remove", instructor=ren.id).status_code == 422
