#!/bin/sh
# Compares our reading of the OEWS flat file with DuckDB's and Polars'; needs neither installed. The work is in oews_vs_peers.py.
# usage: oews.sh RAW 'COMMAND with {raw} and {out}' [RUNS]     e.g. oews.sh oe.data.0.Current 'rocp stage bls_oews --file {raw} --out {out}' 5
# PYTHON names the Python that has duckdb and polars (pip install duckdb polars).
set -eu
python="${PYTHON:-python3}"
command -v "$python" >/dev/null || { echo "skipped: there is no $python, which this benchmark needs"; exit 0; }
exec "$python" "$(dirname "$0")/oews_vs_peers.py" "$@"
