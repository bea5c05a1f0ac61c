// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Invoices and credit notes as files.
#include <algorithm>

#include "adapters/http/api.h"
#include "adapters/http/csv_answer.h"
#include "base/hash.h"
#include "queries/invoices/read_document.h"

namespace perseat::http {
namespace {

constexpr std::string_view pdf_type = "application/pdf";
constexpr std::string_view xml_type = "application/xml";

// Invoice numbers are of letters, digits and dashes; anything else would have to be quoted.
std::string file_name(const std::string& number, std::string_view extension) {
  std::string name;
  std::ranges::copy_if(number, std::back_inserter(name), [](char c) {
    return c == '-' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
  return name.append(extension);
}

struct FileKind {
  std::string_view type;
  std::string_view extension;
  std::function<Result<std::string>(const InvoiceDocument&)> make;
};

Result<InvoiceDocument> read(ports::Connection& reader, const Services& services,
                             const Exchange& exchange, InvoiceId id) {
  const auto snapshot = TRY(look(reader, exchange));
  return queries::read_document(reader, exchange.actor(), id, services.documents.sellers);
}

Result<net::Response> document_file(const InvoiceDocument& document, const FileKind& kind) {
  net::Response response;
  response.body = TRY(kind.make(document));
  response.content_type = kind.type;
  response.headers.emplace_back("ETag", "\"" + sha256_hex(response.body).substr(0, 32) + "\"");
  response.headers.emplace_back(
      "Content-Disposition",
      "attachment; filename=\"" + file_name(document.number, kind.extension) + "\"");
  return response;
}

// The database is let go of before the file is made, which takes longer than reading what it says.
Result<void> answer_file(const Services& services, const ExchangePtr& exchange,
                         workers::ReadPool& pool, FileKind kind) {
  const auto id = TRY(exchange->path_id<InvoiceId>("id"));
  const bool taken =
      pool.submit([&services, exchange, id, kind = std::move(kind)](ports::Connection& reader) {
        const auto document = read(reader, services, *exchange, id);
        if (!document) return exchange->fail(document.error());
        auto file = document_file(*document, kind);
        if (!file) return exchange->fail(file.error());
        exchange->send(std::move(*file));
      });
  if (!taken) return unavailable("overloaded", "Too much is going on. Try again soon.");
  return {};
}

// Drawing takes as long as a hundred reads, so it waits with the slow ones.
Result<void> get_pdf(const Services& services, const ExchangePtr& exchange) {
  TRY(exchange->parameters({}));
  TRY(accepted_type(*exchange, {pdf_type}));
  return answer_file(services, exchange, services.slow_readers,
                     {pdf_type, ".pdf", services.documents.pdf});
}

Result<void> get_xml(const Services& services, const ExchangePtr& exchange) {
  const auto parameters = TRY(exchange->parameters({"format"}));
  const auto format = TRY(parameters.named<XmlFormat>("format")).value_or(XmlFormat::facturx);
  TRY(accepted_type(*exchange, {xml_type}));
  return answer_file(services, exchange, services.readers,
                     {xml_type, ".xml", [&services, format](const InvoiceDocument& document) {
                        return services.documents.xml(document, format);
                      }});
}

}  // namespace

void add_document_routes(Router& router, Services& services) {
  const auto bound = [&services](auto handler) {
    return
        [&services, handler](const ExchangePtr& exchange) { return handler(services, exchange); };
  };
  router.add({.method = "GET",
              .path = "/v1/invoices/{id}/pdf",
              .operation_id = "getInvoicePdf",
              .handle = bound(get_pdf)});
  router.add({.method = "GET",
              .path = "/v1/invoices/{id}/xml",
              .operation_id = "getInvoiceXml",
              .handle = bound(get_xml)});
}

}  // namespace perseat::http
