# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""The small parts around ./dev: the closing line of a test run, and the hooks."""
import subprocess

import pytest

from planted_tree import ROOT


def closing_line(folder, failed_steps, *suites):
    for number, suite in enumerate(suites):
        suite = f"<testsuite {suite}/>"
        text = f"<testsuites>{suite}</testsuites>" if number else suite
        (folder / f"{number}.xml").write_text(text)
    done = subprocess.run([ROOT / "tools/sum_results", folder, str(failed_steps)],
                          capture_output=True, text=True, timeout=30)
    return done.returncode, done.stdout.splitlines()[-1]


@pytest.mark.parametrize("failed_steps, suites, code, line", [
    (0, ['tests="5" failures="0" skipped="0" disabled="0"'], 0, "5 passed, 0 failed"),
    (0, ['tests="5" failures="0"', 'tests="9" errors="0" failures="0" skipped="2"'], 0,
     "12 passed, 0 failed, 2 skipped"),
    (1, ['tests="5" failures="2"', 'tests="4" errors="1" failures="0"'], 1, "6 passed, 3 failed"),
    # a step that failed without a failing test, such as a build
    (1, ['tests="5" failures="0"'], 1, "5 passed, 1 failed"),
    (0, [], 1, "0 passed, 1 failed"),
])
def test_the_closing_line_sums_all_runs(tmp_path, failed_steps, suites, code, line):
    assert closing_line(tmp_path, failed_steps, *suites) == (code, line)


@pytest.mark.parametrize("message, accepted", [
    ("licenses: assign many people in one transaction\n", True),
    ("adapters/http: answer 404\n\nBecause of this.\n", True),
    ("Revert \"licenses: assign\"\n", True),
    ("licenses: " + "x" * 62 + "\n", True),
    ("licenses: " + "x" * 63 + "\n", False),
    ("Assign people\n", False),
    ("licenses:assign\n", False),
    ("licenses: assign\nwithout a gap\n", False),
    ("\n", False),
])
def test_the_commit_message_has_a_form(tmp_path, message, accepted):
    file = tmp_path / "message"
    file.write_text(message + "# a comment of git\n")
    done = subprocess.run([ROOT / ".githooks/commit-msg", file], capture_output=True, timeout=30)
    assert (done.returncode == 0) == accepted


def git(folder, *arguments):
    return subprocess.run(["git", "-C", folder, *arguments], capture_output=True, text=True,
                          timeout=60)


@pytest.mark.parametrize("content, complaint", [
    (None, ""),
    ("// no license\n", "names the license"),
    ('#include "store/state.h"\n', "domain may not include store"),
])
def test_the_hook_refuses_what_the_checks_refuse(tmp_path, content, complaint):
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{ROOT}", "tree")
    tree = tmp_path / "tree"
    if content:
        (tree / "src/domain/planted.cpp").write_text(content)
        git(tree, "add", "-A")
    done = subprocess.run([".githooks/pre-commit"], cwd=tree, capture_output=True, text=True,
                          timeout=60)
    if complaint:
        assert done.returncode != 0 and complaint in done.stdout
    else:
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
