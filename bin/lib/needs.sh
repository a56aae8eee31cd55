# Bash functions for the commands in bin/: provide what checks/debian-packages.txt names, or another
# list in NEEDS_LIST.
# Source it with the working directory at the top of the project.

# present COMMAND PACKAGE: is the command there; for "-", is the package installed
present() {
  if [[ $1 == - ]]; then
    ! command -v dpkg-query >/dev/null \
      || dpkg-query -W -f='${Status}' "$2" 2>/dev/null | grep -q 'ok installed'
  else
    command -v "$1" >/dev/null || [[ $1 == javac && -x ${JAVA_HOME:-/none}/bin/javac ]]
  fi
}

# apt_install PACKAGE...: without their recommendations, and without starting a service of theirs:
# the tests start their own servers, and nothing shall listen on a machine because it was tested on
apt_install() (
  policy=/usr/sbin/policy-rc.d
  if [[ ! -e $policy ]]; then
    # also when interrupted: left behind, it would keep every later package from its service
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
  fi
  apt-get install -q -y --no-install-recommends "$@" </dev/null >&2
)

# install PACKAGE...: the first of them that the system has
install_first() {
  local package
  for package in "$@"; do
    echo "installing $package" >&2
    if apt_install "$package"; then
      return 0
    fi
  done
  return 1
}

# needs_provide [COMMAND...]: all of the list, or the named commands of it. Installs what is missing
# when root on Debian or Ubuntu. Returns 1, with a line for each, when something stays missing.
needs_provide() {
  local command packages need can_install='' failed='' missing=() first=()
  while read -r command packages; do
    [[ $# == 0 || " $* " == *" ${command#\?} "* ]] || continue
    # shellcheck disable=SC2086
    present "${command#\?}" $packages || missing+=("$command $packages")
  done < <(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "${NEEDS_LIST:-checks/debian-packages.txt}")

  if ((${#missing[@]})) && [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q </dev/null >&2 && can_install=yes
  fi

  # all at once, which is much quicker; one by one below when one of them does not exist here
  if [[ $can_install ]]; then
    for need in "${missing[@]}"; do
      read -r command packages <<<"$need"
      first+=("${packages%% *}")
    done
    echo "installing ${first[*]}" >&2
    apt_install "${first[@]}" || true
  fi

  for need in ${missing[@]+"${missing[@]}"}; do
    read -r command packages <<<"$need"
    # shellcheck disable=SC2086
    if present "${command#\?}" $packages; then
      continue
    fi
    # shellcheck disable=SC2086
    if [[ $can_install ]] && install_first $packages; then
      continue
    fi
    if [[ $command == \?* ]]; then
      echo "warning: no ${packages%% *}: the tests that need it are skipped" >&2
    else
      echo "missing: $command (package ${packages// / or })" >&2
      failed=yes
    fi
  done
  if [[ $failed ]]; then
    echo "install what is missing, or run this as root on Debian or Ubuntu" >&2
    return 1
  fi
}
