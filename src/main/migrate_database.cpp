// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/migrate_database.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "main/folder_lock.h"
#include "store/copy_tables.h"

namespace perseat {
namespace {

// Tells how far a step is: on a terminal a bar that moves, else a line for each table and each
// 100,000 rows.
class ProgressPrinter {
 public:
  ProgressPrinter(std::FILE* out, std::string_view step)
      : out_(out), step_(step), is_terminal_(isatty(fileno(out)) == 1) {}
  ~ProgressPrinter() {
    if (is_terminal_) fmt::print(out_, "\n");
  }
  ProgressPrinter(const ProgressPrinter&) = delete;
  ProgressPrinter& operator=(const ProgressPrinter&) = delete;

  // As the copy calls it.
  [[nodiscard]] store::CopyOptions options() {
    store::CopyOptions made;
    made.on_progress = [this](const store::CopyProgress& progress) { tell(progress); };
    return made;
  }

 private:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::int64_t bar_width = 30;
  static constexpr std::int64_t rows_per_line = 100'000;
  static constexpr std::chrono::milliseconds redraw_after{100};

  void tell(const store::CopyProgress& progress) {
    const bool ends_table = progress.done == progress.total;
    if (is_terminal_) {
      if (ends_table || std::chrono::steady_clock::now() >= next_drawing_) draw(progress);
    } else if (ends_table || progress.done >= next_line_) {
      fmt::print(out_, "{} {}: {} of {} rows\n", step_, progress.table, progress.done,
                 progress.total);
      next_line_ = ends_table ? rows_per_line : progress.done + rows_per_line;
    }
    std::fflush(out_);
  }

  void draw(const store::CopyProgress& progress) {
    next_drawing_ = std::chrono::steady_clock::now() + redraw_after;
    const std::int64_t total = std::max<std::int64_t>(progress.all_total, 1);
    const std::int64_t full = progress.all_done * bar_width / total;
    // To the end of the line it is cleared.
    fmt::print(out_, "\r{} [{:#<{}}{:-<{}}] {:3} %  {} of {} rows  {}\x1b[K", step_, "", full, "",
               bar_width - full, progress.all_done * 100 / total, progress.all_done,
               progress.all_total, progress.table);
  }

  std::FILE* out_;
  std::string_view step_;
  bool is_terminal_;
  Time next_drawing_;
  std::int64_t next_line_ = rows_per_line;
};

Result<std::vector<store::TableDigest>> digest(const MaintenanceOptions& options,
                                               ports::Connection& connection,
                                               std::string_view step) {
  ProgressPrinter printer(options.out, step);
  return store::digest_tables(connection, printer.options());
}

// Prints what differs; returns whether nothing does.
Result<bool> compare(const MaintenanceOptions& options, ports::Connection& source,
                     ports::Connection& target) {
  // The file first: PostgreSQL ends a transaction that waits for so long.
  const auto before = TRY(digest(options, source, "read the file"));
  const auto sight = TRY(ports::Snapshot::take(target, ports::Visibility::of_everything()));
  const auto after = TRY(digest(options, target, "read the copy"));
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

Result<void> copy(const MaintenanceOptions& options, ports::Connection& source,
                  ports::Connection& target) {
  ProgressPrinter printer(options.out, "copy");
  return store::copy_tables(source, target, printer.options());
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
  const auto target_writer = TRY(target->connect_writer());
  TRY(store::refuse_tables_of_others(*target_writer));
  const auto source_writer = TRY(source->connect_writer());
  TRY(prepare_schema(*source, *source_writer, clock));
  TRY(prepare_schema(*target, *target_writer, clock));

  const auto reader = TRY(source->connect_reader());
  const auto sight = TRY(ports::Snapshot::take(*reader, ports::Visibility::of_everything()));
  TRY(copy(options, *reader, *target_writer));
  // The writer plans by the indexes, also before there are statistics.
  if (!TRY(compare(options, *reader, *target_writer))) return exit_violations;
  return check_database(options);
}

}  // namespace perseat
