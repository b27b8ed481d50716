"""The widths of the panes: remembered, and the article keeps its share on any screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from ui.settings import load_settings
from ui.window.main_window import MainWindow
from ui.window.panes import ARTICLE, QUEUE, RECORD


@pytest.mark.parametrize("arranged", [(), (276, 1800, 476), (420, 1500, 640)])
def test_the_article_keeps_its_share_on_a_smaller_screen(
    review: MainWindow, arranged: tuple[int, ...]
) -> None:
    panes = review.page.panes
    if arranged:
        panes.set_widths(dict(zip((QUEUE, ARTICLE, RECORD), arranged, strict=True)))

    review.resize(1000, 600)

    assert panes.widths[ARTICLE] >= 0.38 * panes.width()
    assert panes.widths[RECORD] > panes.widths[QUEUE] > 150


def test_headlines_and_values_have_more_room_on_a_large_screen(review: MainWindow) -> None:
    review.resize(1366, 768)
    small = review.page.panes.widths
    review.resize(2560, 1440)
    large = review.page.panes.widths

    assert all(large[name] > small[name] for name in (QUEUE, ARTICLE, RECORD))
    review.resize(1366, 768)
    assert review.page.panes.widths == small


def test_widths_set_by_hand_come_back_also_from_a_small_screen(
    review: MainWindow, qtbot: QtBot
) -> None:
    review.resize(1600, 900)
    panes = review.page.panes
    panes.handle(1).moveSplitter(380)
    panes.splitterMoved.emit(380, 1)
    wanted = panes.widths
    review.resize(1000, 600)
    review.keep_settings(replace(review.settings, queue_shown=False))
    review.close()

    assert load_settings().panes == tuple(wanted[name] for name in (QUEUE, ARTICLE, RECORD))
