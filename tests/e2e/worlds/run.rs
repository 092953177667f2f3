//! The real models over random worlds, each world a region of its own.

use arrow::array::RecordBatch;
use arrow::compute::concat_batches;
use datafusion::datasource::MemTable;
use datafusion::prelude::SessionContext;
use rocp_queries::{Model, catalog, graph, model, run, session};
use std::collections::BTreeSet;
use std::sync::Arc;

use super::make::World;
use crate::marts::Mart;
use crate::models::contract;

/// The tables that a world fills itself; what stands between them and the marts asked for is computed.
const GIVEN: [&str; 9] = [
    "core_crosswalk",
    "core_link",
    "core_link_target",
    "core_occupation",
    "core_program",
    "core_program_sector",
    "core_region",
    "core_region_demand",
    "core_region_program",
];
/// The marts asked for.
const ASKED: [&str; 4] = ["supply_demand_gap", "program_outlook", "group_region", "plan_option"];

/// Worlds as tables.
pub struct Tables(SessionContext);

/// A change of a model's SQL, to see a property fail.
pub type Change = (&'static str, &'static str, &'static str);

/// Text in SQL.
fn text(value: &str) -> String {
    format!("'{value}'")
}

/// A number in SQL, NULL where unknown.
fn number(value: Option<f64>) -> String {
    value.map_or("CAST(NULL AS DOUBLE)".into(), |v| format!("CAST({v} AS DOUBLE)"))
}

/// Half the range of a program's suppressed counts; none where they are exact.
fn margin(p: &super::make::Offered) -> String {
    number((p.margin > 0.0).then_some(p.margin))
}

async fn insert(session: &SessionContext, table: &str, columns: &str, rows: &[String]) {
    for some in rows.chunks(200) {
        session.sql(&format!("INSERT INTO {table} ({columns}) VALUES {}", some.join(", "))).await.unwrap().collect().await.unwrap();
    }
}

/// Every table that the marts asked for read, also through others.
fn needed() -> BTreeSet<String> {
    let mut open: Vec<String> = ASKED.iter().map(|n| (*n).to_owned()).collect();
    let mut out = BTreeSet::new();
    while let Some(name) = open.pop() {
        let computed = model::find(&name).filter(|_| !GIVEN.contains(&name.as_str()));
        if out.insert(name) {
            open.extend(computed.map(|m| m.contract().unwrap().inputs).unwrap_or_default());
        }
    }
    out
}

/// Models computed only because nothing may be missing: their inputs are empty, so they are registered empty.
fn is_computed(name: &str) -> bool {
    const EMPTY: [&str; 4] = ["core_region_estimate", "core_region_stream", "course", "program_capacity"];
    model::find(name).is_some() && !GIVEN.contains(&name) && !EMPTY.contains(&name) && name != "core_override"
}

impl Tables {
    /// Computes the models, one of them changed.
    pub async fn of(worlds: &[World], change: Option<Change>) -> Self {
        let session = session::new(&std::env::temp_dir()).unwrap();
        let needed = needed();
        for name in needed.iter().filter(|n| !is_computed(n)) {
            catalog::register_for_cases(&session, &contract(name).unwrap_or_else(|| panic!("{name}"))).unwrap();
        }
        fill(&session, worlds).await;
        for model in graph::ordered().unwrap().into_iter().filter(|m| needed.contains(m.name) && is_computed(m.name)) {
            let sql = match change.filter(|(name, _, _)| *name == model.name) {
                Some((_, from, to)) => {
                    assert!(model.sql.contains(from), "{} has no {from}", model.name);
                    model.sql.replacen(from, to, 1).leak()
                }
                None => model.sql,
            };
            let changed = Model { name: model.name, layer: model.layer, sql, contract: model.contract };
            let contract = model.contract().unwrap();
            let batches = run::compute(&session, &changed, &contract).await.unwrap_or_else(|e| panic!("{}: {e:?}", model.name));
            let schema = batches.first().map_or_else(|| contract.schema(), RecordBatch::schema);
            session.register_table(model.name, Arc::new(MemTable::try_new(schema, vec![batches]).unwrap())).unwrap();
        }
        Self(session)
    }

    /// Answers a query as one batch.
    pub async fn batch(&self, sql: &str) -> RecordBatch {
        let frame = self.0.sql(sql).await.unwrap();
        let schema = Arc::new(frame.schema().as_arrow().clone());
        concat_batches(&schema, &frame.collect().await.unwrap()).unwrap()
    }

    /// Answers a query.
    pub async fn ask(&self, sql: &str) -> Mart {
        Mart::of(self.batch(sql).await)
    }
}

async fn fill(session: &SessionContext, worlds: &[World]) {
    let all = |of: fn(&World) -> Vec<String>| worlds.iter().flat_map(of).collect::<Vec<_>>();
    insert(session, "profile_setting", "setting, setting_value", &["('band', '0.1')".into(), "('crosswalk', 'ref_program_link')".into()]).await;
    insert(session, "core_region", "scheme, region_id, region", &all(|w| vec![format!("('macroregion', '{0}', '{0}')", w.id)])).await;
    let sectors = all(|w| vec![format!("('{0}', '{0}', '{0}')", w.id)]);
    insert(session, "ref_sector", "sector_id, sector, published_as", &sectors).await;
    let occupations = all(|w| w.occupations.iter().map(|o| format!("({0}, {0})", text(&o.soc))).collect());
    insert(session, "core_occupation", "soc, occupation", &occupations).await;
    insert(session, "core_link_target", "soc_code, soc", &occupations).await;
    let demand = all(|w| {
        let rows = w.occupations.iter().map(|o| {
            let figures = [o.demand, o.low, o.high, o.demand, o.wage].map(number).join(", ");
            format!("('macroregion', '{}', {}, {figures}, {}, false, false, false, false, {})", w.id, text(&o.soc), o.is_partial, o.low != o.demand)
        });
        rows.collect()
    });
    let columns = "scheme, region_id, soc, demand_openings, demand_low, demand_high, demand_new, median_hourly_low, is_partial, is_split, identity_mismatch, \
                   soc_2010_mapped, is_estimated, has_sampling_error";
    insert(session, "core_region_demand", columns, &demand).await;
    let links = |of: fn(&World, &super::make::Code) -> Vec<String>| worlds.iter().flat_map(|w| w.codes.iter().flat_map(move |c| of(w, c))).collect::<Vec<_>>();
    let link = links(|w, c| c.links.iter().map(|(o, weight)| format!("('{}', '{}', CAST({weight} AS DOUBLE))", c.code, w.occupations[*o].soc)).collect());
    insert(session, "core_link", "program_code, soc, link_weight", &link).await;
    let crosswalk = links(|w, c| c.linked().map(|(o, _)| format!("('{}', '{}', false)", c.code, w.occupations[o].soc)).collect());
    insert(session, "core_crosswalk", "program_code, soc_code, is_added", &crosswalk).await;
    let sector = links(|w, c| if c.in_sector { vec![format!("('{}', '{}')", c.code, w.id)] } else { Vec::new() });
    insert(session, "core_program_sector", "program_code, sector_id", &sector).await;
    let program = links(|_, c| {
        let rows = c.programs.iter().enumerate();
        rows.map(|(n, p)| {
            let (done, margin) = (p.done, margin(p));
            format!("('{0}p{n}', 'P', '{0}', 'P{0}', 'C', 'rocp', 1, 0, {done}, {done}, {done}, {margin}, {margin}, {1})", c.code, c.is_mixed)
        })
        .collect()
    });
    let columns = "program_id, provider, program_code, program, award_level, stream, stream_weight, outside_share, completers, completers_other, completers_counted, \
                   suppressed_margin, suppressed_margin_other, is_mixed";
    insert(session, "core_program", columns, &program).await;
    let offered = links(|w, c| {
        let rows = c.programs.iter().enumerate();
        rows.map(|(n, p)| {
            format!("('macroregion', '{}', '{1}p{n}', '{1}', 'rocp', CAST({2} AS DOUBLE), {3}, {4})", w.id, c.code, p.done, margin(p), c.is_mixed)
        })
        .collect()
    });
    insert(session, "core_region_program", "scheme, region_id, program_id, program_code, stream, completers, suppressed_margin, is_mixed", &offered).await;
}
