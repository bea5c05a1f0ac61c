// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/users/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/fold.h"
#include "queries/optional_value.h"

namespace perseat::queries {
namespace {

// $1 organization, $2 and $3 the end of the page before, $4 state, $5 kind, $6 to $13 the words as
// first text and end of the range, $14 how many, $15 subscription, $16 its product.
constexpr std::size_t words_max = 4;
constexpr int first_word_parameter = 6;

// Beyond this many rows to sort, walking along the names fills a page sooner.
constexpr std::int64_t rows_to_sort_max = 2'000;

using Way = PeopleStatements::Way;

std::string word_condition(std::size_t word) {
  const auto begin = first_word_parameter + 2 * static_cast<int>(word);
  return fmt::format(
      " and (cast(${0} as text) is null or exists (select 1 from user_search_word w where "
      "w.org_id = $1 and "
      "w.user_id = u.id and w.word >= ${0} and w.word < ${1}))",
      begin, begin + 1);
}

// The order of the tables is the way: a cross join is run from left to right.
std::string tables_of(Way way, bool of_pool) {
  const std::string pool = of_pool ? " cross join assignment a" : "";
  switch (way) {
    case Way::pool: return "assignment a cross join user_account u";
    case Way::word:
      return "(select distinct user_id from user_search_word where org_id = $1 and word >= $6 "
             "and word < $7) f cross join user_account u" +
             pool;
    case Way::names: return "user_account u" + pool;
  }
  return {};
}

std::string text_of(Way way, std::string_view columns, bool of_pool) {
  std::string text =
      fmt::format("select {}, u.sort_name from {}", columns, tables_of(way, of_pool));
  if (of_pool) text += " left join user_account g on g.org_id = $1 and g.id = a.assigned_by";
  text +=
      " where u.org_id = $1 and (u.sort_name, u.id) > ($2, $3) and (u.state = $4 or $4 is null) "
      "and (u.kind = $5 or $5 is null)";
  if (of_pool)
    text += " and a.org_id = $1 and a.subscription_id = $15 and a.user_id = u.id";
  else
    text += " and cast($15 as text) is null and cast($16 as text) is null";
  if (way == Way::word) text += " and u.id = f.user_id";
  for (std::size_t word = way == Way::word ? 1 : 0; word < words_max; ++word)
    text += word_condition(word);
  return text + " order by u.sort_name, u.id limit $14";
}

struct Word {
  std::string begin;
  std::string end;
  std::int64_t rows = 0;  // at most one more than what is worth sorting
};

const ports::Sql count_rows{
    "select count(*) from (select 1 from user_search_word where org_id = $1 and word >= $2 and "
    "word < $3 limit $4) counted"};

// The words of a search, the rarest first.
Result<std::vector<Word>> find_words(ports::Connection& reader, OrgId org,
                                     const std::string& search) {
  std::vector<Word> words;
  for (const std::string& prefix : search_prefixes(search)) {
    Word word{prefix, prefix_end(prefix), 0};
    const ports::Value values[] = {ports::Value::of(org), ports::Value::of(word.begin),
                                   ports::Value::of(word.end),
                                   ports::Value::of(rows_to_sort_max + 1)};
    TRY(reader.query(count_rows, values,
                     [&](const ports::Row& row) { word.rows = row.integer(0); }));
    words.push_back(std::move(word));
  }
  std::ranges::stable_sort(words, {}, &Word::rows);
  if (words.size() > words_max) words.resize(words_max);
  return words;
}

Way choose_way(const PeopleRequest& request, const std::vector<Word>& words) {
  const std::int64_t of_word = words.empty() ? rows_to_sort_max + 1 : words.front().rows;
  const std::int64_t of_pool = request.pool ? request.pool_size : rows_to_sort_max + 1;
  if (of_pool <= rows_to_sort_max && of_pool <= of_word) return Way::pool;
  return of_word <= rows_to_sort_max ? Way::word : Way::names;
}

}  // namespace

PeopleStatements::PeopleStatements(std::string_view columns, bool of_pool,
                                   std::source_location where) {
  for (const Way way : {Way::pool, Way::word, Way::names}) {
    if (way == Way::pool && !of_pool) continue;
    const auto index = static_cast<std::size_t>(way);
    text_[index] = text_of(way, columns, of_pool);
    sql_[index] = ports::Sql{text_[index], {}, where};
  }
}

Result<void> find_people(ports::Connection& reader, const PeopleStatements& statements,
                         const PeopleRequest& request, const ports::OnRow& on_row) {
  const auto from = TRY(read_cursor(request.page.cursor, "tu"));
  const auto words = TRY(find_words(reader, request.org, request.filter.search));
  if (words.empty() && !request.filter.search.empty()) return {};
  std::vector<ports::Value> values{
      ports::Value::of(request.org), ports::Value::of(from[0].text), ports::Value::of(from[1].uuid),
      optional_value(request.filter.state), optional_value(request.filter.kind)};
  for (std::size_t i = 0; i < words_max; ++i) {
    const bool is_given = i < words.size();
    values.push_back(is_given ? ports::Value::of(words[i].begin) : ports::Value::of_null());
    values.push_back(is_given ? ports::Value::of(words[i].end) : ports::Value::of_null());
  }
  values.push_back(ports::Value::of(request.page.limit + 1));
  values.push_back(optional_value(request.pool));
  values.push_back(optional_value(request.product));
  return reader.query(statements.sql(choose_way(request, words)), values, on_row);
}

std::string people_cursor(std::string_view sort_name, UserId user) {
  return CursorWriter().add(sort_name).add(user.uuid).take();
}

}  // namespace perseat::queries
