"""What the View and Help menus do: sizes, colours, panes, keys, log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from models.language import later, tr
from models.version import VERSION
from ui.crash import log_folder
from ui.help.help_key import show_guide
from ui.theme import Appearance, ReadingFont

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow

_ABOUT = later(
    "Eventdesk {version} turns news into event data. Nothing leaves this machine.\n\nProject "
    "file: {path}\n\nEventdesk is free software under the MIT licence. It stands on Qt for "
    "Python (LGPL), spaCy (MIT), sqlite-utils (Apache 2.0), place names of GeoNames (CC BY), and "
    "the typefaces Inter and Noto Serif (SIL Open Font License)."
)


class ViewActions(QObject):
    """Changes settings of the view; the window makes them show."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {
            "zoom_in": lambda: self._zoom(10),
            "zoom_out": lambda: self._zoom(-10),
            "zoom_reset": lambda: self._zoom(0),
            "reading_font": self._change_reading_font,
            "paragraph_numbers": self._toggle_paragraph_numbers,
            "theme_system": lambda: self._set_appearance(Appearance.SYSTEM),
            "theme_light": lambda: self._set_appearance(Appearance.LIGHT),
            "theme_dark": lambda: self._set_appearance(Appearance.DARK),
            "toggle_theme": self._toggle_theme,
            "toggle_queue": self._toggle_queue,
            "toggle_record": self._toggle_record,
            "full_screen": self._toggle_full_screen,
            "focus_mode": self._toggle_focus_mode,
            "guide": self._show_guide,
            "first_steps": self.show_first_steps,
            "palette": self._open_palette,
            "shortcuts": self._show_shortcuts,
            "change_keys": self._change_keys,
            "open_log": self._open_log,
            "about": self._about,
        }

    def show_checks(self) -> None:
        """Tick what is on."""
        window = self._window
        settings = window.settings
        on = {
            "theme_system": settings.appearance == Appearance.SYSTEM,
            "theme_light": settings.appearance == Appearance.LIGHT,
            "theme_dark": settings.appearance == Appearance.DARK,
            "paragraph_numbers": settings.paragraph_numbers,
            "toggle_queue": settings.queue_shown,
            "toggle_record": settings.record_shown,
            "full_screen": window.isFullScreen(),
        }
        for key, is_on in on.items():
            window.actions_table.by_key[key].setChecked(is_on)

    def _zoom(self, percent: int) -> None:
        window = self._window
        zoom = max(60, min(window.theme.zoom + percent, 250)) if percent else 100
        window.keep_settings(replace(window.settings, zoom=zoom))

    def _change_reading_font(self) -> None:
        window = self._window
        fonts = list(ReadingFont)
        here = fonts.index(ReadingFont(window.settings.reading_font))
        font = fonts[(here + 1) % len(fonts)]
        window.keep_settings(replace(window.settings, reading_font=font.value))

    def _toggle_paragraph_numbers(self) -> None:
        window = self._window
        are_shown = not window.settings.paragraph_numbers
        window.keep_settings(replace(window.settings, paragraph_numbers=are_shown))

    def _set_appearance(self, appearance: Appearance) -> None:
        window = self._window
        window.keep_settings(replace(window.settings, appearance=appearance.value))
        self.show_checks()

    def _toggle_theme(self) -> None:
        is_dark = self._window.theme.is_dark
        self._set_appearance(Appearance.LIGHT if is_dark else Appearance.DARK)

    def _toggle_queue(self) -> None:
        window = self._window
        window.keep_settings(replace(window.settings, queue_shown=not window.settings.queue_shown))

    def _toggle_record(self) -> None:
        window = self._window
        shown = not window.settings.record_shown
        window.keep_settings(replace(window.settings, record_shown=shown))

    def _toggle_full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()
        self.show_checks()

    def _toggle_focus_mode(self) -> None:
        """Article and record alone. Nothing is remembered: the next start shows all again."""
        window = self._window
        focused = window.menuBar().isHidden()
        window.menuBar().setVisible(focused)
        window.statusBar().setVisible(focused)
        if window.page:
            queue, record = window.settings.queue_shown, window.settings.record_shown
            window.page.show_panes(queue=focused and queue, record=record)
            window.page.record.setFocus()

    def offer_first_steps(self) -> None:
        """Show the steps to somebody who has not seen them, once an article is there to try on."""
        session = self._window.session
        if session is None or self._window.settings.steps_seen:
            return
        if session.article:
            self.show_first_steps()
        else:
            session.article_opened.connect(self._on_session_article_opened)

    def _on_session_article_opened(self, article_id: str) -> None:
        session = self._window.session
        if session and article_id:
            session.article_opened.disconnect(self._on_session_article_opened)
            self.show_first_steps()

    def show_first_steps(self) -> None:
        """Tell somebody new how the window is used; once is enough."""
        window = self._window
        if window.page:
            steps = window.page.show_first_steps()
            steps.finished.connect(self._on_steps_finished)

    def _on_steps_finished(self) -> None:
        self._window.keep_settings(replace(self._window.settings, steps_seen=True))

    def _show_guide(self) -> None:
        window = self._window
        show_guide(window.theme, window.page.chapter if window.page else "", window)

    def _open_palette(self) -> None:
        # Late: most sessions never open it.
        from ui.widgets.palette import CommandPalette
        from ui.window.palette_entries import (
            action_entries,
            queue_entries,
            record_entries,
            search_entries,
        )

        window = self._window
        palette = CommandPalette(window, window.theme)
        entries = action_entries(window.actions_table.by_key)
        if window.session is None or window.page is None:
            palette.open_with(entries)
            return
        page = window.page
        entries += [*record_entries(window.session), *queue_entries(page.queue)]
        palette.open_with(entries, further=partial(search_entries, page.search_for))

    def _show_shortcuts(self) -> None:
        from ui.window.shortcut_sheet import ShortcutSheet

        ShortcutSheet(self._window, self._window.theme).open_sheet()

    def _change_keys(self) -> None:
        from ui.dialogs.keys_dialog import KeysDialog

        window = self._window
        fields = window.session.codebook.fields if window.session else ()
        letters = {field.shortcut: field.label for field in fields if field.shortcut}
        dialog = KeysDialog(window.theme, window.settings.keys, letters, window)
        if window.messages.run(dialog):
            window.keep_settings(replace(window.settings, keys=dialog.chosen))

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))

    def _about(self) -> None:
        window = self._window
        path = window.project.path if window.project else tr("none is open")
        text = tr(_ABOUT, version=VERSION, path=path)
        window.messages.tell(window, tr("About Eventdesk"), text)
