"""Times in a text, resolved against publication date and dateline."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.spans import Span, is_inside
from models.suggest.times import TimeMention, resolve_times
from models.values import DatePrecision, DateRange

WEDNESDAY = date(2022, 6, 15)


def found(text: str, published: date | None = WEDNESDAY) -> dict[str, TimeMention]:
    return {m.span.quote(text): m for m in resolve_times(text, published)}


def days(mention: TimeMention) -> tuple[str, str]:
    assert mention.value is not None
    return str(mention.value.start), str(mention.value.end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The bridge fell on 3 March 2021.", "2021-03-03", "2021-03-03"),
        ("The bridge fell on March 3rd, 2021.", "2021-03-03", "2021-03-03"),
        ("The bridge fell on 2021-03-03.", "2021-03-03", "2021-03-03"),
        ("The bridge fell on 25/12/2020.", "2020-12-25", "2020-12-25"),
        ("The bridge fell on 25.12.2020.", "2020-12-25", "2020-12-25"),
        ("The bridge fell on June 3.", "2022-06-03", "2022-06-03"),
        ("The bridge fell on 30 December.", "2021-12-30", "2021-12-30"),
        ("Shops stayed shut June 3-5 in town.", "2022-06-03", "2022-06-05"),
        ("The bridge fell on Monday.", "2022-06-13", "2022-06-13"),
        ("The bridge fell last Wednesday.", "2022-06-08", "2022-06-08"),
        ("The bridge fell on Friday last week.", "2022-06-10", "2022-06-10"),
        ("The bridge fell yesterday.", "2022-06-14", "2022-06-14"),
        ("The bridge fell last night.", "2022-06-14", "2022-06-14"),
        ("The bridge fell the day before yesterday.", "2022-06-13", "2022-06-13"),
        ("The bridge fell overnight.", "2022-06-14", "2022-06-15"),
        ("The bridge fell three days ago.", "2022-06-12", "2022-06-12"),
        ("The bridge fell at the weekend.", "2022-06-11", "2022-06-12"),
        ("The bridge fell last week.", "2022-06-06", "2022-06-12"),
        ("The bridge fell late last month.", "2022-05-01", "2022-05-31"),
        ("The bridge fell in April.", "2022-04-01", "2022-04-30"),
        ("The bridge fell in August.", "2021-08-01", "2021-08-31"),
        ("The bridge fell in late August 2019.", "2019-08-01", "2019-08-31"),
        ("The bridge fell two years ago.", "2020-01-01", "2020-12-31"),
        ("The bridge fell in 1987.", "1987-01-01", "1987-12-31"),
        ("The bridge fell on Christmas Day.", "2021-12-25", "2021-12-25"),
        ("The bridge fell on Easter Monday 2019.", "2019-04-22", "2019-04-22"),
        ("THE BRIDGE FELL ON MONDAY.", "2022-06-13", "2022-06-13"),
        ("the bridge fell on monday.", "2022-06-13", "2022-06-13"),
    ],
)
def test_a_time_is_resolved_against_the_publication_date(text: str, start: str, end: str) -> None:
    (mention,) = resolve_times(text, WEDNESDAY)

    assert days(mention) == (start, end)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("on 3 June", DatePrecision.DAY),
        ("overnight", DatePrecision.FEW_DAYS),
        ("last week", DatePrecision.WEEK),
        ("last month", DatePrecision.MONTH),
        ("in 2014", DatePrecision.YEAR),
    ],
)
def test_a_value_says_how_closely_it_is_known(text: str, precision: DatePrecision) -> None:
    (mention,) = resolve_times(f"It happened {text}.", WEDNESDAY)

    assert mention.value is not None
    assert mention.value.precision is precision


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("The next day", "2022-06-12"),
        ("The day before", "2022-06-10"),
        ("On the same day", "2022-06-11"),
        ("That evening", "2022-06-11"),
        ("Two days later", "2022-06-13"),
        ("Three days earlier", "2022-06-08"),
        ("A few hours later", "2022-06-11"),
        ("Hours later", "2022-06-11"),
    ],
)
def test_a_time_told_from_another_is_counted_from_that_one(phrase: str, day: str) -> None:
    text = f"A lorry burned on Saturday. {phrase}, a mill burned too."

    first, second = resolve_times(text, WEDNESDAY)

    assert days(second) == (day, day)
    assert second.is_anaphoric
    assert second.anchor == first.span


def test_since_marks_the_start_of_a_stretch_and_no_day_of_an_event() -> None:
    mentions = found("Raids have hit 40 farms since October 17. A barn burned on Monday.")

    assert mentions["October 17"].is_since
    assert not mentions["October 17"].is_day_of_event
    assert mentions["Monday"].is_day_of_event


def test_until_marks_the_end_of_a_stretch() -> None:
    assert found("The road was shut until Friday.")["Friday"].is_until


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The court will meet on Friday.", "2022-06-17"),
        ("Talks are scheduled for June 20.", "2022-06-20"),
        ("Polls open tomorrow.", "2022-06-16"),
    ],
)
def test_what_is_to_come_is_marked_as_future(text: str, day: str) -> None:
    (mention,) = resolve_times(text, WEDNESDAY)

    assert days(mention) == (day, day)
    assert mention.is_future


def test_the_date_of_a_dateline_is_marked() -> None:
    text = "TUNIS, 14 JUN 22 (AGENCY) -- A DEPOT BURNED ON MONDAY."
    mentions = resolve_times(text, WEDNESDAY)

    assert [m.is_dateline for m in mentions] == [True, False]
    assert days(mentions[0]) == ("2022-06-14", "2022-06-14")


def test_without_a_publication_date_the_dateline_stands_in() -> None:
    mentions = found("TUNIS, 14 Jun 2022 (Agency) -- A depot burned on Monday.", None)

    assert days(mentions["Monday"]) == ("2022-06-13", "2022-06-13")


def test_without_any_date_only_written_out_dates_have_a_value() -> None:
    mentions = found("A depot burned on Monday, as on 5 May 2019 and yesterday.", None)

    assert mentions["Monday"].value is None
    assert mentions["yesterday"].value is None
    assert days(mentions["5 May 2019"]) == ("2019-05-05", "2019-05-05")


def test_four_digits_after_at_are_a_time_of_day_and_no_year() -> None:
    times = found("The bomb went off at 2030 on Sunday; in 2019 another did not.")
    assert times["2030"].is_clock
    assert times["2019"].value is not None
    assert not times["2019"].is_clock


def test_a_clock_time_belongs_to_the_day_before_it() -> None:
    mentions = found("The alarm rang on Sunday. The depot burned at 7:15 p.m.")

    assert mentions["7:15 p.m."].is_clock
    assert days(mentions["7:15 p.m."]) == ("2022-06-12", "2022-06-12")


def test_the_words_around_a_day_belong_to_the_mention() -> None:
    text = "They came before dawn on Sunday and left on Monday night."

    assert list(found(text)) == ["before dawn on Sunday", "Monday night"]


def test_a_weekday_of_the_day_of_publication_offers_the_week_before_as_alternative() -> None:
    (mention,) = resolve_times("A depot burned on Wednesday.", WEDNESDAY)

    week_before = DateRange(date(2022, 6, 8), date(2022, 6, 8), DatePrecision.DAY)
    assert days(mention) == ("2022-06-15", "2022-06-15")
    assert mention.alternatives == (week_before,)


@pytest.mark.parametrize(
    "text",
    [
        "He may march with 2000 people past 1900 houses.",
        "Reporters of the Sunday Times met on Bloody Sunday Street for $1999.",
        "Battalion 377 has 2,014 men and paid 20.05 euros.",
    ],
)
def test_numbers_and_names_are_no_times(text: str) -> None:
    assert all(m.value is None for m in resolve_times(text, WEDNESDAY))


def test_durations_fix_no_days() -> None:
    mentions = found("The siege lasted eleven days and a five-year truce followed.")

    assert all(m.is_duration and m.value is None for m in mentions.values())


def test_in_a_text_about_history_dates_follow_each_other() -> None:
    text = (
        "The war began in 1861. In 1862 two armies met. The siege of 1863 ended on July 4. In 1864 "
        "a city burned. In April 1865 the army gave up. By 1866 the last ships were home."
    )

    assert days(found(text, date(2010, 1, 1))["July 4"]) == ("1863-07-04", "1863-07-04")


TIME_WORDS = st.sampled_from(
    [
        "on",
        "last",
        "next",
        "Monday",
        "31",
        "June",
        "2022",
        "00",
        "the",
        "day",
        "before",
        "weeks",
        "ago",
        "since",
        "mid-",
        "12:30",
        "May",
        "4-6",
        "’90s",
        "February",
        "30",
        "99/99/9999",
        "0001-01-01",
        "9999",
        "years",
        "later",
        "million",
        "a.m.",
        "\n",
        "İ",
        "ß",
        "👍🏽",
        "١٢",
        "יום",
        "\x00",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(TIME_WORDS, max_size=25).map(" ".join)), st.dates())
def test_any_text_gives_ordered_spans_inside_it(text: str, published: date) -> None:
    mentions = resolve_times(text, published)

    assert all(is_inside(m.span, text) for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(m.value.start <= m.value.end for m in mentions if m.value)  # type: ignore[operator]
    assert all(m.anchor is None or isinstance(m.anchor, Span) for m in mentions)
