// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The rows of one table that a batch of commands works on. A command writes into a draft that is
// merged when it succeeds and dropped when it refuses, so the next one sees only what succeeded.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/check.h"

namespace perseat::store {

// What has to be written for a row at the end of the batch.
enum class Fate { none, insert, update, remove };

template <class T>
class Collection {
 public:
  using Row = T;
  using Key = typename T::Key;

  // Called by the load: the key was looked for, so its absence is known.
  void expect(const Key& key) { rows_.try_emplace(key); }
  // Called by the load. A row that the batch knows already stays as the batch left it.
  void put_loaded(T row) {
    Slot& slot = rows_[row.key()];
    if (!slot.row && slot.fate == Fate::none) slot.row = std::move(row);
  }
  [[nodiscard]] bool is_loaded(const Key& key) const { return rows_.contains(key); }

  // The row as this command sees it, or null if there is none.
  // Requires: the command named the key in its needs, or added the row.
  [[nodiscard]] const T* find(const Key& key) const {
    if (const auto drafted = draft_.find(key); drafted != draft_.end())
      return drafted->second.row ? &*drafted->second.row : nullptr;
    const auto found = rows_.find(key);
    CHECK(found != rows_.end());
    return found->second.row ? &*found->second.row : nullptr;
  }
  [[nodiscard]] const T& get(const Key& key) const {
    const T* row = find(key);
    CHECK(row != nullptr);
    return *row;
  }

  // A copy to change in place; its version goes up once per command.
  T& change(const Key& key) {
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

  // Requires: no such row is there.
  T& add(T row) {
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

  // Requires: the row is there.
  void remove(const Key& key) {
    CHECK(find(key) != nullptr);
    const auto drafted = draft_.find(key);
    const Fate before = drafted != draft_.end() ? drafted->second.fate : rows_.at(key).fate;
    draft_[key] = Slot{std::nullopt, before == Fate::insert ? Fate::none : Fate::remove};
  }

  // Every row that this command can see.
  template <class Visit>
  void each(Visit&& visit) const {
    for (const auto& [key, slot] : rows_) {
      if (slot.row && !draft_.contains(key)) visit(*slot.row);
    }
    for (const auto& [key, slot] : draft_) {
      if (slot.row) visit(*slot.row);
    }
  }

  void merge() {
    // The nodes move over as they are, without allocating again.
    while (!draft_.empty()) {
      auto merged = rows_.insert(draft_.extract(draft_.begin()));
      if (!merged.inserted) merged.position->second = std::move(merged.node.mapped());
    }
  }
  void drop() { draft_.clear(); }

  [[nodiscard]] std::vector<const T*> rows_with(Fate fate) const {
    std::vector<const T*> found;
    for (const auto& [key, slot] : rows_) {
      if (slot.fate == fate && slot.row) found.push_back(&*slot.row);
    }
    return found;
  }
  [[nodiscard]] std::vector<Key> removed_keys() const {
    std::vector<Key> found;
    for (const auto& [key, slot] : rows_) {
      if (slot.fate == Fate::remove) found.push_back(key);
    }
    return found;
  }

 private:
  struct Slot {
    std::optional<T> row;
    Fate fate = Fate::none;
  };

  std::unordered_map<Key, Slot> rows_;
  std::unordered_map<Key, Slot> draft_;
};

// The keys of one table that commands ask for.
template <class T>
class Wanted {
 public:
  void add(const typename T::Key& key) { keys_.push_back(key); }
  [[nodiscard]] const std::vector<typename T::Key>& keys() const { return keys_; }
  void clear() { keys_.clear(); }

 private:
  std::vector<typename T::Key> keys_;
};

}  // namespace perseat::store
