// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "store/collection.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "base/check.h"
#include "store/state.h"

namespace perseat::store {

template <class T>
void Collection<T>::expect(const Key& key) {
  rows_.try_emplace(key);
}

template <class T>
void Collection<T>::put_loaded(T row) {
  Slot& slot = rows_[row.key()];
  if (!slot.row && slot.fate == Fate::none) slot.row = std::move(row);
}

template <class T>
bool Collection<T>::is_loaded(const Key& key) const {
  return rows_.contains(key);
}

template <class T>
const T* Collection<T>::find(const Key& key) const {
  if (const auto drafted = draft_.find(key); drafted != draft_.end())
    return drafted->second.row ? &*drafted->second.row : nullptr;
  const auto found = rows_.find(key);
  CHECK(found != rows_.end());
  return found->second.row ? &*found->second.row : nullptr;
}

template <class T>
const T& Collection<T>::get(const Key& key) const {
  const T* row = find(key);
  CHECK(row != nullptr);
  return *row;
}

template <class T>
T& Collection<T>::change(const Key& key) {
  const auto drafted = draft_.find(key);
  if (drafted != draft_.end() && drafted->second.row) return *drafted->second.row;
  const auto found = rows_.find(key);
  CHECK(drafted == draft_.end() && found != rows_.end() && found->second.row);
  const Fate fate = found->second.fate == Fate::insert ? Fate::insert : Fate::update;
  Slot& slot = draft_[key];
  slot = Slot{found->second.row, fate};
  if constexpr (requires { slot.row->version; }) ++slot.row->version;
  return *slot.row;
}

template <class T>
T& Collection<T>::add(T row) {
  const Key key = row.key();
  const auto found = rows_.find(key);
  const auto drafted = draft_.find(key);
  const Slot* before = drafted != draft_.end() ? &drafted->second
                       : found != rows_.end()  ? &found->second
                                               : nullptr;
  CHECK(before == nullptr || !before->row);
  // Removed and added again within one batch: the row exists in the database.
  const bool is_in_database = before != nullptr && before->fate == Fate::remove;
  Slot& slot = draft_[key];
  slot = Slot{std::move(row), is_in_database ? Fate::update : Fate::insert};
  return *slot.row;
}

template <class T>
void Collection<T>::remove(const Key& key) {
  CHECK(find(key) != nullptr);
  const auto drafted = draft_.find(key);
  const Fate before = drafted != draft_.end() ? drafted->second.fate : rows_.at(key).fate;
  draft_[key] = Slot{std::nullopt, before == Fate::insert ? Fate::none : Fate::remove};
}

template <class T>
void Collection<T>::merge() {
  // The nodes move over as they are, without allocating again.
  while (!draft_.empty()) {
    auto merged = rows_.insert(draft_.extract(draft_.begin()));
    if (merged.inserted) continue;
    Slot& before = merged.position->second;
    Slot& after = merged.node.mapped();
    after.loaded = std::move(before.loaded);
    if (before.fate == Fate::none && before.row)
      after.loaded = std::make_unique<const T>(std::move(*before.row));
    before = std::move(after);
  }
}

template <class T>
void Collection<T>::drop() {
  draft_.clear();
}

template <class T>
std::vector<const T*> Collection<T>::rows_with(Fate fate) const {
  std::vector<std::pair<const Key*, const T*>> found;
  for (const auto& [key, slot] : rows_) {
    if (slot.fate == fate && slot.row) found.emplace_back(&key, &*slot.row);
  }
  std::sort(found.begin(), found.end(),
            [](const auto& one, const auto& other) { return *one.first < *other.first; });
  std::vector<const T*> rows;
  rows.reserve(found.size());
  for (const auto& [key, row] : found) rows.push_back(row);
  return rows;
}

template <class T>
std::vector<typename Collection<T>::Update> Collection<T>::updates() const {
  std::vector<Update> found;
  for (const auto& [key, slot] : rows_) {
    if (slot.fate != Fate::update) continue;
    CHECK(slot.row && slot.loaded != nullptr);
    found.push_back({&*slot.row, slot.loaded.get()});
  }
  return found;
}

template <class T>
std::vector<typename T::Key> Collection<T>::removed_keys() const {
  std::vector<Key> found;
  for (const auto& [key, slot] : rows_) {
    if (slot.fate == Fate::remove) found.push_back(key);
  }
  return found;
}

// Every member of Tables; one that is missing here does not link.
template class Collection<Product>;
template class Collection<ServicePlan>;
template class Collection<Offer>;
template class Collection<Price>;
template class Collection<TaxRate>;
template class Collection<Organization>;
template class Collection<BillingAccount>;
template class Collection<User>;
template class Collection<Login>;
template class Collection<UserSearchWord>;
template class Collection<RoleAssignment>;
template class Collection<Session>;
template class Collection<ApiToken>;
template class Collection<PaymentMethod>;
template class Collection<BillingProfile>;
template class Collection<InvoiceSeries>;
template class Collection<Subscription>;
template class Collection<LicensePool>;
template class Collection<Assignment>;
template class Collection<TrialUse>;
template class Collection<Order>;
template class Collection<Invoice>;
template class Collection<InvoiceLine>;
template class Collection<PaymentAttempt>;
template class Collection<PolicyEntry>;
template class Collection<PolicyChange>;
template class Collection<IdempotencyRecord>;
template class Collection<AuditHead>;
template class Collection<AuditEvent>;
template class Collection<Job>;
template class Collection<JobRow>;
template class Collection<BillingRun>;

}  // namespace perseat::store
