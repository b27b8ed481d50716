"""Fetches one address, because a person asked for it: the only way from here to the network."""

from __future__ import annotations

import time
from collections.abc import Collection
from urllib.parse import urlsplit

import httpx

from db.formats.answers import Answer, kind_of
from models.errors import UserError
from models.language import number, tr

#: A page or feed may have so many bytes, unpacked.
MAX_BYTES = 5_000_000
#: So long an answer may take from first to last byte, and so long nothing may come.
SECONDS = 60.0
SILENT_SECONDS = 15.0
_REDIRECTS = 5
_HEADERS = {
    "User-Agent": "Eventdesk/0.1 (single pages, on a person's request)",
    "Accept-Encoding": "gzip",
}


def fetch(
    address: str,
    kinds: Collection[str],
    *,
    may_cut: bool = False,
    limit: int = MAX_BYTES,
    seconds: float = SECONDS,
    silent: float = SILENT_SECONDS,
) -> tuple[Answer, bool]:
    """The answer, and whether it was cut off at `limit` bytes (only if it may be).

    No cookie is kept, no password sent, no proxy of the surroundings asked. Raises UserError.
    """
    until = time.monotonic() + seconds
    timeout = httpx.Timeout(silent)
    try:
        with httpx.Client(headers=_HEADERS, timeout=timeout, trust_env=False) as client:
            for _ in range(_REDIRECTS + 1):
                _refuse_other_schemes(address)
                client.cookies.clear()
                with client.stream("GET", address) as response:
                    if not response.has_redirect_location:
                        return _taken(response, kinds, until, limit=limit, may_cut=may_cut)
                    address = str(response.url.join(response.headers["Location"]))
    except httpx.TimeoutException:
        raise UserError(tr("the server did not answer in time")) from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
        raise UserError(tr("it cannot be fetched ({reason})", reason=_reason(error))) from None
    raise UserError(
        tr("it leads from address to address, more than {count} times", count=_REDIRECTS)
    )


def _refuse_other_schemes(address: str) -> None:
    try:
        parts = urlsplit(address)
    except ValueError:
        raise UserError(tr("it is no address")) from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UserError(tr("only addresses that begin with http:// or https:// are fetched"))


def _taken(
    response: httpx.Response, kinds: Collection[str], until: float, *, limit: int, may_cut: bool
) -> tuple[Answer, bool]:
    if response.status_code != httpx.codes.OK:
        status = f"{response.status_code} {response.reason_phrase}".strip()
        raise UserError(tr("the server answered {status}", status=status))
    content_type = response.headers.get("Content-Type", "")
    if kind_of(content_type) not in kinds:
        raise UserError(
            tr("it is of another kind ({kind})", kind=kind_of(content_type) or tr("not told"))
        )
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if time.monotonic() > until:
            raise UserError(tr("it took too long to come"))
        if len(data) > limit:
            if not may_cut:
                raise UserError(tr("it has more than {most} MB", most=number(limit / 1e6)))
            return Answer(str(response.url), content_type, bytes(data[:limit])), True
    return Answer(str(response.url), content_type, bytes(data)), False


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
