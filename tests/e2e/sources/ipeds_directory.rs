//! The directory of institutions: four real editions.

use rocp_sources::SourceError;
use rocp_sources::decode::workbook::Decoder;
use rocp_sources::fetch::file;
use rocp_sources::head::Head;
use rocp_sources::identify::{self, Said};
use rocp_tests::shared;

use super::{Real, column, number, real, tell, text};
use crate::samples::known;

fn staged(edition: &str) -> Option<(Real, Vec<Vec<String>>)> {
    let real = real("ipeds_directory", &format!("nces/ipeds-hd/hd{edition}.csv"), Some(&format!("directory:{edition}")))?;
    let rows = text(&real.file, b',');
    Some((real, rows))
}

/// The trimmed cells of a column; none for a blank or one of the codes for unknown.
fn known<'a>(rows: &'a [Vec<String>], name: &str) -> Vec<Option<&'a str>> {
    let at = rows[0].iter().position(|c| c == name).unwrap();
    rows[1..].iter().map(|r| Some(r[at].trim()).filter(|v| !["", "-1", "-2", "-3"].contains(v))).collect()
}

#[test]
fn every_institution_of_every_edition_is_staged() {
    for (edition, institutions, in_california) in [("2020", 6440, 700), ("2021", 6289, 699), ("2022", 6256, 692), ("2024", 6072, 668)] {
        let Some((real, rows)) = staged(edition) else { return };
        let table = real.table("stg_ipeds_directory");
        assert_eq!((table.len(), rows.len() - 1, real.put_aside()), (institutions, institutions, 0), "{edition}");
        assert!(!real.said.contains("not used"), "{edition}: {}", real.said);
        for (ours, theirs) in [("longitude", "LONGITUD"), ("latitude", "LATITUDE")] {
            let at = column(&rows[0], theirs);
            assert_eq!(real.told("stg_ipeds_directory", ours), tell(rows[1..].iter().map(|r| number(&r[at]))), "{edition} {ours}");
        }
        // UNITID is the order of the table; the files are in that order, too, but need not be.
        let mut order: Vec<usize> = (0..table.len()).collect();
        let ids = known(&rows, "UNITID");
        order.sort_by_key(|i| ids[*i]);
        let texts = [
            ("unitid", "UNITID"),
            ("institution", "INSTNM"),
            ("city", "CITY"),
            ("state", "STABBR"),
            ("zip", "ZIP"),
            ("county_name", "COUNTYNM"),
            ("opeid", "OPEID"),
            ("institution_sector", "SECTOR"),
            ("institution_level", "ICLEVEL"),
            ("institution_control", "CONTROL"),
            ("activity_status", "ACT"),
            ("active_code", "CYACTIVE"),
            ("successor_unitid", "NEWID"),
            ("web_address", "WEBADDR"),
        ];
        for (ours, theirs) in texts {
            let cells = known(&rows, theirs);
            for (i, at) in order.iter().enumerate() {
                assert_eq!(table.text(ours, i), cells[*at].unwrap_or_default(), "{edition} {ours}");
            }
        }
        let (counties, years, days) = (known(&rows, "COUNTYCD"), known(&rows, "DEATHYR"), known(&rows, "CLOSEDAT"));
        for (i, at) in order.iter().enumerate() {
            assert_eq!(table.text("county_fips", i), counties[*at].map(|c| format!("{:05}", c.parse::<u32>().unwrap())).unwrap_or_default());
            assert_eq!(table.small("closing_year", i), years[*at].map(|y| y.parse().unwrap()));
            let day = days[*at].map(|d| format!("{}-{}-{}", &d[6..], &d[..2], &d[3..5]));
            assert_eq!(table.text("closing_date", i), day.unwrap_or_default());
        }
        let california = (0..table.len()).filter(|i| table.text("state", *i) == "CA").count();
        assert_eq!(california, in_california, "{edition}");
    }
}

#[test]
fn codes_keep_their_zeros_and_letters_their_accents() {
    let Some((real, _)) = staged("2022") else { return };
    let table = real.table("stg_ipeds_directory");
    let at = |unitid: &str| (0..table.len()).find(|i| table.text("unitid", *i) == unitid).unwrap();
    let butte = at("110246");
    assert_eq!((table.text("institution", butte), table.text("county_fips", butte)), ("Butte College".to_owned(), "06007".to_owned()));
    assert_eq!((table.text("edition", butte), table.text("institution_sector", butte)), ("2022".to_owned(), "4".to_owned()));
    assert!(table.list("unknown", butte).is_empty());
    let palau = (0..table.len()).find(|i| table.text("state", *i) == "PW").unwrap();
    assert_eq!(table.list("unknown", palau), ["county_fips:-2 not applicable", "county_name:blank"]);
    let names: Vec<_> = (0..table.len()).map(|i| table.text("institution", i)).collect();
    assert!(names.iter().any(|n| n.contains('í')) && !names.iter().any(|n| n.contains('\u{fffd}')));
}

/// Nothing in the file says its year, but columns and closings leave one alone: any other that is said is refused with both.
#[test]
fn an_edition_that_it_cannot_be_is_refused() {
    let Some(shared) = shared() else { return };
    let (known, decoder) = (known(), Decoder::new("text alone".into()));
    let (mut taken, mut refused) = (0, 0);
    for own in ["2020", "2021", "2022", "2024"] {
        let path = shared.join(format!("data/nces/ipeds-hd/hd{own}.csv"));
        let raw = || file::open(&path);
        for name in ["hd2024.csv", "download (3).csv"] {
            let head = Head::new(name, &raw, &decoder).unwrap();
            let asked = identify::of_all(&known, &head, Said::default()).map(|(_, is)| is).unwrap_err();
            assert!(matches!(asked, SourceError::Edition { .. }) && asked.hint().unwrap().contains(&format!("--edition {own}")), "{asked}");
            for said in ["2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025", "2031"] {
                let found = identify::of_all(&known, &head, Said { edition: Some(said), ..Said::default() }).map(|(_, is)| is);
                match found {
                    Ok(is) => {
                        assert_eq!((is.edition.as_deref(), is.is_proved, said), (Some(own), false, own));
                        taken += 1;
                    }
                    Err(e) => {
                        let both = format!("of {own}, not {said}");
                        assert!(e.to_string().contains(&both) && e.hint().unwrap().contains(&format!("--edition {own}")), "{e}");
                        refused += 1;
                    }
                }
            }
        }
    }
    assert_eq!((taken, refused), (8, 64));
}
