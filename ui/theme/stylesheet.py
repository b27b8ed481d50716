"""The application's style sheet, written from the tokens of a palette."""

from __future__ import annotations

from pathlib import Path

from ui.theme.palette_colors import DARK, Palette

_IMAGES = Path(__file__).with_name("images")

_TEMPLATE = """
QWidget { color: %(text)s; }
QMainWindow, QDialog { background: %(window)s; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolTip {
    background: %(raised)s; color: %(text)s; border: 1px solid %(line)s; padding: 4px 6px;
}
QSplitter::handle { background: %(line)s; }
QSplitter::handle:hover { background: %(accent)s; }

QMenuBar { background: %(window)s; border-bottom: 1px solid %(line)s; padding: 1px 6px; }
QMenuBar::item { padding: 4px 8px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: %(chip)s; }
QMenu { background: %(raised)s; border: 1px solid %(line)s; padding: 5px; }
QMenu::item { padding: 5px 22px 5px 10px; border-radius: 5px; }
QMenu::item:selected { background: %(accent_wash)s; }
QMenu::item:disabled { color: %(faint)s; }
QMenu::separator { height: 1px; background: %(line)s; margin: 5px 6px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
QStatusBar { background: %(window)s; border-top: 1px solid %(line)s; color: %(muted)s; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: %(muted)s; padding: 0 6px; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
    background: %(raised)s; color: %(text)s; border: 1px solid %(line)s; border-radius: 8px;
    padding: 5px 9px; selection-background-color: %(accent)s;
    selection-color: %(on_accent)s; placeholder-text-color: %(faint)s;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus,
QComboBox:focus { border: 1px solid %(accent)s; }
QLineEdit:disabled, QComboBox:disabled { color: %(faint)s; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(%(arrow)s); width: 10px; height: 10px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox QAbstractItemView {
    background: %(raised)s; border: 1px solid %(line)s; selection-background-color:
    %(accent_wash)s; selection-color: %(text)s; outline: none; padding: 4px;
}

QCheckBox::indicator, QListView::indicator {
    width: 14px; height: 14px; border: 1px solid %(ev_other)s; border-radius: 4px;
    background: %(raised)s;
}
QCheckBox::indicator:focus, QCheckBox::indicator:hover, QListView::indicator:hover {
    border: 1px solid %(accent)s;
}
QCheckBox::indicator:checked, QListView::indicator:checked {
    background: %(accent)s; border: 1px solid %(accent)s; image: url(%(tick)s);
}

QPushButton {
    background: %(raised)s; color: %(text)s; border: 1px solid %(line)s; border-radius: 8px;
    padding: 6px 14px;
}
QPushButton:hover { background: %(chip)s; }
QPushButton:focus { border: 1px solid %(accent)s; }
QPushButton:default, QPushButton[primary="true"] {
    background: %(accent)s; color: %(on_accent)s; border: 1px solid %(accent)s;
}
QPushButton:default:focus, QPushButton[primary="true"]:focus { border: 2px solid %(text)s; }
QPushButton:disabled { color: %(faint)s; background: %(window)s; border-color: %(line)s; }
QPushButton[chip="true"] {
    background: %(chip)s; border: 1px solid transparent; border-radius: 6px; padding: 3px 8px;
}
QPushButton[chip="true"]:hover { border: 1px solid %(line)s; }
QPushButton[chip="true"]:focus { border: 1px solid %(accent)s; }
QPushButton[chip="true"]:checked {
    background: %(accent_wash)s; border: 1px solid %(accent)s;
}
QPushButton[chip="true"]::menu-indicator { width: 0; image: none; }
QPushButton[onmap="true"] {
    background: %(raised)s; border: 1px solid %(line)s; border-radius: 4px; padding: 0;
    color: %(muted)s;
}
QPushButton[onmap="true"]:hover { background: %(chip)s; color: %(text)s; }
QPushButton[quiet="true"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 3px 8px; color: %(muted)s;
}
QPushButton[quiet="true"]:hover { background: %(chip)s; }
QPushButton[quiet="true"]:focus { border: 1px solid %(accent)s; }

QDialog QListWidget, QDialog QTreeWidget, QDialog QTableView {
    border: 1px solid %(line)s; border-radius: 8px; padding: 4px;
}
QTableView {
    selection-background-color: %(accent_wash)s; selection-color: %(text)s;
}
QTableView::item:focus { border: 1px solid %(accent)s; border-radius: 4px; }
QLabel[drop="true"] { border: 2px dashed %(line)s; border-radius: 8px; padding: 24px; }
QFrame[card="true"] {
    background: %(raised)s; border: 1px solid %(line)s; border-radius: 8px;
}
QAbstractItemView { background: %(raised)s; border: none; outline: none; }
QTreeView {
    selection-background-color: %(accent_wash)s; selection-color: %(text)s;
    show-decoration-selected: 1;
}
QHeaderView::section {
    background: %(raised)s; color: %(muted)s; border: none; padding: 2px 6px;
}
QListView::item:selected { background: %(accent_wash)s; color: %(text)s; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }

QScrollBar:vertical { background: transparent; width: 11px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 2px; }
QScrollBar::handle { background: %(line)s; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: %(ev_other)s; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar {
    background: %(chip)s; border: none; border-radius: 3px; max-height: 6px; min-height: 6px;
}
QProgressBar::chunk { background: %(accent)s; border-radius: 3px; }
QFrame[role="pane-mark"] { background: %(accent)s; border: none; }
QLabel[role="muted"] { color: %(muted)s; }
QLabel[role="faint"] { color: %(faint)s; }
QLabel[role="warn"] { color: %(warn)s; }
QLabel[role="error"] { color: %(rejected)s; }
"""


def stylesheet(palette: Palette) -> str:
    """The style sheet in the colours of a palette."""
    tokens = {name: getattr(palette, name) for name in palette.__slots__}
    suffix = "dark" if palette is DARK else "light"
    for image in ("arrow", "tick"):
        tokens[image] = (_IMAGES / f"{image}_{suffix}.svg").as_posix()
    return _TEMPLATE % tokens
