# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""People change their own password."""
import pytest

from client import Client
from organization import PASSWORD, unique

NEW = "seven purple lanterns over the river"
CHANGE = {"currentPassword": PASSWORD, "newPassword": NEW}


@pytest.fixture
def member(organization):
    return organization.person("Choi Yuna")


def elsewhere(server, email, password=PASSWORD):
    client = Client(server.base)
    client.sign_in(email, password)
    return client


def test_the_new_password_signs_in_and_the_old_one_does_not(server, member, anybody):
    member.call("changePassword", CHANGE, expect=204)
    anybody.call("signIn", {"email": member.email, "password": PASSWORD},
                 expect="invalidCredentials")
    elsewhere(server, member.email, NEW).close()


def test_other_sessions_end_and_tokens_stay(server, member):
    other = elsewhere(server, member.email)
    made = member.call("createApiToken", {"name": "script", "scopes": ["read"]}).json
    other.get("getMe")
    member.call("changePassword", CHANGE, expect=204)
    assert other.send("GET", "/v1/me").status == 401
    member.get("getMe")
    assert Client(server.base, made["secret"]).get("getMe")["user"]["id"] == member.user_id


def test_a_token_may_ask_if_it_may_administer(server, member):
    secrets = {scope: member.call("createApiToken", {"name": scope, "scopes": [scope]}).json[
        "secret"] for scope in ("read", "administer")}
    Client(server.base, secrets["read"]).call("changePassword", CHANGE,
                                              expect="tokenScopeMissing")
    Client(server.base, secrets["administer"]).call("changePassword", CHANGE, expect=204)
    assert member.send("GET", "/v1/me").status == 401


def test_guests_and_the_operator_have_passwords_too(organization, operator):
    guest = organization.person("Gwen Guest", kind="guest")
    guest.call("changePassword", CHANGE, expect=204)
    operator.call("changePassword", {"currentPassword": "not this one", "newPassword": NEW},
                  expect="wrongPassword")


@pytest.mark.parametrize("password,reason", [
    ("short", "passwordTooShort"), ("a" * 12, "passwordTooCommon"),
    ("Password1234", "passwordTooCommon"), ("x1" * 513, "tooLong")])
def test_the_new_password_keeps_the_rules(member, password, reason):
    answer = member.call("changePassword", {"currentPassword": PASSWORD, "newPassword": password},
                         expect=reason)
    assert answer.json["errors"][0]["field"] == "newPassword"
    member.call("changePassword", CHANGE, expect=204)


def test_who_guesses_the_present_password_has_to_wait(server, member, anybody):
    wrong = {"currentPassword": "not this one", "newPassword": NEW}
    answers = [member.call("changePassword", wrong, expect=status)
               for status in 6 * ["wrongPassword"] + ["tooManyAttempts"]]
    assert answers[0].json["errors"][0]["field"] == "currentPassword"
    assert int(answers[-1].headers["Retry-After"]) > 0
    # It is one count with the sign-in's.
    member.call("changePassword", CHANGE, expect="tooManyAttempts")
    anybody.call("signIn", {"email": member.email, "password": PASSWORD}, expect="tooManyAttempts")


def test_the_audit_log_tells_of_it_without_the_password(organization, member):
    member.call("changePassword", {"currentPassword": "not this one", "newPassword": NEW},
                expect="wrongPassword")
    member.call("changePassword", CHANGE, expect=204)
    rows = organization.admin.every("listAuditEvents", query={"actorId": member.user_id})
    told = [row for row in rows if row["action"].startswith("changePassword")]
    assert [row["action"] for row in told] == ["changePassword", "changePasswordFailed"]
    assert told[0]["changes"] == [{"field": "password", "before": "", "after": "changed"}]
    assert NEW not in str(rows) and PASSWORD not in str(rows)


def test_a_session_is_needed_and_its_csrf_token(member, anybody):
    anybody.call("changePassword", CHANGE, expect=401)
    member.call("changePassword", CHANGE, headers={"X-CSRF-Token": "wrong"},
                expect="csrfTokenMissing")


def test_nothing_quick_is_remembered_of_a_password(organization):
    # Requests with a key are remembered by a hash, which is quick to try passwords on. So the
    # password is no part of it, and a repetition with another one counts as the same request.
    key = {"Idempotency-Key": unique("no-password-in-here")}
    user = {"displayName": "Han Sol", "email": unique("sol") + "@example.com"}
    made = organization.admin.call("createUser", {**user, "password": PASSWORD}, headers=key)
    again = organization.admin.call("createUser", {**user, "password": NEW}, headers=key)
    assert again.headers["Idempotency-Replayed"] == "true" and again.json["id"] == made.json["id"]
    organization.client(user["email"])
    organization.admin.call("createUser", {**user, "displayName": "Han Byeol"}, headers=key,
                            expect="idempotencyKeyReused")
