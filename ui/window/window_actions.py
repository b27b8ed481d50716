"""Makes the window's menus and shortcuts from the table of actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ui.actions import ACTIONS, MENUS, ActionSpec, keys_of, of_menu
from ui.actions.table import mnemonic

_WITHOUT_PROJECT = frozenset({"Help", "View"})


class WindowActions(QObject):
    """One QAction for each row of the table; the menus hold them in its order."""

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self.by_key: dict[str, QAction] = {}
        self._handlers = dict(handlers)
        self._alternatives: list[QAction] = []
        self.take_alternative: Callable[[int], None] = lambda _number: None
        for spec in ACTIONS:
            self.by_key[spec.key] = self._made(window, spec)
        for menu in MENUS:
            self._fill(window.menuBar().addMenu(mnemonic(menu)), menu)

    def handle(self, handlers: Mapping[str, Callable[[], None]]) -> None:
        """Put further (or other) functions behind actions."""
        self._handlers.update(handlers)

    def forget(self, keys: Iterable[str]) -> None:
        """Take the functions away again."""
        for key in keys:
            self._handlers.pop(key, None)

    def enable(self, *, with_project: bool) -> None:
        """Without a project only those actions work that lead to one."""
        for spec in ACTIONS:
            works = with_project or spec.menu in _WITHOUT_PROJECT or not spec.needs_project
            self.by_key[spec.key].setEnabled(works)
        for action in self._alternatives:
            action.setEnabled(with_project)

    def set_texts(self, texts: Mapping[str, str]) -> None:
        for key, text in texts.items():
            self.by_key[key].setText(text)

    def show_keys(self) -> None:
        """Let the keys start actions that are in force now."""
        for spec in ACTIONS:
            if spec.key != "take_alternative":
                keys = [QKeySequence(key) for key in keys_of(spec)]
                self.by_key[spec.key].setShortcuts(keys)

    def _made(self, window: QMainWindow, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, window)
        action.setStatusTip(spec.hint)
        action.setCheckable(spec.is_checkable)
        window.addAction(action)
        if spec.key == "take_alternative":
            for number, key in enumerate(spec.keys, 1):
                self._alternatives.append(self._numbered(window, number, key))
            action.triggered.connect(lambda: self.take_alternative(1))
            return action
        action.setShortcuts([QKeySequence(key) for key in keys_of(spec)])
        action.triggered.connect(lambda: self._run(spec.key))
        return action

    def _numbered(self, window: QMainWindow, number: int, key: str) -> QAction:
        action = QAction(window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda: self.take_alternative(number))
        window.addAction(action)
        return action

    def _run(self, key: str) -> None:
        handler = self._handlers.get(key)
        if handler:
            handler()

    def _fill(self, menu: QMenu, name: str) -> None:
        for spec in of_menu(name):
            if spec.has_rule_before and menu.actions():
                menu.addSeparator()
            menu.addAction(self.by_key[spec.key])
