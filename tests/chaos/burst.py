# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Many requests at once over keep-alive connections, from one thread: cheaper than a thread for
each, so that the server is what is busy."""
import dataclasses
import json
import selectors
import socket
import time
import uuid


@dataclasses.dataclass
class Request:
    method: str
    target: str
    token: str
    body: dict = None
    key: str = dataclasses.field(default_factory=lambda: str(uuid.uuid4()))

    def encode(self):
        head = f"{self.method} {self.target} HTTP/1.1\r\nHost: localhost\r\n"
        head += f"Authorization: Bearer {self.token}\r\n"
        if self.method == "POST":
            head += f"Idempotency-Key: {self.key}\r\n"
        data = b""
        if self.body is not None:
            data = json.dumps(self.body).encode()
            head += f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n"
        return head.encode() + b"\r\n" + data


@dataclasses.dataclass
class Outcome:
    request: Request
    status: int = None  # None: no answer came
    body: bytes = b""
    seconds: float = None

    @property
    def json(self):
        return json.loads(self.body)


class Burst:
    """Sends the requests in order over the connections; each connection waits for its answer."""

    def __init__(self, port, requests, connections):
        self.outcomes = [Outcome(request) for request in requests]
        self.next = 0
        self.selector = selectors.DefaultSelector()
        for _ in range(min(connections, len(requests))):
            connection = socket.create_connection(("127.0.0.1", port), 10)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.selector.register(connection, selectors.EVENT_READ, {})

    def run(self, timeout_s=60):
        """All outcomes, in the order of the requests; also those whose answer never came."""
        self.started = time.monotonic()
        for key in list(self.selector.get_map().values()):
            self._send_next(key)
        while self.selector.get_map() and time.monotonic() < self.started + timeout_s:
            for key, _ in self.selector.select(0.2):
                self._receive(key)
        self.seconds = time.monotonic() - self.started
        for key in list(self.selector.get_map().values()):
            self._close(key)
        return self.outcomes

    def _close(self, key):
        self.selector.unregister(key.fileobj)
        key.fileobj.close()

    def _send_next(self, key):
        if self.next == len(self.outcomes):
            return self._close(key)
        key.data.update(outcome=self.outcomes[self.next], received=b"", sent=time.monotonic())
        self.next += 1
        try:
            key.fileobj.sendall(key.data["outcome"].request.encode())
        except OSError:
            self._close(key)

    def _receive(self, key):
        try:
            data = key.fileobj.recv(262_144)
        except OSError:
            data = b""
        if not data:
            return self._close(key)
        received = key.data["received"] = key.data["received"] + data
        head, separator, body = received.partition(b"\r\n\r\n")
        if not separator:
            return None
        lines = head.decode("latin-1").split("\r\n")
        length = next((int(line.split(":")[1]) for line in lines
                       if line.lower().startswith("content-length:")), 0)
        if len(body) < length:
            return None
        outcome = key.data["outcome"]
        outcome.status, outcome.body = int(lines[0].split(" ")[1]), body
        outcome.seconds = time.monotonic() - key.data["sent"]
        return self._send_next(key)


def burst(port, requests, connections=64, timeout_s=60):
    return Burst(port, requests, connections).run(timeout_s)
