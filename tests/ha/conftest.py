# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""A cluster of three machines in our own namespaces, and a shop on it, for all tests of a run."""
import os
import pathlib
import shutil
import sys

import pytest

TESTS = pathlib.Path(__file__).parents[1]
sys.path += [str(TESTS / "api"), str(TESTS / "chaos")]

from cluster import MEMORY, Cluster  # noqa: E402
from shop import Shop  # noqa: E402

PROGRAMS = ("patroni", "patronictl", "etcd", "etcdctl", "ip", "psql", "setpriv", "haproxy")
CLIENTS = 6
PEOPLE_EACH = 20


def why_not():
    """What keeps these tests from running here, in a few words; None when nothing does."""
    missing = [name for name in PROGRAMS
               if shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") is None]
    if missing:
        return f"missing: {', '.join(missing)} (./dev setup ha)"
    if os.geteuid() != 0:
        return "needs root"
    if os.environ.get("PERSEAT_ALONE") != "yes":
        return "needs namespaces of its own: ./dev test --ha, where they are allowed"
    return None


def pytest_collection_modifyitems(items):
    reason = why_not()
    if reason is not None:
        for item in items:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    kept = tmp_path_factory.mktemp("logs")
    try:
        yield Cluster()
    finally:
        # All else is in memory and gone after the run; pytest keeps the folders of some runs.
        for log in MEMORY.rglob("*.log"):
            shutil.copy(log, kept / f"{log.parent.name}-{log.name}")


@pytest.fixture(scope="session")
def shop(cluster):
    folder = cluster.folder / "shop"
    folder.mkdir()
    made = Shop(folder, people=CLIENTS * PEOPLE_EACH, buyers=CLIENTS, database=cluster.database)
    yield made
    made.close()
