//! The columns of a catalog: one table for the reader, the check, the template and the comparison of versions.

/// What a cell may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words of the provider's own.
    Words,
    /// One of a closed list.
    OneOf(&'static [&'static str]),
    /// Several of a closed list, with semicolons between.
    SomeOf(&'static [&'static str]),
    /// A county of California.
    County,
    /// Counties, each with a weight: `Butte 1; Glenn 0.5`.
    ServiceArea,
    /// A sector of the California Department of Education.
    Sector,
    /// A pathway of a sector.
    Pathway,
    /// A school year: `2024-25`.
    Year,
    /// A CIP code: `51.3902`.
    Cip,
    /// A TOP code: `1230.30`.
    Top,
    /// An IPEDS UNITID of six digits.
    Unitid,
    /// Hours of instruction.
    Hours,
    /// How many places or students.
    Count,
    /// A day.
    Day,
    /// Yes or no.
    YesNo,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in the staged table.
    pub name: &'static str,
    /// The heading that planners see.
    pub heading: &'static str,
    /// Other headings it is known under, folded: lower case, single blanks.
    pub also: &'static [&'static str],
    /// What a cell may hold.
    pub kind: Kind,
    /// Whether the column must be there.
    pub in_header: bool,
    /// Whether every row must fill it.
    pub in_row: bool,
    /// What the template says about it.
    pub help: &'static str,
}

/// The organizational structures that the California Department of Education names.
pub const STRUCTURES: &[&str] = &["county office", "joint powers", "single district"];
/// Kinds of venue.
pub const VENUES: &[&str] = &["high school", "ROCP center", "business or industry site"];
/// When a course is taught.
pub const SCHEDULES: &[&str] = &["school day", "late afternoon", "evening", "summer"];
/// Whom a course serves.
pub const STUDENT_GROUPS: &[&str] = &["high school 16+", "adult"];
/// Kinds of work-based learning.
pub const WORK_BASED: &[&str] = &["internship", "field trip", "guest speaker", "job shadowing"];
/// Yes or no.
pub const YES_NO: &[&str] = &["yes", "no"];

const fn must(name: &'static str, heading: &'static str, kind: Kind, help: &'static str) -> Column {
    Column { name, heading, also: &[], kind, in_header: true, in_row: true, help }
}

const fn may(name: &'static str, heading: &'static str, kind: Kind, help: &'static str) -> Column {
    Column { name, heading, also: &[], kind, in_header: true, in_row: false, help }
}

/// A column that a catalog may go without.
const fn extra(name: &'static str, heading: &'static str, kind: Kind, help: &'static str) -> Column {
    Column { name, heading, also: &[], kind, in_header: false, in_row: false, help }
}

const fn also(mut column: Column, also: &'static [&'static str]) -> Column {
    column.also = also;
    column
}

/// Every column, in the order of the template.
#[rustfmt::skip]
pub static COLUMNS: &[Column] = &[
    must("provider", "Provider", Kind::Words, "Name of the ROCP, spelled the same on every row."),
    must("organizational_structure", "Organizational structure", Kind::OneOf(STRUCTURES), "Who operates it: county office, joint powers or single district. The same on every row of a provider."),
    must("service_area", "Service area", Kind::ServiceArea, "Counties it serves, with semicolons between. A number after a county says how much of it (above 0, at most 1); none means the whole county. Example: Butte; Glenn 0.5. The same on every row of a provider."),
    also(extra("ipeds_unitid", "IPEDS UNITID", Kind::Unitid, "Six digits, only if the provider reports to IPEDS: it then counts once, from its catalog."), &["unitid", "ipeds id"]),
    must("site", "Site", Kind::Words, "Name of the campus, center or business where it is taught."),
    must("site_county", "Site county", Kind::County, "County of the site."),
    must("venue", "Venue", Kind::OneOf(VENUES), "high school, ROCP center, or business or industry site."),
    must("schedule", "Schedule", Kind::OneOf(SCHEDULES), "school day, late afternoon, evening or summer. A course taught at two times has two rows."),
    also(must("academic_year", "School year", Kind::Year, "July to June, as 2024-25. Each school year is a row of its own."), &["academic year", "year"]),
    must("course_code", "Course code", Kind::Words, "Your own code for the course."),
    also(must("course_title", "Course title", Kind::Words, "Title of the course."), &["title"]),
    also(may("cde_sector", "CDE sector", Kind::Sector, "One of the 15 industry sectors of the California Department of Education."), &["industry sector", "sector"]),
    also(may("cde_pathway", "CDE pathway", Kind::Pathway, "One of the sector's pathways; the list follows the sector."), &["pathway"]),
    also(may("cip_code", "CIP code", Kind::Cip, "Program code of the U.S. Department of Education, six digits: 51.3902. CIP or TOP must be there. `rocp catalog check` suggests codes where both are missing."), &["cip"]),
    also(may("top_code", "TOP code", Kind::Top, "Program code of the California Community Colleges, six digits: 1230.30."), &["top"]),
    may("hours", "Hours", Kind::Hours, "Hours of instruction of the whole course."),
    may("credential", "Credential", Kind::Words, "Credential or licence it leads to; blank if none."),
    must("student_group", "Student group", Kind::OneOf(STUDENT_GROUPS), "high school 16+ or adult. A course that serves both has two rows."),
    may("seats", "Seats", Kind::Count, "Places offered in the school year. Blank means not known; it is never taken for zero."),
    may("enrolled", "Enrolled", Kind::Count, "Students enrolled in the school year. Blank means not known."),
    also(may("waitlisted", "Waitlisted", Kind::Count, "Students on the waiting list. Blank means not known."), &["waitlist", "waiting list"]),
    also(may("completed", "Completers", Kind::Count, "Students who completed the course. Blank means not known."), &["completed"]),
    may("placed", "Placed", Kind::Count, "Completers placed in work, training or further study. Blank means not known."),
    extra("work_based_learning", "Work-based learning", Kind::SomeOf(WORK_BASED), "internship, field trip, guest speaker, job shadowing: those that apply, with semicolons between."),
    extra("industry_partners", "Industry partners", Kind::Words, "Employers and associations that take part, with semicolons between."),
    also(extra("advisory_board_date", "Last advisory board", Kind::Day, "Day the local advisory board last met about the course: 2025-02-28 or 2/28/2025."), &["last advisory board date"]),
    also(extra("review_date", "Last 52302.3 review", Kind::Day, "Day of the last review under Education Code 52302.3: 2025-02-28 or 2/28/2025."), &["last 52302.3 review date"]),
    extra("calworks", "CalWORKs", Kind::YesNo, "yes if the course serves CalWORKs students, no if not; blank if not known."),
    extra("student_organization", "Student organization", Kind::Words, "Career technical student organization: SkillsUSA, HOSA, FFA, ..."),
    extra("apprenticeship_sponsor", "Apprenticeship sponsor", Kind::Words, "Sponsor, where the course is related instruction for apprentices. They are employed already, so they never count as supply."),
];

/// The column of a staged name; `None` for a name that is no column of the file.
#[must_use]
pub fn column(name: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|c| c.name == name)
}

/// Its place in the template.
#[must_use]
pub fn place(name: &str) -> Option<usize> {
    COLUMNS.iter().position(|c| c.name == name)
}

/// How a cell or a heading is compared: lower case, single blanks, no dots at the end.
#[must_use]
pub fn fold(text: &str) -> String {
    text.trim_start_matches('\u{feff}')
        .replace(['\u{2019}', '\u{2018}'], "'")
        .replace(['\u{2013}', '\u{2011}'], "-")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
