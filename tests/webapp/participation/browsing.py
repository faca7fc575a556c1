"""Pictures of journeys, where somebody wants to look at them."""

import os
from pathlib import Path


def look(page, name):
    """Keep a picture where somebody wants to look at it."""
    if folder := os.environ.get("TATEYAMA_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
