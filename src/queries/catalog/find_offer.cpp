// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/catalog/find_offer.h"

namespace perseat::queries {
namespace {

const ports::Sql select_offer{
    "select o.id from offer o join product p on p.id = o.product_id "
    "where p.sku = $1 and o.code = $2"};

}  // namespace

Result<OfferId> find_offer(ports::Connection& reader, std::string_view sku, std::string_view code) {
  OfferId offer;
  const ports::Value key[] = {ports::Value::of(sku), ports::Value::of(code)};
  TRY(reader.query(select_offer, key, [&](const ports::Row& row) { offer.uuid = row.uuid(0); }));
  if (offer.is_nil()) return not_found();
  return offer;
}

}  // namespace perseat::queries
