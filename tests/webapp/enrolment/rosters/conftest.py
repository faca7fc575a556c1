"""An office that brings rosters in: its browser, its offering, and the worker's part of the work."""

import io
import re
from datetime import UTC, datetime

import pytest
import xlsxwriter
from sqlalchemy import select

from webapp.enrolment.models import Municipality, Role
from webapp.enrolment.rosters.applying import look
from webapp.enrolment.rosters.models import RosterImport, RosterRow

PREFIX = "/services/tateyama"
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


class Office:
    """What a coordinator does with rosters in a browser."""

    def __init__(self, client, database, offering):
        self.client, self.database, self.offering = client, database, offering
        self.address = f"{PREFIX}/office/offerings/{offering.id}/rosters"

    def send(self, address, **form):
        page = self.client.get(f"{PREFIX}/").text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        return self.client.post(address, data={"csrf_token": token, **form})

    def upload(self, content, name="名簿.xlsx"):
        """Upload a file; the import's address, or the answer where it was refused."""
        answer = self.send(self.address, roster=(io.BytesIO(content), name))
        return answer.location if answer.status_code == 303 else answer

    def do(self, roster, number, **form):
        """Press a button of a row."""
        with self.database.sessions() as session:
            row = session.scalars(
                select(RosterRow).filter_by(import_id=int(roster.rsplit("/", 1)[1]), number=number)
            ).one()
        return self.send(f"{roster}/rows/{row.id}", **form)

    def apply(self, roster):
        """Press 取り込む and let the worker do all of it."""
        answer = self.send(f"{roster}/apply")
        while look(self.database, NOW):
            pass
        return answer

    def rows(self, roster):
        with self.database.sessions() as session:
            found = select(RosterRow).filter_by(import_id=int(roster.rsplit("/", 1)[1]))
            return {row.number: row for row in session.scalars(found)}

    def state(self, roster):
        with self.database.sessions() as session:
            return session.get(RosterImport, int(roster.rsplit("/", 1)[1])).state


@pytest.fixture
def office(client, sign_in, database, make_learner, make_offering, make_partner):
    host = make_partner("host")
    with database.transaction() as session:
        session.add_all(
            Municipality(code5=code, code6=f"{code}0", name_ja=name, name_en=name, area="")
            for code, name in (("16201", "富山市"), ("16202", "高岡市"), ("00000", "県外"))
        )
    coordinator = make_learner((Role.COORDINATOR, host), name="架空 事務")
    return Office(sign_in(client, coordinator), database, make_offering(host_id=host.id))


def workbook(*rows, merged=()):
    """An .xlsx of text cells."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for top, left, bottom, right, text in merged:
            page.merge_range(top, left, bottom, right, text)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    page.write_string(number, column, text)
    return content.getvalue()
