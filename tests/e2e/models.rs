//! The models by their own cases: each `cases.slt` fills the model's inputs and asks the model, or a check of its contract as `check_NAME`.

use std::path::Path;

use arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::prelude::SessionContext;
use rocp_lake::Contract;
use rocp_queries::{Model, catalog, model, profile, reference, session};
use rocp_sources::{catalog as sources, stage};
use sqllogictest::{AsyncDB, DBOutput, DefaultColumnType, Runner};

/// A session in which the model's inputs are empty tables, the model itself is a view of its name, and each of its checks one named `check_NAME`.
struct Engine(SessionContext);

#[derive(Debug)]
struct Failure(String);

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// The contract of any table that a model can read.
pub fn contract(name: &str) -> Option<Contract> {
    if let Some(m) = model::find(name) {
        return m.contract().ok();
    }
    let staged = sources::SOURCES.iter().flat_map(|s| s.contracts().unwrap()).chain([stage::quarantine_contract().unwrap()]);
    let own = reference::TABLES.iter().map(|t| reference::read(*t).unwrap().0).chain(profile::contracts().unwrap());
    staged.chain(own).find(|c| c.name == name)
}

/// Runs a file of cases against a model.
pub async fn hold(model: &'static Model, cases: &Path) -> Result<(), String> {
    let mut runner = Runner::new(|| engine(model));
    runner.run_file_async(cases).await.map_err(|e| e.to_string())
}

async fn engine(model: &Model) -> Result<Engine, Failure> {
    let fail = |e: &dyn std::error::Error| Failure(e.to_string());
    let session = session::new(&std::env::temp_dir()).map_err(|e| fail(&e))?;
    let own = model.contract().map_err(|e| fail(&e))?;
    // A check can read more than the model does.
    let read = own.checks.iter().flat_map(|c| tables(&c.sql)).filter(|t| t != model.name);
    let inputs: std::collections::BTreeSet<String> = own.inputs.iter().cloned().chain(read).collect();
    for input in inputs {
        let contract = contract(&input).ok_or_else(|| Failure(format!("{} reads {input}, which no contract describes", model.name)))?;
        catalog::register_for_cases(&session, &contract).map_err(|e| fail(&e))?;
    }
    session.sql(&format!("CREATE VIEW {} AS {}", model.name, model.sql)).await.map_err(|e| fail(&e))?;
    for check in &own.checks {
        session.sql(&format!("CREATE VIEW check_{} AS {}", check.name, check.sql)).await.map_err(|e| fail(&e))?;
    }
    Ok(Engine(session))
}

/// The tables that a statement reads.
pub fn tables(sql: &str) -> Vec<String> {
    let session = SessionContext::new();
    let state = session.state();
    let statement = state.sql_to_statement(sql, &datafusion::config::Dialect::Generic).unwrap();
    let mut used: Vec<_> = state.resolve_table_references(&statement).unwrap().into_iter().map(|t| t.table().to_owned()).collect();
    used.sort();
    used.dedup();
    used
}

#[async_trait::async_trait]
impl AsyncDB for Engine {
    type Error = Failure;
    type ColumnType = DefaultColumnType;

    async fn run(&mut self, sql: &str) -> Result<DBOutput<Self::ColumnType>, Failure> {
        let fail = |e: datafusion::error::DataFusionError| Failure(e.to_string());
        let frame = self.0.sql(sql).await.map_err(fail)?;
        let batches = frame.collect().await.map_err(fail)?;
        if sql.trim_start().to_uppercase().starts_with("INSERT") {
            return Ok(DBOutput::StatementComplete(0));
        }
        let options = FormatOptions::default().with_null("NULL");
        let mut rows = Vec::new();
        let mut width = 0;
        for batch in &batches {
            width = batch.num_columns();
            let cells: Vec<_> = batch.columns().iter().map(|c| ArrayFormatter::try_new(c, &options).unwrap()).collect();
            for row in 0..batch.num_rows() {
                rows.push(cells.iter().map(|c| c.value(row).to_string()).map(|t| if t.is_empty() { "(empty)".to_owned() } else { t }).collect());
            }
        }
        Ok(DBOutput::Rows { types: vec![DefaultColumnType::Any; width], rows })
    }

    async fn shutdown(&mut self) {}
}

/// The file of a model's cases.
pub fn cases(model: &Model) -> std::path::PathBuf {
    rocp_tests::root().join("queries/models").join(model.layer).join(model.name).join("cases.slt")
}

#[tokio::test]
async fn every_model_holds_its_cases() {
    let only = std::env::var("ROCP_CASES").ok();
    let mut failures = Vec::new();
    for model in model::MODELS.iter().filter(|m| only.as_deref().is_none_or(|o| o == m.name)) {
        if let Err(e) = hold(model, &cases(model)).await {
            failures.push(format!("{}: {e}", model.name));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn every_model_has_cases_of_every_kind() {
    let mut lacking = Vec::new();
    for model in model::MODELS {
        let text = std::fs::read_to_string(cases(model)).unwrap_or_default();
        let questions = text.matches("\nquery").count();
        for kind in ["empty input", "unknown", "partial area", "many-to-many", "tie"] {
            // A case that cannot arise in a model says so: `# no partial area: ...`.
            if !text.contains(&format!("# {kind}")) && !text.contains(&format!("# no {kind}: ")) {
                lacking.push(format!("{}: {kind}", model.name));
            }
        }
        if questions < 2 {
            lacking.push(format!("{}: asks {questions} questions", model.name));
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

#[test]
fn tables_in_the_sql_are_the_declared_inputs() {
    for model in model::MODELS {
        let mut declared = model.contract().unwrap().inputs;
        declared.sort();
        assert_eq!(tables(model.sql), declared, "{}", model.name);
    }
}

#[tokio::test]
async fn planned_columns_are_those_of_the_contract() {
    for model in model::MODELS {
        let Engine(session) = engine(model).await.unwrap_or_else(|e| panic!("{}: {e}", model.name));
        let frame = session.sql(&format!("SELECT * FROM {}", model.name)).await.unwrap();
        let contract = model.contract().unwrap();
        let planned: Vec<_> = frame.schema().fields().iter().map(|f| f.name().clone()).collect();
        assert_eq!(planned, contract.columns.iter().map(|c| c.name.clone()).collect::<Vec<_>>(), "{}", model.name);
        for (field, column) in frame.schema().fields().iter().zip(&contract.columns) {
            let same = field.data_type() == &column.kind.arrow() || matches!(column.kind, rocp_lake::contract::Type::TextList);
            assert!(same, "{}.{} is planned as {} where the contract says {}", model.name, column.name, field.data_type(), column.kind.word());
        }
    }
}

#[test]
fn models_have_an_order_and_their_folders_are_registered() {
    assert_eq!(rocp_queries::graph::ordered().unwrap().len(), model::MODELS.len());
    for layer in ["core", "mart"] {
        for entry in std::fs::read_dir(rocp_tests::root().join("queries/models").join(layer)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let registered = model::find(&name).unwrap_or_else(|| panic!("{name} is in no registry"));
            assert_eq!(registered.layer, layer);
            assert!(Path::new(&cases(registered)).exists(), "{name} has no cases");
        }
    }
}
