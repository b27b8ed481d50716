"""Every action of the window in one table: menus, palette, key sheet, hints and guide read it."""

from __future__ import annotations

from ui.actions.article_menu import ARTICLE
from ui.actions.edit_menu import EDIT
from ui.actions.event_menu import EVENT
from ui.actions.field_menu import FIELD
from ui.actions.help_menu import HELP
from ui.actions.project_menu import PROJECT
from ui.actions.spec import ActionSpec
from ui.actions.view_menu import VIEW

MENUS = ("Project", "Edit", "Field", "Event", "Article", "View", "Help")

ACTIONS: tuple[ActionSpec, ...] = (*PROJECT, *EDIT, *FIELD, *EVENT, *ARTICLE, *VIEW, *HELP)

BY_KEY: dict[str, ActionSpec] = {spec.key: spec for spec in ACTIONS}


def of_menu(menu: str) -> tuple[ActionSpec, ...]:
    """The actions of one menu, in the order of the table."""
    return tuple(spec for spec in ACTIONS if spec.menu == menu)
