"""The version of the program, which datasets and reports of failures name."""

from __future__ import annotations

VERSION = "0.1.0"
