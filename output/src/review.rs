//! The packets of courses for the review that Education Code 52302.3 asks for every two years, and the tests of occupations, as the marts hold them.
//!
//! Field names are those of the columns; [docs/data-dictionary.md] says what each means. Unknown is `None`, never zero.

pub mod docket;
pub mod text;

use serde::{Deserialize, Serialize};

/// A row of `course_review`: one course.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Review {
    pub course_id: String,
    pub provider_id: String,
    pub provider: String,
    pub is_example: bool,
    pub course_code: String,
    pub course_title: String,
    pub service_area: Option<String>,
    pub review_date: Option<String>,
    pub review_due: Option<String>,
    pub linked_occupations: i64,
    pub known_occupations: i64,
    pub demand_openings: Option<f64>,
    pub demand_low: Option<f64>,
    pub demand_high: Option<f64>,
    pub demand_result: String,
    pub left_open: Option<f64>,
    pub programs_in_area: i64,
    pub awards_in_area: f64,
    pub programs_near: i64,
    pub awards_near: f64,
    pub awards_unknown: i64,
    pub duplication_result: String,
    pub academic_year: String,
    pub seats: Option<f64>,
    pub enrolled: Option<f64>,
    pub waitlisted: Option<f64>,
    pub completed: Option<f64>,
    pub placed: Option<f64>,
    pub fill: Option<f64>,
    pub completion: Option<f64>,
    pub placement: Option<f64>,
    pub capacity_completers: Option<f64>,
    pub lower_bounds: Option<Vec<String>>,
    pub usual_completion: Option<f64>,
    pub usual_placement: Option<f64>,
    pub region_completion: Option<f64>,
    pub region_placement: Option<f64>,
    pub completion_result: String,
    pub placement_result: String,
    pub licensing_result: Option<String>,
    pub verdict: String,
    pub verdict_reason: Option<String>,
    pub not_known: Option<Vec<String>>,
    pub demand_period: Option<String>,
    pub supply_period: Option<String>,
}

/// A row of `course_test`: one criterion.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Criterion {
    pub course_id: String,
    pub criterion: String,
    pub criterion_place: i64,
    #[serde(rename = "criterion_value")]
    pub value: Option<f64>,
    pub threshold: Option<f64>,
    pub unit: Option<String>,
    pub result: String,
    pub reason: Option<String>,
}

/// A row of `course_outlook`: one occupation that a course leads to.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Occupation {
    pub course_id: String,
    pub soc: String,
    pub occupation: String,
    pub demand_openings: Option<f64>,
    pub demand_low: Option<f64>,
    pub demand_high: Option<f64>,
    pub other_supply_allocated: Option<f64>,
    pub other_supply_whole: Option<f64>,
    pub entry_wage_low: Option<f64>,
    pub is_entry_wage_least: bool,
    pub status: String,
}

/// A row of `course_duplication`: another provider's programs for the same occupations.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Beside {
    pub course_id: String,
    pub other_provider: String,
    pub county: String,
    pub nearness: String,
    pub center_miles: Option<f64>,
    pub site_miles: Option<f64>,
    pub stream: String,
    pub programs: i64,
    pub completers: Option<f64>,
    pub program_titles: Option<String>,
    pub is_mixed: bool,
    pub first_year: Option<String>,
    pub last_year: Option<String>,
}

/// A row of `course_licensing`: hours that a license asks for.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct License {
    pub course_id: String,
    pub requirement_words: String,
    pub required_hours: f64,
    pub hours: Option<f64>,
    pub result: String,
    pub reason: Option<String>,
    pub citation: String,
}

/// A row of `course_recommendation`: a course, or a family of programs to start.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Recommendation {
    pub subject_id: String,
    pub provider_id: String,
    pub course_id: Option<String>,
    pub subject: String,
    pub cip4: Option<String>,
    pub recommendation: String,
    pub rule: String,
    pub reason: String,
    pub demand_openings: Option<f64>,
    pub sensitivity: String,
    pub survives: Option<Vec<String>>,
    pub flips_under: Option<Vec<String>>,
    pub untested: Option<Vec<String>>,
    pub rests_on: String,
    pub demand_period: Option<String>,
    pub supply_period: Option<String>,
}

/// A row of `occupation_test`: one criterion of one occupation in one region.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Tested {
    pub scheme: String,
    pub region_id: String,
    pub soc: String,
    pub test: String,
    pub criterion: String,
    #[serde(rename = "criterion_value")]
    pub value: Option<f64>,
    pub is_value_least: bool,
    pub threshold: Option<f64>,
    pub result: String,
    pub reason: Option<String>,
}

/// Everything about one course's review.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Packet {
    /// The course.
    pub review: Review,
    /// The criteria of the test, the verdict last.
    pub criteria: Vec<Criterion>,
    /// Its occupations, most openings first, unknown last.
    pub occupations: Vec<Occupation>,
    /// Other providers' programs, the nearest and largest first.
    pub beside: Vec<Beside>,
    /// What its license asks for.
    pub licenses: Vec<License>,
    /// What the figures recommend.
    pub recommendation: Option<Recommendation>,
}

/// The reviews of a run.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct Reviews {
    /// Courses, by due date (unknown first: nothing shows that they were reviewed), provider and code.
    pub packets: Vec<Packet>,
    /// Programs to start, by provider, most openings first.
    pub starts: Vec<Recommendation>,
    /// Tests of occupations in the regions that have pages.
    pub tests: Vec<Tested>,
}

impl Reviews {
    /// The packet of a provider's course.
    #[must_use]
    pub fn of(&self, provider_id: &str, course_code: &str) -> Option<&Packet> {
        self.packets.iter().find(|p| p.review.provider_id == provider_id && p.review.course_code == course_code)
    }

    /// The packets of a provider, by due date.
    pub fn docket<'a>(&'a self, provider_id: &'a str) -> impl Iterator<Item = &'a Packet> {
        self.packets.iter().filter(move |p| p.review.provider_id == provider_id)
    }

    /// Programs that a provider might start.
    pub fn starts<'a>(&'a self, provider_id: &'a str) -> impl Iterator<Item = &'a Recommendation> {
        self.starts.iter().filter(move |s| s.provider_id == provider_id)
    }
}

impl Review {
    /// True where the next review was due before `day` (`YYYY-MM-DD`).
    #[must_use]
    pub fn is_overdue(&self, day: &str) -> bool {
        self.review_due.as_deref().is_some_and(|due| due < day)
    }
}

impl Beside {
    /// Miles by which programs are ordered: those of the service area first, then between sites, or centers of counties.
    #[must_use]
    pub fn miles(&self) -> f64 {
        if self.nearness == "service_area" { 0.0 } else { self.site_miles.or(self.center_miles).unwrap_or(f64::INFINITY) }
    }

    /// How near, in words.
    #[must_use]
    pub fn place(&self) -> String {
        match (self.nearness.as_str(), self.site_miles, self.center_miles) {
            ("service_area", Some(miles), _) => format!("in the service area, {miles} miles between sites"),
            ("service_area", ..) => "in the service area".to_owned(),
            (_, Some(miles), _) => format!("{miles} miles between sites"),
            (_, None, Some(miles)) => format!("{miles} miles between county centers"),
            _ => "nearby".to_owned(),
        }
    }

    /// The years of its awards.
    #[must_use]
    pub fn years(&self) -> String {
        match (&self.first_year, &self.last_year) {
            (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
            (Some(year), _) | (None, Some(year)) => year.clone(),
            (None, None) => "not known".to_owned(),
        }
    }
}

/// A criterion's name for readers; an unknown token is shown as itself.
#[must_use]
pub fn criterion(token: &str) -> &str {
    match token {
        "demand" => "Documented labor market demand",
        "duplication" => "No unnecessary duplication in the area",
        "completion" => "Effectiveness: completion",
        "placement" => "Effectiveness: employment",
        "verdict" => "The test as a whole",
        other => other,
    }
}

/// A recommendation in words.
#[must_use]
pub fn recommendation(token: &str) -> &str {
    match token {
        "phase_out" => "phase out",
        "start_new" => "start new",
        other => other,
    }
}

/// An assumption in words; what follows a colon is a recommendation.
#[must_use]
pub fn assumption(token: &str) -> String {
    let (scenario, becomes) = token.split_once(": ").map_or((token, None), |(s, b)| (s, Some(b)));
    let words = match scenario {
        "whole" => "each program counted whole",
        "divided" => "programs divided in proportion to openings",
        "other_average" => "the other averaging rule",
        "without_transfers" => "openings without job changers",
        "sampling_low" => "openings at the low end of the survey's error",
        "sampling_high" => "openings at the high end of the survey's error",
        "overrides_off" => "without the analyst's overrides",
        other => other,
    };
    becomes.map_or_else(|| words.to_owned(), |b| format!("{words}: {}", recommendation(b)))
}

/// Under which assumptions a recommendation holds or changes, in a sentence.
#[must_use]
pub fn sensitivity(r: &Recommendation) -> String {
    let told = |list: &Option<Vec<String>>| list.iter().flatten().map(|t| assumption(t)).collect::<Vec<_>>().join("; ");
    let mut out = match (&r.flips_under, &r.survives) {
        (Some(_), _) => format!("Sensitive. It changes with {}.", told(&r.flips_under)),
        (None, Some(kept)) => format!("It stays under {} other assumptions.", kept.len()),
        (None, None) => "It could be tried under no other assumption.".to_owned(),
    };
    if r.untested.is_some() {
        out += &format!(" Could not be tried: {}.", told(&r.untested));
    }
    out
}
