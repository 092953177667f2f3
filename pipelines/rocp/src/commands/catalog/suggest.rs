//! Which program codes may fit a course's title: our own list of the words that ROCPs use, then words shared with program titles.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use arrow::array::{Array, AsArray};
use rocp_lake::LakeError;
use rocp_queries::reference;

use crate::error::{AppError, Result};

/// Words that ROCPs use, and the program each names. Titles: U.S. Department of Education, CIP 2020; the choice is this project's.
static WORDS: &str = include_str!("words.csv");
/// Tables of the reference that hold programs: name, column of the code, column of the title.
const TITLES: &[(&str, &str, &str)] = &[("ref_cip_title", "cip_code", "cip_title")];
/// Words that say nothing about a program.
const EMPTY: &[&str] =
    &["and", "of", "the", "in", "for", "to", "general", "other", "with", "technology", "technician", "introduction", "intro", "advanced", "program", "service"];
/// At most this many codes are told.
const MOST: usize = 3;

/// A list of all CIP codes with their titles.
pub struct Codes(BTreeMap<String, String>);

impl Codes {
    /// Reads NCES's file: columns `CIP Code` (or `CIPCode`), `Title` (or `CIPTitle`), `Action` and `Moved To/Report Under`; deleted codes are left
    /// out, a moved one stands under its new code.
    pub fn read(path: &Path) -> Result<Self> {
        let bad =
            |problem: String| AppError::Usage { problem, hint: "give the CSV of all codes from nces.ed.gov/ipeds/cipcode, Resources, CIP 2020".to_owned() };
        let bytes = std::fs::read(path).map_err(LakeError::io("read", path))?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let header = reader.headers().map_err(|e| bad(format!("{} cannot be read: {e}", path.display())))?.clone();
        let place = |names: &[&str]| header.iter().position(|h| names.contains(&h.trim().to_lowercase().replace(' ', "").as_str()));
        let (Some(code), Some(title)) = (place(&["cipcode"]), place(&["title", "ciptitle"])) else {
            return Err(bad(format!("{} has no columns CIP Code and Title", path.display())));
        };
        let (action, moved) = (place(&["action"]), place(&["movedto/reportunder", "movedto"]));
        let mut out = BTreeMap::new();
        for record in reader.records().flatten() {
            let cell = |i: usize| record.get(i).unwrap_or_default().trim_matches(['=', '"', ' ']);
            let code = match action.map(|a| cell(a).to_lowercase()).unwrap_or_default() {
                a if a.starts_with("moved") => moved.map_or("", cell),
                a if a == "deleted" => continue,
                _ => cell(code),
            };
            if code.len() == 7 {
                out.insert(code.to_owned(), cell(title).trim_end_matches('.').to_owned());
            }
        }
        if out.is_empty() {
            return Err(bad(format!("{} holds no codes of six digits", path.display())));
        }
        Ok(Self(out))
    }

    /// Whether the list has a code.
    pub fn holds(&self, code: &str) -> bool {
        self.0.contains_key(code)
    }
}

/// Finds codes for titles.
pub struct Suggester {
    phrases: Vec<(BTreeSet<String>, String)>,
    titles: BTreeMap<String, String>,
    /// In how many titles a word stands.
    common: BTreeMap<String, usize>,
}

impl Suggester {
    /// Programs from our list, the reference tables and, where given, the list of all codes.
    pub fn new(codes: Option<&Codes>) -> Result<Self> {
        let mut titles = BTreeMap::new();
        let mut phrases = Vec::new();
        for record in csv::Reader::from_reader(WORDS.as_bytes()).records().flatten() {
            if let (Some(phrase), Some(code), Some(title)) = (record.get(0), record.get(1), record.get(2)) {
                phrases.push((words(phrase), code.to_owned()));
                titles.insert(code.to_owned(), title.to_owned());
            }
        }
        for table in reference::TABLES {
            let Some((_, code, title)) = TITLES.iter().find(|(name, ..)| table.0.starts_with(&format!("name = \"{name}\""))) else { continue };
            let (_, batch) = reference::read(*table)?;
            let (Some(codes), Some(names)) = (batch.column_by_name(code), batch.column_by_name(title)) else { continue };
            if let (Some(codes), Some(names)) = (codes.as_string_opt::<i32>(), names.as_string_opt::<i32>()) {
                titles.extend((0..codes.len()).map(|i| (codes.value(i).to_owned(), names.value(i).to_owned())));
            }
        }
        titles.extend(codes.into_iter().flat_map(|c| c.0.clone()));
        let mut common = BTreeMap::new();
        for word in titles.values().flat_map(|t| words(t)) {
            *common.entry(word).or_insert(0) += 1;
        }
        Ok(Self { phrases, titles, common })
    }

    /// At most three codes with their titles, the best first. A phrase of our list outweighs shared words.
    pub fn codes(&self, title: &str) -> Vec<(&str, &str)> {
        let wanted = words(title);
        let mut scores: BTreeMap<&str, f64> = BTreeMap::new();
        for (phrase, code) in &self.phrases {
            if !phrase.is_empty() && phrase.is_subset(&wanted) {
                let score = 10.0 * phrase.len() as f64;
                let known = scores.entry(code).or_insert(0.0);
                *known = known.max(score);
            }
        }
        for (code, name) in &self.titles {
            let has = words(name);
            let weight = |w: &String| (self.titles.len() as f64 / self.common.get(w).copied().unwrap_or(1) as f64).ln().max(0.1);
            let shared: f64 = wanted.intersection(&has).map(weight).sum();
            let all: f64 = has.iter().map(weight).sum();
            // A word or two in a long title is chance: a third of the title must be there.
            if shared > 0.0 && (shared / all > 0.34 || scores.contains_key(code.as_str())) {
                *scores.entry(code).or_insert(0.0) += 8.0 * shared / all;
            }
        }
        let mut best: Vec<(&str, f64)> = scores.into_iter().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        best.into_iter().take(MOST).filter_map(|(code, _)| Some((code, self.titles.get(code)?.as_str()))).collect()
    }
}

/// The words of a title that mean something, without their endings.
fn words(title: &str) -> BTreeSet<String> {
    let split = title.to_lowercase().replace("+", "plus");
    split.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1 && !EMPTY.contains(w)).map(stem).filter(|w| !EMPTY.contains(&w.as_str())).collect()
}

fn stem(word: &str) -> String {
    let cut = ["ings", "ants", "ers", "ing", "ant", "ics", "er", "ic", "s"].iter().find_map(|e| word.strip_suffix(e).filter(|w| w.len() >= 4));
    cut.unwrap_or(word).to_owned()
}
