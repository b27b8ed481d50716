"""Parquet tables and UIMA XMI files that mean harm, for `bench.hostile`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_XMI = (
    '<?xml version="1.0" encoding="UTF-8"?>{before}<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" '
    'xmlns:cas="http:///uima/cas.ecore" xmlns:c="http:///webanno/custom.ecore" xmi:version="2.0">'
    '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="v" mimeType="text" sofaString="{text}"/>{inside}'
    "</xmi:XMI>"
)
_SPAN = '<c:S xmi:id="{}" begin="0" end="6" label="PER"/>'


def write_xmi(folder: Path, text: str, bomb: str, large: int) -> None:
    """One file a trick; `bomb` is a document type that declares entities."""
    made = {
        "entities.xmi": _XMI.format(before=bomb, text=text + "&a9;", inside=""),
        "outside.xmi": _XMI.format(before=bomb, text=text, inside="<c:S>&passwd;</c:S>"),
        "deep.xmi": _XMI.format(before="", text=text, inside="<c:S>" * 200_000),
        "long.xmi": _XMI.format(before="", text="word " * (large // 5), inside=""),
        "many.xmi": _XMI.format(
            before="",
            text=text,
            inside="".join(map(_SPAN.format, range(min(large // 60, 1_500_000)))),
        ),
        "record.xmi": _XMI.format(before="", text=text, inside='<c:Record json="{{["/>'),
        "offsets.xmi": _XMI.format(
            before="",
            text=text,
            inside='<c:S xmi:id="2" begin="-9" end="1" label="PER"/>'
            f'<c:S xmi:id="3" begin="{"9" * 30}" end="1" label="PER"/>',
        ),
    }
    for name, said in made.items():
        (folder / name).write_text(said, encoding="utf-8")
    wide = _XMI.replace("UTF-8", "UTF-16").format(before=bomb, text=text + "&a9;", inside="")
    (folder / "entities16.xmi").write_bytes(wide.encode("utf-16"))


def write_parquet(folder: Path, text: str, large: int) -> None:
    """Tables that are broken, or hold more than they look."""
    import pyarrow as pa

    good = pa.table({"title": ["A"] * 50, "text": [f"{text} {n}" for n in range(50)]})
    _write(folder / "cut.parquet", good)
    whole = (folder / "cut.parquet").read_bytes()
    (folder / "cut.parquet").write_bytes(whole[: len(whole) // 2])
    (folder / "footer.parquet").write_bytes(whole[:-8] + b"\xff\xff\xff\x7f" + whole[-4:])
    damaged = bytearray(whole)
    damaged[len(whole) // 4 : len(whole) // 3] = b"\xff" * (len(whole) // 3 - len(whole) // 4)
    (folder / "damaged.parquet").write_bytes(bytes(damaged))
    _write(folder / "columns.parquet", pa.table({f"c{n}": ["x"] for n in range(10_000)}))
    groups = pa.table({f"c{n}": ["x"] * min(200, large // 2_000_000) for n in range(2_000)})
    _write(folder / "groups.parquet", groups, row_group_size=2)
    nested: Any = pa.scalar("x").as_py()
    kind: Any = pa.string()
    for _ in range(100):
        nested, kind = [nested], pa.list_(kind)
    _write(folder / "deep.parquet", pa.table({"text": [text], "deep": pa.array([nested], kind)}))
    # One long text that stands in the file once, and in every row.
    size, rows = min(large // 60, 15_000_000), 20_000
    repeated = pa.DictionaryArray.from_arrays(
        pa.array([0] * rows, pa.int32()), ["word " * (size // 5)]
    )
    _write(folder / "repeated.parquet", pa.table({"text": repeated}))
    # A row group that unpacks to all that is large.
    block = "word " * 200_000
    _write(
        folder / "bomb.parquet",
        pa.table({"text": [block + str(n) for n in range(large // 1_000_000)]}),
    )


def _write(path: Path, table: Any, **options: Any) -> None:
    from pyarrow import parquet

    parquet.write_table(table, path, compression="zstd", **options)
