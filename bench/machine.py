"""The machine that figures were made on, and how busy it was, in one line above them."""

from __future__ import annotations

import os
import platform


def machine() -> str:
    """Processor, cores, Python, and the load of the last minute where the system tells it."""
    said = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"{said}, load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else said
