"""Writes the incidents as GeoJSON: a point for each place, with all columns as its properties."""

from __future__ import annotations

import json
from typing import TextIO

from db.formats.dataset import Dataset
from db.formats.located import Point, points
from db.formats.wide_table import columns

__all__ = ["columns", "write"]


def write(out: TextIO, dataset: Dataset) -> int:
    """A feature collection (RFC 7946), a feature a line; returns how many."""
    out.write('{"type": "FeatureCollection", "features": [')
    count = 0
    for point in points(dataset):
        out.write(",\n" if count else "\n")
        out.write(json.dumps(_feature(point), ensure_ascii=False))
        count += 1
    out.write("\n]}\n")
    return count


def _feature(point: Point) -> dict[str, object]:
    precision = point.place.precision
    return {
        "type": "Feature",
        "id": point.event_id,
        "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]},
        "properties": {
            "place": point.place.name,
            "precision": precision.value if precision else None,
            "first_day": point.first.isoformat() if point.first else None,
            "last_day": point.last.isoformat() if point.last else None,
            **point.facts,
        },
    }
