# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced by ./dev: the steps of a test run, each of them timed, and how each kind of test is run.

failed_steps=()
step_ok=true

# step NAME COMMAND...: runs it, prints how long it took, and remembers a failure.
step() {
  local name=$1 started=$EPOCHREALTIME status=0
  shift
  say "== $name"
  set +e
  (set -e; "$@") 2>&1
  status=$?
  set -e
  local tenths=$(((${EPOCHREALTIME/[.,]/} - ${started/[.,]/}) / 100000))
  local took="$((tenths / 10)).$((tenths % 10)) s"
  if [ "$status" = 0 ]; then
    step_ok=true
    echo "$green== $name: ok, $took$plain"
  else
    step_ok=false
    failed_steps+=("$name")
    echo "$red== $name: FAILED ($status), $took$plain"
  fi
}

# run_ctest PRESET [NAME] [OPTION...]: the C++ tests of that build, whose passes are not printed.
run_ctest() {
  local preset=$1 name=${2:-$1} filter=()
  shift
  [ $# = 0 ] || shift
  [ -z "$only" ] || filter=(-R "$only")
  # Where the tests write which statements' plans they checked.
  export PERSEAT_STATEMENTS=$root/build/$preset/statements.txt
  : >"$PERSEAT_STATEMENTS"
  ctest --test-dir "build/$preset" -j "$jobs" --no-tests=ignore "$@" \
    --output-junit "$results/ctest-$name.xml" \
    "${filter[@]}" | grep -vE '^ +Start +[0-9]+: |   Passed  +|^$'
}

runner=''  # a program that runs it
# run_pytest NAME FOLDER [OPTION...]: exit 5 means that no test was chosen, as --only allows.
run_pytest() {
  local name=$1 folder=$2 status=0 filter=()
  shift 2
  [ -z "$only" ] || filter=(-k "$only")
  PERSEAT_BIN=$root/build/release/bin PERSEAT_SOURCE=$root PYTHONDONTWRITEBYTECODE=1 \
    $runner "$python" -m pytest -q -p no:cacheprovider --junitxml "$results/pytest-$name.xml" \
    -o junit_family=xunit2 "${filter[@]}" "$@" "$folder" || status=$?
  [ "$status" = 5 ] && [ -n "$only" ] && status=0
  return "$status"
}

# test_release BUILD: with that kind of build.
test_release() {
  step "build release" build_all "$1" release
  $step_ok || return 0
  step "unit tests" run_ctest release release -LE postgres
  [ -n "$only" ] || step statements check_statements
}

# test_web [PLAYWRIGHT ARGUMENT...]: in a browser; its pictures are in build/results/pictures.
test_web() {
  [ -e build/web/index.html ] || return 0
  step "web app in a browser" web/in-browser "$@"
}

test_api() {
  if [ -d tests/tools ]; then step "tools' own tests" run_pytest tools tests/tools; fi
  if [ -d tests/api ]; then step "API tests" run_pytest api tests/api; fi
  if [ -d tests/chaos ]; then step "chaos tests" run_pytest chaos tests/chaos; fi
}

start_postgres() {
  tests/support/postgres_cluster start build/release/bin/perseatd >"$results/postgres"
}
stop_postgres() {
  tests/support/postgres_cluster stop "$(sed -E 's/^host=([^ ]+).*/\1/' "$results/postgres")"
}

# What needs a database once more, on a PostgreSQL of its own in a temporary folder.
test_postgres() {
  [ -e build/release/bin/perseatd ] || return 0
  step "start PostgreSQL" start_postgres
  $step_ok || return 0
  cluster=started
  PERSEAT_TEST_POSTGRES=$(cat "$results/postgres")
  export PERSEAT_TEST_POSTGRES
  step "unit tests on PostgreSQL" run_ctest release postgres -L "database|postgres"
  step "API tests on PostgreSQL" run_pytest api-postgres tests/api
  step "chaos tests on PostgreSQL" run_pytest chaos-postgres tests/chaos
  unset PERSEAT_TEST_POSTGRES
}

# Under the sanitizers by default: what parses and computes and needs no database. All of it takes
# as long again as the whole of the other tests: --sanitize.
sanitized_areas="base;domain;net;sandbox_gateway"

# Where several threads work at once.
threaded_areas="net;engine;workers;adapters;main"

build_sanitized() {
  local preset=$1 areas=${2//;/ }
  configure "$preset" -DPERSEAT_TEST_AREAS="$2"
  # shellcheck disable=SC2046,SC2086
  ninja --quiet -j "$jobs" -C "build/$preset" ${areas:+$(printf 'test_%s ' $areas)}
}

# test_sanitized PRESET [AREAS]: asan or tsan; without areas all of them.
test_sanitized() {
  step "build $1" build_sanitized "$1" "${2:-}"
  $step_ok || return 0
  run_sanitized "$1"
}

run_sanitized() {
  export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1
  export UBSAN_OPTIONS=print_stacktrace=1
  step "unit tests, $1" run_ctest "$1" "$1" -LE postgres
}

# What needs nobody's attention takes what the tests leave of the cores, as these often wait.
# in_spare_time FUNCTION...: one after the other; end_of FUNCTION is the step that waits for it.
spare=''
in_spare_time() {
  set -m  # a process group of its own, to be stopped as a whole
  {
    renice -n 19 "$BASHPID" >/dev/null
    local work status
    set +e
    for work in "$@"; do
      (set -e; "$work") >"$results/$work.log" 2>&1
      status=$?
      echo "$status" >"$results/$work.status"
    done
  } &
  spare=$!
  set +m
}
end_of() {
  until [ -s "$results/$1.status" ]; do sleep 0.2; done
  cat "$results/$1.log"
  return "$(<"$results/$1.status")"
}
clean_up() {
  [ -z "$spare" ] || kill -- "-$spare" 2>/dev/null || true
  [ -z "$cluster" ] || stop_postgres
}

build_rules_sanitized() { build_sanitized asan "$sanitized_areas"; }
tidy_rules() { clang_tidy rules; }
