//! Profiles: which sources, years, weights and regions a run compares. Data, not code.

use std::collections::BTreeMap;

use arrow::array::RecordBatch;
use rocp_lake::Contract;
use rocp_lake::rows::Rows;
use serde::Deserialize;

use crate::error::{QueryError, Result};
use crate::slots;

/// How yearly counts become an annual figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Averaging {
    /// Drop leading zero years, average the rest, two decimals; then add rows up (Centers of Excellence).
    Coe,
    /// Mean over the window.
    Plain,
}

/// A profile.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Short name, as given to `--profile`.
    pub name: String,
    /// What it compares, in a sentence.
    pub title: String,
    /// Sources of demand, in order of precedence: a published projection before the estimate.
    pub demand: Vec<String>,
    /// Sources of supply by stream: one for each stream and provider, which a check proves.
    #[serde(deserialize_with = "one_or_many")]
    pub supply: BTreeMap<String, Vec<String>>,
    /// The links from programs to occupations: a source, or our own table `ref_program_link`.
    pub crosswalk: String,
    /// Streams of which the sources hold a small part only.
    #[serde(default)]
    pub partial_streams: Vec<String>,
    /// Sources among them that the run does without where nothing is held.
    #[serde(default)]
    pub optional: Vec<String>,
    /// Whether it works with what is held or carried and asks no publisher.
    #[serde(default)]
    pub offline: bool,
    /// The wage that entry wages are compared with.
    pub living_wage: LivingWage,
    /// Further sources that the models need.
    #[serde(default)]
    pub reference: Vec<String>,
    /// Academic years of supply; none means every year of the file.
    #[serde(default)]
    pub supply_years: Vec<String>,
    /// Editions that a run uses where several are held, by `source` or `source.role`: one of them, or `newest`, which is meant where nothing is said.
    #[serde(default)]
    pub editions: BTreeMap<String, String>,
    /// How demand was had, in the words of earlier versions: computed from what was staged now, and said so where a profile still has it.
    #[serde(default)]
    pub demand_basis: Option<String>,
    /// Averaging rule.
    pub averaging: Averaging,
    /// Band within which a gap counts as balanced, as a share of demand.
    #[serde(default = "tenth")]
    pub band: f64,
    /// Weight of each stream, 0 to 1; streams not named are not counted.
    pub weights: BTreeMap<String, f64>,
    /// Schemes of regions.
    pub schemes: Vec<String>,
    /// The scheme whose regions have pages, besides the state.
    #[serde(default = "macroregion")]
    pub pages: String,
    /// When it is run by `rocp schedule`; none means the nightly job.
    #[serde(default)]
    pub job: Vec<Job>,
}

/// A scheduled job as the profile writes it; `rocp` proves expression and zone.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Job {
    /// Its name.
    pub name: String,
    /// A cron expression: minute, hour, day of month, month, day of week.
    pub cron: String,
    /// A time zone of the IANA database.
    #[serde(default = "los_angeles")]
    pub zone: String,
}

/// A named wage that a person can live on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LivingWage {
    /// Which standard it is, with its year, household and publisher.
    pub name: String,
    /// Dollars an hour.
    pub hourly: f64,
    /// Household of the living wages by county that are used instead, where the run holds them for every county of a region.
    #[serde(default)]
    pub household: Option<String>,
}

/// A stream's source, or its sources: providers tell them apart.
fn one_or_many<'de, D: serde::Deserializer<'de>>(from: D) -> std::result::Result<BTreeMap<String, Vec<String>>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Sources {
        One(String),
        Many(Vec<String>),
    }
    let read = BTreeMap::<String, Sources>::deserialize(from)?;
    Ok(read
        .into_iter()
        .map(|(stream, sources)| match sources {
            Sources::One(source) => (stream, vec![source]),
            Sources::Many(sources) => (stream, sources),
        })
        .collect())
}

fn tenth() -> f64 {
    0.1
}

fn macroregion() -> String {
    "macroregion".into()
}

/// The crosswalk that is a table of our own and no source.
pub const OWN_CROSSWALK: &str = "ref_program_link";
/// The source of an analyst's overrides: every profile reads it, and does without where none is held.
pub const OVERRIDES: &str = "overrides";
fn los_angeles() -> String {
    "America/Los_Angeles".into()
}

/// The schemes there are.
pub const SCHEMES: [&str; 7] = ["macroregion", "coe", "jobs-first", "edd-area", "county", "service-area", "state"];

impl Profile {
    /// Reads and proves a profile.
    ///
    /// # Errors
    /// [`QueryError::Profile`] naming what is wrong.
    pub fn parse(text: &str) -> Result<Self> {
        let named = |problem: String| QueryError::Profile { profile: "(file)".into(), problem };
        let profile: Self = toml::from_str(text).map_err(|e| named(e.to_string()))?;
        let bad = |problem: String| Err(QueryError::Profile { profile: profile.name.clone(), problem });
        if let Some(scheme) = profile.schemes.iter().find(|s| !SCHEMES.contains(&s.as_str())) {
            return bad(format!("there is no scheme {scheme}; the schemes are {}", SCHEMES.join(", ")));
        }
        if !profile.schemes.contains(&profile.pages) || !profile.schemes.iter().any(|s| s == "state") {
            return bad(format!("schemes must name state and {}, which the pages show", profile.pages));
        }
        if let Some((stream, weight)) = profile.weights.iter().find(|(_, w)| !(0.0..=1.0).contains(*w)) {
            return bad(format!("the weight of {stream} is {weight}, not between 0 and 1"));
        }
        if let Some(stream) = profile.weights.keys().find(|s| !profile.supply.contains_key(*s)) {
            return bad(format!("stream {stream} has a weight and no source"));
        }
        if let Some((slot, source, problem)) = slots::unread(&profile).into_iter().find(|(_, source, _)| !profile.is_optional(source)) {
            return bad(format!("{slot} names {source}, {problem}"));
        }
        if !(0.0..1.0).contains(&profile.band) {
            return bad(format!("the band is {}, not a share from 0 to under 1", profile.band));
        }
        Ok(profile)
    }

    /// Every source the profile needs, once each, in order of name.
    #[must_use]
    pub fn sources(&self) -> Vec<&str> {
        let mut out: Vec<&str> = self.supply.values().flatten().map(String::as_str).collect();
        out.extend(self.demand.iter().map(String::as_str));
        out.extend(Some(self.crosswalk.as_str()).filter(|c| *c != OWN_CROSSWALK));
        out.extend(self.reference.iter().map(String::as_str));
        out.push(OVERRIDES);
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The kind of program codes that the run counts by, TOP or CIP: that of its crosswalk. An analyst's own has both: TOP beside the supply of the Centers of
    /// Excellence, which has no other.
    #[must_use]
    pub fn program_kind(&self) -> &'static str {
        let counts_top = || self.supply.values().flatten().any(|s| s == "coe_supply");
        match self.crosswalk.as_str() {
            "coe_top_cip_soc" => "TOP",
            slots::TABLE if counts_top() => "TOP",
            _ => "CIP",
        }
    }

    /// Whether the run does without a source where nothing of it is held.
    #[must_use]
    pub fn is_optional(&self, source: &str) -> bool {
        source == OVERRIDES || self.optional.iter().any(|o| o == source)
    }

    /// The profile as tables that models can read: schemes, years, stream weights, settings.
    ///
    /// # Errors
    /// [`QueryError::Lake`].
    pub fn tables(&self) -> Result<Vec<(Contract, RecordBatch)>> {
        let averaging = if self.averaging == Averaging::Plain { "plain" } else { "coe" };
        let settings = [
            ("averaging", averaging.to_owned()),
            ("band", self.band.to_string()),
            ("crosswalk", self.crosswalk.clone()),
            ("program_kind", self.program_kind().to_owned()),
            ("partial_streams", self.partial_streams.join("|")),
            ("living_wage", self.living_wage.hourly.to_string()),
            ("living_wage_name", self.living_wage.name.clone()),
        ];
        let household = self.living_wage.household.iter().map(|h| ("living_wage_household", h.clone()));
        let settings = settings.into_iter().chain(household).map(|(name, value)| vec![name.to_owned(), value]).collect();
        let row = |stream: &String, s: &String| vec![stream.clone(), s.clone(), self.is_optional(s).to_string()];
        let supply = self.supply.iter().flat_map(|(stream, sources)| sources.iter().map(|s| row(stream, s))).collect();
        let demand = (1..).zip(&self.demand).map(|(place, s): (u32, _)| vec![s.clone(), place.to_string()]).collect();
        let one = |items: &[String]| items.iter().map(|i| vec![i.clone()]).collect::<Vec<_>>();
        let weights = self.weights.iter().map(|(s, w)| vec![s.clone(), w.to_string()]).collect();
        let tables =
            [(SCHEME, one(&self.schemes)), (YEAR, one(&self.supply_years)), (STREAM, weights), (SUPPLY, supply), (DEMAND, demand), (SETTING, settings)];
        tables.into_iter().map(|(toml, rows)| table(toml, &rows)).collect()
    }
}

fn table(toml: &str, values: &[Vec<String>]) -> Result<(Contract, RecordBatch)> {
    let contract = Contract::parse(toml)?;
    let mut rows = Rows::new(&contract);
    for row in values {
        rows.push(&row.iter().map(|v| Some(v.as_str())).collect::<Vec<_>>())?;
    }
    let batch = rows.finish()?;
    Ok((contract, batch))
}

const SCHEME: &str = r#"
name = "profile_scheme"
title = "Schemes of the profile"
description = "A row is one way of dividing California that the run compares."
key = ["scheme"]
columns = [{ name = "scheme" }]
"#;
const YEAR: &str = r#"
name = "profile_year"
title = "Supply years of the profile"
description = "A row is one academic year that supply is averaged over; no row means every year of the file."
key = ["academic_year"]
columns = [{ name = "academic_year" }]
"#;
const STREAM: &str = r#"
name = "profile_stream"
title = "Stream weights of the profile"
description = "A row is one kind of training that the run counts, with its weight."
key = ["stream"]
columns = [{ name = "stream" }, { name = "stream_weight" }]
"#;
const SUPPLY: &str = r#"
name = "profile_supply"
title = "Sources of the streams"
description = "A row is one source of one kind of training."
key = ["stream", "source"]
columns = [
  { name = "stream" },
  { name = "source" },
  { name = "is_optional", type = "bool", description = "Whether the run does without the source where nothing of it is held." },
]
"#;
const DEMAND: &str = r#"
name = "profile_demand"
title = "Sources of demand"
description = "A row is one source of job openings; in each county the first that covers it counts."
key = ["source"]
columns = [
  { name = "source" },
  { name = "precedence", type = "int32", unit = "1 and up", description = "Place among the profile's sources of demand: the lowest that covers a county counts there." },
]
"#;
const SETTING: &str = r#"
name = "profile_setting"
title = "Settings of the profile"
description = "A row is one setting: averaging (coe or plain), band (share of demand), crosswalk, the kind of its program codes (TOP or CIP), the living wage in dollars an hour and its name."
key = ["setting"]
columns = [
  { name = "setting", type = "text", description = "Name of the setting." },
  { name = "setting_value", type = "text", description = "Its value." },
]
"#;

/// The contracts of the profile's tables.
///
/// # Errors
/// [`QueryError::Lake`].
pub fn contracts() -> Result<Vec<Contract>> {
    [SCHEME, YEAR, STREAM, SUPPLY, DEMAND, SETTING].into_iter().map(|t| Ok(Contract::parse(t)?)).collect()
}
