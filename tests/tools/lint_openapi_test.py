# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""lint_openapi sees each kind of violation planted in an otherwise clean contract."""
import copy
import pathlib
import subprocess

import pytest
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]


def problem(what):
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": what, "content": {"application/problem+json": {"schema": schema}}}


def answer(name):
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"description": "Done.", "content": {"application/json": {"schema": schema}}}


def parameter(name, place, **schema):
    return {"name": name, "in": place, "required": place == "path", "description": "What it is.",
            "schema": schema}


def errors(*statuses):
    return {status: {"$ref": "#/components/responses/Problem"} for status in statuses}


SECURED = [{"bearer": []}]
CLEAN = {
    "openapi": "3.1.0",
    "info": {"title": "Test", "version": "1"},
    "tags": [{"name": "Things", "description": "All things."}],
    "paths": {
        "/v1/things": {
            "get": {
                "operationId": "listThings", "tags": ["Things"], "summary": "List",
                "security": SECURED, "description": "Lists them.",
                "parameters": [parameter("limit", "query", type="integer", default=50),
                               parameter("cursor", "query", type="string")],
                "responses": {"200": answer("ThingList"), **errors("400", "401", "403")}},
            "post": {
                "operationId": "makeThing", "tags": ["Things"], "summary": "Make",
                "security": SECURED,
                "description": "Makes one. 409 `taken` if there is one, 422 `empty` or `taken`.",
                "parameters": [parameter("Idempotency-Key", "header", type="string")],
                "requestBody": {"content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/MakeThing"}}}},
                "responses": {"201": answer("Thing"),
                              **errors("400", "401", "403", "409", "413", "415", "422")}}},
        "/v1/things/{id}": {
            "get": {
                "operationId": "getThing", "tags": ["Things"], "summary": "Read",
                "security": SECURED, "description": "Reads one.",
                "parameters": [parameter("id", "path", type="string")],
                "responses": {"200": answer("Thing"), **errors("401", "403", "404")}}}},
    "components": {
        "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        "responses": {"Problem": problem("Refused.")},
        "schemas": {
            "Thing": {
                "type": "object", "description": "A thing.", "additionalProperties": False,
                "required": ["name"], "examples": [{"name": "chair"}],
                "properties": {"name": {"type": "string", "description": "Its name."}}},
            "ThingList": {
                "type": "object", "description": "Things.", "additionalProperties": False,
                "required": ["items", "nextCursor"],
                "properties": {
                    "items": {"type": "array", "description": "The things.",
                              "items": {"$ref": "#/components/schemas/Thing"}},
                    "nextCursor": {"type": ["string", "null"], "description": "Where to go on."}}},
            "MakeThing": {
                "type": "object", "description": "A new thing.", "additionalProperties": False,
                "properties": {"name": {"type": "string", "description": "Its name."}}},
            "Problem": {
                "type": "object", "description": "An error.", "additionalProperties": False,
                "required": ["reason"],
                "properties": {"reason": {"$ref": "#/components/schemas/Reason"}}},
            "Reason": {
                "type": "string", "description": "Why.", "enum": ["taken", "empty"],
                "x-reasons": {"taken": {"status": [409, 422], "meaning": "It is there already."},
                              "empty": {"status": 422, "meaning": "A text is empty."}}}}}}

LIST = ("paths", "/v1/things", "get")
MAKE = ("paths", "/v1/things", "post")
READ = ("paths", "/v1/things/{id}", "get")
SCHEMAS = ("components", "schemas")
THING = (*SCHEMAS, "Thing")
REASON = (*SCHEMAS, "Reason")
GONE = object()

# where, what is put there (GONE: it is taken away), a part of the complaint
VIOLATIONS = [
    # structure
    (("openapi",), "3.0.3", "must be 3.1.x"),
    (("info", "title"), GONE, "needs a title"),
    (("routes",), {}, "OpenAPI knows no such field"),
    (("components", "links"), {}, "no kind of component"),
    (("paths", "things"), {}, "must begin with a slash"),
    (("paths", "/v1/things", "fetch"), {}, "'fetch' is no method"),
    ((*READ, "summery"), "Read", "an operation has no 'summery'"),
    ((*READ, "summary"), GONE, "has no summary"),
    ((*READ, "security"), GONE, "has no security"),
    ((*READ, "tags"), ["Others"], "the tag 'Others' is not declared"),
    ((*READ, "security"), [{"cookie": []}], "'cookie' is not declared"),
    # references and what is not used
    ((*THING, "properties", "maker"), {"$ref": "#/components/schemas/Maker"}, "leads nowhere"),
    ((*THING, "properties", "maker"), {"$ref": "other.yaml#/Maker"}, "leads nowhere"),
    ((*SCHEMAS, "Chair"), {"type": "string"}, "schemas/Chair: is not used"),
    (("components", "responses", "Gone"), problem("Gone."), "responses/Gone: is not used"),
    (("components", "securitySchemes", "cookie"), {"type": "http"}, "cookie: is not used"),
    # operations
    ((*READ, "operationId"), "get_thing", "get_thing is not camelCase"),
    ((*READ, "operationId"), "listThings", "that of GET /v1/things too"),
    ((*READ, "parameters"), [], "'id' must be both in the path"),
    ((*READ, "parameters", 0, "required"), False, "'id' must be required"),
    ((*READ, "parameters", 0, "description"), "", "'id' has no description"),
    ((*READ, "parameters", 0, "schema"), GONE, "a parameter has no schema"),
    ((*READ, "responses"), errors("401", "403", "404"), "no answer for success"),
    ((*READ, "responses"), {"200": answer("Thing")}, "no answer for the caller's errors"),
    ((*READ, "responses", "401"), GONE, "must be able to answer 401"),
    ((*READ, "responses", "404"), GONE, "must be able to answer 404"),
    ((*READ, "responses", "20"), problem("What?"), "'20' is no status"),
    ((*READ, "responses", "200", "description"), GONE, "200 has no description"),
    ((*READ, "responses", "404"), answer("Problem"), "404 must be a problem"),
    ((*MAKE, "responses", "413"), GONE, "must be able to answer 413"),
    ((*MAKE, "parameters"), [], "a POST takes an Idempotency-Key"),
    ((*LIST, "parameters"), [], "a list takes limit and cursor"),
    # schemas
    ((*THING, "properties", "name", "type"), "text", "is not a schema"),
    ((*THING, "properties", "name", "pattern"), "(", "is not a schema"),
    ((*THING, "additionalProperties"), GONE, "must say additionalProperties"),
    ((*THING, "required"), ["name", "age"], "requires 'age', which it has not"),
    ((*THING, "required"), [], "'name' is in answers and must be required"),
    ((*THING, "properties", "name", "description"), GONE, "name: has no description"),
    ((*SCHEMAS, "MakeThing", "properties", "full_name"), {"description": "x"}, "is not camelCase"),
    ((*THING, "properties", "name", "enum"), ["big_chair", "chair"], "'big_chair' is not"),
    # examples
    ((*THING, "examples"), [{"name": 1}], "does not fit its schema"),
    ((*THING, "examples"), [{"title": "chair"}], "does not fit its schema"),
    ((*THING, "properties", "name", "default"), 1, "does not fit its schema"),
    ((*LIST, "parameters", 0, "example"), "many", "does not fit its schema"),
    ((*READ, "responses", "200", "content", "application/json", "example"), {}, "does not fit"),
    # reasons
    (REASON, GONE, "leads nowhere"),
    ((*REASON, "enum"), ["taken", "empty", "late"], "'late' is not in x-reasons"),
    ((*REASON, "enum"), ["taken"], "'empty' is in x-reasons only"),
    ((*REASON, "x-reasons", "empty", "status"), 200, "'empty' needs a status"),
    ((*REASON, "x-reasons", "empty", "meaning"), "", "'empty' needs a meaning"),
    ((*MAKE, "description"), "Or 409 `late`.", "the reason 'late' is not declared"),
    ((*MAKE, "description"), "Or 409 `taken` or `empty`.", "'empty' does not come with 409"),
    ((*MAKE, "description"), "Or 402 `taken`.", "speaks of 402 and does not answer it"),
]


def planted(where, value):
    document = copy.deepcopy(CLEAN)
    node = document
    for key in where[:-1]:
        node = node[key]
    if value is GONE:
        del node[where[-1]]
    else:
        node[where[-1]] = copy.deepcopy(value)
    return document


def complaints(tmp_path, document):
    return complaints_about(tmp_path, yaml.safe_dump(document))


def complaints_about(tmp_path, text):
    file = tmp_path / "openapi.yaml"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run([ROOT / "tools" / "lint_openapi", file], capture_output=True, text=True,
                          timeout=30)
    assert done.stderr == ""
    assert done.returncode == (1 if done.stdout else 0)
    return done.stdout.splitlines()


def test_a_clean_contract_has_no_complaint(tmp_path):
    assert complaints(tmp_path, CLEAN) == []


@pytest.mark.parametrize("where,value,complaint", VIOLATIONS,
                         ids=[f"{number}-{row[2]}" for number, row in enumerate(VIOLATIONS)])
def test_sees_a_planted_violation(tmp_path, where, value, complaint):
    found = complaints(tmp_path, planted(where, value))
    assert any(complaint in line for line in found), found


def test_sees_a_path_that_is_there_twice(tmp_path):
    text = yaml.safe_dump(CLEAN)
    path = yaml.safe_dump({"/v1/things/{id}": CLEAN["paths"]["/v1/things/{id}"]})
    again = "".join(f"  {line}\n" for line in path.splitlines())
    found = complaints_about(tmp_path, text.replace("paths:\n", "paths:\n" + again, 1))
    assert any("'/v1/things/{id}' is there twice" in line for line in found), found


def test_the_contract_of_this_tree_is_clean():
    done = subprocess.run([ROOT / "tools" / "lint_openapi"], capture_output=True, text=True,
                          timeout=30)
    assert done.stdout + done.stderr == ""
