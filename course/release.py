"""公開版を作る: exercise.md and lesson.md become the source and learner notebooks; text in, bytes out."""

import copy
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jupytext.myst import MystMetadataParsingError
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.nbgraderformat import SchemaTooNewError, SchemaTooOldError, ValidationError
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
)
from traitlets.config import Config
from yaml import YAMLError

from course.content import Lesson
from course.manifest import manifest_of
from course.mistake import ContentMistake
from course.notebook import read_myst, to_bytes
from course.writing import slips

BEGIN_TEMPLATE = "### BEGIN TEMPLATE"
END_TEMPLATE = "### END TEMPLATE"
CODE_STUB = "# ここに書いてください\nraise NotImplementedError()"
TEXT_STUB = "（ここに書いてください。この行は消してかまいません。JupyterLab では、ダブルクリックすると書きこめます。）"


@dataclass(frozen=True)
class Materials:
    """教材の中身: what the author wrote in one lesson's folder, read once."""

    exercise: str
    lesson: str
    data: Mapping[str, bytes]

    @property
    def texts(self) -> dict[str, str]:
        """What becomes notebooks, by the names of its files."""
        return {"lesson.md": self.lesson, "exercise.md": self.exercise}


@dataclass(frozen=True)
class BuiltLesson:
    """組み立てたレッスン: every file of a release by its path below `<digest>/`."""

    course: str
    lesson: Lesson
    digest: str
    files: Mapping[str, bytes]

    @property
    def learner_files(self) -> dict[str, bytes]:
        """The files that a learner may see, by their path in the lesson's folder."""
        prefix = "learner/"
        return {
            name.removeprefix(prefix): body for name, body in self.files.items() if name.startswith(prefix)
        }


def read_materials(lesson: Lesson) -> Materials:
    """Read one lesson's folder; raises FileNotFoundError naming what is missing."""
    return Materials(
        exercise=(lesson.folder / "exercise.md").read_text(encoding="utf-8"),
        lesson=(lesson.folder / "lesson.md").read_text(encoding="utf-8"),
        data={name: (lesson.folder / "data" / name).read_bytes() for name in lesson.data},
    )


def build(course: str, lesson: Lesson, materials: Materials) -> BuiltLesson:
    """Make a release: the digest names all its files' names and bytes, with the digest's own places blank."""
    for slip in slips(lesson.folder, materials.texts):
        raise slip
    with _telling_the_author(lesson.folder / "exercise.md"):
        source = source_notebook(materials.exercise)
        exercise = learner_notebook(source)
    with _telling_the_author(lesson.folder / "lesson.md"):
        notebooks = _Notebooks(source, exercise, read_myst(materials.lesson))
    digest = digest_of(_files(course, lesson, materials, notebooks, digest=""))
    return BuiltLesson(course, lesson, digest, _files(course, lesson, materials, notebooks, digest))


def digest_of(files: Mapping[str, bytes]) -> str:
    """sha256 over names, lengths and bytes, so that no byte can move from one file to the next unnoticed."""
    sha = hashlib.sha256()
    for name in sorted(files):
        sha.update(f"{len(name.encode())}:{name}:{len(files[name])}:".encode())
        sha.update(files[name])
    return sha.hexdigest()


def source_notebook(text: str) -> NotebookNode:
    """The instructor's notebook: solutions, hidden tests, no outputs; never shown to a learner."""
    return _through(read_myst(text), [ClearOutput(), CheckCellMetadata()])


def learner_notebook(source: NotebookNode) -> NotebookNode:
    """The learner's notebook: solutions become templates, hidden tests go, tests are locked."""
    stubs = Config(ClearSolutions={"code_stub": {"python": CODE_STUB}, "text_stub": TEXT_STUB})
    notebook = _through(copy.deepcopy(source), [LockCells(), ClearSolutions(config=stubs)])
    for cell in notebook.cells:
        cell.source = open_template(cell.source)
    rest = [ClearOutput(), CheckCellMetadata(), ComputeChecksums(), ClearHiddenTests(), ComputeChecksums()]
    return _through(notebook, rest)


def open_template(source: str) -> str:
    """Put a cell's commented template in the place of nbgrader's stub, as code with its blanks (____)."""
    if BEGIN_TEMPLATE not in source:
        return source
    before, _, rest = source.partition(BEGIN_TEMPLATE + "\n")
    template, _, after = rest.partition(END_TEMPLATE)
    lines = [line.removeprefix("#").removeprefix(" ") for line in template.splitlines()]
    return (before + "\n".join(lines) + after.replace(CODE_STUB, "")).strip("\n")


@contextmanager
def _telling_the_author(file: Path) -> Iterator[None]:
    """What jupytext and nbgrader cannot read is a mistake in that file, told with the line they name."""
    try:
        yield
    except (
        MystMetadataParsingError,
        ValidationError,
        SchemaTooNewError,
        SchemaTooOldError,
        YAMLError,
        RuntimeError,
        KeyError,
    ) as error:
        line = re.search(r"line (\d+)", str(error))
        what = f"ノートブックにできません / this makes no notebook ({type(error).__name__}: {error})"
        mend = "頭の --- の部分、セルの nbgrader の行、BEGIN・END の組を直す / mend the header, the nbgrader lines, the BEGIN and END marks"
        raise ContentMistake(file, what, mend, int(line[1]) if line else None) from error


@dataclass(frozen=True)
class _Notebooks:
    source: NotebookNode
    exercise: NotebookNode
    lesson: NotebookNode


def _files(
    course: str, lesson: Lesson, materials: Materials, notebooks: _Notebooks, digest: str
) -> dict[str, bytes]:
    def told(notebook: NotebookNode, role: str) -> bytes:
        notebook = copy.deepcopy(notebook)
        notebook.metadata["tateyama"] = {
            "course": course,
            "lesson": lesson.slug,
            "release": digest,
            "role": role,
        }
        return to_bytes(notebook)

    manifest = json.dumps(manifest_of(course, lesson, digest), ensure_ascii=False, indent=1, sort_keys=True)
    return {
        "lesson.json": manifest.encode() + b"\n",
        "source.ipynb": to_bytes(notebooks.source),
        "learner/exercise.ipynb": told(notebooks.exercise, "exercise"),
        "learner/lesson.ipynb": told(notebooks.lesson, "lesson"),
        **{f"learner/data/{name}": body for name, body in materials.data.items()},
    }


def _through(notebook: NotebookNode, steps: list[Preprocessor]) -> NotebookNode:
    resources: dict[str, object] = {}
    for step in steps:
        notebook, resources = step.preprocess(notebook, resources)  # type: ignore[no-untyped-call]
    return notebook
