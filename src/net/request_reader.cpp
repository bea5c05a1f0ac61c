// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "net/request_reader.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/check.h"
#include "net/head_check.h"

namespace perseat::net {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using View = boost::beast::string_view;

// A chunk's size line with its extensions, or the trailers: RFC 9112, section 7.1.1 asks for a
// limit on them.
constexpr std::size_t chunk_line_bytes_max = 8'192;
// What is set aside for a body before its bytes come: a declared length alone must not cost memory.
constexpr std::uint64_t body_reserve_max = 16'384;
constexpr std::size_t headers_expected = 12;
// The shortest rest of any chunked body ("0", two line ends). Beast 1.81 asserts that it gets as
// many once it has seen the last chunk, so fewer wait for their company.
constexpr std::size_t chunked_rest_min = 5;

std::string text(View view) { return {view.data(), view.size()}; }

// Beast's parser with our request as its destination. Trailers are dropped: a client must not be
// able to add a header behind the checks of the head.
class Parser final : public http::basic_parser<true> {
 public:
  explicit Parser(std::size_t body_bytes_max) {
    eager(true);
    header_limit(UINT32_MAX);
    body_limit(std::uint64_t{body_bytes_max});
  }

  Request request;

 private:
  // NOLINTNEXTLINE(readability-function-size): Beast chose the parameters.
  void on_request_impl(http::verb /*method*/, View method, View target, int /*version*/,
                       error_code& /*error*/) override {
    request.method = text(method);
    request.target = text(target);
    request.headers.reserve(headers_expected);
  }
  void on_response_impl(int /*code*/, View /*reason*/, int /*version*/,
                        error_code& /*error*/) override {}
  void on_field_impl(http::field /*field*/, View name, View value, error_code& /*error*/) override {
    if (!head_done_) request.headers.emplace_back(text(name), text(value));
  }
  void on_header_impl(error_code& /*error*/) override { head_done_ = true; }
  void on_body_init_impl(const boost::optional<std::uint64_t>& length,
                         error_code& /*error*/) override {
    if (length) request.body.reserve(std::min(*length, body_reserve_max));
  }
  std::size_t on_body_impl(View bytes, error_code& /*error*/) override {
    request.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t /*size*/, View /*extensions*/,
                            error_code& /*error*/) override {}
  std::size_t on_chunk_body_impl(std::uint64_t /*left*/, View bytes,
                                 error_code& /*error*/) override {
    request.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_finish_impl(error_code& /*error*/) override {}

  bool head_done_ = false;
};

}  // namespace

struct RequestReader::Parts {
  ReaderLimits limits;
  State state = State::idle;
  int refusal_status = 0;
  bool empty_line_skipped = false;
  HeadEnd head_end;
  HeadFacts facts;
  std::optional<Parser> parser;

  void refuse(int status) {
    state = State::refused;
    refusal_status = status;
  }

  // An empty line before a request line is ignored, once (RFC 9112, section 2.2).
  std::size_t skip_empty_line(std::string_view bytes) {
    if (state != State::idle || empty_line_skipped || bytes.substr(0, 2) != "\r\n") return 0;
    empty_line_skipped = true;
    return 2;
  }

  std::size_t read_head(std::string_view bytes) {
    if (bytes.empty() || (state == State::idle && bytes == "\r" && !empty_line_skipped)) return 0;
    state = State::head;
    const std::size_t length = head_end.find(bytes);
    if (head_end.bare_line_feed()) {
      refuse(400);
    } else if (std::max(length, length == 0 ? bytes.size() : 0) > limits.header_bytes_max) {
      refuse(431);
    } else if (length > 0) {
      accept_head(bytes.substr(0, length));
      return length;
    }
    return 0;
  }

  void accept_head(std::string_view head) {
    facts = check_head(head);
    if (facts.refusal_status != 0) return refuse(facts.refusal_status);
    if (facts.content_length.value_or(0) > limits.body_bytes_max) return refuse(413);
    parser.emplace(limits.body_bytes_max);
    error_code error;
    const std::size_t used = parser->put({head.data(), head.size()}, error);
    if (error || used != head.size()) return refuse(400);
    state = parser->is_done() ? State::complete : State::body;
  }

  std::size_t read_body(std::string_view bytes) {
    if (facts.chunked && bytes.size() < chunked_rest_min) return 0;
    error_code error;
    const std::size_t used = parser->put({bytes.data(), bytes.size()}, error);
    if (parser->is_done() && !error)
      state = State::complete;
    else if (error == http::error::body_limit)
      refuse(413);
    else if ((error && error != http::error::need_more) ||
             bytes.size() - used > chunk_line_bytes_max)
      refuse(400);
    return used;
  }
};

RequestReader::RequestReader(ReaderLimits limits) : parts_(std::make_unique<Parts>()) {
  parts_->limits = limits;
}

RequestReader::~RequestReader() = default;

std::size_t RequestReader::feed(std::string_view bytes) {
  CHECK(parts_->state != State::complete && parts_->state != State::refused);
  std::size_t used = parts_->skip_empty_line(bytes);
  if (parts_->state == State::idle || parts_->state == State::head)
    used += parts_->read_head(bytes.substr(used));
  if (parts_->state == State::body && used < bytes.size())
    used += parts_->read_body(bytes.substr(used));
  return used;
}

RequestReader::State RequestReader::state() const { return parts_->state; }

int RequestReader::refusal_status() const { return parts_->refusal_status; }

bool RequestReader::is_head_request() const { return parts_->facts.is_head; }

bool RequestReader::wants_close() const { return parts_->facts.close; }

bool RequestReader::takes_chunks() const { return parts_->facts.http_1_1; }

bool RequestReader::take_expectation() {
  if (parts_->state != State::body || !parts_->facts.expects_continue) return false;
  parts_->facts.expects_continue = false;
  // A client that already sends does not wait.
  return parts_->parser->request.body.empty();
}

Request RequestReader::take() {
  CHECK(parts_->state == State::complete);
  Request request = std::move(parts_->parser->request);
  parts_->parser.reset();
  parts_->head_end = {};
  parts_->state = State::idle;
  parts_->empty_line_skipped = false;
  return request;
}

}  // namespace perseat::net
