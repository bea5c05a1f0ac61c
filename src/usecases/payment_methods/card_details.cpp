// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "usecases/payment_methods/card_details.h"

#include "domain/free_text.h"

namespace perseat::usecases {

Result<CardHolder> clean_card_holder(const CardHolder& holder) {
  CardHolder clean;
  clean.name = TRY(clean_line("name", holder.name, {1, 200}));
  clean.address = TRY(clean_address("address", holder.address));
  return clean;
}

}  // namespace perseat::usecases
