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
