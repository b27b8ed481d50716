"""The day of a web page where what it declares and what it shows its readers differ."""

from __future__ import annotations

from datetime import date

import pytest

from db.formats.documents.page_shown_day import shown_days
from db.formats.documents.publication import day_without_year
from db.formats.documents.web import extract
from tests.db.documents.test_web_pages import page


def day_of(declared: str, line: str) -> date | None:
    head = f'<meta property="article:published_time" content="{declared}">'
    return extract(page(head=head, before=f"<div class='dateline'>{line}</div>").encode()).published


@pytest.mark.parametrize(
    ("declared", "line", "day"),
    [
        ("2024-03-06T04:30:00Z", "Posted Mar 5, 8:30 PM; Updated Mar 6, 7:15 AM", date(2024, 3, 5)),
        ("2024-03-06T04:30:00Z", "March 5, 2024", date(2024, 3, 5)),
        ("2024-03-05T22:30:00Z", "Wednesday 6 March 2024", date(2024, 3, 6)),
        ("2024-03-06T04:30:00Z", "March 6, 2024 | Tomorrow: March 7, 2024", date(2024, 3, 6)),
        ("2024-03-06T04:30:00Z", "Posted March 7, 2024", date(2024, 3, 6)),
        ("2024-03-06T04:30:00-05:00", "Read also: March 5, 2024", date(2024, 3, 6)),
    ],
)
def test_a_moment_of_universal_time_gives_way_to_the_day_that_is_shown(
    declared: str, line: str, day: date
) -> None:
    assert day_of(declared, line) == day


def test_a_page_that_shows_but_a_late_revision_is_of_that_day_and_says_so() -> None:
    head = '<meta property="article:published_time" content="2021-02-03T10:00:00Z">'
    line = "<span>By Ada Quill Updated May 6, 2023</span>"
    found = extract(page(head=head, before=line).encode())
    assert found.published == date(2023, 5, 6)
    assert found.doubts == (("Two dates disagree: 2023-05-06 and 2021-02-03.", True),)


def test_the_day_of_publication_stays_where_it_is_shown_or_the_revision_is_soon() -> None:
    told = "2021-02-03T10:00:00Z"
    assert day_of(told, "Published February 3, 2021, updated May 6, 2023") == date(2021, 2, 3)
    assert day_of(told, "Updated February 5, 2021") == date(2021, 2, 3)


def test_days_are_told_apart_by_the_word_before_them() -> None:
    from lxml.html import document_fromstring

    lines = "<p>Published 3 Feb 2021</p><p>Last modified on 4 Feb 2021 | Posted 2 Feb 2021</p>"
    shown = shown_days(document_fromstring(lines), date(2021, 2, 3))
    assert shown.published == {date(2021, 2, 3), date(2021, 2, 2)}
    assert shown.revised == (date(2021, 2, 4),)


def test_a_page_that_declares_nothing_is_of_the_day_below_its_headline() -> None:
    lines = "<div>By Ada Quill</div><div>Updated May 7, 2023</div><div>May 6, 2023</div>"
    body = page(before="<p>Today is May 9, 2023</p>", after="<p>Posted January 2, 2019</p>")
    assert extract(body.replace("</h1>", f"</h1>{lines}").encode()).published == date(2023, 5, 6)
    revised = body.replace("</h1>", "</h1><div>Updated May 7, 2023</div>")
    assert extract(revised.encode()).published == date(2023, 5, 7)


def test_the_moment_of_a_late_evening_is_told_by_the_day_below_the_headline() -> None:
    head = '<meta property="article:published_time" content="2024-03-06T03:30:00Z">'
    lines = "<div>Posted 10:30 pm EST, Tuesday, March 5, 2024</div><div>Updated March 6, 2024</div>"
    body = page(head=head, before="<div>Wednesday, March 6, 2024</div>")
    assert extract(body.replace("</h1>", f"</h1>{lines}").encode()).published == date(2024, 3, 5)


def test_the_year_of_a_copyright_line_is_no_day() -> None:
    assert (
        extract(page(after="<p>Copyright 2019 The Marrow Courier</p>").encode()).published is None
    )


def test_a_day_without_year_is_of_the_year_that_is_given() -> None:
    assert day_without_year("Nov. 18, 8:19 PM", 2019) == date(2019, 11, 18)
    assert day_without_year("18 November, evening", 2019) == date(2019, 11, 18)
    assert day_without_year("Feb 30", 2019) is None
    assert day_without_year("no day", 2019) is None
