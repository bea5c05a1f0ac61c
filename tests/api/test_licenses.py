# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Giving licenses and taking them back."""
import concurrent.futures

import pytest

from organization import PASSWORD, buy
from client import Client


@pytest.fixture(scope="module")
def buyer(organization):
    return organization.person("Bea Buyer")


@pytest.fixture(scope="module")
def people(organization):
    return [organization.add_user(f"Person {n:02}")["id"] for n in range(21)]


@pytest.fixture
def pool(buyer, monthly):
    """A subscription of five licenses."""
    return buy(buyer, monthly, 5)["id"]


def outcomes(answer):
    return [result["outcome"] for result in answer.json["results"]]


def holders(client, pool):
    return {row["user"]["id"] for row in client.every("listAssignments", id=pool)}


def test_licenses_are_given_and_taken_back(buyer, pool, people):
    given = buyer.call("assignLicenses", {"userIds": people[:3]}, id=pool)
    assert (outcomes(given), given.json["available"]) == (["assigned"] * 3, 2)
    assert holders(buyer, pool) == set(people[:3])
    row = buyer.every("listAssignments", id=pool)[0]
    assert (row["state"], row["assignedBy"]["id"], row["otherPools"] >= 0) == (
        "active", buyer.user_id, True)
    taken = buyer.call("unassignLicenses", {"userIds": people[:1]}, id=pool)
    assert (outcomes(taken), taken.json["available"]) == (["unassigned"], 3)
    assert holders(buyer, pool) == set(people[1:3])


def test_who_has_one_keeps_it_and_uses_no_second(buyer, pool, people):
    buyer.call("assignLicenses", {"userIds": people[:2]}, id=pool)
    again = buyer.call("assignLicenses", {"userIds": people[1:3]}, id=pool)
    assert (outcomes(again), again.json["available"]) == (["alreadyAssigned", "assigned"], 2)
    gone = buyer.call("unassignLicenses", {"userIds": people[2:4]}, id=pool)
    assert (outcomes(gone), gone.json["available"]) == (["unassigned", "notAssigned"], 3)


def test_all_or_nobody_when_licenses_are_missing(buyer, pool, people):
    refused = buyer.call("assignLicenses", {"userIds": people[:6]}, id=pool, expect="noSeats")
    assert [(one["field"], one["reason"]) for one in refused.json["errors"]] == [
        ("userIds[5]", "noSeats")]
    assert holders(buyer, pool) == set()


def test_each_person_in_the_way_is_named(organization, other_organization, buyer, pool, people):
    guest = organization.add_user("Gus Guest", kind="guest")["id"]
    disabled = organization.add_user("Dis Abled")["id"]
    organization.admin.call("updateUser", {"state": "disabled"}, id=disabled)
    foreign = other_organization.add_user()["id"]
    refused = buyer.call("assignLicenses", {"userIds": [people[0], guest, disabled, foreign]},
                         id=pool, expect=422)
    assert [(one["field"], one["reason"]) for one in refused.json["errors"]] == [
        ("userIds[1]", "guest"), ("userIds[2]", "disabled"), ("userIds[3]", "notFound")]
    assert holders(buyer, pool) == set()


def test_twenty_at_a_time(buyer, monthly, people):
    pool = buy(buyer, monthly, 30)["id"]
    for operation in ("assignLicenses", "unassignLicenses"):
        buyer.call(operation, {"userIds": people[:21]}, id=pool, expect="tooManyPeople")
        assert len(outcomes(buyer.call(operation, {"userIds": people[:20]}, id=pool))) == 20


def test_nobody_is_named_twice(buyer, pool, people):
    refused = buyer.call("assignLicenses", {"userIds": [people[0], people[0]]}, id=pool, expect=422)
    assert refused.json["errors"][0]["reason"] == "duplicate"


def test_service_plans_are_switched_off_per_person(buyer, pool, people):
    buyer.call("assignLicenses", {"userIds": people[:1], "disabledServicePlans": ["export"]},
               id=pool)
    assert buyer.every("listAssignments", id=pool)[0]["disabledServicePlans"] == ["export"]
    buyer.call("assignLicenses", {"userIds": people[:1], "disabledServicePlans": []}, id=pool)
    assert buyer.every("listAssignments", id=pool)[0]["disabledServicePlans"] == []
    buyer.call("assignLicenses", {"userIds": people[:1], "disabledServicePlans": ["nothing"]},
               id=pool, expect="servicePlanUnknown")


def test_rows_are_summed_by_product(organization, monthly, people):
    buyer = organization.person("Sum Buyer")
    for quantity in (5, 8):
        pool = buy(buyer, monthly, quantity)["id"]
        buyer.call("assignLicenses", {"userIds": people[:2]}, id=pool)
    row, = buyer.every("listLicenses")
    assert (row["subscriptions"], row["total"], row["assigned"], row["available"],
            row["overlapping"]) == (2, 13, 4, 9, 2)
    rows = buyer.every("listLicenses", query={"groupBy": "subscription"})
    assert sorted(row["total"] for row in rows) == [5, 8]
    assert all(row["subscriptionId"] for row in rows)


def test_the_last_license_goes_to_exactly_one(server, buyer, monthly, people):
    pool = buy(buyer, monthly, 1)["id"]

    def take(person):
        client = Client(server.base)
        client.sign_in(buyer.email, PASSWORD)
        answer = client.send("POST", f"/v1/subscriptions/{pool}/assignments",
                             body={"userIds": [person]})
        client.close()
        return answer.status

    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        statuses = sorted(threads.map(take, people[:8]))
    assert statuses == [200] + [409] * 7
    assert len(holders(buyer, pool)) == 1


def test_seats_are_neither_lost_nor_made_by_many_at_once(server, buyer, monthly, people):
    pool = buy(buyer, monthly, 6)["id"]

    def churn(person):
        client = Client(server.base)
        client.sign_in(buyer.email, PASSWORD)
        for _ in range(10):
            for path in ("assignments", "assignments/remove"):
                client.send("POST", f"/v1/subscriptions/{pool}/{path}", body={"userIds": [person]})
        client.close()

    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        list(threads.map(churn, people[:8]))
    state = buyer.get("getSubscription", id=pool)
    assert state["assigned"] == len(holders(buyer, pool)) == 6 - state["available"]


def finished(client, job):
    for _ in range(200):
        state = client.get("getJob", id=job["id"], query={"limit": 200})
        if state["state"] in ("done", "failed"):
            return state
    raise AssertionError(f"the job does not end: {state}")


def test_a_job_serves_many_people_each_alone(organization, buyer, monthly, people):
    pool = buy(buyer, monthly, 20)["id"]
    job = buyer.call("createAssignmentJob", {"action": "assign", "userIds": people}, id=pool,
                     expect=202)
    state = finished(buyer, job.json)
    assert (state["rowsTotal"], state["rowsDone"], state["rowsFailed"]) == (21, 21, 1)
    results = [(row["outcome"], row.get("reason")) for row in state["results"]["items"]]
    assert results == [("assigned", None)] * 20 + [("refused", "noSeats")]
    assert len(holders(buyer, pool)) == 20
    organization.person().call("getJob", id=state["id"], expect="notFound")


def test_a_job_reads_csv(organization, buyer, pool):
    user = organization.add_user("Csv Person")
    text = f'email,name\r\n{user["email"].upper()},"Person, Csv"\r\nnobody@example.com,x\r\n'
    state = finished(buyer, buyer.call("createAssignmentJob", {"action": "assign", "csv": text},
                                       id=pool).json)
    assert [(row["userId"], row["outcome"]) for row in state["results"]["items"]] == [
        (user["id"], "assigned"), (None, "refused")]


def test_admins_give_licenses_of_the_organization(organization, catalog, people):
    pool = buy(organization.admin, catalog["PLAN-1"]["offers"]["yearly"], 5,
               accountType="organization")["id"]
    helper = organization.person("Lic Admin", roles=["licenseAdmin"])
    assert outcomes(helper.call("assignLicenses", {"userIds": people[:1]}, id=pool)) == ["assigned"]
    reader = organization.person("Glo Reader", roles=["globalReader"])
    reader.call("assignLicenses", {"userIds": people[1:2]}, id=pool, expect=403)
