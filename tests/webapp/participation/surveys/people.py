"""The moment at which these tests play, and an answer that can be kept."""

from datetime import datetime

from webapp.fiscal_year import JAPAN

NOW = datetime(2026, 12, 7, 12, 0, tzinfo=JAPAN)
SAID = {"satisfaction": "5", "understanding": "4", "comment": "楽しかった"}
