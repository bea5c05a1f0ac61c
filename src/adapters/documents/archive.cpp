// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "adapters/documents/archive.h"

#include <fmt/format.h>

#include <array>
// Its interface for C: clang does not take the headers of the other one in C++20.
#include <qpdf/qpdf-c.h>

#include <initializer_list>
#include <utility>

#include "adapters/documents/srgb_profile.h"
#include "base/log.h"
#include "base/xml.h"

namespace perseat::documents {
namespace {

// Its name is what readers of Factur-X look for.
constexpr const char* xml_name = "factur-x.xml";
constexpr std::string_view producer = "Perseat";

constexpr std::string_view schema_head = R"(<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>)";
constexpr std::string_view schema_uri = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";

struct Property {
  std::string_view name;
  std::string_view value;
  std::string_view meaning;
};
constexpr std::array properties{
    Property{"DocumentFileName", xml_name, "name of the embedded XML invoice file"},
    Property{"DocumentType", "INVOICE", "INVOICE"},
    Property{"Version", "1.0", "version of the Factur-X XML schema"},
    Property{"ConformanceLevel", "EN 16931", "conformance level of the embedded XML invoice"}};

// The properties that Factur-X adds, declared as PDF/A asks of properties that are not its own.
std::string xml_properties() {
  std::string text(schema_head);
  text += fmt::format(
      "{}</pdfaSchema:namespaceURI>\n<pdfaSchema:prefix>fx</pdfaSchema:prefix>\n"
      "<pdfaSchema:property><rdf:Seq>\n",
      schema_uri);
  for (const Property& property : properties)
    text += fmt::format(
        "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{}</pdfaProperty:name>"
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        "<pdfaProperty:category>external</pdfaProperty:category>"
        "<pdfaProperty:description>{}</pdfaProperty:description></rdf:li>\n",
        property.name, property.meaning);
  text +=
      "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
      "</rdf:Description>\n";
  text += fmt::format("<rdf:Description rdf:about=\"\" xmlns:fx=\"{}\">", schema_uri);
  for (const Property& property : properties)
    text += fmt::format("<fx:{0}>{1}</fx:{0}>", property.name, property.value);
  return text + "</rdf:Description>\n";
}

std::string escaped(std::string_view text) {
  std::string out;
  xml::append_escaped(out, text);
  return out;
}

// What the PDF says of itself, once more for readers of archives: both must agree.
std::string metadata_of(const ArchiveFacts& facts) {
  const std::string day = format_date(facts.made_on) + "T00:00:00Z";
  std::string text = fmt::format(
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
      "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
      "<dc:format>application/pdf</dc:format>"
      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{0}</rdf:li></rdf:Alt></dc:title>"
      "<dc:creator><rdf:Seq><rdf:li>{1}</rdf:li></rdf:Seq></dc:creator></rdf:Description>\n"
      "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">"
      "<xmp:CreateDate>{2}</xmp:CreateDate><xmp:ModifyDate>{2}</xmp:ModifyDate>"
      "</rdf:Description>\n"
      "<rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">"
      "<pdf:Producer>{3}</pdf:Producer></rdf:Description>\n",
      escaped(facts.title), escaped(facts.author), day, producer);
  if (!facts.xml.empty()) text += xml_properties();
  return text + "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";
}

std::string pdf_date(Date date) {
  const YearMonthDay day = year_month_day(date);
  return fmt::format("D:{:04}{:02}{:02}000000Z", day.year, day.month, day.day);
}

// An object of a PDF, kept by it.
struct Object {
  qpdf_oh handle;
};

class Pdf {
 public:
  Pdf() : data_(qpdf_init()) {
    qpdf_silence_errors(data_);
    qpdf_set_suppress_warnings(data_, QPDF_TRUE);
  }
  ~Pdf() { qpdf_cleanup(&data_); }
  Pdf(const Pdf&) = delete;
  Pdf& operator=(const Pdf&) = delete;

  // What is read has to live as long.
  void read(const std::string& bytes) {
    qpdf_read_memory(data_, "document", bytes.data(), bytes.size(), nullptr);
  }
  [[nodiscard]] std::string write();
  // What went wrong first; empty: nothing.
  [[nodiscard]] std::string failure() {
    if (qpdf_has_error(data_) == QPDF_FALSE) return {};
    return qpdf_get_error_full_text(data_, qpdf_get_error(data_));
  }

  [[nodiscard]] Object root() { return {qpdf_get_root(data_)}; }
  [[nodiscard]] Object trailer() { return {qpdf_get_trailer(data_)}; }
  [[nodiscard]] Object name(const char* name) { return {qpdf_oh_new_name(data_, name)}; }
  [[nodiscard]] Object number(std::size_t number) {
    return {qpdf_oh_new_integer(data_, static_cast<long long>(number))};
  }
  [[nodiscard]] Object text(const std::string& utf8) {
    return {qpdf_oh_new_binary_unicode_string(data_, utf8.data(), utf8.size())};
  }
  [[nodiscard]] Object array(Object only) {
    const Object made{qpdf_oh_new_array(data_)};
    qpdf_oh_append_item(data_, made.handle, only.handle);
    return made;
  }
  void append(Object array, Object item) { qpdf_oh_append_item(data_, array.handle, item.handle); }
  using Entries = std::initializer_list<std::pair<const char*, Object>>;
  [[nodiscard]] Object dictionary(Entries entries) {
    return filled({qpdf_oh_new_dictionary(data_)}, entries);
  }
  // Streams are objects that others refer to; so is what is given to shared().
  [[nodiscard]] Object stream(const std::string& bytes, Entries entries);
  [[nodiscard]] Object shared(Object object) {
    return {qpdf_make_indirect_object(data_, object.handle)};
  }
  Object filled(Object dictionary, Entries entries) {
    for (const auto& [key, value] : entries)
      qpdf_oh_replace_key(data_, dictionary.handle, key, value.handle);
    return dictionary;
  }

 private:
  qpdf_data data_;
};

Object Pdf::stream(const std::string& bytes, Entries entries) {
  const Object made{qpdf_oh_new_stream(data_)};
  const qpdf_oh none = qpdf_oh_new_null(data_);
  qpdf_oh_replace_stream_data(data_, made.handle,
                              reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                              none, none);
  filled({qpdf_oh_get_dict(data_, made.handle)}, entries);
  return made;
}

std::string Pdf::write() {
  qpdf_init_write_memory(data_);
  qpdf_set_minimum_pdf_version(data_, "1.7");
  qpdf_set_deterministic_ID(data_, QPDF_TRUE);
  // What was drawn is compressed already, and what is added is short.
  qpdf_set_stream_data_mode(data_, qpdf_s_preserve);
  qpdf_write(data_);
  const unsigned char* written = qpdf_get_buffer(data_);
  if (written == nullptr) return {};
  return {reinterpret_cast<const char*>(written), qpdf_get_buffer_length(data_)};
}

void add_metadata(Pdf& pdf, const ArchiveFacts& facts) {
  const Object metadata = pdf.stream(
      metadata_of(facts), {{"/Type", pdf.name("/Metadata")}, {"/Subtype", pdf.name("/XML")}});
  pdf.filled(pdf.root(), {{"/Metadata", metadata}});
  const Object day = pdf.text(pdf_date(facts.made_on));
  const Object info = pdf.dictionary({{"/Title", pdf.text(facts.title)},
                                      {"/Author", pdf.text(facts.author)},
                                      {"/Producer", pdf.text(std::string(producer))},
                                      {"/CreationDate", day},
                                      {"/ModDate", day}});
  pdf.filled(pdf.trailer(), {{"/Info", pdf.shared(info)}});
}

void add_output_intent(Pdf& pdf) {
  const Object space = pdf.text("sRGB IEC61966-2.1");
  const Object profile = pdf.stream(srgb_profile(), {{"/N", pdf.number(3)}});
  const Object intent = pdf.dictionary({{"/Type", pdf.name("/OutputIntent")},
                                        {"/S", pdf.name("/GTS_PDFA1")},
                                        {"/OutputConditionIdentifier", space},
                                        {"/Info", space},
                                        {"/DestOutputProfile", profile}});
  pdf.filled(pdf.root(), {{"/OutputIntents", pdf.array(pdf.shared(intent))}});
}

void attach_xml(Pdf& pdf, const ArchiveFacts& facts) {
  const Object day = pdf.text(pdf_date(facts.made_on));
  const Object facts_of_file = pdf.dictionary(
      {{"/Size", pdf.number(facts.xml.size())}, {"/CreationDate", day}, {"/ModDate", day}});
  const Object content = pdf.stream(facts.xml, {{"/Type", pdf.name("/EmbeddedFile")},
                                                {"/Subtype", pdf.name("/text/xml")},
                                                {"/Params", facts_of_file}});
  const Object name = pdf.text(xml_name);
  // Alternative: the XML says the same as the pages.
  const Object file =
      pdf.shared(pdf.dictionary({{"/Type", pdf.name("/Filespec")},
                                 {"/F", name},
                                 {"/UF", name},
                                 {"/Desc", pdf.text("Factur-X invoice")},
                                 {"/AFRelationship", pdf.name("/Alternative")},
                                 {"/EF", pdf.dictionary({{"/F", content}, {"/UF", content}})}}));
  const Object names = pdf.array(name);
  pdf.append(names, file);
  // The pages have no names of their own that this would take the place of.
  const Object files = pdf.dictionary({{"/EmbeddedFiles", pdf.dictionary({{"/Names", names}})}});
  pdf.filled(pdf.root(), {{"/Names", files}, {"/AF", pdf.array(file)}});
}

}  // namespace

Result<std::string> archived(const std::string& pdf, const ArchiveFacts& facts) {
  Pdf document;
  document.read(pdf);
  std::string failure = document.failure();
  std::string written;
  if (failure.empty()) {
    add_metadata(document, facts);
    add_output_intent(document);
    if (!facts.xml.empty()) attach_xml(document, facts);
    document.filled(document.root(), {{"/Lang", document.text(std::string(facts.language))}});
    written = document.write();
    failure = document.failure();
  }
  if (failure.empty() && !written.empty()) return written;
  log_error("documentFailed").with("what", failure);
  return Error{ErrorCode::internal, "internal", "The PDF could not be made.", {}, {}};
}

}  // namespace perseat::documents
