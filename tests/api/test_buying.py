# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Buying, changing, canceling and taking up again."""
import concurrent.futures
import uuid
from decimal import Decimal

import pytest

from client import Client
from organization import ADDRESS, PASSWORD, buy, card


@pytest.fixture
def buyer(organization):
    return organization.person("Bea Buyer")


@pytest.fixture(scope="module")
def yearly(catalog):
    return catalog["DRAW-1"]["offers"]["yearly"]


def amount(money):
    return Decimal(money["amount"])


def test_a_member_sees_what_is_for_sale_in_their_currency(buyer, catalog):
    products = {product["sku"]: product for product in buyer.every("listProducts")}
    draw = products["DRAW-1"]
    assert draw["eligibility"] == {"allowed": True}
    assert {offer["code"]: offer["price"] for offer in draw["offers"]} == {
        "monthly": {"amount": "12.50", "currency": "EUR"},
        "yearly": {"amount": "125.00", "currency": "EUR"}}
    assert buyer.get("getProduct", productId=draw["id"]) == draw
    if "PLAN-1" in products:
        assert products["PLAN-1"]["eligibility"] == {"allowed": False,
                                                     "reason": "productNotSelfService"}


def test_what_is_quoted_is_what_is_charged(buyer, monthly):
    quote = buyer.get("createQuote", body={"kind": "purchase", "offerId": monthly["id"],
                                           "quantity": 5})
    assert (quote["net"]["amount"], quote["tax"]["amount"], quote["total"]["amount"],
            quote["dueNow"]["amount"]) == ("62.50", "11.88", "74.38", "74.38")
    bought = buy(buyer, monthly, 5, expectedTotal=quote["total"])
    invoice, = buyer.every("listInvoices")
    assert invoice["total"] == quote["total"]
    assert (invoice["status"], invoice["amountDue"]["amount"]) == ("paid", "0.00")
    detail = buyer.get("getInvoice", id=invoice["id"])
    assert [line["net"]["amount"] for line in detail["lines"]] == ["62.50"]
    assert detail["lines"][0]["transactionType"] == "purchase"
    assert detail["subscriptionId"] == bought["id"]
    assert [payment["status"] for payment in detail["payments"]] == ["succeeded"]


def test_a_purchase_is_active_at_once(buyer, monthly):
    bought = buy(buyer, monthly, 7)
    assert (bought["status"], bought["accountType"], bought["managementScope"]) == (
        "active", "selfService", "individual")
    assert (bought["quantity"], bought["assigned"], bought["available"]) == (7, 0, 7)
    assert bought["purchaser"] == {"id": buyer.user_id, "displayName": "Bea Buyer"}
    assert bought["recurringBilling"] == "on"
    assert bought["renewsAt"] == bought["expiresAt"] > bought["startedAt"]
    assert all(action["allowed"] for name, action in bought["allowedActions"].items()
               if name != "reactivateSubscription")
    assert buyer.get("getSubscription", id=bought["id"]) == bought
    assert buyer.every("listSubscriptions") == [bought]
    profile = buyer.get("getBillingProfile", id=bought["billingProfileId"])
    assert profile["paymentMethod"]["last4"]
    assert profile["myRoles"] == ["billingProfileOwner"]


def test_a_repeated_purchase_buys_once(buyer, monthly):
    method = buyer.call("addPaymentMethod", card(), expect=201).json
    key = {"Idempotency-Key": str(uuid.uuid4())}
    body = {"offerId": monthly["id"], "quantity": 3, "paymentMethodId": method["id"]}
    answers = [buyer.call("buySubscription", body, headers=key, expect=201) for _ in range(3)]
    assert len({answer.json["id"] for answer in answers}) == 1
    assert [answer.headers.get("Idempotency-Replayed") for answer in answers] == [
        None, "true", "true"]
    assert len(buyer.every("listSubscriptions")) == len(buyer.every("listInvoices")) == 1
    buyer.call("buySubscription", {**body, "quantity": 4}, headers=key,
               expect="idempotencyKeyReused")


def test_the_same_purchase_asked_for_at_once_buys_once(server, buyer, monthly):
    method = buyer.call("addPaymentMethod", card()).json
    body = {"offerId": monthly["id"], "quantity": 3, "paymentMethodId": method["id"]}

    def ask(_):
        client = Client(server.base)
        client.sign_in(buyer.email, PASSWORD)
        answer = client.send("POST", "/v1/subscriptions", body=body,
                             headers={"Idempotency-Key": "asked-at-once"})
        client.close()
        return answer.status, answer.json.get("id") or answer.json.get("reason")

    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        answers = set(threads.map(ask, range(8)))
    assert answers - {(409, "idempotencyKeyInUse")} == {
        (201, buyer.every("listSubscriptions")[0]["id"])}
    assert len(buyer.every("listSubscriptions")) == len(buyer.every("listInvoices")) == 1


def test_keys_of_two_people_have_nothing_to_do_with_each_other(organization, buyer, monthly):
    key = {"Idempotency-Key": "the-same-for-both"}
    other = organization.person()
    ids = {client.call("buySubscription", {"offerId": monthly["id"], "quantity": 1,
                                           "paymentMethod": card()}, headers=key).json["id"]
           for client in (buyer, other)}
    assert len(ids) == 2


@pytest.mark.parametrize("behavior,reason", [
    ("chargeCustomerFail", "genericDecline"),
    ("chargeCustomerFailInsufficientFunds", "insufficientFunds"),
    ("chargeDeclinedExpiredCard", "expiredCard"),
    ("chargeDeclinedLostCard", "lostCard")])
def test_a_declined_card_buys_nothing(buyer, monthly, behavior, reason):
    buyer.call("buySubscription", {"offerId": monthly["id"], "quantity": 2,
                                   "paymentMethod": card(behavior)}, expect=reason)
    assert buyer.every("listSubscriptions") == []
    assert buyer.every("listInvoices") == []
    assert buyer.every("listBillingProfiles") == []
    for method in buyer.every("listPaymentMethods"):  # none where attaching it was declined
        buyer.call("deletePaymentMethod", id=method["id"], expect=204)


def test_a_declined_purchase_stays_declined_when_repeated(buyer, monthly):
    body = {"offerId": monthly["id"], "quantity": 2, "paymentMethod": card("chargeCustomerFail")}
    key = {"Idempotency-Key": str(uuid.uuid4())}
    for _ in range(3):
        buyer.call("buySubscription", body, headers=key, expect="genericDecline")
    assert len(buyer.every("listPaymentMethods")) == 1
    assert buyer.every("listBillingProfiles") == []


def test_a_card_of_another_country_is_refused(buyer, monthly):
    buyer.call("buySubscription", {"offerId": monthly["id"], "quantity": 2,
                                   "paymentMethod": card(country="fr")},
               expect="cardCountryMismatch")


def test_a_bank_that_wants_to_see_the_buyer_leaves_the_purchase_pending(buyer, monthly):
    pending = buyer.call("buySubscription", {
        "offerId": monthly["id"], "quantity": 2,
        "paymentMethod": card("authenticationRequired")}, expect=202).json
    assert pending["subscription"]["status"] == "pendingPayment"
    assert pending["nextAction"]["url"].startswith("http")
    buyer.call("setQuantity", {"quantity": 3}, id=pending["subscription"]["id"],
               expect="paymentPending")


@pytest.mark.parametrize("quantity", [0, -1, 100_001, 10**12])
def test_a_quantity_out_of_range_is_refused(buyer, monthly, quantity):
    answer = buyer.call("buySubscription", {"offerId": monthly["id"], "quantity": quantity,
                                            "paymentMethod": card()}, expect=422)
    assert answer.reason in ("quantityTooSmall", "quantityTooLarge", "outOfRange")


def test_the_offer_may_set_narrower_limits(buyer, catalog):
    offer = catalog["NOTE-1"]["offers"]["monthly"]
    buyer.call("buySubscription", {"offerId": offer["id"], "quantity": 51,
                                   "paymentMethod": card()}, expect="quantityTooLarge")


def test_a_price_that_is_not_the_one_shown_buys_nothing(buyer, monthly):
    buyer.call("buySubscription", {
        "offerId": monthly["id"], "quantity": 5, "paymentMethod": card(),
        "expectedTotal": {"amount": "74.37", "currency": "EUR"}}, expect="priceChanged")
    assert buyer.every("listSubscriptions") == []


def test_either_a_stored_card_or_a_new_one(buyer, monthly):
    method = buyer.call("addPaymentMethod", card()).json
    buyer.call("buySubscription", {"offerId": monthly["id"], "quantity": 1, "paymentMethod": card(),
                                   "paymentMethodId": method["id"]}, expect="conflictingFields")
    buyer.call("buySubscription", {"offerId": monthly["id"], "quantity": 1}, expect=409)


def test_the_card_of_somebody_else_pays_nothing(organization, buyer, monthly):
    method = organization.person().call("addPaymentMethod", card()).json
    buyer.call("buySubscription", {"offerId": monthly["id"], "quantity": 1,
                                   "paymentMethodId": method["id"]},
               expect="paymentMethodNotFound")


def test_a_guest_buys_nothing(organization, monthly):
    guest = organization.person("Gus Guest", kind="guest")
    guest.call("buySubscription", {"offerId": monthly["id"], "quantity": 1,
                                   "paymentMethod": card()}, expect="guestAccount")


def test_a_product_for_organizations_is_not_sold_to_members(buyer, catalog):
    buyer.call("buySubscription", {"offerId": catalog["PLAN-1"]["offers"]["yearly"]["id"],
                                   "quantity": 5, "paymentMethod": card()},
               expect="productNotSelfService")


def test_an_admin_buys_for_the_organization_what_was_quoted(organization, catalog):
    offer = catalog["PLAN-1"]["offers"]["yearly"]
    wish = {"offerId": offer["id"], "quantity": 5, "accountType": "organization"}
    quote = organization.admin.get("createQuote", body={"kind": "purchase", **wish})
    bought = buy(organization.admin, offer, 5, accountType="organization", billingAddress=ADDRESS,
                 expectedTotal=quote["total"])
    assert (bought["accountType"], bought["managementScope"]) == ("organization", "organization")
    member = organization.person()
    member.call("buySubscription", {**wish, "paymentMethod": card()}, expect=403)
    member.call("createQuote", {"kind": "purchase", **wish}, expect="roleRequired")


def test_the_total_is_absolute(buyer, monthly):
    bought = buy(buyer, monthly, 100)
    quote = buyer.get("createQuote", body={"kind": "quantityChange", "quantity": 105,
                                           "subscriptionId": bought["id"]})
    more = buyer.call("setQuantity", {"quantity": 105}, id=bought["id"]).json
    assert more["quantity"] == 105
    assert buyer.get("getSubscription", id=bought["id"])["quantity"] == 105
    newest = buyer.every("listInvoices")[0]
    assert newest["total"] == quote["total"] and amount(newest["total"]) > 0
    fewer = buyer.call("setQuantity", {"quantity": 95}, id=bought["id"]).json
    assert fewer["quantity"] == 95
    credit = buyer.every("listInvoices")[0]
    assert credit["kind"] == "creditNote" and amount(credit["total"]) < 0
    kinds = [order["kind"] for order in buyer.every("listOrders", id=bought["id"])]
    assert kinds == ["decrease", "increase", "purchase"]


def test_the_same_total_changes_nothing(buyer, monthly):
    bought = buy(buyer, monthly, 4)
    same = buyer.call("setQuantity", {"quantity": 4}, id=bought["id"])
    assert same.json["quantity"] == 4
    assert len(buyer.every("listInvoices")) == 1


def test_a_repeated_increase_is_charged_once(buyer, monthly):
    bought = buy(buyer, monthly, 2)
    key = {"Idempotency-Key": str(uuid.uuid4())}
    for _ in range(3):
        assert buyer.call("setQuantity", {"quantity": 3}, id=bought["id"],
                          headers=key).json["quantity"] == 3
    assert len(buyer.every("listInvoices")) == 2


def test_never_fewer_than_assigned(organization, buyer, monthly):
    bought = buy(buyer, monthly, 3)
    people = [organization.add_user()["id"] for _ in range(2)]
    buyer.call("assignLicenses", {"userIds": people}, id=bought["id"])
    buyer.call("setQuantity", {"quantity": 1}, id=bought["id"], expect="belowAssigned")
    assert buyer.call("setQuantity", {"quantity": 2}, id=bought["id"]).json["available"] == 0


def test_an_offer_may_reduce_at_renewal_only(buyer, catalog):
    bought = buy(buyer, catalog["NOTE-1"]["offers"]["monthly"], 9)
    later = buyer.call("setQuantity", {"quantity": 4}, id=bought["id"]).json
    assert (later["quantity"], later["scheduledQuantity"]) == (9, 4)


def test_canceling_needs_a_reason_and_disables_at_once(organization, buyer, monthly):
    bought = buy(buyer, monthly, 3)
    person = organization.add_user()
    buyer.call("assignLicenses", {"userIds": [person["id"]]}, id=bought["id"])
    buyer.call("cancelSubscription", {"feedback": "none"}, id=bought["id"], expect="required")
    quote = buyer.get("createQuote", body={"kind": "cancellation", "subscriptionId": bought["id"]})
    assert quote["peopleAffected"] == 1 and amount(quote["refund"]) > 0
    gone = buyer.call("cancelSubscription", {"reason": "tooExpensive", "feedback": "비싸요"},
                      id=bought["id"]).json
    assert gone["status"] == "disabled"
    assert gone["allowedActions"]["reactivateSubscription"]["allowed"]
    assert gone["allowedActions"]["assignLicenses"] == {"allowed": False,
                                                        "reason": "subscriptionDisabled"}
    credit = buyer.every("listInvoices")[0]
    assert amount(credit["total"]) == -amount(quote["refund"])
    buyer.call("assignLicenses", {"userIds": [organization.add_user()["id"]]}, id=bought["id"],
               expect="subscriptionDisabled")
    buyer.call("cancelSubscription", {"reason": "other"}, id=bought["id"], expect=409)


def test_a_canceled_subscription_is_taken_up_again(buyer, monthly):
    bought = buy(buyer, monthly, 3)
    buyer.call("cancelSubscription", {"reason": "boughtByMistake"}, id=bought["id"])
    again = buyer.call("reactivateSubscription", {}, id=bought["id"]).json
    assert (again["status"], again["quantity"]) == ("active", 3)
    buyer.call("reactivateSubscription", {}, id=bought["id"], expect="alreadyActive")


def test_one_of_two_subscriptions_of_a_product_is_canceled_alone(buyer, monthly):
    first, second = buy(buyer, monthly, 5), buy(buyer, monthly, 8)
    assert len(buyer.every("listSubscriptions")) == 2
    buyer.call("cancelSubscription", {"reason": "other"}, id=first["id"])
    assert buyer.get("getSubscription", id=second["id"])["status"] == "active"


def test_recurring_billing_is_switched_off_and_on(buyer, monthly):
    bought = buy(buyer, monthly, 1)
    for value in ("off", "onceMore", "on"):
        changed = buyer.call("updateSubscription", {"recurringBilling": value},
                             id=bought["id"]).json
        assert (changed["recurringBilling"], changed["status"]) == (value, "active")
        assert (changed["renewsAt"] is None) == (value == "off")


def test_a_nickname_is_set_and_taken_away(buyer, monthly):
    bought = buy(buyer, monthly, 1)
    assert buyer.call("updateSubscription", {"nickname": "디자인 팀"},
                      id=bought["id"]).json["nickname"] == "디자인 팀"
    assert buyer.call("updateSubscription", {"nickname": ""},
                      id=bought["id"]).json["nickname"] is None


def test_a_change_over_a_newer_version_is_refused(buyer, monthly):
    bought = buy(buyer, monthly, 1)
    seen = buyer.call("getSubscription", id=bought["id"]).etag
    buyer.call("setQuantity", {"quantity": 2}, id=bought["id"], headers={"If-Match": seen})
    buyer.call("setQuantity", {"quantity": 3}, id=bought["id"], headers={"If-Match": seen},
               expect="versionMismatch")


def test_a_trial_begins_without_a_charge(buyer, catalog):
    bought = buyer.call("buySubscription", {
        "offerId": catalog["NOTE-1"]["offers"]["monthly"]["id"], "quantity": 5, "trial": True},
        expect=201).json
    assert bought["status"] == "trial"
    assert buyer.every("listInvoices") == []
    buyer.call("setQuantity", {"quantity": 6}, id=bought["id"], expect="buyTrialFirst")


def test_admins_see_a_members_purchase_and_change_nothing_but_its_renewal(organization, buyer,
                                                                          monthly):
    bought = buy(buyer, monthly, 2)
    admin = organization.admin
    seen = admin.get("getSubscription", id=bought["id"])
    assert seen["allowedActions"]["stopRenewal"]["allowed"]
    refused = {"allowed": False, "reason": "selfServiceAdminReadOnly"}
    for name in ("setQuantity", "assignLicenses", "cancelSubscription"):
        assert seen["allowedActions"][name] == refused
    target = {"id": bought["id"], "expect": "selfServiceAdminReadOnly"}
    admin.call("setQuantity", {"quantity": 3}, **target)
    admin.call("cancelSubscription", {"reason": "other"}, **target)
    admin.call("assignLicenses", {"userIds": [admin.user_id]}, **target)
    admin.call("updateSubscription", {"nickname": "mine"}, **target)
    assert admin.call("updateSubscription", {"recurringBilling": "off"},
                      id=bought["id"]).json["recurringBilling"] == "off"


def test_colleagues_do_not_see_a_purchase(organization, buyer, monthly):
    bought = buy(buyer, monthly, 2)
    colleague = organization.person()
    colleague.call("getSubscription", id=bought["id"], expect="notFound")
    colleague.call("listOrders", id=bought["id"], expect="notFound")
    colleague.call("setQuantity", {"quantity": 3}, id=bought["id"], expect="notFound")
    assert colleague.every("listSubscriptions") == []
    colleague.call("listSubscriptions", query={"scope": "organization"}, expect=403)
