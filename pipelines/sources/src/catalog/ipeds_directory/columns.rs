//! Columns of the directory over the editions: what is staged is the same in all of them, and others tell which editions a file can be of.

use crate::decode::Want;

/// The columns that are staged, beside the ones that tell the edition.
macro_rules! columns {
    ($($telling:literal),*) => {
        &[
            Want::new("unitid", &["unitid"]),
            Want::new("institution", &["instnm"]),
            Want::new("city", &["city"]),
            Want::new("state", &["stabbr"]),
            Want::new("zip", &["zip"]),
            Want::new("county_fips", &["countycd"]),
            Want::new("county_name", &["countynm"]),
            Want::new("longitude", &["longitud"]),
            Want::new("latitude", &["latitude"]),
            Want::new("opeid", &["opeid"]),
            Want::new("institution_sector", &["sector"]),
            Want::new("institution_level", &["iclevel"]),
            Want::new("institution_control", &["control"]),
            Want::new("activity_status", &["act"]),
            Want::new("active_code", &["cyactive"]),
            Want::new("closing_year", &["deathyr"]),
            Want::new("closing_date", &["closedat"]),
            Want::new("successor_unitid", &["newid"]),
            Want::optional("web_address", &["webaddr"]),
            $(Want::new($telling, &[$telling]),)*
        ]
    };
}

/// Up to 2020: Carnegie's classification of 2018, and numbers of Dun and Bradstreet.
pub(super) const UP_TO_2020: &[Want] = columns!("duns", "c18ipug");
/// 2021: Carnegie's classification of 2021.
pub(super) const OF_2021: &[Want] = columns!("duns", "c21ipug");
/// 2022 and 2023: unique entity identifiers in place of the numbers.
pub(super) const FROM_2022: &[Want] = columns!("ueis", "c21ipug");
/// From 2024: Carnegie's classification of 2025.
pub(super) const FROM_2024: &[Want] = columns!("ueis", "carnegieic");

/// Columns that are known and not staged. The first row names a person or how to reach one; those stay with the publisher.
#[rustfmt::skip]
pub(super) const LEFT_OUT: &[&str] = &[
    "chfnm", "chftitle", "gentele", "addr", "ein", "duns", "ueis",
    "ialias", "fips", "obereg", "opeflag", "adminurl", "faidurl", "applurl", "npricurl", "veturl", "athurl", "disaurl",
    "hloffer", "ugoffer", "groffer", "hdegofr1", "deggrant", "hbcu", "hospital", "medical", "tribal", "locale", "openpubl",
    "postsec", "pseflag", "pset4flg", "rptmth", "instcat", "landgrnt", "instsize", "f1systyp", "f1sysnam", "f1syscod",
    "c21basic", "c21ipug", "c21ipgrd", "c21ugprf", "c21enprf", "c21szset", "c18basic", "c18ipug", "c18ipgrd", "c18ugprf", "c18enprf", "c18szset",
    "c15basic", "ccbasic", "carnegie", "c00carnegie", "carnegieic", "carnegiesaec", "carnegiersch", "carnegiesize", "carnegiealf", "carnegieapm",
    "carnegiegpm", "cbsa", "cbsatype", "csa", "necta", "cngdstcd", "dfrcgid", "dfrcuscg",
];
