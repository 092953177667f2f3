use super::*;
use crate::report::sample;

const LONG: &str = "Sales Representatives, Wholesale and Manufacturing, Except Technical and Scientific Products";

fn row(soc: u32, occupation: &str, demand: Option<f64>, supply: Option<f64>) -> GapRow {
    let mut row = sample::row(&format!("11-{soc:04}"), occupation, demand, (0.0, supply, 99_999.0), "shortage");
    row.list = Some(List::Lead);
    row.entry_wage = Some(23.5);
    row
}

fn draw_at(region: &str, rows: &[GapRow]) -> Figure {
    let set = sample::set();
    DemandRanking { region_id: "r", region, rows, sources: &set.sources }.draw(&Fonts::load().unwrap()).unwrap()
}

fn draw(rows: &[GapRow]) -> Figure {
    draw_at("Los Angeles", rows)
}

#[test]
fn hard_rows_fit_both_layouts() {
    let mut rows: Vec<GapRow> = (0..15).map(|i| row(i, LONG, Some(44_690.0 / f64::from(i + 1).powi(2)), Some(178.0))).collect();
    rows[12] = row(12, LONG, Some(0.0), Some(0.0));
    rows[13] = row(13, LONG, None, None);
    rows[13].entry_wage = None;
    rows[14] = row(14, "Electroencephalographic-Technologists", Some(f64::from(9_999_999)), None);
    for row in &mut rows {
        row.flags = vec!["partial_area".into()];
    }
    let figure = draw_at("Santa Rosa and the whole of Sonoma Valley with its Neighbors", &rows);
    for svg in [&figure.wide, &figure.narrow] {
        assert_eq!(svg.matches(">not published<").count(), 2, "openings and wage");
        assert_eq!(svg.matches(">*<").count(), 14, "an unknown has no star");
        assert!(!svg.contains("NaN") && svg.contains("<polygon") && svg.contains("beyond the scale"));
    }
    assert!(figure.wide.contains(">0\u{2013}99,999<"), "supply that cannot be divided is a range");
    assert!(figure.title.split_whitespace().count() <= 15, "{}", figure.title);
}

#[test]
fn only_the_lead_list_is_drawn_sorted_and_cut_at_fifteen() {
    let mut rows: Vec<GapRow> = (0..20).map(|i| row(i, &format!("Job {i}"), Some(f64::from(i)), Some(1.0))).collect();
    rows[19].list = Some(List::NoProgram);
    let svg = draw(&rows).wide;
    let at = |s: &str| svg.find(&format!(">{s}<"));
    assert!(at("Job 18") < at("Job 5") && at("Job 5").is_some());
    assert!(at("Job 19").is_none() && at("Job 3").is_none());
    assert!(svg.contains("Shown are the 15 with most openings of 19; the table has the rest."));
}

#[test]
fn unknown_draws_no_bar_and_no_mark() {
    let figure = draw(&[row(1, "A", Some(100.0), Some(30.0)), row(2, "B", None, None)]);
    assert_eq!(figure.wide.matches("fill=\"#12436D\"").count(), 2, "legend and A");
    assert_eq!(figure.wide.matches("fill=\"#F46A25\"").count(), 2, "legend and A");
    assert_eq!(draw(&[row(1, "A", Some(0.0), Some(0.0))]).wide.matches("fill=\"#F46A25\"").count(), 2, "a known zero is marked");
}

#[test]
fn the_title_names_the_first_where_it_leads() {
    let with = |first: f64| draw(&[row(1, "Nursing Assistants", Some(first), Some(1.0)), row(2, "B", Some(100.0), Some(1.0))]).title;
    assert_eq!(with(4466.0), "Los Angeles: most openings on the shortlist are for Nursing Assistants, 4,466 a year");
    assert_eq!(with(105.0), "Los Angeles: openings a year in 2 shortlisted occupations");
    assert_eq!(draw(&[row(1, "A", Some(5.0), None)]).title, "Los Angeles: openings a year in 1 shortlisted occupation");
    let long = "Sales Representatives of Wholesale and Manufacturing Goods and of All Other Goods";
    let long = draw(&[row(1, long, Some(500.0), None), row(2, "B", None, None)]).title;
    assert!(long.starts_with("Los Angeles: openings a year in 2"), "{long}");
}

#[test]
fn an_empty_list_is_a_chart_without_rows() {
    let figure = draw(&[]);
    assert_eq!(figure.title, "Los Angeles: openings a year in 0 shortlisted occupations");
    assert!(figure.wide.contains("period not stated"));
}

#[test]
fn a_wage_at_the_ceiling_is_a_lower_bound() {
    let mut rows = [row(1, "A", Some(100.0), Some(30.0)), row(2, "B", Some(90.0), Some(30.0))];
    assert!(!draw(&rows).wide.contains("no wage above it"));
    (rows[0].entry_wage, rows[0].entry_wage_is_least) = (Some(115.0), true);
    let svg = draw(&rows).wide;
    assert!(
        svg.contains(">$115.00+<") && svg.contains(">$23.50<") && svg.contains("no wage above it") && svg.contains("entry wage at least $115.00."),
        "{svg}"
    );
}
