# Sourced by the tests that use Python: checks the machine, and makes a virtual environment under node_modules/.cache.
# shellcheck shell=bash

# installed: ends the script where the project is not installed
installed() {
  [ -d node_modules ] || { echo 'error: the project is not installed; run npm ci first' >&2; exit 1; }
}

# python_venv NAME VERSION REQUIREMENT...: sets $python to the Python of an environment with the requirements (as pip
# takes them), made anew when they change. VERSION is the lowest that they work with, such as 3.10.
python_venv() {
  local name=$1 version=$2 venv log
  shift 2
  installed
  if ! python3 -c "import ensurepip, sys, venv; sys.exit(sys.version_info < (${version/./, }))" 2>/dev/null; then
    echo "error: python3 with venv is needed for this test; install Python $version or newer" >&2
    exit 1
  fi
  venv=$PWD/node_modules/.cache/$name-$(requirements "$@" | cksum | cut -d ' ' -f 1)
  python=$venv/bin/python
  [ ! -e "$venv/installed" ] || return 0
  echo "installing $name for Python"
  rm -rf "$venv"
  log=$(mktemp)
  if ! {
    python3 -m venv "$venv" && "$python" -m pip install --disable-pip-version-check --no-compile "$@"
  } >"$log" 2>&1
  then
    cat "$log" >&2
    rm -f "$log"
    echo "error: $name can not be installed; is PyPI reached?" >&2
    exit 1
  fi
  rm -f "$log"
  touch "$venv/installed"
}

# what the arguments of pip ask for, files by their content
requirements() {
  local argument
  for argument in "$@"; do
    if [ -f "$argument" ]; then cat "$argument"; else printf '%s\n' "$argument"; fi
  done
}
