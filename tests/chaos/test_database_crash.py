# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL that dies under load and comes back: the server stays, answers 503 meanwhile, and
what it answered well is there; who repeats with the same key gets one effect."""
import itertools
import os
import pathlib
import random
import subprocess
import threading
import time

import pytest

from burst import Burst, burst
from server import programs
from test_kill import check_answered, is_answered, work

pytestmark = pytest.mark.postgres

CRASHES = max(3, int(os.environ.get("PERSEAT_KILLS", "10")) // 3)
PEOPLE = 400
CONNECTIONS = 16
CLUSTER = pathlib.Path(__file__).parents[1] / "support/postgres_cluster"


class Cluster:
    """A PostgreSQL of the test's own."""

    def __init__(self):
        started = subprocess.run([CLUSTER, "start", programs() / "perseatd"], check=True, text=True,
                                 stdout=subprocess.PIPE)
        self.server = started.stdout.strip()
        self.folder = self.server.split()[0].removeprefix("host=")

    def order(self, verb):
        subprocess.run([CLUSTER, verb, self.folder], check=True)

    def crash_and_return(self, away_s):
        self.order("crash")
        time.sleep(away_s)
        self.order("again")


@pytest.fixture
def cluster(monkeypatch):
    made = Cluster()
    monkeypatch.setenv("PERSEAT_TEST_POSTGRES", made.server)
    yield made
    made.order("stop")


def crash_under_load(shop, cluster, requests, after_s):
    """What was answered well, and the requests to be sent again."""
    load = Burst(shop.server.port, requests, CONNECTIONS)
    crash = threading.Timer(after_s, cluster.crash_and_return, [0.3])
    crash.start()
    outcomes = load.run(timeout_s=60)
    crash.join()
    for outcome in outcomes:
        if outcome.status == 503:
            assert outcome.json["reason"] in ("databaseUnavailable", "outcomeUnknown", "overloaded",
                                              "gatewayUnavailable"), outcome.body
    return ([outcome for outcome in outcomes if is_answered(outcome)],
            [outcome.request for outcome in outcomes if not is_answered(outcome)])


def wait_until_ready(shop):
    deadline = time.monotonic() + 20
    while not shop.server.is_ready():
        assert time.monotonic() < deadline, "the server does not come back to its database"
        time.sleep(0.1)


def test_a_database_that_crashes_keeps_what_was_answered(cluster, open_shop):
    seed = random.randrange(2**32)
    print(f"seed {seed}, {CRASHES} crashes")
    chance = random.Random(seed)
    shop = open_shop(people=PEOPLE, buyers=4)
    pools = [(buyer, shop.buy(buyer, PEOPLE)) for buyer in shop.buyers]
    fresh = work(shop, pools, chance)
    waiting, done, met = [], [], 0
    for _ in range(CRASHES):
        waiting += itertools.islice(fresh, 600 - len(waiting))
        answered, waiting = crash_under_load(shop, cluster, waiting, chance.uniform(0.02, 0.3))
        met += bool(waiting)
        wait_until_ready(shop)
        check_answered(shop, answered, shop.admin_token)
        done += answered
    for outcome in burst(shop.server.port, waiting, CONNECTIONS):
        assert outcome.status in (200, 201, 202), (outcome.status, outcome.body)
    shop.wait_until_settled(60)
    check_answered(shop, done, shop.admin_token)
    shop.check_money()
    shop.check_data()
    print(f"{len(done)} changes were answered and kept, {met} crashes met work")
    assert met > 0
