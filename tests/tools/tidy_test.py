# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""tidy sees each kind of violation planted in an otherwise clean tree."""
import importlib.machinery
import importlib.util
import sys

import pytest

from planted_tree import HEAD, LICENSE, ROOT, plant, run

CLEAN = {
    "README.md": "# A title\n\nA [link](docs/more.md) and [one](https://example.com/x).\n",
    "docs/more.md": "# More\n\n```bash\n# a comment in code\n```\n\n[back](../README.md#top)\n",
    "src/base/a.h": HEAD + "#pragma once\n\nint a();\n",
    "src/base/a.cpp": f"// {LICENSE}\n" + '#include "base/a.h"\n\nint a() {\n  return 1;\n}\n',
    "src/main/main.cpp": HEAD + '#include "base/a.h"\n\nint main() { return a(); }\n',
    "tools/thing": f"#!/usr/bin/env bash\n# {LICENSE}\necho fine\n",
    "migrations/0001_start.sql": f"-- {LICENSE}\ncreate table t (id text);\n",
}


def body(lines, indent="  "):
    return "".join(f"{indent}work({number});\n" for number in range(lines))


def nested(levels):
    heads = "".join("  " * (at + 1) + "if (ready()) {\n" for at in range(levels))
    tails = "".join("  " * (at + 1) + "}\n" for at in reversed(range(levels)))
    return "void f() {\n" + heads + tails + "}\n"


# Put together, because this file is looked at by tidy too.
OPEN_POINT = "TO" + "DO"
CARD = "4242 4242 " + "4242 4242"

# file, its text, a part of the complaint
VIOLATIONS = [
    # sizes
    ("src/base/b.cpp", HEAD + "// " + "x" * 98 + "\n", "101 columns"),
    ("src/base/b.cpp", HEAD + "int x;\n" * 399, "401 lines, at most 400"),
    ("tests/base/b_test.cpp", HEAD + "int x;\n" * 599, "601 lines, at most 600"),
    ("src/base/b.cpp", HEAD + "void f() {\n" + body(59) + "}\n", "a function of 61 lines"),
    ("src/base/b.cpp", HEAD + "A::A(int x) : x_(x), y_{x} {\n" + body(59) + "}\n", "61 lines"),
    ("src/base/b.cpp", HEAD + "struct A {\n int f() const noexcept {\n" + body(59) + " }\n};\n",
     "a function of 61 lines"),
    ("src/base/b.cpp", HEAD + nested(4), "nesting of 4, at most 3"),
    ("src/base/b.cpp", HEAD + "void f() {\n  for (;;) {\n    while (a(b{1})) {\n"
     "      switch (c) {\n        case 1: if (d) {\n          }\n      }\n    }\n  }\n}\n",
     "nesting of 4, at most 3"),
    # heads
    ("src/base/b.cpp", "// What it is for.\nint b;\n", "names the license"),
    ("src/base/b.cpp", f"// {LICENSE}\nint b;\n", "0 lines of purpose"),
    ("src/base/b.cpp", f"// {LICENSE}\n" + "// word\n" * 6 + "int b;\n", "6 lines of purpose"),
    ("tools/other", "#!/usr/bin/env bash\necho no head\n", "names the license"),
    ("tools/other.py", "print(1)\n", "names the license"),
    ("migrations/0002_more.sql", "create table u (id text);\n", "names the license"),
    # habits
    ("src/base/b.cpp", HEAD + "int b; \n", "trailing space"),
    ("src/base/b.cpp", HEAD + "int b;\r\n", "trailing space"),
    ("src/base/b.cpp", HEAD + "int b;", "one line break"),
    ("docs/b.md", "# B\n\ntext\n\n", "one line break"),
    ("src/base/b.cpp", HEAD + f"// {OPEN_POINT}: later\n", "open point"),
    ("docs/b.md", f"# B\n\n{OPEN_POINT} (soon)\n", "open point"),
    ("src/base/b.cpp", HEAD + "// FIX" + "ME\n", "open point"),
    ("docs/b.md", "# B\n\nA licen" + "ce.\n", "spelled license"),
    ("src/base/b.cpp", HEAD + "bool cancel" + "led;\n", "spelled canceled"),
    ("docs/b.md", "# B\n\nAn Organis" + "ation.\n", "spelled organize"),
    ("web/src/i18n/locales/en.json", '{"b": "Organis' + 'ation"}\n', "spelled organize"),
    ("docs/b.md", "# B\n\nSee /wo" + "rk/x.\n", "a path of one machine"),
    ("docs/b.md", "# B\n\nSee /home/" + "someone/x.\n", "a path of one machine"),
    ("src/base/b.cpp", HEAD + "// as told in (D" + "8)\n", "a code nobody can look up"),
    ("docs/b.md", "# B\n\n" + "<" * 7 + " HEAD\n", "a conflict marker"),
    # markdown
    ("docs/b.md", "No heading\n", "0 headings of the first level"),
    ("docs/b.md", "# B\n\n# C\n", "2 headings of the first level"),
    ("docs/b.md", "# B\n\n[gone](gone.md)\n", "a link to gone.md"),
    # dead files
    ("src/base/b.h", HEAD + "#pragma once\n", "no other file includes"),
    # secrets
    ("src/base/b.cpp", HEAD + f'auto c = "{CARD}";\n', "looks like a card number"),
    ("src/base/b.cpp", HEAD + 'auto c = "' + CARD.replace(" ", "") + '";\n', "card number"),
    ("docs/b.md", "# B\n\n-----BEGIN PRIVATE" + " KEY-----\n", "a private key"),
    ("clouds/b.toml", 'key = "sk_li' + 've_0123456789abcdef"\n', "a live gateway key"),
]

# What looks like a violation and is none.
ALLOWED = [
    ("src/base/b.cpp", HEAD + "// " + "x" * 97 + "\n"),
    ("src/base/b.cpp", HEAD + "void f() {\n" + body(58) + "}\n"),
    ("src/base/b.cpp", HEAD + "int t[] = {\n" + "  1,\n" * 70 + "};\n"),
    ("src/base/b.cpp", HEAD + "class A {\n public:\n" + "  int x;\n" * 70 + "};\n"),
    ("src/base/b.cpp", HEAD + nested(3)),
    ("src/base/b.cpp", HEAD + "void f() {\n  if (a) {\n  } else if (b) {\n  } else if (c) {\n"
     "  } else if (d) {\n  } else {\n  }\n}\n"),
    ("src/base/b.cpp", HEAD + "namespace a {\nnamespace {\nvoid f() {\n  each([&](int x) {\n"
     "    if (x) {\n      use(B{.c = {1, {2}}});\n    }\n  });\n}\n}  // namespace\n}\n"),
    ("src/base/b.cpp", HEAD + f"// {OPEN_POINT}(#12): later\n"),
    ("src/base/b.cpp", HEAD + "auto at_ms = 1767225600000; auto id = 4242424242424243;\n"),
    ("tests/base/b_test.cpp", HEAD + f'auto c = "{CARD}";\n'),
    ("docs/b.md", "# B\n\nA cancellation of licenses by the organization.\n"),
    ("web/src/i18n/locales/de.json", '{"b": "Organis' + 'ation"}\n'),
]


def test_a_clean_tree_has_no_findings(tmp_path):
    assert run("tidy", plant(tmp_path, CLEAN)) == []


@pytest.mark.parametrize("file, text, complaint", VIOLATIONS)
def test_sees_each_violation_and_only_it(tmp_path, file, text, complaint):
    found = run("tidy", plant(tmp_path, {**CLEAN, file: text}))
    assert len(found) == 1, found
    assert found[0].startswith(file + ":") and complaint in found[0]


@pytest.mark.parametrize("file, text", ALLOWED)
def test_lookalikes_are_no_violation(tmp_path, file, text):
    assert run("tidy", plant(tmp_path, {**CLEAN, file: text})) == []


def test_a_header_that_only_its_own_source_includes_is_dead(tmp_path):
    pair = {"src/base/b.h": HEAD + "#pragma once\n",
            "src/base/b.cpp": f"// {LICENSE}\n" + '#include "base/b.h"\n'}
    assert run("tidy", plant(tmp_path, {**CLEAN, **pair})) == [
        "src/base/b.h:1: no other file includes this header"]


def test_a_header_has_its_guard(tmp_path):
    files = {"src/base/a.h": HEAD + "int a();\n"}
    assert run("tidy", plant(tmp_path, {**CLEAN, **files})) == ["src/base/a.h:1: no #pragma once"]


def load(tool):
    """A tool as a module; its file has no .py ending, since it is a command."""
    sys.path.insert(0, str(ROOT / "tools"))
    sys.dont_write_bytecode = True
    loader = importlib.machinery.SourceFileLoader(tool, str(ROOT / "tools" / tool))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(tool, loader))
    loader.exec_module(module)
    return module


def test_measures_functions_where_they_begin_and_end():
    code = ("namespace a {\n"                                # 1
            "A::A(int x)\n    : x_(x), y_{x} {\n}\n"         # 2 to 4
            "template <class T>\nauto g(T t) -> T {\n"       # 5, 6
            "  if (t) {\n    return t;\n  }\n  return {};\n}\n"
            "bool operator==(const A& a) { return true; }\n"
            "}  // namespace a\n")
    assert list(load("tidy").functions(code)) == [(3, 4, 0), (6, 11, 1), (12, 12, 0)]


def test_the_real_tree_is_clean():
    assert run("tidy", ROOT) == []
