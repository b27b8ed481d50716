"""The machine that figures were made on, how busy it was, and what it tells of memory."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def machine() -> str:
    """Processor, cores, Python, and the load of the last minute where the system tells it."""
    said = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"{said}, load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else said


def memory(name: str, file: str = "status") -> float:
    """Megabytes (of 1,048,576 bytes) that Linux tells of this process under a name.

    In the file `status`: `VmRSS` is what it holds, `VmHWM` the most that it ever held, without what
    the process held that began it.
    """
    lines = Path("/proc/self", file).read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(f"{name}:")).split()[1]) / 1024
