# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Shops that crash, run out of space or wait for their gateway."""
import pathlib
import sys

import pytest

sys.path.append(str(pathlib.Path(__file__).parents[1] / "api"))

import engines  # noqa: E402
from nodes import Nodes  # noqa: E402
from shop import Shop  # noqa: E402


def pytest_configure(config):
    engines.add_markers(config)


def pytest_collection_modifyitems(config, items):
    engines.choose(config, items)


def opening(kind, folder):
    """Opens any number of that kind in the folder, and closes them all in the end."""
    opened = []

    def open_one(**options):
        opened.append(kind(folder, **options))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def open_shop(tmp_path):
    yield from opening(Shop, tmp_path)


@pytest.fixture
def open_nodes(tmp_path):
    yield from opening(Nodes, tmp_path)
