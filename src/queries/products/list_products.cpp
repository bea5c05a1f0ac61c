// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/products/list_products.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "base/fold.h"
#include "domain/standing.h"
#include "queries/write.h"

namespace perseat::queries {
namespace {

const ports::Sql select_own_products{
    "select 1 from subscription where org_id = $1 and purchaser_id = $2 and product_id = $3 "
    "limit 1"};
const ports::Sql select_any{
    "select 1 from subscription where org_id = $1 and product_id = $2 limit 1"};

struct Entry {
  std::string folded;
  const Product* product = nullptr;

  [[nodiscard]] auto key() const { return std::tuple(folded, product->id.uuid); }
};

Result<bool> sees_subscription(ports::Connection& reader, const Actor& actor, ProductId product) {
  bool found = false;
  const auto on_row = [&](const ports::Row&) { found = true; };
  if (check(Action::list_organization_subscriptions, standing_of(actor))) {
    const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(product)};
    TRY(reader.query(select_any, key, on_row));
    return found;
  }
  const ports::Value key[] = {ports::Value::of(actor.org), ports::Value::of(actor.user),
                              ports::Value::of(product)};
  TRY(reader.query(select_own_products, key, on_row));
  return found;
}

}  // namespace

Result<std::string> list_products(ports::Connection& reader, const Shopper& shopper,
                                  const std::string& search, const Page& page) {
  TRY(authorize(Action::list_products, standing_of(shopper.actor)));
  const auto from = TRY(read_cursor(page.cursor, "tu"));
  const auto after = std::tuple(from[0].text, from[1].uuid);
  const ProductView view = TRY(ProductView::load(reader, shopper));
  const std::string wanted = fold(search);
  std::vector<Entry> entries;
  view.catalog().products.each([&](const Product& product) {
    Entry entry{fold(product.name), &product};
    const bool is_later = page.cursor.empty() || entry.key() > after;
    if (is_later && entry.folded.find(wanted) != std::string::npos && view.is_sold(product))
      entries.push_back(std::move(entry));
  });
  std::ranges::sort(entries, {}, &Entry::key);
  ListWriter list(page);
  for (const Entry& entry : entries) {
    if (!list.takes_row()) break;
    view.write(list.writer(), *entry.product);
    if (list.is_full())
      list.set_last(CursorWriter().add(entry.folded).add(entry.product->id.uuid).take());
  }
  return list.finish();
}

Result<std::string> get_product(ports::Connection& reader, const Shopper& shopper, ProductId id) {
  TRY(authorize(Action::get_product, standing_of(shopper.actor)));
  const ProductView view = TRY(ProductView::load(reader, shopper));
  const Product* found = nullptr;
  view.catalog().products.each([&](const Product& product) {
    if (product.id == id) found = &product;
  });
  if (found == nullptr) return not_found();
  if (!view.is_sold(*found) && !TRY(sees_subscription(reader, shopper.actor, id)))
    return not_found();
  std::string body;
  json::Writer writer(body);
  view.write(writer, *found);
  return body;
}

}  // namespace perseat::queries
