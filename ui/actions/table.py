"""Every action of the window in one table: menus, palette, key sheet, hints and guide read it."""

from __future__ import annotations

from models.language import later, tr
from ui.actions.article_menu import ARTICLE
from ui.actions.edit_menu import EDIT
from ui.actions.event_menu import EVENT
from ui.actions.field_menu import FIELD
from ui.actions.help_menu import HELP
from ui.actions.project_menu import PROJECT
from ui.actions.spec import ActionSpec
from ui.actions.view_menu import VIEW

MENUS = (
    *(later("Project"), later("Edit"), later("Field"), later("Event"), later("Article")),
    *(later("View"), later("Help")),
)

#: Letters that an open editor takes with Alt.
_ALT_IN_EDITORS = frozenset("b")

ACTIONS: tuple[ActionSpec, ...] = (*PROJECT, *EDIT, *FIELD, *EVENT, *ARTICLE, *VIEW, *HELP)

BY_KEY: dict[str, ActionSpec] = {spec.key: spec for spec in ACTIONS}


def of_menu(menu: str) -> tuple[ActionSpec, ...]:
    """The actions of one menu, in the order of the table."""
    return tuple(spec for spec in ACTIONS if spec.menu == menu)


def mnemonic(menu: str) -> str:
    """The menu as it stands in the bar, with `&` before the letter that opens it."""
    said = tr(menu)
    at = said.index(_letters()[menu])
    return f"{said[:at]}&{said[at:]}"


def menu_letters() -> dict[str, str]:
    """Each menu as it is called, by the letter that opens it with Alt."""
    return {letter.upper(): tr(menu) for menu, letter in _letters().items()}


def _letters() -> dict[str, str]:
    """The first letter of each menu that no menu before it has, nor a key with Alt."""
    taken = {key[-1].lower() for spec in ACTIONS for key in spec.keys if key.startswith("Alt+")}
    taken |= _ALT_IN_EDITORS
    found: dict[str, str] = {}
    for menu in MENUS:
        found[menu] = next(one for one in tr(menu) if one.lower() not in taken)
        taken.add(found[menu].lower())
    return found
