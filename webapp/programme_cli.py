"""Commands with which an operator begins: the partners of the programme, and each fiscal year's programme."""

import re

import click
from flask import current_app
from sqlalchemy import select

from webapp.db import Database
from webapp.fiscal_year import FiscalYear
from webapp.programme.models import Partner, Programme


@click.command("add-partner")
@click.argument("slug")
@click.option("--name-ja", required=True)
@click.option("--name-en", required=True)
def add_partner(slug: str, name_ja: str, name_en: str) -> None:
    """Add a partner (連携機関) that may host offerings, or change its names."""
    if not re.fullmatch("[a-z][a-z0-9-]{0,59}", slug):
        raise click.ClickException(
            "SLUG は英小文字で始め、英小文字・数字・ハイフンで書いてください"
            " / SLUG begins with a small letter and has small letters, digits and hyphens"
        )
    database: Database = current_app.extensions["database"]
    with database.transaction() as session:
        partner = session.scalar(select(Partner).filter_by(slug=slug)) or Partner(slug=slug)
        partner.name_ja, partner.name_en = name_ja, name_en
        session.add(partner)
    click.echo(f"連携機関 {slug} を登録しました / partner {slug} is there", err=True)


@click.command("open-year")
@click.argument("year", type=click.IntRange(2000, 2200))
@click.option("--name-ja", required=True)
@click.option("--name-en", required=True)
@click.option("--budget-yen", type=click.IntRange(0, 10**12), required=True)
def open_year(year: int, name_ja: str, name_en: str, budget_yen: int) -> None:
    """Open a fiscal year (年度): its programme (事業) and budget; again, it changes them."""
    database: Database = current_app.extensions["database"]
    with database.transaction() as session:
        programme = session.scalar(select(Programme).filter_by(fiscal_year=year)) or Programme(
            fiscal_year=year
        )
        programme.name_ja, programme.name_en, programme.budget_yen = name_ja, name_en, budget_yen
        session.add(programme)
    click.echo(
        f"{FiscalYear(year).label_ja}の事業を登録しました / the programme of {year} is there", err=True
    )
