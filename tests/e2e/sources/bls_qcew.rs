//! QCEW's by-area files of 2016, out of the tar in which the copies lie.

use std::collections::BTreeMap;
use std::io::Read;

use super::{Told, column, number, stage, tell, text};

/// Counties of every size, and what is in none.
const AREAS: [&str; 5] = ["06003", "06007", "06037", "06065", "06999"];

/// The members of a tar of plain files, by their area code.
pub fn members(bytes: &[u8]) -> BTreeMap<String, (String, Vec<u8>)> {
    let field = |at: usize, from: usize, to: usize| String::from_utf8_lossy(&bytes[at + from..at + to]).trim_end_matches('\0').trim().to_owned();
    let (mut at, mut out) = (0, BTreeMap::new());
    while at + 512 <= bytes.len() && bytes[at] != 0 {
        let (name, size) = (field(at, 0, 100), usize::from_str_radix(&field(at, 124, 136), 8).unwrap());
        let name = name.rsplit('/').next().unwrap_or_default().to_owned();
        if let Some(area) = name.split(' ').nth(1).filter(|_| name.ends_with(".csv")) {
            out.insert(area.to_owned(), (name.clone(), bytes[at + 512..at + 512 + size].to_vec()));
        }
        at += 512 + size.div_ceil(512) * 512;
    }
    out
}

#[test]
fn qcew_by_area() {
    let Some(tar) = rocp_tests::shared().map(|s| s.join("data/bls/qcew_2016.q1-q4_by_area_california.tar.zst")).filter(|p| p.exists()) else { return };
    let mut bytes = Vec::new();
    zstd::Decoder::new(std::fs::File::open(tar).unwrap()).unwrap().read_to_end(&mut bytes).unwrap();
    let members = members(&bytes);
    let lines = |(_, bytes): &(String, Vec<u8>)| bytes.iter().filter(|b| **b == b'\n').count() - 1;
    assert_eq!((members.len(), members.values().map(lines).sum::<usize>()), (59, 345_072));
    let folder = tempfile::tempdir().unwrap();
    for area in AREAS {
        let (name, bytes) = &members[area];
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let real = stage("bls_qcew", file.clone(), None);
        let rows = text(&file, b',');
        let (header, body) = rows.split_first().unwrap();
        let marked = column(header, "disclosure_code");
        let published = |name: &str, is_held: bool| {
            let at = column(header, name);
            tell(body.iter().map(|r| number(&r[at]).filter(|_| is_held || r[marked].is_empty())))
        };
        for (theirs, ours) in [
            ("month1_emplvl", "month1_employment"),
            ("month2_emplvl", "month2_employment"),
            ("month3_emplvl", "month3_employment"),
            ("total_qtrly_wages", "total_wages"),
            ("avg_wkly_wage", "average_weekly_wage"),
        ] {
            assert_eq!(real.told("stg_bls_qcew", ours), published(theirs, false), "{area} {ours}");
        }
        let establishments = real.told("stg_bls_qcew", "establishment_count");
        assert_eq!(establishments, published("qtrly_estabs_count", true), "{area}");
        assert_eq!(establishments.known, body.len());
        assert_eq!(real.put_aside(), 0);
        assert!(!real.said.contains("warning"), "{}", real.said);
        if area == "06037" {
            spots(&real.table("stg_bls_qcew"), &real.told("stg_bls_qcew", "month1_employment"));
        }
    }
}

/// Los Angeles in the first quarter of 2016.
fn spots(table: &crate::marts::Mart, told: &Told) {
    let row = |own: &str, industry: &str| {
        (0..table.len())
            .find(|i| table.text("own_code", *i) == own && table.text("naics_code", *i) == industry && table.small("quarter", *i) == Some(1))
            .unwrap()
    };
    assert!(told.known < told.rows);
    let all = row("0", "10");
    assert_eq!(table.text("aggregation_level", all), "70");
    assert_eq!(table.number("month1_employment", all), Some(4_279_199.0));
    let sector = row("5", "31-33");
    assert_eq!(table.number("month3_employment", sector), Some(359_261.0));
}
