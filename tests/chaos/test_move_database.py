# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""From a file to PostgreSQL with `perseatd migrate-database`, killed again and again on the way."""
import os
import pty
import random
import re
import subprocess
import time

import pytest

from burst import Request, burst
from client import Client
from organization import PASSWORD
from server import new_database, programs
from test_kill import KILLS

pytestmark = pytest.mark.postgres
PEOPLE = 200
JOB_ROWS = 10_000
TABLES = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'"


def move(target, **options):
    return subprocess.Popen([programs() / "perseatd", "migrate-database", "--data",
                             target.data, "--database", target.database], **options)


def move_on_a_terminal(target):
    """The exit code and what was drawn."""
    ours, theirs = pty.openpty()
    process = move(target, stdout=theirs)
    os.close(theirs)
    drawn = b""
    try:
        while piece := os.read(ours, 65536):
            drawn += piece
    except OSError:  # how the end of a terminal is told
        pass
    os.close(ours)
    return process.wait(60), drawn.decode()


def fill(shop):
    """Seats, a long job, payments that succeeded and one that did not."""
    buyer, = shop.buyers
    subscription = shop.buy(buyer, PEOPLE + 5)
    done = burst(shop.server.port, [shop.assign(buyer, subscription, user)
                                    for user in shop.people], 16)
    assert {outcome.status for outcome in done} == {200}
    nobody = "\n".join(f"nobody{n}@people.example.com" for n in range(JOB_ROWS))
    job = shop.ask(Request("POST", f"/v1/subscriptions/{subscription}/assignment-jobs", buyer.token,
                           {"action": "assign", "csv": nobody}), 202)
    deadline = time.monotonic() + 60
    while shop.ask(Request("GET", f"/v1/jobs/{job['id']}", buyer.token))["state"] != "done":
        assert time.monotonic() < deadline, "the job does not end"
        time.sleep(0.05)
    shop.wait_until_settled()
    return subscription


def counts(server, tables):
    return {table: server.rows(f"select count(*) from {table}")[0][0] for table in tables}


def test_a_copy_that_is_killed_goes_on_and_serves(open_shop):
    seed = random.randrange(2**32)
    print(f"seed {seed}, {KILLS} kills")
    chance = random.Random(seed)
    shop = open_shop(people=PEOPLE, database="")
    subscription = fill(shop)
    server = shop.server
    server.stop()
    tables = [name for name, in server.rows(TABLES)]
    before = counts(server, tables)
    people = server.rows("select org_id, subscription_id, user_id, assigned_at_ms from assignment "
                         "order by org_id, subscription_id, user_id")

    server.database = new_database()
    killed = 0
    for _ in range(KILLS):
        process = move(server, stdout=subprocess.DEVNULL)
        try:
            process.wait(chance.uniform(0.05, 0.5))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
    code, drawn = move_on_a_terminal(server)
    assert code == 0, drawn
    for step in ("copy", "read the file", "read the copy"):
        assert re.search(rf"\r{step} \[#+\] 100 %  (\d+) of \1 rows", drawn), drawn[-2000:]
    assert "are the same on both sides" in drawn
    assert counts(server, tables) == before
    assert people == server.rows(
        "select org_id, subscription_id, user_id, assigned_at_ms from assignment "
        "order by org_id, subscription_id, user_id")
    print(f"{killed} kills cut the copy off")
    assert killed > 0

    server.start()
    buyer, = shop.buyers
    late = Request("POST", "/v1/users", shop.admin_token,
                   {"displayName": "Late", "email": "late@people.example.com"})
    user = shop.ask(late, 201)["id"]
    shop.ask(shop.assign(buyer, subscription, user))
    assert shop.show(buyer, shop.buy(buyer, 4))["quantity"] == 4
    again = Client(server.base)
    again.sign_in(shop.organization.admin.email, PASSWORD)
    again.close()
    shop.wait_until_settled()
    shop.check_money()
    server.stop()
    shop.check_data()
    subprocess.run([programs() / "perseatd", "verify", *server.storage()], check=True, timeout=60)
    # What the copy has by now is not the file's any more.
    refused = move(server, stderr=subprocess.PIPE, text=True)
    assert "targetHoldsOther" in refused.communicate(timeout=60)[1]
    assert refused.returncode == 1
