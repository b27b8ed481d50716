"""What every test stands on: no display, no home folder, nothing left behind."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def places_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Path]:
    """The place index is built once a run, outside the home folder; parallel runs share it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "places"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVENTDESK_CACHE", str(folder))
        yield folder


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and logs of a test lie in its own folder, never in the home folder."""
    folder: Path = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("EVENTDESK_CONFIG", str(folder / "config"))
    monkeypatch.setenv("EVENTDESK_LOG", str(folder / "log"))


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """No thread and no window outlives a test."""
    threads = set(threading.enumerate())

    yield

    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets else None
    if app is not None:
        left = [one for one in widgets.QApplication.topLevelWidgets() if one.isVisible()]
        assert not left, f"windows left open: {left}"
    # A thread of Qt leaves a note behind that Python never takes back.
    ours = {one for one in threading.enumerate() if not isinstance(one, threading._DummyThread)}
    assert ours <= threads
