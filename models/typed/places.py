"""Coordinates as somebody types or pastes them: degrees, or degrees, minutes and seconds."""

from __future__ import annotations

import re

from models.grid_references import read_grid_reference

_NUMBER = r"\d{1,3}(?:\.\d+)?"
_HEMISPHERE = r"[nsew]"
_NOISE = re.compile(r"^geo:|\b(?:latitude|longitude|lat|lon|long|lng)\b\s*[:=]?|[()\[\]]")
# Degrees, minutes and seconds by sign (with the typographic primes and quotes) or by word.
_UNITS = re.compile(
    "[°º˚:'\"\u2018\u2019\u201c\u201d\u2032\u2033]|\\b(?:deg|degrees|min|minutes|sec|seconds)\\b"
)
_MINUS = re.compile(r"[−–]")
_HEMISPHERE_FIRST = re.compile(rf"({_HEMISPHERE})([^nsew]+)({_HEMISPHERE})([^nsew]+)")
_HEMISPHERE_LAST = re.compile(rf"([^nsew]+)({_HEMISPHERE})([^nsew]+)({_HEMISPHERE})")
# As in notices to airmen: 331836N0384200E, 3318N 03842E.
_RUN_TOGETHER = re.compile(r"(\d\d)(\d\d)(\d\d)?([ns])\s*(\d{3})(\d\d)(\d\d)?([ew])")
# In the address of a map: @33.31,38.70 or ?q=33.31,38.70 or #map=12/33.31/38.70.
_IN_ADDRESS = re.compile(r"[@=/](-?\d{1,2}\.\d+)(?:,|/|%2c)\s*(-?\d{1,3}\.\d+)")
_WELL_KNOWN_TEXT = re.compile(r"point\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)")
# Decimal commas, where another sign or room parts the two numbers: 33,31; 38,70.
_DECIMAL_COMMAS = re.compile(r"([-+]?\d{1,3}),(\d+)(\s*[;/]\s*|\s+)([-+]?\d{1,3}),(\d+)")
_WORDS = {"north": "n", "south": "s", "east": "e", "west": "w"}


def read_coordinates(text: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees (WGS84), or None if they cannot be read.

    Understood are "33.31, 38.70", "33.31N 38.70E", 33°18'36"N 38°42'0"E, "N33 18 36 E38 42 00" and
    "-33.9 18.4", "33,31; 38,70", "331836N0384200E", "POINT(38.70 33.31)", addresses of maps, and
    grid references (MGRS). Without N, S, E, W the latitude comes first.
    """
    if point := read_grid_reference(text):
        return point
    said = _MINUS.sub("-", text.strip().lower())
    for word, letter in _WORDS.items():
        said = said.replace(word, letter)
    said = _spelled_out(said)
    said = _UNITS.sub(" ", _NOISE.sub(" ", said)).strip()
    parts = _lettered(said) or _plain(said)
    if not parts:
        return None
    (first, one), (second, other) = parts
    if first + second in ("ew", "we", "ns", "sn", "nn", "ss", "ee", "ww"):
        return None
    if first in ("e", "w"):
        (first, one), (second, other) = (second, other), (first, one)
    lat, lon = _degrees(one, first, "s"), _degrees(other, second, "w")
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None
    return lat, lon


def _spelled_out(said: str) -> str:
    """What is written in a way of its own (in an address, run together …), as degrees."""
    if found := _RUN_TOGETHER.fullmatch(said):
        lat = " ".join(filter(None, found.group(1, 2, 3)))
        lon = " ".join(filter(None, found.group(5, 6, 7)))
        return f"{lat}{found[4]} {lon}{found[8]}"
    if found := _WELL_KNOWN_TEXT.fullmatch(said):
        return f"{found[2]}, {found[1]}"
    if found := _DECIMAL_COMMAS.fullmatch(said):
        return f"{found[1]}.{found[2]}, {found[4]}.{found[5]}"
    if "://" in said:
        found = _IN_ADDRESS.search(said)
        return f"{found[1]}, {found[2]}" if found else ""
    return said


def _lettered(said: str) -> tuple[tuple[str, str], tuple[str, str]] | None:
    found = _HEMISPHERE_FIRST.fullmatch(said)
    if found:
        return (found[1], found[2]), (found[3], found[4])
    found = _HEMISPHERE_LAST.fullmatch(said)
    return ((found[2], found[1]), (found[4], found[3])) if found else None


def _plain(said: str) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """The halves of a pair without letters: at the comma, or in the middle of its numbers."""
    halves = [half for half in re.split(r"\s*[,;/]\s*", said) if half]
    if len(halves) == 2:
        return ("", halves[0]), ("", halves[1])
    numbers = said.split()
    if len(halves) == 1 and len(numbers) in (2, 4, 6):
        middle = len(numbers) // 2
        return ("", " ".join(numbers[:middle])), ("", " ".join(numbers[middle:]))
    return None


def _degrees(part: str, letter: str, negative: str) -> float | None:
    numbers = part.strip(" ,;/").split()
    sign = -1 if letter == negative else 1
    if numbers and numbers[0][0] in "+-":
        if letter:
            return None
        sign = -1 if numbers[0][0] == "-" else 1
        numbers[0] = numbers[0][1:]
    if not 1 <= len(numbers) <= 3 or not all(re.fullmatch(_NUMBER, one) for one in numbers):
        return None
    if any("." in one for one in numbers[:-1]) or any(float(one) >= 60 for one in numbers[1:]):
        return None
    degrees = sum(float(one) / (1, 60, 3600)[place] for place, one in enumerate(numbers))
    return round(sign * degrees, 6)
