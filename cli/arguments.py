"""The commands and their arguments."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from cli import actors, exporting, learning, projects, suggesting, undoing, window
from cli.projects import CODEBOOK
from models.errors import UserError

_Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def parser() -> argparse.ArgumentParser:
    """The parser; `run` of what it parses is the command's function."""
    made = argparse.ArgumentParser(
        prog="main.py", description="Turns news into event data. Without a command: the window."
    )
    made.set_defaults(run=window.open_window, project=None)
    commands = made.add_subparsers(metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], text: str
    ) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=text, description=text)
        found.set_defaults(run=run)
        return found

    _add_opening(command)
    _add_import(command)
    _add_stage(command)
    _add_engine_commands(command)
    _add_learning(command)
    _add_writing(command)
    _add_steps(command)
    touring = command("tour", window.tour, "a scripted review through the real window, headless")
    touring.add_argument("--out", type=_path, default=Path("tour"), metavar="DIR")
    touring.add_argument(
        "--screens",
        type=_path,
        metavar="DIR",
        help="pictures of every screen in several sizes, scales and looks instead",
    )
    return made


def _add_opening(command: _Command) -> None:
    opening = command("open", window.open_window, "open the window on a project (made if missing)")
    opening.add_argument("project", type=_path, metavar="PROJECT.db")
    command(
        "sample",
        window.open_sample,
        "open the window on the sample project (no display: the tour)",
    )


def _add_import(command: _Command) -> None:
    bringing = command(
        "import", projects.bring_in, "bring articles into a project (made if missing)"
    )
    bringing.add_argument("project", type=_path, metavar="PROJECT.db")
    bringing.add_argument("files", type=_path, nargs="*", metavar="FILE")
    for name, dest, text in (
        ("--url", "urls", "fetch this page from the web (may be repeated)"),
        ("--feed", "feeds", "fetch this RSS or Atom feed (may be repeated)"),
    ):
        bringing.add_argument(
            name, dest=dest, action="append", default=[], type=_name, metavar="URL", help=text
        )
    bringing.add_argument(
        "--with-articles", action="store_true", help="fetch the pages that the feeds link to"
    )
    _add_codebook(bringing)
    bringing.add_argument(
        "--confirmed-by",
        type=_name,
        metavar="NAME",
        help="take the files' events as confirmed by NAME",
    )
    bringing.add_argument(
        "--keep-annotators",
        action="store_true",
        help="events that name their annotator are that annotator's decisions",
    )
    bringing.add_argument(
        "--published", type=_day, metavar="DAY", help="publication date where a file has none"
    )
    bringing.add_argument(
        "--labels",
        type=_path,
        metavar="FILE.json",
        help="what labels of annotation tools mean; the project remembers it",
    )
    bringing.add_argument(
        "--workers",
        type=_workers,
        metavar="N",
        help="processes that read what is slow to read (default: one a core)",
    )
    _add_columns(bringing)
    _add_report(bringing)


def _add_stage(command: _Command) -> None:
    staging = command(
        "stage", projects.stage, "read files into one exchange file, to be looked at and imported"
    )
    staging.add_argument("files", type=_path, nargs="+", metavar="IN")
    staging.add_argument("-o", "--out", type=_path, required=True, metavar="STAGED.jsonl")
    _add_codebook(staging)
    staging.add_argument(
        "--published", type=_day, metavar="DAY", help="publication date where a file has none"
    )
    staging.add_argument("--workers", type=_workers, metavar="N", help="default: one a core")
    staging.add_argument(
        "--lines", action="store_true", help="for programs: progress as JSON lines on stdout"
    )
    _add_columns(staging)
    _add_report(staging)


def _add_columns(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--columns",
        type=_columns,
        metavar="ROLE=COLUMN,...",
        help="which columns of tables are text, title, date, source, url, language and id, such as"
        " text=Body,title=Headline,dates=day-first (otherwise guessed)",
    )


def _add_report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--report", type=_path, metavar="FILE.csv", help="a table of what was refused, and why"
    )


def _add_engine_commands(command: _Command) -> None:
    suggest = command(
        "suggest", suggesting.suggest, "articles in, suggested events out; no project needed"
    )
    suggest.add_argument("inputs", type=_path, nargs="+", metavar="IN")
    suggest.add_argument("-o", "--out", type=_path, required=True, metavar="OUT.jsonl")
    _add_codebook(suggest)
    _add_engine(suggest)
    suggest.add_argument(
        "--chat", type=_name, metavar="URL", help="a chat endpoint that sees the texts and proposes"
    )
    suggest.add_argument("--chat-model", type=_name, metavar="NAME", help="the model it is to use")

    judge = command("evaluate", suggesting.evaluate, "suggestions against confirmed records")
    judge.add_argument("gold", type=_path, metavar="GOLD.jsonl")
    _add_codebook(judge)
    _add_engine(judge)


def _add_learning(command: _Command) -> None:
    learn = command("learn", learning.learn, "teach the engine what people confirmed")
    learn.add_argument("project", type=_path, metavar="PROJECT.db")
    instead = learn.add_mutually_exclusive_group()
    instead.add_argument(
        "--export", dest="out", type=_path, metavar="FILE", help="write what was learned to a file"
    )
    instead.add_argument(
        "--import", dest="source", type=_path, metavar="FILE", help="take over what another learned"
    )
    instead.add_argument("--reset", action="store_true", help="forget what was learned")
    instead.add_argument(
        "--lines",
        action="store_true",
        help="for programs: JSON lines, and only articles that were read already",
    )
    learn.add_argument(
        "--curve", action="store_true", help="with --lines: measure the learning curve as well"
    )
    learn.add_argument(
        "--workers", type=_workers, default=1, metavar="N", help="processes that read (default 1)"
    )
    learn.add_argument("--model", metavar="NAME", help="an installed spaCy pipeline")


def _add_writing(command: _Command) -> None:
    writing = command("export", exporting.write_out, "write a dataset")
    writing.add_argument("project", type=_path, metavar="PROJECT.db")
    writing.add_argument(
        "-o",
        "--out",
        type=_path,
        required=True,
        metavar="OUT",
        help="a file; a name without ending, or a folder: a dataset folder; -: standard output",
    )
    writing.add_argument("--as", dest="form", required=True, metavar="FORMAT", help="see the guide")
    _add_filters(writing.add_argument_group("filters; several of one kind widen each other"))
    _add_handing_out(writing.add_argument_group("what goes along"))
    _add_splitting(writing.add_argument_group("train, dev and test"))

    alike = command(
        "duplicates", projects.duplicates, "find copies and reports of the same incident"
    )
    alike.add_argument("project", type=_path, metavar="PROJECT.db")
    alike.add_argument("--again", action="store_true", help="compare all articles anew")
    alike.add_argument("--lines", action="store_true", help="for programs: JSON lines")

    naming = command("actors", actors.actors, "names of actors into a project, or out of it")
    naming.add_argument("project", type=_path, metavar="PROJECT.db")
    way = naming.add_mutually_exclusive_group(required=True)
    way.add_argument("--export", dest="out", type=_path, metavar="FILE", help="a table; -: stdout")
    way.add_argument("--import", dest="source", type=_path, metavar="FILE", help="such a table")
    naming.add_argument(
        "--annotator", type=_name, default="import", metavar="NAME", help="whose edit an import is"
    )

    undo = command("undo", undoing.undo, "take the last step back, or do it again")
    undo.add_argument("project", type=_path, metavar="PROJECT.db")
    undo.add_argument(
        "--annotator", type=_name, required=True, metavar="NAME", help="whose step it was"
    )
    undo.add_argument("--redo", action="store_true", help="do again what was taken back last")
    undo.add_argument("--lines", action="store_true", help="for programs: JSON lines")

    checking = command("check", projects.check, "check a project file and replay its journal")
    checking.add_argument("project", type=_path, metavar="PROJECT.db")


def _add_steps(command: _Command) -> None:
    revising = command(
        "revise", undoing.revise, "bring a codebook into use as the project's next version"
    )
    revising.add_argument("project", type=_path, metavar="PROJECT.db")
    revising.add_argument(
        "codebook", type=_name, metavar="CODEBOOK", help="a TOML file, or the name of a bundled one"
    )
    revising.add_argument(
        "--annotator", type=_name, required=True, metavar="NAME", help="whose step it is"
    )


def _add_filters(group: argparse._ArgumentGroup) -> None:
    def several(name: str, dest: str, metavar: str, text: str) -> None:
        group.add_argument(
            name, dest=dest, action="append", default=[], type=_name, metavar=metavar, help=text
        )

    several("--annotator", "annotators", "NAME", "only this annotator's work")
    several("--status", "statuses", "STATE", "only articles in this state")
    several("--source", "sources", "NAME", "only articles of this source")
    several("--country", "countries", "ISO3", "only records in this country, such as MLI")
    several("--type", "types", "KEY", "only records of this event type, or below it")
    several("--class", "classes", "KEY", "only records of this class, such as incident")
    several("--certainty", "certainty", "KEY", "only records of this certainty")
    several("--answer", "answers", "FIELD=KEY", "only records with this answer to a field")
    for name, dest, text in (
        ("--from", "first", "first day of events (of articles, where no day is coded)"),
        ("--to", "last", "last day of events"),
        ("--published-from", "published_from", "first day of publication"),
        ("--published-to", "published_to", "last day of publication"),
    ):
        group.add_argument(name, dest=dest, type=_day, metavar="DAY", help=text)


def _add_handing_out(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--without-text", action="store_true", help="offsets and hashes instead of all texts"
    )
    group.add_argument(
        "--without-text-of",
        action="append",
        default=[],
        type=_name,
        metavar="SOURCE",
        help="the same for texts of this source only",
    )
    group.add_argument("--licence", default="", metavar="TEXT", help="for the dataset's card")
    group.add_argument(
        "--negatives",
        action="store_true",
        help="training data: rejected suggestions as hard negatives",
    )


def _add_splitting(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--split",
        type=_name,
        metavar="NAME",
        help="a file a side of this split, which is made if the project does not have it yet",
    )
    group.add_argument(
        "--split-by", choices=("random", "time", "source"), help="how it is made (default random)"
    )
    group.add_argument("--seed", type=int, metavar="N", help="of the split (default 1)")
    group.add_argument(
        "--shares", metavar="N,N,N", help="of train, dev and test in percent (default 80,10,10)"
    )


def _add_codebook(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--codebook",
        type=_name,
        metavar="NAME|FILE",
        help=f"default: that of the project, if there is one, else {CODEBOOK}",
    )


def _add_engine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--learned",
        type=_path,
        metavar="PROJECT.db",
        help="with what this project has learned, or with a state from `learn --export`",
    )
    parser.add_argument(
        "--workers", type=_workers, default=1, metavar="N", help="processes (default 1)"
    )
    parser.add_argument("--model", metavar="NAME", help="an installed spaCy pipeline")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2024-01-05") from None


def _columns(text: str) -> dict[str, Any]:
    from models.column_mapping import parse_mapping  # Late: few commands are about tables.

    try:
        return parse_mapping(text).to_json()
    except UserError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


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
