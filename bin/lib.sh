# What the scripts of bin/ share; sourced, never run. Leaves the shell in the project's folder.
# shellcheck shell=bash
cd -P "$(dirname "${BASH_SOURCE[0]}")/.." || exit

# A caller's own Python settings must not reach into ours.
unset PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE VIRTUAL_ENV
export PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

say() { printf '%s: %s\n' "bin/${0##*/}" "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# Runs a command and shows what it printed only if it failed.
quietly() {
  local log
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

has() { command -v "$1" >/dev/null 2>&1; }

as_root() { if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi; }

# Debian's and Ubuntu's packages. RUNLEVEL=1 keeps a container from starting the database that it only needs as a program.
apt() { as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -o DPkg::Lock::Timeout=300 "$@"; }

apt_install() {
  say "installing by apt: $*"
  quietly apt install --yes --no-install-recommends "$@" || fail "apt could not install: $*"
}

# Refreshes apt's lists before the first installation, or says what to install by hand.
apt_ready() {
  has apt-get || fail "please install: $*"
  as_root true 2>/dev/null || fail "run as root: apt-get update && apt-get install $*"
  quietly apt update || say "apt's lists could not all be refreshed; going on with those at hand"
}
