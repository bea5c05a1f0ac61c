# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Clients that change things without end and write down what they were answered; each repeats a
request with the same key until it knows what became of it."""
import collections
import dataclasses
import http.client
import itertools
import json
import threading
import time

from burst import Request

PAUSE_S = 0.03  # between two requests of one client: this is no benchmark
AGAIN_S = 0.1  # before a request is repeated
ANSWER_S = 30  # no answer takes longer, whatever happens to the database
SETTLE_S = 60  # from the end of the load to the last answer
AWAY = {"databaseUnavailable", "outcomeUnknown", "overloaded", "gatewayUnavailable",
        "requestInProgress", "paymentPending", "noAnswer"}


@dataclasses.dataclass
class Answered:
    request: Request
    status: int
    json: dict
    at: float
    tries: int


class Load:
    """One thread a plan; a plan is an endless row of requests."""

    def __init__(self, port, plans):
        self.port = port
        self.answered = []  # in the order of their answers
        self.put_off = collections.Counter()  # reason -> how often a request had to be repeated
        self.wrong = []  # answers that nobody should get, and requests that never got one
        self.slowest_s = 0
        self._is_over = threading.Event()
        self._over_at = None
        self._threads = [threading.Thread(target=self._client, args=[plan], daemon=True)
                         for plan in plans]

    def start(self):
        for thread in self._threads:
            thread.start()
        return self

    def stop(self):
        """Each client ends the request that it is at."""
        self._over_at = time.monotonic()
        self._is_over.set()
        for thread in self._threads:
            thread.join(SETTLE_S + 2 * ANSWER_S)
        assert not any(thread.is_alive() for thread in self._threads), "a client hangs"

    def moments(self, method="POST"):
        """When answers came to requests that change something, or to those that read."""
        return [one.at for one in list(self.answered) if one.request.method == method]

    def _client(self, plan):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_S)
        for request in plan:
            if self._is_over.wait(PAUSE_S):
                break
            self._ask_until_answered(connection, request)
        connection.close()

    def _ask_until_answered(self, connection, request):
        for tries in itertools.count(1):
            sent = time.monotonic()
            status, body = self._ask(connection, request)
            now = time.monotonic()
            self.slowest_s = max(self.slowest_s, now - sent)
            if status in (200, 201):
                self.answered.append(Answered(request, status, body, now, tries))
                return
            reason = "paymentPending" if status == 202 else body.get("reason")
            if reason not in AWAY or status not in (None, 202, 409, 503):
                self.wrong.append((request.method, request.target, status, body))
                return
            self.put_off[reason] += 1
            if self._over_at is not None and now - self._over_at > SETTLE_S:
                self.wrong.append((request.method, request.target, "never answered", reason))
                return
            time.sleep(AGAIN_S)

    @staticmethod
    def _ask(connection, request):
        """The status and the answer; no status when none came."""
        headers = {"Authorization": f"Bearer {request.token}"}
        data = None
        if request.method == "POST":
            headers |= {"Idempotency-Key": request.key, "Content-Type": "application/json"}
            data = json.dumps(request.body)
        try:
            connection.request(request.method, request.target, data, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            return None, {"reason": "noAnswer", "error": repr(error)}


def pauses(moments, since, until, longest_s=1.0):
    """The stretches without an answer that are longer than that: (begin, end) each."""
    edges = [since, *(one for one in sorted(moments) if since <= one <= until), until]
    return [(begin, end) for begin, end in zip(edges, edges[1:]) if end - begin > longest_s]
