# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Server-sent events, read as they come."""
import dataclasses
import time

import contract

# For the next piece of a stream.
PATIENCE_S = 20


@dataclasses.dataclass
class Event:
    name: str
    id: str
    data: bytes

    @property
    def json(self):
        return contract.parse_json(self.data)


class EventStream:
    """The events of an answer, in their order; how many comments came between them."""

    def __init__(self, response):
        self.response = response
        self.comments = 0
        self.retry_ms = None
        self.lines = response.iter_lines(chunk_size=None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.response.close()

    def __iter__(self):
        return self

    def __next__(self):
        """The next event; StopIteration at a proper end of the stream."""
        fields = {}
        while True:
            line = next(self.lines)
            if line.startswith(b":"):
                self.comments += 1
            elif line:
                name, value = line.split(b": ", 1)
                assert name in (b"id", b"event", b"data", b"retry") and name not in fields, line
                fields[name] = value
            elif fields:
                self.retry_ms = int(fields.get(b"retry", self.retry_ms or 0))
                return Event(fields[b"event"].decode(), fields[b"id"].decode(), fields[b"data"])

    def ends_in(self, seconds):
        """Whether it ends by then, whatever comes before."""
        end = time.monotonic() + seconds
        for _ in self:
            pass
        return time.monotonic() < end

    def until_comments(self, count):
        """Reads on, through comments only."""
        while self.comments < count:
            line = next(self.lines)
            assert line in (b"", b":"), line
            self.comments += line == b":"
