# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""check_statements sees the statements that ran in no test."""
import subprocess

import pytest

from planted_tree import HEAD, ROOT, plant, run

SOURCE = HEAD + '''\
const ports::Sql select_boat{
    "select name from boat "
    "where org_id = $1; -- not the end"};
const ports::Sql& select_all() {
  static const store::OwnedSql owned(
      store::select_text(names(), "1 = 1"));
  return owned.sql();
}
const PeopleStatements people("u.id", false);
'''


def findings(root, *seen):
    (root / "seen").write_text("".join(line + "\n" for line in seen))
    return run("check_statements", root, root / "seen")


@pytest.mark.parametrize("seen, missed", [
    ([], [3, 7, 11]),
    (["3", "7", "11"], []),
    (["5", "8", "11"], []),  # compilers name the first or the last line of a statement
    (["6", "8", "11"], [3]),
    (["3", "3", "8"], [11]),
])
def test_a_statement_is_seen_by_its_place(tmp_path, seen, missed):
    plant(tmp_path, {"src/queries/boats/a.cpp": SOURCE})
    assert findings(tmp_path, *(f"../../src/queries/boats/a.cpp:{line}" for line in seen)) == [
        f"src/queries/boats/a.cpp:{line}: no test has checked the plan of this statement"
        for line in missed]


def test_the_same_line_of_another_file_is_another_statement(tmp_path):
    plant(tmp_path, {"src/queries/a.cpp": SOURCE, "src/store/a.cpp": SOURCE})
    found = findings(tmp_path, *(f"/anywhere/src/store/a.cpp:{line}" for line in (3, 7, 11)))
    assert [line.split(": ")[0] for line in found] == [
        f"src/queries/a.cpp:{line}" for line in (3, 7, 11)]


def test_only_statements_of_requests_are_asked_for(tmp_path):
    plant(tmp_path, {"src/queries/invariants/a.cpp": SOURCE, "src/adapters/sqlite/a.cpp": SOURCE,
                     "tests/store/a.cpp": SOURCE,
                     "src/store/c.cpp": 'const ports::Sql make{\n  "create table boat (id)"};\n',
                     "src/store/b.cpp": "Result<void> write(const ports::Sql& sql, int rows);\n"})
    assert findings(tmp_path) == []


def test_statements_of_the_sources_are_found():
    done = subprocess.run([ROOT / "tools/check_statements", "/dev/null"], capture_output=True,
                          text=True, timeout=30)
    assert len(done.stdout.splitlines()) > 50
