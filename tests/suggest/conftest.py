"""The place index for the tests of the engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.suggest.gazetteer import Gazetteer, open_gazetteer, shared_gazetteer


@pytest.fixture(scope="session", autouse=True)
def _shared_index_closed(places_folder: Path) -> Iterator[None]:
    yield
    if shared_gazetteer.cache_info().currsize:
        shared_gazetteer().close()
        shared_gazetteer.cache_clear()


@pytest.fixture(scope="session")
def gazetteer(places_folder: Path) -> Iterator[Gazetteer]:
    index = open_gazetteer()
    yield index
    index.close()
