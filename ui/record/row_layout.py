"""Where everything of the record's rows stands: measured once after each change, then painted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from models.events import State
from models.language import trn
from models.review import ShownValue
from models.spans import Utf16Map
from ui.record.rows import Row
from ui.session import Focus
from ui.theme import FIELD, GROUP, MEDIUM, NOTE, SEMIBOLD, UNIT, Theme
from ui.words.records import (
    confidence_level,
    evidence_parts,
    told_words,
    value_note,
    value_text,
)

#: How many answers to the focused row show at first, and how many on demand.
FEW, MANY = 5, 10

GLYPH = 16
CHIP_HEIGHT = 24
_CHIP_PADDING = 8
_CHIP_GAP = 6
CHIP_INSIDE = 6.0
_ROW_PADDING = 5
_BARS = 16
_HEAD_HEIGHT = 26
_LEAST_EDITOR = 270
_LEAST_LABEL, _MOST_LABEL = 72, 124


class Type:
    """The fonts of the rows with their metrics, made once for a theme."""

    def __init__(self, theme: Theme) -> None:
        self.field = theme.font(FIELD)
        self.strong = theme.font(FIELD, MEDIUM)
        self.note = theme.font(NOTE)
        self.head = theme.font(GROUP, SEMIBOLD)
        self.number = theme.font(GROUP, MEDIUM)
        self.field_metrics = QFontMetricsF(self.field)
        self.note_metrics = QFontMetricsF(self.note)
        self.number_metrics = QFontMetricsF(self.number)
        # The same words are measured at every step; asking Qt is what takes the time.
        self.field_width = lru_cache(maxsize=10_000)(self._field_width)

    def _field_width(self, text: str) -> float:
        return self.field_metrics.horizontalAdvance(text)


@dataclass(frozen=True, slots=True)
class Chip:
    """A value or an alternative as a small box with words; `number` is the key that takes it."""

    rect: QRectF
    text: str
    shown: ShownValue | None = None
    number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The chips of a row's values where they stood last: most rows only move as another opens."""

    values: Sequence[ShownValue]
    start: QPointF
    right: float
    chips: list[Chip]

    def moved(self, start: QPointF) -> Line:
        """The same, begun at another height."""
        down = start.y() - self.start.y()
        if not down:
            return self
        chips = [
            Chip(one.rect.translated(0, down), one.text, one.shown, one.number, one.note)
            for one in self.chips
        ]
        return Line(self.values, start, self.right, chips)


@dataclass(frozen=True, slots=True)
class Passage:
    """Wrapped words at a place, in a colour of the theme."""

    layout: QTextLayout
    at: QPointF
    color: str


@dataclass(slots=True)
class RowBox:
    """One row with its parts in place. Only the focused row has passages and alternatives."""

    row: Row
    rect: QRectF
    glyph: QRectF
    label: QRectF
    head: str = ""
    chips: list[Chip] = field(default_factory=list)
    alternatives: list[Chip] = field(default_factory=list)
    more: Chip | None = None
    passages: list[Passage] = field(default_factory=list)
    bars: QRectF | None = None
    level: int = 0
    editor: QRectF | None = None
    is_focused: bool = False

    @property
    def words_left(self) -> float:
        """Where words begin that stand in place of values."""
        return self.label.right() + UNIT

    @property
    def first_line_right(self) -> float:
        """Where the values on the row's first line end."""
        line = [
            chip.rect.right() for chip in self.chips if chip.rect.top() == self.chips[0].rect.top()
        ]
        return max(line, default=self.words_left)

    @property
    def top_with_head(self) -> float:
        return self.rect.top() - (_HEAD_HEIGHT if self.head else 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows of a record in place."""

    boxes: tuple[RowBox, ...] = ()
    height: float = 0.0
    value_left: float = 0.0

    def box(self, field_key: str) -> RowBox | None:
        return next((box for box in self.boxes if box.row.field.key == field_key), None)

    def box_at(self, point: QPointF) -> RowBox | None:
        return next((box for box in self.boxes if box.rect.contains(point)), None)


class RowLayout:
    """Lays the rows out for a width. `editor_height` is what an open editor asks for.

    `lines` are the values in place by field, from the last time; they are kept up to date.
    """

    def __init__(
        self,
        type_: Type,
        width: float,
        article_text: str,
        most_answers: int,
        lines: dict[str, Line],
    ) -> None:
        self._lines = lines
        self._most_answers = most_answers
        self._type = type_
        self._width = width
        self._text = article_text

    def sheet(self, rows: Sequence[Row], focus: Focus, editor_height: int | None) -> Sheet:
        label_width = self._label_width(rows)
        left = UNIT + GLYPH + UNIT + label_width + UNIT
        boxes: list[RowBox] = []
        top, group = 0.0, None
        for row in rows:
            head = row.field.group if row.field.group != group else ""
            group = row.field.group
            top += _HEAD_HEIGHT if head else 0
            is_focused = row.field.key == focus.field
            box = self._box(row, top, left, head)
            if is_focused and editor_height is not None:
                self._place_editor(box, left, editor_height, focus.index)
            else:
                self._place_values(box, left, focus.index if is_focused else None)
            boxes.append(box)
            top = box.rect.bottom() + 1
        return Sheet(tuple(boxes), top, left)

    def _label_width(self, rows: Iterable[Row]) -> float:
        widest = max(
            (self._type.field_width(row.field.label) for row in rows),
            default=0,
        )
        return min(max(widest + 2, _LEAST_LABEL), _MOST_LABEL)

    def _box(self, row: Row, top: float, left: float, head: str) -> RowBox:
        middle = top + _ROW_PADDING + CHIP_HEIGHT / 2
        glyph = QRectF(UNIT, middle - GLYPH / 2, GLYPH, GLYPH)
        label_left = UNIT + GLYPH + UNIT
        label = QRectF(label_left, top + _ROW_PADDING, left - label_left - UNIT, CHIP_HEIGHT)
        rect = QRectF(0, top, self._width, 2 * _ROW_PADDING + CHIP_HEIGHT)
        return RowBox(row, rect, glyph, label, head)

    def _place_editor(self, box: RowBox, left: float, height: int, index: int) -> None:
        box.is_focused = True
        top = box.rect.top() + _ROW_PADDING
        start = editor_left(left, self._width)
        top += CHIP_HEIGHT + 2 if start < left else 0
        if box.row.field.multiple and box.row.values:
            # The values that are there already stay in sight above the editor.
            box.chips = self._values_placed(box.row, QPointF(start, top), self._width - UNIT)
            top = box.chips[-1].rect.bottom() + 4
        box.editor = QRectF(start, top, self._width - start - UNIT, height)
        focused = box.row.values[index : index + 1]
        bottom = self._add_evidence(box, focused, start, box.editor.bottom() + 4)
        box.rect.setBottom(bottom + _ROW_PADDING)

    def _place_values(self, box: RowBox, left: float, index: int | None) -> None:
        box.is_focused = index is not None
        leading = self._leading(box.row, index)
        box.level = confidence_level(leading.confidence) if leading else 0
        if leading and leading.state is not State.SUGGESTED:
            box.level = 0
        right = self._width - UNIT - (_BARS + UNIT if box.level else 0)
        right -= 2 * UNIT + 2 if box.row.problems and index is None else 0
        top = box.rect.top() + _ROW_PADDING
        if box.level:
            box.bars = QRectF(self._width - UNIT - _BARS, top + (CHIP_HEIGHT - 12) / 2, _BARS, 12)
        box.chips = self._values_placed(box.row, QPointF(left, top), right)
        bottom = box.chips[-1].rect.bottom() if box.chips else top + CHIP_HEIGHT
        if box.row.told:
            said = told_words(box.row.told, box.row.field)
            passage = self._passage(said, left, bottom + 4, "warn")
            box.passages.append(passage)
            bottom += 4 + passage.layout.boundingRect().height()
        if index is not None:
            bottom = self._open(box, index, left, bottom)
        box.rect.setBottom(bottom + _ROW_PADDING)

    def _leading(self, row: Row, index: int | None) -> ShownValue | None:
        if index is not None and row.values:
            return row.values[min(index, len(row.values) - 1)]
        return row.waiting

    def _open(self, box: RowBox, index: int, left: float, bottom: float) -> float:
        """The parts that only the focused row shows; returns where they end."""
        values = box.row.values
        focused = values[min(index, len(values) - 1) :][:1] if values else ()
        if focused and (words := self._cut_words(box, focused[0])):
            passage = self._passage(words, left, bottom + 4, "text")
            box.passages.append(passage)
            bottom += 4 + passage.layout.boundingRect().height()
        bottom = self._add_evidence(box, focused, left, bottom + 4) if focused else bottom
        chips = _numbered(box.row, focused)
        if chips:
            start = QPointF(left, bottom + 4)
            placed = self._placed(self._cut(chips), start, self._width - UNIT)
            bottom = placed[-1].rect.bottom()
            shown = min(len(chips), self._most_answers)
            box.alternatives, rest = placed[:shown], placed[shown:]
            box.more = rest[0] if rest else None
        for problem in box.row.problems:
            passage = self._passage(problem, left, bottom + 4, "warn")
            box.passages.append(passage)
            bottom += 4 + passage.layout.boundingRect().height()
        return bottom

    def _cut(self, chips: list[Chip]) -> list[Chip]:
        """The first answers, and a chip that leads to the rest if there are more."""
        rest = len(chips) - self._most_answers
        if rest <= 0:
            return chips
        more = Chip(QRectF(), trn("{count} more …", "{count} more …", rest))
        return [*chips[: self._most_answers], more]

    def _cut_words(self, box: RowBox, shown: ShownValue) -> str:
        """The whole words of a value whose chip has no room for them."""
        words = value_text(shown.value, box.row.field)
        chip = next((chip for chip in box.chips if chip.shown is shown), None)
        return words if chip and chip.text != words else ""

    def _add_evidence(
        self, box: RowBox, focused: Sequence[ShownValue], left: float, top: float
    ) -> float:
        spans = focused[0].evidence if focused else ()
        if not spans:
            return top - 4
        words, start, end = evidence_parts(self._text, spans)
        passage = self._passage(words, left, top, "muted", (start, end))
        box.passages.append(passage)
        return top + passage.layout.boundingRect().height()

    def _passage(
        self, text: str, left: float, top: float, color: str, strong: tuple[int, int] = (0, 0)
    ) -> Passage:
        return Passage(
            wrapped(text, self._type.note, self._width - left - UNIT, strong),
            QPointF(left, top),
            color,
        )

    def _values_placed(self, row: Row, start: QPointF, right: float) -> list[Chip]:
        line = self._lines.get(row.field.key)
        is_known = (
            line is not None
            and line.values is row.values
            and (line.start.x(), line.right) == (start.x(), right)
        )
        if line is not None and is_known:
            line = line.moved(start)
        else:
            chips = self._placed(_value_chips(row), start, right)
            line = Line(row.values, start, right, chips)
        self._lines[row.field.key] = line
        return line.chips

    def _placed(self, chips: Sequence[Chip], start: QPointF, right: float) -> list[Chip]:
        """The chips from left to right, in as many lines as they need, none wider than a line."""
        placed: list[Chip] = []
        x, y = start.x(), start.y()
        for chip in chips:
            extra = 2.0 * _CHIP_PADDING + self._beside(chip)
            most = right - start.x() - extra
            text = chip.text
            width = self._type.field_width(text) + extra
            if width > most + extra:
                text = self._type.field_metrics.elidedText(text, Qt.TextElideMode.ElideRight, most)
                width = self._type.field_width(text) + extra
            if x > start.x() and x + width > right:
                x, y = start.x(), y + CHIP_HEIGHT + _CHIP_GAP
            rect = QRectF(x, y, width, CHIP_HEIGHT)
            placed.append(Chip(rect, text, chip.shown, chip.number, chip.note))
            x += width + _CHIP_GAP
        return placed

    def _beside(self, chip: Chip) -> float:
        """The room for a chip's number and note."""
        number, note = self._type.number_metrics, self._type.note_metrics
        room = number.horizontalAdvance(chip.number) + CHIP_INSIDE if chip.number else 0.0
        return room + (note.horizontalAdvance(chip.note) + CHIP_INSIDE if chip.note else 0.0)


def _value_chips(row: Row) -> list[Chip]:
    return [
        Chip(QRectF(), value_text(one.value, row.field), one, note=value_note(one))
        for one in row.values
    ]


def _numbered(row: Row, focused: Sequence[ShownValue]) -> list[Chip]:
    """What a number takes: alternatives in the value's place, then further answers beside it."""
    if focused and focused[0].state is State.NOT_REPORTED:
        return []
    own = [value_text(one.value, row.field) for one in (focused[0].alternatives if focused else ())]
    sign = "+ " if row.values else ""
    further = [f"{sign}{value_text(one.value, row.field)}" for one in row.offers]
    sign = "+ " if row.values and row.field.multiple else ""
    told = [
        (f"{sign}{value_text(one.value, row.field)}", one.sources)
        for one in row.told
        if not one.is_here
    ]
    texts = [*((text, "") for text in (*own, *further)), *told]
    return [
        Chip(QRectF(), text, number=str(number) if number < 10 else "", note=note)  # Ten: no key.
        for number, (text, note) in enumerate(texts[:MANY], 1)
    ]


def editor_left(value_left: float, width: float) -> float:
    """Where an editor begins: at the values, or below the label where the pane is narrow."""
    is_narrow = width - value_left - UNIT < _LEAST_EDITOR
    return UNIT + GLYPH + UNIT if is_narrow else value_left


def wrapped(text: str, font: QFont, width: float, strong: tuple[int, int] = (0, 0)) -> QTextLayout:
    """The text broken into lines of a width, with one stretch of it set stronger."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if strong[1] > strong[0]:
        units = Utf16Map(text)
        stretch = QTextLayout.FormatRange()
        stretch.start = units.to_utf16(strong[0])
        stretch.length = units.to_utf16(strong[1]) - stretch.start
        stretch.format = QTextCharFormat()
        stretch.format.setFontWeight(SEMIBOLD)
        layout.setFormats([stretch])
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout
