# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""The data of a measurement, made through the API, and the requests of each scenario."""
import itertools
import json

from deployment import ADDRESS, OPERATOR, PASSWORD, ROOT, Person

BUYERS = 16
CONNECTIONS = (512, 64, 8, 1)
# Requests of each scenario; a lonely client sends an eighth.
COUNTS = {"purchase": 3_000, "assign": 12_000, "unassign": 12_000, "set-quantity": 2_000,
          "list": 4_000, "search": 4_000}
READS = ("list", "search")
PEOPLE = 10_000
# Put together, ten of each: 100 given names and 100 family names, so 10,000 people.
GIVEN = (("Mar", "Jul", "Ka", "Li", "No", "So", "Ta", "Vi", "El", "An"),
         ("a", "io", "ren", "na", "th", "son", "la", "ke", "mi", "do"))
FAMILY = (("Berg", "Hof", "Linde", "Stein", "Wald", "Bach", "Feld", "Roth", "Kirch", "Neu"),
          ("mann", "er", "ner", "ler", "ing", "au", "horst", "lein", "bauer", "huber"))


def person_name(number):
    given, family = number // 100 % 100, number % 100
    return (GIVEN[0][given // 10] + GIVEN[1][given % 10] + " " +
            FAMILY[0][family // 10] + FAMILY[1][family % 10])


def request(token, method, target, body=None):
    """A line of the load program's file."""
    return "\t".join((token, method, target, json.dumps(body) if body is not None else ""))


class Preparation:
    """Organizations, people, cards and subscriptions, all made through the API."""

    def __init__(self, bench, deployment, headcount=PEOPLE):
        self.bench = bench
        self.headcount = headcount
        self.deployment = deployment
        self.counts = {name: max(count * bench.scale // 100, 50)
                       for name, count in COUNTS.items() if bench.needs(name)}
        for name in self.counts.keys() & ("assign", "unassign"):
            # Each request gives or takes one license of a first buyer.
            self.counts[name] = min(self.counts[name], (BUYERS - 1) * headcount)

    def run(self):
        operator = Person(self.deployment, **OPERATOR)
        catalog = json.loads((ROOT / "tests/api/catalog.json").read_text())
        operator.post("/v1/catalog", catalog, "PUT")
        operator.post("/v1/organizations", {
            "name": "Kastanie Works", "country": "DE", "timeZone": "Europe/Berlin",
            "admin": {"displayName": "Ada Brandt", "email": "ada@example.com",
                      "password": PASSWORD}})
        self.admin = Person(self.deployment, "ada@example.com", PASSWORD)
        self.token = self.admin.make_token(["read", "administer", "assign"])
        self.people = self.add_people()
        # Who is listed first holds no more licenses than the one that is listed.
        self.last_first = self.people[::-1]
        self.offer = self.monthly_offer(operator)
        self.buyers = [self.make_buyer(n) for n in range(BUYERS)]
        self.hand_out()
        self.small = self.buy_small()
        return self.write_requests()

    def send(self, name, lines, connections=64):
        if lines:
            file = self.bench.requests_file(name, lines)
            self.bench.send(self.deployment.port, file, connections)

    def add_people(self):
        self.send("people", [
            request(self.token, "POST", "/v1/users",
                    {"displayName": person_name(n), "email": f"person{n}@example.com"})
            for n in range(self.headcount)])
        return [user["id"] for user in self.admin.every("/v1/users")][:self.headcount]

    @staticmethod
    def monthly_offer(operator):
        product = next(product for product in operator.get("/v1/catalog")["products"]
                       if product["sku"] == "DRAW-1")
        return next(offer["id"] for offer in product["offers"] if offer["code"] == "monthly")

    def make_buyer(self, number):
        """Somebody with a card and two subscriptions: one to fill, one that is full."""
        email = f"buyer{number}@example.com"
        self.admin.post("/v1/users", {"displayName": f"Buyer {number}", "email": email,
                                      "password": PASSWORD})
        buyer = Person(self.deployment, email, PASSWORD)
        card = buyer.post("/v1/payment-methods", {
            "token": "pm_card_de", "name": f"Buyer {number}", "address": ADDRESS})["id"]
        empty, full = (buyer.post("/v1/subscriptions", {
            "offerId": self.offer, "quantity": self.headcount, "paymentMethodId": card})["id"]
            for _ in range(2))
        return {"token": buyer.make_token(["read", "buy", "assign"]), "card": card,
                "empty": empty, "full": full, "person": buyer}

    def hand_out(self):
        """Everybody has a license of the last buyer's; the others' as many as are taken back."""
        each = {buyer["full"]: -(-self.counts.get("unassign", 0) // (BUYERS - 1))
                for buyer in self.buyers}
        each[self.buyers[-1]["full"]] = self.headcount
        self.send("fill", [
            request(buyer["token"], "POST", f"/v1/subscriptions/{buyer['full']}/assignments",
                    {"userIds": self.last_first[n:min(n + 20, each[buyer["full"]])]})
            for buyer in self.buyers for n in range(0, each[buyer["full"]], 20)])

    def purchase(self, n, quantity):
        buyer = self.buyers[n % BUYERS]
        return request(buyer["token"], "POST", "/v1/subscriptions",
                       {"offerId": self.offer, "quantity": quantity,
                        "paymentMethodId": buyer["card"]})

    def buy_small(self):
        """A subscription for each request that changes a quantity: no two get in their way."""
        self.send("small", [self.purchase(n, 1) for n in range(self.counts.get("set-quantity", 0))])
        return [(buyer["token"], row["id"]) for buyer in self.buyers
                for row in buyer["person"].every("/v1/subscriptions?scope=mine")
                if row["id"] not in (buyer["empty"], buyer["full"])]

    # ------------------------------------------------------------ requests

    def in_turn(self, n):
        """One of the first buyers and the next person."""
        return self.buyers[n % (BUYERS - 1)], self.last_first[n // (BUYERS - 1)]

    def assign(self, n):
        buyer, person = self.in_turn(n)
        return request(buyer["token"], "POST", f"/v1/subscriptions/{buyer['empty']}/assignments",
                       {"userIds": [person]})

    def unassign(self, n):
        buyer, person = self.in_turn(n)
        return request(buyer["token"], "POST",
                       f"/v1/subscriptions/{buyer['full']}/assignments/remove",
                       {"userIds": [person]})

    def set_quantity(self, n):
        token, subscription = self.small[n]
        return request(token, "POST", f"/v1/subscriptions/{subscription}/quantity",
                       {"quantity": 2 + n % 50})

    def list(self, _n):
        listed = self.buyers[-1]
        return request(listed["token"], "GET",
                       f"/v1/subscriptions/{listed['full']}/assignments?limit=50")

    def search(self, n):
        """What is typed of a name, letter by letter: "ro", "rot", ..., "rother", "rother m"."""
        given, family = person_name(n // 5 * 37 % self.headcount).lower().split()
        typed = (family[:2], family[:3], family[:4], family, f"{family}%20{given[0]}")[n % 5]
        return request(self.token, "GET", f"/v1/users?search={typed}&limit=20")

    def write_requests(self):
        lines = {"purchase": lambda n: self.purchase(n, 1 + n % 50), "assign": self.assign,
                 "unassign": self.unassign, "set-quantity": self.set_quantity,
                 "list": self.list, "search": self.search}
        scenarios = []
        for (name, count), connections in itertools.product(self.counts.items(), CONNECTIONS):
            some = count if connections > 1 else max(count // 8, 50)
            key = f"{name}-{connections}"
            file = self.bench.requests_file(key, map(lines[name], range(some)))
            scenarios.append({"key": key, "name": name, "connections": connections, "count": some,
                              "file": str(file), "reads": name in READS})
        return scenarios
