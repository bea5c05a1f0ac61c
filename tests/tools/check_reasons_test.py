# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""check_reasons sees reasons that only the code or only the contract knows."""
import pytest

from planted_tree import ROOT, plant, run

CONTRACT = """\
components:
  schemas:
    Reason:
      type: string
      enum:
        - notFound
        - poolEmpty
      x-reasons:
        notFound: {status: 404}
    Other:
      enum: [other]
"""
SOURCE = """\
auto a = conflict("poolEmpty", "There is none.");
auto b = invalid("userIds", "poolEmpty", "There is none.");
auto c = Error{ErrorCode::not_found, "notFound", {}, {}, {}};
"""


def tree(root, contract=CONTRACT, source=SOURCE, file="src/usecases/a.cpp"):
    return plant(root, {"api/openapi.yaml": contract, "src/domain/b.cpp": SOURCE, file: source})


def test_agreement_has_no_findings(tmp_path):
    assert run("check_reasons", tree(tmp_path)) == []


@pytest.mark.parametrize("line", [
    'auto a = conflict("poolFull", "x");',
    'auto a = forbidden(\n    "poolFull", "x");',
    'auto a = invalid("users", "poolFull", "x");',
    'auto a = invalid(fmt::format("users[{}]", 1), "poolFull", "x");',
    'auto a = Error{ErrorCode::conflict, "poolFull", "x"};',
])
def test_a_reason_of_the_code_is_declared(tmp_path, line):
    found = run("check_reasons", tree(tmp_path, source=line + "\n"))
    assert len(found) == 1 and found[0].startswith("src/usecases/a.cpp:")
    assert "the reason poolFull is not in api/openapi.yaml" in found[0]


def test_a_declared_reason_is_given_somewhere(tmp_path):
    contract = CONTRACT.replace("        - poolEmpty\n", "        - poolEmpty\n        - moon\n")
    assert run("check_reasons", tree(tmp_path, contract)) == []
    assert run("check_reasons", tmp_path, "--unused") == [
        "api/openapi.yaml:8: the reason moon is given nowhere in src"]


def test_errors_between_inner_layers_need_no_declaration(tmp_path):
    source = 'auto a = conflict("uniqueViolation", "x");\n'
    assert run("check_reasons", tree(tmp_path, source=source, file="src/store/a.cpp")) == []


def test_a_contract_without_reasons_is_a_finding(tmp_path):
    assert "no schema Reason" in run("check_reasons", tree(tmp_path, "components: {}\n"))[0]


def test_the_real_tree_is_clean():
    assert run("check_reasons", ROOT) == []
