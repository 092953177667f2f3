//! The columns of both layouts.

use crate::decode::Want;

/// Columns of text, in the contract's order, up to the grades.
pub(super) const TYPES: &[&str] = &[
    "county",
    "district",
    "school",
    "school_status",
    "district_type_code",
    "district_type",
    "school_type_code",
    "school_type",
    "education_option_code",
    "education_option",
    "instruction_level_code",
    "instruction_level",
    "grades_offered",
    "grades_served",
];

/// The columns of text that follow.
pub(super) const FLAGS: &[&str] = &["charter", "charter_number", "funding_type", "virtual_instruction", "magnet", "city"];

/// Codes with the width of those that are digits: a spreadsheet that took one for a number dropped its zeros. Some charters have a letter (`00D2`).
pub(super) const CODES: [(&str, usize); 3] = [("district_type_code", 2), ("school_type_code", 2), ("charter_number", 4)];

/// Columns that say yes or no.
pub(super) const YES_NO: [&str; 2] = ["charter", "magnet"];

/// What is wanted; the optional ones at the end are known and left out: addresses, and whatever leads to a person.
pub(super) const COLUMNS: &[Want] = &[
    Want::new("cds_code", &["cdscode", "cds_code"]),
    Want::new("county", &["county"]),
    Want::new("district", &["district"]),
    Want::new("school", &["school"]),
    Want::new("school_status", &["statustype"]),
    Want::new("district_type_code", &["doc"]),
    Want::new("district_type", &["doctype"]),
    Want::new("school_type_code", &["soc"]),
    Want::new("school_type", &["soctype"]),
    Want::optional("education_option_code", &["edopscode"]),
    Want::optional("education_option", &["edopsname"]),
    Want::optional("instruction_level_code", &["eilcode"]),
    Want::optional("instruction_level", &["eilname"]),
    Want::new("grades_offered", &["gsoffered"]),
    Want::optional("grades_served", &["gsserved"]),
    Want::new("charter", &["charter"]),
    Want::optional("charter_number", &["charternum"]),
    Want::optional("funding_type", &["fundingtype"]),
    Want::optional("virtual_instruction", &["virtual"]),
    Want::optional("magnet", &["magnet"]),
    Want::optional("city", &["city"]),
    Want::new("open_date", &["opendate"]),
    Want::new("closed_date", &["closeddate"]),
    Want::new("latitude", &["latitude"]),
    Want::new("longitude", &["longitude"]),
    Want::optional("updated_date", &["lastupdate"]),
    Want::optional("-", &["ncesdist"]),
    Want::optional("-", &["federaldfcdistrictid"]),
    Want::optional("-", &["ncesschool"]),
    Want::optional("-", &["street"]),
    Want::optional("-", &["streetabr"]),
    Want::optional("-", &["zip"]),
    Want::optional("-", &["state"]),
    Want::optional("-", &["mailstreet"]),
    Want::optional("-", &["mailstrabr"]),
    Want::optional("-", &["mailcity"]),
    Want::optional("-", &["mailzip"]),
    Want::optional("-", &["mailstate"]),
    Want::optional("-", &["phone"]),
    Want::optional("-", &["ext"]),
    Want::optional("-", &["faxnumber"]),
    Want::optional("-", &["website"]),
    Want::optional("-", &["yearroundyn"]),
    Want::optional("-", &["multilingual"]),
    Want::optional("-", &["admfname", "admfname1"]),
    Want::optional("-", &["admlname", "admlname1"]),
    Want::optional("-", &["admemail", "admemail1"]),
    Want::optional("-", &["admfname2"]),
    Want::optional("-", &["admlname2"]),
    Want::optional("-", &["admemail2"]),
    Want::optional("-", &["admfname3"]),
    Want::optional("-", &["admlname3"]),
    Want::optional("-", &["admemail3"]),
];
