"""The command that teaches the engine what people confirmed: learn, and what came of it."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.console import DONE, REFUSED, counted, progress, say
from cli.engine import check_model, read_learned, usable
from models.errors import UserError

if TYPE_CHECKING:
    from db.project import Project
    from models.codebook import Codebook
    from models.learned import Learned
    from models.suggest.learning.digest import ArticleDigest
    from models.suggest.learning.lesson import Lesson, Trial
    from models.suggest.learning.measuring import Labelled
    from models.suggest.learning.state import LearnedState

_SAVE_EVERY = 50


def learn(arguments: argparse.Namespace) -> int:
    """Trains on a project's finished articles, or brings a state out, in, or away."""
    from db.project import Project

    check_model(arguments.model)
    project = Project.open(arguments.project)
    try:
        if arguments.out:
            return _export(project, arguments.out)
        if arguments.source:
            return _import(project, arguments.source)
        if arguments.reset:
            return _reset(project)
        return _learn(project, arguments)
    finally:
        project.close()


def _learn(project: Project, arguments: argparse.Namespace) -> int:
    from db import learning
    from models.learned import How, Learned
    from models.suggest.learning.digest import VERSION
    from models.suggest.learning.keeping import state_to_text
    from models.suggest.learning.lesson import teach

    tell = _tell_line if arguments.lines else progress
    failed = 0 if arguments.lines else _digest(project, arguments)
    labelled, names = _labelled(project)
    if not labelled:
        raise UserError(
            f"There is nothing to learn from in {project.path}: no article in it is done. "
            "Mark articles as done in the window, or import confirmed ones with --confirmed-by."
        )
    before = learning.learned(project)
    in_use, seen = _to_beat(before, names, project.codebook)
    lesson = teach(
        project.codebook,
        labelled,
        in_use,
        seen,
        with_curve=arguments.curve or not arguments.lines,
        say=tell,
    )
    step = Learned(
        How.LEARNED if lesson.state else How.KEPT,
        datetime.now(UTC),
        VERSION,
        project.codebook.reference,
        learning.finished_count(project),
        lesson.figures(),
        tuple(sorted(names.values())),
        state_to_text(lesson.state) if lesson.state else "",
        state_to_text(lesson.twin) if lesson.state and lesson.twin else "",
    )
    learning.keep(project, step)
    if arguments.lines:
        _say_line(type=step.how.value, articles=lesson.articles)
    else:
        sys.stdout.write(_report(lesson))
        say(f"\r{_outcome(lesson, before)}")
    return REFUSED if failed else DONE


def _digest(project: Project, arguments: argparse.Namespace) -> int:
    """Reads the finished articles that were not read yet; returns how many could not be."""
    from db import learning
    from models.suggest.batch import digest_many
    from models.suggest.learning.digest import VERSION

    missing = learning.without_digest(project, VERSION)
    if not missing:
        return 0
    failed = 0
    found: dict[str, bytes] = {}
    articles = (project.article(article_id) for article_id in missing)
    answers = digest_many(
        articles, project.codebook, workers=arguments.workers, model=arguments.model
    )
    for number, (article, answer) in enumerate(answers, 1):
        if isinstance(answer, str):
            failed += 1
            say(f"\r{article.origin or article.id}: {answer}")
        else:
            found[article.id] = answer
        if len(found) >= _SAVE_EVERY:
            learning.save_digests(project, VERSION, found)
            found.clear()
        progress(f"{number:,} of {counted(len(missing), 'article')} read")
    learning.save_digests(project, VERSION, found)
    return failed


def _labelled(project: Project) -> tuple[list[Labelled], dict[str, str]]:
    """The examples with their digests, and the fingerprint of each one's text by article id."""
    from db import learning
    from models.article import Status
    from models.learned import fingerprint
    from models.suggest.learning.digest import VERSION
    from models.suggest.learning.examples import example_of

    labelled: list[Labelled] = []
    names: dict[str, str] = {}
    for found in learning.reviewed(project):
        digest = _unpacked(learning.digest(project, found.article_id, VERSION))
        example = example_of(
            found.article_id, Status.DONE, found.events, found.proposals, project.codebook
        )
        if example and digest:
            labelled.append((example, digest))
            names[found.article_id] = fingerprint(found.sha256)
    return labelled, names


def _unpacked(data: bytes | None) -> ArticleDigest | None:
    """A digest; it is a cache, so one that is damaged is none."""
    from models.suggest.learning.digest import ArticleDigest

    try:
        return ArticleDigest.from_bytes(data) if data else None
    except (ValueError, KeyError):
        return None


def _to_beat(
    before: Learned | None, names: dict[str, str], codebook: Codebook
) -> tuple[LearnedState | None, frozenset[str]]:
    """The state in use as it can be measured, and the articles that it has seen."""
    if before is None:
        return None, frozenset()
    if before.twin:
        return usable(before.twin, codebook), frozenset()
    seen = frozenset(before.trained_on)
    held = (article_id for article_id, name in names.items() if name in seen)
    return usable(before.state, codebook), frozenset(held)


def _report(lesson: Lesson) -> str:
    """Quality on held-out articles by the rules, before and now, and the learning curve."""
    from models.suggest.calibration import curve_table

    parts = []
    trials = (("coded blind", lesson.blind), ("coded beside suggestions", lesson.assisted))
    for words, trial in trials:
        if trial:
            parts.append(
                f"{counted(trial.after.articles, 'held-out article')} {words}\n{_table(trial)}"
            )
    if lesson.curve:
        parts.append(f"Learning curve, on held-out articles\n{curve_table(lesson.curve)}")
    return "\n".join(parts)


def _table(trial: Trial) -> str:
    measures = (trial.rules, trial.before, trial.after)
    rows: list[tuple[str, ...]] = [("F1, %", "rules", "before", "now")]
    rows.append((trial.after.total.name, *(f"{100 * m.f1:.1f}" for m in measures)))
    names = dict.fromkeys(score.name for m in measures for score in m.fields)
    for name in names:
        scores = [next((s for s in m.fields if s.name == name), None) for m in measures]
        shown = ("–" if s is None or s.f1 is None else f"{100 * s.f1:.1f}" for s in scores)
        rows.append((name, *shown))
    rows.append(("ranking", *(f"{100 * m.ranking:.1f}" for m in measures)))
    errors = (m.calibration.error for m in measures)
    rows.append(("calibration error", *("–" if e is None else f"{e:.3f}" for e in errors)))
    width = max(len(row[0]) for row in rows)
    return "".join(
        f"{name:<{width}}" + "".join(f"{cell:>9}" for cell in cells) + "\n" for name, *cells in rows
    )


def _outcome(lesson: Lesson, before: Learned | None) -> str:
    articles = counted(lesson.articles, "article")
    if lesson.state:
        return f"Learned from {articles}."
    if lesson.trial is None:
        return (
            f"Nothing changed: none of {articles} is one of those that measure (every fifth); "
            "finish a few more."
        )
    held = "what was learned before" if before else "the rules alone"
    return f"Nothing changed: on held-out articles {held} did better than what {articles} taught."


def _export(project: Project, out: Path) -> int:
    from db import learning
    from db.written_files import written
    from models.learned import learned_to_json

    found = learning.learned(project)
    if found is None:
        raise UserError(f"{project.path} has learned nothing yet, so there is nothing to export.")
    with written(out) as file:
        json.dump(learned_to_json(found), file, ensure_ascii=False)
        file.write("\n")
    say(f"What was learned from {counted(len(found.trained_on), 'article')} was written to {out}.")
    return DONE


def _import(project: Project, source: Path) -> int:
    from db import learning

    found = read_learned(source, project.codebook.reference)
    learning.keep(project, replace(found, articles=learning.finished_count(project)))
    taught = counted(len(found.trained_on), "article")
    say(f"What was learned from {taught} was brought in from {source}.")
    return DONE


def _reset(project: Project) -> int:
    from db import learning
    from models.learned import How, Learned

    had = learning.learned(project)
    if had is None:
        say(f"{project.path} has learned nothing yet; it is left as it is.")
        return DONE
    finished = learning.finished_count(project)
    learning.keep(
        project, Learned(How.RESET, datetime.now(UTC), had.engine, had.codebook, finished)
    )
    say(f"{project.path} has forgotten what it learned; the records are as they were.")
    return DONE


def _say_line(**message: Any) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _tell_line(text: str) -> None:
    _say_line(type="status", text=text)
