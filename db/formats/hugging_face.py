"""Writes a Hugging Face dataset: Parquet shards that `datasets.load_dataset(folder)` reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from db.formats.annotated import facts_of, marking, record_of
from db.formats.dataset import CodedArticle, Column, Dataset
from models.blindness import ASSISTED, BLIND, CODED
from models.codebook import Codebook
from models.marks import article_labels

_ROWS, _SHARD_ROWS = 500, 20_000

_MEANINGS = {
    "article_id": "the article's id",
    "title": "its title",
    "source": "who published it",
    "url": "where it is from",
    "published": "the day of publication (ISO)",
    "language": "its language (ISO 639)",
    "text": "the text; empty where it may not be passed on",
    "sha256": "the SHA-256 of the text in UTF-8",
    "codebook": "name and version of the codebook",
    "status": "how far the article is: `done` with no event means that it holds none",
    "annotators": "who coded it",
    CODED: "`assisted`: suggestions were in sight; `blind`: none were",
    "labels": "the event types and record classes of its records",
    "spans": "stretches with label, record, field, answer, and whether the value was rejected",
    "events": "the records: id, annotator, assisted or blind, and the values as JSON",
}


def write(out: Path, dataset: Dataset) -> int:
    """Shards in the folder `data`, named by the side of a split; returns how many articles."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(pa)
    data = out / "data"
    data.mkdir(exist_ok=True)
    rows: list[dict[str, Any]] = []
    count = 0
    writer: Any = None

    def flush() -> None:
        writer.write_table(pa.Table.from_pylist(rows, schema=schema))
        rows.clear()

    for coded in dataset.articles:
        if count % _SHARD_ROWS == 0:
            if writer:
                flush()
                writer.close()
            path = data / f"{coded.side or 'train'}-{count // _SHARD_ROWS:05}.parquet"
            writer = pq.ParquetWriter(path, schema, compression="zstd")
        rows.append(_row(coded, dataset))
        count += 1
        if len(rows) >= _ROWS:
            flush()
    if writer is None and not any(data.iterdir()):
        writer = pq.ParquetWriter(data / "train-00000.parquet", schema)
    if writer:
        flush()
        writer.close()
    return count


def columns(codebook: Codebook) -> list[Column]:  # noqa: ARG001 - the same for all
    """For the data dictionary."""
    return [Column(name, "text", meaning) for name, meaning in _MEANINGS.items()]


def card_head(codebook: Codebook) -> str:
    """The YAML at the top of the card, by which the files are found."""
    name = json.dumps(codebook.title, ensure_ascii=False)
    return (
        f"---\npretty_name: {name}\ntask_categories:\n- token-classification\n"
        "- text-classification\ntags:\n- event-extraction\n---\n\n"
    )


def _schema(pa: Any) -> Any:
    word = pa.string()
    span = pa.struct(
        [
            ("start", pa.int32()),
            ("end", pa.int32()),
            ("label", word),
            ("event_id", word),
            ("field", word),
            ("choice", word),
            ("rejected", pa.bool_()),
        ]
    )
    event = pa.struct([("id", word), ("annotator", word), (CODED, word), ("values", word)])
    lists = {"annotators": word, "labels": word, "spans": span, "events": event}
    return pa.schema(
        [(name, pa.list_(lists[name]) if name in lists else word) for name in _MEANINGS]
    )


def _row(coded: CodedArticle, dataset: Dataset) -> dict[str, Any]:
    spans = [
        {
            "start": start,
            "end": end,
            "label": mark.label,
            "event_id": mark.event,
            "field": mark.field,
            "choice": mark.choice,
            "rejected": mark.rejected,
        }
        for mark in marking(coded, dataset).marks
        for start, end in mark.spans
    ]
    events = [
        {
            "id": said["id"],
            "annotator": said.get("annotator", ""),
            CODED: ASSISTED if said["id"] in coded.assisted else BLIND,
            "values": json.dumps(said["values"], ensure_ascii=False),
        }
        for said in record_of(coded, dataset)["events"]
    ]
    return facts_of(coded, dataset.codebook) | {
        "text": None if coded.text_left_out else coded.article.text,
        "labels": article_labels(coded.events, dataset.codebook),
        "spans": spans,
        "events": events,
    }
