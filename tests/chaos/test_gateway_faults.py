# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""A payment gateway that declines, hangs, fails or loses its answer: each purchase ends right and
is charged once at most, and nobody else notices."""
import itertools
import threading
import time

import pytest

from burst import Request, burst

OPERATIONS = ("payment_intents.create", "payment_intents.confirm")
PATIENCE_S = 18


def finish(shop, request):
    """Asks again with the same key, as a client does, until the purchase has ended."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        outcome, = burst(shop.server.port, [request], 1)
        if outcome.status in (201, 402) or time.monotonic() > deadline:
            return outcome
        assert outcome.status in (202, 409, 503), (outcome.status, outcome.body)
        time.sleep(0.1)


def check_bought_once(shop, request, outcome):
    assert outcome.status == 201, (outcome.status, outcome.body)
    shop.wait_until_settled()
    buyer = next(buyer for buyer in shop.buyers if buyer.token == request.token)
    assert shop.show(buyer, outcome.json["id"])["status"] == "active"
    shop.check_money()


def test_a_declined_purchase_charges_nothing_and_can_be_tried_again(open_shop):
    shop = open_shop()
    buyer, = shop.buyers
    shop.gateway.order("payment_intents.confirm", "decline", code="insufficient_funds")
    refused, = burst(shop.server.port, [shop.purchase(buyer)], 1)
    assert refused.status == 402, (refused.status, refused.body)
    assert shop.gateway.ledger() == []
    assert shop.server.rows("select count(*) from subscription where status = 'active'") == [(0,)]
    request = shop.purchase(buyer)
    check_bought_once(shop, request, finish(shop, request))


def test_every_failure_of_the_gateway_ends_in_one_charge(open_shop):
    shop = open_shop()
    buyer, = shop.buyers
    bought = 0
    for operation, kind in itertools.product(
            OPERATIONS, ("error_before", "error_after", "answer_lost", "delay")):
        shop.gateway.order(operation, kind, delay_ms=300)
        request = shop.purchase(buyer, 2)
        outcome = finish(shop, request)
        shop.gateway.clear()
        assert outcome.status in (201, 402), (operation, kind, outcome.status, outcome.body)
        shop.wait_until_settled()
        bought += outcome.status == 201
        charges = len(shop.gateway.ledger())
        assert charges == bought, f"{operation} {kind}: {charges} charges for {bought} purchases"
        shop.check_money()
    active = shop.server.rows("select count(*) from subscription where status = 'active'")
    assert active == [(bought,)]
    assert bought >= 6, "a failure that passes should not cost the purchase"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_nobody_else_notices_a_gateway_that_hangs(open_shop, operation):
    shop = open_shop(people=200)
    buyer, = shop.buyers
    subscription = shop.buy(buyer, 200)
    request = shop.purchase(buyer, 7)
    shop.gateway.order(operation, "hang")
    ended = []
    purchase = threading.Thread(target=lambda: ended.append(finish(shop, request)))
    purchase.start()
    time.sleep(0.3)  # the charge hangs now
    page = Request("GET", f"/v1/subscriptions/{subscription}/assignments", buyer.token)
    others = burst(shop.server.port, [
        step for user in shop.people for step in (shop.assign(buyer, subscription, user), page)], 8)
    assert {outcome.status for outcome in others} == {200}
    slowest = max(outcome.seconds for outcome in others)
    print(f"slowest of {len(others)} beside the hanging charge: {slowest * 1000:.0f} ms")
    assert slowest < 5, "something waited for the gateway"
    shop.gateway.clear()
    purchase.join()
    check_bought_once(shop, request, ended[0])
    assert len(shop.gateway.ledger()) == 2
