//! Which edition a directory can be, and what stands in the place of a closing date.

use super::date;
use crate::error::SourceError;
use crate::identify::Said;
use crate::tried::{NAMES, column, identified, staged};

const TABLE: &str = "stg_ipeds_directory";
const OF: [(&str, &[u8]); 4] = [
    ("2020", include_bytes!("samples/hd2020_SAMPLE.csv")),
    ("2021", include_bytes!("samples/hd2021_SAMPLE.csv")),
    ("2023", include_bytes!("samples/hd2023_SAMPLE.csv")),
    ("2024", include_bytes!("samples/hd2024_SAMPLE.csv")),
];

fn said(edition: &str) -> Said<'_> {
    Said { edition: Some(edition), ..Said::default() }
}

#[test]
fn the_edition_is_asked_for() {
    for (edition, bytes) in OF {
        for name in NAMES {
            let asked = identified(name, bytes, Said::default()).unwrap_err();
            assert!(matches!(asked, SourceError::Edition { .. }), "{edition} as {name}: {asked}");
            let (source, identity) = identified(name, bytes, said(edition)).unwrap();
            assert_eq!((source, identity.role, identity.is_proved), ("ipeds_directory", format!("directory:{edition}"), false), "{name}");
        }
    }
}

#[test]
fn columns_leave_some_years_alone() {
    let taken = |edition: &str| OF.map(|(_, bytes)| identified("hd2022.csv", bytes, said(edition)).is_ok());
    assert_eq!(taken("2019"), [true, false, false, false]);
    assert_eq!(taken("2021"), [false, true, false, false]);
    assert_eq!(taken("2022"), [false, false, true, false]);
    assert_eq!(taken("2031"), [false, false, false, true], "a year that was not there when this was written");
    let refused = identified("hd2024.csv", OF[2].1, said("2024")).unwrap_err().to_string();
    assert!(refused.contains("of 2022 to 2023, not 2024"), "{refused}");
    assert!(identified("hd2024.csv", OF[1].1, Said::default()).unwrap_err().hint().unwrap().contains("--edition 2021"), "only one year is left");
}

#[test]
fn closings_tell_the_year_where_there_are_enough() {
    let text = String::from_utf8(OF[2].1.to_vec()).unwrap();
    let closed = text.lines().find(|l| l.contains("\"06/30/2023\"")).unwrap();
    let many = |year: &str| {
        let more = |i: u32| closed.replace("900102", &format!("9002{i:02}")).replace("2023", year) + "\r\n";
        text.clone() + &(0..40).map(more).collect::<String>()
    };
    let refused = identified("hd2023.csv", many("2022").as_bytes(), said("2023")).unwrap_err();
    assert!(refused.to_string().contains("of 2022, not 2023") && refused.hint().unwrap().contains("--edition 2022"), "{refused}");
    assert!(identified("x", many("2022").as_bytes(), said("2022")).is_ok());
    // A year that the columns exclude tells nothing.
    assert!(identified("x", many("2020").as_bytes(), said("2023")).is_ok());
}

#[test]
fn a_date_of_zeros_is_no_closing() {
    let (folder, summary, _) = staged("hd2023.csv", OF[2].1, said("2023")).unwrap();
    assert_eq!((summary.quarantined, summary.tables[0].1, summary.warnings.len()), (0, 5, 0), "{:?}", summary.warnings);
    let row = column(&folder, TABLE, "unitid").iter().position(|u| u.as_deref() == Some("900101")).unwrap();
    assert_eq!(column(&folder, TABLE, "edition")[row].as_deref(), Some("2023"));
}

#[test]
fn dates() {
    assert_eq!(date("06/30/2022").as_deref(), Some("2022-06-30"));
    assert_eq!(date("6/3/2022").as_deref(), Some("2022-06-03"));
    for text in ["", "2022-06-30", "13/01/2022", "06/30/22", "06/30"] {
        assert_eq!(date(text), None, "{text}");
    }
}
