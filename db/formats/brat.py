"""Writes brat standoff: a folder of texts (.txt) with annotations (.ann) and brat's configuration.

Offsets are code points. A value is a text-bound annotation, with its parts where it is interrupted;
an event type with its arguments is an event, a link a relation, an answer an attribute. Notes hold
values in words, and the first the whole record (its type is `Eventdesk`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from db.formats.annotated import marking, record_of
from db.formats.dataset import CodedArticle, Dataset
from db.formats.folder_files import Names, write_new
from models.codebook import Codebook
from models.marks import Mark, Marking, labels_of, type_labels, without_breaks
from models.typed import show_value
from models.values import Kind

#: The type of the note that holds the record, and its target where nothing is marked.
NOTE = "Eventdesk"
NOTHING_MARKED = "DOC"


def write(out: Path, dataset: Dataset) -> int:
    """Two files an article; returns how many articles."""
    names = Names()
    count = 0
    for count, coded in enumerate(dataset.articles, 1):  # noqa: B007 - it is returned
        name = names.of(coded.article.id)
        if not coded.text_left_out:
            write_new(out / f"{name}.txt", coded.article.text)
        write_new(out / f"{name}.ann", "".join(f"{line}\n" for line in _lines(coded, dataset)))
    write_new(out / "annotation.conf", annotation_conf(dataset.codebook))
    write_new(out / "visual.conf", visual_conf(dataset.codebook))
    return count


def _lines(coded: CodedArticle, dataset: Dataset) -> Iterator[str]:
    made = marking(coded, dataset)
    text = None if coded.text_left_out else coded.article.text
    marks = {mark.id: mark for mark in made.marks}
    for mark in made.marks:
        where = ";".join(f"{start} {end}" for start, end in mark.spans)
        words = " ".join(without_breaks(part.quote(text)) for part in mark.spans) if text else ""
        yield f"{mark.id}\t{mark.label} {where}\t{words}"
    types = set(type_labels(dataset.codebook))
    events = {
        mark.id: f"E{n}"
        for n, mark in enumerate((m for m in made.marks if m.label in types and not m.rejected), 1)
    }
    yield from _events(made, marks, events, dataset.codebook)
    yield from _attributes(made, events)
    yield from _notes(coded, dataset, made)


def _events(
    made: Marking, marks: dict[str, Mark], events: dict[str, str], codebook: Codebook
) -> Iterator[str]:
    links = {link.key for link in codebook.links}
    for id_, event in events.items():
        arguments = [
            f"{tie.label}:{events.get(tie.tail, tie.tail)}"
            for tie in made.ties
            if tie.head == id_ and tie.label not in links
        ]
        yield f"{event}\t" + " ".join([f"{marks[id_].label}:{id_}", *_numbered(arguments)])
    relations = [tie for tie in made.ties if tie.head not in events or tie.label in links]
    for number, tie in enumerate(relations, 1):
        head, tail = events.get(tie.head, tie.head), events.get(tie.tail, tie.tail)
        yield f"R{number}\t{tie.label} Arg1:{head} Arg2:{tail}"


def _numbered(arguments: list[str]) -> Iterator[str]:
    """A role that comes again gets a number, as brat has it: `Target2`."""
    seen: dict[str, int] = {}
    for argument in arguments:
        role, _, target = argument.partition(":")
        seen[role] = seen.get(role, 0) + 1
        yield f"{role}{seen[role] if seen[role] > 1 else ''}:{target}"


def _attributes(made: Marking, events: dict[str, str]) -> Iterator[str]:
    said = [(mark.label, mark.id, mark.choice) for mark in made.marks if mark.choice]
    said += [
        (answer.label, events.get(answer.mark, answer.mark), answer.choice)
        for answer in made.answers
        if answer.mark
    ]
    number = 0
    for number, (name, target, choice) in enumerate(said, 1):
        yield f"A{number}\t{name} {target} {choice}"
    for more, mark in enumerate((m for m in made.marks if m.rejected), number + 1):
        yield f"A{more}\trejected {mark.id}"


def _notes(coded: CodedArticle, dataset: Dataset, made: Marking) -> Iterator[str]:
    target = made.marks[0].id if made.marks else NOTHING_MARKED
    # In ASCII: brat takes more characters for line breaks than JSON does.
    yield f"#1\t{NOTE} {target}\t{json.dumps(record_of(coded, dataset))}"
    number = 1
    for mark in made.marks:
        field = dataset.codebook.readable_by_key.get(mark.field)
        if field and field.kind not in {Kind.CHOICE, Kind.TEXT}:
            number += 1
            words = without_breaks(show_value(mark.value, field))
            yield f"#{number}\tAnnotatorNotes {mark.id}\t{words}"


def annotation_conf(codebook: Codebook) -> str:
    """The types that brat is to offer."""
    types = type_labels(codebook)
    entities = [label for label in labels_of(codebook) if label not in types]
    roles = ", ".join(f"{label}*:<ANY>" for label in entities)
    choices = [field for field in codebook.fields if field.kind is Kind.CHOICE]
    attributes = [
        f"{field.key}\tArg:<ANY>, Value:"
        + "|".join(choice.key for choice in field.choice_by_key.values() if choice.is_leaf)
        for field in choices
    ]
    relations = [f"{label}\tArg1:<ANY>, Arg2:<ANY>" for label in entities]
    relations += [f"{link.key}\tArg1:<ANY>, Arg2:<ANY>" for link in codebook.links]
    parts = {
        "entities": entities,
        "relations": relations,
        "events": [f"{label}\t{roles}" for label in types],
        "attributes": [*attributes, "rejected\tArg:<ANY>"],
    }
    return "\n".join(line for name, lines in parts.items() for line in (f"[{name}]", *lines, ""))


def visual_conf(codebook: Codebook) -> str:
    """The words that people read for the types."""
    lines = [f"{label} | {without_breaks(words)}" for label, words in labels_of(codebook).items()]
    return "\n".join(["[labels]", *lines, "", "[drawing]", ""])
