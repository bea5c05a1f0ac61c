# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Months that pass on the test clock: renewals, declined cards, states that end."""
import datetime
import time

import pytest

import server as server_module
from client import Client
from conftest import CATALOG, OPERATOR
from organization import Organization, buy, card

PATIENCE_S = 60
NOBODYS_ID = "019bc119-0100-7710-b421-eac04625e185"


def parse(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


class Deployment:
    """A server whose time its operator moves."""

    def __init__(self, folder, arguments=("--test-clock",)):
        self.server = server_module.Server(folder, arguments)
        self.server.bootstrap(**OPERATOR)
        self.server.start()
        self.operator = Client(self.server.base)
        self.operator.sign_in(**OPERATOR)
        self.operator.call("applyCatalog", CATALOG)
        self.offer = next(offer for product in self.operator.get("getCatalog")["products"]
                          if product["sku"] == "DRAW-1" for offer in product["offers"]
                          if offer["code"] == "monthly")
        self.organization = Organization(self.server.base, self.operator)

    def now(self):
        return parse(self.operator.get("getTestClock")["now"])

    def move(self, to):
        moment = to.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        answer = self.operator.call("moveTestClock", {"now": moment}, expect=202).json
        deadline = time.monotonic() + PATIENCE_S
        while answer["movingTo"] is not None:
            assert time.monotonic() < deadline, self.server.tail()
            time.sleep(0.02)
            answer = self.operator.get("getTestClock")
        assert parse(answer["now"]) >= to.replace(microsecond=0)

    def pass_days(self, days):
        self.move(self.now() + datetime.timedelta(days=days))


@pytest.fixture(scope="module")
def deployment(server, tmp_path_factory):
    """One for all tests of this file, each with people of its own; time goes on from one to the
    next. `server`: skips where nothing is built."""
    made = Deployment(tmp_path_factory.mktemp("time"))
    yield made
    made.server.stop()


@pytest.fixture
def own_deployment(server, tmp_path):
    made = Deployment(tmp_path)
    yield made
    made.server.stop()


def invoices(buyer):
    """All of a buyer's; time goes on for less than three years here."""
    today = datetime.date.today()
    wanted = {"from": today - datetime.timedelta(days=2),
              "to": today + datetime.timedelta(days=1000)}
    return sorted(buyer.every("listInvoices", wanted), key=lambda invoice: invoice["number"])


def test_a_year_of_a_subscription(deployment):
    buyer = deployment.organization.person()
    bought = buy(buyer, deployment.offer, 3)
    started = deployment.now()
    deployment.pass_days(366)
    shown = buyer.get("getSubscription", id=bought["id"])
    assert shown["status"] == "active"
    assert parse(shown["renewsAt"]) > deployment.now()
    billed = invoices(buyer)
    assert len(billed) == 13
    assert {invoice["status"] for invoice in billed} == {"paid"}
    assert {invoice["nextChargeAt"] for invoice in billed} == {None}
    assert [int(invoice["number"][-4:]) for invoice in billed] == list(range(1, 14))
    # Each has the date of its own month, though all were made within seconds.
    assert len({invoice["invoiceDate"][:7] for invoice in billed}) >= 12
    lines = [line for invoice in billed
             for line in buyer.get("getInvoice", id=invoice["id"])["lines"]]
    assert [line["transactionType"] for line in lines] == ["purchase"] + ["renew"] * 12
    for earlier, later in zip(lines, lines[1:]):
        assert earlier["servicePeriodEnd"] == later["servicePeriodStart"]
    orders = buyer.every("listOrders", id=bought["id"])
    assert [order["kind"] for order in orders] == ["renewal"] * 12 + ["purchase"]
    assert orders[0]["actor"] is None
    events = deployment.organization.admin.every("listAuditEvents")
    assert sum(event["action"] == "renewSubscription" for event in events) >= 12
    assert started < deployment.now()


def test_a_card_that_stops_paying_is_tried_again_and_then_the_end_comes(deployment):
    buyer = deployment.organization.person()
    bought = buy(buyer, deployment.offer, 2)
    profile = bought["billingProfileId"]
    broken = buyer.call("addPaymentMethod", card("chargeCustomerFail")).json
    buyer.call("replaceProfilePaymentMethod", {"paymentMethodId": broken["id"]}, id=profile)
    deployment.pass_days(33)
    owed = invoices(buyer)[-1]
    assert owed["status"] == "overdue"
    assert deployment.now() < parse(owed["nextChargeAt"])
    assert buyer.get("getSubscription", id=bought["id"])["status"] == "active"
    deployment.pass_days(30)
    shown = buyer.get("getSubscription", id=bought["id"])
    assert shown["status"] == "disabled"
    # The owner pays what was used, and takes it up again with a card that is good.
    good = buyer.call("addPaymentMethod", card()).json
    for invoice in invoices(buyer):
        if invoice["status"] == "overdue":
            buyer.call("payInvoice", {"paymentMethodId": good["id"]}, id=invoice["id"])
    assert {invoice["status"] for invoice in invoices(buyer)} == {"paid"}
    buyer.call("reactivateSubscription", {"paymentMethodId": good["id"]}, id=bought["id"])
    assert buyer.get("getSubscription", id=bought["id"])["status"] == "active"


def test_a_canceled_subscription_is_gone_after_ninety_days(deployment):
    buyer = deployment.organization.person()
    bought = buy(buyer, deployment.offer)
    buyer.call("cancelSubscription", {"reason": "other"}, id=bought["id"])
    deployment.pass_days(89)
    assert buyer.get("getSubscription", id=bought["id"])["status"] == "disabled"
    deployment.pass_days(2)
    assert buyer.get("getSubscription", id=bought["id"])["status"] == "deleted"
    buyer.call("reactivateSubscription", {}, id=bought["id"], expect="subscriptionDeleted")


def test_the_clock_stays_where_it_was_over_a_crash(deployment):
    buyer = deployment.organization.person()
    buy(buyer, deployment.offer)
    deployment.pass_days(40)
    before, billed = deployment.now(), len(invoices(buyer))
    deployment.server.kill()
    deployment.server.start()
    assert deployment.now() >= before
    assert len(invoices(buyer)) == billed == 2


def test_time_only_goes_forward_and_not_too_far(deployment):
    call = deployment.operator.call
    call("moveTestClock", {"now": "2001-01-01T00:00:00Z"}, expect="timeNotLater")
    call("moveTestClock", {"now": "2999-01-01T00:00:00Z"}, expect="timeTooFar")
    call("moveTestClock", {"now": "tomorrow"}, expect=422)
    call("moveTestClock", {}, expect="required")


def test_only_the_operator_moves_time(deployment):
    for somebody in (deployment.organization.admin, deployment.organization.person()):
        somebody.call("moveTestClock", {"now": "2040-01-01T00:00:00Z"}, expect="operatorOnly")
        somebody.call("getTestClock", expect="operatorOnly")


def test_a_server_in_production_refuses(server, operator):
    operator.call("getTestClock", expect="testClockOff")
    operator.call("moveTestClock", {"now": "2040-01-01T00:00:00Z"}, expect="testClockOff")


def test_with_a_real_gateway_time_cannot_be_moved(server, tmp_path):
    own = server_module.Server(tmp_path, ("--test-clock", "--gateway-url", "http://127.0.0.1:9"))
    with pytest.raises(RuntimeError, match="testClockNotAllowed"):
        own.start()
    own.process = None


def finished(operator, run):
    deadline = time.monotonic() + PATIENCE_S
    while run["state"] != "done":
        assert time.monotonic() < deadline
        time.sleep(0.02)
        run = operator.get("getBillingRun", id=run["id"])
    return run


def test_a_billing_run_does_what_waits_for_a_person(own_deployment):
    deployment = own_deployment
    buyer = deployment.organization.person()
    bought = buy(buyer, deployment.offer, 2)
    # As a refused renewal leaves it; the rounds of due work pass it by from now on.
    deployment.server.write("update subscription set renewal_hold = 'amountTooLarge'")
    run = finished(deployment.operator, deployment.operator.call("createBillingRun", {}).json)
    assert run["renewed"] == run["failed"] == 0 and run["billed"] == []
    assert [(row["subscriptionId"], row["reason"]) for row in run["parked"]] == [
        (bought["id"], "amountTooLarge")]

    deployment.pass_days(35)
    assert len(invoices(buyer)) == 1
    answer = deployment.operator.call("createBillingRun", {}, expect=202)
    assert answer.headers["Location"] == f"/v1/billing-runs/{answer.json['id']}"
    run = finished(deployment.operator, answer.json)
    assert (run["renewed"], run["ended"], run["collected"], run["failed"]) == (1, 0, 0, 0)
    assert run["parked"] == []
    assert run["billed"] == [invoices(buyer)[-1]["total"]]
    assert parse(run["finishedAt"]) >= parse(run["startedAt"])
    deployment.pass_days(31)
    assert len(invoices(buyer)) == 3
    assert buyer.get("getSubscription", id=bought["id"])["status"] == "active"


def test_nothing_is_billed_before_its_time_or_by_others(deployment):
    later = (deployment.now() + datetime.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    deployment.operator.call("createBillingRun", {"asOf": later}, expect="timeInFuture")
    admin = deployment.organization.admin
    admin.call("createBillingRun", {}, expect="operatorOnly")
    run = deployment.operator.call("createBillingRun", {}).json
    admin.call("getBillingRun", id=run["id"], expect="notFound")
    deployment.operator.call("getBillingRun", id=NOBODYS_ID, expect=404)


def test_a_billing_run_goes_on_after_a_crash(deployment):
    buyer = deployment.organization.person()
    buy(buyer, deployment.offer)
    run = deployment.operator.call("createBillingRun", {}).json
    deployment.server.kill()
    deployment.server.start()
    assert finished(deployment.operator, run)["failed"] == 0
