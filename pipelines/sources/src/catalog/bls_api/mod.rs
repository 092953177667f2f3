//! BLS Public Data API, version 2: what one answer, or a list of answers, says. See the README beside this file.

use serde_json::Value;

use crate::clean::numbers::{Figure, figure};
use crate::decode::json;
use crate::error::Result;
use crate::head::{Fit, Head};
use crate::layout::{At, Layout};
use crate::source::Source;
use crate::stage::{BadRow, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "bls_api",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/series.toml")],
    layouts: &[Layout::new("series", "body of an answer, or a list of bodies", At::Own(is_answer), &[])],
    bundled: &[],
    reader_version: 1,
    stage,
};

/// The only status that says that the request was carried out.
const DONE: &str = "REQUEST_SUCCEEDED";

/// Whether a document is an answer of the API, be it a refusal: its reader then says what the publisher said.
fn is_answer(head: &Head) -> Fit {
    let Some(document) = head.json() else { return Fit::No };
    let first = document.as_array().map_or(Some(document), |list| list.first());
    let status = first.and_then(|answer| answer.get("status")).and_then(Value::as_str);
    let has_body = first.is_some_and(|answer| answer.get("Results").or_else(|| answer.get("message")).is_some());
    if status.is_some_and(|s| s.starts_with("REQUEST_")) && has_body { Fit::Yes(2) } else { Fit::No }
}

fn stage(stage: &mut Stage) -> Result<()> {
    let document = json::value(stage)?;
    let answers = document.as_array().cloned().unwrap_or_else(|| vec![document]);
    let mut rows = stage.rows("stg_bls_api")?;
    let mut years: Vec<String> = Vec::new();
    let mut place = 0;
    for answer in &answers {
        for series in series(stage, answer)? {
            let id = text(series, "seriesID").ok_or_else(|| stage.refuse("a series has no seriesID"))?;
            let data = series.get("data").and_then(Value::as_array).ok_or_else(|| stage.refuse(format!("series {id} has no list of data")))?;
            if data.is_empty() {
                stage.warnings.push(format!("series {id}: the answer holds no data"));
            }
            for item in data {
                place += 1;
                let year = text(item, "year").unwrap_or_default();
                let period = text(item, "period").unwrap_or_default();
                let key = format!("{id} | {year} | {period}");
                match typed(item) {
                    Err((column, value, reason)) => stage.put_aside(BadRow { line: place, column: column.into(), value, key, reason: reason.into() }),
                    Ok((value, latest)) => {
                        let (codes, words) = footnotes(item);
                        let number = place.to_string();
                        let cells = [
                            Some(id),
                            Some(year),
                            Some(period),
                            text(item, "periodName"),
                            value.as_deref(),
                            Some(latest),
                            codes.as_deref(),
                            words.as_deref(),
                            Some(&number),
                        ];
                        stage.push(&mut rows, place, &key, &cells)?;
                        years.push(year.to_owned());
                    }
                }
            }
        }
    }
    if place == 0 {
        return Err(stage.refuse(format!("the answer holds no value: {}", stage.warnings.join("; "))));
    }
    years.sort_unstable();
    years.dedup();
    let ends: Vec<_> = years.first().into_iter().chain(years.last().filter(|_| years.len() > 1)).cloned().collect();
    stage.period = ends.join(" to ");
    stage.put(rows)
}

/// The series of an answer; its messages become warnings.
fn series<'a>(stage: &mut Stage, answer: &'a Value) -> Result<Vec<&'a Value>> {
    let said = answer.get("message").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let said: Vec<_> = said.iter().filter_map(Value::as_str).map(clean).filter(|m| !m.is_empty()).collect();
    let status = answer.get("status").and_then(Value::as_str).ok_or_else(|| stage.refuse("it is not an answer of the API: it has no status"))?;
    if status != DONE {
        let words = if said.is_empty() { String::new() } else { format!(": {}", said.join("; ")) };
        return Err(stage.refuse(format!("the publisher did not carry out the request ({}){words}", clean(status))));
    }
    stage.warnings.extend(said.into_iter().map(|m| format!("the publisher says: {m}")));
    // Version 1 wraps the results in a list of one.
    let results = answer.get("Results").map(|r| r.get(0).unwrap_or(r));
    let series = results.and_then(|r| r.get("series")).and_then(Value::as_array);
    Ok(series.ok_or_else(|| stage.refuse("the answer holds no list of series"))?.iter().collect())
}

type Bad = (&'static str, String, &'static str);

/// The value, and whether it is the newest.
fn typed(item: &Value) -> std::result::Result<(Option<String>, &'static str), Bad> {
    let year = text(item, "year").unwrap_or_default();
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return Err(("calendar_year", year.to_owned(), "not a year"));
    }
    let period = text(item, "period").unwrap_or_default();
    if !is_period(period) {
        return Err(("period", period.to_owned(), "not a period such as M01, Q01, S01 or A01"));
    }
    let value = text(item, "value");
    let value = match figure(value).map_err(|why| ("series_value", value.unwrap_or_default().to_owned(), why))? {
        Figure::Known(n) => Some(n.to_string()),
        Figure::Unknown(_) => None,
    };
    Ok((value, if text(item, "latest") == Some("true") { "true" } else { "false" }))
}

/// Months with M13 for the year, quarters with Q05, halves with S03, years.
fn is_period(text: &str) -> bool {
    let last = match text.as_bytes().first() {
        Some(b'M') => 13,
        Some(b'Q') => 5,
        Some(b'S') => 3,
        Some(b'A') => 1,
        _ => return false,
    };
    text.len() == 3 && text.get(1..).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()) && n.parse().is_ok_and(|n: u32| (1..=last).contains(&n)))
}

/// Codes and words of the footnotes; `[{}]` is none.
fn footnotes(item: &Value) -> (Option<String>, Option<String>) {
    let notes = item.get("footnotes").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let all = |name: &str, between: &str| {
        let found: Vec<_> = notes.iter().filter_map(|n| text(n, name)).collect();
        (!found.is_empty()).then(|| found.join(between))
    };
    (all("code", ","), all("text", " "))
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str).map(str::trim).filter(|t| !t.is_empty())
}

/// A message of the publisher in one line of bounded length.
fn clean(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::is_period;

    #[test]
    fn periods() {
        for text in ["M01", "M13", "Q05", "S03", "A01"] {
            assert!(is_period(text), "{text}");
        }
        for text in ["", "M00", "M14", "A02", "M1", "M001", "X01", "M+1", "É1"] {
            assert!(!is_period(text), "{text}");
        }
    }
}
