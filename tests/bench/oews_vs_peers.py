"""Reads the decompressed OEWS flat file into one and the same zstd(3) Parquet table with our command, DuckDB and Polars.

usage: oews_vs_peers.py RAW 'COMMAND with {raw} and {out}' [RUNS]

The commands run in turn, RUNS times each after one warm-up. Compared is CPU time (user + sys) of whole processes, run by run; peak memory is
the kernel's. The tables must be equal: every value, as DuckDB and as Polars read them. A peer that is not installed is skipped.
OEWS_MAX_DUCKDB and OEWS_MAX_POLARS (default 0.6 and 0.9) are the ratios above which the exit code is 1.
"""

import importlib.util
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile

COLUMNS = "areatype_code area_code industry_code occupation_code datatype_code year period value footnote_codes line".split()
LIMITS = {"duckdb": float(os.environ.get("OEWS_MAX_DUCKDB", "0.6")), "polars": float(os.environ.get("OEWS_MAX_POLARS", "0.9"))}


def duckdb_job(raw, out):
    import duckdb

    text = lambda path: "'" + path.replace("'", "''") + "'"
    duckdb.sql(f"""
        COPY (
            SELECT s[4:4] AS areatype_code, s[5:11] AS area_code, s[12:17] AS industry_code, s[18:23] AS occupation_code,
                s[24:25] AS datatype_code, y AS year, p AS period, TRY_CAST(v AS DOUBLE) AS value, f AS footnote_codes,
                CAST(row_number() OVER () + 1 AS BIGINT) AS line
            FROM read_csv({text(raw)}, delim = '\t', header = false, skip = 1, quote = '', escape = '', auto_detect = false, nullstr = '',
                columns = {{'s': 'VARCHAR', 'y': 'INTEGER', 'p': 'VARCHAR', 'v': 'VARCHAR', 'f': 'VARCHAR'}})
        ) TO {text(out)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3, ROW_GROUP_SIZE 1048576)""")


def polars_job(raw, out):
    import polars as pl

    series, schema = pl.col("s"), {"s": pl.String, "y": pl.Int32, "p": pl.String, "v": pl.String, "f": pl.String}
    pl.scan_csv(raw, separator="\t", has_header=False, skip_rows=1, schema=schema, quote_char=None, row_index_name="line", row_index_offset=2).select(
        series.str.slice(3, 1).alias("areatype_code"),
        series.str.slice(4, 7).alias("area_code"),
        series.str.slice(11, 6).alias("industry_code"),
        series.str.slice(17, 6).alias("occupation_code"),
        series.str.slice(23, 2).alias("datatype_code"),
        pl.col("y").alias("year"),
        pl.col("p").alias("period"),
        pl.col("v").str.strip_chars_start(" ").cast(pl.Float64, strict=False).alias("value"),
        pl.col("f").alias("footnote_codes"),
        pl.col("line").cast(pl.Int64),
    ).sink_parquet(out, compression="zstd", compression_level=3, statistics=True, row_group_size=1 << 20)


JOBS = {"duckdb": duckdb_job, "polars": polars_job}


def duckdb_digest(path):
    """Types, and per column: values, distinct values, and a hash of every (line, value) pair."""
    import duckdb

    con = duckdb.connect()
    table = f"read_parquet('{path}')"
    types = [(name, kind) for name, kind, *_ in con.sql(f"DESCRIBE SELECT {', '.join(COLUMNS)} FROM {table}").fetchall()]
    figures = ", ".join(f"count({c}), count(DISTINCT {c}), bit_xor(hash(hash(line, {c})))" for c in COLUMNS)
    return types, con.sql(f"SELECT count(*), sum(CAST(value AS DECIMAL(18, 3))), {figures} FROM {table}").fetchall()[0]


def polars_differences(ours, theirs):
    import polars as pl

    pairs = ((c, pl.read_parquet(ours, columns=[c]), pl.read_parquet(theirs, columns=[c])) for c in COLUMNS)
    return [c for c, a, b in pairs if a.schema != b.schema or not a.equals(b)]


def run(command, cwd):
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"exit code {process.returncode}: {shlex.join(command)}\n{said.decode(errors='replace')}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def written(out):
    """The table: the file itself, or the largest Parquet file of a folder."""
    path = pathlib.Path(out)
    tables = path.rglob("*.parquet") if path.is_dir() else [path]
    return max(tables, key=lambda p: p.stat().st_size, default=None)


def main(raw, ours, runs):
    sys.stdout.reconfigure(line_buffering=True)
    raw = os.path.abspath(raw)
    here = os.getcwd()
    peers = [p for p in JOBS if importlib.util.find_spec(p)]
    for peer in JOBS.keys() - set(peers):
        print(f"skipped: {peer} is not installed for {sys.executable} (pip install {peer}); there is no comparison with it")
    with tempfile.TemporaryDirectory(prefix="oews-bench-") as temp:
        outs = {who: os.path.join(temp, f"{who}.parquet") for who in ["ours", *peers]}
        commands = {who: [sys.executable, os.path.abspath(__file__), "--peer", who, raw, outs[who]] for who in peers}
        commands["ours"] = [part.replace("{raw}", raw).replace("{out}", outs["ours"]) for part in shlex.split(ours)]
        results = {who: [] for who in outs}
        for turn in range(runs + 1):
            for who in outs:
                if os.path.isdir(outs[who]):
                    shutil.rmtree(outs[who])
                result = run(commands[who], here)
                if turn:
                    results[who].append(result)
        tables = {who: written(out) for who, out in outs.items()}
        print(f"{'':8} {'CPU s':>7} {'least':>7} {'peak MB':>8} {'size MB':>8}   medians of {runs} runs")
        for who, figures in results.items():
            cpu, peak = zip(*figures)
            size = tables[who].stat().st_size / 1e6
            print(f"{who:8} {statistics.median(cpu):7.2f} {min(cpu):7.2f} {statistics.median(peak):8.0f} {size:8.1f}")
        failed = False
        for peer in peers:
            ratios = [a[0] / b[0] for a, b in zip(results["ours"], results[peer])]
            ratio = statistics.median(ratios)
            verdict = "ok" if ratio <= LIMITS[peer] else "TOO SLOW"
            print(f"CPU time, ours / {peer}: {ratio:.2f} ({min(ratios):.2f} to {max(ratios):.2f}), at most {LIMITS[peer]}: {verdict}")
            failed |= ratio > LIMITS[peer]
        digests = {who: duckdb_digest(path) for who, path in tables.items()} if "duckdb" in peers else {}
        for peer in peers:
            ways = {}
            if "duckdb" in peers:
                ways["duckdb"] = [] if digests["ours"] == digests[peer] else [f"{digests['ours']} against {digests[peer]}"]
            if "polars" in peers:
                ways["polars"] = polars_differences(tables["ours"], tables[peer])
            for reader, differences in ways.items():
                print(f"table as {reader} reads it, ours and {peer}'s: {'DIFFERENT: ' + ', '.join(differences) if differences else 'equal'}")
                failed |= bool(differences)
        if digests:
            print("rows, sum of value:", *digests["ours"][1][:2])
    return int(failed)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peer"]:
        JOBS[sys.argv[2]](*sys.argv[3:5])
    elif len(sys.argv) in (3, 4):
        sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) == 4 else 5))
    else:
        sys.exit(__doc__)
