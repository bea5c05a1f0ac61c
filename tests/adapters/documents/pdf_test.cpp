// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What a PDF of an invoice has inside, read by another program than the one that drew it. That it
// looks well is for people to see.
#include <gtest/gtest.h>

#include <qpdf/qpdf-c.h>

#include <cstdlib>
#include <string>

#include "adapters/documents/canvas.h"
#include "adapters/documents/cii_xml.h"
#include "adapters/documents/examples.h"
#include "adapters/documents/renderer.h"
#include "adapters/documents/wording.h"

namespace perseat::documents {
namespace {

using testing_support::credit_of;
using testing_support::document_of;
using testing_support::invoice_of;
using testing_support::Rows;

Cloud worldwide() { return {}; }

std::string pdf_of(const InvoiceDocument& document, const Cloud& cloud = worldwide()) {
  auto pdf = Renderer(cloud).pdf(document);
  EXPECT_TRUE(pdf.has_value());
  return *pdf;
}

class ReadPdf {
 public:
  explicit ReadPdf(std::string bytes) : bytes_(std::move(bytes)), pdf_(qpdf_init()) {
    qpdf_silence_errors(pdf_);
    qpdf_set_suppress_warnings(pdf_, QPDF_TRUE);
    EXPECT_EQ(qpdf_read_memory(pdf_, "read", bytes_.data(), bytes_.size(), nullptr), QPDF_SUCCESS);
  }
  ~ReadPdf() {
    EXPECT_EQ(qpdf_more_warnings(pdf_), QPDF_FALSE);
    EXPECT_EQ(qpdf_has_error(pdf_), QPDF_FALSE);
    qpdf_cleanup(&pdf_);
  }
  ReadPdf(const ReadPdf&) = delete;
  ReadPdf& operator=(const ReadPdf&) = delete;

  // A path of keys from the document's root, or from `/Info`; a number is a place in an array.
  using Path = std::initializer_list<const char*>;
  [[nodiscard]] std::string text(Path path) { return qpdf_oh_get_utf8_value(pdf_, find(path)); }
  [[nodiscard]] std::string name(Path path) { return qpdf_oh_get_name(pdf_, find(path)); }
  [[nodiscard]] bool has(Path path) { return qpdf_oh_is_null(pdf_, find(path)) == QPDF_FALSE; }
  [[nodiscard]] std::string stream(Path path) {
    unsigned char* data = nullptr;
    std::size_t size = 0;
    EXPECT_EQ(qpdf_oh_get_stream_data(pdf_, find(path), qpdf_dl_all, nullptr, &data, &size),
              QPDF_SUCCESS);
    const std::string found(reinterpret_cast<const char*>(data), size);
    std::free(data);
    return found;
  }
  [[nodiscard]] std::string attached() {
    EXPECT_EQ(text({"/Names", "/EmbeddedFiles", "/Names", "0"}), "factur-x.xml");
    return stream({"/Names", "/EmbeddedFiles", "/Names", "1", "/EF", "/F"});
  }
  [[nodiscard]] int pages() { return qpdf_get_num_pages(pdf_); }
  // Those that the pages use, and whether each carries its outlines.
  [[nodiscard]] std::size_t fonts(bool is_embedded) {
    std::size_t count = 0;
    for (int id = 1;; ++id) {
      const qpdf_oh object = qpdf_get_object_by_id(pdf_, id, 0);
      if (qpdf_oh_is_null(pdf_, object) == QPDF_TRUE) return count;
      if (qpdf_oh_is_dictionary_of_type(pdf_, object, "/FontDescriptor", "") == QPDF_FALSE)
        continue;
      const bool has_file = qpdf_oh_has_key(pdf_, object, "/FontFile2") == QPDF_TRUE ||
                            qpdf_oh_has_key(pdf_, object, "/FontFile3") == QPDF_TRUE;
      count += has_file == is_embedded ? 1 : 0;
    }
  }

 private:
  qpdf_oh find(Path path) {
    qpdf_oh object = qpdf_get_root(pdf_);
    for (const std::string key : path) {
      if (key == "/Info") object = qpdf_get_trailer(pdf_);
      if (qpdf_oh_is_stream(pdf_, object) == QPDF_TRUE) object = qpdf_oh_get_dict(pdf_, object);
      object = key.front() == '/' ? qpdf_oh_get_key(pdf_, object, key.c_str())
                                  : qpdf_oh_get_array_item(pdf_, object, std::stoi(key));
    }
    return object;
  }

  std::string bytes_;
  qpdf_data pdf_;
};

TEST(InvoicePdf, IsTheSameBytesEachTime) {
  const InvoiceDocument document = document_of(invoice_of(60));
  const std::string first = pdf_of(document);
  EXPECT_EQ(first.substr(0, 5), "%PDF-");
  for (int times = 0; times < 3; ++times) EXPECT_TRUE(pdf_of(document) == first);
}

TEST(InvoicePdf, CarriesTheElectronicInvoice) {
  for (const Rows& rows : {invoice_of(2), credit_of(invoice_of(2))}) {
    const InvoiceDocument document = document_of(rows);
    ReadPdf pdf(pdf_of(document));
    EXPECT_EQ(pdf.attached(), cii_xml(document));
    EXPECT_EQ(pdf.text({"/AF", "0", "/UF"}), "factur-x.xml");
    EXPECT_EQ(pdf.name({"/AF", "0", "/AFRelationship"}), "/Alternative");
    EXPECT_EQ(pdf.name({"/AF", "0", "/EF", "/UF", "/Subtype"}), "/text/xml");
    EXPECT_NE(pdf.stream({"/Metadata"}).find("<fx:ConformanceLevel>EN 16931<"), std::string::npos);
  }
}

TEST(InvoicePdf, IsMadeToBeKept) {
  ReadPdf pdf(pdf_of(document_of(invoice_of(1))));
  EXPECT_GT(pdf.fonts(true), 0U);
  EXPECT_EQ(pdf.fonts(false), 0U);
  EXPECT_EQ(pdf.name({"/OutputIntents", "0", "/S"}), "/GTS_PDFA1");
  EXPECT_EQ(pdf.stream({"/OutputIntents", "0", "/DestOutputProfile"}).substr(36, 4), "acsp");
  EXPECT_EQ(pdf.text({"/Lang"}), "de");
  const std::string metadata = pdf.stream({"/Metadata"});
  EXPECT_NE(metadata.find("<pdfaid:part>3<"), std::string::npos);
  // Both say the same of title, author and day.
  EXPECT_EQ(pdf.text({"/Info", "/Title"}), "Rechnung A7K2M9-0001");
  EXPECT_NE(metadata.find(">Rechnung A7K2M9-0001<"), std::string::npos);
  EXPECT_EQ(pdf.text({"/Info", "/CreationDate"}), "D:20260115000000Z");
  EXPECT_NE(metadata.find("<xmp:CreateDate>2026-01-15T00:00:00Z<"), std::string::npos);
}

TEST(InvoicePdf, HasItsFontsOnThisMachine) {
  for (const char* language : {"en", "de", "ko", "zh-CN"})
    EXPECT_EQ(missing_fonts(wording_of(language).fonts), "");
  EXPECT_EQ(missing_fonts("No Such Font, Noto Sans, Nor This"), "No Such Font, Nor This");
}

TEST(InvoicePdf, BreaksItsLinesIntoPages) {
  EXPECT_EQ(ReadPdf(pdf_of(document_of(invoice_of(1)))).pages(), 1);
  const int pages = ReadPdf(pdf_of(document_of(invoice_of(60)))).pages();
  EXPECT_GT(pages, 2);
  EXPECT_LT(pages, 6);
}

TEST(InvoicePdf, TakesLongNamesAndOtherScripts) {
  Rows rows = invoice_of(1);
  rows.lines[0].description = std::string(3'000, 'x');
  rows.invoice.bill_to_name = "Überlange Gesellschaft für vieles mehr und noch mehr mbH & Co. KG";
  rows.invoice.bill_to.line1 = "서울특별시 강남구 테헤란로 123";
  rows.invoice.bill_to.line2 = "上海市浦东新区世纪大道100号 \xF0\x9F\x98\x80 ไทย עברית";
  rows.invoice.po_number = std::string(100, '7');
  ReadPdf pdf(pdf_of(document_of(rows)));
  EXPECT_EQ(pdf.fonts(false), 0U);
}

TEST(InvoicePdf, IsInTheLanguageOfTheCountrySoldTo) {
  struct Row {
    const char* country;
    const char* title;
  };
  const Row rows[] = {{"DE", "Rechnung"}, {"AT", "Rechnung"}, {"KR", "송장"},   {"CN", "账单"},
                      {"US", "Invoice"},  {"FR", "Invoice"},  {"TW", "Invoice"}};
  for (const Row& row : rows) {
    Rows sold = invoice_of(1);
    sold.invoice.sold_to.country = row.country;
    ReadPdf pdf(pdf_of(document_of(sold)));
    EXPECT_EQ(pdf.text({"/Info", "/Title"}), std::string(row.title) + " A7K2M9-0001");
  }
}

TEST(InvoicePdf, OfACloudWithItsOwnBillsHasTheirTitleAndNoElectronicInvoice) {
  Cloud cloud;
  cloud.document_type = DocumentType::fapiao;
  cloud.document.title = "发票开具信息";
  cloud.document.language = "zh-CN";
  cloud.document.shows_tax_of_lines = true;
  ReadPdf pdf(pdf_of(document_of(invoice_of(1)), cloud));
  EXPECT_EQ(pdf.text({"/Info", "/Title"}), "发票开具信息 A7K2M9-0001");
  EXPECT_EQ(pdf.text({"/Lang"}), "zh-CN");
  EXPECT_FALSE(pdf.has({"/AF"}));
  EXPECT_FALSE(pdf.has({"/Names"}));
}

TEST(InvoicePdf, ShowsTheSellersLogo) {
  // One black pixel.
  const std::string png(
      "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9c"
      "c`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xae"
      "B`\x82",
      67);
  ASSERT_TRUE(is_picture(png));
  EXPECT_FALSE(is_picture("no picture"));
  EXPECT_FALSE(is_picture(""));
  InvoiceDocument document = document_of(invoice_of(1));
  const std::string without = pdf_of(document);
  document.seller.logo_png = png;
  EXPECT_FALSE(pdf_of(document) == without);
}

}  // namespace
}  // namespace perseat::documents
