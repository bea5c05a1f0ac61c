# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Organizations and people for tests, made through the API."""
import itertools

from client import Client

PASSWORD = "a long enough passphrase"
ADDRESS = {"line1": "Lindenstr. 5", "city": "Berlin", "postalCode": "10969", "country": "DE"}
numbers = itertools.count(1)


def unique(word):
    return f"{word}-{next(numbers)}"


class Organization:
    """An organization with its first global admin, who is signed in."""

    def __init__(self, base, operator, country="DE", time_zone="Europe/Berlin"):
        self.base = base
        self.clients = []
        email = unique("admin") + "@example.com"
        made = operator.call("createOrganization", {
            "name": unique("Kastanie Works"), "country": country, "timeZone": time_zone,
            "admin": {"displayName": "Ada Brandt", "email": email, "password": PASSWORD}}).json
        self.id = made["organization"]["id"]
        self.admin = self.client(email)

    def client(self, email):
        client = Client(self.base)
        client.email = email
        client.sign_in(email, PASSWORD)
        self.clients.append(client)
        return client

    def add_user(self, display_name="Lee Jisoo", **fields):
        """A person who does not sign in."""
        return self.admin.call("createUser", {
            "displayName": display_name, "email": unique("person") + "@example.com", **fields}).json

    def person(self, display_name="Lee Jisoo", roles=(), **fields):
        """A signed-in person who holds the roles."""
        user = self.add_user(display_name, password=PASSWORD, **fields)
        for role in roles:
            self.admin.call("createRoleAssignment", {"userId": user["id"], "role": role})
        return self.client(user["email"])

    def close(self):
        for client in self.clients:
            client.close()


def card(behavior="", country="de"):
    """A tokenized test card; `behavior` is the sandbox gateway's word for what it does."""
    token = f"pm_card_{country}" + (f"_{behavior}" if behavior else "")
    return {"token": token, "name": "Lee Jisoo", "address": ADDRESS}


def buy(client, offer, quantity=5, **fields):
    """A subscription, bought with a new card unless told otherwise."""
    if "paymentMethodId" not in fields:
        fields.setdefault("paymentMethod", card())
    return client.call("buySubscription", {"offerId": offer["id"], "quantity": quantity, **fields},
                       expect=201).json
