"""Replays articles of MUC-4 dev in the real window, done by a scripted analyst who knows the key.

    python -m bench.replay --shared DIR               30 relevant articles, nothing learned
    python -m bench.replay --shared DIR --articles 5 --labels 100

Every value goes in by real key events and mouse clicks: what is likely is accepted (Enter) or
rejected (X), listed answers are picked by digit, phrases of the article are clicked, words are
selected with the arrows, the rest is typed into the editors. Suggested events that stand for no
template are deleted; a missed template's event is made in the sweep, of words in its sentence if
another event has that, or empty. Actions cost what
`quality_effort` says, but are counted when they have been done; where the window cannot take a
value the cheapest way, the next dearer one is gone, and counted. As there, making an event and
going to an event, a field or a value are not counted, nor is what that measure leaves out (stage,
victims' numbers and the like); optional fillers that are filled in stay undecided, and a filler is
wanted once an article. At the end the decided records must hold what the key wants, as the scorer
compares it.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.quality_effort import efforts
from bench.quality_learning import CODEBOOK, suggested_with
from bench.quality_passages import as_offered, event_of, passages_found
from bench.quality_runs import muc_projects
from bench.quality_sets import Predictions, Row, Shared, drawn, say, suggested
from bench.replay_analyst import Analyst
from bench.replay_hands import Hands
from bench.replay_key import key_of
from cli.engine import engine_of
from db.codebook_files import load_codebook
from db.project import Project
from models.article import Article
from models.codebook import Codebook
from models.edits import AddArticles
from models.exchange.lines import article_to_json
from models.exchange.proposals import proposal_from_json
from models.phrases import Phrase
from models.suggest.engine import Passages
from ui.settings import Settings, save_settings
from ui.theme import Theme
from ui.window.main_window import MainWindow

MOST = 1.10
KINDS = ("accept", "pick", "reject", "click", "select", "type")
_ANNOTATOR = "ana"


@dataclass(frozen=True)
class Work:
    """What is replayed: articles with their keys, what is suggested and found, and the scorer."""

    rows: Sequence[Row]
    predictions: Predictions
    found: Sequence[tuple[Article, Passages]]
    codebook: Codebook
    scorer: ModuleType


@dataclass(frozen=True, slots=True)
class Replayed:
    """One article: actions by kind as they were done and as predicted; what is not as wanted."""

    id: str
    done: Counter[str]
    predicted: Counter[str]
    unlike: Sequence[str]


def work_of(shared: Shared, articles: int, labels: int) -> Work:
    """Relevant articles of MUC-4 dev, with what is suggested after learning from `labels`."""
    scorer, prepare = shared.scorer("score_muc"), shared.scorer("prepare_muc")
    gold = [row for row in shared.all_rows("data", "muc4", "dev.jsonl") if row["templates"]]
    rows = drawn(gold, articles)
    prepared = [prepare.article(row, mixed=False) for row in rows]
    projects = muc_projects(shared, prepare, labels)  # Held on to: what it learned goes with it.
    what, project = next(projects)
    predictions = (
        suggested_with(project, prepared, shared)
        if project
        else suggested(prepared, CODEBOOK, shared, f"MUC, {what} labels")
    )
    engine = engine_of(argparse.Namespace(codebook=CODEBOOK, learned=project, model=None))
    found = passages_found(prepared, engine)
    return Work(rows, predictions, found, engine.codebook, scorer)


def predicted(work: Work, row: Row) -> Counter[str]:
    """What `quality_effort` reckons for one article, by kind of action."""
    alone = {row["id"]: work.predictions.get(row["id"], {"events": []})}
    offered = as_offered([one for one in work.found if one[0].id == row["id"]], work.codebook)
    return efforts([row], alone, offered, work.scorer)["record"].kinds


def replay(folder: Path, work: Work) -> tuple[list[Replayed], list[str]]:
    """Do all articles in a new project in a folder; what Qt warns of and `check` finds."""
    app = QApplication.instance() or QApplication(["replay"])
    save_settings(Settings(annotator=_ANNOTATOR, steps_seen=True))
    path = folder / "replay.db"
    _make_project(path, work)
    with _qt_warnings() as warned:
        window = MainWindow(Theme.current(), with_engine=False)
        window.resize(1366, 768)
        window.show()
        window.open_project(path)
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        try:
            hands = Hands(window)
            done = [_one(hands, row, work) for row in _said(work.rows)]
            wrong = [f"check: {finding}" for finding in hands.session.project.check()]
        finally:
            window.close()
            window.deleteLater()
            app.processEvents()
    return done, [*warned, *wrong]


def _make_project(path: Path, work: Work) -> None:
    project = Project.create(path, load_codebook(CODEBOOK))
    articles = tuple(article for article, _ in work.found)
    project.apply(AddArticles("Import", articles), "importer")
    for article in articles:
        events = work.predictions.get(article.id, {}).get("events", [])
        proposals = [proposal_from_json(one, article.id, work.codebook) for one in events]
        if proposals:
            project.save_proposals(article.id, proposals, proposals[0].engine)
    project.close()


def _one(hands: Hands, row: Row, work: Work) -> Replayed:
    (found,) = (found for article, found in work.found if article.id == row["id"])
    events = work.predictions.get(row["id"], {}).get("events", [])
    told = [event_of(one, work.codebook) for one in found.told]
    key = key_of(row, events, told, work.codebook, work.scorer)
    session = hands.session
    session.open_article(row["id"])
    phrases = [Phrase(*one) for one in found.phrases]
    session.take_phrases(row["id"], phrases, found.sentences, found.told, found.dateline)
    hands.begin()
    analyst = Analyst(hands, key)
    analyst.work()
    project = session.project
    records = project.events(row["id"], session.annotator)
    article = project.article(row["id"])
    said = article_to_json(article, work.codebook, None, records)["events"]
    ids = {event.key: event.id for event in records}
    homes = {template: ids.get(one, "") for template, one in analyst.homes.items()}
    return Replayed(row["id"], analyst.kinds, predicted(work, row), key.unlike(said, homes))


def _said(rows: Sequence[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        say(f"\rreplayed: {number} of {len(rows)}", end="\n" if number == len(rows) else "")
        yield row


@contextmanager
def _qt_warnings() -> Iterator[list[str]]:
    """What Qt warns of meanwhile; this platform's word on sizes aside."""
    warned: list[str] = []

    def note(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and "This plugin does not support" not in text:
            warned.append(f"Qt: {text}")

    before = qInstallMessageHandler(note)
    try:
        yield warned
    finally:
        qInstallMessageHandler(before)


def report(done: Sequence[Replayed]) -> float:
    """Print what was done and what was predicted; gives the ratio of both."""
    print("| article | replayed | predicted |\n|---|---|---|")
    for one in done:
        print(f"| {one.id} | {one.done.total()} | {one.predicted.total()} |")
    did = sum((one.done for one in done), Counter())
    reckoned = sum((one.predicted for one in done), Counter())
    print("\n| actions | replayed | predicted |\n|---|---|---|")
    for kind in KINDS:
        print(f"| {kind} | {did[kind]} | {reckoned[kind]} |")
    ratio = did.total() / max(1, reckoned.total())
    print(f"| all | {did.total()} | {reckoned.total()} |")
    each = did.total() / len(done), reckoned.total() / len(done)
    print(f"| an article | {each[0]:.1f} | {each[1]:.1f} |\n")
    print(f"{len(done)} articles: ratio {ratio:.3f} (aim ≤ {MOST:.2f})")
    return ratio


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True, metavar="DIR")
    parser.add_argument("--articles", type=int, default=30, metavar="N")
    parser.add_argument("--labels", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    work = work_of(Shared(arguments.shared.resolve()), arguments.articles, arguments.labels)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EVENTDESK_CONFIG"] = folder
        done, wrong = replay(Path(folder), work)
    ratio = report(done)
    wrong += [f"{one.id}: {what} is not as wanted" for one in done for what in one.unlike]
    for what in wrong:
        print(what)
    return 1 if wrong or ratio > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
