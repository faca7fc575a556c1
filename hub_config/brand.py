"""地域の名と印: what the hub's pages show of the region pack, whose files webapp reads in full."""

import base64
import tomllib
from dataclasses import dataclass
from pathlib import Path

from hub_config.refusal import Refusal

# Data files, no code: the packs lie where webapp keeps them.
SHIPPED = Path(__file__).resolve().parent.parent / "webapp" / "regions"
USUAL = "toyama"


@dataclass(frozen=True)
class Brand:
    """The platform's name in this region, the line beside it, and the icon as a data: address."""

    name_ja: str
    name_en: str
    line_ja: str
    line_en: str
    icon: str


def read_brand(named: str = "") -> Brand:
    """Read the name and the icon of a shipped pack, or of one in a folder."""
    shipped = SHIPPED / (named or USUAL)
    folder = shipped if shipped.is_dir() else Path(named).expanduser()
    try:
        told = tomllib.loads((folder / "region.toml").read_text(encoding="utf-8"))
        name, line = told["brand"]["name"], told["brand"]["line"]
        icon = base64.b64encode((folder / Path(told["icon"]).name).read_bytes()).decode()
        return Brand(name["ja"], name["en"], line["ja"], line["en"], f"data:image/svg+xml;base64,{icon}")
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise Refusal(
            f"TATEYAMA_REGION={named} の地域パックを読めません。region.toml の brand と icon を確かめてください。",
            f"The region pack TATEYAMA_REGION={named} cannot be read: check brand and icon in its region.toml.",
        ) from error
