use super::*;
use crate::report::sample;

fn year(stream: &str, year: &str, awards: Option<f64>) -> YearAwards {
    YearAwards { stream: stream.into(), year: year.into(), awards, providers: 3, partial: false, breaks: Vec::new() }
}

fn draw(years: &[YearAwards]) -> Option<Figure> {
    let set = sample::set();
    SupplyTrend { region_id: "r", region: "Inland Empire", years, sources: &set.sources }.draw(&Fonts::load().unwrap()).unwrap()
}

fn two(stream: &str, first: f64, last: f64) -> Vec<YearAwards> {
    vec![year(stream, "2021-22", Some(first)), year(stream, "2022-23", Some((first + last) / 2.0)), year(stream, "2023-24", Some(last))]
}

#[test]
fn lines_end_with_their_names_and_figures() {
    let figure = draw(&[two("credit", 1000.0, 1100.0), two("rocp", 200.0, 400.0)].concat()).unwrap();
    assert_eq!(figure.title, "Inland Empire: awards rose 25% from 2021-22 to 2023-24");
    for svg in [&figure.wide, &figure.narrow] {
        assert!(svg.contains("College credit") && svg.contains("110 (1,100") && svg.contains("200 (400"), "{svg}");
        assert!(svg.contains("The scale does not begin at zero.") && !svg.contains("NaN") && !svg.contains("stand in the table alone"));
    }
    assert!(figure.wide.contains("200 in 2021-22, 300 in 2022-23, 400 in 2023-24."));
}

#[test]
fn a_year_that_is_unknown_small_or_alone_draws_no_line() {
    assert_eq!(draw(&[year("credit", "2021-22", Some(900.0))]), None, "one year is no trend");
    assert_eq!(draw(&two("credit", 99.0, 300.0)), None);
    let mut gap = [two("credit", 500.0, 500.0), two("rocp", 200.0, 400.0), two("private", 300.0, 600.0)].concat();
    gap[4].awards = None;
    gap[7].partial = true;
    let figure = draw(&gap).unwrap();
    assert!(!figure.wide.contains("ROCPs") && !figure.wide.contains("Private") && figure.wide.contains("stand in the table alone"));
    assert_eq!(figure.title, "Inland Empire: awards changed by under 2% from 2021-22 to 2023-24");
}

#[test]
fn a_break_is_marked_and_keeps_the_title_neutral() {
    let mut years = two("credit", 500.0, 900.0);
    years[1].breaks = vec!["Codes changed".into()];
    let figure = draw(&years).unwrap();
    assert_eq!(figure.title, "Inland Empire: awards by kind of training, 2021-22 to 2023-24");
    assert!(figure.wide.contains("2022-23: Codes changed."));
    years[1].breaks.clear();
    years[0].breaks = vec!["Codes changed".into()];
    let figure = draw(&years).unwrap();
    assert_eq!(figure.title, "Inland Empire: awards rose 80% from 2021-22 to 2023-24", "a break at the first year lies before all of them");
    assert!(figure.wide.contains("2021-22: Codes changed."));
}

#[test]
fn lines_that_end_together_keep_their_names_apart() {
    let streams = ["credit", "rocp", "private", "noncredit", "hs_cte"];
    let years: Vec<YearAwards> = streams.iter().flat_map(|s| two(s, 1000.0, 1004.0)).collect();
    let figure = draw(&years).unwrap();
    assert!(figure.wide.contains("stand in the table alone"), "four lines at most");
    let many: Vec<YearAwards> = (0..14).map(|i| year("credit", &format!("20{:02}-{:02}", i + 10, i + 11), Some(500.0 + f64::from(i) * 100.0))).collect();
    assert!(draw(&many).is_some(), "year labels are thinned out");
    assert!(draw(&two("credit", 1000.0, 90_000.0)).is_some());
}
