use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Float64Array, Int64Array, ListBuilder, RecordBatch, StringArray, StringBuilder};

use super::*;

/// Columns of text, with `null` where the value is `-`.
fn texts(columns: &[(&'static str, &[&str])]) -> Vec<(&'static str, ArrayRef)> {
    let column = |values: &[&str]| -> ArrayRef { Arc::new(values.iter().map(|v| (*v != "-").then_some(*v)).collect::<StringArray>()) };
    columns.iter().map(|(name, values)| (*name, column(values))).collect()
}

fn numbers(name: &'static str, values: &[Option<f64>]) -> (&'static str, ArrayRef) {
    (name, Arc::new(Float64Array::from(values.to_vec())))
}

fn mart(name: &str, columns: Vec<(&'static str, ArrayRef)>) -> Mart {
    Mart::of(name, RecordBatch::try_from_iter(columns).unwrap())
}

/// The totals of two years and one course whose completers are withheld.
fn capacity() -> Mart {
    let mut columns = texts(&[
        ("provider_id", &["p", "p", "p"]),
        ("provider", &["P", "P", "P"]),
        ("academic_year", &["2023-24", "2024-25", "2024-25"]),
        ("dimension", &["all", "all", "course"]),
        ("dimension_value", &["", "", "p-c"]),
    ]);
    columns.push(("is_example", Arc::new(BooleanArray::from(vec![true; 3]))));
    columns.push(("courses", Arc::new(Int64Array::from(vec![3, 3, 1]))));
    columns.push(("counts_withheld", Arc::new(Int64Array::from(vec![0, 0, 1]))));
    for name in ["seats", "enrolled", "waitlisted", "placed", "fill", "completion", "placement", "capacity_completers"] {
        columns.push(numbers(name, &[Some(1.0), Some(2.0), Some(3.0)]));
    }
    columns.push(numbers("completed", &[Some(5.0), Some(6.0), None]));
    let mut bounds = ListBuilder::new(StringBuilder::new());
    bounds.append_value([Some("enrolled")]);
    bounds.append_null();
    bounds.append_null();
    columns.push(("lower_bounds", Arc::new(bounds.finish())));
    mart("program_capacity", columns)
}

fn course() -> Mart {
    let mut columns = texts(&[
        ("course_id", &["p-c"]),
        ("provider_id", &["p"]),
        ("provider", &["P"]),
        ("organizational_structure", &["-"]),
        ("service_area", &["Kern (1)"]),
        ("course_code", &["C"]),
        ("course_title", &["Course"]),
        ("newest_year", &["2024-25"]),
        ("cde_sector", &["-"]),
        ("cde_pathway", &["Patient Care"]),
        ("cip_code", &["51.3902"]),
        ("top_code", &["-"]),
        ("credential", &["-"]),
        ("industry_partners", &["-"]),
        ("advisory_board_date", &["-"]),
        ("review_date", &["-"]),
        ("review_due", &["2025-05-01"]),
        ("student_organization", &["-"]),
        ("apprenticeship_sponsor", &["-"]),
    ]);
    for name in ["sites", "site_counties", "venues", "schedules", "student_groups", "work_based_learning"] {
        let mut list = ListBuilder::new(StringBuilder::new());
        list.append_value([Some("a"), Some("b")]);
        columns.push((name, Arc::new(list.finish())));
    }
    columns.push(("is_example", Arc::new(BooleanArray::from(vec![true]))));
    columns.push(("calworks", Arc::new(BooleanArray::from(vec![None::<bool>]))));
    columns.push(numbers("hours", &[Some(180.0)]));
    mart("course", columns)
}

#[test]
fn a_catalog_is_bound_newest_first_and_unknown_stays_unknown() {
    let providers = providers(&capacity(), &course(), BTreeMap::new(), BTreeMap::new()).unwrap();
    let [p] = providers.as_slice() else { panic!("one provider") };
    assert!(p.is_example && p.structure.is_empty() && p.service_area == "Kern (1)" && p.imported.is_none());
    assert_eq!(p.capacity.iter().map(|c| c.year.as_str()).collect::<Vec<_>>(), ["2024-25", "2023-24"], "the course's own row is not among the totals");
    let [c] = p.courses.as_slice() else { panic!("one course") };
    assert_eq!((c.capacity.len(), c.capacity[0].completed, c.capacity[0].withheld), (1, None, 1));
    assert_eq!(c.fact("Hours"), Some("180"));
    assert_eq!(c.fact("Sites"), Some("a, b"));
    assert_eq!(c.fact(crate::words::REVIEW_DUE), Some("2025-05-01"));
    assert_eq!((c.fact("CalWORKs"), c.fact("Credential")), (None, None), "what is not known is left out");
}

#[test]
fn a_column_that_is_missing_is_named() {
    let short = mart("program_capacity", texts(&[("provider_id", &["p"])]));
    assert!(matches!(providers(&short, &course(), BTreeMap::new(), BTreeMap::new()), Err(OutputError::Column { column, .. }) if column == "provider"));
}
