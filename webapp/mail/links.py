"""リンク: operations write `tateyama:/my-page`; where this platform is reached stands only when the message goes out."""

OURS = "tateyama:/"


def written_out(text: str, home: str) -> str:
    """The text with whole addresses; `home` is that of the first page and ends with a slash."""
    return text.replace(OURS, home)
