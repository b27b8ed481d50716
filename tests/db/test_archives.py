"""Archives: their members are read, their tricks come to nothing."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from db.formats import unpacking
from db.imports.importing import read_articles
from models.codebook import Codebook
from models.exchange.lines import ReadLine
from tests.db.bringing import line

LINE = json.dumps(line()).encode()


def _packed(data: bytes) -> bytes:
    """Without the time, which would be in the name of the test."""
    return gzip.compress(data, mtime=0)


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def read(path: Path, codebook: Codebook) -> tuple[list[str], list[str], list[str]]:
    """Origins of articles, refusals, notes."""
    notes: list[str] = []
    items = list(read_articles([path], codebook, note=notes.append))
    origins = [item.article.origin for item in items if isinstance(item, ReadLine)]
    return origins, [item.text for item in items if not isinstance(item, ReadLine)], notes


def test_members_of_known_kinds_are_read_and_others_named(
    codebook: Codebook, tmp_path: Path
) -> None:
    members = {"news/a.txt": b"Rebels raided a post.\n", "b.jsonl": LINE, "c.png": b"\x89PNG"}
    members |= {"__MACOSX/news/._a.txt": b"\0\0", "d.txt": b"", "e.txt.gz": gzip.compress(b"Four.")}
    path = packed(tmp_path / "bundle.zip", members)

    assert read(path, codebook) == (
        ["bundle.zip/news/a.txt", "bundle.zip/b.jsonl", "bundle.zip/e.txt.gz/e.txt"],
        ["bundle.zip/d.txt: it is empty."],
        ["bundle.zip: files of other kinds were passed over (1: c.png)."],
    )


def test_archives_in_archives_are_opened_one_level_deep(codebook: Codebook, tmp_path: Path) -> None:
    deepest = packed(tmp_path / "c.zip", {"a.txt": b"One."}).read_bytes()
    middle = packed(tmp_path / "b.zip", {"c.zip": deepest, "b.txt": b"Two."}).read_bytes()
    path = packed(tmp_path / "a.zip", {"b.zip": middle})

    origins, refused, _ = read(path, codebook)

    assert origins == ["a.zip/b.zip/b.txt"]
    assert refused == [
        "a.zip/b.zip/c.zip: archives inside archives are opened one level deep, not deeper."
    ]


def test_names_that_climb_out_are_text_only(codebook: Codebook, tmp_path: Path) -> None:
    names = ["../../outside.txt", "/etc/cron.txt", "..\\..\\win.txt", "a\x07b\u202e.txt"]
    path = packed(tmp_path / "x.zip", dict.fromkeys(names, b"A."))
    before = sorted(tmp_path.rglob("*"))

    origins, refused, _ = read(path, codebook)

    assert origins == [
        "x.zip/outside.txt",
        "x.zip/etc/cron.txt",
        "x.zip/win.txt",
        "x.zip/a\ufffdb\ufffd.txt",
    ]
    assert (refused, sorted(tmp_path.rglob("*"))) == ([], before)


def test_a_bomb_is_not_unpacked_and_the_rest_goes_on(codebook: Codebook, tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {"bomb.jsonl": bytes(40_000_000), "a.txt": b"A."})
    bare = tmp_path / "bomb.txt.gz"
    bare.write_bytes(gzip.compress(b" " * 40_000_000))
    said = "it unpacks to more than 200 times its size, as no text does; it was not read on."

    assert read(path, codebook)[:2] == (["x.zip/a.txt"], [f"x.zip/bomb.jsonl: {said}"])
    assert read(bare, codebook)[:2] == ([], [f"bomb.txt.gz/bomb.txt: {said}"])


def test_the_whole_archive_has_an_allowance(
    codebook: Codebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking.Allowance, "__init__", lambda self: setattr(self, "left", 200))
    path = packed(tmp_path / "x.zip", {"a.txt": b"A " * 20, "b.txt": b"B " * 31})

    assert read(path, codebook)[:2] == (
        ["x.zip/a.txt"],
        ["x.zip/b.txt: it unpacks to more than 8 GB."],
    )


def test_locked_and_damaged_members_are_named(codebook: Codebook, tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {"a.txt": b"Alpha.", "b.txt": b"Beta.", "c.txt": b"C."})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    where = data.index(b"b.txt") + len(b"b.txt")
    data[where : where + 3] = b"\xff\xff\xff"
    path.write_bytes(data)

    origins, refused, _ = read(path, codebook)

    assert origins == ["x.zip/c.txt"]
    assert refused[0] == "x.zip/a.txt: it is locked with a password."
    assert refused[1].startswith("x.zip/b.txt: its packed data is damaged (")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.zip", b"no zip", "x.zip: it is named .zip, but nothing in it is known."),
        (
            "x.zip",
            b"PK\x03\x04 cut",
            "x.zip: it is a damaged zip archive (File is not a zip file).",
        ),
        ("x.txt.gz", _packed(b"Some text here.")[:-9], "x.txt.gz/x.txt: its packed data is"),
        ("x.exe.gz", _packed(b"MZ"), "x.exe.gz/x.exe: files of this kind cannot be"),
    ],
)
def test_what_is_no_archive_is_refused_in_a_sentence(
    codebook: Codebook, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    origins, refused, _ = read(path, codebook)

    assert origins == []
    assert [text[: len(said)] for text in refused] == [said]


def test_a_large_member_is_read_as_it_is_unpacked(
    codebook: Codebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "HELD_BYTES", 1000)
    lines = [json.dumps(line(f"a{number}")) for number in range(2000)]
    buffer = io.BytesIO("\n".join(lines).encode())
    path = packed(tmp_path / "x.zip", {"a.jsonl": buffer.getvalue()})

    origins, refused, _ = read(path, codebook)

    assert (len(origins), refused) == (2000, [])
