// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "main/demo/people.h"

#include <array>
#include <string_view>

namespace perseat::demo {
namespace {

// A part of a name, as it is written and in ASCII.
struct Part {
  std::string_view text;
  std::string_view ascii;
};
using Parts = std::array<Part, 10>;

struct Script {
  std::string_view locale;
  bool family_name_first;
  Parts family;
  Parts given;
};

constexpr Script korean{"ko",
                        true,
                        {{{"김", "kim"},
                          {"이", "lee"},
                          {"박", "park"},
                          {"최", "choi"},
                          {"정", "jung"},
                          {"강", "kang"},
                          {"조", "cho"},
                          {"윤", "yoon"},
                          {"장", "jang"},
                          {"임", "lim"}}},
                        {{{"민지", "minji"},
                          {"서연", "seoyeon"},
                          {"지훈", "jihoon"},
                          {"도윤", "doyun"},
                          {"하은", "haeun"},
                          {"시우", "siwoo"},
                          {"수아", "sua"},
                          {"예준", "yejun"},
                          {"지아", "jia"},
                          {"현우", "hyunwoo"}}}};

constexpr Script german{"de",
                        false,
                        {{{"Müller", "mueller"},
                          {"Schäfer", "schaefer"},
                          {"Weiß", "weiss"},
                          {"Köhler", "koehler"},
                          {"Vogel", "vogel"},
                          {"Krüger", "krueger"},
                          {"Lorenz", "lorenz"},
                          {"Groß", "gross"},
                          {"Böhm", "boehm"},
                          {"Winter", "winter"}}},
                        {{{"Jürgen", "juergen"},
                          {"Anneliese", "anneliese"},
                          {"Björn", "bjoern"},
                          {"Käthe", "kaethe"},
                          {"Lukas", "lukas"},
                          {"Sören", "soeren"},
                          {"Mareike", "mareike"},
                          {"Thorsten", "thorsten"},
                          {"Heike", "heike"},
                          {"Jörg", "joerg"}}}};

constexpr Script chinese{"zh-CN",
                         true,
                         {{{"王", "wang"},
                           {"李", "li"},
                           {"张", "zhang"},
                           {"刘", "liu"},
                           {"陈", "chen"},
                           {"杨", "yang"},
                           {"赵", "zhao"},
                           {"黄", "huang"},
                           {"周", "zhou"},
                           {"吴", "wu"}}},
                         {{{"伟", "wei"},
                           {"秀英", "xiuying"},
                           {"娜", "na"},
                           {"敏", "min"},
                           {"静", "jing"},
                           {"强", "qiang"},
                           {"磊", "lei"},
                           {"洋", "yang"},
                           {"艳", "yan"},
                           {"子轩", "zixuan"}}}};

constexpr Script english{"en",
                         false,
                         {{{"Taylor", "taylor"},
                           {"O'Brien", "obrien"},
                           {"Hughes", "hughes"},
                           {"Walker", "walker"},
                           {"Patel", "patel"},
                           {"Campbell", "campbell"},
                           {"Fraser", "fraser"},
                           {"Ellis", "ellis"},
                           {"Marsh", "marsh"},
                           {"Quinn", "quinn"}}},
                         {{{"Amelia", "amelia"},
                           {"Noah", "noah"},
                           {"Zoë", "zoe"},
                           {"Oliver", "oliver"},
                           {"Renée", "renee"},
                           {"George", "george"},
                           {"Isla", "isla"},
                           {"Harry", "harry"},
                           {"Chloé", "chloe"},
                           {"Jack", "jack"}}}};

constexpr std::array<const Script*, 4> scripts{&korean, &german, &chinese, &english};

}  // namespace

Person person(std::size_t index) {
  const Script& script = *scripts[index % scripts.size()];
  const std::size_t turn = index / scripts.size();
  const Part& family = script.family[turn % script.family.size()];
  // Shifted with every round through the family names, so that no pair comes twice.
  const Part& given = script.given[(turn * 3 + turn / script.family.size()) % script.given.size()];
  const std::string first(script.family_name_first ? family.text : given.text);
  const std::string second(script.family_name_first ? given.text : family.text);
  const bool is_joined = script.locale == "ko" || script.locale == "zh-CN";
  return {first + (is_joined ? "" : " ") + second,
          std::string(given.ascii) + "." + std::string(family.ascii), std::string(script.locale)};
}

}  // namespace perseat::demo
