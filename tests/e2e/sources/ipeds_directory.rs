//! The directory of institutions: four real editions.

use super::{Real, column, number, real, tell, text};

fn staged(edition: &str) -> Option<(Real, Vec<Vec<String>>)> {
    let real = real("ipeds_directory", &format!("nces/ipeds-hd/hd{edition}.csv"), None)?;
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
