"""What is to be said about a key that somebody wants for an action, before it is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.language import tr
from ui.actions.keymap import FIXED_ACTIONS, Changes, in_force, normal, shown_key
from ui.actions.spec import ActionSpec
from ui.actions.table import ACTIONS, BY_KEY, menu_letters

_EDITING = frozenset(f"Ctrl+{letter}" for letter in "ACVXZY")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the key can be given to the action, and what follows, in words."""

    is_possible: bool
    words: str


def verdict(spec: ActionSpec, key: str, changes: Changes, letters: Mapping[str, str]) -> Verdict:
    """Judge a key for an action. `letters` are the codebook's own: letter to field label."""
    refused = _refusal(key)
    if refused:
        return Verdict(is_possible=False, words=refused)
    words = [
        tr("{key} starts “{action}”.", key=shown_key(key), action=spec.text),
        *_collisions(spec, key, changes),
    ]
    if key in letters:
        field = letters[key]
        words.append(tr("It no longer goes to the field “{field}”.", field=field))
    if key in _EDITING:
        words.append(tr("In a text box it goes on editing the text."))
    elif not _has_command(key):
        words.append(tr("In a text box it is typed and starts nothing."))
    return Verdict(is_possible=True, words=" ".join(words))


def _refusal(key: str) -> str:
    fixed = {normal(one) for name in FIXED_ACTIONS for one in BY_KEY[name].keys}
    if not normal(key):
        return tr("One key is wanted, alone or with Ctrl, Alt or Shift.")
    if normal(key) == "Esc":
        return tr("Esc always leaves what is open; please take another key.")
    if normal(key) in fixed:
        return tr("1 to 9 always take alternatives; please take another key.")
    menu = menu_letters().get(key.removeprefix("Alt+")) if key.startswith("Alt+") else None
    if menu:
        return tr("{key} opens the menu {menu}; please take another key.", key=key, menu=menu)
    return ""


def _collisions(spec: ActionSpec, key: str, changes: Changes) -> list[str]:
    before = in_force(changes)
    after = in_force(with_key(changes, spec.key, key))
    said = []
    for other in ACTIONS:
        if other is spec or key not in map(normal, before[other.key]):
            continue
        left = after[other.key]
        if left:
            kept = shown_key(left[0])
            words = tr(
                "It was a key of “{action}”, which keeps {key}.", action=other.text, key=kept
            )
        else:
            words = tr("It was the key of “{action}”, which then has none.", action=other.text)
        said.append(words)
    return said


def with_key(changes: Changes, action: str, key: str) -> dict[str, tuple[str, ...]]:
    """The changes with one more: the key is the action's only one, and no other change has it."""
    made = {
        name: tuple(one for one in keys if normal(one) != normal(key))
        for name, keys in changes.items()
        if name != action
    }
    made[action] = (normal(key),) if key else ()
    return made


def restored(changes: Changes, spec: ActionSpec) -> dict[str, tuple[str, ...]]:
    """The changes without those that keep an action from its own keys."""
    own = {normal(key) for key in spec.keys}
    rest: dict[str, tuple[str, ...]] = {}
    for name, keys in changes.items():
        kept = tuple(key for key in keys if normal(key) not in own)
        if name != spec.key and (kept or not keys):
            rest[name] = kept
    return rest


def _has_command(key: str) -> bool:
    sequence = key.split("+")
    has = any(part in ("Ctrl", "Alt", "Meta") for part in sequence)
    return has or (sequence[-1][:1] == "F" and sequence[-1][1:].isdigit())
