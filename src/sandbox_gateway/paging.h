// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Lists as the protocol pages them: newest first, continued behind the id of the last object.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sandbox_gateway/operations.h"
#include "sandbox_gateway/render.h"

namespace perseat::sandbox_gateway {

struct PageWanted {
  std::int64_t limit = 10;  // 1 to 100
  std::string starting_after;
};

inline Result<PageWanted> take_page(Form& form) {
  PageWanted wanted;
  wanted.limit = TRY(form.take_integer("limit")).value_or(10);
  wanted.starting_after = form.take("starting_after");
  if (wanted.limit < 1 || wanted.limit > 100)
    return wrong_parameter("limit", "The limit must be 1 to 100.");
  return wanted;
}

template <class T, class Predicate>
Result<Answer> page_of(const std::vector<Snapshot<T>>& rows, const PageWanted& wanted,
                       std::string_view url, Predicate matches) {
  std::vector<std::string> data;
  bool has_begun = wanted.starting_after.empty();
  bool has_more = false;
  for (auto at = rows.rbegin(); at != rows.rend() && !has_more; ++at) {
    if (!has_begun) {
      has_begun = (*at)->id == wanted.starting_after;
    } else if (matches(**at)) {
      has_more = data.size() == static_cast<std::size_t>(wanted.limit);
      if (!has_more) data.push_back(render(*at));
    }
  }
  if (!has_begun) return no_such("object", "starting_after");
  return Answer{{}, {}, render_list(url, data, has_more)};
}

}  // namespace perseat::sandbox_gateway
