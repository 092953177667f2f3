use super::*;
use crate::model::{GapRow, RegionReport};
use crate::report::sample;

const LONG: &str = "Sales Representatives, Wholesale and Manufacturing, Except Technical and Scientific Products";

fn draw(region: &RegionReport) -> Result<Figure, OutputError> {
    let set = sample::set();
    let facts = Facts::of(region);
    let figure = GapDumbbell { region_id: &region.region_id, region: &region.region, facts: &facts, sources: &set.sources };
    figure.draw(&Fonts::load().unwrap())
}

/// Fifteen rows over three orders of magnitude, with every kind of hard case.
fn hard() -> RegionReport {
    let mut region = sample::region("sonoma", "Santa Rosa and the whole of Sonoma Valley with its Neighbors");
    region.rows = (0..15u32)
        .map(|i| {
            let demand = 44_690.0 / f64::from(i + 1).powi(2);
            let mut row = sample::row(&format!("11-{i:04}"), LONG, Some(demand), (0.0, Some(178.0), 99_999.0), "shortage");
            row.rank = Some(i + 1);
            row
        })
        .collect();
    region.rows[13] = GapRow { rank: Some(14), ..sample::row("12-0000", "Zero demand", Some(0.0), (3.0, None, 40.0), "too_small") };
    region.rows[14] = GapRow { rank: Some(15), ..sample::row("13-0000", LONG, None, (0.0, None, 12.0), "unknown") };
    region
}

#[test]
fn hard_rows_fit_both_layouts() {
    let figure = draw(&hard()).unwrap();
    for svg in [&figure.wide, &figure.narrow] {
        assert_eq!(svg.matches(">not published<").count(), 1);
        assert_eq!(svg.matches(">cannot be divided<").count(), 1);
        assert!(svg.contains("44,512"));
        assert!(!svg.contains("NaN") && !svg.contains(".0<"));
    }
    assert!(!figure.wide.contains('\u{2026}') && !figure.narrow.contains('\u{2026}'), "there is room for the whole name");
}

#[test]
fn a_row_beyond_the_scale_is_an_arrow_and_its_figures_are_told() {
    let mut region = hard();
    for row in &mut region.rows {
        row.supply_whole = 178.0;
    }
    region.rows.truncate(5);
    let figure = draw(&region).unwrap();
    for svg in [&figure.wide, &figure.narrow] {
        assert_eq!(svg.matches("<polygon").count(), 1, "openings of 44,690 beside 11,173 and less");
        assert!(svg.contains("beyond the scale") && svg.contains("44,690"));
    }
}

#[test]
fn unknown_draws_no_mark() {
    let figure = draw(&sample::region("r", "R")).unwrap();
    let dots = figure.wide.matches("r=\"5\"").count();
    assert_eq!(dots, 1 + 2, "one in the legend and one for each row of known demand");
    assert_eq!(figure.wide.matches("r=\"4\"").count(), 2 * (1 + 2), "a ring is two circles");
}

#[test]
fn the_title_is_the_finding_or_neutral_and_short_enough() {
    let title = |region: &RegionReport| draw(region).unwrap().title;
    let mut region = sample::region("r", "Los Angeles");
    assert_eq!(title(&region), "Los Angeles: counted supply equals 10% of openings in 3 shortlisted occupations");
    assert_eq!(title(&hard()).split_whitespace().next(), Some("Counted"), "a long name is left to the subtitle");
    for row in &mut region.rows {
        row.status = "depends_balanced".into();
    }
    assert_eq!(title(&region), "Los Angeles: openings and counted supply in 3 shortlisted occupations");
    assert!(title(&hard()).split_whitespace().count() <= 15);
}

#[test]
fn the_source_line_names_every_source() {
    let figure = draw(&sample::region("r", "R")).unwrap();
    assert!(figure.wide.contains("Openings of 1 of the 3 occupations are known for only part of the region"));
    assert!(figure.wide.contains("Agency edd, Projections (2020-2030); Agency coe, Supply (2020-2030)."));
    assert!(figure.wide.contains("font-weight=\"bold\">Source:</text>"));
}

#[test]
fn sixteen_rows_are_refused() {
    let mut region = hard();
    let mut more = region.rows[0].clone();
    more.soc = "99-0000".into();
    region.rows.push(more);
    assert!(matches!(draw(&region), Err(OutputError::TooManyRows { rows: 16, .. })));
}
