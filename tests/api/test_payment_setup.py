# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""How a card gets from a browser to the gateway, past this server."""
import datetime

import pytest
import requests

from organization import ADDRESS
import server as server_module

CARD = {"type": "card", "card[number]": "4000002760000016", "card[exp_month]": "12",
        "card[exp_year]": str(datetime.date.today().year + 2), "card[cvc]": "123",
        "billing_details[name]": "Lee Jisoo"}


@pytest.fixture
def buyer(organization):
    return organization.person("Bea Buyer")


def ask(setup, path, form):
    """What the card page asks of its own origin."""
    origin = setup["fieldsUrl"].removesuffix("/fields")
    return requests.post(origin + path, data=form, timeout=10,
                         headers={"Authorization": f"Bearer {setup['publishableKey']}"}).json()


def test_everybody_learns_where_the_card_fields_are(buyer, anybody):
    setup = buyer.get("getPaymentSetup")
    assert setup["gateway"] == "sandbox" and setup["publishableKey"].startswith("pk_test_")
    page = requests.get(setup["fieldsUrl"], params={"parent": "http://localhost:8080"}, timeout=10)
    assert page.status_code == 200
    assert page.headers["Content-Security-Policy"].endswith("frame-ancestors http://localhost:8080")
    assert setup["publishableKey"] in page.text
    anybody.call("getPaymentSetup", expect=401)


def test_the_tokens_of_the_card_fields_add_a_card_and_renew_its_code(buyer):
    setup = buyer.get("getPaymentSetup")
    token = ask(setup, "/v1/payment_methods", CARD)["id"]
    card = buyer.call("addPaymentMethod", {"token": token, "name": "Lee Jisoo",
                                           "address": ADDRESS}, expect=201).json
    assert card["last4"] == "0016"
    code = ask(setup, "/v1/tokens", {"cvc_update[cvc]": "321"})["id"]
    buyer.call("updatePaymentMethod", {"securityCodeToken": code}, id=card["id"], expect=200)
    buyer.call("updatePaymentMethod", {"securityCodeToken": "cvctok_made_up"}, id=card["id"],
               expect="tokenInvalid")
    buyer.call("updatePaymentMethod", {"securityCodeToken": token}, id=card["id"],
               expect="tokenInvalid")


def started(folder, *arguments):
    web = folder / "web"
    web.mkdir()
    (web / "index.html").write_text("the app")
    server = server_module.Server(folder, ["--web", str(web), "--gateway-url",
                                           "http://127.0.0.1:9", *arguments])
    server.bootstrap("operator@example.com", "the operator's own passphrase")
    return server.start()


def policy_of(server):
    return requests.get(server.base, headers={"Accept": "text/html"},
                        timeout=10).headers["Content-Security-Policy"]


def setup_of(server):
    session = requests.post(server.base + "/v1/session", timeout=10, json={
        "email": "operator@example.com", "password": "the operator's own passphrase"})
    cookies = {cookie.name: cookie.value for cookie in session.cookies}
    return requests.get(server.base + "/v1/payment-setup", cookies=cookies, timeout=10).json()


def test_the_page_lets_in_a_real_gateway_only_where_there_is_one(tmp_path):
    server = started(tmp_path, "--gateway-publishable-key", "pk_test_mine")
    try:
        assert setup_of(server) == {"gateway": "stripe", "publishableKey": "pk_test_mine",
                                    "fieldsUrl": None}
        assert "script-src 'self' https://js.stripe.com" in policy_of(server)
    finally:
        server.stop()


def test_a_sandbox_elsewhere_is_named_by_its_page(tmp_path):
    server = started(tmp_path, "--gateway-fields-url", "https://cards.example/fields")
    try:
        assert setup_of(server)["fieldsUrl"] == "https://cards.example/fields"
        policy = policy_of(server)
        assert "frame-src https://cards.example;" in policy and "stripe" not in policy
    finally:
        server.stop()


def test_a_secret_key_is_not_taken_for_the_browsers_key(tmp_path):
    server = server_module.Server(tmp_path, ["--gateway-publishable-key", "sk_test_secret"])
    with pytest.raises(RuntimeError, match="not a publishable key"):
        server.start()
    assert "sk_test_secret" not in server.log.read_text()
