// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The catalog as JSON. Also read by the demo, from its own file.
#pragma once

#include "base/json_struct.h"
#include "usecases/catalog/catalog_input.h"

namespace perseat::usecases {

BOOST_DESCRIBE_STRUCT(MoneyInput, (), (amount, currency))
BOOST_DESCRIBE_STRUCT(PriceInput, (), (country, price, tax_inclusive, valid_from))
BOOST_DESCRIBE_STRUCT(TrialInput, (), (days, needs_payment_method))
BOOST_DESCRIBE_STRUCT(OfferInput, (),
                      (code, term, trial, min_quantity, max_quantity, seat_reduction, bill_increase,
                       cancel_refund, cancel_window_hours, is_retired, prices))
BOOST_DESCRIBE_STRUCT(ServicePlanInput, (), (code, name))
BOOST_DESCRIBE_STRUCT(ProductInput, (),
                      (sku, name, description, tax_category, excluded_countries, is_self_service,
                       is_retired, service_plans, offers))
BOOST_DESCRIBE_STRUCT(TaxRateInput, (), (country, region, category, rate, valid_from))
BOOST_DESCRIBE_STRUCT(CatalogInput, (), (products, taxes))

}  // namespace perseat::usecases
