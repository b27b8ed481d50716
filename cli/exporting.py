"""The command that writes datasets."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cli.console import DONE, counted, progress, say
from models.errors import UserError

if TYPE_CHECKING:
    from db.exports.exporting import Wanted
    from db.project import Project
    from models.article import Status
    from models.codebook import Codebook
    from models.selection import Selection


def write_out(arguments: argparse.Namespace) -> int:
    from db.exports.exporting import hand_out, losses_words, several_words
    from db.formats.writers import writer_of
    from db.project import Project

    project = Project.open(arguments.project)
    try:
        form = writer_of(arguments.form)
        if arguments.split:
            _bring_split_up_to_date(project, arguments)
        handed = hand_out(
            project,
            arguments.out,
            _wanted(arguments, project.codebook),
            lambda count: progress(f"{count:,} articles"),
        )
    finally:
        project.close()
    noun = form.counts.removesuffix("s")
    say(f"\r{counted(handed.count, noun)} written to {arguments.out}.")
    if several := several_words(form, handed.coded_by_several):
        say(several)
    if handed.losses:
        say(losses_words(handed, arguments.out))
    return DONE


def _wanted(arguments: argparse.Namespace, codebook: Codebook) -> Wanted:
    from db.exports.exporting import Wanted

    return Wanted(
        arguments.form,
        _selection(arguments, codebook),
        without_text=arguments.without_text,
        without_text_of=frozenset(arguments.without_text_of),
        licence=arguments.licence,
        split=arguments.split or "",
        options={"negatives": arguments.negatives},
    )


def _bring_split_up_to_date(project: Project, arguments: argparse.Namespace) -> None:
    from db.exports.splits import bring_up_to_date, counts_words
    from models.splits import Method, Plan

    told = (arguments.split_by, arguments.seed, arguments.shares)
    plan = None
    if any(one is not None for one in told):
        plan = Plan(
            Method(arguments.split_by or "random"),
            1 if arguments.seed is None else arguments.seed,
            _shares(arguments.shares or "80,10,10"),
        )
    split = bring_up_to_date(project, arguments.split, plan, progress)
    say(f"\rSplit {split.name}: {counts_words(split)}.")


def _shares(text: str) -> tuple[float, float, float]:
    try:
        train, dev, test = (float(part) / 100 for part in text.split(","))
    except ValueError:
        raise UserError(f'"{text}" are no three shares; write them as 80,10,10.') from None
    return train, dev, test


def _selection(arguments: argparse.Namespace, codebook: Codebook) -> Selection:
    from models.codebook import Role
    from models.selection import CERTAINTY, Days, Selection, checked_answers, field_of

    asked: dict[str, set[str]] = {}
    for key, answer in map(_answer, arguments.answers):
        asked.setdefault(key, set()).add(answer)
    for role, answers in (
        (Role.EVENT_TYPE, arguments.types),
        (Role.RECORD_CLASS, arguments.classes),
    ):
        if answers:
            asked.setdefault(field_of(codebook, role), set()).update(answers)
    if arguments.certainty:
        asked.setdefault(CERTAINTY, set()).update(arguments.certainty)
    return Selection(
        frozenset(arguments.annotators),
        frozenset(map(_status, arguments.statuses)),
        frozenset(arguments.sources),
        Days(arguments.published_from, arguments.published_to),
        Days(arguments.first, arguments.last),
        frozenset(map(_country, arguments.countries)),
        checked_answers(codebook, asked),
    )


def _answer(text: str) -> tuple[str, str]:
    key, found, answer = text.partition("=")
    if not (found and key and answer):
        raise UserError(f'"{text}" is not FIELD=ANSWER, such as stage=failed.')
    return key, answer


def _country(text: str) -> str:
    code = text.strip().upper()
    if len(code) != 3 or not code.isalpha():
        raise UserError(f'"{text}" is no country; use three letters (ISO 3166-1), such as MLI.')
    return code


def _status(text: str) -> Status:
    from models.article import Status

    try:
        return Status(text)
    except ValueError:
        states = ", ".join(Status)
        raise UserError(f'There is no article state "{text}"; use one of {states}.') from None
