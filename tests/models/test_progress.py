"""Times by day: medians of articles, time per event, days without work."""

from __future__ import annotations

from datetime import date

import pytest

from models.progress import Asked, Day, local_day, with_gaps, work_of

MONDAY, TUESDAY = date(2024, 3, 4), date(2024, 3, 5)


def test_an_hour_in_utc_falls_on_the_day_on_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    local_day.cache_clear()
    try:
        assert local_day("2024-03-04T20") == TUESDAY
        assert local_day("2024-03-04T10") == MONDAY
    finally:
        monkeypatch.undo()
        time.tzset()
        local_day.cache_clear()


def test_articles_count_with_all_their_time_on_the_day_they_were_finished() -> None:
    work = work_of(
        [("2024-03-04T12", 300.0), ("2024-03-05T12", 100.0)],
        [("2024-03-04T12", [60.0, 100.0]), ("2024-03-05T12", [240.0])],
        [Day(MONDAY, 2, 3), Day(TUESDAY, 1, 0)],
    )

    assert [(one.day, one.seconds, one.per_article, one.per_event) for one in work.days] == [
        (MONDAY, 300, 80, 100),
        (TUESDAY, 100, 240, None),
    ]
    assert work.per_article == 100
    assert work.per_event == pytest.approx(400 / 3)


def test_nothing_done_has_no_times() -> None:
    work = work_of([], [], [])

    assert (work.days, work.per_article, work.per_event) == ((), None, None)


def test_days_without_work_are_days_too() -> None:
    days = with_gaps([Day(date(2024, 2, 28), 1, 2), Day(date(2024, 3, 1), 3, 4)])

    assert [(one.day.day, one.articles) for one in days] == [(28, 1), (29, 0), (1, 3)]
    assert with_gaps([]) == ()


def test_times_are_told_to_oneself_alone() -> None:
    assert Asked("ana", "ana").shows_times
    assert Asked("ana", None).shows_times
    assert not Asked("ana", "ben").shows_times
