"""What all formats of annotation tools share: the whole record goes along, and is taken up again.

Each format has a place for data that its tool keeps but does not read. There stands the article's
exchange line (without the text), so that nothing is lost on the way out and back; what somebody
changed in the tool is put on top of it when the file comes back.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from db.formats.dataset import CodedArticle, Dataset
from db.formats.found import Doubt, Found, Refusal
from db.formats.reading import LABELS, Reading
from models.article import Status
from models.blindness import ASSISTED, BLIND, CODED, assisted_records
from models.codebook import Codebook
from models.errors import UserError
from models.events import Event
from models.exchange.lines import ReadLine, article_to_json, derived_id, read_line
from models.exchange.text import article_text
from models.label_mapping import LabelMapping
from models.language import tr
from models.marked_records import ASIDE, Marked, records_of_marks
from models.marks import Marking, marking_of
from models.returned_records import WHOLE, Carried, returned

#: Where the record stands in the formats that are JSON.
RECORD = "eventdesk"
#: A larger file of one of these formats would have to be held in memory as a whole.
MAX_BYTES = 400_000_000

_FACTS = ("title", "source", "url", "published", "language")


def negatives_wanted(dataset: Dataset) -> bool:
    """Whether the stretches of rejected values are to go along, as examples of what is wrong."""
    return bool(dataset.options.get("negatives"))


def marking(coded: CodedArticle, dataset: Dataset) -> Marking:
    return marking_of(coded.events, dataset.codebook, negatives=negatives_wanted(dataset))


def coded_word(coded: CodedArticle) -> str:
    """`assisted` if a record, or the verdict that there is none, was made beside suggestions."""
    kept = coded.article.extra.get(CODED) == ASSISTED
    return ASSISTED if coded.assisted or coded.suggested_on or kept else BLIND


def facts_of(coded: CodedArticle, codebook: Codebook) -> dict[str, Any]:
    """What every document says of itself, in plain keys."""
    article = coded.article
    facts = {
        "article_id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "sha256": article.sha256,
        "codebook": codebook.reference,
        "status": coded.status.value,
        "annotators": sorted({*coded.statuses, *(event.annotator for event in coded.events)}),
        CODED: coded_word(coded),
    }
    return facts | ({"split": coded.side} if coded.side else {})


def record_of(coded: CodedArticle, dataset: Dataset) -> dict[str, Any]:
    """The article's exchange line without the text, and its text's hash."""
    line = article_to_json(coded.article, dataset.codebook, coded.status, _told(coded))
    del line["text"]
    return line | _beside(coded, dataset)


def record_text(coded: CodedArticle, dataset: Dataset) -> str:
    """The JSON of `record_of`."""
    more = _beside(coded, dataset)
    status, events = coded.status, _told(coded)
    return article_text(coded.article, dataset.codebook, status, events, more, without=("text",))


def _told(coded: CodedArticle) -> list[Event]:
    """The records, each with how it was made."""
    words = {True: ASSISTED, False: BLIND}
    return [
        replace(event, extra={**event.extra, CODED: words[event.id in coded.assisted]})
        for event in coded.events
    ]


def _beside(coded: CodedArticle, dataset: Dataset) -> dict[str, Any]:
    said: dict[str, Any] = {"sha256": coded.article.sha256, CODED: coded_word(coded)}
    if statuses := coded.named_statuses:
        said["statuses"] = statuses
    return said | ({"negatives": True} if negatives_wanted(dataset) else {})


@dataclass(frozen=True, slots=True)
class Document:
    """One text as a tool has it. `where` names it in refusals, `origin` is the file it is from.

    `record` is what `record_of` made, if the document has one; `facts` what else is known of the
    article, in the keys of the exchange format; `status` how far the tool says that it is. Without
    `marking` the record holds as it stands.
    """

    where: str
    origin: str
    text: Any
    marking: Marking | None
    facts: Mapping[str, Any] = field(default_factory=dict)
    record: Any = None
    status: Status | None = None
    carried: Carried = WHOLE


def article_of(document: Document, reading: Reading) -> Found | Refusal:
    """The article that a document is, with the records that its marks make."""
    text, record = document.text, document.record
    if not isinstance(text, str) or not text.strip():
        reason = tr("the text was left out") if record else tr("it has no text")
        return Refusal(f"{document.where}: {reason}.")
    try:
        if isinstance(record, dict) and record.get("sha256") == _sha256(text):
            return _returned(document, record, reading)
        return _foreign(document, reading)
    except UserError as error:
        return Refusal(f"{document.where}: {error}.")


def mapping_of(reading: Reading) -> LabelMapping:
    """What was said about labels. Raises UserError where it does not fit the codebook."""
    return LabelMapping.from_json(reading.options.get(LABELS) or {}, reading.codebook)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _returned(document: Document, record: dict[str, Any], reading: Reading) -> Found:
    data = {**record, "text": document.text}
    del data["sha256"]
    carried = replace(document.carried, negatives=bool(data.pop("negatives", False)))
    word = data.pop(CODED, None)
    line = read_line(data, reading.codebook, new_id=reading.new_id)
    article = line.article
    events = _with_words(line.events)
    if word == ASSISTED and not events:
        article = replace(article, extra=article.extra | {CODED: ASSISTED})
    mapping = mapping_of(reading)
    made = Marked(tuple(events))
    if document.marking is not None:
        made = returned(
            article, events, document.marking, reading.codebook, mapping, reading.new_id, carried
        )
    return _found(document, replace(line, article=article, events=made.events), made)


def _with_words(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The records with `assisted` on those whose values do not tell it by themselves."""
    bare = [replace(one, extra={**one.extra}) for one in events]
    words = [one.extra.pop(CODED, None) for one in bare]
    told = assisted_records(bare, is_suggested_on=False)
    for one, word in zip(bare, words, strict=True):
        if word == ASSISTED and one.id not in told:
            one.extra[CODED] = ASSISTED
    return tuple(bare)


def _foreign(document: Document, reading: Reading) -> Found:
    facts = {key: value for key, value in document.facts.items() if value not in (None, "")}
    id_ = facts.pop("article_id", None) or derived_id(document.text)
    known = {key: facts.pop(key) for key in _FACTS if key in facts}
    data = {**known, "id": str(id_), "text": document.text}
    line = read_line(data, reading.codebook, new_id=reading.new_id, origin=document.origin)
    published = line.article.published or reading.published
    article = replace(line.article, published=published, extra=facts)
    made = records_of_marks(
        article,
        document.marking or Marking(),
        reading.codebook,
        mapping_of(reading),
        reading.new_id,
    )
    status = document.status
    line = ReadLine(article, status, made.events, line.problems, lists_events=status is not None)
    return _found(document, line, made)


def _found(document: Document, line: ReadLine, made: Marked) -> Found:
    article, where = line.article, document.where
    problems = tuple(f"{where}: {problem}." for problem in line.problems)
    doubts: tuple[Doubt, ...] = ()
    if made.aside:
        article = replace(article, extra=article.extra | {ASIDE: list(made.aside)})
        lost = Counter((one["label"], one["reason"]) for one in made.aside)
        doubts = tuple(
            Doubt(
                tr(
                    "The label {label} was kept aside ({count}×): {reason}.",
                    label=label,
                    count=count,
                    reason=tr(reason),
                )
            )
            for (label, reason), count in sorted(lost.items())
        )
    return Found(where, replace(line, article=article, problems=problems), doubts, made.labels)
