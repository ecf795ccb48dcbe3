#!/usr/bin/env bash
# Measures with BenchmarkDotNet. Results stand in artifacts/benchmarks; docs/benchmarks.md keeps the last ones with the machine.
#   ./bench.sh                     everything, each benchmark in a process of its own
#   ./bench.sh --short             three iterations each in one process: an order of magnitude in about a minute
#   ./bench.sh --filter '*Plan*'   some of them
set -euo pipefail
cd "$(dirname "$0")"
exec dotnet run --project App.Benchmarks --configuration Release -- "$@"
