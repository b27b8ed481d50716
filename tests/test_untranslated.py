"""What the window says passes through `tr`: what reads like words and does not is found here."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent

#: Names, which are the same in every language.
NAMES = frozenset({"Eventdesk", "Inter", "Noto Serif", "English", "Deutsch"})
#: Calls whose texts are translated there, or that nobody reads.
SILENT = frozenset(
    {"tr", "trn", "later", "ActionSpec", "setStyleSheet", "setApplicationName", "frozenset"}
    | {"QKeySequence", "cast", "replace", "compile", "sub", "fullmatch", "startswith", "any"}
    | {"give_keys", "give_help", "execute", "debug", "info", "warning", "critical"}
)
#: Modules for developers, tables of key names, and what is said where no window is.
BEHIND = frozenset(
    {"tour.py", "screens.py", "stylesheet.py", "accessible_roles.py", "system.py", "theme.py"}
    | {"keymap.py", "make_world.py", "library.py"}
)
#: Programs beside the window that speak English, and modules that only these run.
BESIDE = frozenset({"suggester.py", "gazetteer.py", "pipeline.py"})
#: Texts whose letters are only measured, or that are chapters of the guide, which is English.
UNREAD = ("The council said on Monday", "The queue", "A review", "What to type")
#: Names whose values nobody reads in the window: chapters of the guide are found by theirs.
UNSHOWN = frozenset({"__all__", "chapter"})
_KEY = (
    r"(?:Ctrl|Alt|Shift|Meta|Esc|Tab|Space|Click|Wheel|Enter|Return|Ins|Up|Down|Delete|[A-Z]|\W|\d)"
)


class Finder(ast.NodeVisitor):
    """Collects the texts of a module that a person would read and that no `tr` has seen."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # Docstrings are for developers.
            self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        """Bugs are told in English; what is told to users is raised as a UserError of `tr`."""

    def visit_Compare(self, node: ast.Compare) -> None:
        """What is compared is not shown."""

    def visit_arg(self, node: ast.arg) -> None:
        """Annotations may be texts."""

    def visit_Assign(self, node: ast.Assign) -> None:
        if not any(isinstance(one, ast.Name) and one.id in UNSHOWN for one in node.targets):
            self.visit(node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for statement in node.body:
            self.visit(statement)

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in SILENT:
            self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and reads(node.value):
            self.found.append(f"{node.lineno}: {node.value}")


def reads(text: str) -> bool:
    """Whether a person would read it: words with a capital, or several words in a row."""
    text = text.strip(" –…")
    if text in NAMES or text.startswith(UNREAD) or re.fullmatch(f"(?:{_KEY}(?:[+ ]|$))+", text):
        return False
    if re.search(r"[<;{=]|\|", text):  # Markup, style sheets, types.
        return False
    return bool(re.match(r"[A-Z][a-z]+", text) or re.search(r"[a-z]{2,} [a-z]{2,}", text))


def untranslated(source: str) -> list[str]:
    finder = Finder()
    finder.visit(ast.parse(source))
    return finder.found


def untranslated_errors(source: str) -> list[str]:
    """What is raised for a user to read without having seen `tr`."""
    finder = Finder()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            raised = node.exc.func
            if isinstance(raised, ast.Name) and raised.id == "UserError":
                finder.visit(node.exc)
    return finder.found


def test_every_text_of_the_window_goes_through_tr() -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{text}"
        for path in sorted((ROOT / "ui").rglob("*.py"))
        if path.name not in BEHIND
        for text in untranslated(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_every_user_error_that_the_window_shows_goes_through_tr() -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{text}"
        for room in ("models", "db")
        for path in sorted((ROOT / room).rglob("*.py"))
        if path.name not in BESIDE
        for text in untranslated_errors(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_a_text_that_passes_by_is_found() -> None:
    assert untranslated('label.setText("Not saved")') == ["1: Not saved"]
    assert untranslated('label.setText(f"{count} more to go")') == ["1:  more to go"]
    assert untranslated('label.setText(tr("Not saved"))') == []
    assert untranslated('box.setObjectName("find_bar")') == []
    assert untranslated_errors('raise UserError(f"{path} is gone")') == ["1:  is gone"]
