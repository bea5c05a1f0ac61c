# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Which tests are for the engine under test: PostgreSQL where PERSEAT_TEST_POSTGRES names a
server, else SQLite. A test that is marked with the other one's name is not chosen."""
import os

ENGINES = {"sqlite": "about the files of SQLite", "postgres": "about a server of PostgreSQL"}


def under_test():
    return "postgres" if "PERSEAT_TEST_POSTGRES" in os.environ else "sqlite"


def add_markers(config):
    for name, meaning in ENGINES.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


def choose(config, items):
    marks = {name for name in ENGINES if name != under_test()}
    left_out = [item for item in items if any(item.get_closest_marker(mark) for mark in marks)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
