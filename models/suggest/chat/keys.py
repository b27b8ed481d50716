"""The key of a chat endpoint: from the environment or the system's key ring, never from a file."""

from __future__ import annotations

import os

from models.errors import UserError
from models.language import tr
from models.suggest.chat.endpoint import KEY_VARIABLE

_SERVICE = "eventdesk"


def key_for(host: str) -> str:
    """The key of a host, empty if there is none: many servers on one's own machine need none."""
    import keyring
    import keyring.errors

    given = os.environ.get(KEY_VARIABLE)
    if given:
        return given
    try:
        return keyring.get_password(_SERVICE, host) or ""
    except keyring.errors.KeyringError:
        return ""


def keep_key(host: str, key: str) -> None:
    """Puts the key of a host into the system's key ring; an empty one is taken out.

    Raises UserError where the system has no key ring.
    """
    import keyring
    import keyring.errors

    try:
        if key:
            keyring.set_password(_SERVICE, host, key)
        elif keyring.get_password(_SERVICE, host) is not None:
            keyring.delete_password(_SERVICE, host)
    except keyring.errors.KeyringError as error:
        raise UserError(
            tr(
                "This system has no key ring to keep the key in: set the variable {variable} "
                "instead.",
                variable=KEY_VARIABLE,
            )
        ) from error
