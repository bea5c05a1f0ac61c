# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""People, finding them, and their roles."""
import pytest

from organization import unique


@pytest.fixture(scope="module")
def people(organization):
    names = ["Kim Minji", "김민지", "Лев Толстой", "José Álvarez", "Anna-Lena Groß", "王小明",
             "O'Neil Sean"]
    return {name: organization.add_user(name) for name in names}


@pytest.mark.parametrize("typed,found", [
    ("kim", "Kim Minji"), ("MINJI", "Kim Minji"), ("min kim", "Kim Minji"), ("김민", "김민지"),
    ("기", "김민지"), ("김미", "김민지"), ("лев", "Лев Толстой"), ("толст", "Лев Толстой"),
    ("alvarez", "José Álvarez"), ("jose\u0301", "José Álvarez"), ("lena", "Anna-Lena Groß"),
    ("gross", "Anna-Lena Groß"), ("王", "王小明"), ("neil", "O'Neil Sean")])
def test_people_are_found_by_what_is_typed_so_far(organization, people, typed, found):
    rows = organization.admin.every("searchUsers", query={"search": typed})
    assert people[found]["id"] in [row["id"] for row in rows]


@pytest.mark.parametrize("typed", ["inji", "김지", "zz", "kim zz", "%", "_", "'", "*"])
def test_nobody_is_found_by_what_begins_no_word(organization, people, typed):
    rows = organization.admin.every("searchUsers", query={"search": typed})
    assert not {row["id"] for row in rows} & {user["id"] for user in people.values()}


def test_people_are_found_by_their_address(organization, people):
    user = people["Kim Minji"]
    rows = organization.admin.every("searchUsers", query={"search": user["email"]})
    assert [row["id"] for row in rows] == [user["id"]]


def test_any_member_may_search_their_own_organization_only(organization, other_organization,
                                                           people):
    member = organization.person("Mona Member")
    assert people["김민지"]["id"] in [row["id"] for row in member.every("searchUsers")]
    theirs = {row["id"] for row in other_organization.admin.every("searchUsers")}
    assert not theirs & {row["id"] for row in member.every("searchUsers")}


def test_pages_show_everybody_once_in_order(organization, people):
    whole = organization.admin.every("searchUsers", query={"limit": 200})
    by_twos = organization.admin.every("searchUsers", query={"limit": 2})
    assert [row["id"] for row in by_twos] == [row["id"] for row in whole]
    assert len({row["id"] for row in whole}) == len(whole) >= len(people)


def test_a_cursor_belongs_to_its_list_and_filters(organization, people):
    cursor = organization.admin.get("searchUsers", query={"limit": 1})["nextCursor"]
    organization.admin.call("listAuditEvents", query={"cursor": cursor}, expect="malformedCursor")


def test_a_person_is_made_as_asked(organization):
    email = unique("new") + "@example.com"
    answer = organization.admin.call("createUser", {
        "displayName": "Park Haneul", "email": email, "kind": "guest", "locale": "ko",
        "usageCountry": "KR"}, expect=201)
    user = answer.json
    assert answer.headers["Location"] == f"/v1/users/{user['id']}"
    assert (user["displayName"], user["email"], user["kind"], user["state"], user["locale"],
            user["usageCountry"]) == ("Park Haneul", email, "guest", "active", "ko", "KR")
    assert organization.admin.get("getUser", id=user["id"]) == user


def test_absent_and_null_are_the_same(organization):
    email = unique("null") + "@example.com"
    user = organization.admin.call("createUser", {
        "displayName": "Nu Ll", "email": email, "kind": None, "locale": None, "usageCountry": None,
        "password": None}).json
    assert (user["kind"], user["usageCountry"]) == ("member", "DE")


def test_an_address_is_used_once_over_all_organizations(organization, other_organization):
    user = other_organization.add_user()
    for email in (user["email"], user["email"].upper()):
        organization.admin.call("createUser", {"displayName": "Other", "email": email},
                                expect="emailTaken")


@pytest.mark.parametrize("email", ["nobody", "@example.com", "a@", "a b@example.com", "a@b@c.de",
                                   "a\r\nBcc: b@example.com", "a@example.com\n"])
def test_what_is_no_address_is_refused(organization, email):
    organization.admin.call("createUser", {"displayName": "No", "email": email},
                            expect="malformedEmail")


def test_a_change_over_a_newer_version_is_refused(organization):
    user = organization.add_user()
    seen = organization.admin.call("getUser", id=user["id"]).etag
    changed = organization.admin.call("updateUser", {"displayName": "New Name"}, id=user["id"],
                                      headers={"If-Match": seen})
    assert changed.json["displayName"] == "New Name" and changed.etag != seen
    organization.admin.call("updateUser", {"displayName": "Late Name"}, id=user["id"],
                            headers={"If-Match": seen}, expect="versionMismatch")
    organization.admin.call("updateUser", {"displayName": "Any Name"}, id=user["id"],
                            headers={"If-Match": "*"})


def test_people_change_their_own_name_and_nobody_elses(organization):
    member, other = organization.person("Own Name"), organization.add_user("Other Name")
    assert member.call("updateUser", {"displayName": "My Name", "locale": "de"},
                       id=member.user_id).json["displayName"] == "My Name"
    member.call("updateUser", {"displayName": "Your Name"}, id=other["id"], expect=403)
    member.call("createUser", {"displayName": "A", "email": "a@example.com"}, expect=403)


def test_nobody_disables_themselves(organization):
    admin = organization.person("Second Admin", roles=["userAdmin"])
    admin.call("updateUser", {"state": "disabled"}, id=admin.user_id, expect="ownAccount")


def test_a_role_is_given_held_and_taken_back(organization):
    member = organization.person()
    member.call("createUser", {"displayName": "A", "email": "a@example.com"}, expect=403)
    given = organization.admin.call("createRoleAssignment",
                                    {"userId": member.user_id, "role": "userAdmin"}).json
    assert member.call("createUser", {"displayName": "Made", "email": unique("m") + "@example.com"})
    organization.admin.call("createRoleAssignment",
                            {"userId": member.user_id, "role": "userAdmin"},
                            expect="roleAlreadyAssigned")
    rows = organization.admin.every("listRoleAssignments", query={"userId": member.user_id})
    assert [row["id"] for row in rows] == [given["id"]]
    organization.admin.call("deleteRoleAssignment", id=given["id"], expect=204)
    member.call("createUser", {"displayName": "A", "email": "a@example.com"}, expect=403)


def test_the_last_global_admin_stays(other_organization):
    admin = other_organization.admin
    rows = admin.every("listRoleAssignments", query={"role": "globalAdmin"})
    assert len(rows) == 1
    admin.call("deleteRoleAssignment", id=rows[0]["id"], expect="lastGlobalAdmin")


@pytest.mark.parametrize("role", ["operator", "billingProfileOwner", "invoiceManager"])
def test_roles_that_cannot_be_given_like_this_are_refused(organization, role):
    user = organization.add_user()
    organization.admin.call("createRoleAssignment", {"userId": user["id"], "role": role},
                            expect=422)


def test_roles_are_given_by_global_admins_only(organization):
    for roles in ([], ["userAdmin"], ["billingAdmin"], ["globalReader"]):
        member = organization.person(roles=roles)
        member.call("createRoleAssignment", {"userId": member.user_id, "role": "globalAdmin"},
                    expect=403)
