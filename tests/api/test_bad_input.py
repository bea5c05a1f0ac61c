# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Each operation refuses each kind of wrong request, and says which."""
import json
import urllib.parse
import uuid

import pytest

import contract
import schema_cases
from test_access import request_of

CONTRACT = contract.load()
WITH_BODY = [operation for operation in CONTRACT.operations if operation.body_schema]
LISTS = [operation for operation in CONTRACT.operations
         if any(parameter["name"] == "cursor" for parameter in operation.parameters)]
WITH_QUERY = [operation for operation in CONTRACT.operations if operation.method == "GET"
              and operation.is_secured]
OPERATORS = ("createOrganization", "getCatalog", "applyCatalog")


@pytest.fixture(scope="module")
def caller_of(operator, organization, anybody):
    """Who may use an operation best."""
    def choose(operation):
        if operation.id in OPERATORS:
            return operator
        return organization.admin if operation.is_secured else anybody
    return choose


def send(client, operation, target=None, **what):
    method, path, _ = request_of(operation)
    headers = {"Idempotency-Key": str(uuid.uuid4()), **what.pop("headers", {})}
    return client.send(method, target or path, headers=headers, **what)


@pytest.mark.parametrize("operation", WITH_BODY, ids=str)
def test_a_body_of_a_wrong_shape_is_refused(caller_of, operation):
    body = schema_cases.fitting(CONTRACT, operation.body_schema)
    wrong = []
    for what, broken in schema_cases.broken_shapes(CONTRACT, operation.body_schema, body):
        answer = send(caller_of(operation), operation, body=broken)
        if answer.status not in (400, 422):
            wrong.append(f"{what}: {answer.status} {answer.body[:200]!r}")
    assert wrong == []


@pytest.mark.parametrize("operation", WITH_BODY, ids=str)
def test_a_value_out_of_its_range_is_refused(caller_of, operation):
    body = schema_cases.fitting(CONTRACT, operation.body_schema)
    wrong = []
    for what, broken in schema_cases.broken_values(CONTRACT, operation.body_schema, body):
        answer = send(caller_of(operation), operation, body=broken)
        if not 400 <= answer.status < 500:
            wrong.append(f"{what}: {answer.status} {answer.body[:200]!r}")
    assert wrong == []


def test_of_a_member_given_twice_the_last_counts(organization):
    answer = organization.admin.send(
        "PATCH", "/v1/billing-account", data=b'{"name": "First", "name": "Last"}',
        headers={"Content-Type": "application/json"})
    assert answer.json["name"] == "Last"


def nested(depth):
    return b"[" * depth + b"]" * depth


UNREADABLE = {
    "empty": b"", "no JSON": b"hello", "cut off": b'{"name": "a', "two": b"{} {}", "list": b"[]",
    "text": b'"a"', "null": b"null", "number": b"1", "comment": b"{} // all",
    "single quotes": b"{'a': 1}",
    "trailing comma": b'{"a": 1,}', "NaN": b'{"a": NaN}', "no UTF-8": b'{"name": "\xff\xfe"}',
    "overlong UTF-8": b'{"name": "\xc0\xaf"}', "half a surrogate": b'{"name": "\\ud800"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"), "NUL in a text": b'{"name": "a\\u0000b"}',
    "NUL in a name": b'{"a\\u0000b": 1}', "raw NUL": b'{"name": "a\x00b"}',
    "control": b'{"name": "a\nb"}',
    "deep": nested(100_000), "deep in a member": b'{"name": ' + nested(100_000) + b"}",
    "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "a very long number": b'{"quantity": ' + b"9" * 100_000 + b"}",
    "a huge exponent": b'{"quantity": 1e999999}'}


@pytest.mark.parametrize("operation", WITH_BODY, ids=str)
def test_a_body_that_cannot_be_read_is_refused(caller_of, operation):
    wrong = []
    for what, data in UNREADABLE.items():
        answer = send(caller_of(operation), operation, data=data,
                      headers={"Content-Type": "application/json"})
        if answer.status not in (400, 422):
            wrong.append(f"{what}: {answer.status} {answer.body[:200]!r}")
    assert wrong == []


@pytest.mark.parametrize("operation", WITH_BODY, ids=str)
@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded",
                                  "application/jsonp", "multipart/form-data; boundary=x"])
def test_a_body_of_another_type_is_refused(caller_of, operation, kind):
    body = schema_cases.fitting(CONTRACT, operation.body_schema)
    answer = send(caller_of(operation), operation, data=json.dumps(body).encode(),
                  headers={"Content-Type": kind} if kind else {})
    assert (answer.status, answer.reason) == (415, "unsupportedMediaType")


@pytest.mark.parametrize("operation", [o for o in WITH_BODY if o.moves_money], ids=str)
def test_moving_money_needs_an_idempotency_key(organization, operation):
    method, target, body = request_of(operation)
    answer = organization.admin.send(method, target, body=body)
    assert (answer.status, answer.reason) == (400, "idempotencyKeyRequired")


@pytest.mark.parametrize("operation", [o for o in WITH_BODY if o.method == "POST"
                                       and o.is_secured], ids=str)
@pytest.mark.parametrize("key", ["", "a" * 256, "two words", "\u00e9"])
def test_a_malformed_idempotency_key_is_refused(caller_of, operation, key):
    method, target, body = request_of(operation)
    answer = caller_of(operation).send(method, target, body=body, headers={
        "Idempotency-Key": key.encode("latin-1")})
    assert answer.status == 400
    assert answer.reason in ("malformedIdempotencyKey", "idempotencyKeyRequired", "malformedHeader")


@pytest.mark.parametrize("operation", LISTS, ids=str)
@pytest.mark.parametrize("query", [
    "limit=0", "limit=201", "limit=-1", "limit=", "limit=ten", "limit=1.5", "limit=1e1", "limit=+1",
    "limit=9223372036854775808", "limit=1&limit=2", "cursor=garbage", "cursor=%20",
    "cursor=" + "A" * 999, "cursor=" + "A" * 1001, "cursor=eyJhIjoxfQ", "cursor=..%2F..%2F",
    "limit=%zz", "limit=%ff", "limit=1%00", "%00=1"])
def test_a_wrong_limit_or_cursor_is_refused(organization, operation, query):
    target = request_of(operation)[1]
    answer = organization.admin.send("GET", f"{target}?{query}")
    # What is not there is not there, whatever was asked about it.
    assert answer.status in ((400, 422, 404) if "{" in operation.path else (400, 422))


@pytest.mark.parametrize("operation", WITH_QUERY, ids=str)
def test_an_unknown_parameter_is_refused(caller_of, operation):
    answer = caller_of(operation).send("GET", request_of(operation)[1] + "?noSuchFilter=1")
    if "{" in operation.path and answer.status == 404:
        return
    assert (answer.status, answer.reason) == (422, "unknownParameter")


@pytest.mark.parametrize("spaces", range(4))
def test_a_long_name_is_told_in_whole_characters(organization, spaces):
    name = " " * spaces + "한" * 200
    answer = organization.admin.send("GET", "/v1/me?" + urllib.parse.quote(name) + "=1")
    assert name.startswith(answer.json["errors"][0]["field"])
    answer = organization.admin.send("POST", "/v1/api-tokens", body={
        "name": "a", "scopes": ["read"], name: 1})
    assert name.startswith(answer.json["errors"][0]["field"])


def wrong_queries():
    for operation in WITH_QUERY:
        for parameter in operation.parameters:
            if parameter["in"] != "query" or parameter["name"] in ("limit", "cursor"):
                continue
            schema = CONTRACT.deref(parameter["schema"])
            if "enum" in schema or "format" in schema or schema["type"] == "boolean":
                yield pytest.param(operation, parameter["name"], "noSuchValue",
                                   id=f"{operation.id}-{parameter['name']}")
            if "maxLength" in schema:
                yield pytest.param(operation, parameter["name"], "a" * (schema["maxLength"] + 1),
                                   id=f"{operation.id}-{parameter['name']}-long")


@pytest.mark.parametrize("operation,name,value", wrong_queries())
def test_a_wrong_filter_is_refused(caller_of, operation, name, value):
    answer = caller_of(operation).send("GET", f"{request_of(operation)[1]}?{name}={value}")
    if "{" in operation.path and answer.status == 404:
        return
    assert answer.status in (400, 422)
