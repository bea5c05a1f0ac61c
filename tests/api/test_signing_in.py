# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Sessions, and tokens for programs."""
import re

import pytest

from client import Client
from organization import PASSWORD


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(server, organization):
    client = Client(server.base)
    answer = client.call("signIn", {"email": organization.admin.email, "password": PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    assert re.match(r"perseat_session=[^;]{20,}; ", cookie)
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= attributes


def test_the_address_is_known_in_any_case(server, organization):
    client = Client(server.base)
    session = client.sign_in(organization.admin.email.upper(), PASSWORD)
    assert session["user"]["displayName"] == "Ada Brandt"


def test_me_tells_who_and_where(organization):
    me = organization.admin.get("getMe")
    assert me["email"] == organization.admin.email
    assert me["organization"]["id"] == organization.id
    assert me["organization"]["timeZone"] == me["timeZone"] == "Europe/Berlin"
    assert not me["isOperator"]
    assert me["csrfToken"] == organization.admin.csrf_token
    assert {"role": "globalAdmin", "billingProfileId": None} in me["roles"]
    assert me["allowedActions"]["setPolicy"]["allowed"]
    assert not me["allowedActions"]["manageCatalog"]["allowed"]


def test_a_member_without_roles_is_told_why_not(organization):
    me = organization.person().get("getMe")
    assert me["roles"] == []
    assert me["allowedActions"]["buySubscription"]["allowed"]
    assert me["allowedActions"]["setPolicy"] == {"allowed": False, "reason": "roleRequired"}


def test_the_operator_is_in_no_organization(operator):
    me = operator.get("getMe")
    assert me["isOperator"] and me["organization"] is None
    assert me["allowedActions"]["manageCatalog"]["allowed"]


def test_a_wrong_password_and_an_unknown_address_look_alike(anybody, organization):
    wrong = anybody.call("signIn", {"email": organization.admin.email, "password": "not this one"},
                         expect="invalidCredentials").json
    unknown = anybody.call("signIn", {"email": "nobody@example.com", "password": "not this one"},
                           expect="invalidCredentials").json
    assert {**wrong, "requestId": ""} == {**unknown, "requestId": ""}


def test_after_signing_out_the_session_is_gone(organization):
    client = organization.person()
    cookies = client.session.cookies.get_dict()
    client.call("signOut", expect=204)
    kept = "; ".join(f"{name}={value}" for name, value in cookies.items())
    assert client.send("GET", "/v1/me", headers={"Cookie": kept}).status == 401


def test_who_guesses_has_to_wait(server, organization):
    email = organization.add_user(password=PASSWORD)["email"]
    client = Client(server.base)
    answers = [client.send("POST", "/v1/session", body={"email": email, "password": f"guess {n}"})
               for n in range(20)]
    assert answers[0].status == 401
    assert answers[-1].reason == "tooManyAttempts"
    assert int(answers[-1].headers["Retry-After"]) > 0
    # The right password has to wait as well: it could be the next guess.
    client.call("signIn", {"email": email, "password": PASSWORD}, expect="tooManyAttempts")


def test_a_disabled_account_is_out_at_once(organization):
    client = organization.person()
    organization.admin.call("updateUser", {"state": "disabled"}, id=client.user_id)
    assert client.send("GET", "/v1/me").status == 401
    client.call("signIn", {"email": client.email, "password": PASSWORD},
                expect="invalidCredentials")


def test_a_token_does_what_its_scopes_say(server, organization):
    made = organization.admin.call("createApiToken", {"name": "people", "scopes": ["read"]},
                                   expect=201)
    assert made.headers["Location"] == f"/v1/api-tokens/{made.json['id']}"
    client = Client(server.base, made.json["secret"])
    assert client.get("getMe")["user"]["id"] == organization.admin.user_id
    client.call("createUser", {"displayName": "A B", "email": "ab@example.com"},
                expect="tokenScopeMissing")


def test_a_secret_is_shown_once(organization):
    client = organization.person()
    made = client.call("createApiToken", {"name": "once", "scopes": ["read"]}).json
    listed = client.every("listApiTokens")
    assert [token["id"] for token in listed] == [made["id"]]
    assert made["secret"] not in str(listed)


def test_a_revoked_token_is_out_at_once(server, organization):
    made = organization.admin.call("createApiToken", {"name": "short", "scopes": ["read"]}).json
    client = Client(server.base, made["secret"])
    client.get("getMe")
    organization.admin.call("revokeApiToken", id=made["id"], expect=204)
    assert client.send("GET", "/v1/me").status == 401
    organization.admin.call("revokeApiToken", id=made["id"], expect=204)


def test_a_token_cannot_give_more_than_it_has(server, organization):
    made = organization.admin.call("createApiToken",
                                   {"name": "narrow", "scopes": ["read", "administer"]}).json
    client = Client(server.base, made["secret"])
    client.call("createApiToken", {"name": "wide", "scopes": ["read", "pay"]},
                expect="tokenScopeMissing")


@pytest.mark.parametrize("expires_at", ["2020-01-01T00:00:00.000Z", "1970-01-01T00:00:00.000Z"])
def test_a_token_cannot_end_before_it_begins(organization, expires_at):
    organization.admin.call("createApiToken", {"name": "old", "scopes": ["read"],
                                               "expiresAt": expires_at}, expect="outOfRange")


def test_tokens_of_others_are_not_there(organization):
    made = organization.admin.call("createApiToken", {"name": "mine", "scopes": ["read"]}).json
    organization.person().call("revokeApiToken", id=made["id"], expect="notFound")
