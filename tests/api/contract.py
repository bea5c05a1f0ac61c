# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""The contract, and whether an answer keeps to it."""
import datetime
import functools
import json
import os
import pathlib
import re
import urllib.parse
import uuid

import jsonschema
import yaml

ROOT = pathlib.Path(os.environ.get("PERSEAT_SOURCE") or pathlib.Path(__file__).parents[2])
METHODS = ("get", "put", "post", "delete", "patch")
PROBLEM = "application/problem+json"
# What the server may answer to any request before an operation is found or begun.
ANYTIME = {400, 404, 405, 408, 413, 429, 431, 503, 505}
# What it may answer to a request that it has not read, which therefore has no name.
UNREAD = {400, 408, 413, 431, 503, 505}

formats = jsonschema.FormatChecker(formats=())


@formats.checks("uuid")
def is_uuid(value):
    if not isinstance(value, str):
        return True
    try:
        return str(uuid.UUID(value)) == value
    except ValueError:
        return False


@formats.checks("date-time")
def is_instant(value):
    """UTC with milliseconds, nothing else."""
    if not isinstance(value, str):
        return True
    try:
        datetime.datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ")
    except ValueError:
        return False
    return len(value) == len("2026-01-31T09:30:00.000Z")


@formats.checks("date")
def is_date(value):
    if not isinstance(value, str):
        return True
    try:
        return datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


@formats.checks("uri")
def is_uri(value):
    return not isinstance(value, str) or bool(urllib.parse.urlsplit(value).scheme)


@formats.checks("uri-reference")
def is_uri_reference(value):
    return not isinstance(value, str) or not re.search(r"[\s<>\"{}|\\^`]", value)


class Violation(AssertionError):
    """An answer that the contract does not allow."""


def no_double_names(pairs):
    result = dict(pairs)
    if len(result) != len(pairs):
        raise Violation(f"a name is there twice in {[name for name, _ in pairs]}")
    return result


def no_fraction(text):
    raise Violation(f"the number {text} is no whole number; amounts are texts")


def parse_json(body):
    try:
        return json.loads(body.decode("utf-8"), object_pairs_hook=no_double_names,
                          parse_float=no_fraction, parse_constant=no_fraction)
    except ValueError as error:
        raise Violation(f"the body is no JSON in UTF-8: {error}") from None


class Operation:
    def __init__(self, contract, method, path, description):
        self.contract = contract
        self.method = method.upper()
        self.path = path
        self.description = description
        self.id = description["operationId"]
        names = re.split(r"(\{\w+\})", path)
        self.pattern = re.compile("".join(
            "[^/]+" if name.startswith("{") else re.escape(name) for name in names) + "$")

    def __repr__(self):
        return self.id

    @property
    def is_secured(self):
        return bool(self.description["security"])

    @property
    def moves_money(self):
        return any(parameter["name"] == "Idempotency-Key" and parameter["required"]
                   for parameter in self.parameters)

    @functools.cached_property
    def parameters(self):
        return [self.contract.deref(parameter)
                for parameter in self.description.get("parameters", [])]

    @functools.cached_property
    def body_schema(self):
        content = self.description.get("requestBody", {}).get("content", {})
        return self.contract.deref(content.get("application/json", {}).get("schema"))

    def answer(self, status):
        return self.contract.deref(self.description["responses"].get(str(status)))


class Contract:
    def __init__(self, document):
        self.document = document
        self.resolver = jsonschema.RefResolver("", document)
        self.reasons = self.deref({"$ref": "#/components/schemas/Reason"})["x-reasons"]
        self.operations = [
            Operation(self, method, path, item[method])
            for path, item in document["paths"].items() for method in METHODS if method in item]
        self.by_id = {operation.id: operation for operation in self.operations}

    def deref(self, node):
        while isinstance(node, dict) and "$ref" in node:
            others = {name: value for name, value in node.items() if name != "$ref"}
            _, node = self.resolver.resolve(node["$ref"])
            node = {**node, **others}
        return node

    def find(self, method, target):
        """The operation that a request is for, None if the contract has none."""
        path = urllib.parse.urlsplit(target).path
        matching = [operation for operation in self.operations
                    if operation.method == method and operation.pattern.match(path)]
        # A path without parameters goes before one with.
        return min(matching, key=lambda operation: operation.path.count("{"), default=None)

    def statuses_of(self, reason):
        statuses = self.reasons[reason]["status"]
        return statuses if isinstance(statuses, list) else [statuses]

    def check(self, method, target, answer):
        """Raises Violation unless the answer is one that the contract allows."""
        operation = self.find(method, target)
        declared = operation.answer(answer.status) if operation else None
        where = f"{method} {target} -> {answer.status}"
        try:
            self.check_any(answer)
            if declared is not None:
                self.check_declared(declared, answer)
            elif answer.status in ANYTIME:
                self.check_problem(answer)
            else:
                raise Violation("the status is not declared")
        except Violation as violation:
            raise Violation(f"{where}: {violation}\n{answer.body[:2000]!r}") from None

    def check_any(self, answer):
        identifier = answer.headers.get("X-Request-Id")
        if identifier is None and answer.status not in UNREAD:
            raise Violation("no X-Request-Id")
        if not re.match(r"[A-Za-z0-9._-]{1,64}$", identifier or "-"):
            raise Violation(f"X-Request-Id is {identifier!r}")
        if answer.status in (204, 304) and answer.body:
            raise Violation("a body where there is none")
        if answer.status != 204 and not answer.headers.get("Content-Type"):
            raise Violation("no Content-Type")

    def check_declared(self, declared, answer):
        for name, header in declared.get("headers", {}).items():
            self.check_header(name, self.deref(header), answer.headers.get(name))
        content = declared.get("content")
        if not content:
            if answer.body:
                raise Violation("a body where the contract has none")
            return
        kind = answer.headers.get("Content-Type", "").split(";")[0].strip().lower()
        if kind not in content:
            raise Violation(f"the type is {kind}, declared are {list(content)}")
        if kind == PROBLEM:
            self.check_problem(answer)
        elif kind.endswith("json"):
            self.check_value(content[kind]["schema"], parse_json(answer.body))
        elif content[kind]["schema"].get("format") != "binary":
            answer.body.decode("utf-8")

    def check_header(self, name, header, value):
        if value is None:
            if header.get("required"):
                raise Violation(f"the header {name} is missing")
            return
        integer = header["schema"].get("type") == "integer"
        if integer and not value.isascii() or integer and not value.isdigit():
            raise Violation(f"the header {name} is {value!r}, no number")
        self.check_value(header["schema"], int(value) if integer else value)

    def check_problem(self, answer):
        kind = answer.headers.get("Content-Type", "").split(";")[0].strip().lower()
        if kind != PROBLEM:
            raise Violation(f"the type is {kind}, an error has {PROBLEM}")
        problem = parse_json(answer.body)
        self.check_value({"$ref": "#/components/schemas/Problem"}, problem)
        if problem["status"] != answer.status:
            raise Violation(f"the body says {problem['status']}")
        if answer.status not in self.statuses_of(problem["reason"]):
            raise Violation(f"the reason {problem['reason']} comes with "
                            f"{self.statuses_of(problem['reason'])} only")
        if problem["requestId"] != answer.headers.get("X-Request-Id", "-"):
            raise Violation("requestId is not X-Request-Id")

    def check_value(self, schema, value):
        validator = jsonschema.Draft202012Validator(schema, resolver=self.resolver,
                                                    format_checker=formats)
        error = jsonschema.exceptions.best_match(validator.iter_errors(value))
        if error is not None:
            path = "/".join(str(part) for part in error.absolute_path) or "the body"
            raise Violation(f"{path}: {error.message[:500]}")


@functools.lru_cache(maxsize=None)
def load():
    with open(ROOT / "api" / "openapi.yaml", encoding="utf-8") as file:
        return Contract(yaml.load(file, Loader=yaml.CSafeLoader))
