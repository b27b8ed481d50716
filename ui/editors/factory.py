"""Which editor belongs to which kind of value."""

from __future__ import annotations

from models.values import Kind
from ui.editors.actor import ActorEditor
from ui.editors.choice import ChoiceEditor
from ui.editors.count import CountEditor
from ui.editors.date import DateEditor
from ui.editors.editor import Editor, EditorContext
from ui.editors.flag import FlagEditor
from ui.editors.place import PlaceEditor
from ui.editors.text import TextEditor

_EDITORS: dict[Kind, type[Editor]] = {
    Kind.CHOICE: ChoiceEditor,
    Kind.TEXT: TextEditor,
    Kind.ACTOR: ActorEditor,
    Kind.PLACE: PlaceEditor,
    Kind.DATE: DateEditor,
    Kind.COUNT: CountEditor,
    Kind.FLAG: FlagEditor,
}


def make_editor(context: EditorContext) -> Editor:
    """An editor for the context's field."""
    return _EDITORS[context.field.kind](context)
