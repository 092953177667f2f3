//! `max_flow(program, completers, occupation, openings)`: the most openings that linked programs can fill together.
//!
//! A row is one link. Completers go from each program to its linked occupations, each occupation takes at most its openings: the maximum flow of that
//! network. Counted in whole millionths, so that the answer is exact and the same in any order of the rows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, ListArray};
use arrow::datatypes::{DataType, Field, Float64Type, Int64Type};
use datafusion::common::{ScalarValue, exec_err};
use datafusion::error::Result;
use datafusion::logical_expr::{Accumulator, AggregateUDF, Volatility, create_udaf};
use petgraph::algo::dinics;
use petgraph::graph::DiGraph;

/// Millionths in one completer or opening.
const PARTS: f64 = 1_000_000.0;
/// The largest number of completers or openings taken: the whole network then stays within 64 bits.
const MOST: f64 = 1_000_000_000.0;

/// The function. A row with an unknown argument is no link; no links at all give NULL.
pub fn function() -> AggregateUDF {
    let arguments = vec![DataType::Utf8, DataType::Float64, DataType::Utf8, DataType::Float64];
    let list = |of| DataType::List(Arc::new(Field::new_list_field(of, true)));
    let state = [DataType::Utf8, DataType::Int64, DataType::Utf8, DataType::Int64].map(list).to_vec();
    create_udaf("max_flow", arguments, Arc::new(DataType::Float64), Volatility::Immutable, Arc::new(|_| Ok(Box::new(Links::default()))), Arc::new(state))
}

/// The links seen so far.
#[derive(Debug, Default)]
struct Links {
    programs: BTreeMap<String, i64>,
    occupations: BTreeMap<String, i64>,
    links: BTreeSet<(String, String)>,
}

impl Links {
    fn link(&mut self, program: &str, completers: i64, occupation: &str, openings: i64) -> Result<()> {
        put(&mut self.programs, program, completers)?;
        put(&mut self.occupations, occupation, openings)?;
        self.links.insert((program.to_owned(), occupation.to_owned()));
        Ok(())
    }

    /// The maximum flow in millionths.
    fn most(&self) -> u64 {
        let mut network = DiGraph::<(), u64>::new();
        let (source, sink) = (network.add_node(()), network.add_node(()));
        let mut side = |amounts: &BTreeMap<String, i64>, supplies: bool| -> BTreeMap<String, _> {
            let mut nodes = BTreeMap::new();
            for (name, amount) in amounts {
                let node = network.add_node(());
                let (from, to) = if supplies { (source, node) } else { (node, sink) };
                network.add_edge(from, to, amount.unsigned_abs());
                nodes.insert(name.clone(), node);
            }
            nodes
        };
        let (programs, occupations) = (side(&self.programs, true), side(&self.occupations, false));
        for (program, occupation) in &self.links {
            if let (Some(from), Some(to)) = (programs.get(program), occupations.get(occupation)) {
                network.add_edge(*from, *to, self.programs.get(program).map_or(0, |amount| amount.unsigned_abs()));
            }
        }
        dinics(&network, source, sink).0
    }
}

/// One amount a name: a second, other one is an error of the query.
fn put(amounts: &mut BTreeMap<String, i64>, name: &str, amount: i64) -> Result<()> {
    match amounts.insert(name.to_owned(), amount) {
        Some(before) if before != amount => exec_err!("max_flow: {name} has two amounts, {} and {}", before as f64 / PARTS, amount as f64 / PARTS),
        _ => Ok(()),
    }
}

/// Whole millionths of an amount.
fn parts(amount: f64) -> Result<i64> {
    if (0.0..=MOST).contains(&amount) { Ok((amount * PARTS).round() as i64) } else { exec_err!("max_flow: {amount} is not between 0 and {MOST}") }
}

impl Accumulator for Links {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let [programs, completers, occupations, openings] = values else { return exec_err!("max_flow takes four arguments") };
        let (programs, occupations) = (programs.as_string::<i32>(), occupations.as_string::<i32>());
        let (completers, openings) = (completers.as_primitive::<Float64Type>(), openings.as_primitive::<Float64Type>());
        for row in 0..programs.len() {
            if values.iter().all(|v| v.is_valid(row)) {
                self.link(programs.value(row), parts(completers.value(row))?, occupations.value(row), parts(openings.value(row))?)?;
            }
        }
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        Ok(ScalarValue::Float64((!self.links.is_empty()).then(|| self.most() as f64 / PARTS)))
    }

    fn size(&self) -> usize {
        let names: usize = self.links.iter().map(|(p, s)| p.len() + s.len()).sum();
        size_of_val(self) + 3 * names + self.links.len() * 4 * size_of::<String>()
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let amount = |amounts: &BTreeMap<String, i64>, name: &String| ScalarValue::Int64(amounts.get(name).copied());
        let text = |name: &String| ScalarValue::Utf8(Some(name.clone()));
        let list = |values: Vec<ScalarValue>, of: DataType| ScalarValue::List(ScalarValue::new_list_nullable(&values, &of));
        Ok(vec![
            list(self.links.iter().map(|(p, _)| text(p)).collect(), DataType::Utf8),
            list(self.links.iter().map(|(p, _)| amount(&self.programs, p)).collect(), DataType::Int64),
            list(self.links.iter().map(|(_, s)| text(s)).collect(), DataType::Utf8),
            list(self.links.iter().map(|(_, s)| amount(&self.occupations, s)).collect(), DataType::Int64),
        ])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let [programs, completers, occupations, openings] = states else { return exec_err!("max_flow keeps four lists") };
        let lists: [&ListArray; 4] = [programs.as_list(), completers.as_list(), occupations.as_list(), openings.as_list()];
        for row in 0..programs.len() {
            let [programs, completers, occupations, openings] = lists.map(|l| l.value(row));
            let (programs, occupations) = (programs.as_string::<i32>(), occupations.as_string::<i32>());
            let (completers, openings) = (completers.as_primitive::<Int64Type>(), openings.as_primitive::<Int64Type>());
            for i in 0..programs.len() {
                self.link(programs.value(i), completers.value(i), occupations.value(i), openings.value(i))?;
            }
        }
        Ok(())
    }
}
