// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// What the programs that replay a recording (recording.h) have in common: the recording in memory,
// and the line of JSON that they print.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "recording.h"

namespace perseat::bench {

struct Value {
  char kind = 'n';
  std::int64_t integer = 0;
  std::string_view bytes;
};

struct Step {
  char kind = 'R';
  std::uint32_t statement = 0;
  std::uint32_t value_begin = 0;
  std::uint32_t value_count = 0;
};

struct Recording {
  std::string data;
  std::vector<std::string_view> texts;
  std::vector<Step> steps;
  std::vector<Value> values;
};

inline Value take_value(Reader& reader) {
  Value value{reader.take_kind(), 0, {}};
  if (value.kind == 'i') value.integer = reader.take_number<std::int64_t>();
  if (value.kind == 't' || value.kind == 'b') value.bytes = reader.take_sized();
  return value;
}

inline void take_step(Reader& reader, Recording& recording) {
  Step step{reader.take_kind(), 0, static_cast<std::uint32_t>(recording.values.size()), 0};
  if (step.kind != 'F' && step.kind != 'S') step.statement = reader.take_number<std::uint32_t>();
  if (step.kind == 'T') {
    recording.texts.resize(step.statement + 1);
    recording.texts[step.statement] = reader.take_sized();
    return;
  }
  if (step.kind == 'R') step.value_count = reader.take_number<std::uint32_t>();
  for (std::uint32_t i = 0; i < step.value_count; ++i)
    recording.values.push_back(take_value(reader));
  recording.steps.push_back(step);
}

inline void read_recording(const char* file, Recording& recording) {
  std::ifstream stream(file, std::ios::binary);
  recording.data.assign(std::istreambuf_iterator<char>(stream), {});
  Reader reader(recording.data);
  while (!reader.is_at_end()) take_step(reader, recording);
}

inline double cpu_seconds() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

// What a replay did and took.
struct Outcome {
  std::size_t statements = 0;
  std::size_t rows_read = 0;
  double seconds = 0;
  double cpu_seconds = 0;  // of this program and, where there is one, the database server
  std::vector<double> transactions_us;

  void print() {
    std::sort(transactions_us.begin(), transactions_us.end());
    const auto at = [this](std::size_t percent) {
      return transactions_us.empty()
                 ? 0.0
                 : transactions_us[(transactions_us.size() - 1) * percent / 100];
    };
    std::printf(
        "{\"statements\": %zu, \"rowsRead\": %zu, \"commits\": %zu, \"seconds\": %.4f, "
        "\"cpuSeconds\": %.4f, \"transactionP50Us\": %.1f, \"transactionP99Us\": %.1f}\n",
        statements, rows_read, transactions_us.size(), seconds, cpu_seconds, at(50), at(99));
  }
};

// From the first statement of a transaction to the end of its commit.
class Stopwatch {
 public:
  void start() { begun_ = std::chrono::steady_clock::now(); }
  [[nodiscard]] double us() const {
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begun_)
        .count();
  }

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace perseat::bench
