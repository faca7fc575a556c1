"""言葉にする: a finding in the language of whoever reads it."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from webapp.day_words import moment_in
from webapp.operating.findings import Finding


@dataclass(frozen=True)
class Line:
    """One finding as it is read."""

    state: str
    label: str
    subject: str
    sentence: str
    todo: str
    commands: tuple[str, ...]


def in_words(finding: Finding, language: str) -> Line:
    """The finding's line; its sentences are looked up in the language that is being spoken."""
    values = {
        name: moment_in(language, value) if isinstance(value, datetime) else value
        for name, value in finding.values.items()
    }
    return Line(
        finding.state.value,
        gettext(finding.state.label_ja),
        gettext(finding.subject),
        gettext(finding.sentence, **values),
        gettext(finding.todo) if finding.todo else "",
        finding.commands,
    )
