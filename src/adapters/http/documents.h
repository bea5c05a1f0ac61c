// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What makes files of documents, wired in main: this adapter does not know how they are drawn.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "domain/document.h"

namespace perseat::http {

struct Documents {
  Sellers sellers;
  std::function<Result<std::string>(const InvoiceDocument&)> pdf;
  std::function<Result<std::string>(const InvoiceDocument&, XmlFormat)> xml;
};

}  // namespace perseat::http
