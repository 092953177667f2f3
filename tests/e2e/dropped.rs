//! Every join of a core model that may leave rows out counts them in a check, or says why none is lost; and each such check finds a misspelt key.

use std::collections::{BTreeMap, BTreeSet};

use datafusion::sql::sqlparser::ast::{JoinOperator, Query, Select, SetExpr, Statement, TableFactor};
use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::parser::Parser;
use rocp_queries::{Model, model};

use crate::models;

/// Names of tables.
type Names = BTreeSet<String>;

/// What a statement takes its rows from, and which tables it joins so that rows without a partner are left out.
#[derive(Default)]
struct Joins {
    /// Rows of named parts: the tables that they come from.
    parts: BTreeMap<String, Names>,
    found: Names,
}

impl Joins {
    /// The tables that the rows of a query come from: those that are joined on only to add columns are not among them.
    fn query(&mut self, query: &Query) -> Names {
        for part in query.with.iter().flat_map(|w| &w.cte_tables) {
            let rows = self.query(&part.query);
            self.parts.insert(part.alias.name.value.clone(), rows);
        }
        self.body(&query.body)
    }

    fn body(&mut self, body: &SetExpr) -> Names {
        match body {
            SetExpr::Select(select) => self.select(select),
            SetExpr::Query(query) => self.query(query),
            SetExpr::SetOperation { left, right, .. } => self.body(left).into_iter().chain(self.body(right)).collect(),
            _ => Names::new(),
        }
    }

    fn select(&mut self, select: &Select) -> Names {
        let mut rows = Names::new();
        for from in &select.from {
            let mut left = self.factor(&from.relation);
            for join in &from.joins {
                let right = self.factor(&join.relation);
                match &join.join_operator {
                    JoinOperator::Join(_) | JoinOperator::Inner(_) => {
                        // A table joined with a summary of itself finds every row again.
                        if left != right {
                            self.found.extend(left.iter().chain(&right).cloned());
                        }
                        left.extend(right);
                    }
                    JoinOperator::FullOuter(_) | JoinOperator::CrossJoin(_) => left.extend(right),
                    JoinOperator::Left(_) | JoinOperator::LeftOuter(_) => {}
                    other => panic!("{other:?} is a kind of join that this test does not know"),
                }
            }
            rows.extend(left);
        }
        rows
    }

    fn factor(&mut self, factor: &TableFactor) -> Names {
        match factor {
            TableFactor::Table { name, .. } => {
                let name = name.to_string();
                self.parts.get(&name).cloned().unwrap_or_else(|| Names::from([name]))
            }
            TableFactor::Derived { subquery, .. } => self.query(subquery),
            other => panic!("{other:?} is a source of rows that this test does not know"),
        }
    }
}

/// The tables of which a model's inner joins can leave rows out.
fn joined(sql: &str) -> Names {
    let statements = Parser::parse_sql(&GenericDialect {}, sql).unwrap();
    let mut joins = Joins::default();
    for statement in &statements {
        let Statement::Query(query) = statement else { panic!("{statement} is no query") };
        joins.query(query);
    }
    joins.found
}

fn core() -> impl Iterator<Item = &'static Model> {
    model::MODELS.iter().filter(|m| m.layer == "core")
}

#[test]
fn joins_are_read_from_the_sql() {
    let names = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Names>();
    assert_eq!(joined("SELECT a.x FROM a JOIN b ON b.x = a.x LEFT JOIN c ON c.x = a.x CROSS JOIN d"), names(&["a", "b"]));
    assert_eq!(joined("WITH n AS (SELECT max(x) AS x FROM a) SELECT a.x FROM a JOIN n ON n.x = a.x"), names(&[]), "a table joined with its own summary");
    assert_eq!(
        joined("WITH n AS (SELECT a.x FROM a LEFT JOIN c ON c.x = a.x) SELECT b.x FROM b INNER JOIN (SELECT x FROM n) m ON m.x = b.x"),
        names(&["a", "b"])
    );
    assert_eq!(joined("SELECT 1 FROM d UNION ALL SELECT a.x FROM a JOIN b ON b.x = a.x"), names(&["a", "b"]));
}

#[test]
fn every_inner_join_of_a_core_model_counts_what_it_drops_or_says_why_it_drops_nothing() {
    let mut silent = Vec::new();
    for model in core() {
        let contract = model.contract().unwrap();
        let counted: BTreeSet<&String> = contract.checks.iter().flat_map(|c| &c.drops).chain(contract.keeps.iter().map(|k| &k.input)).collect();
        // Settings of the profile are one row each; a table of its own name is no input.
        silent.extend(joined(model.sql).iter().filter(|t| !counted.contains(t)).map(|t| format!("{}: rows of {t}", model.name)));
        for keep in &contract.keeps {
            assert!(keep.why.split(' ').count() > 4, "{}: {} needs a reason", model.name, keep.input);
        }
    }
    assert!(silent.is_empty(), "neither a check with `drops` nor `keeps`:\n{}", silent.join("\n"));
}

/// The answer itself is asked by `models::every_model_holds_its_cases`.
#[test]
fn every_check_of_dropped_rows_finds_a_misspelt_key_in_its_cases() {
    let mut missing = Vec::new();
    for model in core() {
        let text = std::fs::read_to_string(models::cases(model)).unwrap();
        for check in model.contract().unwrap().checks.iter().filter(|c| !c.drops.is_empty()) {
            let asked = format!("connection misspelt_{}\nquery ", check.name);
            let answer = text.split(&asked).nth(1).and_then(|t| t.split("----\n").nth(1)).and_then(|t| t.lines().next()).unwrap_or_default();
            let asks = text.split(&asked).nth(1).is_some_and(|t| t.split("----").next().is_some_and(|sql| sql.contains(&format!("FROM check_{}", check.name))));
            if !asks || answer.is_empty() {
                missing.push(format!("{}: {}", model.name, check.name));
            }
        }
    }
    assert!(missing.is_empty(), "no case with a misspelt key:\n{}", missing.join("\n"));
}
