// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/documents/wording.h"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/documents/xml_facts.h"

namespace perseat::documents {
namespace {

constexpr Wording english{
    .language = "en",
    .fonts = "Noto Sans, NanumGothic, Noto Sans CJK SC",
    .date_form = "{0:04}-{1:02}-{2:02}",
    .invoice = "Invoice",
    .credit_note = "Credit note",
    .number = "Invoice number",
    .credit_note_number = "Credit note number",
    .date = "Date",
    .due = "Due",
    .po_number = "PO number",
    .tax_id = "Tax ID",
    .buyer_tax_id = "Your tax ID",
    .registration_number = "Registration number",
    .corrects = "Corrects invoice {0} of {1}",
    .sold_to = "Sold to",
    .bill_to = "Bill to",
    .service_period = "Service period",
    .summary = "Summary",
    .net = "Net",
    .tax = "Tax {0} %",
    .total = "Total",
    .credit_total = "Total credit",
    .line_product = "Product",
    .line_quantity = "Licenses",
    .line_unit_price = "Unit price",
    .line_tax_rate = "Tax",
    .line_net = "Net ({0})",
    .discount = "Discount {0}",
    .tax_included = "tax included",
    .days = "days",
    .payment_instruction =
        "Please do not pay this invoice yourself: the card of your billing profile is charged.",
    .credit_instruction =
        "You need not do anything: what you paid goes back to the card that paid it, and what you "
        "still owe becomes less.",
    .reverse_charge = "Reverse charge: the tax is owed by the customer.",
    .page = "Page {0} of {1}",
    .transactions = {"Purchase", "Monthly payment", "Renewal", "Reactivation", "More licenses",
                     "Fewer licenses", "Cancellation", "Credit"}};

// "Gutschrift" on a document is, since 2013, one that the buyer makes out (UStG, section 14).
constexpr Wording german{
    .language = "de",
    .fonts = "Noto Sans, NanumGothic, Noto Sans CJK SC",
    .date_form = "{2:02}.{1:02}.{0:04}",
    .decimal_mark = ',',
    .group_mark = ".",
    .invoice = "Rechnung",
    .credit_note = "Rechnungskorrektur",
    .number = "Rechnungsnummer",
    .credit_note_number = "Korrekturnummer",
    .date = "Datum",
    .due = "Fällig am",
    .po_number = "Bestellnummer",
    .tax_id = "Steuernummer",
    .buyer_tax_id = "Ihre Steuernummer",
    .registration_number = "Registernummer",
    .corrects = "Korrigiert Rechnung {0} vom {1}",
    .sold_to = "Kunde",
    .bill_to = "Rechnung an",
    .service_period = "Leistungszeitraum",
    .summary = "Zusammenfassung",
    .net = "Netto",
    .tax = "USt. {0} %",
    .total = "Gesamtbetrag",
    .credit_total = "Gutschriftbetrag",
    .line_product = "Produkt",
    .line_quantity = "Lizenzen",
    .line_unit_price = "Einzelpreis",
    .line_tax_rate = "USt.",
    .line_net = "Netto ({0})",
    .discount = "Rabatt {0}",
    .tax_included = "inkl. USt.",
    .days = "Tage",
    .payment_instruction =
        "Bitte überweisen Sie nichts: Der Betrag wird von der Karte Ihres Abrechnungsprofils "
        "abgebucht.",
    .credit_instruction =
        "Sie müssen nichts tun: Bezahltes geht auf die Karte zurück, mit der bezahlt wurde, "
        "und was Sie noch schulden, wird weniger.",
    .reverse_charge = "Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge).",
    .page = "Seite {0} von {1}",
    .transactions = {"Kauf", "Monatszahlung", "Verlängerung", "Reaktivierung", "Mehr Lizenzen",
                     "Weniger Lizenzen", "Kündigung", "Gutschrift"}};

// NanumGothic before Noto's CJK fonts: its outlines are TrueType, which makes a page in a sixth of
// the time and a quarter of the size.
constexpr Wording korean{
    .language = "ko",
    .fonts = "Noto Sans, NanumGothic, Noto Sans CJK KR",
    .date_form = "{0:04}-{1:02}-{2:02}",
    .invoice = "송장",
    .credit_note = "대변 메모",
    .number = "송장 번호",
    .credit_note_number = "대변 메모 번호",
    .date = "발행일",
    .due = "납기일",
    .po_number = "구매 주문 번호",
    .tax_id = "사업자등록번호",
    .buyer_tax_id = "고객 사업자등록번호",
    .registration_number = "법인등록번호",
    .corrects = "{1} 발행 {0}의 정정",
    .sold_to = "구매자",
    .bill_to = "청구처",
    .service_period = "서비스 기간",
    .summary = "요약",
    .net = "공급가액",
    .tax = "부가세 {0}%",
    .total = "합계",
    .credit_total = "환급 합계",
    .line_product = "제품",
    .line_quantity = "라이선스",
    .line_unit_price = "단가",
    .line_tax_rate = "세율",
    .line_net = "공급가액 ({0})",
    .discount = "할인 {0}",
    .tax_included = "부가세 포함",
    .days = "일",
    .payment_instruction = "직접 송금하지 마세요. 청구 프로필에 등록된 카드로 결제됩니다.",
    .credit_instruction =
        "따로 하실 일은 없습니다. 결제하신 금액은 결제한 카드로 환불되고, 아직 내지 않은 금액은 "
        "그만큼 줄어듭니다.",
    .reverse_charge = "대리납부(Reverse charge): 세금은 고객이 납부합니다.",
    .page = "{1}쪽 중 {0}쪽",
    .transactions = {"구매", "월 결제", "갱신", "다시 활성화", "라이선스 추가", "라이선스 감소",
                     "취소", "환급"}};

constexpr Wording chinese{
    .language = "zh-CN",
    .fonts = "Noto Sans, Noto Sans CJK SC, NanumGothic",
    .date_form = "{0:04}-{1:02}-{2:02}",
    .invoice = "账单",
    .credit_note = "贷项通知单",
    .number = "账单编号",
    .credit_note_number = "贷项通知单编号",
    .date = "开具日期",
    .due = "到期日",
    .po_number = "采购订单号",
    .tax_id = "纳税人识别号",
    .buyer_tax_id = "购买方纳税人识别号",
    .registration_number = "注册号",
    .corrects = "更正 {1} 的账单 {0}",
    .sold_to = "购买方",
    .bill_to = "账单接收方",
    .service_period = "服务期间",
    .summary = "摘要",
    .net = "金额",
    .tax = "税额 {0}%",
    .total = "价税合计",
    .credit_total = "退还合计",
    .line_product = "产品",
    .line_quantity = "许可证",
    .line_unit_price = "单价",
    .line_tax_rate = "税率",
    .line_net = "金额 ({0})",
    .discount = "折扣 {0}",
    .tax_included = "含税",
    .days = "天",
    .payment_instruction = "请勿自行付款：款项将从账单配置文件的银行卡中扣除。",
    .credit_instruction = "您无需操作：已付款项将退回付款的银行卡，尚未支付的金额相应减少。",
    .reverse_charge = "反向征收（Reverse charge）：税款由客户缴纳。",
    .page = "第 {0} 页，共 {1} 页",
    .transactions = {"购买", "月付", "续订", "重新激活", "增加许可证", "减少许可证", "取消",
                     "退还"}};

constexpr std::array wordings{&english, &german, &korean, &chinese};

}  // namespace

const Wording& wording_of(std::string_view language) {
  const auto found = std::ranges::find(wordings, language, &Wording::language);
  return found == wordings.end() ? english : **found;
}

std::string date_text(const Wording& wording, Date date) {
  const YearMonthDay day = year_month_day(date);
  return fmt::format(fmt::runtime(wording.date_form), day.year, day.month, day.day);
}

std::string span_text(const Wording& wording, Date start, Date end) {
  return date_text(wording, start) + " – " + date_text(wording, last_day(start, end));
}

std::string number_text(const Wording& wording, std::string_view decimal) {
  const bool is_negative = decimal.starts_with('-');
  if (is_negative) decimal.remove_prefix(1);
  const std::string_view whole = decimal.substr(0, decimal.find('.'));
  std::string text = is_negative ? "-" : "";
  for (std::size_t at = 0; at < whole.size(); ++at) {
    if (at > 0 && (whole.size() - at) % 3 == 0) text += wording.group_mark;
    text += whole[at];
  }
  if (whole.size() < decimal.size()) {
    text += wording.decimal_mark;
    text += decimal.substr(whole.size() + 1);
  }
  return text;
}

std::string money_text(const Wording& wording, Money amount) {
  return number_text(wording, format_decimal(amount));
}

}  // namespace perseat::documents
