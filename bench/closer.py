"""Somebody who looks at each dialog of the window and closes it, for the benches."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from ui.lean import give_back
from ui.messages import BoxMessages

_MOMENT = 20


def wait(milliseconds: int) -> None:
    """Let the event loop run. `QTest.qWait` would keep the threads of Python from working."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Closer(BoxMessages):
    """Looks at each dialog until it is painted whole, and closes it."""

    def tell(self, parent: QWidget, title: str, text: str) -> None:  # noqa: ARG002
        raise SystemExit(f"{title}: {text}")

    def run(self, dialog: QDialog) -> bool:
        dialog.setModal(False)
        dialog.show()
        while getattr(dialog, "is_waiting", False):
            wait(_MOMENT)
        for area in dialog.findChildren(QScrollArea):
            bar = area.verticalScrollBar()
            for step in range(0, bar.maximum() + 1, 200):
                bar.setValue(step)
                wait(1)
        wait(_MOMENT)
        dialog.close()
        dialog.deleteLater()
        wait(_MOMENT)
        give_back()  # As the window does.
        return False
