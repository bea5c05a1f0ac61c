// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/response_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "base/append.h"
#include "base/time.h"

namespace perseat::net {
namespace {

struct Phrase {
  int status;
  std::string_view text;
};

constexpr std::array phrases = {
    Phrase{200, "OK"},
    Phrase{201, "Created"},
    Phrase{202, "Accepted"},
    Phrase{204, "No Content"},
    Phrase{206, "Partial Content"},
    Phrase{301, "Moved Permanently"},
    Phrase{302, "Found"},
    Phrase{303, "See Other"},
    Phrase{304, "Not Modified"},
    Phrase{307, "Temporary Redirect"},
    Phrase{308, "Permanent Redirect"},
    Phrase{400, "Bad Request"},
    Phrase{401, "Unauthorized"},
    Phrase{402, "Payment Required"},
    Phrase{403, "Forbidden"},
    Phrase{404, "Not Found"},
    Phrase{405, "Method Not Allowed"},
    Phrase{406, "Not Acceptable"},
    Phrase{408, "Request Timeout"},
    Phrase{409, "Conflict"},
    Phrase{410, "Gone"},
    Phrase{411, "Length Required"},
    Phrase{412, "Precondition Failed"},
    Phrase{413, "Content Too Large"},
    Phrase{415, "Unsupported Media Type"},
    Phrase{416, "Range Not Satisfiable"},
    Phrase{417, "Expectation Failed"},
    Phrase{421, "Misdirected Request"},
    Phrase{422, "Unprocessable Content"},
    Phrase{428, "Precondition Required"},
    Phrase{429, "Too Many Requests"},
    Phrase{431, "Request Header Fields Too Large"},
    Phrase{500, "Internal Server Error"},
    Phrase{501, "Not Implemented"},
    Phrase{502, "Bad Gateway"},
    Phrase{503, "Service Unavailable"},
    Phrase{504, "Gateway Timeout"},
    Phrase{505, "HTTP Version Not Supported"},
};

constexpr std::array<std::string_view, 7> weekdays = {"Sun", "Mon", "Tue", "Wed",
                                                      "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t weekday_of_epoch = 4;  // 1970-01-01 was a Thursday

std::string format_date_line(std::time_t second) {
  const std::int64_t days = second / day_seconds;
  const std::int64_t of_day = second % day_seconds;
  const YearMonthDay date = year_month_day(Date{static_cast<std::int32_t>(days)});
  const auto weekday = static_cast<std::size_t>((days + weekday_of_epoch) % 7);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", weekdays[weekday], date.day,
                     months[date.month - 1], date.year, of_day / 3600, of_day / 60 % 60,
                     of_day % 60);
}

bool is_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char character) {
    const auto value = static_cast<unsigned char>(character);
    return (value < 0x20 && value != '\t') || value == 0x7F;
  });
}

}  // namespace

std::string_view DateLine::at(std::time_t second) {
  if (second != second_) {
    text_ = format_date_line(second);
    second_ = second;
  }
  return text_;
}

std::string_view reason_phrase(int status) {
  const auto* const found =
      std::lower_bound(phrases.begin(), phrases.end(), status,
                       [](const Phrase& phrase, int wanted) { return phrase.status < wanted; });
  return found != phrases.end() && found->status == status ? found->text : "Unknown";
}

bool is_writable(const Response& response) {
  if (response.status < 200 || response.status > 599 || !is_line(response.content_type))
    return false;
  return std::all_of(response.headers.begin(), response.headers.end(), [](const auto& header) {
    return !header.first.empty() && header.first.find_first_of(": \t") == std::string::npos &&
           is_line(header.first) && is_line(header.second);
  });
}

void append_response(std::string& output, const Response& response, WriteOptions options,
                     std::string_view date) {
  // RFC 9110, section 8.6: these have no content, and 204 must not even tell a length.
  const bool has_content = response.status != 204 && response.status != 304;
  output.append("HTTP/1.1 ");
  append_number(output, response.status);
  output.append(" ").append(reason_phrase(response.status));
  output.append("\r\nDate: ").append(date).append("\r\n");
  if (has_content) {
    if (!response.content_type.empty())
      output.append("Content-Type: ").append(response.content_type).append("\r\n");
    if (!response.stream) {
      output.append("Content-Length: ");
      append_number(output, static_cast<std::int64_t>(response.body.size()));
      output.append("\r\n");
    } else if (options.in_chunks) {
      output.append("Transfer-Encoding: chunked\r\n");
    }
  }
  for (const auto& [name, value] : response.headers)
    output.append(name).append(": ").append(value).append("\r\n");
  if (options.close) output.append("Connection: close\r\n");
  output.append("\r\n");
  if (has_content && !options.without_body && !response.stream) output.append(response.body);
}

// RFC 9112, section 7.1.
void append_piece(std::string& output, std::string_view piece, WriteOptions options) {
  if (!options.in_chunks) {
    output.append(piece);
    return;
  }
  fmt::format_to(std::back_inserter(output), "{:x}\r\n", piece.size());
  output.append(piece).append("\r\n");
}

void append_end(std::string& output, WriteOptions options) {
  if (options.in_chunks) output.append("0\r\n\r\n");
}

}  // namespace perseat::net
