# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""A card number that is sent in any text of any operation is refused, not kept and not logged."""
import copy
import functools
import urllib.parse

import pytest

import contract
import schema_cases
import server as server_module
from client import Client
from conftest import CATALOG, OPERATOR
from organization import PASSWORD, Organization, buy, card, unique

CONTRACT = contract.load()
OPERATORS = ("createOrganization", "getCatalog", "applyCatalog")
PLAIN = "4242424242424242"
FORMS = {"plain": PLAIN, "grouped": "5555 5555 5555 4444", "inside": "see 3782-822463-10005, ok",
         "full-width": "４２４２４２４２４２４２４２４２"}
# What must be found nowhere.
TRACES = [text.encode() for text in (
    PLAIN, "5555 5555 5555 4444", "5555555555554444", "3782-822463-10005", "378282246310005",
    FORMS["full-width"])]
# Kept as a hash only, and so let through.
PASSWORDS = ("password", "currentPassword", "newPassword")
# Members that exclude each other: when one is tried, the others are left out.
ALTERNATIVES = {"createAssignmentJob": ("csv", "userIds"),
                "buySubscription": ("paymentMethod", "paymentMethodId"),
                "createQuote": ("offerId", "subscriptionId")}


@pytest.fixture(scope="module")
def own_server(tmp_path_factory):
    """Whose files are searched in the end."""
    if server_module.programs() is None:
        pytest.skip("perseatd is not built")
    running = server_module.Server(tmp_path_factory.mktemp("cards"))
    running.bootstrap(**OPERATOR)
    running.start()
    yield running
    running.stop()


class World:
    """Something real for each id, so that requests get as far as they can."""

    def __init__(self, base):
        self.operator = Client(base)
        self.operator.sign_in(**OPERATOR)
        self.operator.call("applyCatalog", CATALOG)
        self.organization = Organization(base, self.operator)
        self.admin = self.organization.admin
        product = self.operator.get("getCatalog")["products"][0]
        subscription = buy(self.admin, product["offers"][0])
        user = self.organization.add_user()["id"]
        method = self.admin.call("addPaymentMethod", card()).json["id"]
        profile = subscription["billingProfileId"]
        self.ids = {
            "/v1/subscriptions/": subscription["id"], "/v1/users/": user,
            "/v1/payment-methods/": method, "/v1/billing-profiles/": profile,
            "/v1/products/": product["id"], "/v1/policies/": product["id"],
            "/v1/invoices/": self.admin.every("listInvoices")[0]["id"],
            "/v1/jobs/": self.admin.call("createAssignmentJob", {
                "action": "assign", "userIds": [user]}, id=subscription["id"]).json["id"],
            "/v1/role-assignments/": self.admin.call("createRoleAssignment", {
                "userId": user, "role": "licenseAdmin"}).json["id"],
            "/v1/api-tokens/": self.admin.call("createApiToken", {
                "name": "here", "scopes": ["read"]}).json["id"]}
        self.by_member = {
            "offerId": product["offers"][0]["id"], "subscriptionId": subscription["id"],
            "paymentMethodId": method, "backupPaymentMethodId": method, "userIds": user,
            "userId": user, "billingProfileId": profile}

    def target(self, operation):
        known = [found for start, found in self.ids.items() if operation.path.startswith(start)]
        path = operation.path
        for name in ("id", "productId"):
            path = path.replace("{%s}" % name, known[0] if known else schema_cases.UNKNOWN_ID)
        return path

    def body(self, operation):
        """One that fits, with ids of what is there."""
        whole = copy.deepcopy(schema_cases.fitting(CONTRACT, operation.body_schema))
        for name, schema in CONTRACT.deref(operation.body_schema)["properties"].items():
            whole.setdefault(name, schema_cases.fitting(CONTRACT, schema))
        for name, found in self.by_member.items():
            if name in whole:
                whole[name] = [found] if isinstance(whole[name], list) else found
        return whole

    def send(self, operation, suffix="", **what):
        client = self.operator if operation.id in OPERATORS else self.admin
        headers = {"Idempotency-Key": unique("card-numbers"), **what.pop("headers", {})}
        return client.send(operation.method, self.target(operation) + suffix, headers=headers,
                           **what)


@pytest.fixture(scope="module")
def world(own_server):
    made = World(own_server.base)
    yield made
    made.organization.close()
    made.operator.close()


@functools.lru_cache
def texts_of(operation):
    """The path of each text in the operation's body."""
    def walk(schema, path):
        schema = schema_cases.without_null(CONTRACT, schema)
        kind = schema_cases.types_of(schema)[0] if "enum" not in schema else "string"
        if kind == "object":
            for name, inner in schema["properties"].items():
                yield from walk(inner, (*path, name))
        elif kind == "array":
            yield from walk(schema["items"], (*path, 0))
        elif kind == "string":
            yield path
    return list(walk(operation.body_schema, ())) if operation.body_schema else []


TEXTS = [(operation, path) for operation in CONTRACT.operations for path in texts_of(operation)]
PARAMETERS = [(operation, parameter["name"]) for operation in CONTRACT.operations
              for parameter in operation.parameters if parameter["in"] == "query"]


def with_text(schema, node, path, text):
    """The node with the text at the path, where whatever leads there is made if it is missing."""
    if not path:
        return text
    schema = schema_cases.without_null(CONTRACT, schema)
    key, rest = path[0], path[1:]
    inner = schema["items"] if key == 0 else schema["properties"][key]
    present = (node[0] if node else None) if key == 0 else node.get(key)
    if present is None and rest:
        present = schema_cases.fitting(CONTRACT, inner)
    changed = with_text(inner, present, rest, text)
    return [changed] if key == 0 else {**node, key: changed}


def body_with(world, operation, path, text):
    body = world.body(operation)
    exclusive = ALTERNATIVES.get(operation.id, ())
    for other in exclusive:
        if other != path[0] and (path[0] in exclusive or other == exclusive[0]):
            del body[other]
    return with_text(operation.body_schema, body, path, text)


def name_of(value):
    return ".".join(map(str, value)) if isinstance(value, tuple) else str(value)


def says_nothing_of_it(answer):
    said = answer.body + repr(dict(answer.headers)).encode()
    return not any(trace in said for trace in TRACES)


def test_the_contract_has_texts_to_try():
    assert len(TEXTS) > 100 and len(PARAMETERS) > 50


@pytest.mark.parametrize("operation,path", TEXTS, ids=name_of)
def test_in_a_body_it_is_refused(world, operation, path):
    field = "".join(f"[{key}]" if key == 0 else f".{key}" for key in path).lstrip(".")
    for text in FORMS.values():
        text = f"who\n{text}\n" if path == ("csv",) else text
        answer = world.send(operation, body=body_with(world, operation, path, text))
        assert says_nothing_of_it(answer)
        if path[-1] not in PASSWORDS:
            assert (answer.status, answer.reason) == (422, "cardDataRefused")
            assert answer.json["errors"][0]["field"] == field


@pytest.mark.parametrize("operation,name", PARAMETERS, ids=name_of)
def test_in_the_query_it_is_refused(world, operation, name):
    for text in FORMS.values():
        body = operation.body_schema and world.body(operation)
        answer = world.send(operation, f"?{name}={urllib.parse.quote(text)}", body=body)
        assert says_nothing_of_it(answer)
        assert (answer.status, answer.reason) == (422, "cardDataRefused")
        assert answer.json["errors"][0]["field"] == name


@pytest.mark.parametrize("operation", CONTRACT.operations, ids=str)
def test_as_a_name_it_is_refused(world, operation):
    answer = world.send(operation, f"?{PLAIN}=1",
                        body=operation.body_schema and world.body(operation))
    assert says_nothing_of_it(answer)
    assert not operation.is_secured or answer.reason == "cardDataRefused"
    if operation.body_schema:
        answer = world.send(operation, body={**world.body(operation), PLAIN: 1})
        assert says_nothing_of_it(answer) and answer.reason == "cardDataRefused"


@pytest.mark.parametrize("operation", [operation for operation in CONTRACT.operations
                                       if operation.is_secured], ids=str)
def test_as_a_key_it_is_refused(world, operation):
    answer = world.send(operation, body=operation.body_schema and world.body(operation),
                        headers={"Idempotency-Key": PLAIN})
    assert says_nothing_of_it(answer)
    assert answer.reason == "cardDataRefused"
    assert answer.json["errors"][0]["field"] == "Idempotency-Key"


@pytest.mark.parametrize("operation", [operation for operation in CONTRACT.operations
                                       if operation.id != "signOut"], ids=str)
def test_in_a_header_it_leaves_no_trace(world, operation):
    client = world.operator if operation.id in OPERATORS else world.admin
    target = operation.path
    for name in ("id", "productId"):
        target = target.replace("{%s}" % name, schema_cases.UNKNOWN_ID)
    body = operation.body_schema and world.body(operation)
    for header in ("If-Match", "X-Request-Id", "X-CSRF-Token", "Cookie", "Accept", "Authorization",
                   "Content-Type", "User-Agent", "Referer", "X-Forwarded-For"):
        assert says_nothing_of_it(client.send(operation.method, target, body=body,
                                              headers={header: PLAIN}))


def test_an_event_does_not_name_its_request_by_it(world):
    made = world.admin.call("createUser", {
        "displayName": "Named", "email": unique("named") + "@example.com"},
        headers={"X-Request-Id": PLAIN})
    assert made.headers["X-Request-Id"] != PLAIN
    event = world.admin.get("listAuditEvents", query={"subjectId": made.json["id"]})["items"][0]
    assert event["requestId"] == made.headers["X-Request-Id"]


@pytest.mark.parametrize("method,target", [
    (PLAIN, "/v1/me"), ("GET", f"/v1/{PLAIN}"), ("GET", f"/v1/users/{PLAIN}"),
    (PLAIN, f"/{PLAIN}"), ("GET", f"/healthz?card={PLAIN}"), ("GET", f"/openapi.json?{PLAIN}")])
def test_in_the_request_line_it_leaves_no_trace(world, method, target):
    assert says_nothing_of_it(world.admin.send(method, target))


def test_whole_numbers_count_as_well(world):
    subscription = world.ids["/v1/subscriptions/"]
    answer = world.admin.call("setQuantity", {"quantity": int(PLAIN)}, id=subscription,
                              expect="cardDataRefused")
    assert answer.json["errors"][0]["field"] == "quantity"


def test_a_table_of_people_may_have_numbers_in_other_columns(world):
    person = world.organization.add_user()
    csv = f"who,customer\n{person['email']},{PLAIN}\n"
    made = world.admin.call("createAssignmentJob", {"action": "assign", "csv": csv},
                            id=world.ids["/v1/subscriptions/"], expect=202)
    assert says_nothing_of_it(made)


def test_a_password_may_look_like_one(world):
    email = world.organization.add_user(password=FORMS["grouped"])["email"]
    client = Client(world.operator.base)
    client.sign_in(email, FORMS["grouped"])
    client.call("changePassword", {"currentPassword": FORMS["grouped"], "newPassword": PASSWORD},
                expect=204)
    client.close()


def test_no_file_of_the_server_holds_one(own_server, world):
    marker, named = unique("Marker Person"), unique("marker-request")
    world.admin.call("createUser", {"displayName": marker, "email": unique("m") + "@example.com"},
                     headers={"X-Request-Id": named})
    own_server.stop()
    files = [file for file in own_server.folder.rglob("*") if file.is_file()]
    found = {file.name: file.read_bytes() for file in files} | {"dump": own_server.dump()}
    own_server.start()
    # The search finds what is there.
    assert any(marker.encode() in content for content in found.values())
    assert named.encode() in found["perseatd.log"]
    assert [(name, trace) for name, content in found.items() for trace in TRACES
            if trace in content] == []
