# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""What the operator decides when the server is started."""
import datetime

import pytest

import server as server_module
from client import Client
from conftest import CATALOG, OPERATOR
from organization import Organization, buy


@pytest.fixture
def start(server, tmp_path):
    """Starts a server of the test's own with these options."""
    started = []

    def start_with(*arguments):
        own = server_module.Server(tmp_path, arguments)
        own.bootstrap(**OPERATOR)
        started.append(own.start())
        operator = Client(own.base)
        operator.sign_in(**OPERATOR)
        operator.call("applyCatalog", CATALOG)
        offer = next(offer for product in operator.get("getCatalog")["products"]
                     if product["sku"] == "DRAW-1" for offer in product["offers"]
                     if offer["code"] == "monthly")
        return Organization(own.base, operator), offer

    yield start_with
    for own in started:
        own.stop()


def test_the_days_of_a_state_and_what_becomes_of_leavers(start):
    organization, offer = start("--disabled-days", "7", "--leaver-rule", "keep")
    buyer = organization.person()
    kept, canceled = buy(buyer, offer), buy(buyer, offer)
    canceled = buyer.call("cancelSubscription", {"reason": "other"}, id=canceled["id"]).json
    left = (datetime.datetime.fromisoformat(canceled["nextLifecycleAt"].replace("Z", "+00:00"))
            - datetime.datetime.now(datetime.timezone.utc))
    assert datetime.timedelta(days=6) < left <= datetime.timedelta(days=7)
    organization.admin.call("updateUser", {"state": "disabled"}, id=buyer.user_id)
    assert organization.admin.get("getSubscription", id=kept["id"])["recurringBilling"] == "on"


def test_what_differs_between_clouds_is_told_to_anybody(server, start):
    here = Client(server.base).call("getCloud").json
    assert here["name"] == "worldwide" and here["selfServiceAvailable"]
    assert here["paymentFamilies"] == ["card"] and here["documentType"] == "invoice"
    assert here["support"] is None
    assert here["links"]["products"] == "/help/products"
    organization, _ = start("--cloud", "china21vianet")
    there = organization.admin.get("getCloud")
    assert there["name"] == organization.admin.get("getMe")["cloud"] == "china21vianet"
    assert not there["selfServiceAvailable"] and there["documentType"] == "fapiao"
    assert there["paymentFamilies"] == ["invoice", "alipay", "unionpay"]
    assert there["languages"] == ["zh-CN", "en"] and there["defaultCurrency"] == "CNY"
    assert there["links"]["paymentMethods"] is None
    assert there["links"]["faq"] == "/help/china21vianet/faq"
