# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""The harness itself: answers that break the contract are seen."""
import copy
import json

import pytest

import contract
from client import Answer

ID = "0190a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b"
USER = {"id": ID, "displayName": "Lee Jisoo", "email": "jisoo@example.com", "kind": "member",
        "state": "active", "locale": "ko", "usageCountry": "KR",
        "createdAt": "2026-01-31T09:30:00.000Z"}
PROBLEM = {"type": "/problems/notFound", "title": "Not found", "status": 404, "detail": "No.",
           "reason": "notFound", "requestId": "r1", "errors": []}
HEADERS = {"X-Request-Id": "r1", "ETag": '"1"', "Content-Type": "application/json"}
PROBLEM_HEADERS = {"X-Request-Id": "r1", "Content-Type": "application/problem+json"}
TARGET = f"/v1/users/{ID}"
GONE = object()


def changed(whole, **changes):
    result = {**copy.deepcopy(whole), **changes}
    return {name: value for name, value in result.items() if value is not GONE}


def check(status, headers, body, method="GET", target=TARGET):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    contract.load().check(method, target, Answer(status, headers, data))


def test_a_right_answer_is_accepted():
    check(200, HEADERS, USER)
    check(200, changed(HEADERS, **{"Content-Type": "application/json; charset=utf-8"}), USER)
    check(404, PROBLEM_HEADERS, PROBLEM)


def test_an_unknown_route_may_answer_404_only_as_a_problem():
    check(404, PROBLEM_HEADERS, PROBLEM, target="/v1/nowhere")
    with pytest.raises(contract.Violation):
        check(200, HEADERS, USER, target="/v1/nowhere")


@pytest.mark.parametrize("status,headers,body", [
    (200, HEADERS, changed(USER, email=GONE)),
    (200, HEADERS, changed(USER, age=7)),
    (200, HEADERS, changed(USER, id=ID.upper())),
    (200, HEADERS, changed(USER, createdAt="2026-01-31T09:30:00Z")),
    (200, HEADERS, changed(USER, createdAt="2026-02-31T09:30:00.000Z")),
    (200, HEADERS, changed(USER, kind="owner")),
    (200, HEADERS, b'{"id":'),
    (200, HEADERS, json.dumps(USER).replace('"KR"', '"KR", "locale": "ko"').encode()),
    (200, HEADERS, b"\xff"),
    (201, HEADERS, USER),
    (302, HEADERS, USER),
    (200, changed(HEADERS, ETag=GONE), USER),
    (200, changed(HEADERS, ETag="1"), USER),
    (200, changed(HEADERS, **{"X-Request-Id": GONE}), USER),
    (200, changed(HEADERS, **{"Content-Type": "text/html"}), USER),
    (404, HEADERS, PROBLEM),
    (404, PROBLEM_HEADERS, changed(PROBLEM, status=400)),
    (404, PROBLEM_HEADERS, changed(PROBLEM, reason="notThere")),
    (404, PROBLEM_HEADERS, changed(PROBLEM, reason="noSeats")),
    (404, PROBLEM_HEADERS, changed(PROBLEM, requestId="r2")),
    (404, PROBLEM_HEADERS, changed(PROBLEM, stack="main.cpp:1")),
])
def test_a_wrong_answer_is_seen(status, headers, body):
    with pytest.raises(contract.Violation):
        check(status, headers, body)


def test_a_number_with_a_fraction_is_seen():
    with pytest.raises(contract.Violation):
        contract.parse_json(b'{"amount": 12.5}')


def test_a_body_with_204_is_seen():
    with pytest.raises(contract.Violation):
        check(204, HEADERS, b"{}", method="DELETE", target=f"/v1/role-assignments/{ID}")
