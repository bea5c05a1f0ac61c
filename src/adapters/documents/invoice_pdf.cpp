// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/documents/invoice_pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "adapters/documents/canvas.h"
#include "adapters/documents/wording.h"

namespace perseat::documents {
namespace {

constexpr int left = 50;
constexpr int right = 545;
constexpr int width = right - left;
constexpr int top = 48;
constexpr int bottom = 775;  // of what is written above the foot
constexpr int foot = 788;
constexpr int gap = 14;
constexpr int row_gap = 7;

constexpr TextStyle body{};
constexpr TextStyle strong{.is_bold = true};
constexpr TextStyle small{.size = 8, .gray_percent = 35};
constexpr TextStyle label{.size = 8, .is_bold = true, .gray_percent = 35};
constexpr TextStyle small_right{.size = 8, .gray_percent = 35, .align = Align::right};
constexpr TextStyle label_right{
    .size = 8, .is_bold = true, .gray_percent = 35, .align = Align::right};
constexpr TextStyle number{.align = Align::right};
constexpr TextStyle strong_number{.is_bold = true, .align = Align::right};
constexpr TextStyle heading{.size = 20, .is_bold = true, .align = Align::right};
constexpr TextStyle seller_name{.size = 13, .is_bold = true};
constexpr TextStyle initial{.size = 20, .is_bold = true, .gray_percent = 100};

// Columns of the lines.
struct Column {
  int x = 0;
  int width = 0;
};
constexpr Column product_column{left, 215};
constexpr Column quantity_column{270, 50};
constexpr Column price_column{325, 85};
constexpr Column rate_column{415, 35};
constexpr Column tax_column{415, 60};  // in place of the rate where lines show their tax
constexpr Column net_column{455, 90};
constexpr Column net_beside_tax{478, 67};

std::string joined(std::initializer_list<std::string_view> parts, std::string_view between) {
  std::string text;
  for (const std::string_view part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

// The postal code stands before the place everywhere that a document has its own language for, and
// behind it where English is written.
std::string address_text(const Wording& wording, const Address& address) {
  const bool is_english = wording.language == "en";
  const std::string place = is_english
                                ? joined({address.city, address.region, address.postal_code}, ", ")
                                : joined({address.postal_code, address.city}, " ");
  return joined({address.line1, address.line2, place, address.country}, "\n");
}

std::string_view first_letter(std::string_view name) {
  std::size_t end = std::min<std::size_t>(1, name.size());
  while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) ++end;
  return name.substr(0, end);
}

class Printer {
 public:
  Printer(const InvoiceDocument& document, const DocumentLayout& layout, const Wording& wording)
      : document_(document),
        layout_(layout),
        wording_(wording),
        title_(document_title(document, layout)),
        canvas_({.language = wording.language,
                 .fonts = wording.fonts,
                 .title = title_ + " " + document.number,
                 .author = document.seller.name,
                 .made_on = format_date(document.issued_on) + "T00:00:00Z"}) {}

  Result<std::string> print();

 private:
  struct Row {
    const DocumentLine& line;
    std::string details;
    int product_height = 0;
    int height = 0;
  };

  [[nodiscard]] std::string amount(std::int64_t minor) const {
    return money_text(wording_, {minor, document_.currency});
  }
  [[nodiscard]] std::string rate_text(Rate rate) const {
    return number_text(wording_, format_percent(rate));
  }
  [[nodiscard]] std::string details_of(const DocumentLine& line) const;
  [[nodiscard]] Row row_of(const DocumentLine& line);

  void write_sender();
  void write_parties();
  int write_party(int x, int party_width, std::string_view title, const Address& address);
  int write_facts(int x, int facts_width);
  void write_summary();
  int write_sums(int x, int sums_width);
  int write_notes(int notes_width);
  void write_line_heads();
  void write_row(const Row& row);
  void write_foot(std::size_t page, std::size_t pages);
  void begin_page();
  [[nodiscard]] std::vector<std::size_t> pages_of(const std::vector<Row>& rows) const;

  const InvoiceDocument& document_;
  const DocumentLayout& layout_;
  const Wording& wording_;
  std::string title_;
  Canvas canvas_;
  int y_ = top;
};

constexpr int line_heads_height = 20;

std::string Printer::details_of(const DocumentLine& line) const {
  std::string text = joined(
      {wording_.transaction(line.type), span_text(wording_, line.service_start, line.service_end)},
      " · ");
  if (line.service_days() != line.period_days)
    text += fmt::format(" · {}/{} {}", line.service_days(), line.period_days, wording_.days);
  if (line.discount_minor != 0)
    text += " · " + fmt::format(fmt::runtime(wording_.discount), amount(line.discount_minor));
  if (line.is_tax_inclusive) text += fmt::format(" · {}", wording_.tax_included);
  return text;
}

void Printer::write_sender() {
  constexpr int mark = 30;
  constexpr int beside = left + mark + 10;
  const Seller& seller = document_.seller;
  // What is no picture was refused when the server started.
  if (seller.logo_png.empty() || !canvas_.picture({left, top, mark}, mark, seller.logo_png)) {
    canvas_.fill({left, top, mark}, mark, 20);
    canvas_.text({left + 8, top + 1, mark}, first_letter(seller.name), initial);
  }
  int y = top - 2;
  y += canvas_.text({beside, y, 230}, seller.name, seller_name);
  y += canvas_.text({beside, y, 230}, address_text(wording_, seller.address), small);
  int title_y = top - 6;
  title_y += canvas_.text({300, title_y, right - 300}, title_, heading);
  title_y += canvas_.text({300, title_y, right - 300}, document_.number, strong_number);
  y_ = std::max(y, title_y) + 2 * gap;
}

int Printer::write_party(int x, int party_width, std::string_view title, const Address& address) {
  int y = y_;
  y += canvas_.text({x, y, party_width}, title, label) + 2;
  y += canvas_.text({x, y, party_width}, document_.buyer_name, strong);
  y += canvas_.text({x, y, party_width}, address_text(wording_, address), body);
  return y;
}

int Printer::write_facts(int x, int facts_width) {
  constexpr int label_width = 85;
  int y = y_;
  const auto fact = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    const int high = canvas_.text({x, y, label_width}, name, label);
    y += std::max(high, canvas_.text({x + label_width + 5, y, facts_width - label_width - 5}, value,
                                     body)) +
         1;
  };
  fact(document_.is_credit_note() ? wording_.credit_note_number : wording_.number,
       document_.number);
  fact(wording_.date, date_text(wording_, document_.issued_on));
  if (!document_.is_credit_note()) fact(wording_.due, date_text(wording_, document_.due_on));
  fact(wording_.service_period,
       span_text(wording_, document_.service_start(), document_.service_end()));
  fact(wording_.po_number, document_.po_number);
  fact(wording_.buyer_tax_id, document_.buyer_tax_id);
  return y;
}

void Printer::write_parties() {
  const int sold_to = write_party(left, 140, wording_.sold_to, document_.sold_to);
  const int bill_to = write_party(200, 140, wording_.bill_to, document_.bill_to);
  const int facts = write_facts(350, right - 350);
  y_ = std::max({sold_to, bill_to, facts}) + 2 * gap;
}

int Printer::write_sums(int x, int sums_width) {
  int y = y_;
  const auto sum = [&](std::string_view name, std::int64_t minor, bool is_total) {
    const int half = sums_width / 2;
    const int high = canvas_.text({x, y, half}, name, is_total ? strong : body);
    const std::string shown =
        is_total ? fmt::format("{} {}", amount(minor), document_.currency.text()) : amount(minor);
    y += std::max(high, canvas_.text({x + half, y, sums_width - half}, shown,
                                     is_total ? strong_number : number)) +
         3;
  };
  sum(wording_.net, document_.net_minor, false);
  for (const DocumentTax& tax : document_.taxes)
    sum(fmt::format(fmt::runtime(wording_.tax), rate_text(tax.rate)), tax.tax_minor, false);
  canvas_.line(x, y, sums_width);
  y += 4;
  sum(document_.is_credit_note() ? wording_.credit_total : wording_.total, document_.total_minor,
      true);
  return y;
}

int Printer::write_notes(int notes_width) {
  int y = y_;
  const auto note = [&](std::string_view text, const TextStyle& style) {
    if (!text.empty()) y += canvas_.text({left, y, notes_width}, text, style) + 5;
  };
  if (document_.corrects)
    note(fmt::format(fmt::runtime(wording_.corrects), document_.corrects->number,
                     date_text(wording_, document_.corrects->issued_on)),
         strong);
  if (layout_.is_paid_by_card)
    note(document_.is_credit_note() ? wording_.credit_instruction : wording_.payment_instruction,
         body);
  if (document_.is_reverse_charge()) note(wording_.reverse_charge, strong);
  note(layout_.note, small);
  return y;
}

void Printer::write_summary() {
  canvas_.line(left, y_, width);
  y_ += 8;
  canvas_.text({left, y_, width}, wording_.summary, label);
  y_ += gap;
  const int sums = write_sums(330, right - 330);
  const int notes = write_notes(255);
  y_ = std::max(sums, notes) + gap;
}

void Printer::write_line_heads() {
  const auto head = [&](Column column, std::string_view text, const TextStyle& style) {
    canvas_.text({column.x, y_, column.width}, text, style);
  };
  head(product_column, wording_.line_product, label);
  head(quantity_column, wording_.line_quantity, label_right);
  head(price_column, wording_.line_unit_price, label_right);
  head(layout_.shows_tax_of_lines ? tax_column : rate_column, wording_.line_tax_rate, label_right);
  head(layout_.shows_tax_of_lines ? net_beside_tax : net_column,
       fmt::format(fmt::runtime(wording_.line_net), document_.currency.text()), label_right);
  canvas_.line(left, y_ + line_heads_height - 6, width);
  y_ += line_heads_height;
}

Printer::Row Printer::row_of(const DocumentLine& line) {
  Row row{line, details_of(line)};
  row.product_height = canvas_.height_of(product_column.width, line.product, body);
  row.height =
      row.product_height + canvas_.height_of(product_column.width, row.details, small) + row_gap;
  return row;
}

void Printer::write_row(const Row& row) {
  const DocumentLine& line = row.line;
  const auto cell = [&](Column column, std::string_view text) {
    canvas_.text({column.x, y_, column.width}, text, number);
  };
  canvas_.text({product_column.x, y_, product_column.width}, line.product, body);
  canvas_.text({product_column.x, y_ + row.product_height, product_column.width}, row.details,
               small);
  cell(quantity_column, number_text(wording_, std::to_string(line.quantity)));
  cell(price_column, number_text(wording_, line.unit_price));
  const std::string rate = rate_text(line.tax_rate) + " %";
  if (layout_.shows_tax_of_lines) {
    cell(tax_column, rate + "\n" + amount(line.tax_minor));
    cell(net_beside_tax, amount(line.net_minor));
  } else {
    cell(rate_column, rate);
    cell(net_column, amount(line.net_minor));
  }
  y_ += row.height;
}

void Printer::write_foot(std::size_t page, std::size_t pages) {
  const Seller& seller = document_.seller;
  canvas_.line(left, foot - 6, width);
  const auto named = [](std::string_view name, const std::string& value) {
    return value.empty() ? std::string() : fmt::format("{} {}", name, value);
  };
  const std::string tax_id = named(wording_.tax_id, seller.tax_id);
  const std::string registration = named(wording_.registration_number, seller.registration_number);
  canvas_.text({left, foot, 400},
               joined({seller.name, tax_id, registration, seller.email, seller.phone}, " · "),
               small);
  canvas_.text({right - 90, foot, 90}, fmt::format(fmt::runtime(wording_.page), page, pages),
               small_right);
}

void Printer::begin_page() {
  canvas_.next_page();
  y_ = top;
  canvas_.text({left, y_, width}, title_ + " " + document_.number, strong);
  y_ += 2 * gap;
  write_line_heads();
}

// How many rows each page has. The first may have none.
std::vector<std::size_t> Printer::pages_of(const std::vector<Row>& rows) const {
  std::vector<std::size_t> counts{0};
  int y = y_ + line_heads_height;
  for (const Row& row : rows) {
    if (y + row.height > bottom) {
      counts.push_back(0);
      y = top + 2 * gap + line_heads_height;
    }
    ++counts.back();
    y += row.height;
  }
  return counts;
}

Result<std::string> Printer::print() {
  write_sender();
  write_parties();
  write_summary();
  std::vector<Row> rows;
  rows.reserve(document_.lines.size());
  for (const DocumentLine& line : document_.lines) rows.push_back(row_of(line));
  const std::vector<std::size_t> counts = pages_of(rows);
  if (counts.front() > 0) write_line_heads();
  auto row = rows.begin();
  for (std::size_t page = 0; page < counts.size(); ++page) {
    if (page > 0) begin_page();
    for (std::size_t count = 0; count < counts[page]; ++count) write_row(*row++);
    write_foot(page + 1, counts.size());
  }
  return canvas_.finish();
}

}  // namespace

std::string document_title(const InvoiceDocument& document, const DocumentLayout& layout) {
  const Wording& wording = wording_of(shown_language(document, layout));
  const std::string& own = document.is_credit_note() ? layout.credit_note_title : layout.title;
  if (!own.empty()) return own;
  return std::string(document.is_credit_note() ? wording.credit_note : wording.invoice);
}

std::string_view shown_language(const InvoiceDocument& document, const DocumentLayout& layout) {
  return layout.language.empty() ? document_language(document) : std::string_view(layout.language);
}

Result<std::string> draw_invoice(const InvoiceDocument& document, const DocumentLayout& layout) {
  Printer printer(document, layout, wording_of(shown_language(document, layout)));
  return printer.print();
}

}  // namespace perseat::documents
