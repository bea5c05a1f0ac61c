// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/xml.h"

#include <gtest/gtest.h>

namespace perseat::xml {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

TEST(Xml, WritesElements) {
  std::string out;
  Writer writer(out);
  writer.begin("a", {{"x", "1"}, {"y", "2 \"<&"}}).element("b", "c & d");
  writer.optional_element("e", "").optional_element("f", "g", {{"z", "0"}}).end();
  EXPECT_EQ(out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<a x=\"1\" y=\"2 &quot;&lt;&amp;\"><b>c &amp; d</b><f z=\"0\">g</f></a>");
}

TEST(Xml, EscapesWhatHasAMeaning) {
  EXPECT_EQ(escaped("<a href=\"x\">&amp;</a>'"),
            "&lt;a href=&quot;x&quot;&gt;&amp;amp;&lt;/a&gt;'");
  EXPECT_EQ(escaped("]]>"), "]]&gt;");
  EXPECT_EQ(escaped("김민지 Müller 上海"), "김민지 Müller 上海");
}

TEST(Xml, LeavesOutWhatItHasNoPlaceFor) {
  EXPECT_EQ(escaped(std::string_view("a\0b\x01\x1f\tc\nd\r", 10)), "ab\tc\nd\r");
  EXPECT_EQ(escaped("a\xEF\xBF\xBE\xEF\xBF\xBF"
                    "b\xEF\xBF\xBD"),
            "ab\xEF\xBF\xBD");
}

}  // namespace
}  // namespace perseat::xml
