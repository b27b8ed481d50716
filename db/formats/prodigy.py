"""Writes and reads Prodigy's JSON lines, and reads doccano's.

Offsets are code points, in both. The record stands in a task's key `eventdesk`, which Prodigy
keeps. An interrupted stretch becomes one span a part. `_input_hash` and `_task_hash` come from the
article and of all that is marked, so that the same project gives the same. Rejected values, if they
are asked for, are tasks of their own with the answer `reject`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, TextIO

from db.formats.annotated import RECORD, Document, article_of, facts_of, marking, record_of
from db.formats.dataset import CodedArticle, Dataset
from db.formats.found import Found, Refusal, at_line
from db.formats.json_lists import first_object, lines
from db.formats.reading import Reading
from db.formats.source import Source
from models.article import Status
from models.marks import Answer, Mark, Marking, Tie, article_labels
from models.returned_records import Carried
from models.spans import Span

#: Names the task that a task with a rejected value belongs to.
_PART_OF = "eventdesk_of"
_ANSWERS = {Status.DONE: "accept", Status.FLAGGED: "accept"}
_CARRIED = Carried(answers=False)


def write(out: TextIO, dataset: Dataset) -> int:
    """A task an article, and one a rejected value; returns how many articles."""
    count = 0
    for count, coded in enumerate(dataset.articles, 1):  # noqa: B007 - it is returned
        for task in _tasks(coded, dataset):
            out.write(json.dumps(task, ensure_ascii=False) + "\n")
    return count


def _tasks(coded: CodedArticle, dataset: Dataset) -> Iterator[dict[str, Any]]:
    made = marking(coded, dataset)
    text = None if coded.text_left_out else coded.article.text
    facts = facts_of(coded, dataset.codebook)
    kept = [mark for mark in made.marks if not mark.rejected]
    task: dict[str, Any] = {"text": text, "meta": facts}
    task["spans"] = [span for mark in kept for span in _spans(mark)]
    task["relations"] = list(_relations(made))
    task["cats"] = dict.fromkeys(article_labels(coded.events, dataset.codebook), 1.0)
    task["answer"] = _ANSWERS.get(coded.status, "ignore")
    task["_view_id"] = "relations"
    record = record_of(coded, dataset)
    # The rejected values are in the record, and their tasks are not read back.
    record.pop("negatives", None)
    yield _hashed(task, coded) | {RECORD: record}
    for mark in made.marks:
        if mark.rejected:
            refused = {"text": text, "meta": facts, "spans": _spans(mark), "answer": "reject"}
            yield _hashed(refused | {"_view_id": "spans"}, coded) | {_PART_OF: coded.article.id}


def _spans(mark: Mark) -> list[dict[str, Any]]:
    said = {"choice": mark.choice} if mark.choice else {}
    return [
        {"start": start, "end": end, "label": mark.label, "id": _id(mark.id, n), **said}
        for n, (start, end) in enumerate(mark.spans)
    ]


def _id(mark: str, part: int) -> str:
    return f"{mark}.{part}" if part else mark


def _relations(made: Marking) -> Iterator[dict[str, Any]]:
    marks = {mark.id: mark for mark in made.marks}
    for tie in made.ties:
        head, tail = marks[tie.head], marks[tie.tail]
        for part in range(len(tail.spans)):
            yield {
                "label": tie.label,
                "head_span": _spans(head)[0],
                "child_span": _spans(tail)[part],
            }


def _hashed(task: dict[str, Any], coded: CodedArticle) -> dict[str, Any]:
    given = _hash(coded.article.id + "\n" + coded.article.sha256)
    whole = _hash(json.dumps([given, task], ensure_ascii=False, sort_keys=True))
    return task | {"_input_hash": given, "_task_hash": whole}


def _hash(text: str) -> int:
    """A signed number of four bytes, as Prodigy's are."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:4], "big", signed=True)


def recognises(source: Source) -> bool:
    """Tasks of Prodigy, or of doccano: a text with spans, labels or entities."""
    keys = first_object(source).keys()
    if "text" not in keys or "events" in keys:
        return False
    return bool(
        keys & {"_task_hash", "_input_hash", "spans", "entities", "answer", "labels"}
    ) or isinstance(first_object(source).get("label"), list)


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """The tasks line by line."""
    for number, task in lines(source):
        where = at_line(source.origin, number)
        if isinstance(task, str):
            yield Refusal(f"{where}: {task}.")
        elif _PART_OF not in task:
            yield article_of(_document(task, where, source.origin), reading)


def _document(task: dict[str, Any], where: str, origin: str) -> Document:
    is_doccano = "entities" in task or isinstance(task.get("label"), list) or "labels" in task
    found = _doccano(task) if is_doccano else _prodigy(task)
    meta = task.get("meta")
    facts = dict(meta) if isinstance(meta, dict) else {}
    if is_doccano:
        known = {"text", "label", "labels", "entities", "relations", "cats", "id"}
        facts |= {key: value for key, value in task.items() if key not in known}
        if "id" in task:
            facts["doccano_id"] = task["id"]
        status: Status | None = Status.DONE
    else:
        told = {"accept": Status.DONE, "ignore": Status.SKIPPED, "reject": Status.IN_PROGRESS}
        status = told.get(str(task.get("answer")))
    record = task.get(RECORD)
    return Document(where, origin, task.get("text"), found, facts, record, status, _CARRIED)


def _prodigy(task: dict[str, Any]) -> Marking:
    refused = task.get("answer") == "reject"
    marks: list[Mark] = []
    ids: dict[tuple[Any, Any, Any], str] = {}
    for number, span in enumerate(_objects(task.get("spans")), 1):
        id_ = str(span.get("id") or f"T{number}")
        label, choice = str(span.get("label") or "span"), str(span.get("choice") or "")
        marks.append(Mark(id_, label, (_span(span, "start", "end"),), choice, rejected=refused))
        ids.setdefault((span.get("start"), span.get("end"), span.get("label")), id_)

    def called(end: Any) -> str:
        end = end if isinstance(end, dict) else {}
        key = (end.get("start"), end.get("end"), end.get("label"))
        return str(end.get("id") or ids.get(key, ""))

    ties = tuple(
        Tie(str(one.get("label")), called(one.get("head_span")), called(one.get("child_span")))
        for one in _objects(task.get("relations"))
    )
    chosen = task.get("accept")
    cats = task.get("cats")
    names = [str(name) for name in chosen] if isinstance(chosen, list) else []
    if isinstance(cats, dict):
        names += [name for name, score in cats.items() if isinstance(score, int | float) and score]
    if isinstance(task.get("label"), str) and not refused:
        names.append(task["label"])
    return Marking(tuple(marks), ties, tuple(Answer(name, "") for name in dict.fromkeys(names)))


def _doccano(task: dict[str, Any]) -> Marking:
    """Both shapes: lists of start, end and label; or entities with relations between them."""
    marks: list[Mark] = []
    answers: list[Answer] = []
    labels = task.get("label", task.get("labels"))
    for number, one in enumerate(labels if isinstance(labels, list) else [], 1):
        if isinstance(one, list) and len(one) == 3:
            span = _span({"start": one[0], "end": one[1]}, "start", "end")
            marks.append(Mark(f"L{number}", str(one[2]), (span,)))
        else:
            answers.append(Answer(str(one), ""))
    for number, one in enumerate(_objects(task.get("entities")), 1):
        span = _span(one, "start_offset", "end_offset")
        marks.append(Mark(str(one.get("id", f"T{number}")), str(one.get("label")), (span,)))
    ties = tuple(
        Tie(str(one.get("type")), str(one.get("from_id")), str(one.get("to_id")))
        for one in _objects(task.get("relations"))
    )
    cats = task.get("cats")
    answers += [Answer(str(name), "") for name in cats] if isinstance(cats, list) else []
    return Marking(tuple(marks), ties, tuple(answers))


def _objects(items: Any) -> list[dict[str, Any]]:
    return [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []


def _span(said: dict[str, Any], start: str, end: str) -> Span:
    """A stretch; one without whole numbers lies outside of every text."""
    first, last = said.get(start), said.get(end)
    if type(first) is int and type(last) is int:
        return Span(first, last)
    return Span(-1, -1)
