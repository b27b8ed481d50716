"""Rows that others wrote: read as records, and out of their scheme as they came in."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from db.exports.exporting import export
from db.formats.scheme_reading import as_texts, scheme_of
from db.imports.importing import import_files
from db.project import Project
from models.edits import AddArticles, EventChange, Review
from models.events import FieldValue, State
from models.schemes import acled, gtd, ucdp
from models.schemes.schemes import UCDP
from models.values import Count
from tests.db.scheme_trips import through
from tests.models.scheme_room import ARTICLE


def written(path: Path, columns: tuple[str, ...], *rows: dict[str, str]) -> Path:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode())
    return path


ACLED_ROW = {
    "event_id_cnty": "MLI31337",
    "event_date": "2024-02-11",
    "year": "2024",
    "time_precision": "2",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "JNIM: Group for Support of Islam and Muslims",
    "assoc_actor_1": "Katiba Macina;Others",
    "inter1": "2",
    "actor2": "Military Forces of Mali (2021-)",
    "inter2": "1",
    "interaction": "12",
    "civilian_targeting": "Civilian targeting",
    "iso": "466",
    "region": "Western Africa",
    "country": "Mali",
    "admin1": "Mopti",
    "admin2": "Bandiagara",
    "location": "Bankass",
    "latitude": "14.0700",
    "longitude": "-3.52",
    "geo_precision": "1",
    "source": "Studio Tamani; Twitter",
    "source_scale": "National-Regional",
    "notes": 'On 11 February, fighters "of the katiba" clashed.\nNo toll, they said; =1+1.',
    "fatalities": "0",
    "tags": "local administrators",
    "timestamp": "1707868800",
}
GTD_ROW = {
    "eventid": "201402110007",
    "iyear": "2014",
    "imonth": "2",
    "iday": "0",
    "approxdate": "Mid-February",
    "country": "195",
    "country_txt": "Sudan",
    "region": "11",
    "region_txt": "Sub-Saharan Africa",
    "provstate": "South Kordofan",
    "city": "Unknown",
    "latitude": "11.5",
    "longitude": "29.5",
    "specificity": "3",
    "crit1": "1",
    "crit2": "1",
    "crit3": "0",
    "success": "0",
    "attacktype1": "2",
    "attacktype1_txt": "Armed Assault",
    "targtype1": "4",
    "targtype1_txt": "Military",
    "target1": "Patrol",
    "gname": "Unknown",
    "nperps": "-99",
    "nkill": "2.0",
    "weaptype1": "5",
    "weaptype1_txt": "Firearms",
    "scite1": '"Attack on patrol," Radio, February 12, 2014.',
    "dbsource": "START Primary Collection",
    "INT_LOG": "-9",
}
UCDP_ROW = {
    "id": "244657",
    "relid": "IRQ-2017-1-524-322",
    "year": "2017",
    "active_year": "1",
    "code_status": "Clear",
    "type_of_violence": "1",
    "conflict_new_id": "259",
    "conflict_name": "Iraq: Government",
    "dyad_name": "Government of Iraq - IS",
    "side_a": "Government of Iraq",
    "side_b": "IS",
    "number_of_sources": "-1",
    "source_article": '"Reuters News,2017-07-31,Battle for the town"',
    "source_office": "Reuters News",
    "source_date": "2017-07-31",
    "source_headline": "Battle for the town",
    "source_original": "police officer",
    "where_prec": "2",
    "where_coordinates": "Tal Afar town",
    "adm_1": "Ninawa province",
    "latitude": "36.379",
    "longitude": "42.448",
    "geom_wkt": "POINT (42.448 36.379)",
    "priogrid_gid": "182125",
    "country": "Iraq",
    "country_id": "645",
    "region": "Middle East",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2017-07-31 00:00:00.000",
    "date_end": "2017-07-31 00:00:00.000",
    "deaths_a": "0",
    "deaths_b": "4",
    "deaths_civilians": "0",
    "deaths_unknown": "2",
    "best": "6",
    "high": "8",
    "low": "6",
    "gwnoa": "645",
}


@pytest.mark.parametrize(
    ("form", "columns", "row"),
    [
        ("acled", acled.COLUMNS, ACLED_ROW),
        ("gtd", gtd.COLUMNS, GTD_ROW),
        ("ucdp-ged", ucdp.COLUMNS, UCDP_ROW),
    ],
)
def test_a_foreign_row_comes_out_of_its_scheme_as_it_came_in(
    fresh: Callable[[], Project],
    tmp_path: Path,
    form: str,
    columns: tuple[str, ...],
    row: dict[str, str],
) -> None:
    path = written(tmp_path / "foreign.csv", columns, row)
    out = list(csv.DictReader(io.StringIO(through(path, form, fresh()).decode(), newline="")))
    assert [{key: cell for key, cell in one.items() if cell} for one in out] == [
        {key: f"'{cell}" if cell.startswith("=") else cell for key, cell in row.items()}
    ]


def test_a_changed_field_changes_the_columns_that_derive_from_it_and_no_others(
    fresh: Callable[[], Project], tmp_path: Path
) -> None:
    project = fresh()
    path = written(tmp_path / "foreign.csv", acled.COLUMNS, ACLED_ROW)
    import_files(project, [path], annotator="ana", confirmed_by="ana")
    (found,) = project.db.execute("SELECT id FROM articles").fetchall()
    (held,) = project.events(found[0], "ana")
    dead = FieldValue("new", "killed", Count(4, 4, 4), State.ADDED, annotator="ana")
    changed = replace(held, values=(*(one for one in held.values if one.field != "killed"), dead))
    project.apply(Review("Deaths", (EventChange(held, changed),)), "ana")
    export(project, tmp_path / "out.csv", "acled")
    out = (tmp_path / "out.csv").read_text(encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(out, newline=""))
    expected = dict.fromkeys(acled.COLUMNS, "") | ACLED_ROW | {"fatalities": "4"}
    assert row == expected


def test_columns_of_older_tables_come_out_behind_those_of_today(
    fresh: Callable[[], Project], tmp_path: Path
) -> None:
    older = ("data_id", "iso3", *acled.COLUMNS)
    first = ACLED_ROW | {"event_id_cnty": "MLI1"}
    second = ACLED_ROW | {"data_id": "9", "iso3": "MLI", "actor2": "-odd"}
    path = written(tmp_path / "old.csv", older, first, second)
    out = through(path, "acled", fresh()).decode()
    assert out.splitlines()[0] == ",".join((*acled.COLUMNS, "data_id", "iso3"))
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert rows[0] == dict.fromkeys(older, "") | first
    assert rows[1] == dict.fromkeys(older, "") | second | {"actor2": "'-odd"}


def test_a_row_that_names_its_article_becomes_a_record_of_it(
    fresh: Callable[[], Project], tmp_path: Path
) -> None:
    project = fresh()
    project.apply(AddArticles("Import", (ARTICLE,)), "ana")
    known, unknown = ACLED_ROW | {"article_id": "a1"}, ACLED_ROW | {"article_id": "a9"}
    path = written(tmp_path / "linked.csv", (*acled.COLUMNS, "article_id"), known, unknown)
    report = import_files(project, [path], annotator="ana", confirmed_by="ana")
    assert (report.imported, report.events) == (0, 1)
    assert report.refused == ("linked.csv row 3: there is no article a9.",)
    (event_,) = project.events("a1", "ana")
    assert event_.first("event_type") == "armed_clash"


def test_a_strict_tsv_row_comes_out_as_it_came_in(
    fresh: Callable[[], Project], tmp_path: Path
) -> None:
    cells = {
        "Event ID": "AFR20240211-3-1",
        "Event Date": "2024-02-11",
        "Event Type": "ASSAULT",
        "Event Mode": "aerial;drone",
        "Intensity": "-9.0",
        "Quad Code": "MATERIAL CONFLICT",
        "Actor Name": "Government of Mali",
        "Actor Name Raw": '"junta" forces',
        "Recipient Name": "=Civilians",
        "Placename": "Bankass",
        "Country": "MLI",
        "Story People": "A;B",
        "Version": "X-1",
    }
    from models.schemes.polecat import COLUMNS

    header = "\t".join(COLUMNS)
    line = "\t".join(cells.get(column, "") for column in COLUMNS)
    path = tmp_path / "polecat.txt"
    path.write_bytes(f"{header}\n{line}\n".encode())
    assert through(path, "polecat", fresh()) == path.read_bytes()


def test_a_plover_event_comes_out_as_it_came_in(
    fresh: Callable[[], Project], tmp_path: Path
) -> None:
    path = tmp_path / "plover.jsonl"
    path.write_text(
        '{"event": "ASSAULT", "id": "x-1", "date": "2024-02-11", "mode": ["drone"],'
        ' "actor": [{"raw_text": "junta", "country_name": "Mali"}], "recipient": [],'
        ' "event_loc": {"resolved_place": "Bankass", "lat": 14.07, "resolution": 4},'
        ' "text_info": {"sequence": 2}, "size": {"dead": 3}}\n',
        encoding="utf-8",
    )
    assert through(path, "plover", fresh()) == path.read_bytes()


def test_what_cannot_be_read_in_a_row_is_told_and_kept(
    fresh: Callable[[], Project], tmp_path: Path
) -> None:
    odd = ACLED_ROW | {"event_date": "11 Feb", "sub_event_type": "Piracy", "latitude": "north"}
    path = written(tmp_path / "odd.csv", acled.COLUMNS, odd)
    project = fresh()
    report = import_files(project, [path], annotator="ana", confirmed_by="ana")
    assert report.imported == 1
    assert [said.partition(": ")[2] for said in report.refused] == [
        "event_date '11 Feb' is no day; the row is kept.",
        "latitude 'north' is no angle up to 90 degrees; the row is kept.",
        "conflict@1 has no type for “Piracy”; the row is kept.",
    ]
    export(project, tmp_path / "out.csv", "acled")
    assert (tmp_path / "out.csv").read_bytes() == path.read_bytes()


def test_a_table_in_another_encoding_is_read_in_it(
    fresh: Callable[[], Project], tmp_path: Path
) -> None:
    row = GTD_ROW | {"city": "Bogotá", "summary": "Un carro bomba explotó en el centro, según él."}
    path = written(tmp_path / "gtd.csv", gtd.COLUMNS, row)
    path.write_bytes(path.read_bytes().decode().encode("cp1252"))
    out = through(path, "gtd", fresh())
    (again,) = csv.DictReader(io.StringIO(out.decode(), newline=""))
    assert (again["city"], again["summary"]) == (row["city"], row["summary"])


def test_rows_of_a_workbook_are_texts_and_its_header_tells_the_scheme() -> None:
    assert scheme_of(UCDP_ROW) is UCDP
    assert scheme_of(["title", "text"]) is None
    cells = {"date_start": datetime(2024, 1, 5), "best": 3.0, "low": None, "side_b": "IS"}
    assert as_texts(cells) == {"date_start": "2024-01-05", "best": "3", "side_b": "IS"}


def test_a_row_with_more_cells_than_the_header_is_refused_and_the_rest_goes_on(
    fresh: Callable[[], Project], tmp_path: Path
) -> None:
    path = written(tmp_path / "odd.csv", acled.COLUMNS, ACLED_ROW)
    with path.open("ab") as file:
        file.write(b"," * 30 + b",,more\r\n")
    report = import_files(fresh(), [path], annotator="ana", confirmed_by="ana")
    assert report.imported == 1
    assert report.refused == ("odd.csv row 3: it has 33 cells and the header has 31.",)


def test_a_sheet_with_the_columns_of_a_scheme_is_read_as_its_rows(
    fresh: Callable[[], Project], tmp_path: Path
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append([*ACLED_ROW])
    cells = ACLED_ROW | {"event_date": datetime(2024, 2, 11), "year": 2024, "fatalities": 0}
    book.active.append([*cells.values()])
    book.save(tmp_path / "acled.xlsx")
    out = through(tmp_path / "acled.xlsx", "acled", fresh())
    (row,) = csv.DictReader(io.StringIO(out.decode(), newline=""))
    assert row == dict.fromkeys(acled.COLUMNS, "") | ACLED_ROW
