// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/migrate_database.h"

#include <fmt/format.h>

#include "main/folder_lock.h"
#include "store/copy_tables.h"

namespace perseat {
namespace {

constexpr std::int64_t rows_per_line = 100'000;

void tell(const MaintenanceOptions& options, const store::CopyProgress& progress,
          std::int64_t rows_per_page) {
  const bool is_due =
      progress.done == progress.total || progress.done % rows_per_line < rows_per_page;
  if (!is_due) return;
  fmt::print(options.out, "{}: {} of {} rows\n", progress.table, progress.done, progress.total);
  std::fflush(options.out);
}

// Prints what differs; returns whether nothing does.
Result<bool> compare(const MaintenanceOptions& options, ports::Connection& source,
                     ports::Connection& target, std::int64_t rows_per_page) {
  const auto everything = ports::Visibility::of_everything();
  const auto sight = TRY(ports::Snapshot::take(target, everything));
  const auto before = TRY(store::digest_tables(source, rows_per_page));
  const auto after = TRY(store::digest_tables(target, rows_per_page));
  std::int64_t rows = 0;
  bool is_same = true;
  for (std::size_t i = 0; i < before.size(); ++i) {
    rows += before[i].rows;
    if (before[i] == after[i]) continue;
    is_same = false;
    fmt::print(options.out, "{}: differs, {} rows of {}\n", before[i].table, after[i].rows,
               before[i].rows);
  }
  if (is_same)
    fmt::print(options.out, "{} rows of {} tables are the same on both sides.\n", rows,
               before.size());
  return is_same;
}

}  // namespace

Result<int> migrate_database(const MaintenanceOptions& options, const ports::Clock& clock) {
  if (options.storage.database.empty())
    return invalid("database", "databaseMissing", "Say with --database where to copy to.");
  StorageOptions file = options.storage;
  file.database.clear();
  const auto source = TRY(open_existing_database(file));
  const auto lock = TRY(FolderLock::take(options.storage.data_folder));
  const auto target = TRY(open_database(options.storage));
  const auto source_writer = TRY(source->connect_writer());
  TRY(prepare_schema(*source, *source_writer, clock));
  const auto target_writer = TRY(target->connect_writer());
  TRY(prepare_schema(*target, *target_writer, clock));

  const auto reader = TRY(source->connect_reader());
  const auto sight = TRY(ports::Snapshot::take(*reader, ports::Visibility::of_everything()));
  store::CopyOptions copying;
  copying.on_progress = [&](const store::CopyProgress& progress) {
    tell(options, progress, copying.rows_per_page);
  };
  TRY(store::copy_tables(*reader, *target_writer, copying));
  const auto target_reader = TRY(target->connect_reader());
  if (!TRY(compare(options, *reader, *target_reader, copying.rows_per_page)))
    return exit_violations;
  return check_database(options);
}

}  // namespace perseat
