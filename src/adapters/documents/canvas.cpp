// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/documents/canvas.h"

#include <cairo-pdf.h>

#include <algorithm>
#include <cstring>

namespace perseat::documents {
namespace {

struct Unread {
  std::string_view left;
};

cairo_status_t read_from(void* source, unsigned char* bytes, unsigned int count) {
  std::string_view& left = static_cast<Unread*>(source)->left;
  if (left.size() < count) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(bytes, left.data(), count);
  left.remove_prefix(count);
  return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t* read_png(std::string_view png) {
  Unread unread{png};
  return cairo_image_surface_create_from_png_stream(read_from, &unread);
}

// The only fractions here: cairo takes shades and scales as parts of one. No amount comes near
// them.
void use_gray(cairo_t* context, int percent) {
  const auto shade = percent / 100.0;
  cairo_set_source_rgb(context, shade, shade, shade);
}

}  // namespace

std::string missing_fonts(std::string_view families) {
  PangoFontFamily** known = nullptr;
  int count = 0;
  pango_font_map_list_families(pango_cairo_font_map_get_default(), &known, &count);
  std::string missing;
  while (!families.empty()) {
    const std::size_t comma = std::min(families.find(", "), families.size());
    const std::string_view family = families.substr(0, comma);
    const bool is_known = std::any_of(known, known + count, [&](PangoFontFamily* other) {
      return family == pango_font_family_get_name(other);
    });
    if (!is_known) missing.append(missing.empty() ? "" : ", ").append(family);
    families.remove_prefix(std::min(comma + 2, families.size()));
  }
  g_free(static_cast<void*>(known));
  return missing;
}

bool is_picture(std::string_view png) {
  cairo_surface_t* image = read_png(png);
  const bool is_fine = cairo_surface_status(image) == CAIRO_STATUS_SUCCESS &&
                       cairo_image_surface_get_width(image) > 0 &&
                       cairo_image_surface_get_height(image) > 0;
  cairo_surface_destroy(image);
  return is_fine;
}

cairo_status_t Canvas::append(void* out, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(out)->append(bytes, bytes + count);
  return CAIRO_STATUS_SUCCESS;
}

Canvas::Canvas(const CanvasOptions& options)
    : surface_(cairo_pdf_surface_create_for_stream(append, &pdf_, page_width, page_height)),
      context_(cairo_create(surface_.get())),
      layout_(pango_cairo_create_layout(context_.get())),
      font_(pango_font_description_new()) {
  const auto tell = [this](cairo_pdf_metadata_t what, std::string_view text) {
    cairo_pdf_surface_set_metadata(surface_.get(), what, std::string(text).c_str());
  };
  tell(CAIRO_PDF_METADATA_TITLE, options.title);
  tell(CAIRO_PDF_METADATA_AUTHOR, options.author);
  tell(CAIRO_PDF_METADATA_CREATE_DATE, options.made_on);
  tell(CAIRO_PDF_METADATA_MOD_DATE, options.made_on);
  PangoContext* pango = pango_layout_get_context(layout_.get());
  pango_context_set_language(pango,
                             pango_language_from_string(std::string(options.language).c_str()));
  // Every document is set from left to right, and not as the first letter of a text would have it.
  pango_context_set_base_dir(pango, PANGO_DIRECTION_LTR);
  pango_layout_set_auto_dir(layout_.get(), FALSE);
  pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
  pango_font_description_set_family(font_.get(), std::string(options.fonts).c_str());
}

void Canvas::lay_out(int width, std::string_view text, const TextStyle& style) {
  pango_font_description_set_absolute_size(font_.get(), style.size * PANGO_SCALE);
  pango_font_description_set_weight(font_.get(),
                                    style.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout_.get(), font_.get());
  pango_layout_set_width(layout_.get(), width * PANGO_SCALE);
  pango_layout_set_alignment(layout_.get(),
                             style.align == Align::right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
}

int Canvas::height_of(int width, std::string_view text, const TextStyle& style) {
  if (text.empty()) return 0;
  lay_out(width, text, style);
  int height = 0;
  pango_layout_get_size(layout_.get(), nullptr, &height);
  return (height + PANGO_SCALE - 1) / PANGO_SCALE;
}

int Canvas::text(Place place, std::string_view text, const TextStyle& style) {
  const int height = height_of(place.width, text, style);
  if (height == 0) return 0;
  use_gray(context_.get(), style.gray_percent);
  cairo_move_to(context_.get(), place.x, place.y);
  pango_cairo_show_layout(context_.get(), layout_.get());
  return height;
}

void Canvas::line(int x, int y, int width) { fill({x, y, width}, 1, 75); }

void Canvas::fill(Place place, int height, int gray_percent) {
  use_gray(context_.get(), gray_percent);
  cairo_rectangle(context_.get(), place.x, place.y, place.width, height);
  cairo_fill(context_.get());
}

bool Canvas::picture(Place place, int height, std::string_view png) {
  const Owned<cairo_surface_t> image(read_png(png));
  if (cairo_surface_status(image.get()) != CAIRO_STATUS_SUCCESS) return false;
  const int width_px = cairo_image_surface_get_width(image.get());
  const int height_px = cairo_image_surface_get_height(image.get());
  if (width_px <= 0 || height_px <= 0) return false;
  const auto scale = std::min(1.0 * place.width / width_px, 1.0 * height / height_px);
  cairo_save(context_.get());
  cairo_translate(context_.get(), place.x, place.y);
  cairo_scale(context_.get(), scale, scale);
  cairo_set_source_surface(context_.get(), image.get(), 0, 0);
  cairo_paint(context_.get());
  cairo_restore(context_.get());
  return true;
}

void Canvas::next_page() { cairo_show_page(context_.get()); }

Result<std::string> Canvas::finish() {
  layout_.reset();
  context_.reset();
  cairo_surface_finish(surface_.get());
  if (cairo_surface_status(surface_.get()) != CAIRO_STATUS_SUCCESS)
    return Error{ErrorCode::internal, "internal", "The page could not be drawn.", {}, {}};
  return std::move(pdf_);
}

}  // namespace perseat::documents
