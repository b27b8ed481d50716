"""The documents say what the program does."""

import argparse
import re
import tomllib
from pathlib import Path

import pytest

from cli.arguments import parser
from models.codebook import Role
from models.events import State
from ui.actions import ACTIONS, MENUS, of_menu, shown_keys

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "guide.md"
PAGES = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))
BEGIN = "<!-- keys: made from the table of actions; a test compares -->\n"
END = "<!-- end of keys -->"


def key_table() -> str:
    """The guide's section on keys, as the table of actions has it."""
    lines: list[str] = []
    for menu in MENUS:
        lines += [f"**{menu}**", "", "| keys | action | what it does |", "|---|---|---|"]
        lines += [
            f"| {' · '.join(shown_keys(spec)) or '–'} | {spec.text} | {spec.hint} |"
            for spec in of_menu(menu)
        ]
        lines.append("")
    return "\n".join(lines)


def test_the_guide_shows_every_key():
    text = GUIDE.read_text(encoding="utf-8")

    shown = text.split(BEGIN)[1].split(END)[0]

    assert shown == key_table(), "run: python tests/test_docs.py"


def test_every_action_has_its_menu():
    assert {spec.menu for spec in ACTIONS} == set(MENUS)


def test_the_readme_names_every_command():
    commands = next(
        action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
    )

    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert {name for name in commands.choices if f"`main.py {name}" not in readme} == set()


def test_the_table_of_benchmarks_names_every_measurement():
    said = (ROOT / "docs" / "BENCHMARKS.md").read_text(encoding="utf-8")
    runnable = {
        path.stem
        for path in (ROOT / "bench").glob("*.py")
        if "__main__" in path.read_text(encoding="utf-8") and not path.stem.startswith("quality_")
    }

    assert {name for name in runnable if f"| `bench.{name}" not in said} == set()


def test_the_architecture_names_every_room():
    said = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = [
        package.parent.relative_to(ROOT).as_posix()
        for room in ("cli", "ui", "db", "models")
        for package in (ROOT / room).rglob("__init__.py")
    ]

    assert [
        room for room in rooms if not re.search(rf"`({room}[/`]|{Path(room).name}`)", said)
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_whatever_file_or_module_a_page_names_is_there(page):
    said = page.read_text(encoding="utf-8")
    files = re.findall(r"`((?:ui|db|models|cli|tests|bench|docs)/[\w./*-]+)`", said)
    modules = re.findall(r"`((?:ui|db|models|cli|bench)(?:\.\w+)+)`", said)

    assert [name for name in files if not any(ROOT.glob(name.rstrip("/")))] == []
    assert [name for name in modules if not _is_there(name)] == []


def _is_there(name: str) -> bool:
    """Whether it is a module, or a module in which the last word stands."""
    *above, last = name.split(".")
    module = ROOT.joinpath(*above)
    if (module / last).is_dir() or (module / f"{last}.py").exists():
        return True
    source = module.with_suffix(".py")
    return source.exists() and last in source.read_text(encoding="utf-8")


def test_every_package_that_is_asked_for_has_its_licence_and_reason():
    said = (ROOT / "docs" / "DEPENDENCIES.md").read_text(encoding="utf-8").lower()
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needs = [
        *asked["project"]["dependencies"],
        *asked["project"]["optional-dependencies"]["dev"],
        *asked["build-system"]["requires"],
    ]

    names = [re.match(r"[\w.-]+", need)[0].lower() for need in needs]

    assert [name for name in names if not re.search(rf"^\|[^|]*\b{name}\b", said, re.M)] == []


@pytest.mark.parametrize("words", [Role, State])
def test_the_guide_knows_roles_and_states(words):
    guide = GUIDE.read_text(encoding="utf-8").replace("\n", " ")

    assert [word for word in words if word.replace("_", " ") not in guide.replace("_", " ")] == []


def test_links_between_documents_lead_somewhere():
    links = [
        (path, target)
        for path in PAGES
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
        if not target.startswith("http")
    ]

    assert [
        (path.name, target) for path, target in links if not (path.parent / target).exists()
    ] == []


if __name__ == "__main__":
    before, rest = GUIDE.read_text(encoding="utf-8").split(BEGIN)
    GUIDE.write_text(f"{before}{BEGIN}{key_table()}{END}{rest.split(END)[1]}", encoding="utf-8")
