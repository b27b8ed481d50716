"""The article's events as tabs, and one quiet menu for the records that are kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QScrollArea, QWidget
from typing_extensions import override

from models.codebook import Codebook
from models.events import State
from models.language import tr, trn
from models.review import Record
from models.rules import is_incident
from ui.record.tab_dragging import TabDragging
from ui.theme import NOTE, UNIT, Theme
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.swatch import swatch
from ui.words.directions import isolated
from ui.words.records import class_label, summary, tab_titles, type_colour

#: So many lines of tabs; an article with more events scrolls them.
_LINES, _LINES_IF_LOW = 3, 2
#: In a pane as low as this, fields need the room more than tabs do.
_LOW_PANE = 70 * UNIT


@dataclass(frozen=True, slots=True)
class TabLook:
    """What a tab, or a line of the menu, shows of a record."""

    key: str
    title: str
    summary: str
    is_open: bool
    colour: str = ""


class EventTabs(QWidget):
    """Numbered tabs with the shortest telling value of each event."""

    picked = Signal(str)
    """A record was clicked (its key)."""
    new_requested = Signal()
    menu_requested = Signal(str, QPoint)
    """The right button on a tab (record key, place on the screen)."""
    dropped = Signal(str, int)
    """A tab was dragged to another place (record key, place among the tabs from 0)."""

    def __init__(self, theme: Theme, codebook: Codebook) -> None:
        super().__init__()
        self._theme = theme
        self._codebook = codebook
        self._records: Sequence[Record] = ()
        self._incidents: list[TabLook] = []
        self._apart: list[TabLook] = []
        self._focused_key = ""
        self._tabs: list[QPushButton] = []
        self._new = self._button("+", quiet=True)
        self._is_low = False
        self._kept = self._button("", quiet=True)
        self._kept_menu = QMenu(self._kept)
        self._scroll = QScrollArea()
        self._flow_holder = QWidget()
        self._flow = FlowLayout(self._flow_holder, spacing=6)
        self._dragging = TabDragging(theme, self._flow_holder, self._shown_tabs)
        self._dragging.dropped.connect(self._on_dropped)
        self._arrange()
        self.dress()

    def show_records(self, records: Sequence[Record], focused_key: str) -> None:
        """Show these records (in tab order), one of them as the one in focus."""
        changed = records is not self._records and self._take_looks(records)
        if changed:
            self._show_tabs()
        if changed or focused_key != self._focused_key:
            self._focused_key = focused_key
            self._show_focus()

    def open_kept(self) -> None:
        """Open the menu of records that are kept apart."""
        if not self._kept.isHidden():
            self._kept_menu.popup(self._kept.mapToGlobal(QPoint(0, self._kept.height() + 2)))

    def fit_into(self, height: int) -> None:
        """Take as much room as is fair in a pane of a height."""
        is_low = height < _LOW_PANE
        if is_low is not self._is_low:
            self._is_low = is_low
            self._fit()

    def dress(self) -> None:
        """Take the type from the theme again."""
        for button in (*self._tabs, self._new):
            button.setFont(self._theme.font())
        self._kept.setFont(self._theme.font(NOTE))
        self._show_tabs()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Not the own size alone: the button beside the tabs takes more or less room from them.
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        self._new.setToolTip(tr("New event (N)"))
        self._new.setAccessibleName(tr("New event"))
        self._new.clicked.connect(self.new_requested)
        self._kept.setCheckable(True)
        self._kept.setToolTip(
            tr("Not events of their own: totals, claims, threats … (Tab goes there)")
        )
        self._kept.clicked.connect(self._on_kept_clicked)
        self._scroll.setWidget(self._flow_holder)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._scroll, 1)
        # Beside the tabs, not behind the last one: alone on a line of its own it would be lost.
        row.addWidget(self._new, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._kept, 0, Qt.AlignmentFlag.AlignTop)

    def _take_looks(self, records: Sequence[Record]) -> bool:
        """Work out what the tabs say; False if they say it already."""
        codebook = self._codebook
        incidents = [record for record in records if is_incident(codebook, record)]
        apart = [record for record in records if not is_incident(codebook, record)]
        told = zip(incidents, tab_titles(codebook, incidents), strict=True)
        before = self._incidents, self._apart
        self._records = records
        self._incidents = [_look(codebook, record, title) for record, title in told]
        self._apart = [_look(codebook, record, class_label(codebook, record)) for record in apart]
        return before != (self._incidents, self._apart)

    def _show_tabs(self) -> None:
        self._need_tabs(len(self._incidents))
        for number, look in enumerate(self._incidents, 1):
            tab = self._tabs[number - 1]
            mark = "" if look.is_open else "  ✓"
            words = f"{number}  {isolated(look.title.replace('&', '&&'))}{mark}"
            tab.setProperty("words", words)
            tab.setText(words)
            tab.setProperty("record_key", look.key)
            tab.setToolTip(look.summary)
            tab.setIcon(swatch(self._theme, look.colour) if look.colour else QIcon())
            state = tr("suggestions wait") if look.is_open else tr("all decided")
            tab.setAccessibleName(
                tr("Event {number}: {title}, {state}", number=number, title=look.title, state=state)
            )
        self._kept.setVisible(bool(self._apart))
        self._kept.setAccessibleName(
            trn("{count} record kept apart", "{count} records kept apart", len(self._apart))
        )
        self._kept_menu.clear()
        for look in self._apart:
            words = f"{look.title} · {look.summary}".replace("&", "&&")
            action = self._kept_menu.addAction(words)
            action.setCheckable(True)
            action.setData(look.key)
            action.triggered.connect(lambda _=False, key=look.key: self.picked.emit(key))
        self._flow.invalidate()
        self._fit()

    def _show_focus(self) -> None:
        for tab in self._tabs:
            is_here = tab.property("record_key") == self._focused_key and not tab.isHidden()
            tab.setChecked(is_here)
            if is_here:
                # Once the new tabs have their places.
                QTimer.singleShot(0, tab, lambda tab=tab: self._show_tab(tab))
        for action in self._kept_menu.actions():
            action.setChecked(action.data() == self._focused_key)
        keys = [look.key for look in self._apart]
        is_here = self._focused_key in keys
        if is_here:
            place = keys.index(self._focused_key)
            self._kept.setText(
                tr(
                    "{title}  {number} of {count} ▾",
                    title=self._apart[place].title,
                    number=place + 1,
                    count=len(keys),
                )
            )
        else:
            self._kept.setText(trn("{count} kept apart ▾", "{count} kept apart ▾", len(keys)))
        self._kept.setChecked(is_here)
        if is_here != self._kept.property("chip"):
            self._kept.setProperty("chip", is_here)
            self._kept.setProperty("quiet", not is_here)
            self._kept.style().unpolish(self._kept)
            self._kept.style().polish(self._kept)

    def _show_tab(self, tab: QPushButton) -> None:
        self._scroll.ensureWidgetVisible(tab, 0, 0)
        self._scroll.horizontalScrollBar().setValue(0)

    def _fit(self) -> None:
        """As many whole lines as the tabs need, up to the most; fewer where the pane is low."""
        room = self._scroll.viewport().width()
        for tab in self._shown_tabs():
            self._cut(tab, room)
        self._flow.invalidate()
        lines = _LINES_IF_LOW if self._is_low else _LINES
        line, between = self._new.sizeHint().height(), self._flow.spacing()
        most = lines * line + (lines - 1) * between
        needed = self._flow.heightForWidth(room)
        self._scroll.setFixedHeight(min(max(needed, line), most))

    def _cut(self, tab: QPushButton, room: int) -> None:
        """What is wider than the room for all tabs loses its middle; number and tick stay."""
        words = tab.property("words")
        tab.setText(words)
        beyond = tab.sizeHint().width() - room
        if beyond > 0:
            metrics = tab.fontMetrics()
            width = metrics.horizontalAdvance(words) - beyond
            tab.setText(metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, width))

    def _need_tabs(self, count: int) -> None:
        while len(self._tabs) < count:
            tab = self._button("", quiet=False)
            tab.setCheckable(True)
            tab.clicked.connect(lambda _=False, tab=tab: self._on_tab_clicked(tab))
            tab.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            tab.customContextMenuRequested.connect(
                lambda at, tab=tab: self.menu_requested.emit(
                    tab.property("record_key"), tab.mapToGlobal(at)
                )
            )
            self._dragging.watch(tab)
            self._flow.addWidget(tab)
            self._tabs.append(tab)
        for number, tab in enumerate(self._tabs):
            tab.setVisible(number < count)

    def _button(self, text: str, *, quiet: bool) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("quiet" if quiet else "chip", True)  # noqa: FBT003 - Qt's own signature
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setFont(self._theme.font())
        return button

    def _shown_tabs(self) -> list[QPushButton]:
        return [tab for tab in self._tabs if not tab.isHidden()]

    def _on_dropped(self, before: int, after: int) -> None:
        self.dropped.emit(self._incidents[before].key, after)

    def _on_tab_clicked(self, tab: QPushButton) -> None:
        # The click has turned the tab on or off; which tab is on is for the session to say.
        tab.setChecked(tab.property("record_key") == self._focused_key)
        self.picked.emit(tab.property("record_key"))

    def _on_kept_clicked(self) -> None:
        self._kept.setChecked(self._kept.property("chip") is True)
        self.open_kept()


def is_open(record: Record) -> bool:
    """Whether something on the record waits for a decision, or nothing is entered yet."""
    values = [one for row in record.values_by_field().values() for one in row]
    return not values or any(one.state is State.SUGGESTED for one in values)


def _look(codebook: Codebook, record: Record, title: str) -> TabLook:
    colour = type_colour(codebook, record)
    return TabLook(record.key, title, summary(codebook, record), is_open(record), colour)
