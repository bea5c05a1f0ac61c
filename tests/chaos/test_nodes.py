# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Three servers on one database: each may die at any moment, and together they are as exact as
one."""
import collections
import itertools
import random
import threading
import time

import pytest

from burst import Burst, Request, burst
from client import Client
from test_kill import KILLS

pytestmark = pytest.mark.postgres
PEOPLE = 300
ROUND = 120  # requests while a node dies
AWAY = (None, 202, 502, 503, 504)  # to be asked again with the same key


def is_answered(outcome):
    if outcome.status in AWAY:
        return False
    if outcome.status in (200, 201):
        return True
    assert outcome.status == 409 and outcome.json["reason"] == "requestInProgress", (
        outcome.request.target, outcome.status, outcome.body)
    return False


def on_all(nodes, requests, connections):
    """Sends each node its requests at the same time; all outcomes."""
    bursts = [Burst(node.port, some, connections)
              for node, some in zip(nodes.nodes, requests)]
    threads = [threading.Thread(target=one.run) for one in bursts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [outcome for one in bursts for outcome in one.outcomes]


def work(nodes, pools, chance):
    for number in itertools.count():
        buyer, subscription = pools[number % len(pools)]
        yield nodes.purchase(buyer, chance.randint(1, 9))
        yield Request("POST", "/v1/users", nodes.admin_token, {
            "displayName": f"Late {number}", "email": f"late{number}@people.example.com"})
        if number < len(nodes.people):
            yield nodes.assign(buyer, subscription, nodes.people[number])


def check_effects(nodes, outcomes, pools):
    """Each key had its one effect, and every answered change is in the database."""
    kinds = collections.defaultdict(list)
    for outcome in outcomes:
        kinds[outcome.request.target].append(outcome)
    bought = {outcome.json["id"].replace("-", "") for outcome in kinds.pop("/v1/subscriptions")}
    pool_ids = {subscription.replace("-", "") for _, subscription in pools}
    stored = {row[0] for row in nodes.server.rows("select id from subscription")}
    assert stored == bought | pool_ids
    assert len(bought) == sum(o.request.target == "/v1/subscriptions" for o in outcomes)
    made = {outcome.json["id"].replace("-", "") for outcome in kinds.pop("/v1/users")}
    late = nodes.server.rows("select id from user_account where email like 'late%'")
    assert sorted(row[0] for row in late) == sorted(made)
    given = sorted(user.replace("-", "") for rest in kinds.values() for outcome in rest
                   for user in outcome.request.body["userIds"])
    assert sorted(row[0] for row in nodes.server.rows("select user_id from assignment")) == given


def test_killed_nodes_lose_and_repeat_nothing(open_nodes):
    seed = random.randrange(2**32)
    print(f"seed {seed}, {KILLS} kills")
    chance = random.Random(seed)
    nodes = open_nodes(people=PEOPLE, buyers=3)
    pools = [(buyer, nodes.buy(buyer, PEOPLE)) for buyer in nodes.buyers]
    port = nodes.start_proxy()
    fresh, waiting, done, cut = work(nodes, pools, chance), [], [], 0
    for _ in range(KILLS):
        waiting += itertools.islice(fresh, max(0, ROUND - len(waiting)))
        victim = chance.choice(nodes.nodes)
        killer = threading.Timer(chance.uniform(0.02, 0.4), victim.process.kill)
        killer.start()
        outcomes = burst(port, waiting, 16)
        killer.join()
        victim.process.wait()
        cut += any(outcome.status in AWAY for outcome in outcomes)
        done += [outcome for outcome in outcomes if is_answered(outcome)]
        waiting = [outcome.request for outcome in outcomes if not is_answered(outcome)]
        victim.start()
    deadline = time.monotonic() + 60
    while waiting:
        assert time.monotonic() < deadline, f"{len(waiting)} requests never got an answer"
        outcomes = burst(port, waiting, 16)
        done += [outcome for outcome in outcomes if is_answered(outcome)]
        waiting = [outcome.request for outcome in outcomes if not is_answered(outcome)]
        time.sleep(0.1)
    nodes.wait_until_settled()
    check_effects(nodes, done, pools)
    nodes.check_money()
    nodes.stop_nodes()
    nodes.check_data()
    print(f"{len(done)} changes were answered and kept, {cut} kills cut requests off")
    assert cut > 0


def test_who_is_known_on_one_node_is_known_on_all(open_nodes):
    nodes = open_nodes()
    admin = nodes.organization.admin
    token = nodes.token_of(admin, ["read"])
    others = [Client(node.base) for node in nodes.nodes[1:]]
    for other in others:
        other.session.cookies.update(admin.session.cookies)
        other.csrf_token = admin.csrf_token
        assert other.get("getMe")["email"] == admin.email
        with_token = Client(other.base, token)
        assert with_token.get("getMe")["email"] == admin.email
        with_token.close()
    admin.call("signOut")
    time.sleep(1.2)  # a node believes for a second what it knows of people
    for other in others:
        other.call("getMe", expect=401)
        other.close()


def test_one_key_on_all_nodes_at_once_buys_once(open_nodes):
    nodes = open_nodes()
    request = nodes.purchase(nodes.buyers[0], 4)
    outcomes = on_all(nodes, [[request] * 5] * 3, 5)
    assert {outcome.status for outcome in outcomes} <= {201, 202, 409}
    assert nodes.ask(request, 201)["quantity"] == 4
    nodes.wait_until_settled()
    assert nodes.server.rows("select count(*) from subscription") == [(1,)]
    nodes.check_money()


def test_twenty_seats_go_to_twenty_over_three_nodes(open_nodes):
    nodes = open_nodes(people=100)
    buyer, = nodes.buyers
    subscription = nodes.buy(buyer, 20)
    requests = [nodes.assign(buyer, subscription, user) for user in nodes.people]
    outcomes = on_all(nodes, [requests[n::3] for n in range(3)], 34)
    assert collections.Counter(o.status for o in outcomes) == {200: 20, 409: 80}
    assert {o.json["reason"] for o in outcomes if o.status == 409} == {"noSeats"}
    assert nodes.server.rows("select count(*) from assignment") == [(20,)]
