# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""A client that holds every answer against the contract."""
import dataclasses
import json
import uuid

import requests

import contract
import event_stream


@dataclasses.dataclass
class Answer:
    status: int
    headers: dict  # names in any case
    body: bytes

    @property
    def json(self):
        return contract.parse_json(self.body)

    @property
    def reason(self):
        return self.json["reason"]

    @property
    def etag(self):
        return self.headers["ETag"]


class Client:
    """Speaks for one person, or for nobody. `token` and `cookie` are how they are known."""

    def __init__(self, base, token=None):
        self.base = base
        self.contract = contract.load()
        self.session = requests.Session()
        self.session.trust_env = False
        self.token = token
        self.csrf_token = None
        self.user_id = None

    def close(self):
        self.session.close()

    def send(self, method, target, *, body=None, data=None, headers=None, timeout=60):
        """Sends what is given as it is given, except for who asks; `body` is sent as JSON."""
        sent = dict(headers or {})
        if body is not None:
            data = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        if self.token and "Authorization" not in sent:
            sent["Authorization"] = f"Bearer {self.token}"
        if self.csrf_token and method != "GET" and "X-CSRF-Token" not in sent:
            sent["X-CSRF-Token"] = self.csrf_token
        request = self.session.prepare_request(
            requests.Request(method, self.base + target, data=data, headers=sent))
        request.url = self.base + target  # not normalized: tests send odd paths on purpose
        got = self.session.send(request, timeout=timeout, allow_redirects=False)
        answer = Answer(got.status_code, got.headers, got.content)
        self.contract.check(method, target, answer)
        return answer

    def call(self, operation_id, body=None, *, expect=None, query=None, headers=None, **parameters):
        """Calls an operation by its name, by default with a fresh Idempotency-Key for a POST.

        `expect` is a status, a reason, or nothing for any success. Answers what came back."""
        operation = self.contract.by_id[operation_id]
        target = operation.path
        for name, value in parameters.items():
            if "{%s}" % name not in target:
                raise TypeError(f"{operation_id} has no parameter {name}")
            target = target.replace("{%s}" % name, str(value))
        if query:
            target += "?" + requests.models.RequestEncodingMixin._encode_params(query)
        sent = dict(headers or {})
        if operation.method == "POST" and operation_id != "signIn":
            sent.setdefault("Idempotency-Key", str(uuid.uuid4()))
        if body is None and operation.body_schema is not None:
            body = {}
        answer = self.send(operation.method, target, body=body, headers=sent)
        self._expect(answer, operation_id, expect)
        return answer

    def stream(self, operation_id, *, headers=None, **parameters):
        """An open stream of events; a refusal fails."""
        target = self.contract.by_id[operation_id].path.format(**parameters)
        sent = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        got = self.session.get(self.base + target, headers={**sent, **(headers or {})},
                               stream=True, timeout=event_stream.PATIENCE_S)
        if got.status_code != 200:
            raise AssertionError(f"{operation_id} answered {got.status_code} {got.content!r}")
        self.contract.check("GET", target, Answer(got.status_code, got.headers, b""))
        return event_stream.EventStream(got)

    @staticmethod
    def _expect(answer, operation_id, expect):
        if expect is None:
            good = 200 <= answer.status < 300
        elif isinstance(expect, int):
            good = answer.status == expect
        else:
            good = answer.status >= 400 and answer.reason == expect
        assert good, (f"{operation_id}: expected {expect or 'success'}, got {answer.status} "
                      f"{answer.body[:1000].decode('utf-8', 'replace')}")

    def get(self, operation_id, **arguments):
        """The body of a successful reading operation."""
        return self.call(operation_id, **arguments).json

    def every(self, operation_id, query=None, **parameters):
        """All rows of a list, page by page."""
        query, rows = dict(query or {}), []
        for _ in range(1000):
            page = self.get(operation_id, query=query, **parameters)
            rows += page["items"]
            if page["nextCursor"] is None:
                return rows
            query["cursor"] = page["nextCursor"]
        raise AssertionError(f"{operation_id} has more than 1,000 pages")

    def sign_in(self, email, password):
        """From now on this client is known by the session's cookie."""
        session = self.call("signIn", {"email": email, "password": password}).json
        self.csrf_token = session["csrfToken"]
        self.user_id = session["user"]["id"]
        return session
