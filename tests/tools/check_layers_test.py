# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
"""check_layers sees each kind of violation planted in an otherwise clean tree."""
import pytest

from planted_tree import ROOT, plant, run

CLEAN = {
    "src/base/result.h": "#include <string>\nstruct Result {};\n",
    "src/base/json.h": "struct Json {};\n",
    "src/base/json.cpp": '#include "base/json.h"\n#include <boost/json.hpp>\n',
    "src/domain/seat.h": '#include "base/result.h"\nstruct Seat {};\n',
    "src/ports/database.h": '#include "domain/seat.h"\n',
    "src/store/seat_store.h": '#include "ports/database.h"\n',
    "src/store/seat_store.cpp": '#include "store/seat_store.h"\n'
                                'const char* text = "select id from seat";\n',
    "src/usecases/assign.h": '#include "store/seat_store.h"\n',
    "src/queries/list.cpp": 'const char* text = "select id "\n    "from seat";\n',
    "src/engine/queue.h": '#include "store/seat_store.h"\n',
    "src/workers/charge.cpp": '#include "engine/queue.h"\n#include <thread>\n',
    "src/net/server.cpp": "#include <boost/asio/io_context.hpp>\n#include <unistd.h>\n",
    "src/adapters/sqlite/sqlite.cpp": '#include "ports/database.h"\n#include <sqlite3.h>\n'
                                      'const char* text = "begin immediate";\n',
    "src/adapters/http/routes.h": '#include "usecases/assign.h"\n',
    "src/adapters/http/routes.cpp": '#include "adapters/http/routes.h"\n',
    "src/main/main.cpp": '#include "adapters/http/routes.h"\n#include <toml++/toml.h>\n',
}

# file, its text, a part of the complaint
VIOLATIONS = [
    # who may include whom
    ("src/base/up.cpp", '#include "domain/seat.h"', "base may not include domain"),
    ("src/domain/up.cpp", '#include "store/seat_store.h"', "domain may not include store"),
    ("src/ports/up.h", '#include "store/seat_store.h"', "ports may not include store"),
    ("src/store/up.cpp", '#include "usecases/assign.h"', "store may not include usecases"),
    ("src/usecases/up.cpp", '#include "ports/database.h"', "usecases may not include ports"),
    ("src/usecases/up.cpp", '#include "engine/queue.h"', "usecases may not include engine"),
    ("src/queries/up.cpp", '#include "usecases/assign.h"', "queries may not include usecases"),
    ("src/engine/up.cpp", '#include "usecases/assign.h"', "engine may not include usecases"),
    ("src/workers/up.cpp", '#include "adapters/http/routes.h"', "workers may not include"),
    ("src/net/up.cpp", '#include "domain/seat.h"', "net may not include domain"),
    ("src/sandbox_gateway/up.cpp", '#include "domain/seat.h"', "sandbox_gateway may not include"),
    ("src/cli/up.cpp", '#include "store/seat_store.h"', "cli may not include store"),
    ("src/adapters/sqlite/up.cpp", '#include "store/seat_store.h"', "may not include store"),
    ("src/adapters/sqlite/side.cpp", '#include "adapters/http/routes.h"',
     "adapters/sqlite may not include adapters/http"),
    ("src/nowhere/x.cpp", "int x;", "unknown layer nowhere"),
    ("src/domain/gone.cpp", '#include "domain/gone.h"', "is not a file of src"),
    # libraries
    ("src/ports/lib.h", "#include <fmt/format.h>", "<fmt/format.h> belongs to"),
    ("src/usecases/lib.cpp", "#include <fmt/format.h>", "<fmt/format.h> belongs to"),
    ("src/adapters/http/lib.cpp", "#include <boost/asio.hpp>", "belongs to net/"),
    ("src/adapters/http/lib.cpp", "#include <boost/json.hpp>", "belongs to base/json"),
    ("src/store/lib.cpp", "#include <sqlite3.h>", "belongs to adapters/sqlite/"),
    ("src/main/lib.cpp", "#include <curl/curl.h>", "belongs to adapters/gateway_stripe/"),
    ("src/base/lib.cpp", "#include <surprise/new_library.h>", "no layer is known to use"),
    ("src/domain/io.cpp", "#include <fstream>", "which does no I/O"),
    ("src/usecases/io.cpp", "#include <thread>", "which does no I/O"),
    ("src/store/io.cpp", "#include <sys/socket.h>", "which does no I/O"),
    # words
    ("src/adapters/http/word.cpp", "double price;", "floating point"),
    ("src/base/word.cpp", "float price;", "floating point"),
    ("src/base/word.cpp", "using namespace std;", "using namespace"),
    ("src/net/word.cpp", "auto x = co_await y;", "coroutine"),
    ("src/base/word.cpp", "int invoice_count;", "business word"),
    ("src/engine/word.cpp", "struct BuySubscription;", "business word"),
    ("src/engine/word.cpp", "int seats;", "business word"),
    ("src/domain/word.cpp", "void f() { throw 1; }", "exceptions"),
    ("src/domain/word.cpp", "int* p = new int;", "domain has values"),
    ("src/domain/word.cpp", "struct A { virtual void f(); };", "domain has values"),
    ("src/domain/word.cpp", "std::thread t;", "a thread"),
    ("src/domain/word.cpp", "std::mutex m;", "a thread"),
    ("src/domain/word.cpp", "auto t = std::chrono::system_clock::now();", "a clock"),
    ("src/domain/word.cpp", "std::mt19937 r;", "randomness"),
    ("src/domain/word.cpp", '#include "base/json.h"', "JSON in domain"),
    ("src/usecases/word.cpp", "auto t = std::chrono::steady_clock::now();", "a clock"),
    ("src/usecases/word.cpp", "void f() { throw 1; }", "exceptions"),
    ("src/usecases/word.cpp", "void f() { sleep_for(1); }", "sleep"),
    ("src/usecases/word.cpp", '#include "base/json.h"', "JSON in usecases"),
    # SQL
    ("src/domain/sql.cpp", 'auto s = "select a from b";', "SQL belongs"),
    ("src/usecases/sql.cpp", 'auto s = "INSERT INTO b VALUES (1)";', "SQL belongs"),
    ("src/adapters/http/sql.cpp", 'auto s = R"(\n  update b set a = 1)";', "SQL belongs"),
    ("src/workers/sql.cpp", 'auto s = "delete "\n  "from b";', "SQL belongs"),
    ("src/main/sql.cpp", 'auto s = "with x as (select 1) select * from x";', "SQL belongs"),
    ("src/adapters/sqlite/sql.cpp", 'auto s = "select a from b join sqlite_schema s";', "SQL"),
    ("src/adapters/postgres/sql.cpp", 'auto s = "select a from b join pg_roles r";', "SQL"),
    ("src/adapters/postgres/sql.cpp", 'auto s = "select a from sqlite_schema";', "SQL"),
    ("src/queries/sql.cpp", 'auto s = "update b set a = 1";', "a query that writes"),
]

# What looks like a violation and is none.
ALLOWED = [
    ("src/domain/fine.cpp", "// throw new virtual double std::thread system_clock\n"),
    ("src/domain/fine.cpp", "/* throw\n new */ int x;\n"),
    ("src/domain/fine.cpp", 'auto s = "throw a double into the new select";\n'),
    ("src/domain/fine.cpp", 'auto s = R"x(double " throw)x";\n'),
    ("src/domain/fine.cpp", "int renewed = 10'000; char c = '\"'; int doubled;\n"),
    ("src/usecases/fine.cpp", 'auto s = "Select a product from the list";\n'),
    ("src/engine/fine.cpp", "// holds a subscription's invoice\nint seatbelt_free;\n"),
    ("src/adapters/sqlite/fine.cpp",
     'auto s = "select 1 from sqlite_schema t join pragma_index_list(t.name) i";\n'),
    ("src/adapters/postgres/fine.cpp", 'auto s = "select rolsuper from pg_roles";\n'),
    ("src/base/fine.cpp", "enum { payment_declined };\n"),
]


def test_a_clean_tree_has_no_findings(tmp_path):
    assert run("check_layers", plant(tmp_path, CLEAN)) == []


@pytest.mark.parametrize("file, text, complaint", VIOLATIONS)
def test_sees_each_violation_and_only_it(tmp_path, file, text, complaint):
    found = run("check_layers", plant(tmp_path, {**CLEAN, file: text + "\n"}))
    assert found and all(line.startswith(file + ":") for line in found)
    assert any(complaint in line for line in found), found


@pytest.mark.parametrize("file, text", ALLOWED)
def test_comments_literals_and_lookalikes_are_no_violation(tmp_path, file, text):
    assert run("check_layers", plant(tmp_path, {**CLEAN, file: text})) == []


def test_names_the_line(tmp_path):
    text = "// one\n/* two\nthree */\nvoid f() { throw 1; }\n"
    plant(tmp_path, {**CLEAN, "src/domain/a.cpp": text})
    assert run("check_layers", tmp_path)[0].startswith("src/domain/a.cpp:4: 'throw'")


def test_sees_a_cycle_of_includes(tmp_path):
    loop = {"src/base/a.h": '#include "base/b.h"\n', "src/base/b.h": '#include "base/c.h"\n',
            "src/base/c.h": '#include "base/a.h"\n'}
    found = run("check_layers", plant(tmp_path, {**CLEAN, **loop}))
    assert len(found) == 1 and "base/a.h -> base/b.h -> base/c.h -> base/a.h" in found[0]


def test_the_build_may_not_link_more_than_a_layer_may_include(tmp_path):
    build = {"cmake/layers.cmake": "perseat_layer(store DEPENDS base domain ports)\n"
                                   "perseat_layer(domain DEPENDS base store LIBRARIES fmt::fmt)\n"}
    assert run("check_layers", plant(tmp_path, {**CLEAN, **build})) == [
        "cmake/layers.cmake:2: domain links store, which it may not include"]


def test_the_real_tree_is_clean():
    assert run("check_layers", ROOT) == []
