// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "queries/users/search_users.h"

#include <gtest/gtest.h>

#include <set>

#include "base/fold.h"
#include "base/json.h"
#include "support/samples.h"

namespace perseat::queries {
namespace {

class SearchUsersTest : public ::testing::Test {
 protected:
  test::Harness harness_;
  test::World world_ = test::make_world(harness_);
  Actor actor_ = world_.actor(world_.colleague);

  UserId add(const std::string& name, const std::string& email) {
    User user;
    user.org = world_.org;
    user.id = harness_.new_id<UserId>();
    user.email = email;
    user.display_name = name;
    user.sort_name = sort_name(name);
    user.locale = "ko";
    user.usage_country = "KR";
    harness_.insert([&](store::State& state) {
      state.users.add(user);
      state.logins.add({fold_email(email), user.org, user.id, "", 0, {}});
      for (const std::string& word : search_words(name, email))
        state.user_search_words.add({world_.org, word, user.id, user.sort_name});
    });
    return user.id;
  }
  std::vector<std::string> names(const PeopleFilter& filter, std::int64_t limit = 200) {
    std::vector<std::string> found;
    Page page{limit, ""};
    do {
      const auto body = search_users(harness_.reader(), actor_, filter, page);
      EXPECT_TRUE(body.has_value());
      const auto document = json::Document::parse(*body);
      const json::Node items = document->root().member("items");
      EXPECT_LE(items.size(), static_cast<std::size_t>(limit));
      for (std::size_t i = 0; i < items.size(); ++i)
        found.emplace_back(*items.element(i).member("displayName").text());
      page.cursor = document->root().member("nextCursor").text().value_or("");
    } while (!page.cursor.empty());
    return found;
  }
  using Names = std::vector<std::string>;
};

TEST_F(SearchUsersTest, FindsEverybodyInTheOrderOfTheirNamesPageByPage) {
  const Names everybody{"Ada Admin", "Bora Kim", "Gast", "Jürgen Weiß", "Leaver"};
  EXPECT_EQ(names({}), everybody);
  EXPECT_EQ(names({}, 1), everybody);
  EXPECT_EQ(names({}, 2), everybody);
}

TEST_F(SearchUsersTest, FindsByAllWordsInAnyScript) {
  add("김민지", "minji@example.test");
  add("김민수", "minsu@example.test");
  add("Kim Minji", "kim.minji@example.test");
  EXPECT_EQ(names({"김미", {}, {}}), (Names{"김민수", "김민지"}));
  EXPECT_EQ(names({"ㄱㅁㅈ", {}, {}}), Names{"김민지"});
  EXPECT_EQ(names({"min kim", {}, {}}), Names{"Kim Minji"});
  EXPECT_EQ(names({"minji", {}, {}}), (Names{"Kim Minji", "김민지"}));
  EXPECT_EQ(names({"minji", {}, {}}, 1), (Names{"Kim Minji", "김민지"}));
  EXPECT_EQ(names({"kim.minji@exam", {}, {}}), Names{"Kim Minji"});
  for (const char* typed : {"inji", "zz", "kim zz", "%", "_", "'", "*", " "})
    EXPECT_EQ(names({typed, {}, {}}), Names{}) << typed;
}

TEST_F(SearchUsersTest, FindsByStateAndKind) {
  EXPECT_EQ(names({"", UserState::disabled, {}}), Names{"Leaver"});
  EXPECT_EQ(names({"", {}, UserKind::guest}), Names{"Gast"});
  EXPECT_EQ(names({"", UserState::active, UserKind::member}),
            (Names{"Ada Admin", "Bora Kim", "Jürgen Weiß"}));
}

TEST_F(SearchUsersTest, FindsTheSameAlongTheNamesAsByTheWord) {
  // More people of one word than are worth sorting.
  harness_.insert([&](store::State& state) {
    for (int i = 0; i < 2'500; ++i) {
      User user;
      user.org = world_.org;
      user.id = harness_.new_id<UserId>();
      user.email = user.id.text();
      // One in five is a Lee too; behind them all come 400 of another name.
      user.display_name = (i < 2'100 ? "Kim " : "Zed ") + std::to_string(i);
      if (i % 5 == 0) user.display_name += " Lee";
      user.sort_name = sort_name(user.display_name);
      state.users.add(user);
      state.logins.add({user.email, user.org, user.id, "", 0, {}});
      for (const std::string& word : search_words(user.display_name, ""))
        state.user_search_words.add({world_.org, word, user.id, user.sort_name});
    }
  });
  for (const auto kind : {std::optional<UserKind>{}, std::optional{UserKind::member}}) {
    for (const auto& [typed, count] : {std::pair{"kim", 2'100u},
                                       {"kim 209", 11u},
                                       {"lee", 500u},
                                       {"lee kim", 420u},
                                       {"zed", 400u},
                                       {"lee zed", 80u}}) {
      const Names found = names({typed, {}, kind});
      EXPECT_EQ(found.size(), count) << typed;
      EXPECT_TRUE(std::is_sorted(found.begin(), found.end())) << typed;
      EXPECT_EQ(std::set<std::string>(found.begin(), found.end()).size(), count) << typed;
    }
    EXPECT_EQ(names({"lee zed", {}, kind}, 7), names({"lee zed", {}, kind}));
  }
}

TEST_F(SearchUsersTest, IsForMembersAndShowsNobodyOfAnotherOrganization) {
  const auto of_guest = search_users(harness_.reader(), world_.actor(world_.guest), {}, {});
  EXPECT_EQ(of_guest.error().reason, "guestAccount");
  actor_ = world_.actor(world_.stranger);
  EXPECT_EQ(names({}), Names{"Stranger"});
}

TEST_F(SearchUsersTest, ReadsWithoutScanningTheOrganization) {
  const auto shown = show_user(harness_.reader(), actor_, world_.buyer);
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(shown->etag, "\"1\"");
  EXPECT_NE(shown->body.find("\"displayName\":\"Bora Kim\""), std::string::npos);
  EXPECT_EQ(show_user(harness_.reader(), actor_, world_.stranger).error().reason, "notFound");
  EXPECT_TRUE(show_user(harness_.reader(), world_.actor(world_.guest), world_.guest).has_value());
  EXPECT_EQ(show_user(harness_.reader(), world_.actor(world_.guest), world_.buyer).error().reason,
            "guestAccount");
  static const PeopleStatements statements("u.id", false);
  using Way = PeopleStatements::Way;
  for (const auto way : {Way::word, Way::letter, Way::names}) {
    const auto plan = harness_.reader().explain(statements.sql(way));
    ASSERT_TRUE(plan.has_value());
    // Along a letter, only the page that was found is sorted.
    bool may_sort = way == Way::word;
    for (const std::string& step : *plan) {
      EXPECT_FALSE(step.starts_with("SCAN u")) << step;
      EXPECT_FALSE(!may_sort && step.find("TEMP B-TREE") != std::string::npos) << step;
      may_sort = may_sort || step.starts_with("SCAN f");
    }
  }
}

}  // namespace
}  // namespace perseat::queries
