"""python -m course: 教材を組み立てる (build), 確かめる (check), 並べる (list).

What a command needs is imported in it: somebody waits for new-course on a page, and Jupyter's libraries take seconds.
"""

import json
import sys
import time
from pathlib import Path

import click

from course.beginnings import ANYBODY, new_lesson
from course.beginnings import new_course as compose
from course.catalogue import ROOT, Text, asked_for, composed_mistakes, load_courses
from course.mistake import ContentMistake

# Seconds that all lessons may take from one command on a fresh clone; a warning beyond, since machines differ.
PROVED_WITHIN = 300
COMPOSED = "要望から組み立てた講座のフォルダ / where composed courses lie (var/courses)"


class _Commands(click.Group):
    """Commands whose mistakes in content are one sentence and exit code 1, never a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ContentMistake as mistake:
            click.echo(str(mistake), err=True)
            sys.exit(1)


@click.group(cls=_Commands)
def main() -> None:
    """教材: build it, check it, list it."""


@main.command()
@click.option(
    "--out", type=click.Path(path_type=Path), help="公開版を置くフォルダ / where releases go (var/releases)"
)
@click.option(
    "--site", type=click.Path(path_type=Path), help="読む教材を置くフォルダ / where pages go (var/site)"
)
@click.option("--composed", type=click.Path(path_type=Path), help=COMPOSED)
def build(out: Path | None, site: Path | None, composed: Path | None) -> None:
    """Build every lesson's release, its page to read, or both, into folders."""
    from course.publish import publish
    from course.site.building import build_site

    if out is None and site is None:
        raise click.UsageError("--out か --site を書いてください / write --out or --site")
    for mistake in composed_mistakes(ROOT, composed) if composed else ():
        click.echo(str(mistake), err=True)
    courses = load_courses(ROOT, composed).values()
    for built in publish(courses, out) if out else ():
        click.echo(f"{built.course}/{built.lesson.slug}  {built.digest[:12]}  {built.lesson.title.ja}")
    for page in build_site(courses, site) if site else ():
        click.echo(f"{page}")


@main.command()
@click.argument("lessons", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="表の代わりに JSON で出す / JSON instead of a table")
def check(lessons: tuple[str, ...], as_json: bool) -> None:
    """Test lessons as code is tested, all or those named; exit code 1 where anything is wrong."""
    from course.checks import check_all, table

    reports = check_all(asked_for(load_courses(ROOT), lessons))
    if as_json:
        click.echo(json.dumps({"lessons": [report.to_json() for report in reports]}, ensure_ascii=False))
    else:
        click.echo(table(reports))
    mistakes = [mistake for report in reports for mistake in report.mistakes]
    for mistake in mistakes:
        click.echo(str(mistake), err=True)
    sys.exit(1 if mistakes else 0)


@main.command()
@click.argument("lessons", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="表の代わりに JSON で出す / JSON instead of a table")
def mutate(lessons: tuple[str, ...], as_json: bool) -> None:
    """Put small mistakes into the solutions; exit code 1 where a lesson's tests catch fewer than 95 %."""
    from course.mutation.running import mutate as run_mutation
    from course.mutation.verdicts import table as mutation_table

    reports = run_mutation(asked_for(load_courses(ROOT), lessons))
    if as_json:
        click.echo(json.dumps({"lessons": [report.to_json() for report in reports]}, ensure_ascii=False))
    else:
        click.echo(mutation_table(reports))
    for mistake in (mistake for report in reports for mistake in report.mistakes):
        click.echo(str(mistake), err=True)
    sys.exit(0 if all(report.is_enough for report in reports) else 1)


@main.command()
@click.argument("lessons", nargs=-1)
def prove(lessons: tuple[str, ...]) -> None:
    """Check and mutate, all lessons or those named, with their sums; exit code 1 where anything falls short."""
    from course.checks import check_all
    from course.checks import table as check_table
    from course.mutation.running import mutate as run_mutation
    from course.mutation.verdicts import table as mutation_table

    asked, started = asked_for(load_courses(ROOT), lessons), time.perf_counter()
    checked, mutated = check_all(asked), run_mutation(asked)
    click.echo(f"{check_table(checked)}\n\n{mutation_table(mutated)}\n")
    exercises, wrong = (
        sum(r.exercises for r in checked),
        sum(r.wrong_answers_caught for r in checked),
    )
    caught, distinct = sum(r.caught for r in mutated), sum(r.distinct for r in mutated)
    seconds = time.perf_counter() - started
    click.echo(
        f"レッスン {len(asked)}、問 {exercises}、捕まえた誤答 {wrong}、変異 {caught}/{distinct}、{seconds:.0f} 秒\n"
        f"{len(asked)} lessons, {exercises} exercises, {wrong} wrong answers caught, {caught} of {distinct} mutants, {seconds:.0f} s"
    )
    if seconds > PROVED_WITHIN:
        click.echo(
            f"注意: {PROVED_WITHIN} 秒の目安をこえました。ほかの処理が動いていなければ、重くなったレッスンがないか上の表の「秒」を見てください。\n"
            f"Warning: this took more than {PROVED_WITHIN} s. Unless the machine was busy, look in the tables for a lesson that has grown slow.",
            err=True,
        )
    mistakes = [mistake for report in checked for mistake in report.mistakes]
    mistakes += [mistake for report in mutated for mistake in report.mistakes]
    for mistake in mistakes:
        click.echo(str(mistake), err=True)
    sys.exit(0 if not mistakes and all(report.is_enough for report in mutated) else 1)


@main.command()
@click.argument("course")
@click.argument("lesson")
def new(course: str, lesson: str) -> None:
    """Begin a lesson: small, whole, and passing check and mutate."""
    folder = new_lesson(ROOT, course, lesson)
    click.echo(f"{folder} を作りました。lesson.toml の題から書きはじめてください。")
    click.echo(f"made {folder}: begin with the title in lesson.toml")


@main.command(name="new-course")
@click.argument("slug")
@click.option("--from", "lessons", required=True, help="beginner/b1,beginner/b5 … この順に / in this order")
@click.option("--title-ja", default="題を書いてください", help="講座の題 / its title in Japanese")
@click.option("--title-en", default="Write a title", help="英語の題 / its title in English")
@click.option("--summary-ja", default="", help="説明 / what it is about, in Japanese")
@click.option("--summary-en", default="", help="英語の説明 / the same in English")
@click.option("--audience-ja", default=ANYBODY.ja, help="対象 / whom it is for, in Japanese")
@click.option("--audience-en", default=ANYBODY.en, help="英語の対象 / the same in English")
@click.option("--into", type=click.Path(path_type=Path), help=COMPOSED)
def new_course(slug: str, lessons: str, into: Path | None, **words: str) -> None:
    """Compose a course of lessons that are there already, in a new order; nothing is copied."""
    names = [name.strip() for name in lessons.split(",") if name.strip()]
    title = Text(words["title_ja"], words["title_en"])
    summary = Text(words["summary_ja"] or title.ja, words["summary_en"] or title.en)
    audience = Text(words["audience_ja"], words["audience_en"])
    file = compose(ROOT, slug, names, title, summary=summary, audience=audience, into=into)
    click.echo(f"{file} を作りました。題・説明・対象を書いてください。")
    click.echo(f"made {file}: write its title, summary and audience")


@main.command(name="list")
def list_lessons() -> None:
    """List courses and lessons."""
    for course in load_courses(ROOT).values():
        click.echo(f"{course.slug}  {course.title.ja}")
        for lesson in course.lessons:
            click.echo(f"  {lesson.slug}  {lesson.minutes}分  {lesson.max_points}点  {lesson.title.ja}")
        for planned in course.planned:
            click.echo(f"  {planned.slug}  {planned.minutes}分  準備中  {planned.title.ja}")


if __name__ == "__main__":
    main(prog_name="python -m course")
