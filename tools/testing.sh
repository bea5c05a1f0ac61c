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

start_postgres() {
  tests/support/postgres_cluster start build/release/bin/perseatd >"$results/postgres"
}
stop_postgres() {
  tests/support/postgres_cluster stop "$(sed -E 's/^host=([^ ]+).*/\1/' "$results/postgres")"
}
# on_postgres COMMAND...: what needs a database, on a PostgreSQL of its own in a temporary folder.
on_postgres() { PERSEAT_TEST_POSTGRES=$(<"$results/postgres") "$@"; }

tools_tests() { run_pytest tools tests/tools; }
api_tests() { run_pytest api tests/api; }
chaos_tests() { run_pytest chaos tests/chaos; }
postgres_unit_tests() { on_postgres run_ctest release postgres -L "database|postgres"; }
postgres_api_tests() { on_postgres run_pytest api-postgres tests/api; }
postgres_chaos_tests() { on_postgres run_pytest chaos-postgres tests/chaos; }

test_postgres() {
  step "start PostgreSQL" start_postgres
  $step_ok || return 0
  cluster=started
  step "unit tests on PostgreSQL" postgres_unit_tests
  step "API tests on PostgreSQL" postgres_api_tests
  step "chaos tests on PostgreSQL" postgres_chaos_tests
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

# Most tests wait a good part of their time, so that a whole run goes along several lanes at once.
# beside NICENESS FUNCTION...: begins one, in which they run one after the other. end_of FUNCTION is
# the step that waits for one of them and tells how it went.
lanes=()
beside() {
  local niceness=$1
  shift
  set -m  # a process group of its own, to be stopped as a whole
  {
    renice -n "$niceness" "$BASHPID" >/dev/null
    local work status started
    set +e
    for work in "$@"; do
      started=$SECONDS
      (set -e; "$work") >"$results/$work.log" 2>&1
      status=$?
      echo "took $((SECONDS - started)) s beside others" >>"$results/$work.log"
      echo "$status" >"$results/$work.status"
    done
  } &
  lanes+=("$!")
  set +m
}
end_of() {
  until [ -s "$results/$1.status" ]; do sleep 0.2; done
  cat "$results/$1.log"
  return "$(<"$results/$1.status")"
}
clean_up() {
  local lane
  for lane in "${lanes[@]}"; do kill -- "-$lane" 2>/dev/null || true; done
  [ -z "$cluster" ] || stop_postgres
}

build_asan() { build_sanitized asan "$sanitized_areas"; }

# The main ways through the web app. All of its tests keep two cores busy for ten minutes more.
main_ways=(sign-in first-steps keyboard home catalog picker matrix)

# All of it: what waits beside what computes, and what nobody waits for in what they leave.
test_all() {
  test_release build_from_clone
  if [ -e build/release/bin/perseatd ]; then
    step "start PostgreSQL" start_postgres
    if $step_ok; then cluster=started; fi
    # Alone: whether a disk is full in time depends on how seldom the server has nothing to do.
    step "chaos tests" chaos_tests
    beside 0 tools_tests api_tests postgres_api_tests
    beside 0 postgres_chaos_tests  # most of it waits for leases to run out
    beside 19 build_asan tidy_rules
    step "web app" check_web
    test_web "${main_ways[@]/%/.spec.ts}"
    step "unit tests on PostgreSQL" postgres_unit_tests
    step "tools' own tests" end_of tools_tests
    step "API tests" end_of api_tests
    step "API tests on PostgreSQL" end_of postgres_api_tests
    step "chaos tests on PostgreSQL" end_of postgres_chaos_tests
    step "build asan" end_of build_asan
    if $step_ok; then run_sanitized asan; fi
    step "clang-tidy over the rules" end_of tidy_rules
  fi
}
