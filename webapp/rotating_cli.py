"""`flask --app webapp rotate-secrets`: makes the installation's keys anew, all or those that are named."""

from datetime import UTC, datetime

import click
from flask import current_app

from webapp.audit import record
from webapp.config import Settings
from webapp.db import Database
from webapp.rotating import KEYS, USUAL, rotate
from webapp.run_lock import StillRunning, not_running

# What people notice of it, where they do.
NOTICED = {
    "cookie_secret": (
        "全員がサインインし直します",
        "everybody signs in again",
    ),
    "webapp_secret_key": (
        "全員がサインインし直します。まだ使っていない利用者カード・予備コード・送った確認の番号とリンク・本人用カレンダーのアドレス・"
        "配信停止のリンクは使えなくなります（二段階認証はそのまま使えます）",
        "everybody signs in again; unused user cards, recovery codes, codes and links already sent, personal calendar "
        "addresses and stop links no longer work (second factors go on)",
    ),
    "metrics_token": (
        "監視（Prometheus）の設定に新しい鍵を入れてください",
        "give the new token to your monitoring",
    ),
    "badge_key": (
        "これからのオープンバッジは新しい鍵で署名します（前の鍵は残り、発行済みのバッジは確かめられます）",
        "badges are signed with a new key from now on (the old ones stay, so that earlier badges still verify)",
    ),
    "grading_key": (
        "乱数を使う確認は、これからの採点で別の入力になります",
        "tests with random inputs get other inputs from now on",
    ),
}


@click.command("rotate-secrets")
@click.argument("names", nargs=-1, type=click.Choice(KEYS))
@click.option("--yes", is_flag=True, help="Do not ask again.")
def rotate_secrets(names: tuple[str, ...], yes: bool) -> None:
    """Make keys anew while the platform is stopped: those named, or all but the grading key (鍵の交換)."""
    settings: Settings = current_app.extensions["settings"]
    database: Database = current_app.extensions["database"]
    chosen = names or USUAL
    try:
        with not_running(settings.data):
            for name in chosen:
                click.echo(f"{name}: {' / '.join(NOTICED[name])}" if name in NOTICED else name)
            if not yes:
                click.confirm("これらの鍵を新しくします / make these keys anew", abort=True)
            sealed = rotate(settings, database, chosen)
            with database.transaction() as session:
                record(
                    session, datetime.now(UTC), None, "secrets_rotated", "installation", names=list(chosen)
                )
    except StillRunning as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{len(chosen)} 個の鍵を新しくしました（二段階認証 {sealed} 件を閉じ直しました）。立山を起動してください"
        f" / {len(chosen)} keys are new ({sealed} second factors were sealed again); start Tateyama now"
    )
