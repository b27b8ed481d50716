"""Talks to a chat endpoint over HTTP: one question, one answer, with time-outs and a count."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any, TypeGuard

import httpx

from models.suggest.chat.endpoint import AnswerError, Endpoint, EndpointError, Usage

_CONNECT_SECONDS = 10.0
_SHOWN = 200
#: More than any answer needs; a server that goes on for ever is left.
_MOST_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    text: str


class Chat:
    """A connection to one endpoint."""

    def __init__(self, endpoint: Endpoint, key: str = "") -> None:
        self.endpoint = endpoint.checked()
        self.usage = Usage()
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        timeout = httpx.Timeout(endpoint.seconds, connect=_CONNECT_SECONDS)
        # Nothing of the surroundings is asked for a proxy or a password: the text goes to the host
        # that the person has agreed to, and a redirect to another one is not followed.
        self._client = httpx.Client(
            headers=headers, timeout=timeout, trust_env=False, follow_redirects=False
        )

    def close(self) -> None:
        self._client.close()

    def ask(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> str:
        """The text of the answer.

        Raises EndpointError if the endpoint cannot be used, AnswerError if what came is no answer.
        """
        body: dict[str, Any] = {
            "model": self.endpoint.model,
            "messages": messages,
            "temperature": 0,
            "seed": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "events", "strict": True, "schema": schema},
            },
        }
        response = self._post(body)
        if response.status in {400, 422} and "response_format" in response.text:
            # Older servers only know that an answer is to be JSON; the prompt holds the schema too.
            response = self._post(body | {"response_format": {"type": "json_object"}})
        if response.status != httpx.codes.OK:
            raise EndpointError(self._refusal(response))
        return self._content(response)

    def _post(self, body: dict[str, Any]) -> _Response:
        self.usage.requests += 1
        try:
            return self._received(body, time.monotonic() + self.endpoint.seconds)
        except httpx.TimeoutException as error:
            raise EndpointError(
                f"{self.endpoint.host} did not answer within {self.endpoint.seconds:g} seconds: "
                "try again, or allow it more time."
            ) from error
        except (httpx.RemoteProtocolError, httpx.DecodingError) as error:
            raise AnswerError(f"the answer broke off ({error})") from error
        except httpx.HTTPError as error:
            raise EndpointError(
                f"{self.endpoint.host} cannot be reached ({error or type(error).__name__}): "
                "check the address and whether the server runs."
            ) from error

    def _received(self, body: dict[str, Any], deadline: float) -> _Response:
        """Reads piece by piece: a server that sends a byte now and then must not hold us."""
        address = self.endpoint.url.rstrip("/") + "/chat/completions"
        data = bytearray()
        with self._client.stream("POST", address, json=body) as response:
            for piece in response.iter_bytes():
                data += piece
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout("the whole answer took too long")
                if len(data) > _MOST_BYTES:
                    raise AnswerError("the answer does not end")
        return _Response(response.status_code, data.decode("utf-8", "replace"))

    def _refusal(self, response: _Response) -> str:
        said = " ".join(response.text[:_SHOWN].split())
        hint = {
            401: " Check the key.", 403: " Check the key.", 404: " Check address and model.",
            429: " It is asked too often, or its quota is used up: try later.",
        }.get(response.status, "")  # fmt: skip
        return f"{self.endpoint.host} refused with status {response.status}: {said}.{hint}"

    def _content(self, response: _Response) -> str:
        try:
            data = json.loads(response.text)
        except (ValueError, RecursionError) as error:
            raise AnswerError("the answer is not JSON") from error
        if not isinstance(data, dict):
            raise AnswerError("the answer is not a JSON object")
        self._count(data.get("usage"))
        match data.get("choices"):
            case [{"message": {"content": str(content)}, **rest}, *_]:
                if rest.get("finish_reason") == "length":
                    raise AnswerError("the answer was cut off at the model's limit")
                return content
        raise AnswerError("the answer holds no message")

    def _count(self, used: Any) -> None:
        if isinstance(used, dict):
            tokens_in, tokens_out = used.get("prompt_tokens"), used.get("completion_tokens")
            self.usage.tokens_in += tokens_in if _is_count(tokens_in) else 0
            self.usage.tokens_out += tokens_out if _is_count(tokens_out) else 0


def _is_count(number: Any) -> TypeGuard[int]:
    return isinstance(number, int) and not isinstance(number, bool) and number >= 0
