# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""A server with a sandbox gateway beside it, each of which may die alone, and people who buy."""
import json
import pathlib
import signal
import subprocess
import time

import requests

from burst import Request, burst
from client import Client
from organization import ADDRESS, PASSWORD, Organization
from server import Server, free_port, programs

CATALOG = json.loads((pathlib.Path(__file__).parents[1] / "api/catalog.json").read_text())
OPERATOR = {"email": "operator@example.com", "password": "the operator's own passphrase"}
GATEWAY_KEY = "sk_test_chaos"


class Gateway:
    """perseat-sandbox-gateway as a process of its own."""

    def __init__(self, folder):
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [programs() / "perseat-sandbox-gateway", "--listen", f"127.0.0.1:{self.port}",
             "--data", folder / "gateway.journal"], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline()  # its address, when it is ready
        self.headers = {"Authorization": f"Bearer {GATEWAY_KEY}"}

    def order(self, operation, kind, **more):
        """A fault to come, see src/sandbox_gateway/faults.h."""
        requests.post(self.base + "/sandbox/faults", headers=self.headers, timeout=10,
                      data={"operation": operation, "kind": kind, **more}).raise_for_status()

    def clear(self):
        requests.delete(self.base + "/sandbox/faults", headers=self.headers, timeout=10)

    def ledger(self):
        """Everything that was really charged or refunded."""
        entries, total = [], 1
        while len(entries) < total:
            page = requests.get(self.base + "/sandbox/ledger", headers=self.headers, timeout=10,
                                params={"after": len(entries)}).json()
            entries, total = entries + page["data"], page["total"]
        return entries

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


class Shop:
    """One organization whose buyers have a card and a token each, and what it takes to test it."""

    def __init__(self, folder, people=0, buyers=1, database=None):
        self.folder = pathlib.Path(folder)
        self.gateway = Gateway(self.folder)
        key = self.folder / "gateway-key"
        key.write_text(GATEWAY_KEY + "\n")
        self.server = Server(self.folder, ["--gateway-url", self.gateway.base,
                                           "--gateway-key-file", str(key)], database=database)
        self.server.bootstrap(**OPERATOR)
        self.server.start()
        self._fill(people, buyers)

    def _fill(self, people, buyers):
        operator = Client(self.server.base)
        operator.sign_in(**OPERATOR)
        operator.call("applyCatalog", CATALOG)
        product, = (product for product in operator.get("getCatalog")["products"]
                    if product["sku"] == "DRAW-1")
        self.offer = next(offer for offer in product["offers"] if offer["code"] == "monthly")
        self.organization = Organization(self.server.base, operator)
        self.admin_token = self.token_of(self.organization.admin, ["read", "administer", "assign"])
        made = burst(self.server.port, [
            Request("POST", "/v1/users", self.admin_token,
                    {"displayName": f"Person {n}", "email": f"p{n}@people.example.com"})
            for n in range(people)])
        self.people = [outcome.json["id"] for outcome in made]
        self.buyers = [self._buyer(n) for n in range(buyers)]
        operator.close()

    @staticmethod
    def token_of(client, scopes):
        return client.call("createApiToken", {"name": "chaos", "scopes": scopes}).json["secret"]

    def _buyer(self, number):
        buyer = self.organization.person(f"Buyer {number}")
        buyer.card = buyer.call("addPaymentMethod", {
            "token": "pm_card_de", "name": "Lee Jisoo", "address": ADDRESS}, expect=201).json["id"]
        buyer.token = self.token_of(buyer, ["read", "buy", "assign", "pay"])
        return buyer

    # ------------------------------------------------------------ requests

    def purchase(self, buyer, quantity=3):
        return Request("POST", "/v1/subscriptions", buyer.token,
                       {"offerId": self.offer["id"], "quantity": quantity,
                        "paymentMethodId": buyer.card})

    def buy(self, buyer, quantity=3):
        """The id of a new subscription."""
        return self.ask(self.purchase(buyer, quantity), 201)["id"]

    @staticmethod
    def assign(buyer, subscription, user):
        return Request("POST", f"/v1/subscriptions/{subscription}/assignments", buyer.token,
                       {"userIds": [user]})

    @staticmethod
    def unassign(buyer, subscription, user):
        return Request("POST", f"/v1/subscriptions/{subscription}/assignments/remove", buyer.token,
                       {"userIds": [user]})

    @staticmethod
    def read(buyer, subscription):
        return Request("GET", f"/v1/subscriptions/{subscription}", buyer.token)

    def ask(self, request, expect=200):
        outcome, = burst(self.server.port, [request], 1)
        assert outcome.status == expect, (outcome.status, outcome.body)
        return outcome.json

    def show(self, buyer, subscription):
        return self.ask(self.read(buyer, subscription))

    # ------------------------------------------------------------ what is stored

    def wait_until_settled(self, timeout_s=40):
        """Until no payment is under way any more."""
        deadline = time.monotonic() + timeout_s
        while self.server.rows("select 1 from payment_attempt where status = 'open'"):
            assert time.monotonic() < deadline, "payments are still open"
            time.sleep(0.05)

    def check_money(self):
        """What the gateway took is what the database knows as paid, payment by payment."""
        paid = sorted((amount, "charge") for amount, in self.server.rows(
            "select amount_minor from payment_attempt "
            "where status = 'succeeded' and purpose <> 'refund'"))
        ledger = self.gateway.ledger()
        charges = [entry for entry in ledger if entry["kind"] == "charge"]
        assert sorted((entry["amount"], "charge") for entry in charges) == paid
        attempts = [entry["metadata"]["attempt"] for entry in charges]
        assert len(set(attempts)) == len(attempts), "an attempt was charged twice"

    def check_data(self):
        """perseatd's own check of what is stored; the server must not run."""
        done = subprocess.run([programs() / "perseatd", "check", *self.server.storage()],
                              capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr

    def close(self):
        self.organization.close()
        try:
            self.server.stop()
        finally:
            self.gateway.stop()
