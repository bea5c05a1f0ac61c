// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Pages of A4 to write on, as a PDF with its fonts embedded. Lengths are whole points, a 72nd of an
// inch, from the upper left corner. The same calls give the same bytes.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace perseat::documents {

inline constexpr int page_width = 595;
inline constexpr int page_height = 842;

struct Place {
  int x = 0;
  int y = 0;
  int width = 0;
};

enum class Align { left, right };

struct TextStyle {
  int size = 9;
  bool is_bold = false;
  int gray_percent = 0;  // 0 black, 100 white
  Align align = Align::left;
};

struct CanvasOptions {
  std::string_view language = {};  // BCP 47: chooses the forms of characters that languages share
  std::string_view fonts = {};     // families, the first that has a character draws it
  std::string_view title = {};
  std::string_view author = {};
  std::string_view made_on = {};  // RFC 3339, instead of the time at which it is drawn
};

class Canvas {
 public:
  explicit Canvas(const CanvasOptions& options);
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  // Draws the text, broken into lines of the width; gives its height.
  int text(Place place, std::string_view text, const TextStyle& style);
  // The height that it would have.
  [[nodiscard]] int height_of(int width, std::string_view text, const TextStyle& style);
  void line(int x, int y, int width);
  void fill(Place place, int height, int gray_percent);
  // A PNG, made to fit. False when it is none.
  bool picture(Place place, int height, std::string_view png);
  void next_page();
  // The whole PDF. Nothing can be drawn any more. Errors: internal, when there was no memory.
  [[nodiscard]] Result<std::string> finish();

 private:
  struct Free {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  };
  template <class T>
  using Owned = std::unique_ptr<T, Free>;

  static cairo_status_t append(void* out, const unsigned char* bytes, unsigned int count);
  void lay_out(int width, std::string_view text, const TextStyle& style);

  std::string pdf_;
  Owned<cairo_surface_t> surface_;
  Owned<cairo_t> context_;
  Owned<PangoLayout> layout_;
  Owned<PangoFontDescription> font_;
};

// Of a list of families as in CanvasOptions, those that this machine does not have.
[[nodiscard]] std::string missing_fonts(std::string_view families);

// Whether a PNG can be drawn.
[[nodiscard]] bool is_picture(std::string_view png);

}  // namespace perseat::documents
