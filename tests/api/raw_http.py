# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Requests byte by byte, for those that no HTTP library would send."""
import socket

import contract
from client import Answer


class Headers(dict):
    """Header names in any case."""

    def __init__(self, pairs):
        super().__init__((name.lower(), value) for name, value in pairs)

    def get(self, name, default=None):
        return super().get(name.lower(), default)

    def __getitem__(self, name):
        return super().__getitem__(name.lower())


class Connection:
    def __init__(self, port, timeout=10):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout)
        self.stream = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stream.close()
        self.socket.close()

    def send(self, data):
        """Sends as much as is taken: a server may answer and close before the end."""
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def read(self):
        """The next answer, None when the server has closed without one."""
        try:
            line = self.stream.readline()
        except ConnectionResetError:
            return None
        if not line:
            return None
        version, status, _ = line.decode("ascii").split(" ", 2)
        assert version == "HTTP/1.1", line
        pairs = []
        while (line := self.stream.readline()) not in (b"\r\n", b""):
            name, value = line.decode("latin-1").split(":", 1)
            pairs.append((name, value.strip()))
        headers = Headers(pairs)
        assert headers.get("Transfer-Encoding") is None
        return Answer(int(status), headers, self.stream.read(int(headers.get("Content-Length", 0))))

    def is_closed(self):
        """Whether the server closes without saying more."""
        try:
            return self.stream.read(1) == b""
        except ConnectionResetError:
            return True


def ask(port, data, method="GET", target="/healthz"):
    """One request on a connection of its own: the checked answer, and whether the server closed."""
    with Connection(port) as connection:
        connection.send(data)
        answer = connection.read()
        if answer is None:
            return None, True
        contract.load().check(method, target, answer)
        closes = answer.headers.get("Connection", "").lower() == "close"
        return answer, closes and connection.is_closed()
