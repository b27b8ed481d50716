"""The card of a dataset: what is in it, who made it how, and by which definitions, in Markdown.

The headings follow what dataset cards ask for (Gebru et al., Datasheets for Datasets, 2021): what,
who, when, how the answers came about, provenance, licence. It is in English whatever the window
speaks, and has no date of its own: the dates are those of the data.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from db.dataset_files import CHECKSUMS
from db.exports.dataset_summary import Stretch, Summary
from db.exports.splits import Split
from models.article import Status
from models.codebook import Choice, Codebook, Field, Role
from models.events import State
from models.selection import Days, Selection
from models.splits import Method
from models.version import VERSION

#: More sources than these are summed up in a line.
_SHOWN_SOURCES = 50

_STATES = {
    State.ACCEPTED: "accepted: as the engine suggested it",
    State.CORRECTED: "corrected: another value than the one suggested",
    State.ADDED: "added: by hand",
    State.NOT_REPORTED: "not reported: somebody looked, and the article does not say",
    State.REJECTED: "rejected: a suggestion that somebody refused; no answer",
}
_STATUSES = {
    Status.DONE: "done",
    Status.FLAGGED: "flagged for a second look",
    Status.IN_PROGRESS: "in progress",
    Status.SKIPPED: "skipped",
    Status.NEW: "nobody has begun",
}


@dataclass(frozen=True, slots=True)
class Card:
    """What the card tells beside the counts. `files` are names with what is in them."""

    summary: Summary
    selection: Selection
    format: str
    files: Sequence[tuple[str, str]]
    losses: int
    licence: str = ""
    split: Split | None = None


def card_text(card: Card) -> str:
    """The card as Markdown with the head that dataset hubs read."""
    parts = [
        *_front(card),
        *_what(card),
        *_when(card.summary),
        *_who(card.summary),
        *_how(card.summary),
        *_types(card.summary),
        *_provenance(card),
        *_codebook(card.summary.codebook),
    ]
    return "\n".join(parts) + "\n"


def _front(card: Card) -> Iterator[str]:
    languages = sorted(filter(None, card.summary.languages))
    yield "---"
    yield f"pretty_name: {json.dumps(card.summary.codebook.title, ensure_ascii=False)}"
    yield "license: other"
    yield f"license_name: {json.dumps(card.licence or 'not stated', ensure_ascii=False)}"
    if languages:
        yield f"language: {json.dumps(languages, ensure_ascii=False)}"
    yield "---"
    yield ""


def _what(card: Card) -> Iterator[str]:
    summary = card.summary
    yield f"# {_line(summary.codebook.title)}: coded events"
    yield ""
    have = "has" if summary.without_records == 1 else "have"
    yield (
        f"{summary.events:,} event records from {summary.articles:,} articles, coded by the "
        f"codebook `{summary.codebook.reference}`; format: {card.format}. "
        f"{summary.without_records:,} of the articles {have} no record. Every value was decided by "
        "a person; suggestions that nobody decided on are not in it."
    )
    yield ""
    yield f"Chosen: {selection_words(card.selection)}."
    if card.losses:
        yield f"What did not fit the format stands in `losses.csv` ({card.losses:,} lines)."
    yield ""
    yield from _table(("file", "holds"), ((f"`{name}`", words) for name, words in card.files))
    if card.split:
        yield _split_words(card.split)
        yield ""
        yield from _table(
            ("side", "articles"), ((side, f"{n:,}") for side, n in sorted(summary.sides.items()))
        )


_METHODS = {Method.RANDOM: "at random", Method.TIME: "by time", Method.SOURCE: "by source"}


def _split_words(split: Split) -> str:
    plan = split.plan
    shares = ", ".join(f"{share * 100:g}" for share in plan.shares)
    made = f"made {_METHODS[plan.method]} with the seed {plan.seed} and the shares {shares}"
    said = f"Split `{_line(split.name)}`, {made} (train, dev, test, in percent)"
    if plan.bounds:
        said += f"; train ends with {plan.bounds[0]}, dev with {plan.bounds[1]}"
    left = split.counts.get("", 0)
    away = f"; {left:,} of the project's articles are on no side and left out" if left else ""
    return f"{said}. Copies and reports of one event are on one side{away}."


def _when(summary: Summary) -> Iterator[str]:
    yield "## When"
    yield ""
    rows = [
        ("articles were published", summary.published),
        ("events happened", summary.happened),
        ("decisions were made (UTC)", summary.decided),
    ]
    yield from _table(("what", "first day", "last day"), ((w, *_ends(s)) for w, s in rows))


def _ends(stretch: Stretch) -> tuple[str, str]:
    first, last = stretch.first, stretch.last
    return (first.isoformat() if first else "–", last.isoformat() if last else "–")


def _who(summary: Summary) -> Iterator[str]:
    yield "## Who"
    yield ""
    yield from _table(("annotator", "records"), _ranked(summary.annotators.items()))
    yield from _table(
        ("state of the article", "articles"),
        ((words, f"{summary.statuses[state]:,}") for state, words in _STATUSES.items()),
    )
    if not summary.coded_by_several:
        yield "No article was coded by several annotators, so their agreement is not known."
        yield ""
        return
    yield (
        f"{summary.coded_by_several:,} articles were coded by several annotators. F1: the values "
        "that each pair shares, against those that either gave. Alpha: Krippendorff's, of the set "
        "of choices an annotator gave in an article; 1 is full agreement, 0 that of chance."
    )
    yield ""
    rows = []
    for asked in summary.codebook.fields:
        found = summary.agreement.get(asked.key)
        if found:
            rows.append((f"`{asked.key}`", _figure(found.f1), _figure(found.alpha)))
    yield from _table(("field", "F1", "alpha"), rows)


def _how(summary: Summary) -> Iterator[str]:
    yield "## How the values were made"
    yield ""
    yield from _table(
        ("state", "values"),
        ((words, f"{summary.values[state]:,}") for state, words in _STATES.items()),
    )
    yield (
        f"{summary.bulk:,} values were accepted in bulk, without a look at each; they are marked. "
        f"{summary.assisted:,} records were made with suggestions in sight (`assisted`), "
        f"{summary.events - summary.assisted:,} without (`blind`)."
    )
    yield ""


def _types(summary: Summary) -> Iterator[str]:
    asked = summary.codebook.with_role(Role.EVENT_TYPE)
    if asked is None:
        return
    yield f"## {_line(asked.label)}"
    yield ""
    known = asked.readable_by_key
    named = (
        (known[key].label if key in known else key or "no answer", count)
        for key, count in summary.types.items()
    )
    yield from _table(("answer", "records"), _ranked(named))


def _provenance(card: Card) -> Iterator[str]:
    summary = card.summary
    yield "## Provenance and licence"
    yield ""
    ranked = sorted(summary.sources.items(), key=lambda item: (-item[1]["articles"], item[0]))
    shown = [
        (_line(name) or "no source named", f"{n['articles']:,}", f"{n['events']:,}")
        for name, n in ranked[:_SHOWN_SOURCES]
    ]
    yield from _table(("source", "articles", "records"), shown)
    if len(ranked) > len(shown):
        yield f"{len(ranked) - len(shown):,} further sources have fewer articles."
        yield ""
    origins = ((kind or "no file name", count) for kind, count in summary.origins.items())
    yield from _table(("came from files of the kind", "articles"), _ranked(origins))
    if summary.without_text:
        yield (
            f"The texts of {summary.without_text:,} articles may not be passed on: offsets (code "
            "points, end excluded) and the SHA-256 of the UTF-8 text stand for them."
        )
    yield f"Licence: {_line(card.licence) or 'not stated; ask whoever gave you this dataset'}."
    yield f"Made with Eventdesk {VERSION}. `{CHECKSUMS}` has the checksums of all files."
    yield ""


def _codebook(codebook: Codebook) -> Iterator[str]:
    yield f"## Codebook: {_line(codebook.title)}"
    yield ""
    if codebook.help:
        yield _line(codebook.help)
        yield ""
    for asked in codebook.fields:
        yield f"### {_line(asked.label)} (`{asked.key}`, {asked.kind.value}{_several(asked)})"
        yield ""
        yield from filter(None, (_line(asked.help), _line(asked.boundary)))
        yield ""
        if asked.choices:
            yield from (line for choice in asked.choices for line in _choice(choice, 0))
            yield ""


def _several(asked: Field) -> str:
    return ", several" if asked.multiple else ""


def _choice(choice: Choice, depth: int) -> Iterator[str]:
    told = " ".join(filter(None, (_line(choice.help), _line(choice.boundary))))
    yield f"{'  ' * depth}- **{_line(choice.label)}** (`{choice.key}`){': ' if told else ''}{told}"
    for below in choice.choices:
        yield from _choice(below, depth + 1)


def selection_words(selection: Selection) -> str:
    """What was chosen, in words."""
    said = [
        _named("annotators", selection.annotators),
        _named("articles that are", (status.replace("_", " ") for status in selection.statuses)),
        _named("sources", selection.sources),
        _stretch("articles published", selection.published),
        _stretch("events", selection.days),
        _named("countries", selection.countries),
        *(_named(f"`{key}`", answers) for key, answers in sorted(selection.answers.items())),
    ]
    return "; ".join(filter(None, said)) or "everything in the project"


def _named(what: str, names: Iterable[str]) -> str:
    told = ", ".join(_line(name) for name in sorted(names))
    return told and f"{what} {told}"


def _stretch(what: str, days: Days) -> str:
    said = [what]
    if days.first:
        said.append(f"from {days.first}")
    if days.last:
        said.append(f"to {days.last}")
    return " ".join(said) if days else ""


def _ranked(counts: Iterable[tuple[str, int]]) -> list[tuple[str, str]]:
    ranked = sorted(counts, key=lambda item: (-item[1], item[0]))
    return [(_line(name), f"{count:,}") for name, count in ranked]


def _figure(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table and an empty line after it; nothing if there are no rows."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if lines:
        yield f"| {' | '.join(head)} |"
        yield f"|{'---|' * len(head)}"
        yield from lines
        yield ""


def _line(text: str) -> str:
    """The text on one line of a table, whatever stands in it."""
    flat = " ".join(text.split())
    for mark in "\\|<`*[]":
        flat = flat.replace(mark, f"\\{mark}")
    return flat
