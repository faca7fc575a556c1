"""Commands for accounts: the first ones of an empty platform, a new card, and a second factor that was lost."""

from datetime import UTC, datetime

import click
from flask import current_app
from sqlalchemy.orm import Session

from webapp.config import Settings
from webapp.db import Database
from webapp.enrolment.accounts.beginning import make_account_with_role, partner_called
from webapp.enrolment.accounts.cards import Card, issue_card
from webapp.enrolment.accounts.leaving import end_at_hub
from webapp.enrolment.accounts.resetting import find
from webapp.enrolment.accounts.second_factor import reset_second_factor
from webapp.enrolment.models import Learner, Role
from webapp.enrolment.operations import NotPossible
from webapp.programme.models import Partner


@click.command("make-account")
@click.option("--name", required=True, help="The person's name (お名前).")
@click.option("--kana", required=True, help="Its reading (ふりがな).")
@click.option("--email", help="Where letters go; needs no mail to begin.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.LEARNER.value)
@click.option("--partner", "slug", help="The partner's short name, for a coordinator (事務局).")
@click.option("--partner-name", help="Make that partner, with this name, where there is none yet.")
def make_account(
    name: str, kana: str, email: str | None, role: str, slug: str | None, partner_name: str | None
) -> None:
    """Make an account; print its login ID and the one-time code with which its owner begins."""
    at = datetime.now(UTC)
    try:
        with _database().transaction() as session:
            partner = _partner(session, slug, partner_name)
            card = make_account_with_role(
                session, name, kana, email, Role(role), partner, at, key=_settings().key_for("codes")
            )
    except NotPossible as refused:
        raise click.ClickException(
            f"{refused} / a coordinator needs --partner, and no other role takes it"
        ) from refused
    _show(card)


@click.command("make-card")
@click.argument("login_id")
def make_card(login_id: str) -> None:
    """Print a new one-time code for an account (利用者カード); the earlier one opens nothing any more."""
    with _database().transaction() as session:
        learner = _person(session, login_id)
        card = issue_card(session, learner, datetime.now(UTC), key=_settings().key_for("codes"), by=None)
    _show(card)


@click.command("reset-second-factor")
@click.argument("login_id")
def reset_factor(login_id: str) -> None:
    """Take a lost second factor off an account (二段階認証); its owner sets up a new one at the next sign-in."""
    with _database().transaction() as session:
        learner = _person(session, login_id)
        reset_second_factor(session, learner, datetime.now(UTC), by=None)
    ended = end_at_hub(learner)
    click.echo("二段階認証を外しました / the second factor is off", err=True)
    if not ended:
        click.echo(
            "ハブが動いていないため、古いサインインは次のサインインのときに終わります"
            " / the hub is not running: its old sessions end at the next sign-in",
            err=True,
        )


def _show(card: Card) -> None:
    start = f"{_settings().url}{_settings().prefix}/account/card"
    click.echo(f"{card.learner.login_id}\t{card.spaced}")
    click.echo(
        f"ログインID {card.learner.login_id}、コード {card.spaced}（一回限り、30日）。{start} で始められます"
        f" / begin at {start} with this login ID and one-time code (30 days)",
        err=True,
    )


def _partner(session: Session, slug: str | None, name: str | None) -> Partner | None:
    if slug is None:
        return None
    partner = partner_called(session, slug)
    if partner is None and name:
        partner = Partner(slug=slug, name_ja=name, name_en=name)
        session.add(partner)
        session.flush()
    if partner is None:
        raise click.ClickException(
            f"連携機関 {slug} がありません。--partner-name を付けると作られます"
            f" / there is no partner {slug}: --partner-name makes it"
        )
    return partner


def _person(session: Session, login_id: str) -> Learner:
    learner = find(session, login_id)
    if learner is None:
        raise click.ClickException(
            f"ログインID {login_id} の人はいません / nobody has the login ID {login_id}"
        )
    return learner


def _database() -> Database:
    opened: Database = current_app.extensions["database"]
    return opened


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
