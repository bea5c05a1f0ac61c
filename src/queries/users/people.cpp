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
// first text and end of the range, $14 how many, $15 subscription, $16 its product; $17 and $18 the
// end of a stretch.
constexpr std::size_t words_max = 4;
constexpr int first_word_parameter = 6;

// Among 10,000 people a name that is walked past costs what a row to sort costs, about 1 us. So
// many rows are sorted without looking further.
constexpr std::int64_t few_rows = 300;
// So many names for each row of the page are walked before more rows than that are sorted.
constexpr std::int64_t stretch_names_a_row = 15;
// Beyond this many rows, all names are walked instead.
constexpr std::int64_t rows_to_sort_max = 2'000;

using Way = PeopleStatements::Way;

// SQLite runs a cross join from left to right and looks up each part of a condition by itself.
// PostgreSQL does so behind an offset only, and would go by a way that ruins large organizations.
enum class Dialect { sqlite, postgres };

// The rows of a table of the organization for which the condition holds, t by name.
std::string rows_of(std::string_view table, std::string_view condition) {
  return fmt::format("(select * from {} t where t.org_id = $1 and {} offset 0)", table, condition);
}

std::string word_condition(std::size_t word, Dialect dialect) {
  const auto begin = first_word_parameter + 2 * static_cast<int>(word);
  const std::string from = dialect == Dialect::sqlite
                               ? "user_search_word w where w.org_id = $1 and w.user_id = u.id"
                               : rows_of("user_search_word", "t.user_id = u.id") + " w where true";
  return fmt::format(
      " and (cast(${0} as text) is null or exists (select 1 from {2} "
      "and w.word >= ${0} and w.word < ${1}))",
      begin, begin + 1, from);
}

// One row of another table for each row to its left.
std::string then(std::string_view table, std::string_view alias, std::string_view condition,
                 Dialect dialect) {
  if (dialect == Dialect::sqlite) return fmt::format(" cross join {} {}", table, alias);
  return fmt::format(" cross join lateral {} {}", rows_of(table, condition), alias);
}

// The order of the tables is the way: a cross join is run from left to right.
std::string tables_of(Way way, bool of_pool, Dialect dialect) {
  const std::string pool =
      of_pool ? then("assignment", "a", "t.subscription_id = $15 and t.user_id = u.id", dialect)
              : "";
  switch (way) {
    case Way::pool: return "assignment a" + then("user_account", "u", "t.id = a.user_id", dialect);
    case Way::word:
      return "(select distinct user_id from user_search_word where org_id = $1 and word >= $6 "
             "and word < $7) f" +
             then("user_account", "u", "t.id = f.user_id", dialect) + pool;
    case Way::stretch:
    case Way::names: return "user_account u" + pool;
  }
  return {};
}

std::string text_of(Way way, std::string_view columns, bool of_pool, Dialect dialect) {
  std::string text =
      fmt::format("select {}, u.sort_name from {}", columns, tables_of(way, of_pool, dialect));
  text +=
      " where u.org_id = $1 and (u.sort_name, u.id) > ($2, $3) and (u.state = $4 or $4 is null) "
      "and (u.kind = $5 or $5 is null)";
  if (of_pool)
    text += " and a.org_id = $1 and a.subscription_id = $15 and a.user_id = u.id";
  else
    text += " and cast($15 as text) is null and cast($16 as text) is null";
  if (way == Way::word) text += " and u.id = f.user_id";
  if (way == Way::stretch) text += " and (u.sort_name, u.id) <= ($17, $18)";
  for (std::size_t word = way == Way::word ? 1 : 0; word < words_max; ++word)
    text += word_condition(word, dialect);
  return text + " order by u.sort_name, u.id limit $14";
}

struct Word {
  std::string begin;
  std::string end;
  std::int64_t rows = 0;  // at most one more than was asked about
};

const ports::Sql count_rows{
    "select count(*) from (select 1 from user_search_word where org_id = $1 and word >= $2 and "
    "word < $3 limit $4) counted"};

// Counts the rows of the words up to a bound, and puts the rarest first.
Result<void> weigh_words(ports::Connection& reader, OrgId org, std::int64_t bound,
                         std::vector<Word>& words) {
  const std::int64_t limit = bound + 1;
  for (Word& word : words) {
    const ports::Value values[] = {ports::Value::of(org), ports::Value::of(word.begin),
                                   ports::Value::of(word.end), ports::Value::of(limit)};
    TRY(reader.query(count_rows, values,
                     [&](const ports::Row& row) { word.rows = row.integer(0); }));
  }
  std::ranges::stable_sort(words, {}, &Word::rows);
  return {};
}

// A person's place in the order of names.
struct Place {
  std::string sort_name;
  Uuid user;
};

// An offset, but a short one that reads an index only.
const ports::Sql select_place{
    "select sort_name, id from user_account where org_id = $1 and (sort_name, id) > ($2, $3) "
    "order by sort_name, id limit 1 offset $4"};

// One search on its way through the names.
class Finder {
 public:
  Finder(ports::Connection& reader, const PeopleStatements& statements,
         const PeopleRequest& request, const ports::OnRow& on_row)
      : reader_(reader),
        statements_(statements),
        request_(request),
        on_row_(on_row),
        rows_left_(request.page.limit + 1) {
    for (const std::string& prefix : search_prefixes(request.filter.search))
      words_.push_back({prefix, prefix_end(prefix), 0});
  }

  Result<void> run(Place from) {
    if (words_.empty() && !request_.filter.search.empty()) return {};
    TRY(weigh_words(reader_, request_.org, few_rows, words_));
    // What the rarest words leave is little enough.
    if (words_.size() > words_max) words_.resize(words_max);
    Way way = choose_way(few_rows);
    if (way == Way::names && (!words_.empty() || is_small_pool(rows_to_sort_max))) {
      const auto end = TRY(end_of_stretch(from));
      if (end) {
        TRY(go(Way::stretch, from, *end));
        if (rows_left_ == 0) return {};
        from = *end;
        TRY(weigh_words(reader_, request_.org, rows_to_sort_max, words_));
        way = choose_way(rows_to_sort_max);
      }
    }
    return go(way, from, {});
  }

 private:
  [[nodiscard]] bool is_small_pool(std::int64_t rows_max) const {
    return request_.pool && request_.pool_size <= rows_max;
  }

  [[nodiscard]] Way choose_way(std::int64_t rows_max) const {
    const std::int64_t of_word = words_.empty() ? rows_max + 1 : words_.front().rows;
    if (is_small_pool(rows_max) && request_.pool_size <= of_word) return Way::pool;
    return of_word <= rows_max ? Way::word : Way::names;
  }

  // Nothing if there are not so many names.
  Result<std::optional<Place>> end_of_stretch(const Place& from) {
    std::optional<Place> end;
    const std::int64_t names = stretch_names_a_row * rows_left_;
    const ports::Value values[] = {ports::Value::of(request_.org), ports::Value::of(from.sort_name),
                                   ports::Value::of(from.user), ports::Value::of(names)};
    TRY(reader_.query(select_place, values, [&](const ports::Row& row) {
      end = Place{std::string(row.text(0)), row.uuid(1)};
    }));
    return end;
  }

  Result<void> go(Way way, const Place& from, const Place& end) {
    std::vector<ports::Value> values{ports::Value::of(request_.org),
                                     ports::Value::of(from.sort_name), ports::Value::of(from.user),
                                     optional_value(request_.filter.state),
                                     optional_value(request_.filter.kind)};
    for (std::size_t i = 0; i < words_max; ++i) {
      const bool is_given = i < words_.size();
      values.push_back(is_given ? ports::Value::of(words_[i].begin) : ports::Value::of_null());
      values.push_back(is_given ? ports::Value::of(words_[i].end) : ports::Value::of_null());
    }
    values.push_back(ports::Value::of(rows_left_));
    values.push_back(optional_value(request_.pool));
    values.push_back(optional_value(request_.product));
    if (way == Way::stretch) {
      values.push_back(ports::Value::of(end.sort_name));
      values.push_back(ports::Value::of(end.user));
    }
    return reader_.query(statements_.sql(way), values, [this](const ports::Row& row) {
      --rows_left_;
      on_row_(row);
    });
  }

  ports::Connection& reader_;
  const PeopleStatements& statements_;
  const PeopleRequest& request_;
  const ports::OnRow& on_row_;
  std::vector<Word> words_;
  std::int64_t rows_left_;  // that may still be found
};

}  // namespace

PeopleStatements::PeopleStatements(std::string_view columns, bool of_pool,
                                   std::source_location where) {
  for (const Way way : {Way::pool, Way::word, Way::stretch, Way::names}) {
    if (way == Way::pool && !of_pool) continue;
    const auto index = static_cast<std::size_t>(way);
    text_[index] = text_of(way, columns, of_pool, Dialect::sqlite);
    postgres_[index] = text_of(way, columns, of_pool, Dialect::postgres);
    sql_[index] = ports::Sql{text_[index], postgres_[index], where};
  }
}

Result<void> find_people(ports::Connection& reader, const PeopleStatements& statements,
                         const PeopleRequest& request, const ports::OnRow& on_row) {
  const auto from = TRY(read_cursor(request.page.cursor, "tu"));
  return Finder(reader, statements, request, on_row).run({from[0].text, from[1].uuid});
}

std::string people_cursor(std::string_view sort_name, UserId user) {
  return CursorWriter().add(sort_name).add(user.uuid).take();
}

}  // namespace perseat::queries
