"""Settings: read once, at the start, from the environment and from var/secrets; frozen afterwards."""

import hashlib
import hmac
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from webapp.cannot_start import CannotStart as CannotStart
from webapp.database_address import require_private
from webapp.grading_cluster import GradingCluster
from webapp.hub_address import HubAddress, hub_url_from
from webapp.mail_server import MailServer
from webapp.region import Region, load_region
from webapp.retention.periods import Periods

CHECKOUT = Path(__file__).resolve().parent.parent
PREFIX = "/services/tateyama"
OAUTH_CLIENT = "service-tateyama"


# What stands in the data folder from before the first change of a restore to after its last.
HALF_RESTORED = "restore-unfinished"


class NoPlatform(CannotStart):
    """There is no platform in the data folder that could start; on the command line one may be restored there."""


class MissingSecret(NoPlatform):
    """A secret without which webapp must not start."""


class HalfRestored(NoPlatform):
    """A restore was cut off: what is there is not whole."""


@dataclass(frozen=True)
class Settings:
    """Everything that webapp is told from outside."""

    data: Path
    run: Path
    database_url: str
    hub_token: str = field(repr=False)
    verify_token: str = field(repr=False)
    secret_key: str = field(repr=False)
    grading_key: str = field(repr=False)
    metrics_token: str = field(repr=False)
    demo: bool = False
    unprotected: bool = False
    secure_cookies: bool = False
    submissions_per_minute: int = 10
    # For how long the coordinator's figures are kept before they are counted anew.
    report_seconds: int = 60
    # Below this many people a number shown to others than the host is hidden.
    council_threshold: int = 5
    region: Region = field(default_factory=load_region)
    # Where people reach the platform from outside. Links in mail start with it, never with what a request claims.
    url: str = "http://127.0.0.1:8000"
    smtp: MailServer | None = None
    # 採点の計算機: other machines that grade; without them this one does.
    cluster: GradingCluster | None = None
    # 二段階認証: whether whoever sees other people's data must have one.
    second_factor_required: bool = True
    # 記録: how processes log, `text` for people or `json` for programs.
    log_form: str = "text"
    # Where the hub listens when it runs on another machine; empty where it is its socket.
    hub_url: str = ""
    # 保存期間: for how long what is kept of people is kept.
    keep: Periods = field(default_factory=Periods)
    prefix: str = PREFIX

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings of this process; raises CannotStart with the sentence to show."""
        data = data_folder(env)
        _require_whole(data)
        return cls(
            data=data,
            run=Path(env.get("TATEYAMA_RUN") or data / "run").absolute(),
            database_url=database_address(env),
            hub_token=_secret(data, "hub_token"),
            verify_token=_secret(data, "verify_token"),
            secret_key=_secret(data, "webapp_secret_key"),
            grading_key=_secret(data, "grading_key"),
            metrics_token=_secret(data, "metrics_token"),
            demo=env.get("TATEYAMA_DEMO") == "1",
            unprotected=env.get("TATEYAMA_UNPROTECTED") == "1",
            # Set it where the platform is served over https; browsers refuse such cookies over plain http.
            secure_cookies=env.get("TATEYAMA_SECURE_COOKIES") == "1",
            submissions_per_minute=count_from(env, "TATEYAMA_SUBMISSIONS_PER_MINUTE", 10),
            report_seconds=count_from(env, "TATEYAMA_REPORT_SECONDS", 60, least=0),
            council_threshold=count_from(env, "TATEYAMA_COUNCIL_THRESHOLD", 5),
            region=load_region(env.get("TATEYAMA_REGION", "")),
            url=_url(env),
            smtp=MailServer.from_env(env, data / "secrets"),
            cluster=GradingCluster.from_env(env, data / "secrets"),
            second_factor_required=second_factor_from(env),
            log_form=log_form_from(env),
            hub_url=hub_url_from(env),
            keep=periods_from(env),
        )

    def link(self, path: str) -> str:
        """The whole address of a page of ours, for mail and paper; `path` without the prefix, as in a route."""
        return f"{self.url}{self.prefix}{path}"

    @property
    def mail(self) -> Path:
        """送信されないメール: where messages are written while no mail server is set."""
        return self.data / "mail"

    @property
    def mail_is_read_on_a_page(self) -> bool:
        """Whether the coordinator's page is the only mailbox there is: in the demo, as long as no mail goes out."""
        return self.demo and self.smtp is None

    @property
    def hub_socket(self) -> Path:
        """Where a hub on this machine listens."""
        return self.run / "hub" / "hub.sock"

    @property
    def hub_address(self) -> HubAddress:
        """Where the hub listens."""
        return self.hub_url or self.hub_socket

    @property
    def releases(self) -> Path:
        """公開版: where built lessons lie."""
        return self.data / "releases"

    @property
    def courses(self) -> Path:
        """要望から組み立てた講座: where their course.toml lie, beside those of git."""
        return self.data / "courses"

    @property
    def site(self) -> Path:
        """読む教材: where the lessons' pages lie."""
        return self.data / "site"

    @property
    def submissions(self) -> Path:
        """提出物: where handed-in bytes lie."""
        return self.data / "submissions"

    @property
    def audit_heads(self) -> Path:
        """監査の控え: the newest digest after each commit, outside the database."""
        return self.data / "audit-heads"

    @property
    def heartbeats(self) -> Path:
        """採点係の脈: where each worker tells when it last looked at the queue."""
        return self.data / "heartbeats"

    @property
    def backups(self) -> Path:
        """控えの記録: what says when backups were made."""
        return self.data / "backups.json"

    @property
    def retention(self) -> Path:
        """保存期間の記録: what says when the periods were last applied, and what stopped it."""
        return self.data / "retention.json"

    @property
    def logs(self) -> Path:
        """記録: where the supervisor keeps each process's log."""
        return self.data / "logs"

    @property
    def homes(self) -> Path:
        """学習者のフォルダー: where learners' own files lie, one folder per hub user."""
        return self.data / "homes"

    @property
    def erasures(self) -> Path:
        """消去の控え: who was erased, by number alone; a restored backup forgets them again by it."""
        return self.data / "erasures.jsonl"

    @property
    def gradebooks(self) -> Path:
        """成績簿: where nbgrader's books lie, one course folder per offering."""
        return self.data / "gradebooks"

    def with_secret_key(self, secret_key: str) -> "Settings":
        """These settings as they will be once the installation's secret has been replaced."""
        return replace(self, secret_key=secret_key)

    def key_for(self, use: str) -> bytes:
        """A key of 32 bytes for one use, from the installation's secret; one use's never opens another's."""
        return hmac.digest(self.secret_key.encode(), use.encode(), hashlib.sha256)


def data_folder(env: Mapping[str, str]) -> Path:
    """Where all state lives."""
    return Path(env.get("TATEYAMA_DATA") or CHECKOUT / "var").absolute()


def database_address(env: Mapping[str, str]) -> str:
    """The address of webapp's database, which in PostgreSQL is the hub's and the books' as well; raises CannotStart."""
    given = env.get("TATEYAMA_DATABASE_URL")
    return require_private(given, env) if given else f"sqlite:///{data_folder(env) / 'tateyama.sqlite'}"


def second_factor_from(env: Mapping[str, str]) -> bool:
    """Whether 二段階認証 is required: it is, but visitors of the demo get in without."""
    given = env.get("TATEYAMA_SECOND_FACTOR") or (
        "optional" if env.get("TATEYAMA_DEMO") == "1" else "required"
    )
    if given not in ("required", "optional"):
        raise CannotStart(
            f"TATEYAMA_SECOND_FACTOR={given} は使えません。required か optional にしてください。"
            f" / TATEYAMA_SECOND_FACTOR={given} cannot be used: set required or optional."
        )
    return given == "required"


def log_form_from(env: Mapping[str, str]) -> str:
    """How processes log: as lines for people, unless programs are to read them."""
    given = env.get("TATEYAMA_LOG") or "text"
    if given not in ("text", "json"):
        raise CannotStart(
            f"TATEYAMA_LOG={given} は使えません。text か json にしてください。"
            f" / TATEYAMA_LOG={given} cannot be used: set text or json."
        )
    return given


def periods_from(env: Mapping[str, str]) -> Periods:
    """The periods of retention; the defaults are a proposal, and the operator decides."""
    usual = Periods()
    return Periods(
        count_from(env, "TATEYAMA_KEEP_WORK_YEARS", usual.work_years),
        count_from(env, "TATEYAMA_KEEP_PEOPLE_YEARS", usual.people_years),
        count_from(env, "TATEYAMA_KEEP_AUDIT_YEARS", usual.audit_years),
        count_from(env, "TATEYAMA_KEEP_LOG_DAYS", usual.log_days),
    )


def count_from(env: Mapping[str, str], name: str, usual: int, *, least: int = 1) -> int:
    """How many of something, at least `least`; raises CannotStart where the setting says anything else."""
    given = env.get(name) or str(usual)
    if not re.fullmatch("[0-9]{1,6}", given) or int(given) < least:
        raise CannotStart(
            f"{name}={given} は使えません。{least}以上の整数にしてください。"
            f" / {name}={given} cannot be used: set a whole number, {least} or more."
        )
    return int(given)


def _url(env: Mapping[str, str]) -> str:
    address = env.get("TATEYAMA_ADDRESS") or "127.0.0.1"
    here = f"http://{f'[{address}]' if ':' in address else address}:{env.get('TATEYAMA_PORT') or '8000'}"
    given = env.get("TATEYAMA_URL") or here
    if not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+/?", given):
        raise CannotStart(
            f"TATEYAMA_URL={given} は使えません。https://tateyama.example.ac.jp の形にしてください。"
            f" / TATEYAMA_URL={given} cannot be used: write it as https://tateyama.example.ac.jp"
        )
    return given.rstrip("/")


def _require_whole(data: Path) -> None:
    if (data / HALF_RESTORED).exists():
        raise HalfRestored(
            f"{data} への復元が途中で止まっています。同じ控えで flask --app webapp restore ファイル をもう一度実行してください。続きから終えます。"
            f" / a restore into {data} was cut off: run flask --app webapp restore FILE once more with the same backup,"
            " it goes on where it stopped."
        )


def _secret(data: Path, name: str) -> str:
    file = data / "secrets" / name
    try:
        value = file.read_text(encoding="utf-8").strip()
    except OSError:
        value = ""
    if not value:
        raise MissingSecret(
            f"{file} がありません。make run を一度実行すると作られます（TATEYAMA_DATA を設定して起動したときは、同じ値を設定してください）。"
            f" / {file} is missing: run make run once, it makes every secret (where it was started with TATEYAMA_DATA, give the same here)."
        )
    return value
