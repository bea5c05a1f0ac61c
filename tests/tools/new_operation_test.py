# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""new_operation writes files that hold to the house's rules, and never over others."""
import shutil
import subprocess

import pytest

from planted_tree import ROOT, run


def new(root, *arguments):
    return subprocess.run([ROOT / "tools/new_operation", *arguments, "--root", root],
                          capture_output=True, text=True, timeout=30)


@pytest.mark.parametrize("kind, path, folder", [
    ("usecase", "licenses/recolor_licenses", "usecases"),
    ("query", "invoices/weigh_invoices", "queries"),
])
def test_what_it_writes_keeps_to_layers_and_habits(tmp_path, kind, path, folder):
    for part in ("base", "domain", "ports", "store"):
        shutil.copytree(ROOT / "src" / part, tmp_path / "src" / part)
    made = new(tmp_path, kind, path)
    assert made.returncode == 0
    assert made.stdout.splitlines() == [f"src/{folder}/{path}.h", f"src/{folder}/{path}.cpp",
                                        f"tests/{folder}/{path}_test.cpp"]
    assert run("check_layers", tmp_path) == []
    assert [line for line in run("tidy", tmp_path) if path in line] == []


def test_the_type_and_the_event_carry_the_name(tmp_path):
    new(tmp_path, "usecase", "licenses/recolor_licenses")
    text = (tmp_path / "src/usecases/licenses/recolor_licenses.cpp").read_text()
    assert "RecolorLicenses::decide" in text and '"recolorLicenses"' in text


def test_leaves_existing_files_alone(tmp_path):
    there = tmp_path / "src/queries/invoices/weigh_invoices.cpp"
    there.parent.mkdir(parents=True)
    there.write_text("mine\n")
    made = new(tmp_path, "query", "invoices/weigh_invoices")
    assert made.returncode == 1 and "is there already" in made.stderr
    assert there.read_text() == "mine\n"
    assert not there.with_suffix(".h").exists()


@pytest.mark.parametrize("arguments", [
    [], ["usecase"], ["other", "licenses/assign_licenses"], ["usecase", "AssignLicenses"],
    ["usecase", "licenses/assign"], ["usecase", "../licenses/assign_licenses"],
    ["query", "licenses/List_licenses"],
])
def test_refuses_names_that_are_none(tmp_path, arguments):
    assert new(tmp_path, *arguments).returncode == 2
    assert list(tmp_path.iterdir()) == []
