"""Eventdesk from the command line: the only place that wires the rooms together."""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import UserError
from ui.system import advice, has_display, missing_libraries

if TYPE_CHECKING:
    from db.project import Project
    from models.article import Status
    from models.codebook import Codebook
    from models.events import Proposal
    from models.exchange import ReadLine

# Rooms are imported by the commands that need them: the window is not to wait for the rest.

CODEBOOK = "conflict"

DONE, REFUSED, USAGE, STOPPED = 0, 1, 2, 130


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit status (0 done, 1 something was refused, 2 usage)."""
    arguments = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except UserError as error:
        _say(str(error))
        return REFUSED
    except KeyboardInterrupt:
        _say("\rStopped.")
        return STOPPED
    except BrokenPipeError:
        # The reader of our output went away (such as `| head`): nothing is wrong here.
        sys.stderr.close()
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py", description="Turns news into event data. Without a command: the window."
    )
    parser.set_defaults(run=_open, project=None)
    commands = parser.add_subparsers(metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], text: str
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        return made

    opening = command("open", _open, "open the window on a project (made if missing)")
    opening.add_argument("project", type=_path, metavar="PROJECT.db")

    command("sample", _sample, "open the window on the sample project (no display: the tour)")

    bringing = command("import", _import, "bring articles into a project (made if missing)")
    bringing.add_argument("project", type=_path, metavar="PROJECT.db")
    bringing.add_argument("files", type=_path, nargs="+", metavar="FILE")
    _add_codebook(bringing, default=None)
    bringing.add_argument(
        "--confirmed-by",
        type=_name,
        metavar="NAME",
        help="take the files' events as confirmed by NAME",
    )
    bringing.add_argument(
        "--published", type=_day, metavar="DAY", help="publication date where a file has none"
    )

    suggesting = command(
        "suggest", _suggest, "articles in, suggested events out; no project needed"
    )
    suggesting.add_argument("inputs", type=_path, nargs="+", metavar="IN")
    suggesting.add_argument("-o", "--out", type=_path, required=True, metavar="OUT.jsonl")
    _add_codebook(suggesting)
    _add_engine(suggesting)

    learning = command("learn", _learn, "train the ranker on confirmed events (comes later)")
    learning.add_argument("project", type=_path, metavar="PROJECT.db")

    judging = command("evaluate", _evaluate, "suggestions against confirmed records")
    judging.add_argument("gold", type=_path, metavar="GOLD.jsonl")
    _add_codebook(judging)
    _add_engine(judging)

    writing = command("export", _export, "write a dataset")
    writing.add_argument("project", type=_path, metavar="PROJECT.db")
    writing.add_argument(
        "-o", "--out", type=_path, required=True, metavar="OUT", help="a file; - is standard output"
    )
    writing.add_argument("--as", dest="form", required=True, metavar="FORMAT", help="jsonl or csv")
    writing.add_argument("--annotator", metavar="NAME", help="only this annotator's work")
    writing.add_argument("--status", metavar="STATE", help="only articles in this state")

    checking = command("check", _check, "check a project file and replay its journal")
    checking.add_argument("project", type=_path, metavar="PROJECT.db")

    touring = command("tour", _tour, "a scripted review through the real window, headless")
    touring.add_argument("--out", type=_path, default=Path("tour"), metavar="DIR")
    return parser


def _add_codebook(parser: argparse.ArgumentParser, *, default: str | None = CODEBOOK) -> None:
    parser.add_argument(
        "--codebook", type=_name, default=default, metavar="NAME|FILE", help="default: conflict"
    )


def _add_engine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--learned", type=_path, metavar="PROJECT.db", help="comes later")
    parser.add_argument(
        "--workers", type=_workers, default=1, metavar="N", help="processes (default 1)"
    )
    parser.add_argument("--model", metavar="NAME", help="an installed spaCy pipeline")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2024-01-05") from None


def _path(text: str) -> Path:
    # An empty one would be the folder one is in: a variable of a script that was never set.
    return Path(_name(text))


def _name(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("it must not be empty")
    return text


def _workers(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


def _say(text: str) -> None:
    if sys.stderr is not None:  # Where a program is started without one.
        # The return of the carriage is there to write over the progress, which only people see.
        sys.stderr.write((text if sys.stderr.isatty() else text.removeprefix("\r")) + "\n")


def _open(arguments: argparse.Namespace) -> int:
    if not has_display():
        _say(
            "There is no display to open a window on. `main.py tour` does the main job without one."
        )
        return REFUSED
    if missing := missing_libraries(window=True):
        raise UserError(advice(missing))
    # Nothing is garbage while modules load; looking for it takes a tenth of the start. The window
    # turns it on again.
    gc.disable()
    from ui.app import run

    return run(arguments.project)


def _sample(arguments: argparse.Namespace) -> int:
    from db.sample import sample_project_path

    if not has_display():
        _say("There is no display to open a window on, so this is the tour of it.")
        arguments.out = Path("tour")
        return _tour(arguments)

    arguments.project = sample_project_path()
    return _open(arguments)


def _import(arguments: argparse.Namespace) -> int:
    from db.codebook_files import load_codebook
    from db.failures import stat_of
    from db.importing import import_files
    from db.project import Project

    path: Path = arguments.project
    if stat_of(path):
        project = Project.open(path)
    else:
        project = Project.create(path, load_codebook(arguments.codebook or CODEBOOK))
    try:
        _refuse_other_codebook(project, arguments.codebook)
        report = import_files(
            project,
            arguments.files,
            annotator=arguments.confirmed_by or "import",
            confirmed_by=arguments.confirmed_by,
            published=arguments.published,
        )
    finally:
        project.close()
    for text in (*report.notes, *report.refused):
        _say(text)
    _say(
        f"{_counted(report.imported, 'article')} and {_counted(report.events, 'event')} "
        f"brought into {path}."
    )
    return REFUSED if report.refused else DONE


def _refuse_other_codebook(project: Project, wanted: str | None) -> None:
    from db.codebook_files import load_codebook

    if wanted and load_codebook(wanted).reference != project.codebook.reference:
        raise UserError(
            f"{project.path} is coded by {project.codebook.reference}, not by {wanted}; "
            "leave --codebook out, or name a new project."
        )


def _suggest(arguments: argparse.Namespace) -> int:
    from db.codebook_files import load_codebook
    from db.exporting import written
    from models.exchange import article_to_json, proposal_to_json
    from models.suggest.batch import suggest_many

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
                _say(f"\r{article.origin or article.id}: {outcome}")
                continue
            line = article_to_json(article, codebook, None, ())
            line["events"] = [proposal_to_json(proposal) for proposal in outcome]
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            done += 1
            _progress(_counted(done, "article"))
        if not done and (failed or reading.refused):
            raise UserError(f"Nothing could be read, so {arguments.out} is left as it was.")
    _say(f"\r{_counted(done, 'article')} with suggestions written to {arguments.out}.")
    return REFUSED if reading.refused or failed else DONE


def _evaluate(arguments: argparse.Namespace) -> int:
    from db.codebook_files import load_codebook
    from db.exporting import written
    from models.suggest.batch import suggest_many
    from models.suggest.evaluation import as_table, compare

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
            _say(f"\r{article.origin or article.id}: {outcome}")
        else:
            predicted[article.id] = outcome
        _progress(f"{len(predicted)} of {_counted(len(gold), 'article')}")
    confirmed = [(gold[key].article, gold[key].events) for key in predicted]
    with written(Path("-")) as out:
        out.write(as_table(compare(confirmed, predicted, codebook)) + "\n")
    return REFUSED if reading.refused or failed else DONE


def _learn(arguments: argparse.Namespace) -> int:
    from db.project import Project

    Project.open(arguments.project).close()
    raise UserError(
        "Learning from confirmed events comes in a later version; "
        f"{arguments.project} was opened and left as it is."
    )


def _export(arguments: argparse.Namespace) -> int:
    from db.exporting import export
    from db.project import Project

    status = _status(arguments.status)
    project = Project.open(arguments.project)
    try:
        count = export(
            project,
            arguments.out,
            arguments.form,
            annotator=arguments.annotator,
            status=status,
        )
    finally:
        project.close()
    noun = "event" if arguments.form == "csv" else "article"
    _say(f"{_counted(count, noun)} written to {arguments.out}.")
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    from db.project import Project

    project = Project.open(arguments.project)
    try:
        findings = project.check()
    finally:
        project.close()
    for finding in findings:
        _say(finding)
    _say(f"{arguments.project} is {'not ' if findings else ''}clean.")
    return REFUSED if findings else DONE


def _tour(arguments: argparse.Namespace) -> int:
    if missing := missing_libraries(window=False):
        raise UserError(advice(missing))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.tour import tour

    out: Path = arguments.out
    tour(out, say=_say)
    return DONE


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
                _say(found.text)
            else:
                for problem in found.problems:
                    self.refused += 1
                    _say(problem)
                yield found


def _status(text: str | None) -> Status | None:
    from models.article import Status

    try:
        return Status(text) if text else None
    except ValueError:
        states = ", ".join(Status)
        raise UserError(f'There is no article state "{text}"; use one of {states}.') from None


def _check_engine(arguments: argparse.Namespace) -> None:
    if arguments.learned:
        raise UserError("--learned comes in a later version; leave it out for now.")
    if arguments.model and importlib.util.find_spec(arguments.model) is None:
        raise UserError(
            f"The language model {arguments.model} is not installed; "
            "leave --model out for the one that comes with Eventdesk."
        )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _progress(text: str) -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(f"\r{text} …")
        sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
