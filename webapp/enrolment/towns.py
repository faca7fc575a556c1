"""市町村の取り込み: the region pack's towns become rows, so that people can say where they live and work."""

from dataclasses import asdict

from sqlalchemy.orm import Session

from webapp.enrolment.models import Municipality
from webapp.region import ELSEWHERE, Region


def write_towns(session: Session, region: Region) -> int:
    """Write or update every town of the pack and 県外; say how many changed.

    One that the pack no longer has stays: people of earlier years lived there.
    """
    changed = 0
    for town in (*region.towns, ELSEWHERE):
        there = session.get(Municipality, town.code5)
        if there is None:
            session.add(Municipality(**asdict(town)))
        elif any(getattr(there, name) != value for name, value in asdict(town).items()):
            for name, value in asdict(town).items():
                setattr(there, name, value)
        else:
            continue
        changed += 1
    session.flush()
    return changed
