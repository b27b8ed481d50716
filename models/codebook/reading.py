"""Reads codebooks from TOML and names every mistake in one go, so that an author fixes them all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from typing import Any

from models.codebook import Choice, Codebook, Colour, Field, LinkType, Matter, Role, When
from models.codebook.actor_names import read_actor_names
from models.codebook.lines import header_lines
from models.codebook.tables import CodebookError, Report, Table, shown
from models.language import later, tr
from models.values import Kind

__all__ = ["RESERVED_SHORTCUTS", "ROLE_KINDS", "CodebookError", "parse_codebook"]

#: Letters that the window itself listens to, so no field can have them.
RESERVED_SHORTCUTS = frozenset("adefjkmnsx")

#: Columns that every table of a dataset has beside the fields.
_COLUMNS = re.compile(
    r"(article_)?(title|source|url|published)|article_id|event_id|(event_)?annotator"
    r"|accepted_in_bulk"
)

#: The kinds that a field of a role can sensibly have.
ROLE_KINDS = {
    Role.RECORD_CLASS: (Kind.CHOICE,),
    Role.EVENT_TYPE: (Kind.CHOICE,),
    Role.STAGE: (Kind.CHOICE,),
    Role.INSTRUMENT: (Kind.CHOICE, Kind.TEXT),
    Role.AGENT: (Kind.ACTOR, Kind.TEXT),
    Role.TARGET: (Kind.ACTOR, Kind.TEXT),
    Role.ATTRIBUTION: (Kind.CHOICE,),
    Role.CLAIMANT: (Kind.ACTOR, Kind.TEXT),
    Role.TIME: (Kind.DATE,),
    Role.PLACE: (Kind.PLACE,),
    Role.KILLED: (Kind.COUNT,),
    Role.WOUNDED: (Kind.COUNT,),
    Role.ABDUCTED: (Kind.COUNT,),
    Role.SOURCE: (Kind.TEXT, Kind.ACTOR),
    Role.SUMMARY: (Kind.TEXT,),
    Role.FACTUALITY: (Kind.CHOICE,),
}

_SINGLE_ROLES = frozenset({Role.RECORD_CLASS, Role.EVENT_TYPE, Role.STAGE})
_CODEBOOK_KEYS = (
    *("name", "version", "title", "help", "field", "link"),
    *("actor_names", "leaves_out"),
)
_FIELD_KEYS = (
    *("key", "label", "kind", "group", "help", "boundary", "examples"),
    *("multiple", "required", "when", "role", "shortcut", "choice"),
)
_CHOICE_KEYS = (
    *("key", "label", "help", "boundary", "examples", "triggers"),
    *("colour", "choice"),
)
_LINK_KEYS = ("key", "label", "help")
CONDITION_SHAPE = later('must be written { field = "...", is = ["..."] }')
_KEY_RULE = later("lower-case letters, digits and underscores, beginning with a letter")
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_CHOICE_KEY = re.compile(r"[a-z0-9][a-z0-9_]*")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


def parse_codebook(text: str, origin: str, *, known: dict[str, Any] | None = None) -> Codebook:
    """The codebook that a TOML text describes; `origin` is the file named in error messages.

    `known` is what the text holds, from whoever has read it before: reading is what takes the time.

    Raises CodebookError with every mistake, each with the file, line or key, what is wrong and
    what is allowed.
    """
    data = _read(text, origin) if known is None else known
    report = Report(origin, header_lines(text, data))
    codebook = _codebook(Table(data, "", report), text)
    if report.mistakes:
        raise CodebookError(origin, report.mistakes, report.found)
    return codebook


def _read(text: str, origin: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise CodebookError(
            origin, [tr("{origin}: it is nested too deeply", origin=origin)]
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(origin, [_syntax_mistake(origin, str(error))]) from None


def _syntax_mistake(origin: str, message: str) -> str:
    found = re.fullmatch(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", message, re.S)
    if not found:
        return tr(
            "{origin}: {message}; the file must be valid TOML", origin=origin, message=message
        )
    what, line, column = found.groups()
    where = (
        tr("line {line}, column {column}", line=line, column=column)
        if line
        else tr("end of the file")
    )
    return tr(
        "{origin}, {where}: {what}; the file must be valid TOML",
        origin=origin,
        where=where,
        what=what,
    )


def _codebook(table: Table, source: str) -> Codebook:
    table.check_keys(_CODEBOOK_KEYS)
    name = table.key(
        _NAME, tr("lower-case letters, digits, - and _, beginning with a letter"), "name"
    )
    version = table.data.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        said = (
            tr("is missing; it must be a whole number from 1")
            if version is None
            else tr("is {found}, but must be a whole number from 1", found=shown(version))
        )
        table.wrong(said, "version")
        version = 0
    title = table.text("title", required=True)
    fields = _fields(table)
    links = tuple(_link(link) for link in table.tables("link"))
    _check_unique(table.tables("link"), "key", tr("another link"))
    names, wrong = read_actor_names(table.data.get("actor_names", {}))
    for key, message in wrong.items():
        table.wrong(message, key)
    leaves_out = table.members(Matter, "leaves_out")
    help_text = table.text("help")
    return Codebook(name, version, title, fields, links, help_text, source, names, leaves_out)


def _fields(table: Table) -> tuple[Field, ...]:
    tables = table.tables("field")
    if not tables and "field" not in table.data:
        table.wrong(tr("is missing; a codebook needs at least one [[field]]"), "field")
    fields: list[Field] = []
    for each in tables:
        fields.append(_field(each, fields))
    _check_unique(tables, "key", tr("another field"))
    for each in tables:
        key = each.data.get("key")
        if isinstance(key, str) and _COLUMNS.fullmatch(key):
            each.wrong(tr('is "{key}", the name of a column of every dataset', key=key), "key")
    _check_unique(tables, "shortcut", tr("another field"))
    _check_single_roles(tables)
    return tuple(fields)


def _field(table: Table, earlier: Sequence[Field]) -> Field:
    table.check_keys(_FIELD_KEYS)
    key = table.key(_KEY, _KEY_RULE)
    label = table.text("label", required=True)
    kind = table.member(Kind, "kind")
    if kind is None and "kind" not in table.data:
        table.wrong(tr("is missing; it must be one of {allowed}", allowed=", ".join(Kind)), "kind")
    return Field(
        key,
        label,
        kind or Kind.TEXT,
        table.text("group"),
        table.text("help"),
        multiple=table.flag("multiple"),
        required=table.flag("required"),
        when=_when(table, earlier),
        role=_role(table, kind),
        shortcut=_shortcut(table),
        choices=_choices_of_field(table, kind),
        examples=table.texts("examples"),
        boundary=table.text("boundary"),
    )


def _role(table: Table, kind: Kind | None) -> Role | None:
    role = table.member(Role, "role")
    if role and kind and kind not in ROLE_KINDS[role]:
        allowed = " or ".join(ROLE_KINDS[role])
        table.wrong(
            tr(
                'is "{role}", which needs a field of kind {allowed}, not {kind}',
                role=role,
                allowed=allowed,
                kind=kind,
            ),
            "role",
        )
    return role


def _shortcut(table: Table) -> str | None:
    found = table.text("shortcut").lower()
    if not found:
        return None
    if not re.fullmatch(r"[a-z]", found):
        table.wrong(
            tr('is "{found}", but must be a single letter from a to z', found=found), "shortcut"
        )
    elif found in RESERVED_SHORTCUTS:
        taken = ", ".join(sorted(RESERVED_SHORTCUTS))
        table.wrong(
            tr('is "{found}", but the app itself uses {taken}', found=found, taken=taken),
            "shortcut",
        )
    return found


def _when(table: Table, earlier: Sequence[Field]) -> When | None:
    found = table.data.get("when")
    if found is None:
        return None
    shape = tr(CONDITION_SHAPE)
    if not isinstance(found, dict) or set(found) != {"field", "is"}:
        table.wrong(shape, "when")
        return None
    values = [found["is"]] if isinstance(found["is"], str) else found["is"]
    if not isinstance(values, list) or not values or not all(isinstance(v, str) for v in values):
        table.wrong(shape, "when")
        return None
    deciding = next((field for field in earlier if field.key == found["field"]), None)
    if deciding is None or deciding.kind is not Kind.CHOICE:
        allowed = ", ".join(field.key for field in earlier if field.kind is Kind.CHOICE)
        said = tr(
            "names the field {found}, but must name an earlier field of kind choice ({allowed})",
            found=shown(found["field"]),
            allowed=allowed or tr("there is none"),
        )
        table.wrong(said, "when")
        return None
    for value in values:
        if value not in deciding.choice_by_key:
            allowed = ", ".join(deciding.choice_by_key)
            table.wrong(
                tr(
                    'has "{value}", but {key} can be only {allowed}',
                    value=value,
                    key=deciding.key,
                    allowed=allowed,
                ),
                "when",
            )
    return When(deciding.key, tuple(_with_branches(deciding, values)))


def _with_branches(deciding: Field, values: Iterable[str]) -> dict[str, None]:
    """The values, a branch of the tree standing for all answers below it."""
    known = deciding.choice_by_key
    below = (choice.key for value in values if value in known for choice in known[value].walk())
    return dict.fromkeys(below)


def _choices_of_field(table: Table, kind: Kind | None) -> tuple[Choice, ...]:
    if kind is not Kind.CHOICE:
        if kind and "choice" in table.data:
            table.wrong(
                tr("is for fields of kind choice only, and this one is {kind}", kind=kind), "choice"
            )
        return ()
    if not table.data.get("choice"):
        table.wrong(tr("is missing; a field of kind choice needs [[field.choice]]"), "choice")
    seen: dict[str, str] = {}
    return _choices(table, (), seen)


def _choices(table: Table, path: tuple[str, ...], seen: dict[str, str]) -> tuple[Choice, ...]:
    choices: list[Choice] = []
    for each in table.tables("choice"):
        each.check_keys(_CHOICE_KEYS)
        key = each.key(_CHOICE_KEY, tr("lower-case letters, digits and underscores"))
        if key and key in seen:
            each.wrong(
                tr('is "{found}", which {other} has already', found=key, other=seen[key]), "key"
            )
        elif key:
            seen[key] = each.path
        here = (*path, key)
        choices.append(
            Choice(
                key,
                each.text("label", required=True),
                each.text("help"),
                each.texts("examples"),
                each.texts("triggers"),
                here,
                _choices(each, here, seen),
                each.text("boundary"),
                each.member(Colour, "colour"),
            )
        )
    return tuple(choices)


def _link(table: Table) -> LinkType:
    table.check_keys(_LINK_KEYS)
    key = table.key(_KEY, _KEY_RULE)
    return LinkType(key, table.text("label", required=True), table.text("help"))


def _check_unique(tables: Sequence[Table], key: str, other: str) -> None:
    seen: set[str] = set()
    for table in tables:
        found = table.data.get(key)
        if not isinstance(found, str) or not found:
            continue
        if found.lower() in seen:
            table.wrong(
                tr('is "{found}", which {other} has already', found=found, other=other), key
            )
        seen.add(found.lower())


def _check_single_roles(tables: Sequence[Table]) -> None:
    seen: set[str] = set()
    for table in tables:
        role = table.data.get("role")
        if isinstance(role, str) and role in _SINGLE_ROLES:
            if role in seen:
                table.wrong(tr('is "{role}", which only one field can have', role=role), "role")
            seen.add(role)
