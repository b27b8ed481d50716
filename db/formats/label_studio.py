"""Writes and reads Label Studio's JSON: a list of tasks with annotations.

Offsets of text regions are code points, as Label Studio has counted since version 1.6; older
exports count UTF-16 units, which the quoted words of a region give away. The record stands in a
task's `meta`, which Label Studio keeps and exports again. An interrupted stretch becomes one region
a part.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO
from xml.sax.saxutils import quoteattr

from db.formats.annotated import (
    MAX_BYTES,
    RECORD,
    Document,
    article_of,
    facts_of,
    marking,
    record_of,
)
from db.formats.dataset import CodedArticle, Dataset
from db.formats.found import Found, Refusal
from db.formats.json_lists import items
from db.formats.reading import Reading
from db.formats.source import Source
from models.article import Status
from models.codebook import Codebook
from models.language import tr
from models.marks import Answer, Mark, Marking, Tie, article_labels, labels_of
from models.spans import Span, Utf16Map
from models.values import Kind

_LABELS, _TEXT, _TYPES = "label", "text", "article_labels"
_TASK = re.compile(rb'"(annotations|completions|predictions)"\s*:\s*\[|"data"\s*:\s*\{')
_DONE = (Status.DONE, Status.FLAGGED)


def write(out: TextIO, dataset: Dataset) -> int:
    """A task an article, and a line a task; returns how many."""
    count = 0
    out.write("[")
    for count, coded in enumerate(dataset.articles, 1):
        out.write(",\n" if count > 1 else "\n")
        out.write(json.dumps(_task(coded, dataset), ensure_ascii=False))
    out.write("\n]\n")
    return count


def beside(codebook: Codebook) -> dict[str, str]:
    """The files that go along in a dataset folder: the labelling interface."""
    return {"labeling_config.xml": labelling_config(codebook)}


def labelling_config(codebook: Codebook) -> str:
    """The interface that shows the labels, answers and relations of a codebook."""
    lines = ["<View>", "  <Relations>"]
    names = [*codebook.field_by_key, *(link.key for link in codebook.links)]
    lines += [f"    <Relation value={quoteattr(name)}/>" for name in names]
    lines += ["  </Relations>", f'  <Labels name="{_LABELS}" toName="{_TEXT}">']
    lines += [
        f"    <Label value={quoteattr(label)} hint={quoteattr(words)}/>"
        for label, words in labels_of(codebook).items()
    ]
    lines += ["  </Labels>", f'  <Text name="{_TEXT}" value="$text"/>']
    for field in codebook.fields:
        if field.kind is Kind.CHOICE:
            lines.append(
                f'  <Choices name={quoteattr(field.key)} toName="{_TEXT}" perRegion="true">'
            )
            lines += [
                f"    <Choice value={quoteattr(choice.key)} hint={quoteattr(choice.label)}/>"
                for choice in field.choice_by_key.values()
                if choice.is_leaf
            ]
            lines.append("  </Choices>")
    return "\n".join([*lines, "</View>", ""])


def _task(coded: CodedArticle, dataset: Dataset) -> dict[str, Any]:
    facts = facts_of(coded, dataset.codebook)
    text = None if coded.text_left_out else coded.article.text
    annotation = {
        "was_cancelled": coded.status is Status.SKIPPED,
        "result": list(_results(coded, dataset)),
    }
    return {
        "data": {"text": text, **facts},
        "meta": {RECORD: record_of(coded, dataset)},
        "annotations": [annotation] if annotation["result"] or coded.status in _DONE else [],
    }


def _results(coded: CodedArticle, dataset: Dataset) -> Iterator[dict[str, Any]]:
    made = marking(coded, dataset)
    text = "" if coded.text_left_out else coded.article.text
    for mark in made.marks:
        for part, span in enumerate(mark.spans):
            value: dict[str, Any] = {"start": span.start, "end": span.end}
            value |= {"text": span.quote(text)} if text else {}
            region = _region_id(mark.id, part)
            said = {"rejected": True} if mark.rejected else {}
            yield _result(_LABELS, "labels", region, value | {"labels": [mark.label]}) | (
                {"meta": said} if said else {}
            )
            if mark.choice:
                chosen = value | {"choices": [mark.choice]}
                yield _result(mark.label, "choices", region, chosen)
    regions = {mark.id: mark for mark in made.marks}
    for answer in made.answers:
        anchor = regions.get(answer.mark)
        if anchor:
            start, end = anchor.spans[0]
            chosen = {"start": start, "end": end, "choices": [answer.choice]}
            yield _result(answer.label, "choices", _region_id(anchor.id, 0), chosen)
    for tie in made.ties:
        for part in range(len(regions[tie.tail].spans)):
            yield {
                "type": "relation",
                "from_id": _region_id(tie.head, 0),
                "to_id": _region_id(tie.tail, part),
                "direction": "right",
                "labels": [tie.label],
            }
    types = article_labels(coded.events, dataset.codebook)
    if types:
        yield {
            "from_name": _TYPES,
            "to_name": _TEXT,
            "type": "choices",
            "value": {"choices": types},
        }


def _region_id(mark: str, part: int) -> str:
    return f"{mark}.{part}" if part else mark


def _result(name: str, kind: str, region: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": region, "from_name": name, "to_name": _TEXT, "type": kind, "value": value}


def recognises(source: Source) -> bool:
    """A list of objects with annotations, or with an object `data`."""
    head = source.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"[") and _TASK.search(head) is not None


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """The tasks; of several annotations of one, the ground truth, or else the first."""
    for number, task in enumerate(items(source.data(MAX_BYTES)), 1):
        where = tr("{origin} task {number}", origin=source.origin, number=number)
        if not isinstance(task, dict):
            yield Refusal(tr("{where}: it is no task, which would be a JSON object.", where=where))
        else:
            yield _article(task, where, source.origin, reading)


def _article(task: dict[str, Any], where: str, origin: str, reading: Reading) -> Found | Refusal:
    data = task.get("data")
    data = data if isinstance(data, dict) else {"text": task.get("text")}
    facts = dict(data)
    text = facts.pop("text", None)
    if not isinstance(text, str):
        longest = max((v for v in facts.values() if isinstance(v, str)), key=len, default=None)
        text = longest if not task.get("meta") and longest and " " in longest else None
        facts = {key: value for key, value in facts.items() if value is not text}
    if "id" in task:
        facts["label_studio_id"] = task["id"]
    annotation, others = _annotation(task)
    if others:
        reading.note(
            tr("{where}: one of {count} annotations was taken.", where=where, count=others + 1)
        )
    meta = task.get("meta")
    record = meta.get(RECORD) if isinstance(meta, dict) else None
    is_own = isinstance(record, dict)
    found = _marking(annotation.get("result") or [], text or "", is_own=is_own)
    status = None
    if annotation:
        status = Status.SKIPPED if annotation.get("was_cancelled") else Status.DONE
    return article_of(Document(where, origin, text, found, facts, record, status), reading)


def _annotation(task: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """The annotation that counts, and how many others there are; predictions are none."""
    held = task.get("annotations") or task.get("completions") or []
    made = [one for one in held if isinstance(one, dict)]
    whole = [one for one in made if not one.get("was_cancelled")] or made
    truth = [one for one in whole if one.get("ground_truth")] or whole
    return (truth[0], len(made) - 1) if truth else ({}, 0)


def _marking(results: list[Any], text: str, *, is_own: bool) -> Marking:
    units = Utf16Map(text)
    regions: dict[str, list[dict[str, Any]]] = {}
    ties: list[Tie] = []
    answers: list[Answer] = []
    for number, result in enumerate(results):
        if not isinstance(result, dict):
            continue
        value = result.get("value")
        if result.get("type") == "relation":
            labels = result.get("labels") or ["related"]
            head, tail = str(result.get("from_id")), str(result.get("to_id"))
            if result.get("direction") == "left":
                head, tail = tail, head
            ties += [Tie(str(label), head, tail) for label in labels]
        elif isinstance(value, dict) and "start" in value:
            regions.setdefault(str(result.get("id") or f"region {number}"), []).append(result)
        elif isinstance(value, dict) and not is_own:
            # Our own article labels are counted from the records, so they are not read back.
            answers += _whole_answers(result, value)
    marks: list[Mark] = []
    for id_, parts in regions.items():
        own, said = _region(id_, parts, text, units)
        marks += own
        answers += said
    return Marking(tuple(marks), tuple(ties), tuple(answers))


def _whole_answers(result: dict[str, Any], value: dict[str, Any]) -> Iterator[Answer]:
    """What is chosen, or written, for the whole text."""
    for kind in ("choices", "taxonomy", "text", "rating", "number"):
        said = value.get(kind)
        for one in said if isinstance(said, list) else [said] if said is not None else []:
            word = str(one[-1] if isinstance(one, list) and one else one)
            name = str(result.get("from_name") or "")
            # A control is named by whoever made the interface; its answers name themselves.
            yield Answer(word, "") if kind in {"choices", "taxonomy"} else Answer(name, word)


def _region(
    id_: str, parts: list[dict[str, Any]], text: str, units: Utf16Map
) -> tuple[list[Mark], list[Answer]]:
    """A region's marks, and the answers that were chosen for it beside its label."""
    labels: list[str] = []
    chosen: list[tuple[str, str]] = []
    rejected = False
    for part in parts:
        value = part["value"]
        meta = part.get("meta")
        rejected = rejected or (isinstance(meta, dict) and meta.get("rejected") is True)
        found = value.get("labels") or value.get("hypertextlabels") or []
        labels += [str(label) for label in found]
        name = str(part.get("from_name") or "")
        chosen += [(name, str(choice)) for choice in value.get("choices") or []]
    span = _span(parts[0]["value"], text, units)
    names = list(dict.fromkeys(labels)) or ["region"]
    own = next((n for n, (name, _) in enumerate(chosen) if name in names), None)
    answers = [Answer(*said, id_) for n, said in enumerate(chosen) if n != own]
    name, choice = ("", "") if own is None else chosen[own]
    marks = [
        Mark(
            f"{id_}/{n}" if n else id_,
            label,
            (span,),
            choice if label == name else "",
            rejected=rejected,
        )
        for n, label in enumerate(names)
    ]
    return marks, answers


def _span(value: dict[str, Any], text: str, units: Utf16Map) -> Span:
    """In code points, whichever of both the file counts: the quoted words tell."""
    try:
        start, end = int(value["start"]), int(value["end"])
    except (KeyError, TypeError, ValueError):
        return Span(-1, -1)
    quote = value.get("text")
    if isinstance(quote, str) and text[start:end] != quote:
        other = Span(units.to_code_point(start), units.to_code_point(end))
        if other.quote(text) == quote:
            return other
    return Span(start, end)
