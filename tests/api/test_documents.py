# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""Invoices and credit notes as files."""
import re
import shutil
import subprocess
import uuid
import xml.etree.ElementTree as ElementTree

import pytest

import server as server_module
from client import Client
from conftest import CATALOG, OPERATOR
from organization import ADDRESS, Organization, buy, card

RAM = ("{urn:un:unece:uncefact:data:standard:"
       "ReusableAggregateBusinessInformationEntity:100}")
CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"


@pytest.fixture
def buyer(organization):
    return organization.person("Bea Buyer")


def texts(xml, name):
    return [node.text for node in ElementTree.fromstring(xml).iter(name)]


def words_of(pdf, tmp_path):
    """What a person reads, page by page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not installed")
    file = tmp_path / "document.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True)
    return done.stdout.decode()


def attached_to(pdf, tmp_path):
    if shutil.which("pdfdetach") is None:
        pytest.skip("poppler-utils is not installed")
    file = tmp_path / "document.pdf"
    file.write_bytes(pdf)
    found = tmp_path / "found.xml"
    subprocess.run(["pdfdetach", "-savefile", "factur-x.xml", "-o", found, file], check=True)
    return found.read_bytes()


def test_an_invoice_is_downloaded_as_pdf(buyer, monthly, tmp_path):
    buy(buyer, monthly, 5)
    invoice, = buyer.every("listInvoices")
    answer = buyer.call("getInvoicePdf", id=invoice["id"])
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="{invoice["number"]}.pdf"')
    assert answer.body.startswith(b"%PDF-")
    words = words_of(answer.body, tmp_path)
    assert "Rechnung" in words and invoice["number"] in words
    assert "Example Software GmbH" in words and "Drawing Board" in words
    assert invoice["total"]["amount"].replace(".", ",") in words
    assert "Seite 1 von 1" in words


def test_the_pdf_carries_the_xml(buyer, monthly, tmp_path):
    buy(buyer, monthly, 5)
    invoice, = buyer.every("listInvoices")
    xml = buyer.call("getInvoiceXml", id=invoice["id"])
    assert xml.headers["Content-Type"] == "application/xml"
    assert xml.headers["Content-Disposition"] == (
        f'attachment; filename="{invoice["number"]}.xml"')
    pdf = buyer.call("getInvoicePdf", id=invoice["id"])
    assert attached_to(pdf.body, tmp_path) == xml.body


@pytest.mark.parametrize("operation,query", [
    ("getInvoicePdf", {}), ("getInvoiceXml", {}), ("getInvoiceXml", {"format": "xrechnung"})])
def test_a_document_never_changes(organization, buyer, monthly, operation, query):
    bought = buy(buyer, monthly, 5)
    invoice, = buyer.every("listInvoices")
    first = buyer.call(operation, id=invoice["id"], query=query)
    buyer.call("updateBillingProfile", {"name": "Later", "poNumber": "PO-LATER",
                                        "contactEmail": "later@example.com",
                                        "billTo": {**ADDRESS, "city": "Later"}},
               id=bought["billingProfileId"])
    organization.admin.call("updateBillingAccount", {
        "soldTo": {**ADDRESS, "line1": f"Later {uuid.uuid4()}"}})
    buyer.call("setQuantity", {"quantity": 3}, id=bought["id"])
    organization.admin.call("updateUser", {"locale": "ko"}, id=buyer.user_id)
    for reader in (buyer, buyer, organization.admin):
        if reader is organization.admin:
            buyer.call("createRoleAssignment", {
                "userId": organization.admin.user_id, "role": "billingProfileReader",
                "billingProfileId": bought["billingProfileId"]})
        again = reader.call(operation, id=invoice["id"], query=query)
        assert again.body == first.body
        assert again.etag == first.etag


def test_the_xml_says_what_was_charged(buyer, monthly):
    bought = buy(buyer, monthly, 5)
    buyer.call("updateBillingProfile", {"poNumber": "PO-7"}, id=bought["billingProfileId"])
    buyer.call("setQuantity", {"quantity": 7}, id=bought["id"])
    invoice = buyer.every("listInvoices")[0]
    xml = buyer.call("getInvoiceXml", id=invoice["id"]).body
    assert texts(xml, RAM + "TypeCode")[0] == "380"
    assert texts(xml, RAM + "GrandTotalAmount") == [invoice["total"]["amount"]]
    assert texts(xml, RAM + "TaxTotalAmount") == [invoice["tax"]["amount"]]
    assert "PO-7" in texts(xml, RAM + "IssuerAssignedID")
    assert texts(xml, RAM + "BilledQuantity") == ["2"]
    ubl = buyer.call("getInvoiceXml", id=invoice["id"], query={"format": "xrechnung"}).body
    assert texts(ubl, CBC + "PayableAmount") == [invoice["total"]["amount"]]
    assert texts(ubl, CBC + "BuyerReference") == ["PO-7"]
    buyer.call("getInvoiceXml", id=invoice["id"], query={"format": "pdf"}, expect="unknownValue")


def test_a_credit_note_names_the_invoice_that_it_corrects(buyer, monthly, tmp_path):
    bought = buy(buyer, monthly, 5)
    invoice, = buyer.every("listInvoices")
    buyer.call("cancelSubscription", {"reason": "other"}, id=bought["id"])
    note = buyer.every("listInvoices")[0]
    assert note["kind"] == "creditNote"
    xml = buyer.call("getInvoiceXml", id=note["id"]).body
    assert texts(xml, RAM + "TypeCode")[0] == "381"
    assert texts(xml, RAM + "GrandTotalAmount") == [note["total"]["amount"].removeprefix("-")]
    assert invoice["number"] in texts(xml, RAM + "IssuerAssignedID")
    words = words_of(buyer.call("getInvoicePdf", id=note["id"]).body, tmp_path)
    assert "Rechnungskorrektur" in words and invoice["number"] in words


@pytest.mark.parametrize("country,title,word", [
    ("KR", "송장", "공급가액"), ("AT", "Rechnung", "Netto"), ("FR", "Invoice", "Total")])
def test_a_document_speaks_the_language_of_its_country(server, operator, monthly, country, title,
                                                       word, tmp_path):
    there = Organization(server.base, operator, country=country, time_zone="UTC")
    address = {**ADDRESS, "country": country}
    there.admin.call("updateBillingAccount", {"soldTo": address})
    buyer = there.person("김민지")
    buy(buyer, monthly, 3, paymentMethod={**card(country=country.lower()), "address": address})
    invoice, = buyer.every("listInvoices")
    words = words_of(buyer.call("getInvoicePdf", id=invoice["id"]).body, tmp_path)
    assert title in words and word in words
    there.close()


@pytest.mark.parametrize("operation", ["getInvoicePdf", "getInvoiceXml"])
def test_documents_are_for_those_who_may_see_the_invoice(
        organization, other_organization, buyer, monthly, anybody, operation):
    buy(buyer, monthly, 2)
    invoice, = buyer.every("listInvoices")
    organization.person().call(operation, id=invoice["id"], expect="notFound")
    other_organization.admin.call(operation, id=invoice["id"], expect="notFound")
    buyer.call(operation, id=uuid.uuid4(), expect="notFound")
    anybody.call(operation, id=invoice["id"], expect="unauthenticated")
    buyer.call(operation, id=invoice["id"], headers={"Accept": "image/png"},
               expect="notAcceptable")
    buyer.call(operation, id=invoice["id"], query={"color": "red"}, expect="unknownParameter")


@pytest.mark.parametrize("operation", ["getInvoicePdf", "getInvoiceXml"])
def test_what_is_not_issued_has_no_document(server, buyer, monthly, operation):
    buyer.call("buySubscription", {"offerId": monthly["id"], "quantity": 1,
                                   "paymentMethod": card("chargeCustomerFail")}, expect=402)
    unissued = [row for row, in server.rows("select id from invoice where number = ''")]
    assert unissued
    for identifier in unissued:
        buyer.call(operation, id=uuid.UUID(identifier), expect="notFound")


def test_a_server_that_knows_no_seller_makes_no_documents(server, tmp_path):
    own = server_module.Server(tmp_path)
    own.bootstrap(**OPERATOR)
    own.start()
    operator = Client(own.base)
    operator.sign_in(**OPERATOR)
    operator.call("applyCatalog", CATALOG)
    offer = next(offer for product in operator.get("getCatalog")["products"]
                 if product["sku"] == "DRAW-1" for offer in product["offers"]
                 if offer["code"] == "monthly")
    buyer = Organization(own.base, operator).person()
    buy(buyer, offer, 1)
    invoice, = buyer.every("listInvoices")
    for operation in ("getInvoicePdf", "getInvoiceXml"):
        buyer.call(operation, id=invoice["id"], expect="sellerMissing")
        buyer.call(operation, id=uuid.uuid4(), expect="notFound")
    own.stop()


def test_a_wrong_sellers_file_stops_the_start(server, tmp_path):
    file = tmp_path / "seller.toml"
    file.write_text('[[seller]]\nname = "No address"\n')
    done = subprocess.run(
        [server_module.programs() / "perseatd", "--data", tmp_path, "--seller", file],
        capture_output=True, text=True, timeout=30)
    assert done.returncode == 1
    assert re.search(r"seller\[0\]\.address.*malformedSeller", done.stderr)
