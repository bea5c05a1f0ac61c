// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The rows of one table that a batch of commands works on. A command writes into a draft that is
// merged when it succeeds and dropped when it refuses, so the next one sees only what succeeded.
// The bodies are in collection.cpp, compiled once for each row type: in this header they cost every
// use case and every test seconds.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace perseat::store {

// What has to be written for a row at the end of the batch.
enum class Fate { none, insert, update, remove };

template <class T>
class Collection {
 public:
  using Row = T;
  using Key = typename T::Key;

  // Called by the load: the key was looked for, so its absence is known.
  void expect(const Key& key);
  // Called by the load. A row that the batch knows already stays as the batch left it.
  void put_loaded(T row);
  [[nodiscard]] bool is_loaded(const Key& key) const;

  // The row as this command sees it, or null if there is none.
  // Requires: the command named the key in its needs, or added the row.
  [[nodiscard]] const T* find(const Key& key) const;
  [[nodiscard]] const T& get(const Key& key) const;

  // A copy to change in place; its version goes up once per command.
  T& change(const Key& key);
  // Requires: no such row is there.
  T& add(T row);
  // Requires: the row is there.
  void remove(const Key& key);

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

  void merge();
  void drop();

  // In the order of their keys: new rows go into an index side by side.
  [[nodiscard]] std::vector<const T*> rows_with(Fate fate) const;
  // Rows to update, as they are now and as the database has them.
  struct Update {
    const T* row = nullptr;
    const T* loaded = nullptr;
  };
  [[nodiscard]] std::vector<Update> updates() const;
  [[nodiscard]] std::vector<Key> removed_keys() const;

 private:
  struct Slot {
    std::optional<T> row;
    Fate fate = Fate::none;
    std::unique_ptr<const T> loaded = {};  // of a row that was changed since
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
