"""Which engine a command means: codebook, language model, and what was learned."""

from __future__ import annotations

import argparse
import importlib.util
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cli.console import say
from cli.projects import CODEBOOK
from models.errors import UserError

if TYPE_CHECKING:
    from models.actors import ActorEntry
    from models.codebook import Codebook
    from models.learned import Learned
    from models.suggest.learning.state import LearnedState


@dataclass(frozen=True)
class Engine:
    """`trained_on` names the articles that the learned state, if any, comes from.

    `twin` is the same without the articles held out, named in `held_out`, if the state is that of
    a project. `actors` is what people told that project of names.
    """

    codebook: Codebook
    learned: LearnedState | None = None
    trained_on: frozenset[str] = frozenset()
    twin: LearnedState | None = None
    held_out: frozenset[str] = frozenset()
    actors: tuple[ActorEntry, ...] = ()


def engine_of(arguments: argparse.Namespace) -> Engine:
    """The engine by `--codebook`, `--learned` and `--model`."""
    from db.codebook_files import load_codebook

    check_model(arguments.model)
    path: Path | None = arguments.learned
    if path is None:
        return Engine(load_codebook(arguments.codebook or CODEBOOK))
    if _is_state(path):
        codebook = load_codebook(arguments.codebook or CODEBOOK)
        return _with_learned(codebook, read_learned(path, codebook.reference), path)
    return _of_project(path, arguments.codebook)


def _is_state(path: Path) -> bool:
    """Whether a file is a learned state and no project, by how it begins."""
    try:
        with path.open("rb") as file:
            return file.read(1) == b"{"
    except OSError:
        return False  # What is wrong with it is said where it is opened as a project.


def check_model(model: str | None) -> None:
    """Refuses a language model that is not there."""
    if model and importlib.util.find_spec(model) is None:
        raise UserError(
            f"The language model {model} is not installed; "
            "leave --model out for the one that comes with Eventdesk."
        )


def read_learned(path: Path, codebook: str) -> Learned:
    """A learned state from a file; `codebook` is the reference of the one that it is for."""
    from models.learned import learned_from_json

    try:
        found = learned_from_json(json.loads(path.read_text(encoding="utf-8")), codebook)
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from None
    except UserError as error:
        raise UserError(f"{path} cannot be taken over: {error}.") from None
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path} cannot be taken over: it is damaged ({error}).") from None
    if usable(found.state) is None:
        raise UserError(
            f"{path} cannot be taken over: it is damaged or comes from another version of the "
            "engine."
        )
    return found


def usable(text: str, codebook: Codebook | None = None) -> LearnedState | None:
    """The learned state of a text, if this version of the engine (and codebook) can use it."""
    from models.suggest.learning.keeping import fits, state_from_text

    try:
        state = state_from_text(text)
    except ValueError:
        return None
    return state if fits(state, codebook) else None


def _of_project(path: Path, wanted: str | None) -> Engine:
    from cli.projects import refuse_other_codebook
    from db import learning
    from db.project import Project
    from models.learned import fingerprint
    from models.suggest.learning.examples import is_held_out

    project = Project.open(path)
    try:
        refuse_other_codebook(project, wanted)
        learned = learning.learned(project)
        engine = _with_learned(project.codebook, learned, path)
        engine = replace(engine, actors=project.actor_book().entries)
        if learned is None or not learned.twin:
            return engine
        hashes = learning.text_hashes(project)
        held_out = {fingerprint(hashes[id_]) for id_ in hashes if is_held_out(id_)}
        twin = usable(learned.twin, project.codebook)
        return replace(engine, twin=twin, held_out=frozenset(held_out))
    finally:
        project.close()


def _with_learned(codebook: Codebook, learned: Learned | None, path: Path) -> Engine:
    if learned is None:
        say(f"{path} has learned nothing yet, so these are the suggestions of the rules alone.")
        return Engine(codebook)
    state = usable(learned.state, codebook)
    if state is None:
        raise UserError(
            f"What {path} has learned is damaged or comes from another version of the engine; "
            "let it learn again (main.py learn)."
        )
    return Engine(codebook, state, frozenset(learned.trained_on))
