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
// first text and end of the range, $14 how many, $15 subscription, $16 its product; $17 the letter
// that the first word begins with.
constexpr std::size_t words_max = 4;
constexpr int first_word_parameter = 6;

// A row whose person is looked up for the order costs 5 us, one that is walked past along a letter
// a tenth of that. So many rows are looked up and sorted without looking further.
constexpr std::int64_t few_rows = 300;
// A pool of so many holders is sorted rather than looked for along all names.
constexpr std::int64_t pool_to_sort_max = 2'000;
// Of two words that many have, the rarer is walked along: counted up to this, which takes 1 ms.
constexpr std::int64_t rows_to_compare = 20'000;

using Way = PeopleStatements::Way;

// SQLite runs a cross join from left to right and looks up each part of a condition by itself.
// PostgreSQL does so behind an offset only, and would go by a way that ruins large organizations.
enum class Dialect { sqlite, postgres };

// The rows of a table of the organization for which the condition holds, t by name.
std::string rows_of(std::string_view table, std::string_view condition) {
  return fmt::format("(select * from {} t where t.org_id = $1 and {} offset 0)", table, condition);
}

std::string word_condition(std::size_t word, const std::string& person, Dialect dialect) {
  const auto begin = first_word_parameter + 2 * static_cast<int>(word);
  const std::string from =
      dialect == Dialect::sqlite
          ? "user_search_word w where w.org_id = $1 and w.user_id = " + person
          : rows_of("user_search_word", "t.user_id = " + person) + " w where true";
  return fmt::format(
      " and (cast(${0} as text) is null or exists (select 1 from {2} "
      "and w.word >= ${0} and w.word < ${1}))",
      begin, begin + 1, from);
}

std::string word_conditions(std::size_t first, const std::string& person, Dialect dialect) {
  std::string text;
  for (std::size_t word = first; word < words_max; ++word)
    text += word_condition(word, person, dialect);
  return text;
}

// One row of another table for each row to its left.
std::string then(std::string_view table, std::string_view alias, std::string_view condition,
                 Dialect dialect) {
  if (dialect == Dialect::sqlite) return fmt::format(" cross join {} {}", table, alias);
  return fmt::format(" cross join lateral {} {}", rows_of(table, condition), alias);
}

// The people of a page, once each, in the order of the index.
std::string along_letter(bool of_pool, Dialect dialect) {
  const std::string range =
      "substr(t.word, 1, 1) = $17 and t.word >= $6 and t.word < $7 "
      "and (t.sort_name, t.user_id) > ($2, $3)";
  const std::string order = " order by t.sort_name, t.user_id";
  std::string text = "select distinct e.sort_name, e.user_id from ";
  if (dialect == Dialect::sqlite)
    text += "user_search_word e";
  else
    text += rows_of("user_search_word", range + order) + " e";
  if (of_pool)
    text += then("assignment", "h", "t.subscription_id = $15 and t.user_id = e.user_id", dialect);
  text += then("user_account", "p", "t.id = e.user_id", dialect) +
          " where p.org_id = $1 and p.id = e.user_id and (p.state = $4 or $4 is null) "
          "and (p.kind = $5 or $5 is null)";
  if (of_pool) text += " and h.org_id = $1 and h.subscription_id = $15 and h.user_id = e.user_id";
  if (dialect == Dialect::sqlite)
    text +=
        " and e.org_id = $1 and substr(e.word, 1, 1) = $17 and e.word >= $6 and e.word < $7 "
        "and (e.sort_name, e.user_id) > ($2, $3)";
  return text + word_conditions(1, "e.user_id", dialect) +
         " order by e.sort_name, e.user_id limit $14";
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
    case Way::letter:
      return "(" + along_letter(of_pool, dialect) + ") f" +
             then("user_account", "u", "t.id = f.user_id", dialect) + pool;
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
  if (way == Way::word || way == Way::letter) text += " and u.id = f.user_id";
  if (way != Way::letter) text += word_conditions(way == Way::word ? 1 : 0, "u.id", dialect);
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

std::string_view first_letter(std::string_view text) {
  std::size_t bytes = 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) ++bytes;
  return text.substr(0, bytes);
}

// A person's place in the order of names.
struct Place {
  std::string sort_name;
  Uuid user;
};

// One search on its way to people.
class Finder {
 public:
  Finder(ports::Connection& reader, const PeopleStatements& statements,
         const PeopleRequest& request, const ports::OnRow& on_row)
      : reader_(reader), statements_(statements), request_(request), on_row_(on_row) {
    for (const std::string& prefix : search_prefixes(request.filter.search))
      words_.push_back({prefix, prefix_end(prefix), 0});
  }

  Result<void> run(const Place& from) {
    if (words_.empty() && !request_.filter.search.empty()) return {};
    TRY(weigh_words(reader_, request_.org, few_rows, words_));
    const bool is_choice = words_.size() > 1 || request_.pool;
    if (is_choice && !words_.empty() && words_.front().rows > few_rows)
      TRY(weigh_words(reader_, request_.org, rows_to_compare, words_));
    // What the rarest words leave is little enough.
    if (words_.size() > words_max) words_.resize(words_max);
    return go(choose_way(), from);
  }

 private:
  [[nodiscard]] Way choose_way() const {
    const std::int64_t of_word = words_.empty() ? pool_to_sort_max : words_.front().rows;
    const bool is_small_pool = request_.pool && request_.pool_size <= pool_to_sort_max;
    if (is_small_pool && request_.pool_size <= of_word) return Way::pool;
    if (words_.empty()) return Way::names;
    return of_word <= few_rows ? Way::word : Way::letter;
  }

  Result<void> go(Way way, const Place& from) {
    const std::int64_t rows_wanted = request_.page.limit + 1;
    std::vector<ports::Value> values{ports::Value::of(request_.org),
                                     ports::Value::of(from.sort_name), ports::Value::of(from.user),
                                     optional_value(request_.filter.state),
                                     optional_value(request_.filter.kind)};
    for (std::size_t i = 0; i < words_max; ++i) {
      const bool is_given = i < words_.size();
      values.push_back(is_given ? ports::Value::of(words_[i].begin) : ports::Value::of_null());
      values.push_back(is_given ? ports::Value::of(words_[i].end) : ports::Value::of_null());
    }
    values.push_back(ports::Value::of(rows_wanted));
    values.push_back(optional_value(request_.pool));
    values.push_back(optional_value(request_.product));
    if (way == Way::letter) values.push_back(ports::Value::of(first_letter(words_.front().begin)));
    return reader_.query(statements_.sql(way), values, on_row_);
  }

  ports::Connection& reader_;
  const PeopleStatements& statements_;
  const PeopleRequest& request_;
  const ports::OnRow& on_row_;
  std::vector<Word> words_;
};

}  // namespace

PeopleStatements::PeopleStatements(std::string_view columns, bool of_pool,
                                   std::source_location where) {
  for (const Way way : {Way::pool, Way::word, Way::letter, Way::names}) {
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
