"""The editor of dates: typed forms read back at once, a calendar, ranges, precision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QTextCharFormat,
)
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from models.language import later, tr, trn
from models.typed import date_within, read_date, show_date
from models.typed.calendar import weekday_words
from models.values import AnyValue, DatePrecision, DateRange
from ui.editors.editor import Editor, EditorContext, note_label
from ui.editors.picker import Picker
from ui.theme import NOTE, SEMIBOLD, Theme
from ui.widgets.flow_layout import FlowLayout
from ui.words.days import day_words

_PART_HEIGHT = 30
_EXAMPLES = later("4 Jan, last Friday, yesterday, 3-5 March 2024, by 4 Jan or 2024-01-04")


class DateEditor(Editor):
    """Takes a day or a stretch of days, with how closely it is known."""

    def __init__(self, context: EditorContext) -> None:
        super().__init__(context)
        self._range: DateRange | None = None
        self._box = QLineEdit()
        self._box.setAccessibleName(context.field.label)
        self._box.setPlaceholderText(tr("4 Jan, last Friday, 3-5 March …"))
        self._reading = note_label(context.theme, "muted")
        self._anchor = note_label(context.theme, "faint")
        self._anchor.setText(_anchor(context.published))
        self._precision = Picker(context.theme, _precision_labels(), name=tr("Precision"))
        self._precision.setToolTip(tr("How closely the day is known: Alt+1 to Alt+5"))
        self._on_or_before = QCheckBox(tr("on or before"))
        self._on_or_before.setToolTip(tr("Alt+B: the event took place on that day or earlier"))
        self._on_or_before.setStyleSheet(_check_box_style(context.theme))
        self._calendar_button = QPushButton(tr("Calendar"))
        self._calendar_button.setProperty("chip", True)  # noqa: FBT003 - Qt's own signature
        self._calendar_button.setToolTip(tr("Alt+↓; Shift and a click take a stretch of days"))
        self._calendar: QCalendarWidget | None = None
        for part in (self._box, self._reading, self._anchor, self._parts_row()):
            self.add(part)
        self.setFocusProxy(self._box)
        self._box.textEdited.connect(self._on_box_text_edited)
        self._precision.activated.connect(self._on_precision_activated)
        self._on_or_before.clicked.connect(self._on_on_or_before_clicked)
        self._calendar_button.clicked.connect(self._toggle_calendar)
        self._add_keys()

    @override
    def set_value(self, value: AnyValue | None) -> None:
        self._show(value if isinstance(value, DateRange) else None)
        self._box.selectAll()

    @override
    def value(self) -> AnyValue | None:
        return self._range

    @override
    def problem(self) -> str:
        return tr("Type a day or a stretch of days: {examples}.", examples=tr(_EXAMPLES))

    @override
    def typed(self) -> str:
        return self._box.text().strip()

    @override
    def take_text(self, text: str) -> None:
        text = date_within(text, self.context.published) or text
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

    def _add_keys(self) -> None:
        for number, precision in enumerate(DatePrecision, start=1):
            key = QShortcut(QKeySequence(f"Alt+{number}"), self)
            key.activated.connect(lambda chosen=precision: self._on_precision_key(chosen))
        key = QShortcut(QKeySequence("Alt+B"), self)
        key.activated.connect(self._on_or_before.click)

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

    def _on_precision_key(self, precision: DatePrecision) -> None:
        self._precision.pick(precision)
        self._on_precision_activated()

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
            said = (
                tr("Not a date yet: {examples}", examples=tr(_EXAMPLES)) if typed else tr(_EXAMPLES)
            )
            self._reading.setText(said)
        else:
            precision = self._range.precision
            how = _precision_labels()[precision] if precision else ""
            parts = (in_full(self._range), how, _seen_from(self.context.published, self._range))
            self._reading.setText(f"→ {' · '.join(filter(None, parts))}")
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
        return day_words(start) if start == end else f"{day_words(start)} – {day_words(end)}"
    if end:
        return tr("on or before {day}", day=day_words(end))
    return tr("from {day} on", day=day_words(start)) if start else tr("no day")


def _precision_labels() -> dict[DatePrecision, str]:
    return {
        DatePrecision.DAY: tr("day"),
        DatePrecision.FEW_DAYS: tr("few days"),
        DatePrecision.WEEK: tr("week"),
        DatePrecision.MONTH: tr("month"),
        DatePrecision.YEAR: tr("year"),
    }


def _anchor(published: date | None) -> str:
    """The day from which "last Friday" and the like are counted."""
    if published is None:
        return tr("The article has no day of publication: type the year, too.")
    day = f"{weekday_words(published)} {day_words(published)}"
    return tr("Published on {day}", day=day)


def _seen_from(published: date | None, value: DateRange) -> str:
    """The weekday of a single day and how far it lies from the publication; "" for others."""
    day = value.start
    if day is None or day != value.end:
        return ""
    if published is None:
        return weekday_words(day)
    before = (published - day).days
    if before == 0:
        return tr("{weekday}, the day of publication", weekday=weekday_words(day))
    if before < 0:
        return trn(
            "{weekday}, the day after",
            "{weekday}, {count} days after",
            -before,
            weekday=weekday_words(day),
        )
    return trn(
        "{weekday}, the day before",
        "{weekday}, {count} days before",
        before,
        weekday=weekday_words(day),
    )


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _precision_of(days_between: int) -> DatePrecision:
    limits = [(0, DatePrecision.DAY), (5, DatePrecision.FEW_DAYS), (9, DatePrecision.WEEK)]
    limits.append((31, DatePrecision.MONTH))
    return next((found for limit, found in limits if days_between <= limit), DatePrecision.YEAR)


def _calendar(context: EditorContext) -> QCalendarWidget:
    calendar = QCalendarWidget()
    calendar.setAccessibleName(tr("{field}: calendar", field=context.field.label))
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
