// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Documents as files. What is asked for twice is the same, byte for byte.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/cloud.h"
#include "domain/document.h"

namespace perseat::documents {

class Renderer {
 public:
  explicit Renderer(const Cloud& cloud);

  // PDF/A-3 with the XML of EN 16931 attached where the cloud's bills are invoices. Errors:
  // internal.
  [[nodiscard]] Result<std::string> pdf(const InvoiceDocument& document) const;
  [[nodiscard]] std::string xml(const InvoiceDocument& document, XmlFormat format) const;

 private:
  DocumentLayout layout_;
  bool attaches_xml_;
};

// The first document of a thread takes long, since the fonts of the system are looked through; to
// be called before somebody waits. Logs which fonts are missing.
void warm_up();

}  // namespace perseat::documents
