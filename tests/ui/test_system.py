"""What is said where the machine lacks something that Qt needs."""

from __future__ import annotations

import sys

import pytest

from ui import system
from ui.system import Library, advice, has_display, missing_libraries

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


def test_a_missing_library_is_named_with_the_packages_that_bring_it(monkeypatch) -> None:
    lacking = Library("libnowhere.so.9", "libnowhere9", "nowhere-libs")
    monkeypatch.setattr(system, "CORE", (*system.CORE, lacking))

    found = missing_libraries(window=False)

    assert found == (lacking,)
    words = advice(found)
    assert "libnowhere.so.9" in words
    assert "apt-get install libnowhere9" in words
    assert "dnf install nowhere-libs" in words


def test_a_display_is_one_that_is_named(monkeypatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not has_display()

    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_display()
