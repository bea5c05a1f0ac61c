// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "domain/card.h"

namespace perseat {

bool is_past(std::int64_t expiry_month, std::int64_t expiry_year, Date today) {
  const YearMonthDay day = year_month_day(today);
  if (day.year != expiry_year) return day.year > expiry_year;
  return std::int64_t{day.month} > expiry_month;
}

CardStatus card_status(const PaymentMethod& card, Date today) {
  if (is_past(card.expiry_month, card.expiry_year, today)) return CardStatus::expired;
  return card.declined_at ? CardStatus::declined : CardStatus::active;
}

Result<void> check_usable(const PaymentMethod& card, Date today) {
  if (card_status(card, today) != CardStatus::expired) return {};
  return conflict("paymentMethodNotUsable",
                  "The card is past its date. Change the date or choose another card.");
}

Result<void> check_card_country(std::string_view issuing_country,
                                std::string_view organization_country) {
  if (issuing_country.empty() || issuing_country == organization_country) return {};
  return invalid("token", "cardCountryMismatch",
                 "The card must be issued in the country of the organization.");
}

}  // namespace perseat
