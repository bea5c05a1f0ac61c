# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Work that is under way on one server when it dies or stands still: another one takes it up, each
row and each charge is done once, and what servers know of people counts on all of them."""
import collections
import json
import signal
import threading
import time

import pytest

from burst import Burst, Request, burst
from client import Client
from organization import PASSWORD

pytestmark = pytest.mark.postgres
PEOPLE = 300
ROWS = 10_000  # of a job; most of them are nobody
TAKEN_UP_S = 60  # a lease lasts 10 s, a transaction of who stands still 15 s


def ask(node, request, expect=200):
    outcome, = burst(node.port, [request], 1)
    assert outcome.status == expect, (outcome.status, outcome.body)
    return outcome.json


def until(condition, what, timeout_s=TAKEN_UP_S):
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


class JobUnderWay:
    """A job of 10,000 rows that the second node has begun."""

    def __init__(self, nodes):
        self.nodes = nodes
        self.first, self.second = nodes.nodes[:2]
        self.buyer, = nodes.buyers
        self.pool = nodes.buy(self.buyer, PEOPLE)
        every = ROWS // PEOPLE
        rows = [nodes.people[n // every] if n % every == 0 and n // every < PEOPLE
                else f"nobody{n}@people.example.com" for n in range(ROWS)]
        made = ask(self.second, Request(
            "POST", f"/v1/subscriptions/{self.pool}/assignment-jobs", self.buyer.token,
            {"action": "assign", "csv": "\n".join(rows)}), 202)
        self.id = made["id"]
        until(lambda: self.done()[0] > 0, "the job does not begin")

    def done(self):
        return self.nodes.server.rows("select rows_done, state, lease_server from job")[0]

    def show(self, node):
        return ask(node, Request("GET", f"/v1/jobs/{self.id}", self.buyer.token))

    def check_each_row_once(self):
        until(lambda: self.show(self.first)["state"] == "done", "nobody finishes the job")
        rows = self.nodes.server.rows("select outcome, count(*) from job_row group by outcome")
        assert dict(rows) == {"assigned": PEOPLE, "notFound": ROWS - PEOPLE}
        given = self.nodes.server.rows("select user_id from assignment")
        assert len(given) == PEOPLE
        # An event tells of the people of one chunk.
        told = collections.Counter()
        for changes, in self.nodes.server.rows(
                "select changes from audit_event where action = 'assignLicenses'"):
            told.update(one["field"] for one in json.loads(changes))
        assert len(told) == PEOPLE and set(told.values()) == {1}


def test_a_job_of_a_killed_node_is_finished_by_another(open_nodes):
    nodes = open_nodes(count=2, people=PEOPLE)
    job = JobUnderWay(nodes)
    job.second.kill()
    rows, state, holder = job.done()
    print(f"killed after {rows} rows")
    assert state == "running" and rows < ROWS
    job.check_each_row_once()
    assert job.done()[2] != holder
    nodes.stop_nodes()
    nodes.check_data()


def test_a_node_that_stood_still_does_no_harm_to_what_others_took_up(open_nodes):
    nodes = open_nodes(count=2, people=PEOPLE)
    job = JobUnderWay(nodes)
    job.second.process.send_signal(signal.SIGSTOP)
    try:
        rows, state, holder = job.done()
        print(f"stood still after {rows} rows")
        assert state == "running" and rows < ROWS
        job.check_each_row_once()
    finally:
        job.second.process.send_signal(signal.SIGCONT)
    assert job.done()[2] != holder
    until(job.second.is_ready, "the node does not come back")
    assert job.show(job.second)["rowsDone"] == ROWS
    time.sleep(3)  # it looks for jobs again
    job.check_each_row_once()
    nodes.stop_nodes()
    nodes.check_data()


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP])
def test_a_payment_of_a_dead_node_is_settled_by_another(open_nodes, end):
    nodes = open_nodes(count=2)
    first, second = nodes.nodes
    nodes.gateway.order("payment_intents.confirm", "delay", delay_ms=20_000)
    request = nodes.purchase(nodes.buyers[0], 4)
    waiting = threading.Thread(target=lambda: Burst(second.port, [request], 1).run(30))
    waiting.start()
    until(lambda: nodes.gateway.ledger(), "nothing is charged")
    second.process.send_signal(end)
    try:
        nodes.wait_until_settled(TAKEN_UP_S)
        assert nodes.ask(request, 201)["status"] == "active"
    finally:
        second.process.send_signal(signal.SIGCONT)
    waiting.join()
    if end == signal.SIGKILL:
        second.process.wait()
        second.start()
    until(second.is_ready, "the node does not come back")
    assert ask(second, request, 201)["quantity"] == 4
    nodes.check_money()
    assert len(nodes.gateway.ledger()) == 1
    nodes.stop_nodes()
    nodes.check_data()


def test_payments_of_two_nodes_do_not_mix(open_nodes):
    nodes = open_nodes(count=2, buyers=4)
    requests = [[nodes.purchase(nodes.buyers[2 * side + n % 2], 1 + n) for n in range(40)]
                for side in range(2)]
    bursts = [Burst(node.port, some, 8) for node, some in zip(nodes.nodes, requests)]
    threads = [threading.Thread(target=one.run) for one in bursts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    nodes.wait_until_settled()
    for side, one in enumerate(bursts):
        holders = set()
        for outcome in one.outcomes:
            assert outcome.status == 201, (outcome.status, outcome.body)
            assert outcome.json["quantity"] == outcome.request.body["quantity"]
            bought = outcome.json["id"]
            holder, purpose, actor = nodes.server.rows(
                "select lease_server, purpose, actor_id from payment_attempt "
                f"where subscription_id = '{bought}'")[0]
            holders.add(holder)
            buyer = next(b for b in nodes.buyers if b.token == outcome.request.token)
            assert (purpose, actor) == ("purchase", buyer.user_id.replace("-", ""))
        assert len(holders) == 1, f"node {side} left its payments to another"
    numbers = [number for number, in nodes.server.rows("select number from invoice")]
    assert len(set(numbers)) == len(numbers) == 80
    nodes.check_money()


def test_a_role_that_is_taken_away_on_one_node_is_gone_on_all(open_nodes):
    nodes = open_nodes(count=2)
    person = nodes.organization.person("Kim Seoyeon", roles=["globalReader"])
    elsewhere = Client(nodes.nodes[1].base)
    elsewhere.session.cookies.update(person.session.cookies)
    elsewhere.csrf_token = person.csrf_token
    assert elsewhere.get("getMe")["roles"]
    elsewhere.get("listRoleAssignments")
    held, = (role for role in nodes.organization.admin.every("listRoleAssignments")
             if role["user"]["id"] == person.user_id)
    nodes.organization.admin.call("deleteRoleAssignment", id=held["id"])
    time.sleep(1.2)  # a node believes for a second what it knows of people
    assert elsewhere.get("getMe")["roles"] == []
    elsewhere.call("listRoleAssignments", expect=403)
    elsewhere.close()


def test_wrong_passwords_count_over_all_nodes(open_nodes):
    nodes = open_nodes(count=2)
    email = nodes.organization.add_user(password=PASSWORD)["email"]
    clients = [Client(node.base) for node in nodes.nodes]
    reasons = []
    for number in range(12):
        answer = clients[number % 2].send("POST", "/v1/session",
                                          body={"email": email, "password": f"guess {number}"})
        reasons.append(answer.reason)
    assert reasons[0] == reasons[1] == "invalidCredentials"
    alone = Client(nodes.nodes[0].base)
    other = nodes.organization.add_user(password=PASSWORD)["email"]
    by_one = []
    for number in range(12):
        by_one.append(alone.send("POST", "/v1/session", body={
            "email": other, "password": f"guess {number}"}).reason)
    assert reasons.index("tooManyAttempts") == by_one.index("tooManyAttempts"), "as on one node"
    for client in clients:
        client.call("signIn", {"email": email, "password": PASSWORD}, expect="tooManyAttempts")
        client.close()
    alone.close()
