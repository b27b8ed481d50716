"""A short walk of the random keys and clicks; the long one is `python -m bench.fuzz`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.fuzz import fuzz

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_random_keys_and_clicks_do_no_harm(qapp, tmp_path: Path) -> None:
    done = fuzz(tmp_path, 400, seed=2)

    assert done.keys + done.clicks >= 400
    assert done.wrong == []
