# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Following jobs: what is told, to whom, and when it ends."""
import concurrent.futures
import time
import uuid

import pytest

import contract
import server as server_module
from client import Client
from conftest import CATALOG, OPERATOR
from event_stream import PATIENCE_S
from organization import Organization, buy

JOB = {"$ref": "#/components/schemas/Job"}
# From the end of a session or token to that of its streams, on a busy machine.
BOUND_S = 12


@pytest.fixture(scope="module")
def buyer(organization):
    return organization.person("Bea Buyer")


@pytest.fixture(scope="module")
def pool(buyer, monthly):
    return buy(buyer, monthly, 5)["id"]


def start_job(client, pool, people):
    """A job with so many rows, all of nobody."""
    rows = "".join(f"nobody-{n}@example.com\n" for n in range(people))
    return client.call("createAssignmentJob", {"action": "assign", "csv": rows}, id=pool,
                       expect=202).json["id"]


class HeldJob:
    """A job that another server works on, which is this test."""

    def __init__(self, server, client, pool):
        self.server = server
        self.id = str(uuid.uuid4())
        organization = client.get("getMe")["organization"]["id"]
        quote = "x'%s'" if server.database is None else "'%s'"
        self.key, org, subscription, person = (
            quote % name.replace("-", "")
            for name in (self.id, organization, pool, client.user_id))
        self.server.write(
            "insert into job (org_id, id, kind, subscription_id, actor_id, state, rows_total, "
            "rows_done, rows_failed, failure, created_at_ms) values "
            f"({org}, {self.key}, 'heldByATest', {subscription}, {person}, 'running', 100, 0, 0, "
            "'', 1769850000000)")

    def go_to(self, rows_done):
        end = ", state = 'done', finished_at_ms = 1769850001000" if rows_done == 100 else ""
        self.server.write(f"update job set rows_done = {rows_done}{end} where id = {self.key}")


@pytest.fixture
def held(server, buyer, pool):
    job = HeldJob(server, buyer, pool)
    yield job
    job.go_to(100)


def check_job(event):
    contract.load().check_value(JOB, event.json)
    return event.json


def open_streams(client):
    lines = client.call("getMetrics").body.decode().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("perseat_http_streams "))


def until(condition):
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_the_progress_of_a_job_is_told_until_its_end(buyer, pool):
    job = start_job(buyer, pool, 10_000)
    with buyer.stream("streamJobEvents", id=job) as stream:
        events = list(stream)
    assert stream.retry_ms == 1000
    assert [event.name for event in events] == ["progress"] * (len(events) - 1) + ["end"]
    told = [check_job(event) for event in events]
    done = [job["rowsDone"] for job in told]
    assert len(events) >= 2 and done == sorted(set(done)) and done[-1] == 10_000
    assert len({event.id for event in events}) == len(events)
    assert told[-1] == buyer.get("getJob", id=job)
    assert (told[-1]["state"], told[-1]["rowsFailed"]) == ("done", 10_000)


def test_what_another_server_did_is_told_soon(buyer, held):
    with buyer.stream("streamJobEvents", id=held.id) as stream:
        assert next(stream).json["rowsDone"] == 0
        for rows_done in (20, 60):
            held.go_to(rows_done)
            begun = time.monotonic()
            event = next(stream)
            assert (event.name, event.json["rowsDone"]) == ("progress", rows_done)
            assert time.monotonic() - begun < 3
        held.go_to(100)
        assert [event.name for event in stream] == ["end"]


def test_of_a_job_that_has_ended_the_end_is_told_once(buyer, pool):
    job = start_job(buyer, pool, 1)
    with buyer.stream("streamJobEvents", id=job) as stream:
        *_, last = stream
    for other in ("", "waiting-0", "x" * 1000):
        with buyer.stream("streamJobEvents", id=job, headers={"Last-Event-ID": other}) as again:
            assert [(event.name, event.id) for event in again] == [("end", last.id)]
    buyer.call("streamJobEvents", id=job, headers={"Last-Event-ID": last.id}, expect=204)


def test_several_jobs_are_followed_at_once(buyer, pool):
    jobs = [start_job(buyer, pool, 300 + n) for n in range(4)]

    def follow(job):
        with buyer.stream("streamJobEvents", id=job) as stream:
            return [check_job(event) for event in stream]

    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        told = list(threads.map(follow, jobs * 2))
    for job, events in zip(jobs * 2, told):
        assert {event["id"] for event in events} == {job}
        assert events[-1]["rowsDone"] == 300 + jobs.index(job)


def test_a_job_is_followed_by_who_asked_for_it_only(organization, other_organization, buyer, pool):
    job = start_job(buyer, pool, 1)
    for other in (organization.admin, organization.person(), other_organization.admin):
        other.call("streamJobEvents", id=job, expect="notFound")
    made = buyer.call("createApiToken", {"name": "pays", "scopes": ["pay"]}).json
    Client(buyer.base, made["secret"]).call("streamJobEvents", id=job, expect="tokenScopeMissing")
    buyer.call("streamJobEvents", id=job, query={"limit": 1}, expect="unknownParameter")


def test_asking_for_the_head_opens_no_stream(anybody, buyer, held):
    before = open_streams(anybody)
    answer = buyer.session.head(f"{buyer.base}/v1/jobs/{held.id}/events", timeout=PATIENCE_S)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/event-stream")
    until(lambda: open_streams(anybody) <= before)


def test_signing_out_ends_the_stream(organization, server, monthly):
    person = organization.person()
    job = HeldJob(server, person, buy(person, monthly, 1)["id"])
    same = organization.client(person.email)
    with same.stream("streamJobEvents", id=job.id) as stream, \
            person.stream("streamJobEvents", id=job.id) as other:
        next(stream), next(other)
        person.call("signOut")
        assert other.ends_in(BOUND_S)
        # The other session of the same person goes on.
        job.go_to(40)
        assert next(stream).json["rowsDone"] == 40
    job.go_to(100)


def test_revoking_a_token_ends_its_stream(buyer, held):
    made = buyer.call("createApiToken", {"name": "follows", "scopes": ["read"]}).json
    reader = Client(buyer.base, made["secret"])
    with reader.stream("streamJobEvents", id=held.id) as stream:
        next(stream)
        buyer.call("revokeApiToken", id=made["id"])
        assert stream.ends_in(BOUND_S)
    reader.call("streamJobEvents", id=held.id, expect="unauthenticated")


class Deployment:
    """A server of its own, with a buyer and a pool."""

    def __init__(self, folder, arguments):
        self.server = server_module.Server(folder, arguments)
        self.server.bootstrap(**OPERATOR)
        self.server.start()
        operator = Client(self.server.base)
        operator.sign_in(**OPERATOR)
        operator.call("applyCatalog", CATALOG)
        product, = (product for product in operator.get("getCatalog")["products"]
                    if product["sku"] == "DRAW-1")
        offer, = (offer for offer in product["offers"] if offer["code"] == "monthly")
        self.organization = Organization(self.server.base, operator)
        self.buyer = self.organization.person("Bea Buyer")
        self.pool = buy(self.buyer, offer, 5)["id"]

    def held_job(self):
        return HeldJob(self.server, self.buyer, self.pool)


@pytest.fixture
def deploy(server, tmp_path):
    """Starts a server with the arguments."""
    made = []

    def start(*arguments):
        made.append(Deployment(tmp_path / str(len(made)), arguments))
        return made[-1]
    yield start
    for deployment in made:
        deployment.organization.close()
        deployment.server.stop()


def test_only_so_many_streams_are_open_at_once(deploy):
    deployment = deploy("--streams-max", "3", "--streams-per-caller", "2")
    buyer, job = deployment.buyer, deployment.held_job().id
    made = buyer.call("createApiToken", {"name": "follows", "scopes": ["read"]}).json
    reader = Client(buyer.base, made["secret"])
    streams = [buyer.stream("streamJobEvents", id=job) for _ in range(2)]
    refused = buyer.call("streamJobEvents", id=job, expect="tooManyStreams")
    assert (refused.status, int(refused.headers["Retry-After"]) >= 1) == (429, True)
    # A token has its own number of streams, the server one for all.
    streams.append(reader.stream("streamJobEvents", id=job))
    refused = reader.call("streamJobEvents", id=job, expect="overloaded")
    assert (refused.status, int(refused.headers["Retry-After"]) >= 1) == (503, True)
    for stream in streams:
        next(stream)
    assert open_streams(reader) == 3
    # Whoever goes makes room, without a word.
    streams.pop(0).close()
    until(lambda: open_streams(reader) == 2)
    streams.append(buyer.stream("streamJobEvents", id=job))
    for stream in streams:
        stream.close()


def test_a_stream_without_news_gives_a_sign_of_life(deploy):
    deployment = deploy("--stream-heartbeat-ms", "200")
    job = deployment.held_job()
    with deployment.buyer.stream("streamJobEvents", id=job.id) as stream:
        next(stream)
        begun = time.monotonic()
        stream.until_comments(3)
        assert time.monotonic() - begun > 0.5
        job.go_to(50)
        assert next(stream).json["rowsDone"] == 50


def test_a_stream_ends_after_its_time_and_goes_on_with_the_next(deploy):
    deployment = deploy("--stream-lifetime-ms", "1000")
    job = deployment.held_job()
    for rows_done in (0, 50):
        job.go_to(rows_done)
        with deployment.buyer.stream("streamJobEvents", id=job.id) as stream:
            assert [(event.name, event.json["rowsDone"]) for event in stream] == [
                ("progress", rows_done)]


def test_a_server_that_stops_ends_its_streams_properly(deploy):
    deployment = deploy()
    with deployment.buyer.stream("streamJobEvents", id=deployment.held_job().id) as stream:
        next(stream)
        begun = time.monotonic()
        deployment.server.stop()
        assert list(stream) == []
        # Sooner than requests that hang are given up.
        assert time.monotonic() - begun < 8


@pytest.mark.postgres
def test_a_job_of_another_server_is_followed(deploy, tmp_path):
    first = deploy()
    second = server_module.Server(tmp_path / "second", database=first.server.database)
    second.start()
    try:
        elsewhere = Client(second.base)
        elsewhere.session.cookies.update(first.buyer.session.cookies)
        job = start_job(first.buyer, first.pool, 5_000)
        with elsewhere.stream("streamJobEvents", id=job) as stream:
            *_, last = stream
        assert (last.name, last.json["rowsDone"]) == ("end", 5_000)
        with elsewhere.stream("streamJobEvents", id=first.held_job().id) as stream:
            next(stream)
            first.buyer.call("signOut")
            assert stream.ends_in(BOUND_S)
    finally:
        second.stop()
