# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""A server that is killed at any moment under load: what was answered stays, nothing is half done,
and who asks again with the same key gets what the first request came to."""
import itertools
import os
import random
import threading

from burst import Burst, Request, burst

KILLS = int(os.environ.get("PERSEAT_KILLS", "10"))
PEOPLE = 400
CONNECTIONS = 16


def is_answered(outcome):
    """Whether the client knows that its change was made."""
    if outcome.status in (None, 202, 503):
        return False
    if outcome.status in (200, 201):
        return True
    assert outcome.status == 409 and outcome.json["reason"] == "requestInProgress", (
        outcome.status, outcome.body)
    return False


def kill_under_load(shop, requests, after_s):
    """What was answered before the server died, and the requests to be sent again."""
    load = Burst(shop.server.port, requests, CONNECTIONS)
    killer = threading.Timer(after_s, shop.server.process.kill)
    killer.start()
    outcomes = load.run(timeout_s=20)
    killer.join()
    shop.server.process.wait()
    return ([outcome for outcome in outcomes if is_answered(outcome)],
            [outcome.request for outcome in outcomes if not is_answered(outcome)])


def work(shop, pools, chance):
    """Purchases and assigns without end, each assign another person's."""
    for pool, (buyer, subscription) in enumerate(itertools.cycle(pools)):
        yield shop.purchase(shop.buyers[pool % len(shop.buyers)], chance.randint(1, 9))
        if pool < len(pools) * PEOPLE:
            yield shop.assign(buyer, subscription, shop.people[pool // len(pools)])


def check_answered(shop, outcomes, admin_token):
    """Every answered change is there after a restart."""
    bought = [outcome for outcome in outcomes if outcome.request.target == "/v1/subscriptions"]
    shown = burst(shop.server.port, [
        Request("GET", f"/v1/subscriptions/{outcome.json['id']}", admin_token)
        for outcome in bought])
    for before, now in zip(bought, shown):
        assert now.status == 200, (now.status, now.body)
        assert now.json["status"] == "active"
        assert now.json["quantity"] == before.request.body["quantity"]
    seated = {row[0] for row in shop.server.rows("select user_id from assignment")}
    for outcome in outcomes:
        for user in outcome.request.body.get("userIds", []):
            assert user.replace("-", "") in seated


def test_a_killed_server_keeps_what_it_answered(open_shop):
    seed = random.randrange(2**32)
    print(f"seed {seed}, {KILLS} kills")
    chance = random.Random(seed)
    shop = open_shop(people=PEOPLE, buyers=4)
    pools = [(buyer, shop.buy(buyer, PEOPLE)) for buyer in shop.buyers
             for _ in range(max(1, KILLS // 10))]
    fresh = work(shop, pools, chance)
    waiting, done, killed_at_work, latest_s = [], [], 0, 0.4
    for _ in range(KILLS):
        waiting += itertools.islice(fresh, 3000 - len(waiting))
        answered, waiting = kill_under_load(shop, waiting, chance.uniform(0.02, latest_s))
        if not answered:  # a machine that is busy with other things
            latest_s = min(2 * latest_s, 5)
        killed_at_work += bool(answered) and bool(waiting)
        shop.server.start()
        check_answered(shop, answered, shop.admin_token)
        done += answered
    # Those on their way at the last kill are among the first: their keys are known already.
    for outcome in burst(shop.server.port, waiting[:10 * CONNECTIONS], CONNECTIONS):
        assert outcome.status in (200, 201, 202), (outcome.status, outcome.body)
    shop.wait_until_settled()
    check_answered(shop, done, shop.admin_token)
    shop.check_money()
    shop.server.stop()
    shop.check_data()
    print(f"{len(done)} changes were answered and kept, {killed_at_work} kills met work")
    assert killed_at_work > KILLS // 4
