// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Cards: how long they are good, and whether one can be chosen to pay.
#pragma once

#include <array>

#include "base/enum_text.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/billing.h"

namespace perseat {

// Usable; refused at the last charge; past its date.
enum class CardStatus { active, declined, expired };

// A card is good through the last day of the month printed on it.
[[nodiscard]] bool is_past(std::int64_t expiry_month, std::int64_t expiry_year, Date today);
[[nodiscard]] CardStatus card_status(const PaymentMethod& card, Date today);

// Whether the card may be chosen to pay from now on: conflict (paymentMethodNotUsable) when it is
// expired. A card that was declined may be tried again, its owner may have put that right.
[[nodiscard]] Result<void> check_usable(const PaymentMethod& card, Date today);

// A card pays for organizations of the country that it was issued in. A gateway that does not tell
// the country leaves nothing to check. invalid (cardCountryMismatch) otherwise.
[[nodiscard]] Result<void> check_card_country(std::string_view issuing_country,
                                              std::string_view organization_country);

template <>
struct EnumText<CardStatus> {
  using Entry = EnumEntry<CardStatus>;
  static constexpr std::array table{Entry{CardStatus::active, "active"},
                                    Entry{CardStatus::declined, "declined"},
                                    Entry{CardStatus::expired, "expired"}};
};

}  // namespace perseat
