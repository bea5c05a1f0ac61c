# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Many who want the same at once."""
import collections
import threading

from burst import Burst, Request, burst


def statuses(outcomes):
    return collections.Counter(outcome.status for outcome in outcomes)


def test_a_thousand_people_get_exactly_the_hundred_seats(open_shop):
    shop = open_shop(people=1000)
    buyer, = shop.buyers
    subscription = shop.buy(buyer, 100)
    rush = Burst(shop.server.port,
                 [shop.assign(buyer, subscription, user) for user in shop.people], 100)
    outcomes = rush.run()
    slowest = max(outcome.seconds for outcome in outcomes)
    print(f"1,000 assigns on 100 seats: {rush.seconds:.2f} s, slowest {slowest * 1000:.0f} ms")
    assert statuses(outcomes) == {200: 100, 409: 900}
    refused = {outcome.json["reason"] for outcome in outcomes if outcome.status == 409}
    assert refused == {"noSeats"}
    seated = {outcome.request.body["userIds"][0] for outcome in outcomes if outcome.status == 200}
    rows = shop.server.rows("select user_id from assignment")
    assert {row[0] for row in rows} == {user.replace("-", "") for user in seated}
    shown = shop.show(buyer, subscription)
    assert (shown["assigned"], shown["available"]) == (100, 0)


def test_taking_away_and_giving_at_once_never_loses_a_seat(open_shop):
    shop = open_shop(people=40)
    buyer, = shop.buyers
    subscription = shop.buy(buyer, 20)
    burst(shop.server.port, [shop.assign(buyer, subscription, user) for user in shop.people[:20]])
    requests = []
    for leaves, comes in zip(shop.people[:20], shop.people[20:]):
        remove = shop.assign(buyer, subscription, leaves)
        remove.target += "/remove"
        requests += [remove, shop.assign(buyer, subscription, comes)]
    outcomes = burst(shop.server.port, requests, 40)
    came = sum(outcome.status == 200 for outcome in outcomes[1::2])
    assert all(outcome.status == 200 for outcome in outcomes[0::2])
    assert all(outcome.status in (200, 409) for outcome in outcomes[1::2])
    assert shop.show(buyer, subscription)["assigned"] == came
    assert shop.server.rows("select count(*) from assignment") == [(came,)]


def test_fifty_twins_of_a_purchase_buy_once(open_shop):
    shop = open_shop()
    buyer, = shop.buyers
    request = shop.purchase(buyer, 4)
    outcomes = burst(shop.server.port, [request] * 50, 50)
    # A twin that comes while the first is on its way may be told so, and gets the answer later.
    again = burst(shop.server.port, [request], 1)
    answered = [outcome for outcome in outcomes + again if outcome.status == 201]
    assert statuses(outcomes).keys() <= {201, 202, 409}
    assert again[0].status == 201
    assert len({outcome.json["id"] for outcome in answered}) == 1
    assert shop.server.rows("select count(*), sum(quantity) from subscription") == [(1, 4)]
    assert shop.server.rows("select count(*) from invoice") == [(1,)]
    assert len(shop.gateway.ledger()) == 1
    shop.check_money()


def test_reading_goes_on_while_everybody_buys(open_shop):
    shop = open_shop(buyers=8)
    reads = []

    def read():
        page = Request("GET", "/v1/products", shop.buyers[0].token)
        reads.extend(burst(shop.server.port, [page] * 200, 4))

    reader = threading.Thread(target=read)
    reader.start()
    bought = burst(shop.server.port,
                   [shop.purchase(shop.buyers[n % 8], 1 + n % 5) for n in range(200)], 32)
    reader.join()
    assert statuses(bought) == {201: 200}
    assert statuses(reads) == {200: 200}
    shop.check_money()
