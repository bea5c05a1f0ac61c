# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""What was acknowledged outlives the process, and one process alone has the data."""
import concurrent.futures
import json
import sqlite3
import subprocess
import time

import pytest

import server as server_module
from client import Client
from conftest import OPERATOR
from organization import Organization, unique


@pytest.fixture
def own_server(server, tmp_path):
    """A server of the test's own, to be stopped and killed."""
    started = server_module.Server(tmp_path)
    started.bootstrap(**OPERATOR)
    started.start()
    yield started
    if started.process is not None:
        started.stop()


def signed_in(server):
    client = Client(server.base)
    client.sign_in(**OPERATOR)
    return client


def perseatd(*arguments, **options):
    return subprocess.run([server_module.programs() / "perseatd", *arguments], text=True,
                          capture_output=True, timeout=60, **options)


def test_sessions_and_data_outlive_a_restart(own_server):
    made = Organization(own_server.base, signed_in(own_server))
    token = made.admin.call("createApiToken", {"name": "kept", "scopes": ["read"]}).json
    own_server.stop()
    own_server.start()
    assert made.admin.get("getMe")["organization"]["id"] == made.id
    assert Client(own_server.base, token["secret"]).get("getMe")["email"] == made.admin.email


def test_what_was_acknowledged_outlives_a_power_cut(own_server):
    made = Organization(own_server.base, signed_in(own_server))
    acknowledged = []

    def add_people():
        client = made.client(made.admin.email)
        try:
            while True:
                email = unique("person") + "@example.com"
                client.call("createUser", {"displayName": "Kept Person", "email": email})
                acknowledged.append(email)
        except (OSError, AssertionError):
            return

    with concurrent.futures.ThreadPoolExecutor(4) as threads:
        running = [threads.submit(add_people) for _ in range(4)]
        while len(acknowledged) < 40 and not all(one.done() for one in running):
            time.sleep(0.01)
        own_server.kill()
    assert len(acknowledged) >= 40
    own_server.start()
    known = {user["email"] for user in made.admin.every("searchUsers", query={"limit": 200})}
    assert set(acknowledged) <= known


def test_a_server_that_stops_finishes_what_it_has(own_server):
    made = Organization(own_server.base, signed_in(own_server))
    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(made.client, made.admin.email) for _ in range(8)]
        own_server.stop()
        for one in asked:
            # Signed in, refused as the server goes, or never connected; but never a wrong answer.
            error = one.exception()
            assert error is None or isinstance(error, OSError) or "shuttingDown" in str(error) \
                or "overloaded" in str(error), error


def test_a_second_process_does_not_touch_the_data(own_server):
    second = perseatd("serve", *own_server.storage(), "--port", "0")
    assert second.returncode != 0 and "perseatd:" in second.stderr
    assert own_server.is_ready()


def test_an_operator_is_made_once(own_server):
    own_server.stop()
    again = perseatd("bootstrap", *own_server.storage(),
                     input=json.dumps({"operator": OPERATOR}))
    own_server.start()
    assert again.returncode != 0
    assert OPERATOR["password"] not in again.stdout + again.stderr
    signed_in(own_server)


@pytest.mark.parametrize("text", [
    "", "{", "[]", '{"operator":{}}', '{"operator":{"email":"x","password":"long enough for us"}}',
    '{"operator":{"email":"o@example.com","password":"short"}}'])
def test_a_wrong_bootstrap_says_what_is_wrong(server, tmp_path, text):
    done = perseatd("bootstrap", "--data", tmp_path, input=text)
    assert done.returncode != 0
    assert done.stderr.startswith("perseatd: ")


def test_a_data_folder_that_is_no_folder_is_told(server, tmp_path):
    (tmp_path / "file").write_text("")
    done = perseatd("serve", "--data", tmp_path / "file", "--port", "0")
    assert done.returncode != 0 and done.stderr.startswith("perseatd: ")


@pytest.mark.sqlite
def test_a_damaged_database_is_not_served(own_server):
    made = Organization(own_server.base, signed_in(own_server))
    for number in range(30):
        made.add_user(f"Person {number}")
    own_server.stop()
    file = own_server.data / "perseat.db"
    # Brings in what the write-ahead log still has, which would hide the damage.
    sqlite3.connect(file).execute("pragma wal_checkpoint(truncate)").close()
    data = bytearray(file.read_bytes())
    assert len(data) > 40 * 4096
    for start in range(4096 * 4, len(data) - 4096, 4096):
        data[start:start + 512] = bytes(512)
    file.write_bytes(bytes(data))
    done = perseatd("serve", *own_server.storage(), "--port", "0")
    assert done.returncode != 0 and done.stderr.startswith("perseatd: ")
