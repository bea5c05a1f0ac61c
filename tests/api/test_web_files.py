# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""The web app's files as a browser gets them from the running server."""
import gzip

import pytest
import requests

import raw_http
import server as server_module

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PAGE = "<!doctype html><title>the app</title>"
SCRIPT = "console.log('the app');\n" * 1000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("web")
    (made / "assets").mkdir()
    (made / "docs").mkdir()
    (made / "index.html").write_text(PAGE)
    (made / "assets/app-1a2b.js").write_text(SCRIPT)
    (made / "assets/app-1a2b.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    (made / "docs/index.html").write_text("the docs")
    (made.parent / "secret.txt").write_text("outside of the folder")
    return made


@pytest.fixture(scope="module")
def site(folder, tmp_path_factory):
    """Its callers have hardly a token, as files must not cost any."""
    running = server_module.Server(tmp_path_factory.mktemp("site"), ["--web", str(folder)],
                                   rate_limit=1, rate_burst=5)
    running.start()
    yield running
    running.stop()


def get(server, target, method="GET", **headers):
    session = requests.Session()
    session.trust_env = False
    sent = {"Accept": BROWSER, "Accept-Encoding": "identity",
            **{name.replace("_", "-"): value for name, value in headers.items()}}
    return session.request(method, server.base + target, headers=sent, allow_redirects=False,
                           timeout=10)


def test_a_page_load_costs_no_tokens(site):
    for _ in range(40):
        assert get(site, "/").text == PAGE
        assert get(site, "/assets/app-1a2b.js").text == SCRIPT


def test_addresses_of_the_app_answer_its_page(site):
    for target in ("/", "/subscriptions", "/invoices/1?tab=lines"):
        page = get(site, target)
        assert (page.status_code, page.text) == (200, PAGE)
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert page.headers["Cache-Control"] == "no-cache"
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


def test_the_page_may_frame_the_embedded_sandbox(site):
    policy = get(site, "/").headers["Content-Security-Policy"]
    sources = next(part for part in policy.split("; ") if part.startswith("frame-src ")).split()[1:]
    ports = {source.rsplit(":", 1)[1] for source in sources}
    assert len(ports) == 1
    assert {source.rsplit(":", 1)[0] for source in sources} == {
        "http://127.0.0.1", "http://localhost"}
    health = requests.get(f"http://127.0.0.1:{ports.pop()}/sandbox/health", timeout=5)
    assert health.status_code == 200


def test_unknown_paths_below_api_and_assets_are_problems(server, anybody):
    for target in ("/v1/nothing", "/assets/app-0.js", "/docs/nothing", "/scim/v2/Users"):
        answer = anybody.send("GET", target, headers={"Accept": BROWSER})
        assert (answer.status, answer.reason) == (404, "notFound")


def test_files_are_compressed_for_who_reads_it(site):
    packed = get(site, "/assets/app-1a2b.js", Accept_Encoding="br, gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert packed.text == SCRIPT
    assert int(packed.headers["Content-Length"]) < len(SCRIPT) / 10
    plain = get(site, "/assets/app-1a2b.js", Accept_Encoding="gzip;q=0")
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_what_a_browser_has_is_not_sent_again(site):
    etag = get(site, "/").headers["ETag"]
    again = get(site, "/", If_None_Match=etag)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == etag


def test_head_tells_the_length_and_sends_nothing(site):
    with raw_http.Connection(site.port) as connection:
        connection.send(b"HEAD / HTTP/1.1\r\nHost: x\r\n\r\n"
                        b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        status = connection.stream.readline()
        headers = {}
        while (line := connection.stream.readline()) != b"\r\n":
            name, value = line.decode().split(": ", 1)
            headers[name] = value.strip()
        assert status.startswith(b"HTTP/1.1 200")
        assert int(headers["Content-Length"]) == len(PAGE)
        assert connection.read().body == b'{"status":"ok"}'


@pytest.mark.parametrize("target", [
    "/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "//secret.txt",
    "/assets/..%2f..%2fsecret.txt", "/assets/%2e%2e/%2e%2e/secret.txt", "/assets//etc/passwd",
    "/..\\secret.txt"])
def test_nothing_outside_of_the_folder_is_served(site, target):
    with raw_http.Connection(site.port) as connection:
        connection.send(f"GET {target} HTTP/1.1\r\nHost: x\r\nAccept: {BROWSER}\r\n\r\n".encode())
        answer = connection.read()
        assert b"outside" not in answer.body and b"root:" not in answer.body
        assert answer.status in (404, 429) or answer.body.decode() == PAGE


def test_docs_live_below_their_own_address(site):
    redirect = get(site, "/docs")
    assert (redirect.status_code, redirect.headers["Location"]) == (308, "/docs/")
    docs = get(site, "/docs/")
    assert (docs.status_code, docs.text) == (200, "the docs")
    assert "unsafe-eval" not in docs.headers["Content-Security-Policy"]


def test_without_the_app_a_browser_is_told_how_to_build_it(server):
    told = get(server, "/")
    assert (told.status_code, told.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "./dev build" in told.text
    assert get(server, "/", Accept="*/*").headers["Content-Type"] == "application/problem+json"


def test_a_folder_without_the_app_is_refused_at_start(tmp_path):
    (tmp_path / "web").mkdir()
    refused = server_module.Server(tmp_path, ["--web", str(tmp_path / "web")])
    with pytest.raises(RuntimeError, match="index.html"):
        refused.start()
