"""How a drill went: one line for people, one object for programs."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "var" / "drills"
NAME, SAID = 26, 112  # columns of the table
MOST_SHOWN = 5


@dataclass(frozen=True)
class Outcome:
    """What was done and found; held where there is no fault."""

    drill: str
    said: str
    counts: dict[str, float] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def held(self):
        return not self.faults

    def __str__(self):
        line = f"{self.drill:<{NAME}}  {self.said:<{SAID}}  {'held' if self.held else 'LOST'}"
        return "\n".join([line, *(f"    {fault}" for fault in self.faults[:MOST_SHOWN])])

    def write(self, name, folder=FOLDER):
        """Keep it where programs find it."""
        folder.mkdir(parents=True, exist_ok=True)
        told = {**asdict(self), "held": self.held}
        (folder / f"{name}.json").write_text(json.dumps(told, indent=1, ensure_ascii=False))
