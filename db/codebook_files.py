"""Finds codebooks: the bundled ones by name, any other by the path of its file."""

from __future__ import annotations

from pathlib import Path

from models.codebook import Codebook
from models.codebook.reading import parse_codebook
from models.errors import UserError
from models.language import tr

#: The codebooks that come with the app, the default first.
BUNDLED: tuple[str, ...] = ("conflict", "muc4")

_FOLDER = Path(__file__).parent.parent / "models" / "codebook" / "bundled"


def load_codebook(name_or_path: str) -> Codebook:
    """The codebook of a bundled name (`conflict`, `conflict@1`) or of a TOML file.

    Raises UserError when there is no such codebook, when its file cannot be read, or (as
    CodebookError) when it has mistakes.
    """
    name, _, version = name_or_path.partition("@")
    if name not in BUNDLED:
        return _read(Path(name_or_path))
    codebook = _read(_FOLDER / f"{name}.toml")
    if version and version != str(codebook.version):
        raise UserError(
            tr(
                "There is no codebook {name_or_path}; this version of the app has {reference}. "
                "Name that, or the TOML file of the older one.",
                name_or_path=name_or_path,
                reference=codebook.reference,
            )
        )
    return codebook


def _read(path: Path) -> Codebook:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        names = ", ".join(BUNDLED)
        raise UserError(
            tr(
                "There is no codebook {path}; name a TOML file, or one that comes with the app "
                "({names}).",
                path=path,
                names=names,
            )
        ) from None
    except UnicodeDecodeError as error:
        raise UserError(
            tr(
                "The codebook {path} is not UTF-8 text (byte {start}); save it as UTF-8.",
                path=path,
                start=error.start,
            )
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UserError(
            tr("The codebook {path} cannot be read: {reason}.", path=path, reason=reason)
        ) from None
    return parse_codebook(text, path.name)
