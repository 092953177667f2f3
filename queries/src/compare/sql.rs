//! The SQL of a comparison, from the key and the columns of a contract.

use rocp_lake::contract::Type;

/// Two numbers are the same up to this: figures are rounded to six decimals.
const SAME: &str = "0.000001";

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn is_number(kind: Type) -> bool {
    matches!(kind, Type::Float64 | Type::Int64 | Type::Int32)
}

/// A value of a side as it is compared: lists become text.
fn value(side: &str, column: &str, kind: Type) -> String {
    let column = format!("{side}.{}", quoted(column));
    if kind == Type::TextList { format!("array_to_string({column}, '|')") } else { column }
}

/// Whether the two values differ; a value that becomes known or unknown does.
fn differs(column: &str, kind: Type) -> String {
    let (b, a) = (value("b", column, kind), value("a", column, kind));
    if is_number(kind) {
        return format!("(({b} IS NULL) <> ({a} IS NULL) OR coalesce(abs(CAST({a} AS DOUBLE) - CAST({b} AS DOUBLE)) > {SAME}, false))");
    }
    format!("({b} IS DISTINCT FROM {a})")
}

fn difference(column: &str, kind: Type) -> String {
    if !is_number(kind) {
        return "CAST(NULL AS DOUBLE)".to_owned();
    }
    format!("CAST({} AS DOUBLE) - CAST({} AS DOUBLE)", value("a", column, kind), value("b", column, kind))
}

/// Both sides joined by the key; `here` is NULL where a side lacks the row.
fn joined(key: &[String]) -> String {
    let on: Vec<_> = key.iter().map(|k| format!("b.{0} = a.{0}", quoted(k))).collect();
    format!("(SELECT *, 1 AS here FROM before) b FULL JOIN (SELECT *, 1 AS here FROM after) a ON {}", on.join(" AND "))
}

/// One row: added, removed and changed rows, then for each column the rows that moved and the largest difference.
pub(super) fn counts(key: &[String], columns: &[(String, Type)]) -> String {
    let both = "b.here IS NOT NULL AND a.here IS NOT NULL";
    let any = columns.iter().map(|(c, k)| differs(c, *k)).collect::<Vec<_>>().join(" OR ");
    let any = if any.is_empty() { "false".to_owned() } else { any };
    let mut out = vec![
        "count(*) FILTER (WHERE b.here IS NULL)".to_owned(),
        "count(*) FILTER (WHERE a.here IS NULL)".to_owned(),
        format!("count(*) FILTER (WHERE {both} AND ({any}))"),
    ];
    for (column, kind) in columns {
        out.push(format!("count(*) FILTER (WHERE {both} AND {})", differs(column, *kind)));
        out.push(format!("max(CASE WHEN {both} AND {} THEN abs({}) END)", differs(column, *kind), difference(column, *kind)));
    }
    let named: Vec<_> = out.iter().enumerate().map(|(i, e)| format!("{e} AS c{i}")).collect();
    format!("SELECT {} FROM {}", named.join(", "), joined(key))
}

/// A row for each row that came or went and for each value that moved, the largest differences first.
pub(super) fn rows(key: &[String], columns: &[(String, Type)]) -> String {
    let keys: Vec<_> = key.iter().map(|k| format!("coalesce(a.{0}, b.{0}) AS {0}", quoted(k))).collect();
    let keys = keys.join(", ");
    let from = joined(key);
    let nothing = "CAST(NULL AS VARCHAR)";
    let mut parts = vec![format!(
        "SELECT {keys}, CASE WHEN b.here IS NULL THEN 'added' ELSE 'removed' END AS change, {nothing} AS changed_column, {nothing} AS value_before, {nothing} AS value_after, \
             CAST(NULL AS DOUBLE) AS difference FROM {from} WHERE b.here IS NULL OR a.here IS NULL"
    )];
    for (column, kind) in columns {
        parts.push(format!(
            "SELECT {keys}, 'changed', '{}', CAST({} AS VARCHAR), CAST({} AS VARCHAR), {} FROM {from} WHERE b.here IS NOT NULL AND a.here IS NOT NULL AND {}",
            column.replace('\'', "''"),
            value("b", column, *kind),
            value("a", column, *kind),
            difference(column, *kind),
            differs(column, *kind)
        ));
    }
    let order: Vec<_> = key.iter().map(|k| quoted(k)).collect();
    format!(
        "SELECT * FROM ({}) m ORDER BY CASE change WHEN 'changed' THEN 1 ELSE 0 END, abs(difference) DESC NULLS FIRST, changed_column, {}",
        parts.join(" UNION ALL "),
        order.join(", ")
    )
}
