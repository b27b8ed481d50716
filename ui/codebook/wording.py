"""The editor's words: for parts and kinds, for mistakes, and for what a draft changes."""

from __future__ import annotations

from collections.abc import Iterator

from models.codebook import Codebook, Colour, Role
from models.codebook.changes import Changes, Deed
from models.codebook.draft import Node, Origin, Part
from models.codebook.reading import CONDITION_SHAPE
from models.codebook.tables import Mistake
from models.language import later, tr, trn

#: What the keys of the TOML are called in the form.
NAMES = {
    "title": later("Title"),
    "label": later("Name"),
    "key": later("Key"),
    "kind": later("Kind"),
    "group": later("Group"),
    "help": later("Definition"),
    "boundary": later("Boundary rules"),
    "examples": later("Examples"),
    "triggers": later("Trigger words"),
    "colour": later("Colour"),
    "multiple": later("Several answers"),
    "required": later("Required"),
    "when": later("Shown"),
    "role": later("Meaning"),
    "shortcut": later("Shortcut"),
    "choice": later("Answers"),
}


ROLE_WORDS = {
    Role.RECORD_CLASS: later("record class"),
    Role.EVENT_TYPE: later("event type"),
    Role.STAGE: later("stage"),
    Role.INSTRUMENT: later("instrument"),
    Role.AGENT: later("agent"),
    Role.TARGET: later("target"),
    Role.ATTRIBUTION: later("attribution"),
    Role.CLAIMANT: later("claimant"),
    Role.TIME: later("time"),
    Role.PLACE: later("place"),
    Role.KILLED: later("killed"),
    Role.WOUNDED: later("wounded"),
    Role.ABDUCTED: later("abducted"),
    Role.SOURCE: later("source"),
    Role.SUMMARY: later("summary"),
    Role.FACTUALITY: later("factuality"),
}
COLOUR_WORDS = {
    Colour.RED: later("red"),
    Colour.ORANGE: later("orange"),
    Colour.YELLOW: later("yellow"),
    Colour.GREEN: later("green"),
    Colour.TEAL: later("teal"),
    Colour.BLUE: later("blue"),
    Colour.VIOLET: later("violet"),
    Colour.PINK: later("pink"),
    Colour.GREY: later("grey"),
}


def title_of(node: Node) -> str:
    """How a node is called in the tree."""
    if node.part is Part.BOOK:
        return str(node.data.get("title", ""))
    return (
        node.label
        or {
            Part.FIELD: tr("New field"),
            Part.CHOICE: tr("New answer"),
            Part.LINK: tr("New link type"),
        }[node.part]
    )


def mistake_words(mistake: Mistake) -> str:
    """A mistake as a sentence that names the box of the form."""
    if not mistake.key:
        return mistake.message
    if mistake.key == "when" and mistake.message == tr(CONDITION_SHAPE):
        return tr("Tick at least one answer with which the field shows.")
    name = tr(NAMES.get(mistake.key, mistake.key))
    return tr("{name} {problem}.", name=name, problem=mistake.message.rstrip("."))


def changes_words(found: Changes, records: int) -> str:
    """What will change, in one line: "3 answers renamed, 1 removed: touches 12 records"."""
    if not found:
        return tr("Nothing is changed yet.")
    said = ", ".join(_counts(found))
    if records:
        return trn(
            "{said}: touches {count} record.",
            "{said}: touches {count} records.",
            records,
            said=said,
        )
    return tr("{said}: touches no record.", said=said)


def gone_words(before: Codebook, gone: Origin, records: int) -> str:
    """A removed part with the records that hold it."""
    field_key, key = gone
    field = before.field_by_key[field_key]
    choice = field.choice_by_key[key] if key else None
    name = tr("{choice} ({field})", choice=choice.label, field=field.label) if choice else ""
    name = name or tr("Field {field}", field=field.label)
    if not records:
        return tr("{name}: no record holds it", name=name)
    return trn("{name}: {count} record", "{name}: {count} records", records, name=name)


def _counts(found: Changes) -> Iterator[str]:
    for part in Part:
        for deed in Deed:
            count = found.counts.get((part, deed), 0)
            if count:
                yield _count(part, deed, count)


def _count(part: Part, deed: Deed, count: int) -> str:
    if part is Part.BOOK:
        return tr("order changed") if deed is Deed.MOVED else tr("title or help changed")
    if deed is Deed.MOVED:
        return trn("answers of {count} field sorted", "answers of {count} fields sorted", count)
    return {
        (Part.FIELD, Deed.ADDED): lambda: trn("{count} field added", "{count} fields added", count),
        (Part.FIELD, Deed.RENAMED): lambda: trn(
            "{count} field renamed", "{count} fields renamed", count
        ),
        (Part.FIELD, Deed.REMOVED): lambda: trn(
            "{count} field removed", "{count} fields removed", count
        ),
        (Part.FIELD, Deed.REWORDED): lambda: trn(
            "{count} field reworded", "{count} fields reworded", count
        ),
        (Part.CHOICE, Deed.ADDED): lambda: trn(
            "{count} answer added", "{count} answers added", count
        ),
        (Part.CHOICE, Deed.RENAMED): lambda: trn(
            "{count} answer renamed", "{count} answers renamed", count
        ),
        (Part.CHOICE, Deed.REMOVED): lambda: trn(
            "{count} answer removed", "{count} answers removed", count
        ),
        (Part.CHOICE, Deed.REWORDED): lambda: trn(
            "{count} answer reworded", "{count} answers reworded", count
        ),
        (Part.LINK, Deed.ADDED): lambda: trn(
            "{count} link type added", "{count} link types added", count
        ),
        (Part.LINK, Deed.RENAMED): lambda: trn(
            "{count} link type renamed", "{count} link types renamed", count
        ),
        (Part.LINK, Deed.REMOVED): lambda: trn(
            "{count} link type removed", "{count} link types removed", count
        ),
        (Part.LINK, Deed.REWORDED): lambda: trn(
            "{count} link type reworded", "{count} link types reworded", count
        ),
    }[part, deed]()
