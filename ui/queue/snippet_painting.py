"""Paints words of a text around what was searched for: one line, what was found in bold."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.theme import NOTE, SEMIBOLD, Theme

_CUT = "…"


def paint_snippet(painter: QPainter, rect: QRect, snippet: str, theme: Theme) -> None:
    """What was found stands between U+0001 and U+0002. What there is no room for is left out."""
    # One layout for the whole line, so that words from right to left stand in their order.
    parts = re.split("[\1\2]", snippet)
    if not any(parts):
        return
    layout = _laid_out(parts, rect.width(), theme)
    if _taken(layout) < len(layout.text().encode("utf-16-le")) // 2:
        room = rect.width() - QFontMetricsF(theme.font(NOTE)).horizontalAdvance(_CUT)
        shorter = _laid_out(parts, room, theme)
        layout = _laid_out([*_first(parts, _taken(shorter)), _CUT], 2 * rect.width(), theme)
    painter.setPen(theme.color("muted"))
    above = (rect.height() - layout.lineAt(0).height()) / 2
    painter.save()
    painter.setClipRect(rect)
    layout.draw(painter, QPointF(rect.left(), rect.top() + above))
    painter.restore()


def _laid_out(parts: list[str], width: float, theme: Theme) -> QTextLayout:
    """One line with as much of the parts as the width takes; every second one is bold."""
    layout = QTextLayout("".join(parts), theme.font(NOTE))
    bold = QTextCharFormat()
    bold.setFont(theme.font(NOTE, SEMIBOLD))
    bold.setForeground(theme.color("text"))
    ranges: list[QTextLayout.FormatRange] = []
    start = 0
    for number, part in enumerate(parts):
        length = _units(part)
        if number % 2 and length:
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = start, length, bold
            ranges.append(one)
        start += length
    layout.setFormats(ranges)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine().setLineWidth(width)
    layout.endLayout()
    return layout


def _taken(layout: QTextLayout) -> int:
    """How many UTF-16 units stand on the first line."""
    # A line lives only as long as its layout, which therefore has a name wherever it is asked.
    return layout.lineAt(0).textLength()


def _first(parts: list[str], units: int) -> list[str]:
    """As much of the parts as so many UTF-16 units hold."""
    kept: list[str] = []
    for part in parts:
        kept.append(part.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
        units = max(0, units - _units(part))
    return kept


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
