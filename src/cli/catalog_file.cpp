// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "cli/catalog_file.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cctype>
#include <sstream>

#include "base/time.h"
#include "cli/exit_code.h"

namespace perseat::cli {
namespace {

Error at_line(std::string_view file, const toml::source_region& place, std::string_view what) {
  return usage_error(fmt::format("{}:{}: {}", file, place.begin.line, what));
}

Instant instant_of(const toml::date_time& moment) {
  const Date day = make_date(moment.date.year, moment.date.month, moment.date.day);
  const std::int64_t minutes = moment.offset ? moment.offset->minutes : 0;
  return Instant{day.days * day_ms + moment.time.hour * hour_ms +
                 (moment.time.minute - minutes) * minute_ms + moment.time.second * second_ms +
                 moment.time.nanosecond / 1'000'000};
}

// "12.50 EUR" as the API writes money; nothing for any other text.
std::optional<std::string> money_json(std::string_view text) {
  if (text.size() < 5 || text[text.size() - 4] != ' ') return std::nullopt;
  std::string json;
  json::Writer writer(json);
  writer.begin_object().field("amount", text.substr(0, text.size() - 4));
  writer.field("currency", text.substr(text.size() - 3)).end_object();
  return json;
}

class Converter {
 public:
  explicit Converter(std::string_view file) : file_(file) {}

  // `is_price`: inside a list of prices, where validFrom is a moment and not a day.
  Result<void> write(const toml::node& node, std::string_view key, bool is_price) {
    if (const auto* table = node.as_table()) return write_table(*table, is_price);
    if (const auto* array = node.as_array()) return write_array(*array, key == "prices");
    return write_value(node, key, is_price);
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  Result<void> write_table(const toml::table& table, bool is_price) {
    writer_.begin_object();
    for (const auto& [key, value] : table) {
      writer_.key(key.str());
      TRY(write(value, key.str(), is_price));
    }
    writer_.end_object();
    return {};
  }

  Result<void> write_array(const toml::array& array, bool is_price) {
    writer_.begin_array();
    for (const toml::node& node : array) TRY(write(node, "", is_price));
    writer_.end_array();
    return {};
  }

  Result<void> write_value(const toml::node& node, std::string_view key, bool is_price) {
    if (const auto* text = node.as_string()) {
      const auto money = key == "price" ? money_json(text->get()) : std::nullopt;
      money ? writer_.raw(*money) : writer_.value(text->get());
    } else if (const auto* number = node.as_integer()) {
      key == "rate" ? writer_.value(std::to_string(number->get())) : writer_.value(number->get());
    } else if (const auto* flag = node.as_boolean()) {
      writer_.value(flag->get());
    } else if (const auto* day = node.as_date()) {
      const Date date = make_date(day->get().year, day->get().month, day->get().day);
      is_price ? writer_.value(Instant{date.days * day_ms}) : writer_.value(date);
    } else if (const auto* moment = node.as_date_time()) {
      writer_.value(instant_of(moment->get()));
    } else {
      return at_line(file_, node.source(),
                     "numbers with a point are not exact; write the value in quotes.");
    }
    return {};
  }

  std::string_view file_;
  std::string out_;
  json::Writer writer_{out_};
};

// A value on one line; money as its text.
std::string inline_toml(json::Node node) {
  if (node.is_array()) {
    std::string out;
    for (std::size_t i = 0; i < node.size(); ++i)
      out += (i == 0 ? "" : ", ") + inline_toml(node.element(i));
    return "[" + out + "]";
  }
  if (!node.is_object()) return node.dump();
  if (const auto amount = node.member("amount").text(); amount && node.size() == 2)
    return fmt::format("\"{} {}\"", *amount, node.member("currency").text().value_or(""));
  std::string out;
  for (std::size_t i = 0; i < node.size(); ++i) {
    if (node.element(i).is_null()) continue;
    out += fmt::format("{}{} = {}", out.empty() ? "" : ", ", node.member_name(i),
                       inline_toml(node.element(i)));
  }
  return "{" + out + "}";
}

// The members that are no tables first: in TOML they end where the next table begins.
void append_table(json::Node item, const std::string& path, std::string& out) {
  out += fmt::format("\n[[{}]]\n", path);
  for (std::size_t i = 0; i < item.size(); ++i) {
    const std::string_view name = item.member_name(i);
    if (name == "id" || name == "offers" || item.element(i).is_null()) continue;
    out += fmt::format("{} = {}\n", name, inline_toml(item.element(i)));
  }
  const json::Node offers = item.member("offers");
  for (std::size_t i = 0; i < offers.size(); ++i)
    append_table(offers.element(i), path + ".offers", out);
  if (offers.is_array() && offers.size() == 0) out += "offers = []\n";
}

}  // namespace

Result<std::string> catalog_json(std::string_view toml, std::string_view name) {
  try {
    const toml::table table = toml::parse(toml, name);
    Converter converter(name);
    TRY(converter.write(table, "", false));
    return converter.take();
  } catch (const toml::parse_error& error) {
    return at_line(name, error.source(), error.description());
  }
}

std::string catalog_toml(json::Node catalog) {
  std::string out = "# A catalog of Perseat: edit it, then `perseat catalog apply FILE`.\n";
  for (const std::string_view list : {"products", "taxes"}) {
    if (catalog.member(list).size() == 0) out += fmt::format("{} = []\n", list);
  }
  for (const std::string_view list : {"products", "taxes"}) {
    const json::Node items = catalog.member(list);
    for (std::size_t i = 0; i < items.size(); ++i)
      append_table(items.element(i), std::string(list), out);
  }
  return out;
}

}  // namespace perseat::cli
