# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Shops that crash, run out of space or wait for their gateway."""
import pathlib
import sys

import pytest

sys.path.append(str(pathlib.Path(__file__).parents[1] / "api"))

import engines  # noqa: E402
from shop import Shop  # noqa: E402


def pytest_configure(config):
    engines.add_markers(config)


def pytest_collection_modifyitems(config, items):
    engines.choose(config, items)


@pytest.fixture
def open_shop(tmp_path):
    shops = []

    def open_one(**options):
        shops.append(Shop(tmp_path, **options))
        return shops[-1]

    yield open_one
    for shop in shops:
        shop.close()
