"""The whole job of a three-event article needs no mouse and hardly more keys than it must."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.keystrokes import MOST, review

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_an_article_of_three_events_is_done_by_keys_alone(qapp, tmp_path: Path) -> None:
    tally = review(tmp_path)

    assert tally.mouse == 0
    assert tally.ratio <= MOST
