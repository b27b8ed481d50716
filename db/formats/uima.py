"""Writes UIMA CAS XMI with its type system, as INCEpTION imports it: a folder, a file an article.

Offsets in the files count UTF-16 units, as UIMA does. Characters that XML cannot hold become
spaces, which the record (in an annotation of the type `eventdesk.Record`) then does not vouch for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from db.formats.annotated import marking, record_of
from db.formats.dataset import CodedArticle, Dataset, Loss
from db.formats.folder_files import Names, write_new
from models.language import later
from models.spans import Span, Utf16Map

#: Characters that XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ESCAPES |= {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;", "\x85": "&#133;", "\u2028": "&#8232;"}
_ESCAPED = str.maketrans(_ESCAPES)

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"'
    ' xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore"'
    ' xmlns:eventdesk="http:///eventdesk.ecore" xmi:version="2.0">\n<cas:NULL xmi:id="0"/>\n'
)
_TYPES = {
    "webanno.custom.EventSpan": ("label", "choice", "event", "rejected"),
    "webanno.custom.EventRelation": ("label",),
    "eventdesk.Record": ("json",),
}


def write(out: Path, dataset: Dataset) -> int:
    """Returns how many articles."""
    names = Names()
    count = 0
    write_new(out / "TypeSystem.xml", type_system())
    for count, coded in enumerate(dataset.articles, 1):  # noqa: B007 - it is returned
        if _UNWRITABLE.search(coded.article.text):
            words = later("XML cannot hold some characters of the text; they are spaces.")
            dataset.lose(Loss(coded.article.id, "", "", "", "unwritable", words))
        parts = _parts(coded, dataset)
        write_new(out / f"{names.of(coded.article.id)}.xmi", "".join(parts))
    return count


def writable(text: str) -> str:
    """The text as an XML file can hold it, in as many characters."""
    return _UNWRITABLE.sub(" ", text)


def _attribute(text: str) -> str:
    return writable(text).translate(_ESCAPED)


def _parts(coded: CodedArticle, dataset: Dataset) -> Iterator[str]:
    text = coded.article.text
    units = Utf16Map(text)
    made = marking(coded, dataset)
    yield _HEAD
    spans = [(mark, n) for mark in made.marks for n in range(len(mark.spans))]
    ids = {(mark.id, n): number for number, (mark, n) in enumerate(spans, 10)}
    for mark, n in spans:
        yield (
            f'<custom:EventSpan xmi:id="{ids[mark.id, n]}" {_where(mark.spans[n], units)}'
            f' label="{_attribute(mark.label)}" choice="{_attribute(mark.choice)}"'
            f' event="{_attribute(mark.event)}" rejected="{str(mark.rejected).lower()}"/>\n'
        )
    by_id = {mark.id: mark for mark in made.marks}
    next_id = 10 + len(ids)
    for tie in made.ties:
        for n, span in enumerate(by_id[tie.tail].spans):
            yield (
                f'<custom:EventRelation xmi:id="{next_id}" {_where(span, units)}'
                f' Governor="{ids[tie.head, 0]}" Dependent="{ids[tie.tail, n]}"'
                f' label="{_attribute(tie.label)}"/>\n'
            )
            next_id += 1
    record = json.dumps(record_of(coded, dataset))
    whole = _where(Span(0, len(text)), units)
    yield f'<eventdesk:Record xmi:id="{next_id}" {whole} json="{_attribute(record)}"/>\n'
    held = " ".join(map(str, range(10, next_id + 1)))
    yield (
        '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text"'
        f' sofaString="{_attribute(text)}"/>\n<cas:View sofa="1" members="{held}"/>\n</xmi:XMI>\n'
    )


def _where(span: Span, units: Utf16Map) -> str:
    start, end = (units.to_utf16(place) for place in span)
    return f'sofa="1" begin="{start}" end="{end}"'


def type_system() -> str:
    """The types that the files use."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>',
    ]
    for name, features in _TYPES.items():
        lines.append(f"<typeDescription><name>{name}</name><description/>")
        lines.append("<supertypeName>uima.tcas.Annotation</supertypeName><features>")
        ranges = dict.fromkeys(features, "uima.cas.String")
        if name.endswith("Relation"):
            ranges |= dict.fromkeys(("Governor", "Dependent"), "uima.tcas.Annotation")
        lines += [
            f"<featureDescription><name>{feature}</name><description/>"
            f"<rangeTypeName>{of}</rangeTypeName></featureDescription>"
            for feature, of in ranges.items()
        ]
        lines.append("</features></typeDescription>")
    return "\n".join([*lines, "</types></typeSystemDescription>", ""])
