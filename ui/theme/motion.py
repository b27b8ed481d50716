"""Less motion, for those whom things that move and blink disturb."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QProgressBar

_STILL = "is_still"
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


def set_still(*, is_still: bool) -> None:
    """Let nothing blink, fade or run to and fro in the program, or all again."""
    app = QApplication.instance()
    if not isinstance(app, QApplication) or bool(app.property(_STILL)) == is_still:
        return
    app.setProperty(_STILL, is_still)
    # Less than nothing gives the system's own time back.
    app.setCursorFlashTime(0 if is_still else -1)
    if is_still:
        for effect in _EFFECTS:
            QApplication.setEffectEnabled(effect, False)  # noqa: FBT003 - Qt's own signature


def show_busy(bar: QProgressBar) -> None:
    """Work that cannot be counted: runs to and fro, or stands half full where all is still."""
    app = QApplication.instance()
    is_still = app is not None and bool(app.property(_STILL))
    bar.setRange(0, 2 if is_still else 0)
    bar.setValue(1)
