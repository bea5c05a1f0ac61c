// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Fontconfig and cairo keep what they read of fonts until the process ends, in places where the
// leak sanitizer does not look. It is some megabytes once, however many documents are drawn.

extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\nleak:libcairo\nleak:libpango\n";
}
