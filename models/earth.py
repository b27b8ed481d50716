"""Distances on the earth, for ranking places and for telling how far they are apart."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

#: The mean radius of the earth (IUGG) in kilometres.
EARTH_KM = 6371.0088


def km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance of two points in degrees, by the haversine formula."""
    north1, east1, north2, east2 = map(radians, (lat1, lon1, lat2, lon2))
    half = sin((north2 - north1) / 2) ** 2
    half += cos(north1) * cos(north2) * sin((east2 - east1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))
