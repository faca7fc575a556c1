"""見出しと値: how web meeting services write their columns, moments and durations, in Japanese and English."""

import re
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum

from webapp.fiscal_year import JAPAN


class Column(StrEnum):
    """What a column of an attendance list may tell."""

    NAME = "name"
    EMAIL = "email"
    JOINED = "joined"
    LEFT = "left"
    FIRST_JOINED = "first_joined"
    LAST_LEFT = "last_left"
    MINUTES = "minutes"


_WORDS = {
    Column.NAME: "名前 名前元の名前 ユーザー名元の名前 氏名 参加者名 表示名 フルネーム name nameoriginalname usernameoriginalname fullname participantname displayname attendee",
    Column.EMAIL: "メール メールアドレス ユーザーのメール ユーザーのメールアドレス ユーザーメール 電子メール email e-mail useremail emailaddress mail",
    Column.JOINED: "参加時刻 参加時間 参加日時 入室時刻 入室日時 参加した時刻 jointime joined joindatetime jointimestamp timejoined",
    Column.LEFT: "退出時刻 退出時間 退出日時 退室時刻 退室日時 退出した時刻 leavetime left leavedatetime timeexited exittime",
    Column.FIRST_JOINED: "最初の参加 最初の参加時刻 初回参加 firstjoin firstjoined firstjointime",
    Column.LAST_LEFT: "最後の退出 最後の退出時刻 最終退出 lastleave lastleft lastleavetime",
    Column.MINUTES: "期間 期間分 時間分 合計時間分 合計期間分 滞在時間 滞在時間分 参加時間分 会議中の期間 会議の滞在時間 在席時間 duration durationminutes totaldurationminutes inmeetingduration timeinmeeting timeinmeetingminutes durationmins timeinsessionminutes minutes",
}  # fmt: skip
_MARKS = re.compile(r"[\s　()（）\[\]［］:：・_\-]")
# A service dates by the language of whoever exports; where day and month could be swapped, Japan's order stands first.
_MOMENTS = (
    "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M",
    "%Y/%m/%d %I:%M:%S %p", "%Y-%m-%d %I:%M:%S %p", "%Y/%m/%d %I:%M %p",
    "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p", "%m/%d/%y %I:%M:%S %p", "%m/%d/%y %I:%M %p",
    "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%b %d %Y %H:%M:%S", "%b %d %Y %I:%M:%S %p",
)  # fmt: skip
_PARTS = re.compile(
    r"^(?:(\d+)\s*(?:h|hr|hrs|hours?|時間))?\s*(?:(\d+)\s*(?:m|min|mins|minutes?|分))?\s*(?:(\d+)\s*(?:s|sec|secs|seconds?|秒))?$"
)


def _squeeze(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).lower())


_KNOWN = {_squeeze(word): column for column, words in _WORDS.items() for word in words.split()}


def columns_of(headings: list[str]) -> dict[Column, int]:
    """Where each column that we know stands; of two that mean the same the first."""
    found: dict[Column, int] = {}
    for place, heading in enumerate(headings):
        column = _KNOWN.get(_squeeze(heading))
        if column is not None:
            found.setdefault(column, place)
    return found


def moment_of(text: str) -> datetime | None:
    """A moment on a clock in Japan, as far as it can be read; one that names its own zone keeps it."""
    plain = (
        unicodedata.normalize("NFKC", text).replace(",", " ").replace("午前", "AM ").replace("午後", "PM ")
    )
    plain = " ".join(plain.split()).upper()
    # 2026/06/01 PM 6:00:12, as Japanese Windows writes it.
    plain = re.sub(r"\b(AM|PM) ([\d:]+)", r"\2 \1", plain)
    return _iso(plain) or next((read for form in _MOMENTS if (read := _read(plain, form))), None)


def duration_of(text: str) -> timedelta | None:
    """How long: 62 (minutes), 62分, 1h 2m 3s, 1時間2分3秒 or 1:02:03."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if re.fullmatch(r"\d{1,5}(?:\.\d+)?", plain):
        return timedelta(minutes=float(plain))
    if clock := re.fullmatch(r"(\d{1,3}):(\d{2}):(\d{2})", plain):
        hours, minutes, seconds = (int(part) for part in clock.groups())
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    parts = _PARTS.match(plain)
    if parts is None or not any(parts.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in parts.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _iso(text: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=JAPAN)


def _read(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form).replace(tzinfo=JAPAN)
    except ValueError:
        return None
