"""募集の物語: what has happened so far in each offering around the day."""

from collections.abc import Callable
from datetime import date, timedelta

from webapp.demo.ahead import AHEAD, draft_of, is_possible
from webapp.demo.applicants import superior_of
from webapp.demo.cast import Cast
from webapp.demo.lists import bring_in, take_in_to_mend
from webapp.demo.scenes import Crowd, Scene, untold
from webapp.enrolment.applying.approving import ask_for_approval
from webapp.enrolment.applying.endings import draw
from webapp.enrolment.applying.inviting import Colleague, invite, name_colleagues
from webapp.enrolment.applying.operations import approve, decide, take_back
from webapp.enrolment.models import ApplicationState as S
from webapp.fiscal_year import FiscalYear
from webapp.programme.planning import keep_state, plan_offering


def tell_what_lies_ahead(cast: Cast, at: date) -> None:
    """Write the offerings that take applications around the day; none where the fiscal year is nearly over."""
    if not is_possible(at):
        return
    crowd = Crowd.of(cast, FiscalYear.of(at).year)
    ids = {slug: partner.id for slug, partner in cast.partners.items()}
    for ahead in AHEAD:
        draft, opens = draft_of(ahead, at, ids), ahead.opens(at)
        offering = plan_offering(cast.session, cast.partners["university"], draft, opens - timedelta(days=14))
        keep_state(offering, opens)
        STORIES[ahead.story](Scene(cast, crowd, offering))


def wait_to_be_drawn(scene: Scene) -> None:
    """抽選待ち: more people than seats, and applications are still open."""
    scene.apply(14, S.DRAWING)


def be_drawn(scene: Scene) -> None:
    """抽選済み: drawn by the published string; who was not drawn waits."""
    applications = scene.apply(12, S.DRAWING)
    with untold(application.learner for application in applications):
        draw(scene.session, scene.offering, scene.days_ago(2), scene.office)


def be_reviewed(scene: Scene) -> None:
    """選考: superiors approved of some, one did not, others have not answered; the office has decided about one."""
    applications = scene.apply(7)
    with untold(application.learner for application in applications):
        asked = [
            ask_for_approval(scene.session, each, superior_of(each.learner), each.applied_at)
            for each in applications
        ]
        for approval in asked[:3]:
            approve(scene.session, approval, True, "", scene.days_ago(3))
        approve(scene.session, asked[3], False, "業務の都合により、今回は見送ります。", scene.days_ago(2))
        decide(scene.session, applications[0], S.ACCEPTED, scene.days_ago(1), scene.office)
    # Whoever answered had got the mail; the others' is in the demo's mailbox when it starts.
    scene.mail_goes_out(asked[3].asked_at)


def keep_seats(scene: Scene) -> None:
    """優先枠, 団体申込 and 名簿: a partner invites a firm; two have applied and named colleagues; two firms send lists."""
    seated = scene.enrol(4)
    bring_in(scene.cast, scene.offering, scene.crowd.name(3), scene.days_ago(7), scene.office)
    sender = scene.cast.partners["prefecture"].id
    until = scene.offering.apply_until or scene.cast.now
    invitation, _ = invite(
        scene.session, scene.offering, "株式会社架空製作所", 5, until, scene.days_ago(6), scene.office, sender
    )
    for person in scene.crowd.come(2):
        scene.come_by(invitation, person, scene.days_ago(5))
    colleagues = [
        Colleague(person.name, person.name_kana, f"colleague{person.number:04d}@example.invalid")
        for person in scene.crowd.name(2)
    ]
    name_colleagues(scene.session, invitation, colleagues, scene.days_ago(1), "ja")
    take_in_to_mend(scene.cast, scene.offering, seated[0].learner, scene.days_ago(1), scene.office)


def have_too_few(scene: Scene) -> None:
    """最少催行人数: fewer people than it needs, some days before it is decided whether it takes place."""
    scene.enrol(5)


def be_full(scene: Scene) -> None:
    """キャンセル待ち: full, four people wait; somebody left yesterday, and the first of them is asked to take the seat."""
    seated = scene.enrol(6)
    scene.apply(4, S.WAITING, late=True)
    take_back(scene.session, seated[2], scene.days_ago(1), seated[2].learner_id, "仕事の予定が重なったため")


STORIES: dict[str, Callable[[Scene], None]] = {
    "drawn": be_drawn,
    "full": be_full,
    "lottery": wait_to_be_drawn,
    "reserved": keep_seats,
    "reviewed": be_reviewed,
    "too_few": have_too_few,
}
