"""Runs a command of the app and tells seconds, memory of it and its processes, and what it said."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Cost:
    """`peak` is in bytes, over the command and the processes that it started (0 off Linux).

    `busy` are seconds of processors, which hardly depend on what else the machine does.
    """

    seconds: float
    busy: float
    peak: int
    said: str


def cost_of(*arguments: str) -> Cost:
    """Of `main.py` with these arguments."""
    command = [sys.executable, "main.py", *arguments]
    # A user's machine caches byte code.
    surroundings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    started, before = time.perf_counter(), os.times()
    done = subprocess.Popen(
        command, cwd=_ROOT, env=surroundings, text=True,
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    peak = 0
    while done.poll() is None:
        peak = max(peak, sum(map(_memory, (done.pid, *_children(done.pid)))))
        time.sleep(0.02)
    seconds = time.perf_counter() - started
    with done:
        after = os.times()
        busy = after.children_user + after.children_system
        busy -= before.children_user + before.children_system
        return Cost(seconds, busy, peak, done.stderr.read() if done.stderr else "")


def _memory(process: int) -> int:
    try:
        pages = Path(f"/proc/{process}/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _children(process: int) -> Iterator[int]:
    try:
        words = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return
    yield from map(int, words)
