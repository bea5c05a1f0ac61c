# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""What admins see and decide, and what the operator sells."""
import copy
import csv
import io
import time

import pytest

from conftest import CATALOG
from organization import Organization, buy, card


@pytest.fixture
def fresh(server, operator, catalog):
    made = Organization(server.base, operator)
    yield made
    made.close()


def rows_of(answer):
    assert answer.headers["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))


def test_purchases_show_product_buyer_licenses_end_price_and_people(fresh, monthly):
    buyer = fresh.person("Bea Buyer")
    bought = buy(buyer, monthly, 5)
    buyer.call("assignLicenses", {"userIds": [buyer.user_id]}, id=bought["id"])
    row, = fresh.admin.every("listSelfServicePurchases")
    assert (row["subscriptionId"], row["productName"], row["purchaser"]["displayName"],
            row["quantity"], row["assigned"], row["expiresAt"], row["purchasePrice"]["amount"]) == (
                bought["id"], "Drawing Board", "Bea Buyer", 5, 1, bought["expiresAt"], "74.38")
    assert fresh.admin.send("GET", row["ordersUrl"]).json["items"][0]["kind"] == "purchase"
    assert fresh.admin.every("listSelfServicePurchases", query={"status": "disabled"}) == []


@pytest.mark.parametrize("role,allowed", [
    ("globalAdmin", True), ("billingAdmin", True), ("globalReader", True), ("licenseAdmin", False),
    ("userAdmin", False), ("serviceSupportAdmin", False), (None, False)])
def test_who_oversees_purchases(organization, role, allowed):
    person = organization.person("Ove R Seer", roles=[role] if role else [])
    for operation in ("listSelfServicePurchases", "exportLicenseHolders"):
        person.call(operation, headers={"Accept": "*/*"}, expect=200 if allowed else 403)


def test_tables_are_exported_without_formulas(fresh, monthly):
    buyer = fresh.person('=cmd|"/c calc"!A1')
    bought = buy(buyer, monthly, 5)
    names = ("+1 Plus", 'Quote "Q", Comma', "@At", "이지수")
    people = [fresh.add_user(name)["id"] for name in names]
    buyer.call("assignLicenses", {"userIds": people}, id=bought["id"])
    rows = rows_of(fresh.admin.call("exportLicenseHolders", headers={"Accept": "text/csv"}))
    assert {row["user"] for row in rows} == {"'+1 Plus", 'Quote "Q", Comma', "'@At", "이지수"}
    assert {row["purchaser"] for row in rows} == {"'" + '=cmd|"/c calc"!A1'}
    purchases = rows_of(fresh.admin.call("listSelfServicePurchases",
                                         headers={"Accept": "text/csv"}))
    assert len(purchases) == 1


def test_a_type_that_is_not_offered_is_refused(organization):
    organization.admin.call("listSelfServicePurchases", headers={"Accept": "application/pdf"},
                            expect="notAcceptable")


@pytest.mark.parametrize("value,reason", [
    ("disabled", "policyDisabled"), ("askFirst", "approvalRequired"),
    ("onlyTrialsWithoutPaymentMethod", "policyOnlyTrials")])
def test_a_policy_holds_from_now_on(fresh, catalog, monthly, value, reason):
    buyer = fresh.person()
    bought = buy(buyer, monthly, 1)
    product = catalog["DRAW-1"]["id"]
    changed = fresh.admin.call("setPolicy", {"value": value}, productId=product).json
    assert (changed["value"], changed["inherited"]) == (value, False)
    assert [(row["before"], row["after"]) for row in changed["history"]] == [("enabled", value)]
    buyer.call("buySubscription", {"offerId": monthly["id"], "quantity": 1,
                                   "paymentMethod": card()}, expect=reason)
    assert buyer.get("getProduct", productId=product)["eligibility"] == {
        "allowed": False, "reason": reason}
    assert buyer.call("setQuantity", {"quantity": 2}, id=bought["id"]).json["quantity"] == 2
    fresh.admin.call("setPolicy", {"value": "enabled"}, productId=product)
    buy(buyer, monthly, 1)


def test_the_default_holds_where_nothing_else_is_said(fresh, catalog):
    assert fresh.admin.get("getPolicy", productId="default")["value"] == "enabled"
    fresh.admin.call("setPolicy", {"value": "disabled"}, productId="default")
    fresh.admin.call("setPolicy", {"value": "enabled"}, productId=catalog["NOTE-1"]["id"])
    values = {row["productName"]: (row["value"], row["inherited"])
              for row in fresh.admin.every("listPolicies")}
    assert values[None] == ("disabled", False)
    assert values["Drawing Board"] == ("disabled", True)
    assert values["Note Wall"] == ("enabled", False)


@pytest.mark.parametrize("role,reads,writes", [
    ("globalAdmin", 200, 200), ("billingAdmin", 200, 200), ("globalReader", 200, 403),
    ("userAdmin", 403, 403), (None, 403, 403)])
def test_who_reads_and_sets_policies(organization, catalog, role, reads, writes):
    person = organization.person("Pol Icy", roles=[role] if role else [])
    product = catalog["PLAN-1"]["id"]
    person.call("getPolicy", productId=product, expect=reads)
    person.call("setPolicy", {"value": "enabled"}, productId=product, expect=writes)


def test_each_change_is_kept_for_ever(fresh, monthly):
    buyer = fresh.person("Bea Buyer")
    bought = buy(buyer, monthly, 2)
    answer = buyer.call("updateSubscription", {"nickname": "Team"}, id=bought["id"])
    events = fresh.admin.every("listAuditEvents", query={"limit": 7})
    assert [event["sequence"] for event in events] == list(range(len(events), 0, -1))
    change = next(event for event in events if event["action"] == "updateSubscription")
    assert change["actor"]["id"] == buyer.user_id
    assert change["subject"] == {"kind": "subscription", "id": bought["id"]}
    assert change["requestId"] == answer.headers["X-Request-Id"]
    assert {"field": "nickname", "before": "", "after": "Team"} in change["changes"]
    about = fresh.admin.every("listAuditEvents", query={"subjectId": bought["id"]})
    assert change in about and len(about) < len(events)
    buyer.call("listAuditEvents", expect=403)


def test_secrets_are_not_in_the_audit_trail(fresh):
    text = str(fresh.admin.every("listAuditEvents"))
    assert "passphrase" not in text


def test_a_catalog_is_tried_before_it_is_applied(operator, catalog):
    before = operator.get("getCatalog")
    changed = copy.deepcopy(CATALOG)
    changed["products"][0]["description"] = f"Diagrams, {time.monotonic_ns()}."
    tried = operator.call("applyCatalog", changed, query={"dryRun": "true"}).json
    assert not tried["applied"]
    assert [row["path"] for row in tried["changes"]] == ["products/DRAW-1/description"]
    assert operator.get("getCatalog") == before
    done = operator.call("applyCatalog", changed).json
    assert (done["applied"], done["changes"]) == (True, tried["changes"])
    again = operator.call("applyCatalog", changed).json
    assert again["changes"] == []


@pytest.mark.parametrize("spoil", [
    lambda c: c["products"].append(copy.deepcopy(c["products"][0])),
    lambda c: c["products"][0]["offers"].append(copy.deepcopy(c["products"][0]["offers"][0])),
    lambda c: c["products"][0]["offers"][0].update(minQuantity=10, maxQuantity=5),
    lambda c: c["products"][0]["offers"][0]["prices"][0]["price"].update(currency="XXQ"),
    lambda c: c["products"][0]["offers"][0]["prices"][0]["price"].update(amount="-1"),
    lambda c: c["products"][1]["offers"][0]["prices"][1]["price"].update(amount="0.0000000000001"),
    lambda c: c["taxes"].append(copy.deepcopy(c["taxes"][0])),
    lambda c: c["taxes"][0].update(rate="101"),
    lambda c: c["taxes"][0].update(country="ZZ")])
def test_a_catalog_that_contradicts_itself_is_refused(operator, catalog, spoil):
    spoilt = copy.deepcopy(CATALOG)
    spoil(spoilt)
    operator.call("applyCatalog", spoilt, expect=422)


def test_a_price_that_was_sold_does_not_change(operator, fresh, monthly):
    buy(fresh.person(), monthly, 1)
    changed = copy.deepcopy(CATALOG)
    changed["products"][0]["offers"][0]["prices"][0]["price"]["amount"] = "13.00"
    operator.call("applyCatalog", changed, expect="catalogConflict")
