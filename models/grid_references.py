"""Points written as military grid references (MGRS), such as "37S FS 12345 67890".

Letters and digits after NGA.SIG.0012 (the grid of 100 km squares); from the grid to degrees by
Krüger's series to the third order, good to a millimetre within a zone.
"""

from __future__ import annotations

import re
from math import asin, atan, atan2, atanh, cos, cosh, degrees, radians, sin, sinh, sqrt

_REFERENCE = re.compile(
    r"(?P<zone>\d{1,2})\s*(?P<band>[C-HJ-NP-X])\s*(?P<column>[A-HJ-NP-Z])(?P<row>[A-HJ-NP-V])"
    r"\s*(?:(?P<east>\d{2,5})\s+(?P<north>\d{2,5})|(?P<digits>(?:\d\d){2,5}))"
)
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_SQUARE = 100_000
_ROUND = 20 * _SQUARE
_FALSE_EAST = 500_000

# WGS84: the third flattening n, the radius of the sphere with meridians of that length times the
# scale of the middle meridian (0.9996), and Krüger's coefficients.
_N = 1 / (2 * 298.257223563 - 1)
_RADIUS = 0.9996 * 6_378_137 / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ALPHA = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16,
    13 * _N**2 / 48 - 3 * _N**3 / 5,
    61 * _N**3 / 240,
)
_BETA = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96,
    _N**2 / 48 + _N**3 / 15,
    17 * _N**3 / 480,
)
_DELTA = (
    2 * _N - 2 * _N**2 / 3 - 2 * _N**3,
    7 * _N**2 / 3 - 8 * _N**3 / 5,
    56 * _N**3 / 15,
)


def read_grid_reference(text: str) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of the square meant, or None if there is none.

    From four digits (a square of a kilometre) to ten (of a metre).
    """
    found = _REFERENCE.fullmatch(text.strip().upper())
    if found is None:
        return None
    zone, band = int(found["zone"]), _BANDS.index(found["band"])
    column = _COLUMNS[zone % 3].find(found["column"])
    offsets = _offsets(found)
    if not 1 <= zone <= 60 or column < 0 or offsets is None:
        return None
    row = (_ROWS.index(found["row"]) - (0 if zone % 2 else 5)) % len(_ROWS)
    south = 8 * band - 80
    # A row comes again every 2,000 km: the first that reaches into the band is meant.
    lowest = _north_of(south) - _SQUARE
    north = row * _SQUARE + offsets[1]
    north += _ROUND * -(-(lowest - north) // _ROUND)
    lat, lon = _point((column + 1) * _SQUARE + offsets[0], north, zone)
    is_in_band = south - 1 <= lat <= south + (13 if band == len(_BANDS) - 1 else 9)
    return (round(lat, 6), round(lon, 6)) if is_in_band else None


def _offsets(found: re.Match[str]) -> tuple[float, float] | None:
    """Metres from the corner of the square to the middle of the smaller one that is meant."""
    digits = found["digits"]
    if digits:
        east, north = digits[: len(digits) // 2], digits[len(digits) // 2 :]
    else:
        east, north = found["east"], found["north"]
    if len(east) != len(north):
        return None
    size = 10 ** (5 - len(east))
    return (int(east) + 0.5) * size, (int(north) + 0.5) * size


def _north_of(lat: float) -> float:
    """Metres from the equator to a latitude on the middle meridian, south below zero."""
    e = 2 * sqrt(_N) / (1 + _N)
    phi = radians(lat)
    # The conformal latitude.
    chi = atan(sinh(atanh(sin(phi)) - e * atanh(e * sin(phi))))
    return _RADIUS * (chi + sum(a * sin(2 * j * chi) for j, a in enumerate(_ALPHA, 1)))


def _point(east: float, north: float, zone: int) -> tuple[float, float]:
    """Degrees of a point of the grid; `north` counts from the equator."""
    xi, eta = north / _RADIUS, (east - _FALSE_EAST) / _RADIUS
    xi_ = xi - sum(b * sin(2 * j * xi) * cosh(2 * j * eta) for j, b in enumerate(_BETA, 1))
    eta_ = eta - sum(b * cos(2 * j * xi) * sinh(2 * j * eta) for j, b in enumerate(_BETA, 1))
    chi = asin(sin(xi_) / cosh(eta_))
    phi = chi + sum(d * sin(2 * j * chi) for j, d in enumerate(_DELTA, 1))
    return degrees(phi), 6 * zone - 183 + degrees(atan2(sinh(eta_), cos(xi_)))
