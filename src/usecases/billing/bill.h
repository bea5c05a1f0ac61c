// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Charges as rows: invoices that wait for their money, the number they get when issued, and credit
// notes with the refunds that follow from them.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "domain/actor.h"
#include "domain/charge.h"
#include "store/state.h"

namespace perseat::usecases {

// What an invoice is about and who gets it.
struct Bill {
  const Subscription& subscription;
  const BillingProfile& profile;
  const BillingAccount& account;
  const Product& product;
  bool is_reverse_charge = false;

  [[nodiscard]] Date day_of(Instant instant) const;
};

// The running lines of a subscription that were invoiced and may have to be given back.
struct Charged {
  std::vector<InvoiceLine::Key> keys;
  std::vector<ChargedLine> lines;  // of the keys, in the order they were charged
};

// What a line says: the product and why it is charged. The web app words the types of lines in
// the reader's language by itself.
[[nodiscard]] std::string line_description(const Product& product, TransactionType type);

// Rows that charged_lines and add_credits look at. Requires, for follow: the subscription's running
// lines are loaded.
void need_charged_lines(store::Needs& needs, const Subscription::Key& subscription);
void follow_charged_lines(const store::State& state, store::Needs& needs,
                          const Subscription::Key& subscription);
[[nodiscard]] Result<Charged> charged_lines(const store::State& state,
                                            const Subscription::Key& subscription);

// A pending invoice without a number. Requires: the charge has lines and no credits.
Invoice& add_invoice(store::State& state, const Context& context, const Bill& bill,
                     const Charge& charge);
// Gives the invoice the next number of its profile's series. All of its total is owed.
// Requires: the invoice is pending, its profile is loaded.
void issue_invoice(store::State& state, Invoice& invoice, Date today, Date due_on);
// Records what was paid; returns what was more than owed. Requires: the invoice is issued.
std::int64_t record_payment(Invoice& invoice, std::int64_t amount_minor);

struct Credits {
  InvoiceId first_note;  // nil: nothing was credited
  std::vector<AttemptId> refunds;
};

// What is given back: the credits of a calculation, of the lines that were charged.
struct GivenBack {
  const Charged& charged;
  const Charge& charge;
};

// Marks the seats of the charge as given back. For each invoice with credits: a credit note, less
// owed on the invoice, and for what was paid already a refund to the card that paid it.
Credits add_credits(store::State& state, const Context& context, const Bill& bill,
                    const GivenBack& given);

struct Refund {
  const PaymentAttempt& charge;  // that succeeded
  const Invoice& invoice;        // that the money is given back for
  std::int64_t amount_minor;
};

// A refund for the gateway to carry out.
AttemptId add_refund(store::State& state, const Context& context, const Refund& refund);

}  // namespace perseat::usecases
