// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/time.h"

#include <fmt/format.h>

#include <chrono>

#include "base/append.h"
#include "base/check.h"

namespace perseat {
namespace {

// Reads exactly `width` digits at `at`, or nothing.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size()) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(at, width)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool is_at(std::string_view text, std::size_t at, char c) {
  return at < text.size() && text[at] == c;
}

// Puts a number there, right-aligned among the zeros that stand there already. Every log line and
// most answers hold times: this is a third of the price of a general formatter.
void put_digits(std::string& text, std::size_t end, std::int64_t number) {
  for (; number > 0; number /= 10) text[--end] = static_cast<char>('0' + number % 10);
}

// The fraction and zone that follow "hh:mm:ss": "", ".5", "Z", "+09:00". Returns milliseconds to
// add to the local reading, or nothing when malformed. A zone is required.
std::optional<std::int64_t> parse_fraction_and_zone(std::string_view rest) {
  std::int64_t fraction_ms = 0;
  if (is_at(rest, 0, '.')) {
    std::size_t end = 1;
    std::int64_t scale = 100;
    while (end < rest.size() && rest[end] >= '0' && rest[end] <= '9') {
      fraction_ms += (rest[end] - '0') * scale;
      scale /= 10;
      ++end;
    }
    if (end == 1 || end > 10) return std::nullopt;
    rest.remove_prefix(end);
  }
  if (rest == "Z" || rest == "z") return fraction_ms;
  if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-') || rest[3] != ':') return std::nullopt;
  const auto hours = digits(rest, 1, 2);
  const auto minutes = digits(rest, 4, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::int64_t offset_ms = *hours * hour_ms + *minutes * minute_ms;
  return fraction_ms + (rest[0] == '+' ? -offset_ms : offset_ms);
}

}  // namespace

YearMonthDay year_month_day(Date date) {
  const std::chrono::year_month_day civil{std::chrono::sys_days{std::chrono::days{date.days}}};
  return {static_cast<int>(civil.year()), static_cast<unsigned>(civil.month()),
          static_cast<unsigned>(civil.day())};
}

Date make_date(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day civil{std::chrono::year{year}, std::chrono::month{month},
                                          std::chrono::day{day}};
  CHECK(civil.ok());
  return {static_cast<std::int32_t>(std::chrono::sys_days{civil}.time_since_epoch().count())};
}

unsigned days_in_month(int year, unsigned month) {
  CHECK(month >= 1 && month <= 12);
  const std::chrono::year_month_day_last last{
      std::chrono::year{year}, std::chrono::month_day_last{std::chrono::month{month}}};
  return static_cast<unsigned>(last.day());
}

void append_instant(std::string& out, Instant instant) {
  std::int64_t days = instant.ms / day_ms;
  std::int64_t rest = instant.ms % day_ms;
  if (rest < 0) {
    rest += day_ms;
    --days;
  }
  out += format_date(Date{static_cast<std::int32_t>(days)});
  const std::size_t behind_date = out.size();
  out += "T00:00:00.000Z";
  put_digits(out, behind_date + 3, rest / hour_ms);
  put_digits(out, behind_date + 6, rest / minute_ms % 60);
  put_digits(out, behind_date + 9, rest / second_ms % 60);
  put_digits(out, behind_date + 13, rest % second_ms);
}

std::string format_instant(Instant instant) {
  std::string text;
  append_instant(text, instant);
  return text;
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't')) return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  const auto hours = digits(text, 11, 2);
  const auto minutes = digits(text, 14, 2);
  const auto seconds = digits(text, 17, 2);
  if (!date || !hours || !minutes || !seconds) return std::nullopt;
  if (text[13] != ':' || text[16] != ':') return std::nullopt;
  if (*hours > 23 || *minutes > 59 || *seconds > 59) return std::nullopt;
  const auto rest_ms = parse_fraction_and_zone(text.substr(19));
  if (!rest_ms) return std::nullopt;
  return Instant{date->days * day_ms + *hours * hour_ms + *minutes * minute_ms +
                 *seconds * second_ms + *rest_ms};
}

std::string format_date(Date date) {
  const YearMonthDay civil = year_month_day(date);
  if (civil.year < 0 || civil.year > 9999)
    return fmt::format("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
  std::string text = "0000-00-00";
  put_digits(text, 4, civil.year);
  put_digits(text, 7, civil.month);
  put_digits(text, 10, civil.day);
  return text;
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (!year || !month || !day || *year < 1 || *month < 1 || *month > 12 || *day < 1)
    return std::nullopt;
  const auto month_number = static_cast<unsigned>(*month);
  const auto day_number = static_cast<unsigned>(*day);
  if (day_number > days_in_month(*year, month_number)) return std::nullopt;
  return make_date(*year, month_number, day_number);
}

}  // namespace perseat
