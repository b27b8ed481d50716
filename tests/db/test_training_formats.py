"""Other programs read what goes out for training, and what they write comes in."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from db.codebook_files import load_codebook
from db.exports.exporting import Wanted, hand_out
from db.imports.importing import ImportReport, import_files
from db.project import Project
from models.article import Article, Status
from models.edits import AddArticles, StatusChange
from models.events import Event, FieldValue, Link, State
from models.spans import Span
from models.values import Actor, Place

TEXT = "🙂 Gunmen shot two traders in Mopti.\r\nLater a mine killed a farmer."


def value(field: str, answer: Any, quote: str, state: State = State.ADDED) -> FieldValue:
    spans = [Span(m.start(), m.end()) for m in re.finditer(re.escape(quote), TEXT)]
    return FieldValue(f"v{field}{answer}", field, answer, state, tuple(spans), annotator="ana")


@pytest.fixture
def out(tmp_path: Path) -> Any:
    """Writes a small project in a format and returns where."""
    project = Project.create(tmp_path / "one.db", load_codebook("conflict"))
    first = (
        value("event_type", "attack", "shot"),
        value("initiator", Actor("Group X"), "Gunmen"),
        value("place", Place("Mopti", "MLI"), "Mopti"),
        value("target", Actor("Herders"), "farmer", State.REJECTED),
    )
    second = (
        value("event_type", "remote_explosive_landmine_ied", "mine"),
        value("weapon", "landmine", "mine"),
    )
    events = (
        Event("e1", "a1", "ana", 0, values=first),
        Event("e2", "a1", "ana", 1, "p1", second, (Link("follows", "e1"),)),
    )
    articles = (Article("a1", TEXT, language="en"), Article("a2", "Nothing.", language="en"))
    done = tuple(StatusChange(one, "ana", Status.NEW, Status.DONE) for one in ("a1", "a2"))
    project.apply(AddArticles("Import", articles, events, done), "ana")

    def write(form: str, name: str, **options: Any) -> Path:
        hand_out(project, tmp_path / name, Wanted(form, options=options))
        return tmp_path / name

    yield write
    project.close()


def brought(tmp_path: Path, path: Path) -> tuple[list[dict[str, Any]], ImportReport]:
    """The one article's records, each with its fields' values and quotes."""
    project = Project.create(tmp_path / "in.db", load_codebook("conflict"))
    report = import_files(project, [path], annotator="ana", confirmed_by="ana")
    records = [
        {one.field: [one.value, *(s.quote(text) for s in one.evidence)] for one in event.values}
        for id_, text in project.db.execute("SELECT id, text FROM articles ORDER BY number")
        for event in project.events(id_, "ana")
    ]
    project.close()
    return records, report


def test_spacy_reads_spans_entities_and_categories(out: Any) -> None:
    import spacy
    from spacy.tokens import DocBin

    path = out("docbin", "out.spacy", negatives=True)

    docs = list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))
    assert [doc.text for doc in docs] == [TEXT, "Nothing."]
    first, empty = docs
    spans = {key: [(s.text, s.label_) for s in group] for key, group in first.spans.items()}
    assert spans["initiator"] == [("Gunmen", "initiator")]
    assert spans["weapon"] == [("mine", "landmine")]
    assert spans["rejected"] == [("farmer", "target")]
    assert ("Mopti", "place") in [(ent.text, ent.label_) for ent in first.ents]
    assert first.cats["attack"] == 1.0
    assert not any(empty.cats.values())
    assert first.user_data["coded"] == "assisted"
    assert empty.user_data["status"] == "done"


def test_pyarrow_reads_the_hugging_face_folder(out: Any) -> None:
    import pyarrow.dataset

    folder = out("hf", "hf")

    first, empty = pyarrow.dataset.dataset(folder / "data").to_table().to_pylist()
    assert first["text"] == TEXT
    assert {(s["label"], TEXT[s["start"] : s["end"]]) for s in first["spans"]} >= {
        ("attack", "shot"),
        ("place", "Mopti"),
    }
    assert [event["coded"] for event in first["events"]] == ["assisted", "assisted"]
    assert (empty["events"], empty["status"]) == ([], "done")
    assert (folder / "README.md").read_text(encoding="utf-8").startswith("---\npretty_name:")


def test_columns_hold_one_label_a_token(out: Any) -> None:
    rows = out("conll", "out.conll").read_text(encoding="utf-8").splitlines()

    assert rows[0] == "-DOCSTART- -X- -X- O"
    assert "Mopti -X- -X- B-place" in rows
    assert {len(row.split(" ")) for row in rows if row and row[0] not in "-#"} == {4}
    misc = out("conllu", "out.conllu").read_text(encoding="utf-8")
    tokens = [line.split("\t") for line in misc.splitlines() if line[:1].isdigit()]
    assert {len(token) for token in tokens} == {10}
    for token in tokens:
        place = dict(part.split("=") for part in token[9].split("|"))
        assert TEXT[int(place["StartChar"]) : int(place["EndChar"])] == token[1] or token[1] in (
            "Nothing",
            ".",
        )


def test_events_stand_with_their_arguments_and_empty_articles_too(out: Any) -> None:
    path = out("relations", "out.jsonl", negatives=True)

    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["event_type"] for row in rows] == ["attack", "remote_explosive_landmine_ied", None]
    assert rows[0]["trigger"] == [{"start": 9, "end": 13, "text": "shot"}]
    assert {one["field"] for one in rows[0]["arguments"]} == {"initiator", "place"}
    assert rows[0]["rejected"][0]["value"] == {"name": "Herders"}
    assert rows[1]["links"] == [{"type": "follows", "event": "e1"}]
    assert rows[2]["event_id"] is None


_LINE = {
    "T": r"T\d+\t[\w-]+ \d+ \d+(;\d+ \d+)*\t[^\n]*",
    "E": r"E\d+\t[\w-]+:T\d+( [\w-]+:[TE]\d+)*",
    "R": r"R\d+\t[\w-]+ Arg1:[TE]\d+ Arg2:[TE]\d+",
    "A": r"A\d+\t[\w-]+ [TE]\d+( \S+)?",
    "#": r"#\d+\t\w+ [A-Z]+\d*\t[^\n]*",
}


def test_brat_s_grammar_holds_and_offsets_quote_the_words(out: Any) -> None:
    folder = out("brat", "brat", negatives=True)

    text = (folder / "a1.txt").read_bytes().decode()
    assert text == TEXT
    lines = (folder / "a1.ann").read_text(encoding="utf-8").rstrip("\n").split("\n")
    held = {line.split("\t")[0] for line in lines}
    for line in lines:
        assert re.fullmatch(_LINE[line[0]], line)
        id_, said, *tail = line.split("\t")
        if id_[0] == "T":
            parts = [part.split() for part in said.partition(" ")[2].split(";")]
            assert " ".join(text[int(a) : int(b)] for a, b in parts) == tail[0]
        else:
            assert set(re.findall(r"\b[TE]\d+\b", said)) <= held
    assert any(line.startswith("E1\tattack:T1 initiator:") for line in lines)
    assert "[events]" in (folder / "annotation.conf").read_text(encoding="utf-8")


def test_a_foreign_brat_pair_comes_in_from_a_zip_once(tmp_path: Path) -> None:
    ann = (
        "T1\tAttack 9 13\tshot\nT2\tPER 2 8\tGunmen\nT3\tGPE 29 34\tMopti\nT4\tXYZ 14 17\ttwo\n"
        "E1\tAttack:T1 Agent:T2\nbroken\n"
    )
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("d/one.txt", TEXT.encode())
        archive.writestr("d/one.ann", ann)

    [record], report = brought(tmp_path, path)

    assert report.imported == 1
    assert record["event_type"] == ["attack", "shot"]
    assert record["initiator"] == [Actor("Gunmen"), "Gunmen"]
    assert record["place"] == [Place("Mopti"), "Mopti"]
    notes = " ".join(report.notes)
    assert "no field for the label XYZ (1)" in notes
    assert "line 6 is no annotation that brat writes" in notes


@pytest.mark.parametrize(
    "task",
    [
        {"text": TEXT, "label": [[9, 13, "Attack"], [29, 34, "place"]]},
        {
            "text": TEXT,
            "entities": [
                {"id": 1, "label": "attack", "start_offset": 9, "end_offset": 13},
                {"id": 2, "label": "GPE", "start_offset": 29, "end_offset": 34},
            ],
            "relations": [{"from_id": 1, "to_id": 2, "type": "place"}],
        },
        {
            "text": TEXT,
            "answer": "accept",
            "spans": [
                {"start": 9, "end": 13, "label": "ATTACK"},
                {"start": 29, "end": 34, "label": "LOC"},
            ],
        },
    ],
)
def test_tasks_of_doccano_and_prodigy_come_in(tmp_path: Path, task: dict[str, Any]) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(task) + "\n{\n", encoding="utf-8")

    [record], report = brought(tmp_path, path)

    assert record == {"event_type": ["attack", "shot"], "place": [Place("Mopti"), "Mopti"]}
    assert [text.partition(":")[0] for text in report.refused] == ["x.jsonl line 2"]


def test_a_foreign_docbin_comes_in_by_its_entities(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    doc = spacy.blank("en")(TEXT)
    doc.set_ents([doc.char_span(29, 34, label="GPE")])
    doc.cats = {"attack": 1.0, "peaceful_protest": 0.0}
    path = tmp_path / "x.spacy"
    DocBin(docs=[doc], store_user_data=True).to_disk(path)

    [record], _ = brought(tmp_path, path)

    assert record == {"place": [Place("Mopti"), "Mopti"], "event_type": ["attack"]}


def test_what_is_no_docbin_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.spacy"
    path.write_bytes(b"\x78\x9cnothing")

    _, report = brought(tmp_path, path)

    assert [text[:44] for text in report.refused] == [
        "x.spacy: it is no DocBin that spaCy can read"
    ]


def test_cassis_reads_the_xmi_by_its_type_system(out: Any) -> None:
    import cassis

    folder = out("uima", "uima", negatives=True)

    with (folder / "TypeSystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    with (folder / "a1.xmi").open("rb") as file:
        cas = cassis.load_cas_from_xmi(file, typesystem=types)
    assert cas.sofa_string == TEXT
    spans = cas.select("webanno.custom.EventSpan")
    told = {(span.label, span.get_covered_text()) for span in spans}
    assert {("attack", "shot"), ("place", "Mopti"), ("weapon", "mine")} <= told
    ties = cas.select("webanno.custom.EventRelation")
    assert ("initiator", "shot", "Gunmen") in {
        (tie.label, tie.Governor.get_covered_text(), tie.Dependent.get_covered_text())
        for tie in ties
    }


def test_a_foreign_xmi_comes_in_with_offsets_in_utf_16(tmp_path: Path) -> None:
    import cassis

    types = cassis.TypeSystem()
    span = types.create_type("custom.Span", supertypeName="uima.tcas.Annotation")
    types.create_feature(domainType=span, name="label", rangeType="uima.cas.String")
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string = TEXT
    cas.sofa_mime = "text/plain"
    for start, end, label in ((9, 13, "Attack"), (29, 34, "GPE")):
        cas.add(span(begin=start, end=end, label=label))
    cas.to_xmi(tmp_path / "x.xmi")

    [record], _ = brought(tmp_path, tmp_path / "x.xmi")

    assert record == {"event_type": ["attack", "shot"], "place": [Place("Mopti"), "Mopti"]}


def test_an_xmi_with_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xmi"
    path.write_text('<!DOCTYPE x [<!ENTITY a "b">]><xmi:XMI xmlns:xmi="http://www.omg.org/XMI"/>')

    _, report = brought(tmp_path, path)

    assert report.refused == ("x.xmi: it declares entities, which an XMI file never needs.",)


def test_webanno_tsv_comes_in_with_spans_and_relations(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text(
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|label\n"
        "#T_RL=webanno.custom.Rel|role|BT_webanno.custom.Span\n\n\n"
        "#Text=🙂 Gunmen of X shot in Mopti.\n"
        "1-1\t0-2\t🙂\t_\t_\t_\t\n"
        "1-2\t3-9\tGunmen\tORG[1]\tinitiator\t1-5[0_1]\t\n"
        "1-3\t10-12\tof\tORG[1]\t_\t_\t\n"
        "1-4\t13-14\tX\tORG[1]\t_\t_\t\n"
        "1-5\t15-19\tshot\tAttack\t_\t_\t\n"
        "1-6\t20-22\tin\t_\t_\t_\t\n"
        "1-7\t23-28\tMopti\tGPE\t_\t_\t\n"
        "1-8\t28-29\t.\t_\t_\t_\t\n",
        encoding="utf-8",
    )

    [record], report = brought(tmp_path, path)

    assert report.refused == ()
    assert record == {
        "event_type": ["attack", "shot"],
        "initiator": [Actor("Gunmen of X"), "Gunmen of X"],
        "place": [Place("Mopti"), "Mopti"],
    }
