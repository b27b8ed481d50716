"""Web archives: pages with the address and the day that they were fetched."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from db.formats import readers
from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from db.ids import new_id
from db.imports.found_files import read_file
from models.codebook import Codebook

TEXT = "Gunmen raided the market of Gao on Friday and took forty sacks of grain. " * 12
PAGE = f"<html><title>Raid in Gao</title><body><h1>Raid in Gao</h1><p>{TEXT}</p></body></html>"


def archive(path: Path, *answers: tuple[str, str, bytes]) -> Path:
    """Answers: address with status, type, body; each a packed member of its own in a .gz."""
    parts = [record("warcinfo", "", b"software: test\r\n")]
    for address, kind, body in answers:
        url, _, status = address.partition(" ")
        http = f"HTTP/1.1 {status or '200 OK'}\r\nContent-Type: {kind}\r\n\r\n".encode()
        parts.append(record("response", url, http + body))
    path.write_bytes(b"".join(map(gzip.compress, parts) if path.suffix == ".gz" else parts))
    return path


def record(kind: str, url: str, block: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-01-05T10:00:00Z\r\n"
    head += f"WARC-Target-URI: {url}\r\n" if url else ""
    head += "Content-Type: application/http; msgtype=response\r\n" if url else ""
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def read(path: Path, codebook: Codebook) -> tuple[list[Found], list[str], list[str]]:
    notes: list[str] = []
    items = list(readers.read(Source.of_file(path), Reading(codebook, new_id, note=notes.append)))
    found = [item for item in items if isinstance(item, Found)]
    return found, [item.text for item in items if isinstance(item, Refusal)], notes


def test_answers_that_hold_articles_come_in_with_address_and_day(
    codebook: Codebook, tmp_path: Path
) -> None:
    path = archive(
        tmp_path / "crawl.warc.gz",
        ("https://www.sahel.example/news/raid", "text/html; charset=utf-8", PAGE.encode()),
        ("https://sahel.example/a.txt", "text/plain", TEXT.encode()),
        ("https://sahel.example/pic.png", "image/png", b"\x89PNG"),
        ("https://sahel.example/gone 404 Not Found", "text/html", PAGE.encode()),
        ("https://sahel.example/menu", "text/html", b"<html><body></body></html>"),
    )

    [page, text], refused, notes = read(path, codebook)

    article = page.line.article
    assert article.origin == "crawl.warc.gz/www.sahel.example/news/raid.html"
    assert article.url == "https://www.sahel.example/news/raid"
    assert (article.title, article.source) == ("Raid in Gao", "sahel.example")
    assert (article.published, page.doubts) == (
        date(2024, 1, 5),
        (("Its date is the day that it was fetched.", True),),
    )
    assert text.line.article.origin == "crawl.warc.gz/sahel.example/a.txt"
    assert [word.partition(":")[0] for word in refused] == ["crawl.warc.gz/sahel.example/menu.html"]
    assert notes == ["crawl.warc.gz: answers of other kinds were passed over (2)."]


def test_the_encoding_that_the_server_told_is_believed(codebook: Codebook, tmp_path: Path) -> None:
    body = PAGE.replace("grain", "зерно").encode("koi8-r")
    kind = "text/html; charset=koi8-r"
    path = archive(tmp_path / "x.warc", ("https://a.example/", kind, body))

    [page], refused, _ = read(path, codebook)

    assert "зерно" in page.line.article.text
    assert refused == []


@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz"])
def test_a_damaged_archive_keeps_what_was_read(
    codebook: Codebook, tmp_path: Path, name: str
) -> None:
    path = archive(tmp_path / name, ("https://a.example/1", "text/html", PAGE.encode()))
    path.write_bytes(path.read_bytes() + b"GARBAGE" * 20)
    (tmp_path / "y.warc").write_bytes(b"WARC/1.0\r\nbroken")

    found = list(read_file(path, Reading(codebook, new_id)))
    [broken] = read_file(tmp_path / "y.warc", Reading(codebook, new_id))

    assert [isinstance(item, Found) for item in found] == [True, False]
    assert isinstance(broken, Refusal)
