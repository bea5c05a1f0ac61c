// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/documents/renderer.h"

#include "adapters/documents/archive.h"
#include "adapters/documents/canvas.h"
#include "adapters/documents/cii_xml.h"
#include "adapters/documents/invoice_pdf.h"
#include "adapters/documents/ubl_xml.h"
#include "adapters/documents/wording.h"
#include "base/log.h"

namespace perseat::documents {

Renderer::Renderer(const Cloud& cloud)
    : layout_(cloud.document), attaches_xml_(cloud.document_type == DocumentType::invoice) {}

Result<std::string> Renderer::pdf(const InvoiceDocument& document) const {
  const std::string drawn = TRY(draw_invoice(document, layout_));
  ArchiveFacts facts;
  facts.title = document_title(document, layout_) + " " + document.number;
  facts.author = document.seller.name;
  facts.language = shown_language(document, layout_);
  facts.made_on = document.issued_on;
  if (attaches_xml_) facts.xml = cii_xml(document);
  return archived(drawn, facts);
}

std::string Renderer::xml(const InvoiceDocument& document, XmlFormat format) const {
  return format == XmlFormat::xrechnung ? ubl_xml(document) : cii_xml(document);
}

void warm_up() {
  for (const std::string_view language : {"en", "ko", "zh-CN"}) {
    if (const std::string missing = missing_fonts(wording_of(language).fonts); !missing.empty())
      log_error("fontsMissing").with("families", missing);
    Canvas canvas({.language = language, .fonts = wording_of(language).fonts});
    canvas.text({0, 0, page_width}, wording_of(language).payment_instruction, {});
  }
}

}  // namespace perseat::documents
