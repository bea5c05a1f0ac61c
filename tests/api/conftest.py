# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""One server for the run, its operator, and organizations that no two test files share."""
import json
import os
import pathlib

import pytest

import engines
import server as server_module
from client import Client
from organization import Organization

OPERATOR = {"email": "operator@example.com", "password": "the operator's own passphrase"}
# Who sells, for the documents of invoices.
SELLER = """
[[seller]]
name = "Example Software GmbH"
tax_id = "DE123456789"
email = "invoices@example.com"
[seller.address]
line1 = "Musterstraße 1"
city = "Berlin"
postal_code = "10115"
country = "DE"
"""
CATALOG = json.loads((pathlib.Path(__file__).parent / "catalog.json").read_text())


def pytest_configure(config):
    engines.add_markers(config)


def pytest_collection_modifyitems(config, items):
    engines.choose(config, items)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    if server_module.programs() is None:
        assert "PERSEAT_BIN" not in os.environ, "there is no perseatd in PERSEAT_BIN"
        pytest.skip("perseatd is not built")
    seller = tmp_path_factory.mktemp("seller") / "seller.toml"
    seller.write_text(SELLER, encoding="utf-8")
    running = server_module.Server(tmp_path_factory.mktemp("server"), ["--seller", seller])
    running.bootstrap(**OPERATOR)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def anybody(server):
    """Somebody who is not signed in."""
    client = Client(server.base)
    yield client
    client.close()


@pytest.fixture(scope="session")
def operator(server):
    client = Client(server.base)
    client.sign_in(**OPERATOR)
    yield client
    client.close()


@pytest.fixture(scope="session")
def catalog(operator):
    """What is sold, by sku: the products with their offers by code."""
    operator.call("applyCatalog", CATALOG)
    products = operator.get("getCatalog")["products"]
    return {product["sku"]: {**product, "offers": {offer["code"]: offer
                                                  for offer in product["offers"]}}
            for product in products}


@pytest.fixture(scope="session")
def monthly(catalog):
    """An offer that most tests buy from."""
    return catalog["DRAW-1"]["offers"]["monthly"]


@pytest.fixture(scope="module")
def organization(server, operator):
    made = Organization(server.base, operator)
    yield made
    made.close()


@pytest.fixture(scope="module")
def other_organization(server, operator):
    made = Organization(server.base, operator)
    yield made
    made.close()
