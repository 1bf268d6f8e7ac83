"""The peers of the decision engine: Polars over a wide table, DuckDB over a row a mark, both given the rules as numbers.

    decide.py FOLDER

Reads nation.bin (25 columns of two bytes) and nation.json, says "ready", then answers each line "polars" or "duckdb"
with milliseconds and the checksum.
"""

import json
import sys
import time
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

MARKS = 25
MISSING = 2047
PENDING, REPLACEMENT, ADMITTED, GROUP2, REFUSED, REFUSED_CERT, ELIMINATED, ABSENT = 9, 6, 0, 1, 2, 3, 4, 5
NAMES = ["AB", "AJ", "DI", "VA", "FR"]


def load(folder):
    rules = json.loads((folder / "nation.json").read_text())
    rows = sum(rule["rows"] for rule in rules)
    values = np.fromfile(folder / "nation.bin", dtype="<u2").reshape(MARKS, rows)
    ruleset = np.repeat(np.arange(len(rules), dtype="u1"), [rule["rows"] for rule in rules])
    return rules, values, ruleset


def cells(rules):
    """What each value of each column of each ruleset brings, where it is not a plain mark."""
    for index, rule in enumerate(rules):
        for place in range(MARKS):
            column = rule["columns"][place] if place < len(rule["columns"]) else None
            yield index, rule, place, column


def meaning(rule, column, place, code):
    """points weigh (1 or 0), coefficient weighs, awaited, bars, deferred, absence: of a code."""
    told = rule["codes"].get(code)
    if told is None:
        return None
    effect = told["effect"]
    optional = column["kind"] in ("OPTION", "FACULTATIVE")
    if effect == "REPLACEMENT" and place in rule["without"]:
        effect = "EXCLUDE"
    bars = (effect == "ELIMINATE" and column["kind"] != "FACULTATIVE") or (told["in_bloc"] and column["bloc"])
    return {
        "counts": effect in ("ZERO", "ELIMINATE", "ZERO_OR_REPLACEMENT"),
        "awaited": effect == "REPLACEMENT" and not optional,
        "bars": bars,
        "deferred": effect == "ZERO_OR_REPLACEMENT",
        "absence": code == "AB",
    }


def parameters(rules):
    """A row a ruleset and column, as the law's numbers."""
    table = []
    for index, rule, place, column in cells(rules):
        row = {"ruleset": index, "place": place, "coef": 0, "step": 1, "kind": 3, "bloc": 0}
        if column:
            kinds = {"EPREUVE": 0, "CC": 0, "OPTION": 1, "FACULTATIVE": 2}
            row |= {"coef": column["coef"], "step": column["step"], "kind": kinds[column["kind"]], "bloc": int(column["bloc"])}
        for code in NAMES:
            told = meaning(rule, column, place, code) if column else None
            for name in ("counts", "awaited", "bars", "deferred", "absence"):
                row[f"{code}_{name}"] = int(bool(told and told[name]))
        table.append(row)
    return table


def thresholds(rules):
    table = []
    for index, rule in enumerate(rules):
        admitted, group2 = rule["admitted"], rule["group2"] or [99999, None]
        row = {"ruleset": index, "admitted": admitted[0], "group2": group2[0], "asked": group2[1] or 0,
               "certificate": rule["certificate"] or 99999}
        for mention in range(1, 5):
            row[f"m{mention}"] = next((at for at, name in rule["mentions"] if name == mention), 99999)
        table.append(row)
    return table


def checksum(frame):
    column = lambda name: np.asarray(frame[name]).astype("i8").astype("u8")
    told = column("points") + np.uint64(7) * column("coefs")
    told += np.uint64(1_000_003) * column("decision") + np.uint64(10_000_019) * column("mention")
    place = np.arange(len(told), dtype="u8") % np.uint64(9_973) + np.uint64(1)
    with np.errstate(over="ignore"):
        return int((told * place).sum(dtype="u8"))


def verdict():
    """Decision and mention from the sums, in Polars."""
    reach = lambda limit: pl.col("points") >= pl.col(limit) * pl.col("coefs")
    decided = (
        pl.when(pl.col("missing") > 0).then(PENDING)
        .when(pl.col("awaited") > 0).then(REPLACEMENT)
        .when(pl.col("coefs") == 0).then(PENDING)
        .when((pl.col("present") == 0) & (pl.col("absent") > 0)).then(ABSENT)
        .when(pl.col("bars") > 0).then(ELIMINATED)
        .when(reach("admitted")).then(ADMITTED)
        .when(reach("group2") & ((pl.col("bloc_coefs") == 0) | (pl.col("bloc_points") >= pl.col("asked") * pl.col("bloc_coefs")))).then(GROUP2)
        .when(pl.col("deferred") > 0).then(REPLACEMENT)
        .when(reach("certificate")).then(REFUSED_CERT)
        .otherwise(REFUSED)
    )
    mention = pl.when(reach("m4")).then(4).when(reach("m3")).then(3).when(reach("m2")).then(2).when(reach("m1")).then(1).otherwise(0)
    return decided, mention


def in_polars(rules, values, ruleset):
    wide = pl.DataFrame({"ruleset": ruleset, **{f"v{place}": values[place] for place in range(MARKS)}})
    limits = pl.DataFrame(thresholds(rules)).with_columns(pl.col("ruleset").cast(pl.UInt8))
    by_cell = {(row["ruleset"], row["place"]): row for row in parameters(rules)}

    def decide():
        pieces = []
        for (index,), part in wide.group_by(["ruleset"], maintain_order=True):
            sums = {name: [] for name in ("points", "coefs", "bloc_points", "bloc_coefs", "missing", "awaited", "bars", "deferred", "absent", "present")}
            for place in range(MARKS):
                cell = by_cell[index, place]
                if cell["kind"] == 3:
                    continue
                value = pl.col(f"v{place}").cast(pl.Int32)
                step, coef = cell["step"], cell["coef"]
                mark = value if cell["kind"] == 0 and step >= 50 else (value + (step - 1)) // step * step
                among = lambda name: pl.any_horizontal(
                    [pl.lit(False)] + [value == 2040 + at for at, code in enumerate(NAMES) if cell[f"{code}_{name}"]])
                is_mark = value <= 2000
                zero = among("counts")
                points = mark * coef if cell["kind"] != 2 else (pl.max_horizontal(mark, 1000) - 1000) * coef
                sums["points"].append(pl.when(is_mark).then(points).otherwise(0))
                if cell["kind"] != 2:
                    sums["coefs"].append(pl.when(is_mark | zero).then(coef).otherwise(0))
                sums["bars"].append(among("bars").cast(pl.Int32))
                sums["deferred"].append(among("deferred").cast(pl.Int32))
                if cell["kind"] == 0:
                    if cell["bloc"]:
                        sums["bloc_points"].append(pl.when(is_mark).then(points).otherwise(0))
                        sums["bloc_coefs"].append(pl.when(is_mark | zero).then(coef).otherwise(0))
                    sums["missing"].append((value == MISSING).cast(pl.Int32))
                    sums["awaited"].append(among("awaited").cast(pl.Int32))
                    absent = value == 2040
                    sums["absent"].append((absent & zero).cast(pl.Int32))
                    sums["present"].append((is_mark | (zero & ~absent)).cast(pl.Int32))
            total = {name: pl.sum_horizontal(own).cast(pl.Int32) if own else pl.lit(0, pl.Int32) for name, own in sums.items()}
            pieces.append(part.lazy().select("ruleset", **total))
        decided, mention = verdict()
        frame = (
            pl.concat(pieces).join(limits.lazy(), on="ruleset", how="left", maintain_order="left")
            .with_columns(decision=decided, mention=mention)
            .with_columns(mention=pl.when(pl.col("decision") == ADMITTED).then(pl.col("mention")).otherwise(0))
            .with_columns(
                points=pl.when(pl.col("decision").is_in([PENDING, REPLACEMENT])).then(0).otherwise(pl.col("points")),
                coefs=pl.when(pl.col("decision").is_in([PENDING, REPLACEMENT])).then(0).otherwise(pl.col("coefs")),
            )
            .select("points", "coefs", "decision", "mention").collect()
        )
        return frame

    return decide


def in_duckdb(rules, values, ruleset):
    base = duckdb.connect()
    base.execute("SET threads = 2")
    law = pl.DataFrame(parameters(rules))
    limits = pl.DataFrame(thresholds(rules))
    base.execute("CREATE TABLE law AS SELECT * FROM law")
    base.execute("CREATE TABLE limits AS SELECT * FROM limits")
    base.execute("CREATE TABLE candidate (id INTEGER, ruleset INTEGER)")
    ids = np.arange(values.shape[1], dtype="i4")
    people = pl.DataFrame({"id": ids, "ruleset": ruleset.astype("i4")})
    base.execute("INSERT INTO candidate SELECT * FROM people")
    base.execute("CREATE TABLE mark (id INTEGER, place INTEGER, value INTEGER)")
    for place in range(MARKS):
        held = values[place] != MISSING
        held_marks = pl.DataFrame({"id": ids[held], "place": np.full(held.sum(), place, dtype="i4"), "value": values[place][held].astype("i4")})
        base.execute("INSERT INTO mark SELECT * FROM held_marks")
    asked = "".join(f"+ (value = {2040 + at}) :: INT * {code}_NAME" for at, code in enumerate(NAMES))
    flag = lambda name: "(0 " + asked.replace("NAME", name) + ")"
    query = f"""
    WITH need AS (SELECT ruleset, count(*) AS n FROM law WHERE kind = 0 GROUP BY ruleset),
    cell AS (
        SELECT mark.id, candidate.ruleset, kind, bloc, coef, value <= 2000 AS is_mark, {flag("counts")} AS zero, value = 2040 AS absent,
            {flag("awaited")} AS awaited, {flag("bars")} AS bars, {flag("deferred")} AS deferred,
            CASE WHEN kind = 0 AND step >= 50 THEN value ELSE (value + step - 1) // step * step END AS m
        FROM mark JOIN candidate USING (id) JOIN law ON law.ruleset = candidate.ruleset AND law.place = mark.place WHERE kind < 3),
    total AS (
        SELECT id, any_value(ruleset) AS ruleset,
            sum(CASE WHEN NOT is_mark THEN 0 WHEN kind = 2 THEN greatest(m, 1000) - 1000 ELSE m END :: BIGINT * coef) AS points,
            sum(CASE WHEN kind < 2 AND (is_mark OR zero > 0) THEN coef ELSE 0 END) AS coefs,
            sum(CASE WHEN kind = 0 AND bloc = 1 AND is_mark THEN m :: BIGINT * coef ELSE 0 END) AS bloc_points,
            sum(CASE WHEN kind = 0 AND bloc = 1 AND (is_mark OR zero > 0) THEN coef ELSE 0 END) AS bloc_coefs,
            sum((kind = 0) :: INT) AS held, sum(awaited) AS awaited, sum(bars) AS bars, sum(deferred) AS deferred,
            sum((kind = 0 AND absent AND zero > 0) :: INT) AS absents,
            sum((kind = 0 AND (is_mark OR (zero > 0 AND NOT absent))) :: INT) AS present
        FROM cell GROUP BY id),
    decided AS (
        SELECT candidate.id, candidate.ruleset, coalesce(points, 0) AS points, coalesce(coefs, 0) AS coefs, limits.*,
            CASE WHEN coalesce(held, 0) < n THEN {PENDING} WHEN awaited > 0 THEN {REPLACEMENT} WHEN coefs = 0 THEN {PENDING}
                WHEN present = 0 AND absents > 0 THEN {ABSENT} WHEN bars > 0 THEN {ELIMINATED}
                WHEN points >= admitted * coefs THEN {ADMITTED}
                WHEN points >= group2 * coefs AND (bloc_coefs = 0 OR bloc_points >= asked * bloc_coefs) THEN {GROUP2}
                WHEN deferred > 0 THEN {REPLACEMENT}
                WHEN points >= certificate * coefs THEN {REFUSED_CERT} ELSE {REFUSED} END AS decision
        FROM candidate JOIN need USING (ruleset) JOIN limits USING (ruleset) LEFT JOIN total ON total.id = candidate.id)
    SELECT CASE WHEN decision IN ({PENDING}, {REPLACEMENT}) THEN 0 ELSE points END AS points,
        CASE WHEN decision IN ({PENDING}, {REPLACEMENT}) THEN 0 ELSE coefs END AS coefs, decision,
        CASE WHEN decision <> {ADMITTED} THEN 0 WHEN points >= m4 * coefs THEN 4 WHEN points >= m3 * coefs THEN 3
            WHEN points >= m2 * coefs THEN 2 WHEN points >= m1 * coefs THEN 1 ELSE 0 END AS mention
    FROM decided ORDER BY id"""
    return lambda: base.execute(query).fetchnumpy()


def main():
    rules, values, ruleset = load(Path(sys.argv[1]))
    peers = {"polars": in_polars(rules, values, ruleset), "duckdb": in_duckdb(rules, values, ruleset)}
    print("ready", flush=True)
    for line in sys.stdin:
        decide = peers[line.strip()]
        start = time.perf_counter()
        frame = decide()
        spent = (time.perf_counter() - start) * 1000
        print(f"{spent:.3f} {checksum(frame)}", flush=True)


if __name__ == "__main__":
    main()
