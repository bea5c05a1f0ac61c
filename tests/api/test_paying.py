# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Cards, billing profiles, the billing account and invoices."""
import datetime

import pytest

from organization import ADDRESS, buy, card


@pytest.fixture
def buyer(organization):
    return organization.person("Bea Buyer")


def test_of_a_card_only_little_is_kept(buyer):
    method = buyer.call("addPaymentMethod", card(), expect=201).json
    assert (method["name"], len(method["last4"]), method["status"], method["usedBy"]) == (
        "Lee Jisoo", 4, "active", [])
    assert method["address"]["city"] == "Berlin" and method["address"]["line2"] is None
    assert all(action["allowed"] for action in method["allowedActions"].values())
    assert buyer.get("getPaymentMethod", id=method["id"]) == method
    assert buyer.every("listPaymentMethods") == [method]


@pytest.mark.parametrize("field", ["token", "name"])
@pytest.mark.parametrize("number", ["4242424242424242", "4242 4242 4242 4242",
                                    "5555-5555-5555-4444"])
def test_a_card_number_is_refused(server, buyer, field, number):
    answer = buyer.call("addPaymentMethod", {**card(), field: number}, expect="cardDataRefused")
    digits = number.replace(" ", "").replace("-", "")
    assert number not in answer.body.decode()
    log = server.log.read_text(errors="replace")
    assert number not in log and digits not in log


@pytest.mark.parametrize("token", ["pm_card_noSuchCard", "tok_unknown", "x", "'; drop table--"])
def test_a_token_that_the_gateway_does_not_know_is_refused(buyer, token):
    buyer.call("addPaymentMethod", {**card(), "token": token}, expect="tokenInvalid")


def test_date_name_and_address_of_a_card_change_and_nothing_else(buyer):
    method = buyer.call("addPaymentMethod", card()).json
    year = datetime.date.today().year + 3
    changed = buyer.call("updatePaymentMethod", {
        "expiryMonth": 4, "expiryYear": year, "name": "Jisoo Lee",
        "address": {**ADDRESS, "city": "Bonn", "region": "NW"}}, id=method["id"]).json
    assert (changed["expiryMonth"], changed["expiryYear"]) == (4, year)
    assert changed["name"] == "Jisoo Lee"
    assert (changed["address"]["city"], changed["address"]["region"]) == ("Bonn", "NW")
    assert changed["last4"] == method["last4"]
    for field in ("last4", "number", "brand", "token"):
        buyer.call("updatePaymentMethod", {field: "4242"}, id=method["id"], expect="unknownField")
    buyer.call("updatePaymentMethod", {"expiryMonth": 4}, id=method["id"],
               expect="conflictingFields")
    buyer.call("updatePaymentMethod", {"expiryMonth": 1, "expiryYear": 2020}, id=method["id"],
               expect=422)
    buyer.call("updatePaymentMethod", {}, id=method["id"], expect="nothingToChange")


def test_a_card_in_use_stays_until_it_is_replaced(buyer, monthly):
    bought = buy(buyer, monthly, 2)
    old, = buyer.every("listPaymentMethods")
    assert {use["kind"] for use in old["usedBy"]} >= {"billingProfile"}
    refused = buyer.call("deletePaymentMethod", id=old["id"], expect="paymentMethodInUse").json
    assert f"billingProfiles/{bought['billingProfileId']}" in [
        error["field"] for error in refused["errors"]]
    new = buyer.call("addPaymentMethod", card()).json
    profile = {"id": bought["billingProfileId"]}
    preview = buyer.call("replaceProfilePaymentMethod", {
        "paymentMethodId": new["id"], "previewOnly": True}, **profile).json
    assert not preview["applied"]
    assert {(use["kind"], use["id"]) for use in preview["moved"]} >= {
        ("subscription", bought["id"])}
    assert buyer.get("getBillingProfile", **profile)["paymentMethod"]["id"] == old["id"]
    done = buyer.call("replaceProfilePaymentMethod", {"paymentMethodId": new["id"]}, **profile).json
    assert done["applied"] and done["billingProfile"]["paymentMethod"]["id"] == new["id"]
    buyer.call("deletePaymentMethod", id=old["id"], expect=204)
    buyer.call("getPaymentMethod", id=old["id"], expect="notFound")


def test_a_card_of_a_disabled_subscription_stays(buyer, monthly):
    bought = buy(buyer, monthly, 2)
    buyer.call("cancelSubscription", {"reason": "other"}, id=bought["id"])
    method, = buyer.every("listPaymentMethods")
    buyer.call("deletePaymentMethod", id=method["id"], expect="paymentMethodInUse")


def test_cards_of_others_are_not_there(organization, buyer):
    method = buyer.call("addPaymentMethod", card()).json
    for other in (organization.person(), organization.admin):
        other.call("getPaymentMethod", id=method["id"], expect="notFound")
        other.call("deletePaymentMethod", id=method["id"], expect="notFound")


def test_a_billing_profile_is_changed_by_its_owner(organization, buyer, monthly):
    profile_id = buy(buyer, monthly, 2)["billingProfileId"]
    changed = buyer.call("updateBillingProfile", {
        "name": "Design", "poNumber": "PO-7", "invoicesByEmail": False,
        "contactEmail": "b@example.com", "invoiceRecipients": ["books@example.com"],
        "billTo": {**ADDRESS, "city": "Kiel"}},
        id=profile_id).json
    assert (changed["name"], changed["poNumber"], changed["invoicesByEmail"],
            changed["invoiceRecipients"], changed["billTo"]["city"]) == (
                "Design", "PO-7", False, ["books@example.com"], "Kiel")
    emptied = buyer.call("updateBillingProfile", {"poNumber": ""}, id=profile_id).json
    assert emptied["poNumber"] is None
    assert buyer.every("listBillingProfiles") == [buyer.get("getBillingProfile", id=profile_id)]
    organization.person().call("getBillingProfile", id=profile_id, expect="notFound")
    buyer.call("updateBillingProfile", {"invoiceRecipients": ["nobody"]}, id=profile_id,
               expect="malformedEmail")


def test_an_owner_lets_somebody_read_and_pay(organization, buyer, monthly):
    profile_id = buy(buyer, monthly, 2)["billingProfileId"]
    clerk = organization.person("Cla Clerk")
    assert clerk.every("listInvoices") == []
    buyer.call("createRoleAssignment", {"userId": clerk.user_id, "role": "invoiceManager",
                                        "billingProfileId": profile_id}, expect=201)
    assert [row["billingProfileId"] for row in clerk.every("listInvoices")] == [profile_id]
    clerk.call("updateBillingProfile", {"name": "Mine"}, id=profile_id, expect=403)


def test_the_billing_account_is_the_organization_as_a_customer(organization):
    account = organization.admin.get("getBillingAccount")
    assert (account["currency"], account["timeZone"]) == ("EUR", "Europe/Berlin")
    changed = organization.admin.call("updateBillingAccount", {
        "soldTo": ADDRESS, "taxId": "DE123456789", "timeZone": "Europe/Vienna"}).json
    assert (changed["soldTo"]["city"], changed["taxId"], changed["timeZone"],
            changed["taxIdVerified"]) == ("Berlin", "DE123456789", "Europe/Vienna", False)
    organization.admin.call("updateBillingAccount", {"soldTo": {**ADDRESS, "country": "FR"}},
                            expect="countryFixed")
    organization.admin.call("updateBillingAccount", {"timeZone": "Europe/Nowhere"},
                            expect="unknownTimeZone")
    organization.admin.call("updateBillingAccount", {"timeZone": "Europe/Berlin"})
    organization.person().call("updateBillingAccount", {"name": "Mine"}, expect=(403))


def test_invoices_are_found_by_window_range_and_filter(buyer, monthly):
    bought = buy(buyer, monthly, 2)
    invoice, = buyer.every("listInvoices")
    day = invoice["invoiceDate"]
    for query in ({"window": "past6Months"}, {"from": day, "to": day}, {"status": "paid"},
                  {"subscriptionId": bought["id"]}):
        assert buyer.every("listInvoices", query=query) == [invoice], query
    before = (datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat()
    for query in ({"from": before, "to": before}, {"status": "due"}):
        assert buyer.every("listInvoices", query=query) == [], query


@pytest.mark.parametrize("query,reason", [
    ({"from": "2026-02-02", "to": "2026-02-01"}, "dateRangeReversed"),
    ({"from": "2020-01-01", "to": "2026-02-01"}, "dateRangeTooLong"),
    ({"from": "2026-01-01", "to": "2026-02-01", "window": "past3Months"}, "conflictingFields"),
    ({"from": "2026-02-30", "to": "2026-03-01"}, "malformedDate")])
def test_a_wrong_range_is_refused(buyer, query, reason):
    buyer.call("listInvoices", query=query, expect=reason)


def test_what_is_paid_is_not_paid_again(buyer, monthly):
    buy(buyer, monthly, 2)
    invoice, = buyer.every("listInvoices")
    assert invoice["allowedActions"]["payInvoice"] == {"allowed": False,
                                                       "reason": "invoiceNotPayable"}
    buyer.call("payInvoice", {}, id=invoice["id"], expect="invoiceNotPayable")


def test_invoices_of_a_profile_are_numbered_without_holes(buyer, monthly):
    bought = buy(buyer, monthly, 2)
    for quantity in (3, 4, 2):
        buyer.call("setQuantity", {"quantity": quantity}, id=bought["id"])
    numbers = [row["number"] for row in reversed(buyer.every("listInvoices"))]
    ends = [int(number.rsplit("-", 1)[-1]) for number in numbers]
    assert len(ends) >= 4 and ends == list(range(1, len(ends) + 1))
