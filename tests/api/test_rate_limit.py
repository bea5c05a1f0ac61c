# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Who asks too often is told to wait, and nobody else."""
import itertools

import pytest
import requests

import server as server_module
from client import Client
from conftest import OPERATOR

BURST = 100
addresses = itertools.count(2)


class FromAddress(requests.adapters.HTTPAdapter):
    """Connects from another loopback address."""

    def __init__(self, address):
        self.address = address
        super().__init__()

    def init_poolmanager(self, *arguments, **named):
        super().init_poolmanager(*arguments, source_address=(self.address, 0), **named)


@pytest.fixture(scope="module")
def limited(tmp_path_factory):
    """A server that a test tires out quickly, whatever else the machine does."""
    if server_module.programs() is None:
        pytest.skip("perseatd is not built")
    running = server_module.Server(tmp_path_factory.mktemp("limited"), rate_limit=1,
                                   rate_burst=BURST)
    running.bootstrap(**OPERATOR)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def from_anew(limited):
    """Makes clients of an address that has not asked for anything yet."""
    address = f"127.0.0.{next(addresses)}"
    made = []

    def make(token=None):
        client = Client(limited.base, token)
        client.session.mount("http://", FromAddress(address))
        made.append(client)
        return client
    yield make
    for client in made:
        client.close()


@pytest.fixture(scope="module")
def secrets(limited):
    client = Client(limited.base)
    client.sign_in(**OPERATOR)
    body = {"name": "one of many", "scopes": ["read", "administer"]}
    yield (client.call("createApiToken", body).json["secret"] for _ in itertools.count())
    client.close()


def until_refused(ask, status):
    """Asks until it is too often; how often that was, and the answer."""
    for number in range(3 * BURST):
        answer = ask()
        if answer.status == 429:
            return number, answer
        assert answer.status == status
    raise AssertionError("never refused")


def test_a_token_has_a_burst_and_then_waits(from_anew, secrets):
    client, other = from_anew(next(secrets)), from_anew(next(secrets))
    number, answer = until_refused(lambda: client.send("GET", "/v1/me"), 200)
    assert number >= BURST
    assert answer.reason == "tooManyRequests"
    assert 1 <= int(answer.headers["Retry-After"]) <= 2
    # Tokens of the same person and address have each their own.
    assert other.send("GET", "/v1/me").status == 200


def test_who_is_not_known_is_known_by_the_address(from_anew, secrets):
    nobody, somebody = from_anew(), from_anew(next(secrets))
    assert somebody.send("GET", "/v1/me").status == 200
    number, answer = until_refused(lambda: nobody.send("GET", "/v1/me"), 401)
    assert number >= BURST and answer.reason == "tooManyRequests"
    # Whoever is known goes on, from the same address.
    assert somebody.send("GET", "/v1/me").status == 200


@pytest.mark.parametrize("target,headers,status", [
    ("/v1/me", {"Authorization": "Bearer guessed"}, 401), ("/v1/no-such-path", {}, 404),
    ("/openapi.json", {}, 200)], ids=["guessing", "no-path", "contract"])
def test_it_holds_for_all_that_nobody_known_asks(from_anew, target, headers, status):
    client = from_anew()
    number, _ = until_refused(lambda: client.send("GET", target, headers=headers), status)
    assert number >= BURST


def test_a_sign_in_counts_as_twenty(from_anew):
    client = from_anew()
    nobody = {"email": "nobody@example.com", "password": "not this one"}
    number, answer = until_refused(lambda: client.send("POST", "/v1/session", body=nobody), 401)
    assert BURST / 20 <= number <= BURST / 20 + 3
    assert answer.reason == "tooManyRequests" and int(answer.headers["Retry-After"]) > 1


def test_finding_out_who_asks_costs_the_address_nothing(from_anew, secrets):
    for client in from_anew(next(secrets)), from_anew(next(secrets)):
        for _ in range(BURST * 2 // 3):
            # A new token makes the server forget everybody: the next request is looked up.
            client.call("createApiToken", {"name": "short", "scopes": ["read"]})
    assert from_anew().send("GET", "/v1/me").status == 401


def test_health_is_told_to_everybody_at_any_time(from_anew):
    client = from_anew()
    until_refused(lambda: client.send("GET", "/v1/me"), 401)
    for target in ("/healthz", "/readyz"):
        assert client.send("GET", target).status == 200


def test_refusals_are_counted(limited, from_anew):
    client = from_anew()
    until_refused(lambda: client.send("GET", "/v1/me"), 401)
    lines = Client(limited.base).call("getMetrics").body.decode().splitlines()
    assert any(line.startswith("perseat_http_rate_limited_total ") and not line.endswith(" 0")
               for line in lines)
