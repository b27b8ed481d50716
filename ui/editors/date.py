"""The editor of dates: typed forms read back at once, a calendar, ranges, precision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from models.typed import read_date, show_date
from models.values import AnyValue, DatePrecision, DateRange
from ui.editors.editor import Editor, EditorContext, note_label
from ui.editors.picker import Picker
from ui.flow_layout import FlowLayout
from ui.theme import NOTE, SEMIBOLD, Theme

_PART_HEIGHT = 30
_EXAMPLES = "4 Jan, last Friday, yesterday, 3-5 March 2024 or 2024-01-04"
PRECISION_LABELS = {
    DatePrecision.DAY: "day",
    DatePrecision.FEW_DAYS: "few days",
    DatePrecision.WEEK: "week",
    DatePrecision.MONTH: "month",
    DatePrecision.YEAR: "year",
}


class DateEditor(Editor):
    """Takes a day or a stretch of days, with how closely it is known."""

    def __init__(self, context: EditorContext) -> None:
        super().__init__(context)
        self._range: DateRange | None = None
        self._box = QLineEdit()
        self._box.setAccessibleName(context.field.label)
        self._box.setPlaceholderText("4 Jan, last Friday, 3-5 March …")
        self._reading = note_label(context.theme, "muted")
        self._precision = Picker(context.theme, PRECISION_LABELS, name="Precision")
        self._on_or_before = QCheckBox("on or before")
        self._on_or_before.setStyleSheet(_check_box_style(context.theme))
        self._calendar_button = QPushButton("Calendar")
        self._calendar_button.setProperty("chip", True)  # noqa: FBT003 - Qt's own signature
        self._calendar_button.setToolTip("Alt+↓; Shift and a click take a stretch of days")
        self._calendar: QCalendarWidget | None = None
        self.add(self._box)
        self.add(self._reading)
        self.add(self._parts_row())
        self.setFocusProxy(self._box)
        self._box.textEdited.connect(self._on_box_text_edited)
        self._precision.activated.connect(self._on_precision_activated)
        self._on_or_before.clicked.connect(self._on_on_or_before_clicked)
        self._calendar_button.clicked.connect(self._toggle_calendar)

    @override
    def set_value(self, value: AnyValue | None) -> None:
        self._show(value if isinstance(value, DateRange) else None)
        self._box.selectAll()

    @override
    def value(self) -> AnyValue | None:
        return self._range

    @override
    def problem(self) -> str:
        return f"Type a day or a stretch of days: {_EXAMPLES}."

    @override
    def typed(self) -> str:
        return self._box.text().strip()

    @override
    def take_text(self, text: str) -> None:
        self._box.setText(text)
        self._on_box_text_edited(text)
        self._box.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down:
            self._toggle_calendar()
        else:
            super().keyPressEvent(event)

    def _parts_row(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, spacing=8)
        for part in (self._precision, self._on_or_before, self._calendar_button):
            part.setFixedHeight(_PART_HEIGHT)
            row.addWidget(part)
        return holder

    def _on_box_text_edited(self, text: str) -> None:
        self._range = read_date(text, self.context.published)
        self._show_parts()

    def _on_precision_activated(self) -> None:
        if self._range:
            self._range = replace(self._range, precision=self._precision.picked)
            self._read_back()

    def _on_on_or_before_clicked(self) -> None:
        if self._range is None:
            return
        last = self._range.end or self._range.start
        start = None if self._on_or_before.isChecked() else last
        self._show(replace(self._range, start=start, end=last))

    def _show(self, value: DateRange | None) -> None:
        self._range = value
        self._box.setText(show_date(value) if value else "")
        self._show_parts()

    def _show_parts(self) -> None:
        if self._range and self._range.precision:
            self._precision.pick(self._range.precision)
        self._on_or_before.setChecked(self._range is not None and self._range.start is None)
        self._precision.setEnabled(self._range is not None)
        self._on_or_before.setEnabled(self._range is not None)
        self._read_back()

    def _read_back(self) -> None:
        self.show_problem("")
        if self._range is None:
            typed = self._box.text().strip()
            self._reading.setText(f"Not a date yet: {_EXAMPLES}" if typed else _EXAMPLES)
        else:
            precision = self._range.precision
            how = f" · {PRECISION_LABELS[precision]}" if precision else ""
            self._reading.setText(f"→ {in_full(self._range)}{how}")
        self._mark_calendar()

    def _toggle_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = _calendar(self.context)
            self._calendar.clicked.connect(self._on_calendar_clicked)
            self._calendar.activated.connect(self._on_calendar_activated)
            self.add(self._calendar)
            day = self._range and (self._range.start or self._range.end)
            self._calendar.setSelectedDate(_qdate(day or self.context.published or date.today()))
            self._mark_calendar()
            self._calendar.show()
            self._calendar.setFocus()
        else:
            self._calendar.setVisible(not self._calendar.isVisible())
            (self._calendar if self._calendar.isVisible() else self._box).setFocus()

    def _on_calendar_clicked(self, picked: QDate) -> None:
        day = date(picked.year(), picked.month(), picked.day())
        first, last = day, day
        shift = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        if shift and self._range and (known := self._range.start or self._range.end):
            first, last = min(day, known), max(day, known)
        self._show(DateRange(first, last, _precision_of((last - first).days)))

    def _on_calendar_activated(self, picked: QDate) -> None:
        """Enter took a day: the keyboard goes back to the box, where Enter saves."""
        self._on_calendar_clicked(picked)
        self._box.setFocus()

    def _mark_calendar(self) -> None:
        """Show the stretch of days in the calendar."""
        if self._calendar is None:
            return
        self._calendar.setDateTextFormat(QDate(), QTextCharFormat())
        start, end = (self._range.start, self._range.end) if self._range else (None, None)
        if start is None or end is None or (end - start).days > 370:
            return
        mark = QTextCharFormat()
        mark.setBackground(self.context.theme.color("accent_wash"))
        mark.setFontWeight(SEMIBOLD)
        for offset in range((end - start).days + 1):
            self._calendar.setDateTextFormat(_qdate(start + timedelta(days=offset)), mark)


def in_full(value: DateRange) -> str:
    """The days in full, as they will be saved."""
    start, end = value.start, value.end
    if start and end:
        return _long(start) if start == end else f"{_long(start)} – {_long(end)}"
    if end:
        return f"on or before {_long(end)}"
    return f"from {_long(start)} on" if start else "no day"


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _precision_of(days_between: int) -> DatePrecision:
    limits = [(0, DatePrecision.DAY), (5, DatePrecision.FEW_DAYS), (9, DatePrecision.WEEK)]
    limits.append((31, DatePrecision.MONTH))
    return next((found for limit, found in limits if days_between <= limit), DatePrecision.YEAR)


def _calendar(context: EditorContext) -> QCalendarWidget:
    calendar = QCalendarWidget()
    calendar.setAccessibleName(f"{context.field.label}: calendar")
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setGridVisible(False)
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setFixedHeight(216)
    calendar.setStyleSheet(_calendar_style(context.theme))
    plain_day = QTextCharFormat()
    plain_day.setForeground(context.theme.color("text"))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain_day)
    for name, sign in (("qt_calendar_prevmonth", "←"), ("qt_calendar_nextmonth", "→")):
        if button := calendar.findChild(QToolButton, name):
            button.setIcon(QIcon())
            button.setText(sign)
    names = QTextCharFormat()
    names.setForeground(context.theme.color("muted"))
    names.setFont(context.theme.font(NOTE))
    calendar.setHeaderTextFormat(names)
    return calendar


def _calendar_style(theme: Theme) -> str:
    colors = theme.palette
    return f"""
        #qt_calendar_navigationbar {{ background: {colors.raised}; }}
        QToolButton {{
            background: transparent; color: {colors.text}; border: none; padding: 3px 8px;
            border-radius: 6px;
        }}
        QToolButton:hover {{ background: {colors.chip}; }}
        QToolButton::menu-indicator {{ width: 0; image: none; }}
        QAbstractItemView {{
            background: {colors.raised}; color: {colors.text}; selection-color: {colors.on_accent};
            selection-background-color: {colors.accent}; border: none;
        }}
        QAbstractItemView:disabled {{ color: {colors.faint}; }}"""


def _check_box_style(theme: Theme) -> str:
    colors = theme.palette
    return f"""
        QCheckBox {{ spacing: 6px; }}
        QCheckBox::indicator {{
            width: 13px; height: 13px; border: 1px solid {colors.faint}; border-radius: 4px;
            background: {colors.raised};
        }}
        QCheckBox::indicator:focus {{ border: 2px solid {colors.accent}; }}
        QCheckBox::indicator:checked {{
            background: {colors.accent}; border: 1px solid {colors.accent};
        }}
        QCheckBox:disabled {{ color: {colors.faint}; }}"""
