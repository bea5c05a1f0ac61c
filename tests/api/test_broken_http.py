# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Requests that break HTTP are refused and never leave the connection in doubt."""
import pytest

from raw_http import Connection, ask

HOST = b"Host: localhost\r\n"
POST = b"POST /v1/session HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
GET = b"GET /healthz HTTP/1.1\r\n" + HOST

BROKEN = {
    "two lengths": POST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "two lengths in one": POST + b"Content-Length: 2, 3\r\n\r\n{}",
    "length with chunked":
        POST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunked not last": POST + b"Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
    "unknown coding": POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "negative length": POST + b"Content-Length: -2\r\n\r\n{}",
    "length with a plus": POST + b"Content-Length: +2\r\n\r\n{}",
    "length in hex": POST + b"Content-Length: 0x2\r\n\r\n{}",
    "length beyond 64 bits": POST + b"Content-Length: 18446744073709551618\r\n\r\n{}",
    "wrong chunk size": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "chunk size beyond 64 bits": POST + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 17 + b"\r\n",
    "bare LF after the request line": b"GET /healthz HTTP/1.1\n" + HOST + b"\r\n",
    "bare LF after a header": b"GET /healthz HTTP/1.1\r\nHost: localhost\n\r\n",
    "bare CR in a header": GET + b"X-A: a\rb\r\n\r\n",
    "NUL in a header": GET + b"X-A: a\x00b\r\n\r\n",
    "space before the colon": GET + b"X-A : a\r\n\r\n",
    "folded header": GET + b"X-A: a\r\n b\r\n\r\n",
    "no name": GET + b": a\r\n\r\n",
    "no colon": GET + b"X-A\r\n\r\n",
    "no host": b"GET /healthz HTTP/1.1\r\n\r\n",
    "two hosts": GET + HOST + b"\r\n",
    "no version": b"GET /healthz\r\n" + HOST + b"\r\n",
    "HTTP/0.9": b"GET /healthz HTTP/0.9\r\n" + HOST + b"\r\n",
    "HTTP/2 over 1": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "wrong protocol": b"GET /healthz FTP/1.1\r\n" + HOST + b"\r\n",
    "two spaces": b"GET  /healthz HTTP/1.1\r\n" + HOST + b"\r\n",
    "space in the target": b"GET /health z HTTP/1.1\r\n" + HOST + b"\r\n",
    "raw bytes in the target": b"GET /healthz\xff HTTP/1.1\r\n" + HOST + b"\r\n",
    "control in the method": b"G\x01T /healthz HTTP/1.1\r\n" + HOST + b"\r\n",
    "TLS greeting": bytes.fromhex("16030100f8010000f40303") + bytes(200) + b"\r\n\r\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_request_that_breaks_http_is_refused_and_the_connection_closed(server, name):
    method = "POST" if BROKEN[name].startswith(b"POST") else "GET"
    target = "/v1/session" if method == "POST" else "/healthz"
    answer, closed = ask(server.port, BROKEN[name], method, target)
    assert closed
    # What does not even begin like HTTP may be left without an answer.
    assert answer is None or answer.status in (400, 413, 505, 501)


@pytest.mark.parametrize("data,status", [
    (GET + b"X-A: " + b"a" * 65_536 + b"\r\n\r\n", 431),
    (GET + b"".join(b"X-%d: a\r\n" % n for n in range(8_000)) + b"\r\n", 431),
    (b"GET /" + b"a" * 65_536 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 431),
], ids=["one long header", "many headers", "long target"])
def test_headers_that_are_too_large_are_refused(server, data, status):
    answer, closed = ask(server.port, data)
    assert closed
    assert answer is None or answer.status in (status, 400, 414)


def test_a_body_of_100_mib_is_refused_before_it_is_sent(server):
    head = POST + b"Content-Length: 104857600\r\n\r\n"
    answer, closed = ask(server.port, head, "POST", "/v1/session")
    assert (answer.status, answer.reason, closed) == (413, "bodyTooLarge", True)


def test_a_body_that_grows_over_the_limit_in_chunks_is_refused(server):
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    data = POST + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 32 + b"0\r\n\r\n"
    answer, closed = ask(server.port, data, "POST", "/v1/session")
    assert closed
    assert answer is None or (answer.status, answer.reason) == (413, "bodyTooLarge")


def test_a_request_hidden_behind_another_is_not_served(server):
    smuggled = b"GET /openapi.json HTTP/1.1\r\n" + HOST + b"\r\n"
    data = (POST + b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            % (5 + len(smuggled))) + smuggled
    with Connection(server.port) as connection:
        connection.send(data)
        answer = connection.read()
        assert answer.status == 400
        assert connection.is_closed()


def test_requests_behind_each_other_are_answered_in_order(server):
    with Connection(server.port) as connection:
        connection.send(GET + b"\r\n" + b"GET /v1/me HTTP/1.1\r\n" + HOST + b"\r\n" + GET + b"\r\n")
        assert [connection.read().status for _ in range(3)] == [200, 401, 200]


def test_a_body_in_chunks_is_read(server):
    data = POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"
    answer, _ = ask(server.port, data, "POST", "/v1/session")
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "email")


def test_head_is_answered_like_get_without_the_body(server):
    with Connection(server.port) as connection:
        connection.send(b"HEAD /healthz HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
        head = connection.stream.read()
    assert head.startswith(b"HTTP/1.1 200 ")
    assert head.endswith(b"\r\n\r\n")


def test_after_all_this_the_server_still_serves(server):
    answer, _ = ask(server.port, GET + b"\r\n")
    assert answer.status == 200
