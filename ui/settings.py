"""What a person prefers on this machine, kept as one JSON file that anybody can read."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

from ui.theme import Appearance, ReadingFont

_RECENT_KEPT = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """Preferences with their defaults; a value in the file that makes no sense is ignored."""

    annotator: str = ""
    appearance: str = Appearance.SYSTEM.value
    reading_font: str = ReadingFont.SERIF.value
    zoom: int = 100
    language_model: str = ""
    recent: tuple[str, ...] = ()
    window: str = ""
    """The window's geometry, as Qt saves it, in Base64."""
    panes: tuple[int, ...] = field(default=())
    """Widths of queue, article and record."""
    pane_order: tuple[str, ...] = ("queue", "article", "record")
    """From left to right; see `ui.window.panes`."""
    steps_seen: bool = False
    """Whether the first steps were shown."""
    sweep: bool = True
    """Whether Done first asks about sentences that no event claims."""
    paragraph_numbers: bool = False
    idle_minutes: int = 2
    """A longer gap between two edits is a pause; see `models.progress`."""
    is_still: bool = False
    """Whether nothing may blink or move by itself; see `ui.theme.motion`."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys of one's own, by action; the others are those of the table of actions."""
    queue_shown: bool = True
    record_shown: bool = True
    language: str = ""
    """Of the window, as in `ui.language.LANGUAGES`; empty: the system's."""

    def with_recent(self, path: Path) -> Settings:
        """The project put first in the list of those opened lately."""
        name = str(path.resolve())
        others = (found for found in self.recent if found != name)
        return replace(self, recent=(name, *others)[:_RECENT_KEPT])

    def without_recent(self, name: str) -> Settings:
        return replace(self, recent=tuple(found for found in self.recent if found != name))


def settings_path() -> Path:
    """The settings file; the variable EVENTDESK_CONFIG names another folder for it."""
    folder = os.environ.get("EVENTDESK_CONFIG")
    chosen = Path(folder) if folder else platformdirs.user_config_path("eventdesk")
    return chosen / "settings.json"


def load_settings() -> Settings:
    """The settings as last saved; what is missing or broken has its default."""
    try:
        data = json.loads(settings_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _from_json(data) if isinstance(data, dict) else Settings()


def save_settings(settings: Settings) -> None:
    """Write the settings; a folder that cannot be written keeps nobody from working."""
    path = settings_path()
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(asdict(settings), indent=2) + "\n", encoding="utf-8")
        draft.replace(path)
    except OSError:
        return


def _from_json(data: dict[str, Any]) -> Settings:
    defaults = Settings()
    found: dict[str, Any] = {}
    for one in fields(Settings):
        value, default = data.get(one.name), getattr(defaults, one.name)
        if one.name == "keys":
            found[one.name] = _keys_from(value)
        elif isinstance(default, tuple):
            kept = _list_of(value, int if one.name == "panes" else str)
            if kept is not None:
                found[one.name] = kept
        elif type(value) is type(default):
            found[one.name] = value
    if found.get("appearance") not in tuple(Appearance):
        found.pop("appearance", None)
    if found.get("reading_font") not in tuple(ReadingFont):
        found.pop("reading_font", None)
    return replace(defaults, **found)


def _keys_from(value: Any) -> dict[str, tuple[str, ...]]:
    listed = value.items() if isinstance(value, dict) else ()
    found = {action: _list_of(keys, str) for action, keys in listed}
    return {action: keys for action, keys in found.items() if keys is not None}


def _list_of(value: Any, kind: type[int] | type[str]) -> tuple[Any, ...] | None:
    if isinstance(value, list) and all(type(item) is kind for item in value):
        return tuple(value)
    return None
