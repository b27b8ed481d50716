"""Gives the import files that mean harm, in real sizes, and measures what they cost.

Run: python -m bench.hostile [gigabytes of the largest files]
Each file is imported by the command line in a process of its own, between two good files.
"""

from __future__ import annotations

import gzip
import io
import sys
import tempfile
import zipfile
from pathlib import Path

from bench.costs import cost_of
from bench.hostile_data import write_parquet, write_xmi
from bench.machine import machine

_MOST_MEMORY = 1_000_000_000
_TEXT = "Gunmen raided the market of Gao on Friday and took forty sacks of grain. "


def entity_bomb() -> str:
    """Ten entities, each ten times the one before: a billion laughs."""
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    lines.append('<!ENTITY passwd SYSTEM "file:///etc/passwd">')
    return f"<!DOCTYPE x [{''.join(lines)}]>"


def word_with(document: str) -> bytes:
    """A Word file whose text is this XML."""
    return _zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELS,
            "word/document.xml": f'<?xml version="1.0"?>{document}',
        }
    )


def open_document_with(content: str) -> bytes:
    return _zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<?xml version="1.0"?>{content}',
            "META-INF/manifest.xml": _MANIFEST,
        }
    )


def _zipped(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def workbook_with(sheet: str) -> bytes:
    """An Excel file whose only sheet is this XML."""
    import openpyxl

    made, out = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            is_sheet = info.filename == "xl/worksheets/sheet1.xml"
            target.writestr(info, sheet if is_sheet else source.read(info))
    return out.getvalue()


def scripted_page(marker: str) -> str:
    """A page that would run and fetch things, were it shown."""
    return (
        f'<html><head><title>Raid</title><script src="{marker}.js"></script>'
        f'<link rel="stylesheet" href="{marker}.css">'
        f'<meta http-equiv="refresh" content="0;{marker}">'
        f'</head><body onload="fetch(1)"><h1>Raid in Gao</h1><img src="{marker}.png">'
        f'<iframe src="file:///etc/passwd"></iframe><p>{_TEXT * 20}</p>'
        "<script>document.write('never')</script></body></html>"
    )


def scripted_pdf(text: str, marker: str) -> bytes:
    """A PDF of one page with a script that runs on opening."""
    shown = "\n".join(f"({line}) Tj T*" for line in text.split(". ") if line)
    stream = f"BT /F1 12 Tf 14 TL 40 780 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /S /JavaScript /JS (app.launchURL\\('%s'\\);) >>" % marker.encode(),
    ]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def filled(path: Path, start: bytes, block: bytes, end: bytes, count: int) -> None:
    """A file of about `count` bytes on one line."""
    with path.open("wb") as file:
        file.write(start)
        many = block * max(1, 1_000_000 // len(block))
        for _ in range(count // len(many)):
            file.write(many)
        file.write(end)


def write_hostile(folder: Path, large: int, marker: str) -> None:
    """One file a trick; `large` is the size of the largest in bytes, `marker` what none may ask."""
    for name, data in _small(large, marker).items():
        (folder / name).write_bytes(data)
    for name, start, block, end in (
        ("line.jsonl", b'{"text": "', b"a", b'"}'),
        ("line.txt", b"", b"word ", b""),
        ("line.csv", b"title,text\nA,", b"word ", b""),
        ("line.html", b"<html><p>", b"word ", b"</p></html>"),
        ("line.eml", b"Subject: x\r\n\r\n", b"word ", b""),
    ):
        filled(folder / name, start, block, end, large)
    _write_bombs(folder, large)
    write_xmi(folder, _TEXT * 5, entity_bomb(), large)
    write_parquet(folder, _TEXT * 5, large)


def _small(large: int, marker: str) -> dict[str, bytes]:
    """Files that are no larger than they need to be, by name."""
    return {
        "entities.docx": word_with(entity_bomb() + _WORD.format("&a9;")),
        "outside.docx": word_with(entity_bomb() + _WORD.format("&passwd;")),
        "entities.odt": open_document_with(entity_bomb() + "<x>&a9;</x>"),
        "entities.xhtml": f"{entity_bomb()}<html><p>{_TEXT}&a9;&passwd;</p></html>".encode(),
        "entities.xlsx": workbook_with(
            f'{entity_bomb()}<worksheet xmlns="{_OPEN}/spreadsheetml/2006/main"><sheetData>'
            '<row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row></sheetData>'
            "</worksheet>"
        ),
        "scripts.html": scripted_page(marker).encode(),
        "script.pdf": scripted_pdf(_TEXT * 20, marker),
        "surrogates.jsonl": b'{"id": "s", "text": "half \\ud800 of it"}\n',
        "surrogates.html": f"<html><p>{_TEXT * 9}&#xD800; &#55296; &#0;</p></html>".encode(),
        "columns.csv": _row("c{}", 10_000) + _row("x{}", 10_000),
        "formulas.csv": f'title,text\n"=cmd|\'/c calc\'!A1","{_TEXT * 9}"\n'.encode(),
        "deep.html": b"<html>" + b"<div>" * 200_000 + _TEXT.encode() + b"</html>",
        "deep.jsonl": b"[" * 1_000_000 + b"\n",
        "deep.rtf": rb"{\rtf1 " + b"{" * 200_000 + b"x" + b"}" * 200_000 + b"}",
        "many.jsonl": b'{"id": "m", "text": "x", "e": ['
        + b"{}," * min(7_000_000, large // 3)
        + b"{}]}\n",
        "number.jsonl": b'{"id": "n", "text": "x", "n": ' + b"9" * 1_000_000 + b"}\n",
    }


def _write_bombs(folder: Path, large: int) -> None:
    """Small files that unpack to large ones."""
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("zeros.txt", "w", force_zip64=True) as member:
            for _ in range(large // 1_000_000):
                member.write(bytes(1_000_000))
        archive.writestr("../../../tmp/outside.txt", "A text.")
    for name, member_name in (("bomb.docx", "word/document.xml"), ("bomb.odt", "content.xml")):
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", _TYPES)
            archive.writestr("_rels/.rels", _RELS)
            with archive.open(member_name, "w", force_zip64=True) as member:
                member.write(_WORD.partition("{}")[0].encode())
                for _ in range(large // 1_000_000):
                    member.write(b" " * 1_000_000)
    with gzip.open(folder / "bomb.jsonl.gz", "wb") as file:
        for _ in range(large // 1_000_000):
            file.write(bytes(1_000_000))


def _row(cell: str, count: int) -> bytes:
    return (",".join(cell.format(number) for number in range(count)) + "\n").encode()


def main() -> None:
    large = int(float(sys.argv[1]) * 1e9) if len(sys.argv) > 1 else 1_000_000_000
    print(f"{machine()}, large files {large / 1e9} GB")
    print("| file | seconds | peak MB | good ones in | what was said |\n|---|---|---|---|---|")
    bad = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "in").mkdir()
        write_hostile(folder / "in", large, "http://127.0.0.1:9/fetched")
        (folder / "good.txt").write_text(_TEXT)
        (folder / "last.txt").write_text(_TEXT * 2)
        for path in sorted((folder / "in").iterdir()):
            bad += not _measured(folder, path)
    sys.exit(f"{bad} above {_MOST_MEMORY / 1e9} GB, or with the rest left out" if bad else 0)


def _measured(folder: Path, path: Path) -> bool:
    project = folder / "bench.db"
    project.unlink(missing_ok=True)
    files = [str(folder / "good.txt"), str(path), str(folder / "last.txt")]
    cost = cost_of("import", str(project), *files)
    said = cost.said
    words = [line for line in said.splitlines() if path.name in line] or said.splitlines()[-2:]
    is_good = "Traceback" not in said and cost.peak < _MOST_MEMORY
    shown = " ".join(words).replace("|", "\\|")[:160]
    row = f"| {path.name} | {cost.seconds:.1f} | {cost.peak / 1e6:.0f} | {_count(said)} | {shown} |"
    print(row, flush=True)
    return is_good


def _count(said: str) -> str:
    return said.splitlines()[-1].partition(" and ")[0] if said else ""


_OPEN = "http://schemas.openxmlformats.org"
_WORD_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{_OPEN}/package/2006/content-types"><Default Extension='
    '"rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD_KIND}"/></Types>'
)
_RELS = (
    f'<?xml version="1.0"?><Relationships xmlns="{_OPEN}/package/2006/relationships">'
    f'<Relationship Id="r" Type="{_OPEN}/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_WORD = (
    f'<w:document xmlns:w="{_OPEN}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{{}}</w:t>'
    "</w:r></w:p></w:body></w:document>"
)
_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
    'manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type='
    '"application/vnd.oasis.opendocument.text"/></manifest:manifest>'
)


if __name__ == "__main__":
    main()
