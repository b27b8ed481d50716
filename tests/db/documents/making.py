"""Small documents of each kind, made by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

PARAGRAPHS = (
    "Three people were killed and eleven wounded when a bomb went off beside a bus station in the"
    " northern town of Marrow on Tuesday morning, the district governor said.",
    "The governor, Ilse Tarn, told reporters that the device had been hidden in a market cart and"
    " was set off from a distance. No group has claimed responsibility for the attack.",
)

_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)
_ODT_META = (
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta>'
    "<dc:title>Bomb in Marrow</dc:title><dc:creator>Ada Quill</dc:creator>"
    "<meta:creation-date>2024-03-05T10:00:00</meta:creation-date>"
    "</office:meta></office:document-meta>"
)


def odt(body: str) -> bytes:
    return packed({"content.xml": _ODT.format(body), "meta.xml": _ODT_META})


def packed(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return file.getvalue()


def pdf(
    pages: Sequence[Sequence[tuple[int, int, str]]], *, info: str = "", catalog: str = ""
) -> bytes:
    """A PDF in Helvetica 10; each line is x, y and text."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in lines)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources"
            f" << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}endstream")
    objects.append(f"<< {info} >>")
    out = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"/Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R"
    return f"{out}trailer\n<< {trailer} >>\nstartxref\n{start}\n%%EOF".encode("latin-1")
