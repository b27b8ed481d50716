"""Kills a review at random moments and looks whether every decision shown as saved is there.

Run: python -m bench.kill [kills]
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from db.codebook_files import load_codebook
from db.ids import new_id
from db.project import Project
from models.article import Article, Status
from models.edits import AddArticles, Edit
from models.events import Proposal, State, Suggested
from models.gestures import Desk, Gestures
from models.review import records
from models.spans import Span
from models.values import Actor, AnyValue, Count

ANNOTATOR = "ana"
ARTICLES = 20
TEXT = "Rebels raided the post near the river and killed two."


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many decisions were shown before the kills, and what was wrong afterwards."""

    kills: int
    decisions: int
    findings: tuple[str, ...]


def main() -> None:
    if sys.argv[1:2] == ["--review"]:
        review(Path(sys.argv[2]), int(sys.argv[3]))
        return
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory() as folder:
        outcome = kill_reviews(Path(folder) / "kill.db", kills)
    print(f"{outcome.kills} kills, {outcome.decisions} decisions shown as saved,", end=" ")
    print(f"{len(outcome.findings)} findings afterwards")
    if outcome.findings:
        sys.exit("\n".join(outcome.findings))


def kill_reviews(path: Path, kills: int) -> Outcome:
    """Reviews in a child process, again and again on the same project."""
    make_project(path)
    chance = random.Random(kills)  # noqa: S311 - the same moments every time
    findings: list[str] = []
    decisions = 0
    for number in range(kills):
        shown = _killed_review(path, number, chance.uniform(0, 0.5))
        decisions += len(shown)
        findings += (f"kill {number}: {text}" for text in _findings(path, shown))
    return Outcome(kills, decisions, tuple(findings))


def _killed_review(path: Path, number: int, seconds: float) -> list[dict[str, Any]]:
    """What a review had shown as saved when it was killed."""
    command = [sys.executable, "-m", "bench.kill", "--review", str(path), str(number)]
    folder = Path(__file__).parent.parent
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder) as child:
        out = child.stdout
        if out is None:
            raise RuntimeError("The review has no output")
        first = out.readline()
        time.sleep(seconds)
        child.kill()
        rest = out.read()
    # The last line may have been cut off while it was written.
    lines = (first + rest).split("\n")[:-1]
    return [json.loads(line) for line in lines]


def _findings(path: Path, shown: list[dict[str, Any]]) -> list[str]:
    project = Project.open(path)
    try:
        found = project.check()
        for decision in shown:
            row = project.db.execute(
                "SELECT kind, title, payload FROM journal WHERE id = ?", [decision["row"]]
            ).fetchone()
            if row is None or [row[0], row[1]] != [decision["kind"], decision["title"]]:
                found.append(f"{decision['title']} (row {decision['row']}) is lost")
            elif decision["kind"] == "edit" and json.loads(row[2])["events"] != decision["events"]:
                found.append(f"{decision['title']} (row {decision['row']}) is not what was shown")
    finally:
        project.close()
    return found


def make_project(path: Path) -> None:
    project = Project.create(path, load_codebook("conflict"))
    articles = tuple(Article(f"a{number}", TEXT) for number in range(ARTICLES))
    project.apply(AddArticles("Import", articles), ANNOTATOR)
    answers: dict[str, AnyValue] = {
        "event_type": "attack",
        "initiator": Actor("Rebels"),
        "killed": Count(2, 2, 2),
        "reported_by": "police",
    }
    for article in articles:
        proposals = []
        for place in range(2):
            id_ = f"p-{article.id}-{place}"
            offers = (
                Suggested(f"{id_}.{key}", key, answer, (Span(0, 6),), 0.9)
                for key, answer in answers.items()
            )
            proposals.append(Proposal(id_, article.id, "bench@1", tuple(offers)))
        project.save_proposals(article.id, proposals, "bench@1")
    project.close()


def review(path: Path, seed: int) -> None:
    """Decides until it is killed; says every decision after it was saved."""
    project = Project.open(path)
    gestures = Gestures(project.codebook, ANNOTATOR, new_id, lambda: datetime.now(UTC))
    chance = random.Random(seed)  # noqa: S311 - a script, not a secret
    while True:
        step = chance.random()
        if step < 0.1:
            done = project.undo(ANNOTATOR)
        elif step < 0.15:
            done = project.redo(ANNOTATOR)
        else:
            done = project.apply(decision(project, gestures, chance), ANNOTATOR)
        if done is not None:
            _show(project)


def _show(project: Project) -> None:
    row, kind, title, payload = project.db.execute(
        "SELECT id, kind, title, payload FROM journal ORDER BY id DESC LIMIT 1"
    ).fetchone()
    events = json.loads(payload)["events"] if payload else []
    decision = {"row": row, "kind": kind, "title": title, "events": events}
    print(json.dumps(decision), flush=True)


def decision(project: Project, gestures: Gestures, chance: random.Random) -> Edit:
    article_id = f"a{chance.randrange(ARTICLES)}"
    events = project.events(article_id, ANNOTATOR)
    shown = records(events, project.proposals(article_id))
    desk = Desk(article_id, project.status(article_id, ANNOTATOR), shown)
    if not shown:
        return gestures.new_event(desk)
    record = chance.choice(shown)
    values = [one for row in record.values_by_field().values() for one in row if one.value]
    plain: list[Callable[[], Edit]] = [
        lambda: gestures.set_status(desk, chance.choice([Status.DONE, Status.FLAGGED])),
        lambda: gestures.accept_all(desk, shown),
        lambda: gestures.mark_not_reported(desk, record, "wounded"),
        lambda: gestures.add(desk, record, "killed", Count(chance.randrange(9), None, None)),
        lambda: gestures.delete_event(desk, record),
        lambda: gestures.duplicate_event(desk, record),
    ]
    if values and chance.random() < 0.8:
        one = chance.choice(values)
        if one.state is State.SUGGESTED:
            return gestures.accept(desk, record, [one])
        return gestures.reject(desk, record, [one])
    return chance.choice(plain)()


if __name__ == "__main__":
    main()
