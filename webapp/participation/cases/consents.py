"""活用事例の同意: the text of each version, so that it can be shown what somebody agreed to."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("consents.toml")


@dataclass(frozen=True)
class CaseConsent:
    """一つの版 in both languages, a sentence or two to each line."""

    version: str
    ja: tuple[str, ...]
    en: tuple[str, ...]


@cache
def case_consents() -> Mapping[str, CaseConsent]:
    """Every version by its name, the oldest first."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["versions"]
    return {each["id"]: CaseConsent(each["id"], tuple(each["ja"]), tuple(each["en"])) for each in told}


def current_consent() -> CaseConsent:
    """The version that people agree to now."""
    return list(case_consents().values())[-1]
