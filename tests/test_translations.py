"""Every text that people read is in the catalogues, and every catalogue is whole.

`PYTHONPATH=. python tests/test_translations.py` puts new texts into the catalogues (with nothing as
their translation, to be filled in), takes out those that the code no longer has, and compiles them.
"""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
CATALOGUES = ROOT / "ui" / "translations"
LANGUAGES = sorted(path.stem for path in CATALOGUES.glob("*.po"))
GAP = re.compile(r"\{(\w*)[^}]*\}")
#: Which arguments are texts; of an action these are text, menu and hint, of a format its title.
TEXTS = {"tr": (0,), "later": (0,), "trn": (0, 1), "ActionSpec": (1, 3, 4)}
TEXTS |= dict.fromkeys(("WritableFormat", "_table", "_scheme", "_map", "ReadableFormat"), (1,))

Message = str | tuple[str, str]


def texts_of(tree: ast.AST) -> Iterator[tuple[Message, int]]:
    """The texts in a module that are to be translated, each with its line."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        places = [one for one in TEXTS.get(name, ()) if one < len(call.args)]
        said = [call.args[one] for one in places]
        words = [one.value for one in said if isinstance(one, ast.Constant)]
        words = [one for one in words if isinstance(one, str) and one]
        if name == "trn" and len(words) == 2:
            yield (words[0], words[1]), call.lineno
        elif name != "trn":
            yield from ((one, call.lineno) for one in words)


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for room in ("models", "db", "ui", "cli"):
        for path in sorted((ROOT / room).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def template() -> Catalog:
    """All texts of the code, with the files that hold them."""
    found = Catalog(charset="utf-8")
    for path, tree in modules():
        for message, _ in texts_of(tree):
            found.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return found


def catalogue(language: str) -> Catalog:
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def compiled(language: str) -> bytes:
    made = io.BytesIO()
    write_mo(made, catalogue(language))
    return made.getvalue()


def messages(language: str) -> dict[str, Message]:
    """The translation of each text, by the text (of two by the one for a single thing)."""
    return {_one(each.id): each.string for each in catalogue(language) if each.id}


def _one(message: Message) -> str:
    return message if isinstance(message, str) else message[0]


def _gaps(text: str) -> set[str]:
    return set(GAP.findall(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_code_is_translated(language):
    wanted = {_one(each.id) for each in template() if each.id}
    held = messages(language)

    assert wanted - held.keys() == set(), "run: python tests/test_translations.py"
    assert held.keys() - wanted == set(), "run: python tests/test_translations.py"
    assert [text for text, said in held.items() if not all(_forms(said))] == []
    assert [each.id for each in catalogue(language) if each.id and each.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_gaps_of_the_text(language):
    torn = [
        (each.id, form)
        for each in catalogue(language)
        if each.id
        for form in _forms(each.string)
        if _gaps(form) - {"count"} != _gaps(_forms(each.id)[-1]) - {"count"}
        or (
            ("count" in _gaps(_forms(each.id)[-1]) and form == _forms(each.string)[-1])
            and "count" not in _gaps(form)
        )
    ]

    assert torn == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_ends_as_the_text_does(language):
    """Full stops, dots that promise a dialog, line breaks and blanks at the edges stay."""
    odd = [
        (each.id, form)
        for each in catalogue(language)
        if each.id
        for text, form in zip(_forms(each.id), _forms(each.string), strict=True)
        if _edges(text) != _edges(form)
    ]

    assert odd == []


def test_what_is_refused_or_doubted_is_told_in_the_language_in_force():
    """Sentences of reading pass `tr`; the command line speaks English anyway."""
    telling = {"UserError", "Refusal", "Note", "Doubt", "note"}
    raw = []
    for path, tree in modules():
        if path.is_relative_to(ROOT / "cli") or path.is_relative_to(ROOT / "models" / "suggest"):
            continue
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if getattr(call.func, "id", getattr(call.func, "attr", "")) in telling:
                found = [part for part in call.args if _is_sentence(part)]
                raw += [f"{path.relative_to(ROOT)}:{part.lineno}" for part in found]

    assert raw == []


def _is_sentence(part: ast.expr) -> bool:
    parts = part.values if isinstance(part, ast.JoinedStr) else [part]
    words = [str(one.value) for one in parts if isinstance(one, ast.Constant)]
    return bool(re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", " ".join(words)))


def _edges(text: str) -> tuple[str, str, int]:
    ending = re.search(r"(?:[.:?]|…)?\s*$", text)
    start = re.match(r"\s*", text)
    return start[0], ending[0], text.count("\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_the_catalogue(language):
    held = CATALOGUES / f"{language}.mo"

    with held.open("rb") as file:
        found = {_forms(each.id): _forms(each.string) for each in read_mo(file) if each.id}

    wanted = {_forms(each.id): _forms(each.string) for each in catalogue(language) if each.id}
    assert found == wanted, "run: python tests/test_translations.py"


def _forms(said: Message) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def renew(language: str) -> None:
    """Bring a catalogue up to the code; what is known stays, what is gone goes."""
    path = CATALOGUES / f"{language}.po"
    held = catalogue(language)
    held.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    held.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, held, width=100, sort_output=True, ignore_obsolete=True, no_location=True)
    (CATALOGUES / f"{language}.mo").write_bytes(compiled(language))


if __name__ == "__main__":
    for name in LANGUAGES:
        renew(name)
