"""Writes the incidents as KML for globes and maps: a placemark for each place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from db.formats.dataset import Dataset
from db.formats.located import Point, points
from db.formats.wide_table import BETWEEN, columns
from db.formats.xml_characters import writable

__all__ = ["columns", "write"]


def write(out: TextIO, dataset: Dataset) -> int:
    """A KML 2.2 document; returns the number of placemarks."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write('<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n')
    out.write(f"<name>{_text(dataset.codebook.title)}</name>\n")
    count = 0
    for point in points(dataset):
        out.writelines(_placemark(point))
        count += 1
    out.write("</Document>\n</kml>\n")
    return count


def _placemark(point: Point) -> Iterator[str]:
    yield "<Placemark>\n"
    yield f"<name>{_text(point.title or point.place.name)}</name>\n"
    if point.first or point.last:
        yield "<TimeSpan>"
        if point.first:
            yield f"<begin>{point.first.isoformat()}</begin>"
        if point.last:
            yield f"<end>{point.last.isoformat()}</end>"
        yield "</TimeSpan>\n"
    yield "<ExtendedData>\n"
    precision = point.place.precision
    own = {"place": point.place.name, "precision": precision.value if precision else ""}
    for name, fact in (own | point.facts).items():
        told = BETWEEN.join(map(str, fact)) if isinstance(fact, list) else str(fact)
        yield f"<Data name={quoteattr(name)}><value>{_text(told)}</value></Data>\n"
    yield "</ExtendedData>\n"
    yield f"<Point><coordinates>{point.lon},{point.lat}</coordinates></Point>\n"
    yield "</Placemark>\n"


def _text(text: str) -> str:
    return escape(writable(text))
