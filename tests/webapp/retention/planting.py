"""A learner whose every word is a canary (目印), planted wherever text of people comes in, and a search for them everywhere."""

import json
import re
import threading
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from tests.webapp.days import today
from tests.webapp.enrolment.rosters.conftest import Office, workbook
from tests.webapp.participation import classroom as room
from tests.webapp.participation.gradebook.conftest import School, written
from tests.webapp.retention.canaries import BIRTH, CANARIES, FORM, LONE, OF_THE_FIELD
from tests.webapp.retention.searching import counted, dump, forms, unpacked
from webapp.audit import record
from webapp.enrolment.applying.models import ApplicationMove, Approval, ApprovalKind
from webapp.enrolment.models import Application, ApplicationState, Learner, LearnerYear
from webapp.mail.models import Message
from webapp.mail.postman import Postman
from webapp.participation.gradebook.bookkeeping import Bookkeeper
from webapp.participation.models import ManualMark, MarkSource, Score
from webapp.participation.storage import SubmissionStore
from webapp.programme.models import OfferingState
from webapp.programme.needs.models import Need

PREFIX = "/services/tateyama"


class Planted:
    """One platform with that learner on it, and whatever a test needs to ask of it."""

    def __init__(self, app, settings, database, offering, office):
        self.app, self.settings, self.database, self.office = app, settings, database, office
        self.offering = offering
        self.client = app.test_client()

    def apply(self):
        """申込: the form, the code by mail, the password."""
        sent = self._post(f"/offerings/{self.offering.id}/apply", **FORM)
        assert sent.status_code == 303, re.findall(r'<a href="#\w+">[^<]*|aria-invalid.*', sent.text)
        with self.database.sessions() as session:
            sent = session.scalars(select(Message).filter_by(template="apply_code")).one()
        code = re.search(r"^\s+(\d{6})$", sent.body, re.MULTILINE)[1]
        assert self._post("/applications/code", code=code).status_code == 303
        with self.database.transaction() as session:
            self.learner = session.scalars(select(Learner).filter_by(email=CANARIES["mail"])).one()
            self.learner.phone = CANARIES["phone"]
            application = session.scalars(select(Application).filter_by(learner_id=self.learner.id)).one()
            assert application.state is ApplicationState.ACCEPTED
            session.add(
                ApplicationMove(
                    application_id=application.id, before=None, after=application.state, moved_at=datetime.now(UTC),
                    moved_by_id=self.learner.id, reason=CANARIES["reason"],
                )
            )  # fmt: skip
            session.add(
                Approval(
                    application_id=application.id, kind=ApprovalKind.SUPERIOR, approver_name=CANARIES["approver"],
                    approver_email=CANARIES["approver mail"], token_hash="t", asked_at=datetime.now(UTC),
                )
            )  # fmt: skip

    def bring_rosters_in(self):
        """名簿: their own row, which is brought in, and one with a name alone and a day of birth as its 年代, which never is."""
        headings = [
            "氏名",
            "フリガナ",
            "メールアドレス",
            "所属",
            "年代",
            "電話番号",
            "備考",
            "市町村",
            "業種",
        ]
        own = [CANARIES["name"], CANARIES["kana"], CANARIES["mail"], CANARIES["organisation"], "40代"]
        own += [CANARIES["phone"], CANARIES["note"], "富山市", "製造業"]
        lone = [CANARIES["name"], "", "", "", BIRTH, LONE["lone phone"], LONE["lone note"], "", ""]
        first = self.office.upload(workbook(headings, own))
        self.office.apply(first)
        second = self.office.upload(workbook(headings, lone))
        self.roster = int(second.rsplit("/", 1)[1])

    def hand_in(self):
        """提出: a notebook, its score sheet with a message, nbgrader's book and a comment on the text."""
        with self.database.transaction() as session:
            session.merge(self.offering).state = OfferingState.RUNNING
        store = SubmissionStore(self.settings.submissions)
        content = json.loads(written(CANARIES["free text"]))
        content["cells"][1]["source"] += f"\n# {CANARIES['notebook']}"
        school = School(self.database, store, self.settings.releases)
        done = school.hand_in(self.learner, "b1-1", content=json.dumps(content).encode())
        with self.database.transaction() as session:
            score = session.get(Score, done.id)
            message = {"ja": CANARIES["message"], "en": CANARIES["message"]}
            score.sheet = {**score.sheet, "message": message}
            session.add(
                ManualMark(
                    enrolment_id=done.enrolment_id, lesson_slug="b1", grade_id="b1-text", text_digest="d" * 64,
                    points=3, comment=CANARIES["comment"], marked_at=room.NOW, source=MarkSource.FORMGRADER,
                )
            )  # fmt: skip
        keeper = Bookkeeper(self.database, self.settings.gradebooks, store, self.settings.releases)
        keeper.look(datetime.now(UTC))

    def hear_the_field(self):
        """現場の声: a need by the public form, which is met at once, and a visit with another."""
        host = str(self.offering.host_id)
        sent = self._post(
            "/needs", wanted="売上の数字を読めるようになりたい", host=host, said_by=OF_THE_FIELD["asker firm"],
            contact_name=OF_THE_FIELD["asker"], contact_email=OF_THE_FIELD["asker mail"], contact_agrees="1", key="asked",
        )  # fmt: skip
        assert sent.status_code == 303, sent.text
        day = today().isoformat()
        told = {
            "organisation": "架空工業会", "kind": "association", "visited_on": day, "key": "visited", "contact_agrees": "1",
            "contact_name": OF_THE_FIELD["contact"], "contact_email": OF_THE_FIELD["contact mail"],
            "visitors": OF_THE_FIELD["visitors"], "noted": OF_THE_FIELD["noted"], "wanted": "不良品の数を分析したい",
        }  # fmt: skip
        self._at_the_office("/office/needs/visits/new", told)
        with self.database.sessions() as session:
            needs = session.scalars(select(Need.id)).all()
        for number in needs:
            self._at_the_office(f"/office/needs/{number}/move", {"state": "met", "moved_on": day})

    def _at_the_office(self, path, form):
        page = self.office.client.get(f"{PREFIX}/office/needs/visits/new").text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        done = self.office.client.post(f"{PREFIX}{path}", data={"csrf_token": token, **form})
        assert done.status_code == 303, done.text

    def write_files(self):
        """Mail as files, a home, a log of long ago."""
        self.settings.mail.mkdir(exist_ok=True)
        Postman(self.settings, self.database).round(threading.Event())
        with self.database.sessions() as session:
            number = session.scalar(select(Message.id).filter_by(learner_id=self.learner.id))
        (self.settings.mail / f"{number:08d}.eml").write_text(CANARIES["letter"])
        home = self.settings.homes / self.learner.hub_user
        home.mkdir(parents=True)
        (home / "note.txt").write_text(CANARIES["home"])
        self.settings.logs.mkdir(exist_ok=True)
        (self.settings.logs / "worker.log").write_text(f"{CANARIES['log']}\n")

    def look_at_them(self):
        """Lines of the audit that name them by number, as an office's work leaves them."""
        with self.database.transaction() as session:
            record(session, datetime.now(UTC), None, "view_roster", f"learner/{self.learner.id}", rows=1)

    def _post(self, path, **data):
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get(f"{PREFIX}/").text)[1]
        return self.client.post(f"{PREFIX}{path}", data={"csrf_token": token, **data})

    def exports(self):
        """What the host's office can take home: both lists as they are on disk, and the year's figures."""
        rosters = self.office.address
        addresses = [
            f"{rosters}/{who}.{ending}" for who in ("learners", "applicants") for ending in ("xlsx", "csv")
        ]
        answers = {name: self.office.client.get(name) for name in [*addresses, f"{PREFIX}/coordinator.csv"]}
        assert {answer.status_code for answer in answers.values()} == {200}
        return {name: answer.data for name, answer in answers.items()}

    def figures(self):
        """The year's figures and the offering's, as pages show them."""
        pages = (f"{PREFIX}/coordinator.csv", f"{PREFIX}/coordinator/offerings/{self.offering.id}.csv")
        with self.database.sessions() as session:
            rows = session.scalars(select(LearnerYear)).all()
            years = [
                (
                    row.learner_id,
                    row.fiscal_year,
                    row.audience,
                    row.industry,
                    row.workplace_code5,
                    row.age_band,
                )
                for row in rows
            ]
        return [counted(self.office.client.get(page).text) for page in pages], years

    def hits(self):
        """Where each canary is found: all files of the data folder, a dump of PostgreSQL, and exports."""
        texts = {str(path): path.read_bytes() for path in self.settings.data.rglob("*") if path.is_file()}
        texts |= self.exports()
        if self.settings.database_url.startswith("postgresql"):
            texts["dump"] = dump(self.settings.database_url)
        looked = {where: b"\n".join([content, *unpacked(content)]) for where, content in texts.items()}
        return {
            canary: {
                where for where, content in looked.items() if any(word in content for word in forms(text))
            }
            for canary, text in {
                **CANARIES,
                **OF_THE_FIELD,
                **LONE,
                "birth": BIRTH,
                "login": self.login,
            }.items()
        }


def plant(app, settings, database, offering, client):
    """Make the platform and the learner."""
    planted = Planted(app, settings, database, offering, Office(client, database, offering))
    planted.apply()
    planted.login = planted.learner.login_id
    planted.bring_rosters_in()
    planted.hand_in()
    planted.hear_the_field()
    planted.write_files()
    planted.look_at_them()
    return planted


def later(offering, years):
    """The noon of the second day after an offering has been over for so many years."""
    over = offering.ends_on.replace(year=offering.ends_on.year + years) + timedelta(days=2)
    return datetime(over.year, over.month, over.day, 3, tzinfo=UTC)
