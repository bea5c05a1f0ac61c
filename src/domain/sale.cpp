// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/sale.h"

#include <algorithm>
#include <string>
#include <vector>

namespace perseat {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

}  // namespace

bool price_holds(const Price& price, const BillingAccount& account, Instant now) {
  return price.currency == account.currency && price.valid_from <= now &&
         (price.country.empty() || price.country == account.sold_to.country);
}

bool is_preferred(const Price& price, const Price& over) {
  if (price.country.empty() != over.country.empty()) return over.country.empty();
  return price.valid_from > over.valid_from;
}

std::string_view self_service_refusal(const SelfServiceBuyer& buyer, const Product& product,
                                      const Settings& settings) {
  const std::vector<std::string> excluded = words_of(product.excluded_countries);
  EligibilityFacts facts;
  facts.cloud_sells_self_service = settings.sells_self_service;
  facts.account_is_active = buyer.is_active;
  facts.is_guest = buyer.is_guest;
  facts.organization_kind_is_excluded = buyer.organization.kind == OrganizationKind::government ||
                                        buyer.organization.kind == OrganizationKind::education;
  facts.product_sells_self_service = product.is_self_service;
  facts.country = buyer.organization.country;
  facts.excluded_countries = excluded;
  return eligibility_refusal(facts);
}

}  // namespace perseat
