"""A file as an answer, under a Japanese name where the browser can write it."""

from urllib.parse import quote

from flask import Response


def attachment(content: bytes, content_type: str, name: str, fallback: str) -> Response:
    """The answer that a browser keeps as a file; `fallback` names it where nothing of the name is ASCII."""
    plain = name.encode("ascii", "ignore").decode().strip("_")
    answer = Response(content, content_type=content_type)
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain if _says_something(plain) else fallback}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    return answer


def _says_something(plain: str) -> bool:
    return bool(plain) and not plain.startswith(".")
