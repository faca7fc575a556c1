"""`python -m webapp.translations`: compile the English texts; `extract`: add new Japanese ones to the list."""

import sys

from webapp.translations import ENGLISH, compile_english
from webapp.translations.extract import update_english


def main(arguments: list[str]) -> None:
    """Compile; with `extract`, read all sources first and list what still lacks English."""
    if arguments == ["extract"]:
        for missing in update_english(ENGLISH):
            print(f"no English yet: {missing}")
    elif arguments:
        raise SystemExit("usage: python -m webapp.translations [extract]")
    compile_english()


main(sys.argv[1:])
