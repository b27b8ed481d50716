"""The endpoint's key stays in the key ring, and consent holds for one host."""

from __future__ import annotations

from datetime import UTC, datetime

import keyring
import keyring.backend
import keyring.backends.fail
import pytest

from models.errors import UserError
from models.suggest.chat.consent import Consent
from models.suggest.chat.endpoint import KEY_VARIABLE, Endpoint
from models.suggest.chat.keys import keep_key, key_for


class Ring(keyring.backend.KeyringBackend):
    """A key ring in memory."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.held = {}

    def get_password(self, service, username):
        return self.held.get((service, username))

    def set_password(self, service, username, password):
        self.held[service, username] = password

    def delete_password(self, service, username):
        del self.held[service, username]


@pytest.fixture
def use(monkeypatch):
    before = keyring.get_keyring()
    monkeypatch.delenv(KEY_VARIABLE, raising=False)

    def use_ring(ring):
        keyring.set_keyring(ring)
        return ring

    yield use_ring
    keyring.set_keyring(before)


def test_a_key_is_kept_by_host_and_taken_out_again(use):
    ring = use(Ring())

    keep_key("one.example", "k1")
    assert (key_for("one.example"), key_for("two.example")) == ("k1", "")

    keep_key("one.example", "")
    keep_key("two.example", "")
    assert ring.held == {}


def test_the_environment_stands_above_the_key_ring(use, monkeypatch):
    use(Ring())
    keep_key("one.example", "k1")
    monkeypatch.setenv(KEY_VARIABLE, "k2")

    assert key_for("one.example") == "k2"


def test_without_a_key_ring_one_is_told_about_the_variable(use):
    use(keyring.backends.fail.Keyring())

    assert key_for("one.example") == ""
    with pytest.raises(UserError, match=KEY_VARIABLE):
        keep_key("one.example", "k1")


def consent(url="http://localhost:8080/v1", host="localhost:8080"):
    return Consent(Endpoint(url, "small"), host, "ana", datetime(2024, 3, 5, 9, tzinfo=UTC))


def test_consent_comes_back_as_it_was_kept():
    assert Consent.from_text(consent().to_text()) == consent()


def test_consent_to_one_host_does_not_hold_for_another():
    assert consent().holds
    assert not consent(url="https://elsewhere.example/v1").holds


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{}", '{"url": 1}', consent().to_text().replace('"at": "2', '"at": "x2')],
)
def test_settings_that_make_no_sense_are_told_in_a_sentence(text):
    with pytest.raises(UserError, match="set it up again"):
        Consent.from_text(text)
