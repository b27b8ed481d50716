"""What the machine must bring for Qt, and who comes first on its processor.

Imports nothing of Qt, so that it can speak before Qt fails to load.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from dataclasses import dataclass

#: So many steps of niceness does a program stand behind the window (Unix).
_BEHIND = 10
#: The same on Windows: the right to set a priority, and the one below the usual.
_SET_INFORMATION, _BELOW_NORMAL = 0x0200, 0x4000


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library that the Qt wheels expect of the system, and who packages it."""

    soname: str
    debian: str
    fedora: str


#: Without these Qt does not load at all, not even without a display.
CORE = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libX11.so.6", "libx11-6", "libX11"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libfreetype.so.6", "libfreetype6", "freetype"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
)

#: These are needed for a window under X11.
X11 = (
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)


def has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, else if a display is named.

    A platform chosen by `QT_QPA_PLATFORM` (such as `offscreen`) counts as one.
    """
    if not sys.platform.startswith("linux"):
        return True
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in named)


def missing_libraries(*, window: bool) -> tuple[Library, ...]:
    """The libraries that Qt needs and the system lacks (Linux only; elsewhere none)."""
    if not sys.platform.startswith("linux"):
        return ()
    wanted = CORE + (X11 if window and os.environ.get("DISPLAY") else ())
    return tuple(library for library in wanted if not _loads(library.soname))


def advice(missing: tuple[Library, ...]) -> str:
    """One message that says what is missing and how to install it."""
    names = ", ".join(library.soname for library in missing)
    debian = " ".join(dict.fromkeys(library.debian for library in missing))
    fedora = " ".join(dict.fromkeys(library.fedora for library in missing))
    return (
        f"Qt cannot start, because this system lacks {names}.\n"
        f"  Debian, Ubuntu: sudo apt-get install {debian}\n"
        f"  Fedora:         sudo dnf install {fedora}"
    )


def give_way(process_id: int) -> None:
    """Let this process have the processor first where a program of its own wants it too."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32")
        handle = kernel.OpenProcess(_SET_INFORMATION, 0, process_id)
        kernel.SetPriorityClass(handle, _BELOW_NORMAL)
        kernel.CloseHandle(handle)
        return
    # A program may be over before it is asked to.
    with suppress(ProcessLookupError):
        behind = os.getpriority(os.PRIO_PROCESS, 0) + _BEHIND
        os.setpriority(os.PRIO_PROCESS, process_id, behind)


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    if lacking := missing_libraries(window=False):
        sys.exit(advice(lacking))
