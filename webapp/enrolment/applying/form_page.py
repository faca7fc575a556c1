"""申込フォームの画面: which fields stand on the page, with what was typed and what has to be mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import g
from flask_babel import gettext as _

from webapp.enrolment.applying.consents import SENTENCES
from webapp.enrolment.applying.fields import FIELDS, Field
from webapp.enrolment.applying.form import Asked, Form, Typed, audience_in, consents_asked
from webapp.enrolment.applying.models import ApprovalKind, ConsentKind, Invitation
from webapp.enrolment.applying.profile import Profile, optional_of, required_of
from webapp.enrolment.models import Learner
from webapp.languages import localised
from webapp.programme.audience import Audience
from webapp.programme.models import Offering
from webapp.programme.typed import Problem
from webapp.region import ELSEWHERE

PREFIXES = {ApprovalKind.SUPERIOR: "superior", ApprovalKind.GUARDIAN: "guardian"}


@dataclass(frozen=True)
class ShownField:
    """A field with its choices in the page's language and what was answered."""

    known: Field
    options: tuple[tuple[str, str], ...]
    answers: tuple[str, ...]

    @property
    def answer(self) -> str:
        """The first answer, or nothing."""
        return self.answers[0] if self.answers else ""


@dataclass(frozen=True)
class ShownForm:
    """The whole form."""

    audience: Audience
    required: tuple[ShownField, ...]
    optional: tuple[ShownField, ...]
    consents: tuple[tuple[ConsentKind, str, bool], ...]
    # What was typed in fields of another 受講区分: kept, for who changes their mind.
    kept: tuple[tuple[str, str], ...]
    typed: Mapping[str, str]
    problems: Mapping[str, str]
    asked: Asked


def asked_of(
    offering: Offering,
    learner: Learner | None,
    invitation: Invitation | None = None,
    *,
    knows_address: bool = False,
) -> Asked:
    """What the form of this offering asks of this visitor."""
    return Asked(
        offered_to=offering.audience,
        towns=frozenset(town.code5 for town in (*g.settings.region.towns, ELSEWHERE)),
        school_types=frozenset(kind.name_ja for kind in g.settings.region.school_types),
        asks_superior=offering.asks_superior and invitation is None,
        admits_minors=offering.admits_minors,
        is_sent=invitation is not None and invitation.sent_by_id is not None,
        knows_person=learner is not None,
        knows_address=knows_address,
        own_address=(learner.email or "") if learner else "",
    )


def show_form(asked: Asked, typed: Typed, problems: Iterable[Problem] = ()) -> ShownForm:
    """Lay the form out for the chosen 受講区分."""
    audience = audience_in(typed, asked.offered_to)
    required, optional = required_of(audience), optional_of(audience)
    hidden = [name for name in FIELDS if name not in (*required, *optional)]
    return ShownForm(
        audience=audience,
        required=tuple(_show(FIELDS[name], typed) for name in required),
        optional=tuple(_show(FIELDS[name], typed) for name in optional),
        consents=tuple(
            (kind, _(SENTENCES[kind]), "yes" in typed.get(f"consent_{kind.value}", ()))
            for kind in consents_asked(asked)
        ),
        kept=tuple((name, value) for name in hidden for value in list(typed.get(name, ()))[:30]),
        typed={name: next(iter(values), "") for name, values in typed.items()},
        problems={problem.field: _(problem.message_ja) for problem in reversed(list(problems))},
        asked=asked,
    )


def _show(known: Field, typed: Typed) -> ShownField:
    return ShownField(known, tuple(_options(known)), tuple(typed.get(known.name, ())))


def _options(known: Field) -> Iterable[tuple[str, str]]:
    region = g.settings.region
    if known.name.endswith("_code5"):
        return [(town.code5, localised(town, "name")) for town in (*region.towns, ELSEWHERE)]
    if known.name == "school_type":
        return [(kind.name_ja, localised(kind, "name")) for kind in region.school_types]
    return [(value, _(label)) for value, label in known.options.items()]


def typed_of(profile: Profile) -> dict[str, list[str]]:
    """A profile as it would have been typed, to begin with what is known."""
    typed = {"audience": [profile.audience.value]}
    for name, value in profile.as_data().items():
        if name in FIELDS and value:
            typed[name] = list(value) if isinstance(value, list) else [str(value)]
    return typed


def typed_in(form: Form) -> dict[str, list[str]]:
    """A whole form as it was typed, for who goes back to mend it; consents are given anew."""
    typed = typed_of(form.profile)
    typed |= {"name": [form.name], "name_kana": [form.name_kana], "email": [form.email]}
    typed |= {"is_minor": ["yes"]} if form.profile.is_minor else {}
    for who in form.approvers:
        typed |= {f"{PREFIXES[who.kind]}_name": [who.name], f"{PREFIXES[who.kind]}_email": [who.email]}
    return typed
