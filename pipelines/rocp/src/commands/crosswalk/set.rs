//! `rocp crosswalk set`: one line more in the overrides file. Earlier lines stay, and every version of the file stays in the archive.

use std::io::Read;

use arrow::array::{Array, AsArray, RecordBatch};
use chrono::{NaiveDate, Utc};
use rocp_lake::lock::WriteLock;
use rocp_lake::{Lake, LakeError, archive};
use rocp_sources::catalog::overrides::{self, Kind, OUTSIDE_MOST};
use rocp_sources::clean::codes;
use rocp_sources::fetch::{self, Arrival, Meant};
use rocp_sources::identify::Said;

use super::{Set, lines};
use crate::commands::query;
use crate::error::{AppError, Result};
use crate::inputs;

/// Codes that are offered where one is not known.
const NEAR: usize = 5;

/// Runs the command.
pub fn run(lake: &Lake, set: &Set) -> Result<u8> {
    let usage = |problem: String, hint: &str| AppError::Usage { problem, hint: hint.to_owned() };
    let (author, reason) = (one_line(&set.author), one_line(&set.reason));
    if author.is_empty() || reason.is_empty() {
        return Err(usage("an override needs an author and a reason".into(), "both are printed in every report: --author analyst --reason \"...\""));
    }
    let date = match &set.date {
        Some(date) if date.len() == 10 && NaiveDate::parse_from_str(date, "%Y-%m-%d").is_ok() => date.clone(),
        Some(date) => return Err(usage(format!("{date} is not a date"), "write it as 2026-11-22")),
        None => Utc::now().with_timezone(&chrono_tz::America::Los_Angeles).date_naive().to_string(),
    };
    let lock = WriteLock::take(lake)?;
    let known = Known::of(lake)?;
    let program = known.program(&set.program_code)?;
    let (kind, soc, value) = match (&set.soc, set.outside, set.weight) {
        (None, Some(share), _) if (0.0..OUTSIDE_MOST).contains(&share) => (Kind::Outside, None, Some(share)),
        (None, Some(share), _) => {
            return Err(usage(
                format!("{share} is no share from 0 to under 1"),
                "a program of which nothing leads to its occupations has its links removed instead: --weight 0",
            ));
        }
        (None, None, _) => (Kind::Outside, None, None),
        (Some(soc), _, weight) => {
            if let Some(weight) = weight.filter(|w| !(0.0..=1.0).contains(w)) {
                return Err(usage(format!("{weight} is no weight from 0 to 1"), "0 removes the link, 1 is what every link weighs without an override"));
            }
            let soc = known.occupation(soc)?;
            (known.link(&program, &soc, weight, set.add)?, Some(soc), weight)
        }
    };
    let held = lines::held(lake)?;
    let version = lines::last(&lines::newest(lake)?.1) + 1;
    if value.is_none() {
        in_force(lake, &program, soc.as_deref())?;
    }
    let mut bytes = Vec::new();
    match &held {
        Some(receipt) => {
            let read = archive::open(lake, &receipt.sha256)?.read_to_end(&mut bytes);
            read.map_err(LakeError::io("read the archived file", &lake.blob(&receipt.sha256)))?;
            if bytes.last().is_some_and(|b| *b != b'\n') {
                bytes.push(b'\n');
            }
        }
        None => bytes.extend(line(&overrides::COLUMNS)?),
    }
    let (number, text) = (version.to_string(), value.map(|v| v.to_string()).unwrap_or_default());
    let cells = [&number, &date, &author, kind.word(), &program, soc.as_deref().unwrap_or_default(), &text, &reason];
    bytes.extend(line(&cells)?);
    take_in(lake, &bytes)?;
    drop(lock);
    let target = soc.map_or_else(|| format!("share of {program} outside"), |soc| format!("link {program} to {soc}"));
    match value {
        Some(value) => println!("version {version}: {target} is {value}, says {author} on {date}"),
        None => println!("version {version}: {target} is taken back, says {author} on {date}"),
    }
    println!("next: `rocp crosswalk diff` shows what changes, `rocp run` brings it in force");
    Ok(0)
}

/// Refuses to take back what is not in force.
fn in_force(lake: &Lake, program: &str, soc: Option<&str>) -> Result<()> {
    for batch in lines::newest(lake)?.1.iter().rev() {
        let text = |name: &str, row: usize| {
            let column = batch.column_by_name(name)?.as_string_opt::<i32>()?;
            (!column.is_null(row)).then(|| column.value(row).to_owned())
        };
        for row in (0..batch.num_rows()).rev() {
            let same_kind = (text("override_kind", row).as_deref() == Some("outside")) == soc.is_none();
            if same_kind && text("program_code", row).as_deref() == Some(program) && text("soc_code", row).as_deref() == soc {
                let stands = batch.column_by_name("override_value").is_some_and(|c| !c.is_null(row));
                if stands {
                    return Ok(());
                }
                break;
            }
        }
    }
    let target = soc.map_or_else(|| format!("a share of {program} outside"), |soc| format!("the link {program} to {soc}"));
    Err(AppError::Usage { problem: format!("no override of {target} is in force"), hint: "`rocp crosswalk show --lines` lists the lines".into() })
}

/// Text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line of CSV.
fn line(cells: &[&str]) -> Result<Vec<u8>> {
    let failed = |e: String| AppError::Machine { problem: "the line cannot be written".into(), source: std::io::Error::other(e) };
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(cells).map_err(|e| failed(e.to_string()))?;
    out.into_inner().map_err(|e| failed(e.to_string()))
}

/// The new file into the archive, looked at and staged as any other; only then it is the one in use.
fn take_in(lake: &Lake, bytes: &[u8]) -> Result<()> {
    let known = vec![(&overrides::SOURCE, overrides::SOURCE.card_in(lake)?)];
    let path = fetch::scratch(lake)?.join("fetch-overrides");
    std::fs::write(&path, bytes).map_err(LakeError::io("write", &path))?;
    let arrival = Arrival {
        path: path.clone(),
        name: "overrides.csv".into(),
        transport: "file",
        url: known.first().map(|(_, card)| card.homepage.clone()).unwrap_or_default(),
        etag: None,
        last_modified: None,
        retrieved_at: None,
    };
    let said = Said { role: Some(overrides::ROLE), ..Said::default() };
    let meant = Meant { known: &known, source: Some(overrides::ID), said };
    let taken = fetch::accept(lake, &meant, arrival, &inputs::decoder()?);
    let _ = std::fs::remove_file(path);
    taken?;
    Ok(())
}

/// The codes of the published run.
struct Known {
    programs: Vec<(String, String)>,
    occupations: Vec<(String, String)>,
    /// Program code, code of the crosswalk or published occupation, whether an override adds it.
    links: Vec<(String, String, bool)>,
}

impl Known {
    fn of(lake: &Lake) -> Result<Self> {
        let pairs = |sql: &str| -> Result<Vec<(String, String)>> { Ok(query::ask(lake, sql)?.iter().flat_map(texts).collect()) };
        let programs = pairs(
            "SELECT program_code, coalesce(min(program), '') AS title FROM (SELECT program_code, program FROM core_program UNION ALL SELECT program_code, program FROM crosswalk_link) p \
             GROUP BY program_code ORDER BY program_code",
        )?;
        let occupations = pairs(
            "SELECT code, max(title) AS title FROM (SELECT soc AS code, occupation AS title FROM core_occupation UNION ALL SELECT soc_code, coalesce(soc_title, '') FROM core_crosswalk) o \
             GROUP BY code ORDER BY code",
        )?;
        let links = |is_added: bool| {
            pairs(&format!(
                "SELECT DISTINCT x.program_code, c.code FROM core_crosswalk x JOIN core_link_target t ON t.soc_code = x.soc_code \
                 JOIN (SELECT soc_code AS code, soc FROM core_link_target UNION SELECT soc AS code, soc FROM core_link_target) c ON c.soc = t.soc WHERE x.is_added = {is_added}"
            ))
        };
        let mut all: Vec<_> = links(false)?.into_iter().map(|(p, s)| (p, s, false)).collect();
        all.extend(links(true)?.into_iter().map(|(p, s)| (p, s, true)));
        Ok(Self { programs, occupations, links: all })
    }

    fn program(&self, given: &str) -> Result<String> {
        let code = overrides::program_code(given);
        if let Some(code) = code.as_ref().filter(|c| self.programs.iter().any(|(known, _)| &known == c)) {
            return Ok(code.clone());
        }
        Err(unknown("program", given, code.as_deref().unwrap_or(given), &self.programs))
    }

    fn occupation(&self, given: &str) -> Result<String> {
        let code = codes::soc(given);
        if let Some(code) = code.as_ref().filter(|c| self.occupations.iter().any(|(known, _)| &known == c)) {
            return Ok(code.clone());
        }
        Err(unknown("occupation", given, code.as_deref().unwrap_or(given), &self.occupations))
    }

    /// What kind of line a link is. The crosswalk has it, or an override adds it; otherwise it is added only where that is asked for.
    fn link(&self, program: &str, soc: &str, weight: Option<f64>, add: bool) -> Result<Kind> {
        let found = |added: bool| self.links.iter().any(|(p, s, is_added)| p == program && s == soc && *is_added == added);
        if found(false) {
            return Ok(Kind::Link);
        }
        let usage = |problem: String, hint: String| Err(AppError::Usage { problem, hint });
        match weight {
            None => Ok(Kind::Add),
            Some(weight) if weight > 0.0 && (add || found(true)) => Ok(Kind::Add),
            Some(weight) if weight <= 0.0 && found(true) => {
                usage(format!("the crosswalk lacks the link {program} to {soc}: an override adds it"), "take that back: --take-back".into())
            }
            Some(_) => {
                let has: Vec<_> = self.links.iter().filter(|(p, ..)| p == program).map(|(_, s, _)| s.as_str()).collect();
                let has = if has.is_empty() { format!("{program} has no links") } else { format!("{program} is linked to {}", has.join(", ")) };
                usage(format!("the crosswalk has no link {program} to {soc}"), format!("{has}; --add with a weight above 0 adds the link"))
            }
        }
    }
}

/// A code that nobody knows, with those that come near it: the same beginning, or a title that holds the words.
fn unknown(what: &str, given: &str, code: &str, known: &[(String, String)]) -> AppError {
    let words = given.trim().to_lowercase();
    let mut near: Vec<_> = known.iter().map(|(c, title)| (closeness(code, c, &words, title), c, title)).filter(|(n, ..)| *n > 1).collect();
    near.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let near: Vec<_> = near.into_iter().take(NEAR).map(|(_, c, title)| format!("\n  {c} {title}")).collect();
    let hint = if near.is_empty() { "`rocp crosswalk show` lists the codes of the published run".to_owned() } else { format!("near it are:{}", near.concat()) };
    AppError::Usage { problem: format!("no {what} of the published run has the code {given}"), hint }
}

/// Digits that two codes share from the beginning; a title that holds the words is as near as can be.
fn closeness(code: &str, known: &str, words: &str, title: &str) -> usize {
    let is_words = words.chars().any(char::is_alphabetic) && title.to_lowercase().contains(words);
    if is_words { usize::MAX } else { code.bytes().zip(known.bytes()).take_while(|(a, b)| a == b).count() }
}

fn texts(batch: &RecordBatch) -> Vec<(String, String)> {
    let cell = |column: usize, row: usize| {
        let column = batch.column(column).as_string_opt::<i32>();
        column.filter(|c| !c.is_null(row)).map(|c| c.value(row).to_owned()).unwrap_or_default()
    };
    (0..batch.num_rows()).map(|row| (cell(0, row), cell(1, row))).collect()
}
