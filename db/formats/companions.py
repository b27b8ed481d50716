"""Files that go along with others: they are no articles by themselves."""

from __future__ import annotations

from collections.abc import Iterable

#: What an export puts beside the data (see `db.dataset_folder`), known by its checksums.
_DATASET = "SHA256SUMS"
_PAPERS = frozenset(
    ["README.md", "data_dictionary.csv", "losses.csv", "codebook.toml", "dataset_info.json"]
)


def companions(names: Iterable[str]) -> set[str]:
    """Of all files of a folder or archive (with paths in it), those that go along with others.

    A text with brat's annotations beside it is read with them. The papers of a dataset that was
    exported are told apart by the checksums beside them.
    """
    held = set(names)
    found = set()
    for name in held:
        folder, slash, own = name.rpartition("/")
        stem, _, ending = own.rpartition(".")
        texts = ending.lower() == "txt" and f"{folder}{slash}{stem}.ann" in held
        papers = own in _PAPERS and f"{folder}{slash}{_DATASET}" in held
        if texts or papers:
            found.add(name)
    return found
