// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "workers/cards.h"

#include <utility>

#include "store/load.h"

namespace perseat::workers {
namespace {

using usecases::AddPaymentMethod;
using usecases::DeletePaymentMethod;
using usecases::GatewayCard;
using usecases::UpdatePaymentMethod;

constexpr std::int64_t detached_at_once_max = 100;

Result<store::State> read(ports::Connection& reader, OrgId org, const store::Needs& needs) {
  const auto snapshot = TRY(ports::Snapshot::take(reader, ports::Visibility::of(org)));
  store::State state;
  TRY(store::load(reader, needs, Date{0}, state));
  return state;
}

// What a command would decide on, read as it is now. The command itself decides again.
template <class UseCase>
Result<store::State> look(ports::Connection& reader, const engine::Call& call,
                          const UseCase& use_case) {
  store::Needs needs;
  engine::add_common_needs(call, needs);
  needs.users.add({call.actor.org, call.actor.user});
  use_case.needs(needs, call.actor);
  return read(reader, call.actor.org, needs);
}

Result<std::vector<store::AttachedCard>> find_left_over(ports::Connection& reader) {
  const auto snapshot = TRY(ports::Snapshot::take(reader, ports::Visibility::of_everything()));
  return store::cards_to_detach(reader, detached_at_once_max);
}

// The gateway refuses a token by itself; everything else it says is told as it is.
Error token_error(Error error) {
  if (error.code != ErrorCode::invalid && error.code != ErrorCode::not_found &&
      error.code != ErrorCode::conflict)
    return error;
  return invalid("token", "tokenInvalid", "The payment gateway does not know this token.");
}

GatewayCard as_kept(std::string customer, ports::CardDetails details) {
  return {std::move(customer),       std::move(details.token), std::move(details.brand),
          std::move(details.last4),  details.expiry_month,     details.expiry_year,
          std::move(details.country)};
}

// The customer of the person's cards so far: the gateway remembers a name for a day only.
std::string known_customer(const store::State& state, const Actor& actor) {
  std::string customer;
  Instant newest{-1};
  state.payment_methods.each([&](const PaymentMethod& card) {
    if (card.org != actor.org || card.owner != actor.user || card.created_at <= newest) return;
    newest = card.created_at;
    customer = card.gateway_customer;
  });
  return customer;
}

// Whether the command is known not to have kept the card: an unknown outcome may have.
bool is_refusal(const Error& error) {
  return error.code != ErrorCode::unavailable && error.code != ErrorCode::internal;
}

}  // namespace

Result<std::unique_ptr<Cards>> Cards::start(const Parts& parts) {
  auto pool = TRY(ReadPool::start(parts.database, {.threads = parts.threads}));
  return std::unique_ptr<Cards>(new Cards(parts, std::move(pool)));
}

Cards::Cards(const Parts& parts, std::unique_ptr<ReadPool> pool)
    : parts_(parts), pool_(std::move(pool)) {}

void Cards::run(const engine::OnAnswer& on_answer, ReadPool::Work work) {
  if (pool_->submit(std::move(work))) return;
  on_answer(unavailable("overloaded", "The server cannot take this now. Try again soon."));
}

Result<GatewayCard> Cards::attach(ports::Connection& reader, const Actor& actor,
                                  const std::string& token) {
  store::Needs needs;
  needs.users.add({actor.org, actor.user});
  needs.payment_methods_of_owners.push_back({actor.org, actor.user});
  const store::State state = TRY(read(reader, actor.org, needs));
  std::string customer = known_customer(state, actor);
  if (customer.empty()) {
    const User& owner = state.users.get({actor.org, actor.user});
    customer = TRY(parts_.gateway.create_customer({actor.org, owner.display_name}));
  }
  auto details = parts_.gateway.attach_payment_method(customer, token);
  if (!details) return token_error(std::move(details).error());
  return as_kept(std::move(customer), std::move(*details));
}

void Cards::attach_for(engine::Call call, std::string token, OnAttached on_attached) {
  const bool taken = pool_->submit([this, call = std::move(call), token = std::move(token),
                                    on_attached](ports::Connection& reader) {
    store::Needs needs;
    engine::add_common_needs(call, needs);
    const auto state = read(reader, call.actor.org, needs);
    if (!state) return on_attached(state.error());
    const auto answered = engine::recall(*state, call);
    if (!answered) return on_attached(answered.error());
    if (*answered) return on_attached(std::optional<GatewayCard>{});
    auto attached = attach(reader, call.actor, token);
    if (!attached) return on_attached(std::move(attached).error());
    on_attached(std::optional<GatewayCard>{std::move(*attached)});
  });
  if (!taken)
    on_attached(unavailable("overloaded", "The server cannot take this now. Try again soon."));
}

void Cards::give_up(const Actor& owner, const GatewayCard& card) {
  // When the pool is full or stopping, the card stays attached at the gateway and pays for nothing.
  (void)pool_->submit([this, owner, token = card.token](ports::Connection& reader) {
    store::Needs needs;
    needs.payment_methods_of_owners.push_back({owner.org, owner.user});
    const auto state = read(reader, owner.org, needs);
    if (!state || usecases::find_kept_card(*state, owner, token) != nullptr) return;
    (void)parts_.gateway.detach_payment_method(token);
  });
}

Result<std::optional<engine::Answer>> Cards::prepare_add(ports::Connection& reader,
                                                         const engine::Call& call,
                                                         const NewCard& card) {
  const AddPaymentMethod use_case{{}, card.holder};
  const store::State state = TRY(look(reader, call, use_case));
  if (auto known = TRY(engine::recall(state, call))) return known;
  IdSource unused(0);
  const Context context{call.actor, parts_.clock.now(), unused, call.request_id, call.if_match};
  TRY(use_case.check_first(state, context));
  return std::optional<engine::Answer>{};
}

void Cards::add(engine::Call call, NewCard card, Encode<AddPaymentMethod> encode,
                engine::OnAnswer on_answer) {
  run(on_answer, [this, call = std::move(call), card = std::move(card), encode = std::move(encode),
                  on_answer](ports::Connection& reader) {
    auto prepared = prepare_add(reader, call, card);
    if (!prepared) return on_answer(std::move(prepared).error());
    if (*prepared) return on_answer(std::move(**prepared));
    auto attached = attach(reader, call.actor, card.token);
    if (!attached) return on_answer(std::move(attached).error());
    engine::submit(
        parts_.queue, AddPaymentMethod{*attached, card.holder}, call, encode,
        [this, owner = call.actor, attached = *attached, on_answer](Result<engine::Answer> answer) {
          if (!answer && is_refusal(answer.error())) give_up(owner, attached);
          on_answer(std::move(answer));
        });
  });
}

Result<void> Cards::tell_gateway(ports::Connection& reader, const engine::Call& call,
                                 const ChangedCard& card) {
  const UpdatePaymentMethod use_case{card.payment_method, card.update};
  const store::State state = TRY(look(reader, call, use_case));
  IdSource unused(0);
  const Context context{call.actor, parts_.clock.now(), unused, call.request_id, call.if_match};
  const usecases::CardUpdate clean = TRY(use_case.check_first(state, context));
  ports::CardChanges changes;
  if (clean.expiry_month) changes.expiry_month = static_cast<int>(*clean.expiry_month);
  if (clean.expiry_year) changes.expiry_year = static_cast<int>(*clean.expiry_year);
  changes.holder_name = clean.name;
  changes.address = clean.address;
  changes.security_code_token = card.security_code_token;
  const PaymentMethod& row = state.payment_methods.get({call.actor.org, card.payment_method});
  auto details = parts_.gateway.update_payment_method(row.gateway_token, changes);
  if (!details) {
    Error error = token_error(std::move(details).error());
    if (error.reason == "tokenInvalid") error.field = "securityCodeToken";
    return error;
  }
  return {};
}

void Cards::update(engine::Call call, ChangedCard card, Encode<UpdatePaymentMethod> encode,
                   engine::OnAnswer on_answer) {
  run(on_answer, [this, call = std::move(call), card = std::move(card), encode = std::move(encode),
                  on_answer](ports::Connection& reader) {
    auto told = tell_gateway(reader, call, card);
    if (!told) return on_answer(std::move(told).error());
    engine::submit(parts_.queue, UpdatePaymentMethod{card.payment_method, card.update}, call,
                   encode, on_answer);
  });
}

void Cards::remove(engine::Call call, PaymentMethodId payment_method, engine::OnAnswer on_answer) {
  auto token = std::make_shared<std::string>();
  const OrgId org = call.actor.org;
  engine::submit(
      parts_.queue, DeletePaymentMethod{payment_method}, std::move(call),
      [token](const DeletePaymentMethod::Output& output) {
        *token = output.gateway_token;
        engine::Answer answer;
        answer.status = 204;
        answer.subject = output.payment_method.uuid;
        return answer;
      },
      [this, org, payment_method, token, on_answer](Result<engine::Answer> answer) {
        if (answer && !answer->replayed) detach(org, payment_method, *token);
        on_answer(std::move(answer));
      });
}

void Cards::detach(OrgId org, PaymentMethodId payment_method, const std::string& token) {
  // What is not done now, because the pool is full or the gateway away, detach_left_over does.
  (void)pool_->submit([this, card = store::AttachedCard{org, payment_method, token}](
                          ports::Connection&) { (void)detach_and_forget(card); });
}

Result<void> Cards::detach_and_forget(const store::AttachedCard& card) {
  const auto detached = parts_.gateway.detach_payment_method(card.gateway_token);
  // A card that the gateway does not know is attached to nobody.
  if (!detached && detached.error().code != ErrorCode::not_found) return detached;
  Actor system;
  system.org = card.org;
  engine::submit(
      parts_.queue, usecases::ForgetGatewayCard{card.payment_method},
      engine::Call{system, "detach", "", std::nullopt},
      [](const auto&) { return engine::Answer{}; }, [](const Result<engine::Answer>&) {});
  return {};
}

void Cards::detach_left_over() {
  (void)pool_->submit([this](ports::Connection& reader) {
    const auto left = find_left_over(reader);
    if (!left) return;
    for (const store::AttachedCard& card : *left) {
      const auto done = detach_and_forget(card);
      // The gateway is away: each of the others would wait for it in vain.
      if (!done && done.error().code == ErrorCode::unavailable) return;
    }
  });
}

}  // namespace perseat::workers
