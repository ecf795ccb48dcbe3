#!/usr/bin/env bash
# Runs every test on a machine with the .NET 10 SDK and a package manager. Installs what the browser and workbook tests
# need where it can; says in one line what is missing where it can't. Last line: "N passed, N failed".
#   ./test.sh            everything
#   ./test.sh --quick    without the browser, workbook and slow tests
set -uo pipefail
cd "$(dirname "$0")"
quick=0
for word in "$@"; do
  case "$word" in
    --quick) quick=1 ;;
    *) echo "test.sh: '$word' is not an option; accepted: --quick" >&2; exit 2 ;;
  esac
done

failures=0
passed=0
step() { printf '\n== %s\n' "$*"; }

need() { # need COMMAND PACKAGE WHAT-FOR
  command -v "$1" >/dev/null 2>&1 && return 0
  if command -v apt-get >/dev/null 2>&1; then
    local sudo=""
    [ "$(id -u)" = 0 ] || sudo="sudo -n"
    [ -n "${updated:-}" ] || { $sudo apt-get update -qq >/dev/null 2>&1 || true; updated=1; }
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $2 >/dev/null 2>&1 || true
  fi
  command -v "$1" >/dev/null 2>&1 || echo "Missing: '$1' (Debian package '$2'), needed for $3; install it and run again." >&2
}

if ! command -v dotnet >/dev/null 2>&1; then
  echo "Missing: the .NET 10 SDK ('dotnet'); install it and run again." >&2
  echo "0 passed, 1 failed"
  exit 1
fi

if [ "$quick" = 0 ]; then
  need chromium "chromium fonts-liberation" "the browser tests"
  need soffice libreoffice-calc-nogui "the workbook tests"
  need pg_ctlcluster postgresql "the tests of the scripts for PostgreSQL"
fi

# run NAME COMMAND...: one step that passes or fails as a whole.
run() {
  local name=$1
  shift
  step "$name"
  if "$@"; then passed=$((passed + 1)); else failures=$((failures + 1)); echo "FAILED: $name" >&2; fi
}

# tests NAME [FILTER...]: the test project; counts its tests from the runner's own summary.
tests() {
  local name=$1 log
  shift
  step "$name"
  log=$(mktemp)
  dotnet artifacts/bin/App.Tests/release/App.Tests.dll --progress off --no-ansi "$@" 2>&1 | tee "$log"
  local code=${PIPESTATUS[0]}
  local good bad
  good=$(sed -nE 's/^ *succeeded: ([0-9]+).*/\1/p' "$log" | tail -1)
  bad=$(sed -nE 's/^ *failed: ([0-9]+).*/\1/p' "$log" | tail -1)
  rm -f "$log"
  passed=$((passed + ${good:-0}))
  failures=$((failures + ${bad:-0}))
  # A run that ended badly without counting a failure (crash, no test found) is one failure.
  if [ "$code" != 0 ] && [ "${bad:-0}" = 0 ]; then
    failures=$((failures + 1))
    echo "FAILED: $name ended with exit code $code" >&2
  fi
}

run "Restore from the lock files" dotnet restore --locked-mode
run "Build, warnings are errors" dotnet build --configuration Release --no-restore -nologo -v minimal
if [ "$failures" = 0 ]; then
  if [ "$quick" = 1 ]; then
    tests "Tests" --filter-not-trait Category=Browser --filter-not-trait Category=Workbook --filter-not-trait Category=Slow
  else
    # What analyzers say is an error of the build already.
    run "White space" dotnet format whitespace --verify-no-changes --no-restore --verbosity quiet
    run "Code style" dotnet format style --verify-no-changes --no-restore --verbosity quiet
    tests "Tests" --filter-not-trait Category=Browser --filter-not-trait Category=Workbook
    # Apart from the others: a page that shares two cores with number crunching is late for its own time limits.
    tests "The browser" --filter-trait Category=Browser
    tests "The workbook" --filter-trait Category=Workbook
    DOTNET_EnableHWIntrinsic=0 tests "The algebra without vector hardware" --filter-trait Category=Intrinsics
  fi
fi

echo
echo "$passed passed, $failures failed"
[ "$failures" = 0 ]
