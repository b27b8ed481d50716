"""Counts, days and places as people type them, and as they are shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.codebook.reading import parse_codebook
from models.earth import km
from models.typed import (
    count_within,
    date_within,
    read_coordinates,
    read_count,
    read_date,
    show_coordinates,
    show_count,
    show_date,
    show_value,
)
from models.typed.numbers import read_number
from models.typed.words import TENS, UNDER_TWENTY
from models.values import Actor, Count, DatePrecision, DateRange, Place, Wording

FRIDAY = date(2024, 1, 5)
NUMBERS = st.none() | st.integers(0, 10**9)
DAYS = st.none() | st.dates()


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "wording"),
    [
        ("2", 2, 2, 2, "exact"),
        ("two", 2, 2, 2, "exact"),
        ("twenty-five", 25, 25, 25, "exact"),
        ("1,200", 1200, 1200, 1200, "exact"),
        ("exactly 0", 0, 0, 0, "exact"),
        ("6+", 6, 6, None, "at_least"),
        ("At least 6", 6, 6, None, "at_least"),
        ("6 or more", 6, 6, None, "at_least"),
        ("more than 6", 6, 6, None, "at_least"),
        ("up to 20", None, 20, 20, "at_most"),
        ("<20", None, 20, 20, "at_most"),
        ("~30", None, 30, None, "about"),
        ("about thirty", None, 30, None, "about"),
        ("10-12", 10, None, 12, "range"),
        ("between 10 and 12", 10, None, 12, "range"),
        ("2 (1-4)", 1, 2, 4, "range"),
        ("several", None, None, None, "several"),
        ("dozens", None, None, None, "dozens"),
        ("hundreds", None, None, None, "hundreds"),
        ("none", 0, 0, 0, "none"),
        ("0", 0, 0, 0, "none"),
        ("unknown", None, None, None, "unspecified"),
        ("half a dozen", 6, 6, 6, "exact"),
        ("zwölf", 12, 12, 12, "exact"),
        ("1.200", 1200, 1200, 1200, "exact"),
        ("three to five", 3, None, 5, "range"),
        ("zwei bis vier", 2, None, 4, "range"),
        ("max 20", None, 20, 20, "at_most"),
        ("40 or so", None, 40, None, "about"),
        ("6 oder mehr", 6, 6, None, "at_least"),
        ("some 20 to 30", 20, None, 30, "range"),
        ("rund 20 bis 30", 20, None, 30, "range"),
        ("two to three hundred", 200, None, 300, "range"),
        ("5-10k", 5000, None, 10000, "range"),
        ("between one hundred and twenty and two hundred", 120, None, 200, "range"),
        ("at least 3 and up to 5", 3, None, 5, "range"),
        ("2 dozen", 24, 24, 24, "exact"),
        ("1.5k", 1500, 1500, 1500, "exact"),
        ("three thousand four hundred and six", 3406, 3406, 3406, "exact"),
        ("50 plus", 50, 50, None, "at_least"),
        ("well over a hundred", 100, 100, None, "at_least"),
        ("twenty-odd", None, 20, None, "about"),
        ("several hundred", None, None, None, "hundreds"),
        ("a couple of dozen", None, None, None, "dozens"),
        ("a handful", None, None, None, "several"),
    ],
)
def test_counts_as_people_type_them(text, low, best, high, wording):
    assert read_count(text) == Count(low, best, high, Wording(wording))


@pytest.mark.parametrize(
    ("passage", "count"),
    [
        ("killing 14 people", "14"),
        ("at least six people were wounded", "at least six"),
        ("dozens of soldiers", "dozens"),
        ("14 dead and 6 wounded", ""),
        ("no group claimed the attack", ""),
    ],
)
def test_a_count_is_found_within_a_passage(passage, count):
    assert count_within(passage) == count


@pytest.mark.parametrize(
    ("passage", "day"),
    [
        ("before dawn on last Friday, police said", "on last Friday"),
        ("an attack (4 January) on the post", "4 January"),
        ("it may march on", ""),
        ("Tuesday", "Tuesday"),
    ],
)
def test_a_day_is_found_within_a_passage(passage, day):
    assert date_within(passage, FRIDAY) == day


def in_words(number: int) -> str:
    """The number as a newspaper spells it out."""
    if number >= 1000:
        rest = f" {in_words(number % 1000)}" if number % 1000 else ""
        return f"{in_words(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{UNDER_TWENTY[number // 100]} hundred{rest}"
    if number < 20:
        return UNDER_TWENTY[number]
    rest = f"-{UNDER_TWENTY[number % 10]}" if number % 10 else ""
    return TENS[number // 10 - 2] + rest


@given(st.integers(1, 999_999))
def test_a_number_in_words_reads_as_the_number(number):
    assert read_number(in_words(number)) == number


@given(st.integers(1, 49), st.integers(1, 50), st.sampled_from(["dozen", "hundred", "thousand"]))
def test_the_end_of_a_range_tells_the_scale_of_both(low, more, scale):
    size = read_number(f"one {scale}")

    read = read_count(f"{in_words(low)} to {in_words(low + more)} {scale}")

    assert (read.low, read.high) == (low * size, (low + more) * size)


@pytest.mark.parametrize("text", ["", "x", "-5", "two and a half", "6 + 4", "2 (lots)", "< x"])
def test_what_is_no_count_is_not_guessed(text):
    assert read_count(text) is None


@given(st.builds(Count, NUMBERS, NUMBERS, NUMBERS, st.sampled_from(Wording)))
def test_a_shown_count_reads_as_the_same_count(count):
    plain_zero = count == Count(0, 0, 0, Wording.NONE)

    assert read_count(show_count(count)) == count
    assert (show_count(count) == "none") == plain_zero or count.wording is Wording.NONE


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("4 Jan", "2024-01-04", "2024-01-04", "day"),
        ("Thurs 4/1", "2024-01-04", "2024-01-04", "day"),
        ("this morning", "2024-01-05", "2024-01-05", "day"),
        ("late Thursday", "2024-01-04", "2024-01-04", "day"),
        ("Tuesday of last week", "2023-12-26", "2023-12-26", "day"),
        ("earlier this week", "2024-01-01", "2024-01-05", "week"),
        ("the week of 27 December", "2023-12-25", "2023-12-31", "week"),
        ("sometime in December", "2023-12-01", "2023-12-31", "month"),
        ("28/29 December", "2023-12-28", "2023-12-29", "few_days"),
        ("Dec 28 or 29", "2023-12-28", "2023-12-29", "few_days"),
        ("2023-12-28/29", "2023-12-28", "2023-12-29", "few_days"),
        ("Thursday, 4 January 2024", "2024-01-04", "2024-01-04", "day"),
        ("January 4th, 2024", "2024-01-04", "2024-01-04", "day"),
        ("2024-01-04", "2024-01-04", "2024-01-04", "day"),
        ("4/1/2024", "2024-01-04", "2024-01-04", "day"),
        ("4.1.", "2024-01-04", "2024-01-04", "day"),
        ("6 Jan", "2023-01-06", "2023-01-06", "day"),
        ("31/12", "2023-12-31", "2023-12-31", "day"),
        ("29 Feb", "2020-02-29", "2020-02-29", "day"),
        ("21 JAN 89", "1989-01-21", "1989-01-21", "day"),
        ("the 4th", "2024-01-04", "2024-01-04", "day"),
        ("on the 6th", "2023-12-06", "2023-12-06", "day"),
        ("New Year's Eve", "2023-12-31", "2023-12-31", "day"),
        ("Thursday night", "2024-01-04", "2024-01-04", "day"),
        ("4 Jan 2024 14:30 local time", "2024-01-04", "2024-01-04", "day"),
        ("around 3 Jan", "2024-01-02", "2024-01-04", "few_days"),
        ("in the last 24 hours", "2024-01-04", "2024-01-05", "few_days"),
        ("past three days", "2024-01-02", "2024-01-05", "few_days"),
        ("last night", "2024-01-04", "2024-01-05", "few_days"),
        ("first week of December", "2023-12-01", "2023-12-07", "week"),
        ("second half of December", "2023-12-16", "2023-12-31", "month"),
        ("late 2023", "2023-09-01", "2023-12-31", "year"),
        ("Q4 2023", "2023-10-01", "2023-12-31", "year"),
        ("vor zwei Tagen", "2024-01-03", "2024-01-03", "day"),
        ("Ende Dezember", "2023-12-21", "2023-12-31", "month"),
        ("letzte Woche", "2023-12-25", "2023-12-31", "week"),
        ("3.10. bis 5.10.", "2023-10-03", "2023-10-05", "few_days"),
        ("today", "2024-01-05", "2024-01-05", "day"),
        ("yesterday", "2024-01-04", "2024-01-04", "day"),
        ("3 days ago", "2024-01-02", "2024-01-02", "day"),
        ("eleven days ago", "2023-12-25", "2023-12-25", "day"),
        ("Friday", "2024-01-05", "2024-01-05", "day"),
        ("last Friday", "2023-12-29", "2023-12-29", "day"),
        ("on Wed", "2024-01-03", "2024-01-03", "day"),
        ("last week", "2023-12-25", "2023-12-31", "week"),
        ("two weeks ago", "2023-12-18", "2023-12-24", "week"),
        ("last weekend", "2023-12-30", "2023-12-31", "few_days"),
        ("overnight", "2024-01-04", "2024-01-05", "few_days"),
        ("night of 2 Jan", "2024-01-02", "2024-01-03", "few_days"),
        ("last month", "2023-12-01", "2023-12-31", "month"),
        ("early December", "2023-12-01", "2023-12-10", "month"),
        ("January 2024", "2024-01-01", "2024-01-31", "month"),
        ("2024-01", "2024-01-01", "2024-01-31", "month"),
        ("2023", "2023-01-01", "2023-12-31", "year"),
        ("this year", "2024-01-01", "2024-01-05", "year"),
        ("4-6 Jan", "2024-01-04", "2024-01-06", "few_days"),
        ("Jan 4–6, 2023", "2023-01-04", "2023-01-06", "few_days"),
        ("30 Dec to 2 Jan", "2023-12-30", "2024-01-02", "few_days"),
        ("from 3 to 5 January", "2024-01-03", "2024-01-05", "few_days"),
        ("Saturday and Sunday", "2023-12-30", "2023-12-31", "few_days"),
        ("4 Jan to 6 Feb 2023", "2023-01-04", "2023-02-06", "year"),
        ("4 Jan 2023 to 6 Feb", "2023-01-04", "2023-02-06", "year"),
        ("30 Dec 2022 to 6 Feb", "2022-12-30", "2023-02-06", "year"),
        ("4 Jan 2023 until today", "2023-01-04", "2024-01-05", "year"),
        ("2024-01-01/2024-01-07", "2024-01-01", "2024-01-07", "week"),
        ("4-6 Jan (week)", "2024-01-04", "2024-01-06", "week"),
        ("by 4 Jan", None, "2024-01-04", None),
        ("on or before 4 Jan", None, "2024-01-04", None),
        ("before 4 Jan", None, "2024-01-03", None),
        ("since 4 Jan", "2024-01-04", None, None),
        ("unknown", None, None, None),
    ],
)
def test_dates_as_people_type_them(text, start, end, precision):
    read = read_date(text, FRIDAY)

    days = [day and date.fromisoformat(day) for day in (start, end)]
    assert read == DateRange(*days, precision and DatePrecision(precision))


@pytest.mark.parametrize(
    "text",
    ["", "4", "30 Feb", "31/13/2024", "soon", "3000 years ago", "by then", "Jan Jan", "0000"],
)
def test_what_is_no_date_is_not_guessed(text):
    assert read_date(text, FRIDAY) is None


@pytest.mark.parametrize("text", ["4 Jan", "yesterday", "Friday", "last week", "January"])
def test_without_a_publication_date_only_full_dates_are_read(text):
    assert read_date(text, None) is None
    assert read_date("4 Jan 2024", None) is not None


@given(st.builds(DateRange, DAYS, DAYS, st.none() | st.sampled_from(DatePrecision)), DAYS)
def test_a_shown_date_reads_as_the_same_days(dates, published):
    read = read_date(show_date(dates), published)

    assert read is not None
    assert (read.start, read.end) == (dates.start, dates.end)
    assert dates.precision in (read.precision, None)


@given(st.dates(), st.integers(0, 400))
def test_a_stretch_of_days_reads_as_itself_with_its_usual_precision(start, length):
    if start > date(9998, 1, 1):
        return
    read = read_date(show_date(DateRange(start, start + timedelta(length))), None)

    assert read is not None
    assert read_date(show_date(read), None) == read


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2024-01-04", "2024-01-04", "4 January 2024"),
        ("2024-01-01", "2024-01-07", "1–7 January 2024"),
        ("2024-01-30", "2024-02-02", "30 January 2024 – 2 February 2024"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2023-01-01", "2023-12-31", "2023"),
        (None, "2024-01-04", "by 4 January 2024"),
    ],
)
def test_dates_are_shown_short(start, end, shown):
    days = [day and date.fromisoformat(day) for day in (start, end)]

    assert show_date(DateRange(*days)) == shown


@given(st.text(max_size=30), st.none() | st.dates())
def test_anything_can_be_typed(text, published):
    read_date(text, published)
    read_count(text)
    read_coordinates(text)


@pytest.mark.parametrize(
    "text",
    [
        "33.31, 38.70",
        "33.31 38.7",
        "33.31N 38.70E",
        "N 33.31, E 38.7",
        "38.70 E, 33.31 N",
        "33°18'36\"N 38°42'0\"E",
        "33°18\u203236\u2033 N, 38°42\u2032 E",
        "N33 18 36 E38 42 00",
        "33:18:36 N 38:42 E",
        "33 18 36, 38 42 0",
        "geo:33.31,38.70",
        "lat 33.31 lon 38.7",
        "33,31; 38,70",
        "33,31 38,7",
        "331836N0384200E",
        "POINT(38.70 33.31)",
        "https://maps.example.org/#map=12/33.31/38.70",
        "https://maps.example.org/maps/@33.31,38.70,12z",
        "https://maps.example.org/?z=4&q=33.31%2C38.70",
    ],
)
def test_coordinates_as_people_type_them(text):
    assert read_coordinates(text) == (33.31, 38.7)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "12",
        "91, 0",
        "0, 181",
        "33,31N 38,70E",
        "33 70, 38",
        "-33N 38E",
        "1N 2N",
        "1 2 3",
        "https://example.org/2024/01/05",
        "1,5, 2,5",
    ],
)
def test_what_are_no_coordinates_is_not_guessed(text):
    assert read_coordinates(text) is None


def test_the_southern_and_western_halves_are_negative():
    assert read_coordinates("33°55\u2032 S, 18°25\u2032 W") == (-33.916667, -18.416667)
    assert read_coordinates("−33.9, −18.4") == (-33.9, -18.4)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_shown_coordinates_read_as_the_same_place(lat, lon):
    read = read_coordinates(show_coordinates(lat, lon))

    assert read is not None
    assert read == pytest.approx((lat, lon), abs=0.0001)


@given(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9))
def test_degrees_minutes_and_seconds_are_the_same_place(lat, lon):
    def parts(number):
        seconds = round(abs(number) * 3600, 2)
        return int(seconds // 3600), int(seconds % 3600 // 60), round(seconds % 60, 2)

    d, m, s = parts(lat)
    north = f"{d}°{m:02}\u2032{s:05.2f}\u2033 {'NS'[lat < 0]}"
    d, m, s = parts(lon)
    east = f"{d} {m:02} {s:05.2f} {'EW'[lon < 0]}"

    assert read_coordinates(f"{north}, {east}") == pytest.approx((lat, lon), abs=1e-5)
    assert read_coordinates(f"{east}; {north}") == pytest.approx((lat, lon), abs=1e-5)


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("15TWG0000049776", 42.0, -93.0),
        ("15t wg 00000 49776", 42.0, -93.0),
        ("31NAA6602100000", 0.0, 0.0),
    ],
)
def test_grid_references_are_points_too(text, lat, lon):
    assert read_coordinates(text) == pytest.approx((lat, lon), abs=1e-4)


@pytest.mark.parametrize("text", ["15TWG000", "61TWG0000", "15TAG0000", "15CWG0000", "15TWI0000"])
def test_what_is_no_square_of_the_grid_is_not_guessed(text):
    assert read_coordinates(text) is None


@given(st.integers(1, 60), st.sampled_from("CDEFGHJKLMNPQRSTUVW"), st.integers(0, 98))
def test_squares_of_the_grid_lie_side_by_side(zone, band, east):
    column = ("W", "E", "M")[zone % 3]
    rows = "ABCDEFGHJKLMNPQRSTUV"
    points = [read_coordinates(f"{zone}{band}{column}{row}{east:02}50") for row in rows]
    found = [point for point in points if point]

    assert len(found) in range(8, 13)
    for lat, lon in found:
        assert -80 + 8 * "CDEFGHJKLMNPQRSTUVWX".index(band) - 1 <= lat
        assert abs(lon - (6 * zone - 183)) < 6
    beside = [read_coordinates(f"{zone}{band}{column}{row}{east + 1:02}50") for row in rows]
    for one, other in zip(points, beside, strict=True):
        if one and other:
            assert km(*one, *other) == pytest.approx(1, abs=0.01)


def test_every_kind_of_value_is_shown_in_a_few_words():
    weapon = parse_codebook(
        'name = "s"\nversion = 1\ntitle = "S"\n[[field]]\nkey = "weapon"\nlabel = "Weapon"\n'
        'kind = "choice"\n[[field.choice]]\nkey = "ied"\nlabel = "planted bomb"\n',
        "s.toml",
    ).fields[0]

    assert show_value("ied", weapon) == "planted bomb"
    assert show_value("gone", weapon) == "gone"
    assert show_value("two\n  words", None) == "two words"
    assert show_value(True, None) == "yes"
    assert show_value(False, None) == "no"
    assert show_value(None, None) == "not reported"
    assert show_value(Actor("Front"), None) == "Front"
    assert show_value(Place("Rukban", "SYR", "Homs"), None) == "Rukban, Homs, SYR"
    assert show_value(Place("Baghdad", "IRQ", "Baghdad"), None) == "Baghdad, IRQ"
    assert show_value(Count(6, 6, None, Wording.AT_LEAST), None) == "at least 6"
    assert show_value(DateRange(FRIDAY, FRIDAY), None) == "5 January 2024"
