# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""The generated bodies: what should fit does, and what should not does not."""
import jsonschema
import pytest

import contract
import schema_cases

CONTRACT = contract.load()
WITH_BODY = [operation for operation in CONTRACT.operations if operation.body_schema]


def fits(schema, body):
    return jsonschema.Draft202012Validator(schema, resolver=CONTRACT.resolver,
                                           format_checker=contract.formats).is_valid(body)


@pytest.mark.parametrize("operation", WITH_BODY, ids=str)
def test_the_fitting_body_fits_and_each_broken_one_does_not(operation):
    schema = operation.body_schema
    body = schema_cases.fitting(CONTRACT, schema)
    assert fits(schema, body)
    broken = [*schema_cases.broken_shapes(CONTRACT, schema, body),
              *schema_cases.broken_values(CONTRACT, schema, body)]
    assert len(broken) >= 3
    assert [what for what, wrong in broken if fits(schema, wrong)] == []
