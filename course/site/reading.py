"""本文を組む: a lesson's text and what its cells showed, as the body of a page and its pictures."""

import base64
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

TITLED = re.compile(r"""title\(\s*f?["'](?P<title>[^"'{]+)["']""")


@dataclass
class Body:
    """本文: pieces of the page, and its pictures by the names of their files."""

    prefix: str
    pieces: list[str] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def picture(self, encoded: str, says: str) -> str:
        """Keep a picture and give the tag that shows it."""
        name = f"{self.prefix}-{len(self.pictures) + 1}.png"
        self.pictures[name] = base64.b64decode(encoded)
        return f'<figure tabindex="0"><img src="{name}" alt="{html.escape(says)}"></figure>'


def body_of(notebook: NotebookNode, outputs: Sequence[Sequence[Mapping[str, Any]]], prefix: str) -> Body:
    """Put a lesson's cells in their order, each code cell followed by what it showed."""
    body, shown = Body(prefix), iter(outputs)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            body.pieces.append(_prose(cell.source))
        elif cell.cell_type == "code":
            body.pieces.append(_code(cell.source))
            body.pieces += [_output(body, output, cell.source) for output in _whole(next(shown))]
    return body


def _whole(outputs: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Printed text in one piece: a kernel may send one line in two parts."""
    whole: list[Mapping[str, Any]] = []
    for output in outputs:
        before = whole[-1] if whole else {}
        if "text" in output and "text" in before and output.get("name") == before.get("name"):
            whole[-1] = {**before, "text": "".join([*before["text"], *output["text"]])}
        else:
            whole.append(output)
    return whole


def _prose(text: str) -> str:
    written = markdown2html_mistune(text)
    written = re.sub(r'<a class="anchor-link"[^>]*>.*?</a>', "", written)
    # The learner's own files are not part of the site: what led to them stays as words.
    written = re.sub(r'<a href="(?!https?:|#)[^"]*"[^>]*>(.*?)</a>', r"\1", written)
    return f'<div class="prose">{_scrolling(written)}</div>'


def _code(text: str) -> str:
    coloured = highlight(text, PythonLexer(), HtmlFormatter(nowrap=True))
    return f'<pre class="code" tabindex="0" role="group" aria-label="コード"><code>{coloured}</code></pre>'


def _output(body: Body, output: Mapping[str, Any], code: str) -> str:
    """One output in the richest form that a page can show."""
    data = output.get("data", {})
    if "image/png" in data:
        titled = TITLED.search(code)
        return body.picture(
            data["image/png"], f"グラフ: {titled['title']}" if titled else "上のコードが描くグラフ"
        )
    if "text/html" in data:
        return f'<div class="output">{_scrolling(_plain_table("".join(data["text/html"])))}</div>'
    text = "".join(output.get("text") or data.get("text/plain", ""))
    if not text.strip():
        return ""
    return f'<pre class="output" tabindex="0" role="group" aria-label="結果">{html.escape(text)}</pre>'


def _plain_table(written: str) -> str:
    """pandas' table without the styles that the pages' policy refuses, and without empty headings."""
    written = re.sub(r"<style.*?</style>", "", written, flags=re.DOTALL)
    written = re.sub(r' (style|border)="[^"]*"', "", written)
    return re.sub(r"<th>\s*</th>", "<td></td>", written)


def _scrolling(written: str) -> str:
    """Let a table that is wider than a phone scroll by itself, also from a keyboard."""
    begin = '<div class="wide" tabindex="0" role="group" aria-label="表"><table'
    return written.replace("<table", begin).replace("</table>", "</table></div>")
