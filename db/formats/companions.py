"""Files that go along with others: they are no articles by themselves."""

from __future__ import annotations

from collections.abc import Iterable

from db.dataset_files import BESIDE_A_FILE, CHECKSUMS, PAPERS

_BESIDE = tuple(f".{name}" for name in BESIDE_A_FILE)


def companions(names: Iterable[str]) -> set[str]:
    """Of all files of a folder or archive (with paths in it), those that go along with others.

    A text with brat's annotations beside it is read with them. The papers of a dataset that was
    exported are told apart by the checksums beside them, tables beside a single file by its name.
    """
    held = set(names)
    stems = {name.rpartition(".")[0] for name in held if not name.endswith(_BESIDE)}
    found = set()
    for name in held:
        folder, slash, own = name.rpartition("/")
        stem, _, ending = own.rpartition(".")
        texts = ending.lower() == "txt" and f"{folder}{slash}{stem}.ann" in held
        papers = own in PAPERS and f"{folder}{slash}{CHECKSUMS}" in held
        beside = any(
            own.endswith(ending) and f"{folder}{slash}{own.removesuffix(ending)}" in stems
            for ending in _BESIDE
        )
        if texts or papers or beside:
            found.add(name)
    return found
