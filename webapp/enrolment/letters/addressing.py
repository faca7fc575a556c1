"""宛名: 様 for a person, 御中 for an organisation, one of them and once."""

HONORIFICS = ("様", "御中", "殿", "さま", "先生")


def person_line(name: str) -> str:
    """髙﨑 葵 様."""
    return f"{_bare(name)} 様"


def address_lines(organisation: str, person: str) -> list[str]:
    """株式会社架空製作所 御中, or where a person is named: the organisation, and below it 社長 架空 太郎 様."""
    organisation, person = _bare(organisation), _bare(person)
    if person:
        return [*([organisation] if organisation else []), person_line(person)]
    return [f"{organisation} 御中"] if organisation else []


def _bare(name: str) -> str:
    """Without the honorific that somebody typed by themselves."""
    name = " ".join(name.split())
    for honorific in HONORIFICS:
        if name.endswith(honorific) and name != honorific:
            return name[: -len(honorific)].rstrip()
    return name
