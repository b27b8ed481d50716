"""Reads UIMA CAS XMI, as INCEpTION exports it: spans of custom layers and relations between them.

The file alone tells what is needed: an annotation is an element with `begin` and `end`, a relation
one with two ends. Tokens, sentences, syntax and metadata are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from db.formats.annotated import Document, article_of
from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from models.errors import UserError
from models.language import number, tr
from models.marks import Mark, Marking, Tie
from models.returned_records import Carried
from models.spans import Span, Utf16Map

_MAX_BYTES = 100_000_000
#: Tokens, lemmas and syntax of a long report are a tenth of that.
_MAX_ELEMENTS = 200_000
_ID = "{http://www.omg.org/XMI}id"
_LABELS = ("label", "value", "category", "role", "identifier", "PosValue", "DependencyType")
_ENDS = (("Governor", "Dependent"), ("source", "target"))
_PASSED_OVER = frozenset(
    (
        *("Token", "Sentence", "Paragraph", "POS", "Lemma", "Stem", "MorphologicalFeatures"),
        *("Dependency", "ROOT", "Heading", "Div", "DocumentMetaData", "DocumentAnnotation"),
        *("TagsetDescription", "SurfaceForm", "FeatureDefinition", "LayerDefinition"),
        "CASMetadata",
    )
)


def recognises(source: Source) -> bool:
    return b"XMI" in source.head


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """The one article that the file is."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    data = source.data(_MAX_BYTES)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UserError(tr("it declares entities, which an XMI file never needs"))
    if data.count(b"<") > _MAX_ELEMENTS:
        raise UserError(tr("it has more than {most} annotations", most=number(_MAX_ELEMENTS)))
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UserError(tr("it is not well-formed XML ({msg})", msg=error.msg)) from None
    sofas = [one for one in root if _name(one) == "Sofa" and one.get("sofaString")]
    text = sofas[0].get("sofaString") if sofas else None
    record, found = _marking(root, text or "")
    carried = Carried(answers=False)
    facts = {} if record else {"title": source.name.rpartition(".")[0]}
    yield article_of(
        Document(source.origin, source.origin, text, found, facts, record, None, carried), reading
    )


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _marking(root: Any, text: str) -> tuple[Any, Marking]:
    units = Utf16Map(text)
    marks: list[Mark] = []
    ties: list[Tie] = []
    record = None
    for element in root:
        name = _name(element)
        if name == "Record" and element.get("json"):
            record = _record(element.get("json"))
        elif name in _PASSED_OVER or element.get("begin") is None:
            continue
        elif ends := next((pair for pair in _ENDS if element.get(pair[0])), None):
            head, tail = (str(element.get(end)) for end in ends)
            ties.append(Tie(_label(element, name), head, tail))
        else:
            marks.append(_mark(element, name, units))
    return record, Marking(tuple(marks), tuple(ties))


def _record(said: str) -> Any:
    """The record that went along; None if somebody made it unreadable."""
    try:
        return json.loads(said)
    except (ValueError, RecursionError):
        return None


def _mark(element: Any, name: str, units: Utf16Map) -> Mark:
    try:
        start, end = (units.to_code_point(int(element.get(key))) for key in ("begin", "end"))
    except (TypeError, ValueError):
        start, end = -1, -1
    return Mark(
        str(element.get(_ID)),
        _label(element, name),
        (Span(start, end),),
        element.get("choice") or "",
        rejected=element.get("rejected") == "true",
    )


def _label(element: Any, name: str) -> str:
    """The value of the feature that labels an annotation, or else its layer."""
    return next((element.get(key) for key in _LABELS if element.get(key)), name)
