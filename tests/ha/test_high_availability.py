# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""What happens to the machine that leads must cost no answered change and only seconds: perseatd
finds the next leader by itself, and every answer that it gave before holds there."""
import itertools
import random
import subprocess
import time

import pytest

from cluster import Machine
from load import Load, pauses
from server import programs

BEFORE_S = 4  # of load before something happens
STEADY_S = 4  # with answers in each second: writes are back
GIVE_UP_S = 90
REPLAYED_MAX = 40

# To whom, what happens, what makes it good again, and the seconds until writes are back.
FAULTS = {
    "killed leader": ("primary", Machine.kill, Machine.start, 20),
    # Two faults in one. The third machine has often got more than the second and must undo it.
    "leader that dies alone": ("primary", Machine.die_alone, Machine.start, 30),
    "leader cut off": ("primary", Machine.cut, Machine.mend, 20),
    "frozen leader": ("primary", Machine.freeze, Machine.thaw, 30),
    # The machine without which no commit is answered.
    "second machine that loses its disk": ("synchronous", Machine.kill, Machine.replace, 20),
}


def work(shop, number, chance):
    """Assigns, unassigns and purchases of one buyer, whose people and pool are nobody else's."""
    buyer = shop.buyers[number]
    share = len(shop.people) // len(shop.buyers)
    people = shop.people[number * share:(number + 1) * share]
    pool = shop.pools[number]
    for person in itertools.cycle(people):
        yield shop.assign(buyer, pool, person)
        if chance.random() < 0.2:
            yield shop.purchase(buyer, chance.randint(1, 9))
        if chance.random() < 0.5:
            yield shop.unassign(buyer, pool, person)


@pytest.fixture(scope="session")
def history(shop):
    """The pools, and every change that was answered since they were bought."""
    shop.pools = [shop.buy(buyer, len(shop.people)) for buyer in shop.buyers]
    return []


@pytest.fixture
def load(cluster, shop, history):
    cluster.wait_until_healthy()
    seed = random.randrange(2**32)
    print(f"\nseed {seed}")
    chance = random.Random(seed)
    plans = [work(shop, number, chance) for number in range(len(shop.buyers))]
    reads = itertools.repeat(shop.read(shop.buyers[0], shop.pools[0]))
    started = Load(shop.server.port, [*plans, reads]).start()
    time.sleep(BEFORE_S)
    assert len(started.moments()) > BEFORE_S * 10, "the load does not get going"
    return started


def wait_until_steady(load, since):
    """Until changes have been answered without a pause for some seconds."""
    while time.monotonic() < since + GIVE_UP_S:
        time.sleep(0.5)
        now = time.monotonic()
        if now - since > STEADY_S and not pauses(load.moments(), now - STEADY_S, now):
            return
    pytest.fail(f"no steady writes {GIVE_UP_S} s later: {dict(load.put_off)}")


def outage(load, since, until, method="POST"):
    """The seconds until answers were back for good, and those without any."""
    met = pauses(load.moments(method), since, until)
    back = met[-1][1] - since if met else 0
    return back, sum(end - begin for begin, end in met)


def holders(history):
    """Who has a license from which pool, by the answers."""
    held = set()
    for one in history:
        words = one.request.target.split("/")
        if one.request.method == "POST" and "assignments" in words:
            pairs = {(words[3], user) for user in one.request.body["userIds"]}
            held = held - pairs if words[-1] == "remove" else held | pairs
    return {(plain(pool), plain(user)) for pool, user in held}


def plain(text):
    return text.replace("-", "")


def check_answers_hold(shop, history):
    """The database has what was answered, all of it and nothing twice."""
    rows = shop.server.rows("select subscription_id, user_id from assignment")
    assert set(rows) == holders(history) and len(rows) == len(set(rows))
    bought = {plain(one.json["id"]): one.request.body["quantity"] for one in history
              if one.request.target == "/v1/subscriptions"}
    pools = {plain(pool): len(shop.people) for pool in shop.pools}
    assert dict(shop.server.rows("select id, quantity from subscription")) == bought | pools
    assert shop.server.rows("select count(*) from subscription where status <> 'active'") == [(0,)]


def check_repeats(shop, load):
    """Who asks again is told the same, above all those whose first answer was lost."""
    asked = sorted((one for one in load.answered if one.request.method == "POST"),
                   key=lambda one: -one.tries)[:REPLAYED_MAX]
    for one in asked:
        again = shop.ask(one.request, one.status)
        assert again.get("id") == one.json.get("id")


def check_database(cluster, folder):
    """perseatd's own proofs, from a data folder of their own while the server runs."""
    for proof in ("check", "verify"):
        done = subprocess.run([programs() / "perseatd", proof, "--data", folder,
                               "--database", cluster.database], capture_output=True, text=True,
                              timeout=60)
        assert done.returncode == 0, f"{proof}: {done.stdout}{done.stderr}"


def finish(cluster, shop, history, load):
    load.stop()
    assert shop.server.is_ready()
    history += [one for one in load.answered if one.request.method == "POST"]
    assert load.wrong == []
    shop.wait_until_settled(60)
    check_repeats(shop, load)
    check_answers_hold(shop, history)
    shop.check_money()
    check_database(cluster, shop.folder / "proofs")
    assert [cluster.ask_proxy(port, "select pg_is_in_recovery()") for port in (5000, 5001)] == [
        "f", "t"], "HAProxy leads programs to the leader and to followers"
    repeated = ", ".join(f"{count} {reason}" for reason, count in load.put_off.most_common())
    print(f"{len(load.moments())} changes answered and kept, slowest answer "
          f"{load.slowest_s:.1f} s; repeated after: {repeated or 'nothing'}")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_no_answer(fault, cluster, shop, history, load):
    role, happen, make_good, back_max_s = FAULTS[fault]
    victim = cluster.find(role)
    began = time.monotonic()
    happen(victim)
    wait_until_steady(load, time.monotonic())
    steady = time.monotonic()
    leader = cluster.leader()
    assert leader not in (None, victim)
    # Good again while others write: a leader of yesterday must not take the key back.
    make_good(victim)
    took = cluster.wait_until_healthy()
    healthy = time.monotonic()
    back, without = outage(load, began, steady)
    reads_back, _ = outage(load, began, steady, "GET")
    _, later = outage(load, steady, healthy)
    print(f"{fault}, {victim.name}; {leader.name} leads: writes back after {back:.1f} s, "
          f"{without:.1f} s without; reads back after {reads_back:.1f} s; "
          f"all three follow again after {took:.1f} s, {later:.1f} s without writes meanwhile")
    finish(cluster, shop, history, load)
    assert back <= back_max_s


def test_an_upgrade_machine_by_machine(cluster, shop, history, load):
    """The replica, the one that holds every commit, then the leader after a switch."""
    old, second = cluster.leader(), cluster.find("synchronous")
    third, = (one for one in cluster.machines if one not in (old, second))
    pauses_s = {}
    for what, verb, more in [(f"{third.name} restarted", "restart", [third.name]),
                             (f"{second.name} restarted", "restart", [second.name]),
                             (f"{old.name} handed over", "switchover", []),
                             (f"{old.name} restarted", "restart", [old.name])]:
        began = time.monotonic()
        cluster.order(verb, *more)
        cluster.wait_until_healthy()
        wait_until_steady(load, began)
        pauses_s[what] = outage(load, began, time.monotonic())[1]
    assert cluster.leader() not in (None, old)
    print("; ".join(f"{what}: {seconds:.1f} s without writes"
                    for what, seconds in pauses_s.items()))
    finish(cluster, shop, history, load)
    assert max(pauses_s.values()) <= 20
