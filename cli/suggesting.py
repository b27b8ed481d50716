"""Commands that run the engine on files: suggest, evaluate."""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cli.console import DONE, REFUSED, counted, progress, say
from models.errors import UserError

if TYPE_CHECKING:
    from models.article import Article
    from models.codebook import Codebook
    from models.events import Event, Proposal
    from models.exchange import ReadLine


def suggest(arguments: argparse.Namespace) -> int:
    from db.codebook_files import load_codebook
    from db.exporting import written
    from models.exchange import article_to_json, proposal_to_json
    from models.suggest.batch import suggest_many
    from models.suggest.reservations import reservation

    _check_engine(arguments)
    codebook = load_codebook(arguments.codebook)
    reading = _Reading(arguments.inputs, codebook)
    done = failed = 0
    with written(arguments.out) as out:
        articles = (read.article for read in reading)
        for article, outcome in suggest_many(
            articles, codebook, workers=arguments.workers, model=arguments.model
        ):
            if isinstance(outcome, str):
                failed += 1
                say(f"\r{_named(article)}: {outcome}")
                continue
            if doubt := reservation(article.text):
                say(f"\r{_named(article)}: {doubt}")
            line = article_to_json(article, codebook, None, ())
            line["events"] = [proposal_to_json(proposal) for proposal in outcome]
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            done += 1
            progress(counted(done, "article"))
        if not done and (failed or reading.refused):
            raise UserError(f"Nothing could be read, so {arguments.out} is left as it was.")
    say(f"\r{counted(done, 'article')} with suggestions written to {arguments.out}.")
    return REFUSED if reading.refused or failed else DONE


def evaluate(arguments: argparse.Namespace) -> int:
    from db.codebook_files import load_codebook
    from db.exporting import written
    from models.suggest.batch import suggest_many

    _check_engine(arguments)
    codebook = load_codebook(arguments.codebook)
    reading = _Reading([arguments.gold], codebook)
    gold = {read.article.id: read for read in reading}
    predicted: dict[str, list[Proposal]] = {}
    failed = 0
    for article, outcome in suggest_many(
        (read.article for read in gold.values()),
        codebook,
        workers=arguments.workers,
        model=arguments.model,
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
    from models.suggest.calibration import calibration, calibration_table
    from models.suggest.evaluation import as_table, compare, judged
    from models.suggest.learning.examples import coded_blind

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


class _Reading:
    """Articles of files, one after the other; says what is refused and counts it."""

    def __init__(self, paths: list[Path], codebook: Codebook) -> None:
        self._paths = paths
        self._codebook = codebook
        self.refused = 0

    def __iter__(self) -> Iterator[ReadLine]:
        from db.importing import Refusal, read_articles

        for found in read_articles(self._paths, self._codebook):
            if isinstance(found, Refusal):
                self.refused += 1
                say(found.text)
            else:
                for problem in found.problems:
                    self.refused += 1
                    say(problem)
                yield found


def _check_engine(arguments: argparse.Namespace) -> None:
    if arguments.learned:
        raise UserError("--learned comes in a later version; leave it out for now.")
    if arguments.model and importlib.util.find_spec(arguments.model) is None:
        raise UserError(
            f"The language model {arguments.model} is not installed; "
            "leave --model out for the one that comes with Eventdesk."
        )
