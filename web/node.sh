# Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced: puts the Node of web/toolchain first in PATH and installs what a lock file says.
web=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export NPM_CONFIG_UPDATE_NOTIFIER=false NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false

# install FOLDER: `npm ci` there, unless what is installed is what its lock file says. No package
# runs scripts of its own.
install() {
  local stamp=$1/node_modules/.installed
  if ! cmp -s "$1/package-lock.json" "$stamp"; then
    echo "web: installing the packages of $(basename "$(realpath "$1")")"
    (cd "$1" && npm ci --ignore-scripts --no-progress --loglevel=error)
    cp "$1/package-lock.json" "$stamp"
  fi
}

command -v npm >/dev/null || { echo "web: npm is missing; ./dev setup installs it" >&2; exit 1; }
install "$web/toolchain"
export PATH=$web/toolchain/node_modules/.bin:$PATH
