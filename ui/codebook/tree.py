"""The codebook as a tree to go through: fields with their answers, then the types of links."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem
from typing_extensions import override

from models.codebook.draft import Draft, Node, Part
from models.language import tr
from ui.codebook.wording import title_of
from ui.theme import FIELD, SEMIBOLD, UNIT, Theme
from ui.widgets.swatch import swatch

_ID = Qt.ItemDataRole.UserRole


class CodebookTree(QTreeWidget):
    """Shows a draft; the current item is the part in the form."""

    chosen = Signal(int)
    """Another part (its id) is to be edited."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._items: dict[int, QTreeWidgetItem] = {}
        self.setHeaderHidden(True)
        self.setIndentation(2 * UNIT)
        self.setIconSize(QSize(UNIT + 4, UNIT + 4))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(tr("Parts of the codebook"))
        self.currentItemChanged.connect(self._on_current_item_changed)

    def show_draft(self, draft: Draft, wrong: Collection[int], current: int) -> None:
        """Fill the tree anew; what was open stays open."""
        opened = {id_ for id_, item in self._items.items() if item.isExpanded()}
        self.blockSignals(True)  # noqa: FBT003
        self.clear()
        self._items = {}
        self._add(draft.root, None, set(wrong))
        for id_ in opened | {draft.root.id}:
            if id_ in self._items:
                self._items[id_].setExpanded(True)
        self.choose(current)
        self.blockSignals(False)  # noqa: FBT003

    def choose(self, id_: int) -> None:
        """Make a part the current one; its parents open."""
        item = self._items.get(id_) or self._items.get(0)
        if item:
            self.setCurrentItem(item)
            self.scrollToItem(item)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if current := self.currentItem():
            self.scrollToItem(current)

    def retitle(self, node: Node, *, is_wrong: bool) -> None:
        """Show the words of one part anew."""
        if item := self._items.get(node.id):
            self._dress(item, node, is_wrong=is_wrong)

    def search(self, typed: str) -> None:
        """Only parts with all the words in name, key, definition or triggers, and their parents.

        The current part stays in sight, also where it does not fit (any more).
        """
        words = typed.casefold().split()
        found = [one for one in self._walk() if words and self._fits(one, words)]
        for item in self._walk():
            item.setHidden(bool(words))
        current = self.currentItem()
        for item in [*found, current] if words and current else found:
            item.setHidden(False)
            above = item.parent()
            while above:
                above.setHidden(False)
                above.setExpanded(True)
                above = above.parent()

    def go_to_found(self, typed: str) -> None:
        """The keyboard comes here, to the first part that fits: one that is called so, if any."""
        words = typed.casefold().split()
        found = [one for one in self._walk() if words and self._fits(one, words)]
        named = [one for one in found if all(word in one.text(0).casefold() for word in words)]
        if found:
            self.setCurrentItem((named or found)[0])
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _walk(self) -> list[QTreeWidgetItem]:
        """All lines from above, headings too."""
        return self.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive)

    def _fits(self, item: QTreeWidgetItem, words: list[str]) -> bool:
        said = item.data(0, _ID + 1)
        return said is not None and all(word in said for word in words)

    def _add(self, node: Node, parent: QTreeWidgetItem | None, wrong: set[int]) -> None:
        item = QTreeWidgetItem(parent) if parent else QTreeWidgetItem(self)
        self._items[node.id] = item
        self._dress(item, node, is_wrong=node.id in wrong)
        head: QTreeWidgetItem | None = None
        for below in node.below:
            if below.part is Part.LINK and head is None:
                head = self._headed(item, tr("Links between events"))
            self._add(below, head or item, wrong)

    def _headed(self, parent: QTreeWidgetItem, title: str) -> QTreeWidgetItem:
        """A heading that is no part of the codebook."""
        item = QTreeWidgetItem(parent, [title])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setSizeHint(0, QSize(0, 3 * UNIT))
        item.setFont(0, self._theme.font(FIELD, SEMIBOLD))
        item.setForeground(0, self._theme.color("muted"))
        item.setExpanded(True)
        return item

    def _dress(self, item: QTreeWidgetItem, node: Node, *, is_wrong: bool) -> None:
        title = title_of(node)
        item.setSizeHint(0, QSize(0, 3 * UNIT))
        item.setText(0, tr("! {title}", title=title) if is_wrong else title)
        item.setData(0, _ID, node.id)
        told = (title, node.key, node.data.get("help", ""), *node.data.get("triggers", ()))
        item.setData(0, _ID + 1, " ".join(map(str, told)).casefold())
        if is_wrong:
            item.setForeground(0, self._theme.color("rejected"))
        else:
            item.setData(0, Qt.ItemDataRole.ForegroundRole, None)
        weight = SEMIBOLD if node.part in (Part.BOOK, Part.FIELD) else self._theme.font().weight()
        item.setFont(0, self._theme.font(FIELD, weight))
        colour = node.data.get("colour")
        item.setIcon(0, swatch(self._theme, str(colour)) if colour else QIcon())

    def _on_current_item_changed(self, item: QTreeWidgetItem | None) -> None:
        if item:
            self.chosen.emit(int(item.data(0, _ID)))
