# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""From a schema, a body that fits it and bodies that break it in one place each."""
import copy
import uuid

UNKNOWN_ID = "0190ffff-ffff-7fff-bfff-ffffffffffff"
BY_FORMAT = {"uuid": UNKNOWN_ID, "date-time": "2026-01-31T09:30:00.000Z", "date": "2026-01-31"}
# Of another type than the key.
OTHERS = {"string": 7, "integer": "7", "boolean": "true", "array": {}, "object": []}
TOO_LARGE = (2**63, -2**63 - 1, 10**30)


def types_of(schema):
    kinds = schema.get("type", [])
    return kinds if isinstance(kinds, list) else [kinds]


def without_null(contract, schema):
    """The schema itself, a reference followed and the choice of null left out."""
    schema = contract.deref(schema)
    for choice in schema.get("anyOf", []):
        if choice.get("type") != "null":
            return contract.deref(choice)
    return schema


def fitting(contract, schema):
    """A body that fits, with every optional member."""
    schema = without_null(contract, schema)
    if schema.get("examples"):
        return copy.deepcopy(schema["examples"][0])
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("format") in BY_FORMAT:
        return BY_FORMAT[schema["format"]]
    kind = types_of(schema)[0]
    if kind == "object":
        return {name: fitting(contract, inner) for name, inner in schema["properties"].items()}
    if kind == "array":
        return [fitting(contract, schema["items"])] * max(1, schema.get("minItems", 0))
    if kind == "integer":
        return schema.get("minimum", 1)
    if kind == "boolean":
        return True
    return fitting_text(schema)


def fitting_text(schema):
    known = {"^[A-Z]{2}$": "KR", "^[A-Z]{3}$": "KRW", "^-?(0|": "1", "^(0|": "10"}
    for pattern, text in known.items():
        if schema.get("pattern", "").startswith(pattern):
            return text
    return "a" * max(schema.get("minLength", 1), 1)


def put(body, path, value):
    """The body with another value at the path; `del` as the value takes it away."""
    result = copy.deepcopy(body)
    node = result
    for key in path[:-1]:
        node = node[key]
    if value is del_:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return result


del_ = object()


def broken_shapes(contract, schema, body, path=()):
    """(what, body) with a wrong type, a missing or an unknown member: seen before any rule."""
    schema = without_null(contract, schema)
    where = ".".join(str(part) for part in path) or "body"
    kind = types_of(schema)[0]
    if path:
        yield f"{where}: wrong type", put(body, path, OTHERS[kind])
    if kind == "integer":
        for number in TOO_LARGE:
            yield f"{where}: {number}", put(body, path, number)
        yield f"{where}: fraction", put(body, path, 1.5)
    if "enum" in schema:
        yield f"{where}: unknown value", put(body, path, "noSuchValue")
    if schema.get("format") == "uuid":
        yield f"{where}: no uuid", put(body, path, "42")
    if kind == "array":
        yield f"{where}: null inside", put(body, path, [None])
        yield from broken_shapes(contract, schema["items"], put(body, path, [
            fitting(contract, schema["items"])]), (*path, 0))
    if kind == "object":
        yield f"{where}: unknown member", put(body, (*path, "noSuchMember"), 1)
        for name, inner in schema["properties"].items():
            whole = put(body, (*path, name), fitting(contract, inner))
            if name in schema.get("required", []):
                yield f"{where}: without {name}", put(whole, (*path, name), del_)
                yield f"{where}: {name} null", put(whole, (*path, name), None)
            yield from broken_shapes(contract, inner, whole, (*path, name))


def broken_values(contract, schema, body, path=()):
    """(what, body) with a value out of its range: a rule may refuse the request before."""
    schema = without_null(contract, schema)
    where = ".".join(str(part) for part in path) or "body"
    for word, value in out_of_range(schema):
        yield f"{where}: {word}", put(body, path, value)
    if types_of(schema)[0] == "array" and "maxItems" in schema and schema["maxItems"] <= 1000:
        item = fitting(contract, schema["items"])
        # Ids that differ: the number of them is what is wrong.
        many = [str(uuid.UUID(int=n)) if item == UNKNOWN_ID else item
                for n in range(schema["maxItems"] + 1)]
        yield f"{where}: too many", put(body, path, many)
    for name, inner in schema.get("properties", {}).items():
        whole = put(body, (*path, name), fitting(contract, inner))
        yield from broken_values(contract, inner, whole, (*path, name))


def out_of_range(schema):
    if "minimum" in schema:
        yield "too small", schema["minimum"] - 1
    if "maximum" in schema:
        yield "too large", schema["maximum"] + 1
    if "maxLength" in schema:
        yield "too long", "a" * (schema["maxLength"] + 1)
    if schema.get("minLength") and "enum" not in schema:
        yield "empty", ""
    if "pattern" in schema:
        yield "wrong pattern", "!"
    if schema.get("minItems"):
        yield "no item", []
    if schema.get("format") in ("date", "date-time"):
        yield "no such day", BY_FORMAT[schema["format"]].replace("01-31", "02-30")
