"""問の文: the lesson's Markdown as HTML. Raw HTML in it is shown as text, and only links to the web stay links."""

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

MADE = MarkdownIt("commonmark", {"html": False}).enable("table")
# The page has its own title, and the text's headings come below it.
LOWER = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4"}


@lru_cache(maxsize=1024)
def prose(text: str) -> Markup:
    """One Markdown cell as HTML."""
    tokens = MADE.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = LOWER.get(token.tag, "h4")
        elif token.children:
            token.children = _without_dead_links(token.children)
    html = str(MADE.renderer.render(tokens, MADE.options, {}))
    # Everything in it was escaped by the renderer, which passes no HTML on.
    return Markup(_scrolling(html))  # noqa: S704


def without_heading(text: str) -> str:
    """A question's text without its own heading, which is the page's title already."""
    first, _, rest = text.partition("\n")
    return rest if first.startswith("## ") else text


def _without_dead_links(tokens: list[Token]) -> list[Token]:
    """Without links to files beside the notebook, which are not here; their words stay. Pictures go as well."""
    kept: list[Token] = []
    dead: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            dead.append(not str(token.attrGet("href")).startswith(("https://", "http://")))
            if dead[-1]:
                continue
            token.attrSet("rel", "noreferrer")
        elif (token.type == "link_close" and dead.pop()) or token.type == "image":
            continue
        kept.append(token)
    return kept


def _scrolling(html: str) -> str:
    """A table that a narrow screen scrolls, and a keyboard as well."""
    return html.replace("<table>", '<div class="scrolling" tabindex="0" role="group"><table>').replace(
        "</table>", "</table></div>"
    )
