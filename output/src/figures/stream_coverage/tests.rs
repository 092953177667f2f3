use super::*;
use crate::report::sample;

const LONG: &str = "Regional occupational centers and programs, adult schools, county offices and every joint powers authority";

fn stream(title: &str, weight: f64, awards: f64) -> StreamRow {
    StreamRow { stream: title.to_lowercase(), title: title.into(), weight, awards, programs: 12, by_coe: None, by_plain: None, years: None, years_apart: None }
}

fn draw_at(region: &str, streams: &[StreamRow]) -> Result<Figure, OutputError> {
    let set = sample::set();
    let figure = StreamCoverage { region_id: "r", region, streams, profile: "default", period: "2020-21 to 2022-23", sources: &set.sources };
    figure.draw(&Fonts::load().unwrap())
}

fn draw(streams: &[StreamRow]) -> Figure {
    draw_at("Inland Empire", streams).unwrap()
}

#[test]
fn hard_rows_fit_both_layouts() {
    let mut streams: Vec<StreamRow> = (0..15).map(|i| stream(&format!("{LONG} {i}"), 1.0, f64::from(i) * 100.0)).collect();
    streams[14].awards = 9_999_999.0;
    streams[13].weight = 0.0;
    streams[12].weight = 0.5;
    let figure = draw_at("Santa Rosa and the whole of Sonoma Valley with all of its Neighbors", &streams).unwrap();
    for svg in [&figure.wide, &figure.narrow] {
        assert!(svg.contains(">9,999,999<") && svg.contains("<polygon") && svg.contains("An arrow runs beyond the scale."));
        assert!(svg.contains("Counted in part:") && !svg.contains("NaN"));
    }
    assert_eq!(figure.title, "2 of 15 kinds of training are not counted", "a long name is left to the subtitle");
}

#[test]
fn what_is_not_counted_has_words_and_no_bar() {
    let figure = draw(&[stream("Gone", 1.0, 0.0), stream("Out", 0.0, 0.0), stream("Credit", 1.0, 500.0)]);
    for svg in [&figure.wide, &figure.narrow] {
        assert_eq!(svg.matches(">no data held: not zero<").count(), 1);
        assert_eq!(svg.matches(">not counted by this profile<").count(), 1);
        assert_eq!(svg.matches("fill=\"#F46A25\"").count(), 1, "one bar");
        assert!(!svg.contains(">0<") || svg.matches(">0<").count() == 1, "the only zero is the axis's");
    }
    let at = |s: &str| figure.wide.find(&format!(">{s}<")).unwrap();
    assert!(at("Credit") < at("Gone") && at("Gone") < at("Out"));
    assert!(figure.wide.contains("Gone: no data held: not zero.") && figure.wide.contains("Credit: 500 awards a year of 12 programs."));
}

#[test]
fn a_left_out_stream_is_left_out_even_with_awards() {
    let figure = draw(&[stream("Transfer", 0.0, 900.0), stream("Credit", 1.0, 0.2)]);
    assert!(!figure.wide.contains(">900<") && figure.wide.contains(">&lt;1<"));
}

#[test]
fn the_title_counts_what_is_not_counted() {
    let title = |streams: &[StreamRow]| draw(streams).title;
    let (yes, no) = (stream("A", 1.0, 5.0), stream("B", 1.0, 0.0));
    assert_eq!(title(&[yes.clone(), no.clone()]), "Inland Empire: 1 of 2 kinds of training is not counted");
    assert_eq!(title(&[no.clone(), no]), "Inland Empire: 2 of 2 kinds of training are not counted");
    assert_eq!(title(&[yes]), "Inland Empire: every kind of training listed is counted");
    assert_eq!(title(&[]), "Inland Empire: no kind of training is listed");
}

#[test]
fn sixteen_rows_are_refused() {
    assert!(matches!(draw_at("R", &vec![stream("A", 1.0, 1.0); 16]), Err(OutputError::TooManyRows { rows: 16, .. })));
}
