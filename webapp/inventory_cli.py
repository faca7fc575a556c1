"""`flask --app webapp data-inventory`: prints the 個人情報ファイル簿 as a draft, or writes it for the office to complete."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app

from webapp.config import Settings
from webapp.db import Database
from webapp.fiscal_year import in_japan
from webapp.rights.inventory import TO_FILL, Inventory, inventories
from webapp.spreadsheet import Encoding, Sheet, write_csv
from webapp.workbook import write_workbook


@click.command("data-inventory")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="A file to write, .xlsx or .csv."
)
def data_inventory(out: Path | None) -> None:
    """Print the draft of the register of personal-data files (個人情報ファイル簿); what only you know stands as 〔記入〕."""
    settings: Settings = current_app.extensions["settings"]
    database: Database = current_app.extensions["database"]
    with database.sessions() as session:
        found = inventories(session, settings.region, settings.keep)
    if out is None:
        for file in found:
            click.echo(_as_text(file))
    elif out.suffix in (".xlsx", ".csv"):
        sheet = _as_sheet(found)
        content = (
            write_workbook(sheet, "個人情報ファイル簿")
            if out.suffix == ".xlsx"
            else write_csv(sheet, Encoding.UTF_8, "")
        )
        out.write_bytes(content)
    else:
        raise click.UsageError("--out は .xlsx か .csv にしてください / --out must end in .xlsx or .csv")
    blanks = sum(text.count(TO_FILL) for file in found for _name, text in file.lines)
    click.echo(
        f"ファイル {len(found)} 件、記入するところ {blanks} か所 / {len(found)} files, {blanks} places to be filled in",
        err=True,
    )


def _as_text(file: Inventory) -> str:
    lines = [f"{number:>2}. {name}\n    {text}" for number, (name, text) in enumerate(file.lines, start=1)]
    return "\n".join(["個人情報ファイル簿（単票）の下書き", *lines, ""])


def _as_sheet(found: list[Inventory]) -> Sheet:
    notes = [
        f"個人情報ファイル簿の下書き（{in_japan(datetime.now(UTC)):%Y-%m-%d}作成）。〔記入〕を埋めてお使いください。"
    ]
    rows = [row for file in found for row in file.sheet([]).rows]
    return Sheet(notes, ("番号", "項目", "内容"), rows)
