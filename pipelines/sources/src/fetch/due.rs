//! When a publisher is to be asked again: after the card's days, or once a day of release has passed. What failed is asked at every turn.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use rocp_lake::{Lake, LakeError, durable};

use crate::card::{Card, FileSpec};
use crate::error::Result;

/// When each file of a source was last asked for and had, by role.
pub type Asked = BTreeMap<String, DateTime<Utc>>;

/// Reads when the files of a source were last had; a damaged note reads as never, so that they are asked for again.
#[must_use]
pub fn read(lake: &Lake, source: &str) -> Asked {
    std::fs::read_to_string(lake.asked(source)).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Notes when a file was asked for and had, changed or not; none where it could not be had: it is then due at once.
///
/// # Errors
/// [`crate::SourceError::Lake`] when it cannot be written.
pub fn note(lake: &Lake, source: &str, role: &str, had: Option<DateTime<Utc>>) -> Result<()> {
    let mut asked = read(lake, source);
    asked.remove(role);
    asked.extend(had.map(|at| (role.to_owned(), at)));
    let path = lake.asked(source);
    let text = serde_json::to_string_pretty(&asked).map_err(|source| LakeError::Json { path: path.clone(), source })?;
    Ok(durable::write(&path, text.as_bytes())?)
}

/// The day on which a file is due next; none where it was never had, and so is due now.
#[must_use]
pub fn next(card: &Card, file: &FileSpec, asked: &Asked) -> Option<NaiveDate> {
    let last = asked.get(&file.asked_role())?.date_naive();
    let after = last.checked_add_days(Days::new(card.every_days))?;
    let released = card.releases.iter().filter_map(|day| following(day, last)).min();
    Some(released.map_or(after, |day| day.min(after)))
}

/// Whether a file is due.
#[must_use]
pub fn is_due(card: &Card, file: &FileSpec, asked: &Asked, today: NaiveDate) -> bool {
    next(card, file, asked).is_none_or(|day| day <= today)
}

/// The next day of a yearly release, `MM-DD`, after a day.
fn following(release: &str, after: NaiveDate) -> Option<NaiveDate> {
    let (month, day) = release.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    (after.year()..=after.year() + 1).filter_map(|year| NaiveDate::from_ymd_opt(year, month, day)).find(|d| *d > after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(every: u64, releases: &str) -> Card {
        let text = format!(
            "id = \"x\"\ntitle = \"T\"\nagency = \"A\"\nlicence = \"L\"\nhomepage = \"https://e.gov\"\naccess = \"public\"\ncadence = \"yearly\"\nevery_days = {every}\n\
             releases = [{releases}]\n[[file]]\nrole = \"data\"\ntitle = \"D\"\nformat = \"text\"\nnames = [\"d*\"]\nmax_bytes = 9\n"
        );
        Card::parse("x", &text).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
    }

    #[test]
    fn a_file_is_due_by_its_days_or_its_release() {
        let asked = Asked::from([("data".to_owned(), day("2026-11-22").and_hms_opt(3, 30, 0).unwrap().and_utc())]);
        let monthly = card(30, "");
        assert!(is_due(&monthly, &monthly.files[0], &Asked::new(), day("2026-11-22")), "never had");
        assert!(!is_due(&monthly, &monthly.files[0], &asked, day("2026-12-21")));
        assert!(is_due(&monthly, &monthly.files[0], &asked, day("2026-12-22")));
        let released = card(300, "\"04-15\", \"12-05\"");
        assert_eq!(next(&released, &released.files[0], &asked), Some(day("2026-12-05")));
        let past = card(300, "\"04-15\", \"11-22\"");
        assert_eq!(next(&past, &past.files[0], &asked), Some(day("2027-04-15")), "asked on the day of release");
    }

    #[test]
    fn what_was_had_is_noted_and_a_damaged_note_is_no_note() {
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::at(folder.path());
        let at = Utc::now();
        note(&lake, "x", "data", Some(at)).unwrap();
        note(&lake, "x", "more", Some(at)).unwrap();
        assert_eq!(read(&lake, "x").len(), 2);
        let card = card(30, "");
        assert!(!is_due(&card, &card.files[0], &read(&lake, "x"), at.date_naive()));
        note(&lake, "x", "data", None).unwrap();
        assert!(is_due(&card, &card.files[0], &read(&lake, "x"), at.date_naive()), "what failed is due at once");
        std::fs::write(lake.asked("x"), "{").unwrap();
        assert!(read(&lake, "x").is_empty());
    }
}
