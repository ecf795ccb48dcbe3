#!/usr/bin/env bash
# Measures with BenchmarkDotNet. Results stand in artifacts/benchmarks; docs/benchmarks.md keeps the last ones with the machine.
#   ./bench.sh                     everything, each benchmark in a process of its own
#   ./bench.sh --short             three iterations each in one process: an order of magnitude in about a minute
#   ./bench.sh --least             the least of three hundred runs of 256 worlds in each reading: what they take beside other work
#   ./bench.sh --filter '*Plan*'   some of them
#   ./bench.sh --vectors 256       without 512-bit vectors, where the machine has them; the benchmarks say how wide theirs are
#   ./bench.sh --validate CSV      the command `validate` as a whole, over the measurements of a file repeated to 100,000 rows
set -euo pipefail
cd "$(dirname "$0")"
if [ "${1:-}" = --validate ]; then
  [ $# = 2 ] && [ -r "$2" ] || { echo "bench.sh: --validate is '${2:-}'; accepted: a CSV file of measurements without line breaks in fields" >&2; exit 2; }
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  awk 'NR == 1 { print; next } { row[NR - 2] = $0 } END { for (i = 0; i < 100000; i++) print row[i % (NR - 1)] }' "$2" > "$work/rows.csv"
  dotnet build App.Server --configuration Release --verbosity quiet --nologo
  uptime
  time dotnet artifacts/bin/App.Server/release/App.Server.dll validate --input "$work/rows.csv" --output "$work/predictions.csv" | head -1
  exit
fi
if [[ " $* " == *" --vectors 256 "* ]]; then
  export DOTNET_EnableAVX512=0
fi
exec dotnet run --project App.Benchmarks --configuration Release -- "$@"
