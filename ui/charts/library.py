"""The charting library, imported with the first chart; Qt takes its things down itself."""

from __future__ import annotations

import pyqtgraph as charting

charting.setConfigOptions(exitCleanup=False, antialias=True)

__all__ = ["charting"]
