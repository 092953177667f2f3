use super::*;
use crate::report::sample;

const LONG: &str = "Agriculture, Water, Environmental Technologies and All Other Allied Occupations Of Every Description";

fn sector(id: &str, name: &str, demand: Option<f64>, coverage: Option<f64>) -> SectorRow {
    SectorRow {
        sector_id: id.into(),
        sector: name.into(),
        demand,
        supply: demand.zip(coverage).map(|(d, c)| d * c),
        coverage,
        most_filled: demand,
        must_enter: 0.0,
        occupations: 10,
        known: 9,
        short: 3,
        depends_short: 1,
        balanced: 1,
        depends_over: 1,
        over: 1,
        partial: false,
    }
}

fn sectors(shares: &[f64]) -> Vec<SectorRow> {
    shares.iter().enumerate().map(|(i, s)| sector(&format!("s{i}"), &format!("Sector {i}"), Some(1000.0), Some(*s))).collect()
}

fn draw(regions: &[(&str, &[SectorRow])], state: Option<(&str, &[SectorRow])>) -> Result<Figure, OutputError> {
    let set = sample::set();
    let figure = SectorHeat { scheme: "macroregion", regions, state, demand_period: "2020-2030", supply_period: "", sources: &set.sources };
    figure.draw(&Fonts::load().unwrap())
}

#[test]
fn a_full_table_of_hard_names_and_shares_fits_both_layouts() {
    let mut hard: Vec<SectorRow> = (0..15).map(|i| sector(&format!("s{i}"), LONG, Some(9_999_999.0), Some(99.99 * f64::from(i)))).collect();
    for row in &mut hard {
        row.partial = true;
    }
    let name = "Central Valley/Mother Lode and Southern San Joaquin Supercalifragilisticexpialidocious";
    let regions = [(name, hard.as_slice()); 9];
    let figure = draw(&regions, Some(("The State of California", &hard))).unwrap();
    assert!(figure.wide.matches(">&gt;999%<").count() >= 9 && figure.wide.contains(">*<"));
    assert!(figure.wide.contains("Openings are known for only part") && figure.narrow.contains("Openings are known for only part"));
}

#[test]
fn unknown_is_no_colour_and_is_explained() {
    let state = [sector("a", "A", Some(100.0), Some(0.2)), sector("b", "B", None, None), sector("c", "C", Some(0.0), None)];
    let region = [sector("a", "A", Some(10.0), Some(0.0))];
    let figure = draw(&[("North", &region)], Some(("California", &state))).unwrap();
    assert_eq!(figure.wide.matches(">n/p<").count(), 3, "B twice, and C, which the region does not have");
    assert!(figure.wide.contains(">n/p: not published.<") && figure.wide.contains(">\u{2013}: no openings"));
    assert_eq!(figure.wide.matches("fill=\"#12436D\"").count(), 3, "one in the legend, one a known cell; zero supply is known");
    assert!(figure.narrow.contains(">0%<") && figure.narrow.contains(">n/p<"));
    assert!(figure.wide.contains("period not stated"), "the supply period is not known");
}

#[test]
fn the_title_counts_the_sectors_under_half() {
    let title = |shares: &[f64]| draw(&[("North", &sectors(shares))], Some(("California", &sectors(shares)))).unwrap().title;
    assert_eq!(title(&[0.1, 0.494, 0.9]), "California: counted awards are under half of openings in 2 of 3 sectors");
    assert_eq!(title(&[0.1]), "California: counted awards are under half of openings in 1 of 1 sector");
    assert_eq!(title(&[0.1, 0.9, 0.9]), "Counted awards as a share of openings, by sector and region");
    let long = draw(&[], Some(("The Great State of California and Baja", &sectors(&[0.1])))).unwrap().title;
    assert!(long.starts_with("Counted awards are under half") && long.split_whitespace().count() <= 15);
    let cells = draw(&[("North", &sectors(&[0.1, 0.2]))], None).unwrap();
    assert_eq!(cells.title, "Counted awards are under half of openings in 2 of 2 sector-region pairs");
    assert!(!cells.wide.contains("1,000 openings"), "openings are the state's");
}

#[test]
fn sectors_go_from_the_shortest_and_phones_get_both_ends() {
    let (low, high) = (sectors(&[0.9, 0.1, 2.0]), sectors(&[1.0, 0.3, 0.2]));
    let figure = draw(&[("Low", &low), ("High", &high)], Some(("California", &sectors(&[0.9, 0.2, 1.6])))).unwrap();
    let at = |s: &str| figure.wide.find(&format!(">{s}<")).unwrap();
    assert!(at("Sector 1") < at("Sector 0") && at("Sector 0") < at("Sector 2"));
    let narrow: Vec<&str> = figure.narrow.lines().filter(|l| l.contains("%<") || l.contains(">Low<") || l.contains(">High<")).collect();
    let words: Vec<&str> = narrow.iter().filter_map(|l| l.split('>').nth(1)?.split('<').next()).collect();
    assert_eq!(words.iter().filter(|w| w.ends_with('%')).count(), 3 * 3 + 3, "three cells a sector, and the names of three of the four colours");
    assert!(figure.wide.contains("Sector 2: Low 200%, High 20%, California 160%."), "the description has every cell");
}

#[test]
fn nothing_is_a_table_without_rows() {
    let figure = draw(&[], None).unwrap();
    assert_eq!(figure.title, "Counted awards as a share of openings, by sector and region");
    assert!(!figure.wide.contains("NaN"));
}

#[test]
fn too_many_sectors_or_regions_are_refused() {
    let many = sectors(&[0.5; 16]);
    assert!(matches!(draw(&[("North", &many)], None), Err(OutputError::TooManyRows { rows: 16, .. })));
    let one = sectors(&[0.5]);
    assert!(matches!(draw(&[("North", one.as_slice()); 10], None), Err(OutputError::TooManyRows { rows: 10, limit: 9, .. })));
}
