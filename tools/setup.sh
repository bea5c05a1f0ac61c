# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced by ./dev: which Debian packages are needed for what, and how they are installed.

# Enough to build the programs and run the demo.
build_packages="g++ cmake ninja-build pkg-config ccache mold git ca-certificates curl
  libboost1.81-dev libboost-json1.81-dev libssl-dev libsodium-dev libjemalloc-dev libsqlite3-dev
  sqlite3 libpq-dev libfmt-dev libspdlog-dev libicu-dev libhowardhinnant-date-dev tzdata
  libcli11-dev libcurl4-openssl-dev libtomlplusplus-dev libpango1.0-dev libcairo2-dev libqpdf-dev
  libpugixml-dev libgtest-dev librapidcheck-dev fonts-noto-core fonts-noto-cjk fonts-nanum python3
  python3-yaml"
# Also needed to test, check and format.
check_packages="clang-19 libclang-rt-19-dev clang-format-19 clang-tidy-19 wrk postgresql-15
  haproxy python3-pytest python3-jsonschema python3-requests
  chromium-headless-shell poppler-utils"
# Also needed to test a cluster of PostgreSQL that survives its machines.
ha_packages="patroni python3-etcd etcd-server etcd-client iproute2"
# Also needed to measure, and to compare reads with nginx.
bench_packages="libbenchmark-dev nginx linux-perf valgrind"

missing_packages() {
  # shellcheck disable=SC2086  # the lists are words on purpose
  comm -23 <(printf '%s\n' $1 | sort -u) \
    <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' $1 2>/dev/null |
      sed -n 's/ installed$//p' | sort -u)
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else die "these packages must be installed by root, and there is no sudo: $missing"; fi
}

setup() {
  local wanted=$build_packages
  case ${1:-all} in
    build) ;;
    all) wanted="$build_packages $check_packages" ;;
    ha) wanted="$build_packages $check_packages $ha_packages" ;;
    bench) wanted="$build_packages $check_packages $bench_packages" ;;
    *) die "setup takes 'build', 'all', 'ha' or 'bench', not '$1'" ;;
  esac
  command -v dpkg-query >/dev/null || die "setup knows Debian 12 only; install by hand: $wanted"
  # Any npm will do: it only fetches the Node that builds the web app (web/toolchain).
  command -v npm >/dev/null || wanted="$wanted npm"
  missing=$(missing_packages "$wanted" | tr '\n' ' ')
  if [ -n "$missing" ]; then
    say "installing with apt: $missing"
    as_root apt-get update -qq
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      -o Dpkg::Use-Pty=0 $missing
  else
    echo "setup: every package is installed"
  fi
  use_hooks
}

# Hooks only where nobody chose others, and never in a build machine's clone.
use_hooks() {
  if [ -z "${CI:-}" ] && [ -e .git ] && [ -d .githooks ] && command -v git >/dev/null &&
    ! git config core.hooksPath >/dev/null; then
    git config core.hooksPath .githooks
    echo "setup: git now runs .githooks before each commit"
  fi
}
