# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""check_names sees names that two sources of a layer have each for themselves, and no others."""
import pytest

from planted_tree import ROOT, plant, run

HEAD = "namespace perseat {\nnamespace {\n"
FOOT = "}  // namespace\n}  // namespace perseat\n"


def unnamed(text):
    return HEAD + text + "\n" + FOOT


# What the first source has, what the second one has, the name that they share.
CLASHES = [
    ("constexpr int columns = 3;", "constexpr int columns = 4;", "columns"),
    ("const Sql select_one{\n    \"\"};", "const Sql& select_one() {\n  return one;\n}",
     "select_one"),
    ("struct Changes {\n  int a;\n};", "using Changes = int;", "Changes"),
    ("enum class Kind { a, b };", "class Kind {\n};", "Kind"),
    ("int size_of(const Text& text) { return 1; }", "int size_of(const Text& other) { return 2; }",
     "size_of"),
    ("template <class T>\nvoid put(T& row) {}", "template <class T>\nvoid put(T& line) {}", "put"),
    ("constexpr Column names[] = {{1}, {2}};", "std::string_view names(int a) { return {}; }",
     "names"),
]
APART = [
    ("int size_of(const Text& text) { return 1; }", "int size_of(const Line& line) { return 2; }"),
    ("TEST(Money, Adds) { int a = 1; }", "TEST(Money, Rounds) { int a = 2; }"),
    ("void one() {\n  int local = 1;\n}", "void two() {\n  int local = 1;\n}"),
    ("struct One {\n  int size() { return 1; }\n};",
     "struct Two {\n  int size() { return 2; }\n};"),
]


@pytest.mark.parametrize("one, two, name", CLASHES)
def test_finds(tmp_path, one, two, name):
    plant(tmp_path, {"src/queries/a/one.cpp": unnamed(one), "src/queries/b/two.cpp": unnamed(two)})
    assert run("check_names", tmp_path) == [
        f"src/queries/b/two.cpp:3: {name} is a name in src/queries/a/one.cpp too"]


@pytest.mark.parametrize("one, two", APART)
def test_allows(tmp_path, one, two):
    plant(tmp_path, {"src/queries/a/one.cpp": unnamed(one), "src/queries/b/two.cpp": unnamed(two)})
    assert run("check_names", tmp_path) == []


def test_two_layers_may_have_the_same_name(tmp_path):
    text = unnamed("constexpr int columns = 3;")
    plant(tmp_path, {"src/queries/one.cpp": text, "src/store/one.cpp": text,
                     "src/adapters/http/one.cpp": text, "src/adapters/sqlite/one.cpp": text})
    assert run("check_names", tmp_path) == []


def test_two_namespaces_may_have_the_same_name(tmp_path):
    text = unnamed("constexpr int columns = 3;")
    plant(tmp_path, {"tests/adapters/one.cpp": text,
                     "tests/adapters/two.cpp": text.replace("perseat {", "perseat::postgres {")})
    assert run("check_names", tmp_path) == []


def test_finds_a_name_of_a_header_of_the_layer(tmp_path):
    plant(tmp_path, {"src/queries/row.h": "namespace perseat {\nvoid select(int a);\n}\n",
                     "src/queries/list.cpp": unnamed("const Sql select{1};")})
    assert run("check_names", tmp_path) == [
        "src/queries/row.h:2: select is a name in src/queries/list.cpp too"]


def test_the_real_tree_is_clean():
    assert run("check_names", ROOT) == []
