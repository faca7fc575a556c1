"""What every page shows around its content: navigation, the language switch, notices."""

from datetime import UTC, datetime
from typing import Any

from flask import Flask, g, request
from sqlalchemy.exc import SQLAlchemyError

from webapp.auth import coordinated_partners, current_learner, roles_of
from webapp.db import session
from webapp.enrolment.accounts.grants import ends_soon
from webapp.enrolment.applying.mine import OwnPlace, own_places
from webapp.enrolment.models import Learner, Role, RoleGrant
from webapp.enrolment.operations import has_invented_people
from webapp.enrolment.teaching import taught_offerings
from webapp.fiscal_year import japanese_date


def init_layout(app: Flask) -> None:
    """Give every template what the layout needs."""
    app.context_processor(surroundings)
    app.add_template_global(places_of_reader)


def surroundings() -> dict[str, Any]:
    """Who is signed in, where a language switch leads back to, and whether the people here are invented."""
    learner = current_learner()
    return {
        "learner": learner,
        "coordinates": bool(learner and coordinated_partners(learner)),
        "operates": bool(learner and Role.OPERATOR in roles_of(learner)),
        "teaches": bool(learner and teaches(learner)),
        "ending": roles_that_end(learner) if learner else [],
        "here": here(),
        "region": g.settings.region,
        # For addresses that people copy: never what a request claims to have been sent to.
        "home_address": g.settings.url,
        "invented": invented(),
        "unprotected": g.settings.unprotected,
    }


def places_of_reader() -> dict[int, OwnPlace]:
    """自分の講座, for the pages of courses, whose room knows nobody: what the person who looks takes or has applied for."""
    learner = current_learner()
    return own_places(session(), learner, datetime.now(UTC)) if learner else {}


def roles_that_end(learner: Learner) -> list[RoleGrant]:
    """まもなく終わる役割: of the person who looks, so that the next one is found in time."""
    today = japanese_date(datetime.now(UTC))
    return [grant for grant in learner.roles if grant.role is not Role.LEARNER and ends_soon(grant, today)]


def teaches(learner: Learner) -> bool:
    """Whether this person looks after an offering; most people's roles say no before the database is asked."""
    may = not roles_of(learner).isdisjoint((Role.INSTRUCTOR, Role.COORDINATOR))
    return may and bool(taught_offerings(session(), learner))


def here() -> str:
    """This page's address, where it can be opened again; the first page otherwise."""
    if request.method != "GET" or request.endpoint is None:
        return ""
    path = request.full_path if request.query_string else request.path
    return request.script_root + path


def invented() -> bool:
    """Whether 架空のデータ must stand on this page; when the database cannot say, the setting does."""
    if g.settings.demo:
        return True
    try:
        return has_invented_people(session())
    except SQLAlchemyError:
        return False
