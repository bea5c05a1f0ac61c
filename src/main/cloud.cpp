// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/cloud.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "main/toml_section.h"

namespace perseat {
namespace {

constexpr std::array<std::string_view, 4> known_languages{"ko", "en", "de", "zh-CN"};
constexpr std::array<std::string_view, 10> topics{
    "products", "licenses",         "users",           "purchase",
    "bills",    "billing_profiles", "payment_methods", "billing_notifications",
    "faq",      "support"};

Error malformed(std::string_view where, std::string_view what) {
  return invalid(std::string(where), "malformedCloud",
                 fmt::format("The cloud file is wrong at {}: {}.", where, what));
}

template <class Enum>
Result<Enum> named(const Section& section, std::string_view key, std::string_view text) {
  const auto known = parse_enum<Enum>(text);
  if (!known) return malformed(section.path(key), "this word is not known");
  return *known;
}

Result<void> read_languages(Section& root, Cloud& cloud) {
  cloud.languages = TRY(root.texts("languages"));
  for (const std::string& language : cloud.languages) {
    if (std::ranges::find(known_languages, language) == known_languages.end())
      return malformed("languages", "the web app does not speak " + language);
  }
  return {};
}

Result<void> read_payments(Section& root, Cloud& cloud) {
  const std::vector<std::string> families = TRY(root.texts("payment_families"));
  for (const std::string& family : families)
    cloud.payment_families.push_back(TRY(named<PaymentFamily>(root, "payment_families", family)));
  cloud.document.is_paid_by_card = std::ranges::find(cloud.payment_families, PaymentFamily::card) !=
                                   cloud.payment_families.end();
  const std::string type = TRY(root.text("document_type"));
  cloud.document_type = TRY(named<DocumentType>(root, "document_type", type));
  return {};
}

Result<void> read_defaults(Section& root, Cloud& cloud) {
  Section defaults = TRY(root.section("defaults"));
  const auto currency = parse_currency(TRY(defaults.text("currency")));
  if (!currency) return malformed("defaults.currency", "not a currency of ISO 4217");
  cloud.default_currency = *currency;
  cloud.tax_name = TRY(defaults.text("tax_name"));
  cloud.prices_include_tax = TRY(defaults.flag("prices_include_tax"));
  return defaults.check_known();
}

// Absent where bills look as usual.
Result<void> read_document(Section& root, Cloud& cloud) {
  if (!root.has("document")) return {};
  Section document = TRY(root.section("document"));
  DocumentLayout& layout = cloud.document;
  layout.title = TRY(document.text("title"));
  layout.credit_note_title = TRY(document.text("credit_note_title"));
  layout.language = TRY(document.text("language"));
  layout.note = TRY(document.text("note"));
  layout.shows_tax_of_lines = TRY(document.flag("shows_tax_of_lines"));
  const bool is_known =
      std::ranges::find(known_languages, layout.language) != known_languages.end();
  if (!layout.language.empty() && !is_known)
    return malformed("document.language", "documents are not written in " + layout.language);
  return document.check_known();
}

// The web app makes a link of it, so nothing but these two kinds of address may be in it.
Result<void> read_support(Section& root, Cloud& cloud) {
  cloud.support = TRY(root.text("support"));
  const std::string_view support = cloud.support;
  const bool is_email = support.find('@') != std::string_view::npos &&
                        support.find_first_of(" :/?&#<>\"") == std::string_view::npos;
  const bool is_page =
      support.starts_with("https://") && support.find_first_of(" <>\"") == std::string_view::npos;
  if (!support.empty() && !is_email && !is_page)
    return malformed("support", "an e-mail address or an https address is needed, or nothing");
  return {};
}

Result<void> read_links(Section& root, Cloud& cloud) {
  Section links = TRY(root.section("links"));
  for (const std::string_view topic : topics) {
    std::string link = TRY(links.text(topic));
    // Help is this deployment's own: nobody is sent to another host ("//host" is one).
    if (!link.empty() && (!link.starts_with('/') || link.starts_with("//")))
      return malformed(links.path(topic), "a path of the own help is needed, or nothing");
    cloud.links.emplace(topic, std::move(link));
  }
  return links.check_known();
}

Result<std::string> text_of(const std::string& name, const std::string& folder) {
  const Error unknown = invalid("cloud", "unknownCloud", "There is no data of a cloud " + name);
  if (folder.empty()) {
    const auto all = built_in_clouds();
    const auto found = std::ranges::find(all, name, &BuiltInCloud::name);
    if (found == all.end()) return unknown;
    return std::string(found->text);
  }
  // The name is part of a path: no other folder can be meant by it.
  if (name.find('/') != std::string::npos) return unknown;
  std::ifstream file(folder + "/" + name + ".toml", std::ios::binary);
  if (!file) return unknown;
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

Result<Cloud> parse_cloud(std::string_view text, std::string_view name) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const toml::parse_error& failure = parsed.error();
    return malformed(fmt::format("line {}", failure.source().begin.line), failure.description());
  }
  Section root(parsed.table(), "", malformed);
  Cloud cloud;
  cloud.name = TRY(root.text("name"));
  if (cloud.name != name) return malformed("name", "it differs from the file's name");
  cloud.self_service_available = TRY(root.flag("self_service_available"));
  TRY(read_languages(root, cloud));
  TRY(read_payments(root, cloud));
  TRY(read_document(root, cloud));
  TRY(read_support(root, cloud));
  TRY(read_defaults(root, cloud));
  TRY(read_links(root, cloud));
  TRY(root.check_known());
  return cloud;
}

Result<Cloud> load_cloud(const std::string& name, const std::string& folder) {
  return parse_cloud(TRY(text_of(name, folder)), name);
}

}  // namespace perseat
