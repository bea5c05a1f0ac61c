# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""The server has the operations of the contract, and serves the contract that it has."""
import pytest

import contract
import schema_cases

CONTRACT = contract.load()
EVERY = pytest.mark.parametrize("operation", CONTRACT.operations, ids=str)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def filled(path):
    return path.replace("{id}", schema_cases.UNKNOWN_ID).replace(
        "{productId}", schema_cases.UNKNOWN_ID)


def test_the_server_serves_this_contract(anybody):
    assert anybody.get("getOpenApi") == CONTRACT.document


@EVERY
def test_each_operation_has_a_route(anybody, operation):
    if operation.id == "getOpenApi":
        return
    answer = anybody.send(operation.method, filled(operation.path))
    # Without anybody signed in, a route asks who it is before anything else.
    assert answer.status == 401 if operation.is_secured else answer.status in (200, 415, 422)


@pytest.mark.parametrize("path", sorted({operation.path for operation in CONTRACT.operations}))
def test_each_other_method_of_a_path_is_refused_and_told_which_are_known(anybody, path):
    known = {operation.method for operation in CONTRACT.operations if operation.path == path}
    for method in set(METHODS) - known:
        answer = anybody.send(method, filled(path))
        assert (answer.status, answer.reason) == (405, "methodNotAllowed")
        assert set(answer.headers["Allow"].replace(" ", "").split(",")) - {"HEAD"} == known


@pytest.mark.parametrize("target", [
    "/", "/v1", "/v1/", "/v1/nothing", "/v1/users/", "/v1//users", "/v1/me/", "/V1/me", "/v1/me/x",
    "/v1/users/a/b", "/openapi.json/", "/v1/%6de%2f", "/../v1/me", "/v1/./me", "/v1/me%00",
    "/.git/config", "/v1/" + "a" * 2000])
def test_no_other_path_is_known(anybody, target):
    answer = anybody.send("GET", target)
    assert (answer.status, answer.reason) in ((404, "notFound"), (400, "malformedRequest"))


def test_each_answer_names_its_request(anybody):
    first, second = (anybody.send("GET", "/v1/me").headers["X-Request-Id"] for _ in range(2))
    assert first != second
    given = anybody.send("GET", "/v1/me", headers={"X-Request-Id": "page-7.load_2"})
    assert given.headers["X-Request-Id"] == "page-7.load_2"


@pytest.mark.parametrize("name", ["", "a b", "a" * 65, "\u00c3\u00a4", "a;b", "{}"])
def test_a_strange_request_id_is_not_taken_over(anybody, name):
    answer = anybody.send("GET", "/v1/me", headers={"X-Request-Id": name})
    assert answer.headers["X-Request-Id"] != name


def test_what_a_caller_sends_is_not_told_to_caches(anybody):
    assert anybody.send("GET", "/v1/me").headers["Cache-Control"] == "no-store"
