"""Commands that run the engine on files: suggest, evaluate."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from cli.console import DONE, REFUSED, counted, progress, say
from cli.engine import Engine, engine_of
from cli.second_suggester import SecondSuggester
from models.errors import UserError

if TYPE_CHECKING:
    from db.resuming import Output
    from models.article import Article
    from models.codebook import Codebook
    from models.events import Event, Proposal
    from models.exchange.lines import ReadLine
    from models.suggest.learning.state import LearnedState


def suggest(arguments: argparse.Namespace) -> int:
    from db.resuming import resumable

    engine = engine_of(arguments)
    second = SecondSuggester(arguments, engine.codebook)
    reading = _Reading(arguments.inputs, engine.codebook)
    with closing(second), resumable(arguments.out, _basis(arguments, engine)) as output:
        if output.done:
            say(f"Going on after {counted(output.done, 'article')} of a run that was broken off.")
        done, failed = _suggest_into(output, arguments, engine, reading, second)
        if not done and (failed or reading.refused):
            output.keep = False
    if not output.keep:
        raise UserError(f"Nothing could be read, so {arguments.out} is left as it was.")
    say(f"\r{counted(done, 'article')} with suggestions written to {arguments.out}.")
    return REFUSED if reading.refused or failed else DONE


def _suggest_into(
    output: Output,
    arguments: argparse.Namespace,
    engine: Engine,
    reading: _Reading,
    second: SecondSuggester,
) -> tuple[int, int]:
    """Writes a line an article; returns how many there are now, and how many failed."""
    from models.exchange.lines import article_to_json
    from models.exchange.proposals import proposal_to_json
    from models.suggest.batch import suggest_many
    from models.suggest.reservations import reservation

    done, failed = output.done, 0
    articles = islice((read.article for read in reading), output.done, None)
    for article, outcome in suggest_many(
        articles,
        engine.codebook,
        arguments.workers,
        arguments.model,
        engine.learned,
        engine.actors,
    ):
        if isinstance(outcome, str):
            failed += 1
            say(f"\r{_named(article)}: {outcome}")
        else:
            if doubt := reservation(article.text):
                say(f"\r{_named(article)}: {doubt}")
            proposals, problem = second.added(article, outcome)
            if problem:
                failed += 1
                say(f"\r{_named(article)}: {problem}")
            line = article_to_json(article, engine.codebook, None, ())
            line["events"] = [proposal_to_json(proposal) for proposal in proposals]
            output.file.write(json.dumps(line, ensure_ascii=False) + "\n")
            done += 1
            progress(counted(done, "article"))
        output.step()
    return done, failed


def _basis(arguments: argparse.Namespace, engine: Engine) -> Iterator[str]:
    """Everything that decides what `suggest` writes: another input is another run."""
    from models.suggest.engine import ENGINE

    yield ENGINE
    yield engine.codebook.source
    yield json.dumps(engine.learned.to_json(), sort_keys=True) if engine.learned else ""
    yield json.dumps([entry.to_json() for entry in engine.actors], sort_keys=True)
    yield from map(str, (arguments.model, arguments.chat, arguments.chat_model))
    for path in arguments.inputs:
        for found in sorted(path.rglob("*")) if path.is_dir() else [path]:
            about = found.stat() if found.exists() else None
            yield f"{found.resolve()} {about and (about.st_size, about.st_mtime_ns)}"


def evaluate(arguments: argparse.Namespace) -> int:
    from db.written_files import written
    from models.suggest.batch import suggest_many

    engine = engine_of(arguments)
    codebook = engine.codebook
    reading = _Reading([arguments.gold], codebook)
    gold, learned = _unseen({read.article.id: read for read in reading}, engine)
    predicted: dict[str, list[Proposal]] = {}
    failed = 0
    for article, outcome in suggest_many(
        (read.article for read in gold.values()),
        codebook,
        arguments.workers,
        arguments.model,
        learned,
        engine.actors,
    ):
        if isinstance(outcome, str):
            failed += 1
            say(f"\r{_named(article)}: {outcome}")
        else:
            predicted[article.id] = outcome
        progress(f"{len(predicted)} of {counted(len(gold), 'article')}")
    confirmed = [(gold[key].article, gold[key].events) for key in predicted]
    with written(Path("-")) as out:
        out.write(_report(confirmed, predicted, codebook))
    return REFUSED if reading.refused or failed else DONE


def _report(
    confirmed: Sequence[tuple[Article, Sequence[Event]]],
    predicted: Mapping[str, list[Proposal]],
    codebook: Codebook,
) -> str:
    """The tables of articles that were coded blind and of those coded beside suggestions.

    Suggestions lead the eye, so labels made beside them flatter the engine: never one table.
    """
    from models.blindness import coded_blind
    from models.suggest.calibration import calibration, calibration_table
    from models.suggest.evaluation import as_table, compare, judged

    blind = [pair for pair in confirmed if coded_blind(pair[1])]
    assisted = [pair for pair in confirmed if not coded_blind(pair[1])]
    parts = []
    for words, group in (("coded blind", blind), ("coded beside suggestions", assisted)):
        if group:
            table = as_table(compare(group, predicted, codebook))
            head, _, rest = table.partition("\n")
            sure = calibration_table(calibration(judged(group, predicted, codebook)))
            parts.append(f"{head} {words}\n{rest}\n{sure}")
    return "\n".join(parts)


def _named(article: Article) -> str:
    """An article in a message: one file may hold many, and ids of texts are long numbers."""
    return f"{article.origin}, article {article.id}" if article.origin else article.id


def _unseen(
    gold: dict[str, ReadLine], engine: Engine
) -> tuple[dict[str, ReadLine], LearnedState | None]:
    """The articles that can judge, as they did not teach, and the state that they judge.

    Where all of them taught, the held-out ones judge what was learned without them.
    """
    from models.learned import fingerprint

    names = {key: fingerprint(read.article.sha256) for key, read in gold.items()}
    taught = {key for key, name in names.items() if name in engine.trained_on}
    if not taught:
        return gold, engine.learned
    if len(taught) < len(gold):
        say(f"{_were(len(taught))} left out: what was learned comes from them.")
        return {key: gold[key] for key in gold if key not in taught}, engine.learned
    held_out = {key: gold[key] for key, name in names.items() if name in engine.held_out}
    if engine.twin is None or not held_out:
        raise UserError(
            f"{_were(len(taught))} left out, because what was learned comes from them; there is "
            "nothing left to evaluate on."
        )
    say(
        f"{_were(len(gold) - len(held_out))} left out: what was learned comes from all of them; "
        "shown is what is learned without the held-out ones."
    )
    return held_out, engine.twin


def _were(articles: int) -> str:
    return f"{counted(articles, 'article')} {'was' if articles == 1 else 'were'}"


class _Reading:
    """Articles of files, one after the other; says what is refused and counts it."""

    def __init__(self, paths: list[Path], codebook: Codebook) -> None:
        self._paths = paths
        self._codebook = codebook
        self.refused = 0

    def __iter__(self) -> Iterator[ReadLine]:
        from db.imports.importing import Refusal, read_articles

        for found in read_articles(self._paths, self._codebook):
            if isinstance(found, Refusal):
                self.refused += 1
                say(found.text)
            else:
                for problem in found.problems:
                    self.refused += 1
                    say(problem)
                yield found
