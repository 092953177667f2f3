//! What moved in supply against demand, region by region.

use std::path::Path;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::Float64Type;
use rocp_lake::manifest::{Move, RegionChanges};

use super::{Side, answer};
use crate::error::Result;

/// The table.
const GAP: &str = "supply_demand_gap";
/// Moves of a region that are kept, the largest.
const KEPT: usize = 10;

/// The regions of some schemes in which openings, supply or status moved, each with its largest moves.
///
/// # Errors
/// [`crate::QueryError`] where the two cannot be compared.
pub async fn gaps(scratch: &Path, before: Side<'_>, after: Side<'_>, schemes: &[&str]) -> Result<Vec<RegionChanges>> {
    let named: Vec<_> = schemes.iter().map(|s| format!("'{}'", s.replace('\'', "''"))).collect();
    let moved = |c: &str| format!("(b.{c} IS NULL) <> (a.{c} IS NULL) OR coalesce(abs(a.{c} - b.{c}) > 0.000001, false)");
    let any: Vec<_> = ["demand_openings", "supply_low", "supply_allocated", "supply_whole"].into_iter().map(moved).collect();
    let sql = format!(
        "SELECT * FROM (SELECT coalesce(a.scheme, b.scheme) AS scheme, coalesce(a.region_id, b.region_id) AS region_id, coalesce(a.soc, b.soc) AS soc, coalesce(a.occupation, b.occupation) AS occupation, \
         b.demand_openings AS demand_before, a.demand_openings AS demand_after, b.supply_allocated AS supply_before, a.supply_allocated AS supply_after, b.status AS status_before, \
         a.status AS status_after, CASE WHEN b.status IS DISTINCT FROM a.status THEN 0 ELSE 1 END AS same_status, round(abs(coalesce(a.gap_allocated - b.gap_allocated, 0)), 6) AS gap_change \
         FROM before b FULL JOIN after a ON b.scheme = a.scheme AND b.region_id = a.region_id AND b.soc = a.soc WHERE (b.status IS DISTINCT FROM a.status) OR {}) m \
         WHERE scheme IN ({}) ORDER BY scheme, region_id, same_status, gap_change DESC, soc",
        any.join(" OR "),
        named.join(", ")
    );
    let mut out: Vec<RegionChanges> = Vec::new();
    for batch in answer(scratch, before, after, GAP, &sql).await? {
        for row in 0..batch.num_rows() {
            take(&mut out, &batch, row);
        }
    }
    Ok(out)
}

fn take(out: &mut Vec<RegionChanges>, batch: &RecordBatch, row: usize) {
    let (scheme, region_id) = (text(batch, "scheme", row).unwrap_or_default(), text(batch, "region_id", row).unwrap_or_default());
    if out.last().is_none_or(|r| r.scheme != scheme || r.region_id != region_id) {
        out.push(RegionChanges { scheme, region_id, moved: 0, statuses: 0, largest: Vec::new() });
    }
    let Some(region) = out.last_mut() else { return };
    let both = |stem: &str| (number(batch, &format!("{stem}_before"), row), number(batch, &format!("{stem}_after"), row));
    let status = (text(batch, "status_before", row), text(batch, "status_after", row));
    region.moved += 1;
    region.statuses += u64::from(status.0 != status.1);
    if region.largest.len() < KEPT {
        region.largest.push(Move {
            soc: text(batch, "soc", row).unwrap_or_default(),
            occupation: text(batch, "occupation", row).unwrap_or_default(),
            demand: both("demand"),
            supply: both("supply"),
            status,
        });
    }
}

fn text(batch: &RecordBatch, column: &str, row: usize) -> Option<String> {
    let column = batch.column_by_name(column)?.as_string_opt::<i32>()?;
    (!column.is_null(row)).then(|| column.value(row).to_owned())
}

fn number(batch: &RecordBatch, column: &str, row: usize) -> Option<f64> {
    let column = batch.column_by_name(column)?.as_primitive_opt::<Float64Type>()?;
    (!column.is_null(row)).then(|| column.value(row))
}
