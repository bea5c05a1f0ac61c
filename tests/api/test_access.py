# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Nobody gets in unknown, by a foreign site, or into another organization."""
import pytest

import contract
import schema_cases
from client import Client

CONTRACT = contract.load()
SECURED = [operation for operation in CONTRACT.operations if operation.is_secured]
CHANGES = [operation for operation in SECURED if operation.method != "GET"]
OPERATOR_ONLY = ("createOrganization", "getCatalog", "applyCatalog")


def request_of(operation, **ids):
    """Method, target and body of a request that has all it needs."""
    target = operation.path
    for name in ("id", "productId"):
        target = target.replace("{%s}" % name, ids.get(name, schema_cases.UNKNOWN_ID))
    body = operation.body_schema and schema_cases.fitting(CONTRACT, operation.body_schema)
    return operation.method, target, body


@pytest.mark.parametrize("operation", SECURED, ids=str)
@pytest.mark.parametrize("headers", [
    {}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer "},
    {"Authorization": "Basic dXNlcjpwYXNz"}, {"Cookie": "perseat_session=wrong"},
    {"Cookie": "perseat_session="}],
    ids=["none", "token", "no-token", "basic", "cookie", "no-cookie"])
def test_who_is_not_known_gets_401(anybody, operation, headers):
    method, target, body = request_of(operation)
    answer = anybody.send(method, target, body=body,
                          headers={"Idempotency-Key": "not-known", **headers})
    assert (answer.status, answer.reason) == (401, "unauthenticated")


@pytest.mark.parametrize("operation", CHANGES, ids=str)
@pytest.mark.parametrize("csrf_token", ["", "wrong"])
def test_a_change_by_cookie_needs_the_csrf_token(organization, operation, csrf_token):
    method, target, body = request_of(operation)
    answer = organization.admin.send(
        method, target, body=body,
        headers={"X-CSRF-Token": csrf_token, "Idempotency-Key": "without-csrf"})
    assert (answer.status, answer.reason) == (403, "csrfTokenMissing")


@pytest.mark.parametrize("name", OPERATOR_ONLY)
def test_only_the_operator_may_run_the_deployment(organization, name):
    method, target, body = request_of(CONTRACT.by_id[name])
    answer = organization.admin.send(method, target, body=body)
    assert answer.status in (403, 404)
    assert answer.reason in ("operatorOnly", "roleRequired", "notFound")


@pytest.fixture(scope="module")
def foreign(other_organization):
    """Ids of things in another organization, by the beginning of the path."""
    admin = other_organization.admin
    person = other_organization.add_user()
    role = admin.call("createRoleAssignment", {"userId": person["id"], "role": "licenseAdmin"}).json
    token = admin.call("createApiToken", {"name": "theirs", "scopes": ["read"]}).json
    return {"/v1/users/": person["id"], "/v1/role-assignments/": role["id"],
            "/v1/api-tokens/": token["id"]}


@pytest.mark.parametrize("operation", [o for o in SECURED if "{id}" in o.path], ids=str)
def test_what_is_of_another_organization_is_not_there(organization, foreign, operation):
    start = operation.path[:operation.path.index("{id}")]
    target_id = foreign.get(start, schema_cases.UNKNOWN_ID)
    method, target, body = request_of(operation, id=target_id)
    answer = organization.admin.send(method, target, body=body,
                                     headers={"Idempotency-Key": f"foreign-{operation.id}"})
    assert (answer.status, answer.reason) == (404, "notFound")


@pytest.mark.parametrize("operation", [o for o in SECURED if "{" in o.path], ids=str)
@pytest.mark.parametrize("name", ["42", "null", "00000000-0000-0000-0000-00000000000g", "%C3%A4",
                                  "a" * 300, "..", "%2e%2e%2fme"])
def test_what_has_no_uuid_is_not_there(organization, operation, name):
    method, target, body = request_of(operation, id=name, productId=name)
    answer = organization.admin.send(method, target, body=body,
                                     headers={"Idempotency-Key": "no-uuid"})
    assert (answer.status, answer.reason) == (404, "notFound")


@pytest.mark.parametrize("operation", CHANGES, ids=str)
def test_a_token_for_reading_changes_nothing(server, organization, operation):
    client = Client(server.base, reading_token(organization))
    assert client.call("getMe").json["csrfToken"] is None
    method, target, body = request_of(operation)
    answer = client.send(method, target, body=body, headers={"Idempotency-Key": "by-token"})
    if operation.id == "signOut":
        assert answer.status in (403, 409)
    else:
        assert (answer.status, answer.reason) == (403, "tokenScopeMissing")
    client.close()


def reading_token(organization, kept={}):
    if organization.id not in kept:
        made = organization.admin.call("createApiToken", {"name": "reads", "scopes": ["read"]})
        kept[organization.id] = made.json["secret"]
    return kept[organization.id]


def reading_cpu_s(anybody):
    """Processor time of the threads on which passwords are hashed."""
    lines = anybody.call("getMetrics").body.decode().splitlines()
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines
               if line.startswith('perseat_thread_cpu_seconds_total{thread="reader"}'))


@pytest.mark.parametrize("name,ids", [("createOrganization", {}), ("createUser", {}),
                                      ("updateUser", {"id": schema_cases.UNKNOWN_ID})])
def test_no_password_is_hashed_for_who_may_not_set_it(organization, anybody, name, ids):
    member = organization.person()
    operation = CONTRACT.by_id[name]
    body = schema_cases.fitting(CONTRACT, operation.body_schema)
    password = {"password": "a passphrase for nobody"}
    body = {**body, "admin": {**body["admin"], **password}} if "admin" in body else {
        **body, **password}
    before = reading_cpu_s(anybody)
    for _ in range(30):
        member.call(name, body, expect=403, **ids)
    # One hash takes some 20 ms.
    assert reading_cpu_s(anybody) - before < 0.2
