//! School years and days as planners write them, and as spreadsheets store them.

use chrono::{Datelike, Days, NaiveDate};

use super::cell::{Cell, fault};
use super::codes::is_day;
use crate::clean::codes;

const WRITE: &str = "Write year, month and day, as 2025-02-28";

/// A school year in the form 2024-25.
pub(super) fn year(text: &str, today: Option<NaiveDate>) -> Cell {
    let plain = text.replace(['/', '\u{2013}', '\u{2014}'], "-").replace(' ', "");
    if is_day(&plain) {
        return Cell::Bad(fault(
            "year-day",
            "the spreadsheet turned the school year into a day",
            "Write it again, as 2024-25; format the column as Text before typing it",
        ));
    }
    let Some(year) = codes::academic_year(&plain) else {
        let known = plain.get(..4).and_then(|y| y.parse::<u32>().ok()).filter(|y| (1990..2100).contains(y));
        let what = match known {
            Some(y) => format!("Write {y}-{:02} for July {y} to June {}, or {}-{:02} for the year before", (y + 1) % 100, y + 1, y - 1, y % 100),
            None => "Write two years in a row, as 2024-25".to_owned(),
        };
        return Cell::Bad(fault("year-malformed", "it is not a school year", what));
    };
    let start: i32 = year.get(..4).and_then(|y| y.parse().ok()).unwrap_or_default();
    let most = today.map_or(2100, |t| t.year() + 1);
    if start < 2000 || start > most {
        return Cell::Bad(fault(
            "year-far",
            format!("{year} lies far in the {}", if start < 2000 { "past" } else { "future" }),
            "Write the school year in which the course was or is taught",
        ));
    }
    Cell::Good(year)
}

/// A day in the form 2025-02-28.
pub(super) fn day(text: &str, today: Option<NaiveDate>, semicolons: bool) -> Cell {
    let day = match parts(text, semicolons) {
        Ok(day) => day,
        Err(cell) => return cell,
    };
    if day.year() < 1990 {
        return Cell::Bad(fault("day-far", "it lies far in the past", WRITE));
    }
    if today.is_some_and(|t| day > t) {
        return Cell::Bad(fault("day-future", "it lies in the future", "Write the day of the last one that was held"));
    }
    Cell::Good(day.to_string())
}

fn parts(text: &str, semicolons: bool) -> Result<NaiveDate, Cell> {
    let malformed = || Cell::Bad(fault("day-malformed", "it is not a day", WRITE));
    let text = text.split_once(['T', ' ']).map_or(text, |(day, time)| if time.contains(':') { day } else { text });
    if let Ok(serial) = text.parse::<f64>() {
        // A spreadsheet's number of days since 1899-12-30.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the bounds that are tested")]
        let days = (30_000.0..80_000.0).contains(&serial).then_some(serial as u64);
        let start = NaiveDate::from_ymd_opt(1899, 12, 30);
        return days.and_then(|d| start?.checked_add_days(Days::new(d))).ok_or_else(malformed);
    }
    let dotted = text.contains('.');
    let pieces: Vec<&str> = text.split(['-', '/', '.']).map(str::trim).collect();
    let numbers: Vec<u32> = pieces.iter().filter_map(|p| p.parse().ok()).collect();
    let (&[first, second, third], &[a, _, c]) = (numbers.as_slice(), pieces.as_slice()) else { return Err(malformed()) };
    let impossible = |what: &str| Cell::Bad(fault("day-impossible", "there is no such day", what));
    if a.len() == 4 {
        return NaiveDate::from_ymd_opt(i32::try_from(first).unwrap_or(0), second, third).ok_or_else(|| impossible(WRITE));
    }
    if c.len() != 4 {
        return Err(Cell::Bad(fault("day-ambiguous", "the year has two digits only", WRITE)));
    }
    if dotted || semicolons {
        return Err(Cell::Bad(fault("day-ambiguous", "it does not tell which number is the month", WRITE)));
    }
    NaiveDate::from_ymd_opt(i32::try_from(third).unwrap_or(0), first, second)
        .ok_or_else(|| impossible("Month first, as 2/28/2025, or year first, as 2025-02-28"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(cell: Cell) -> String {
        match cell {
            Cell::Good(v) | Cell::Odd(v, _) => v,
            Cell::Bad(f) => f.kind.to_owned(),
        }
    }

    #[test]
    fn years_and_days() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22);
        for (text, says) in [
            ("2024-25", "2024-25"),
            ("2024-2025", "2024-25"),
            ("2024/25", "2024-25"),
            ("2024 \u{2013} 2025", "2024-25"),
            ("2024-2026", "year-malformed"),
            ("2425", "year-malformed"),
            ("2024", "year-malformed"),
            ("2011-12-01", "year-day"),
            ("1924-25", "year-far"),
            ("2034-35", "year-far"),
        ] {
            assert_eq!(kind(year(text, today)), says, "{text}");
        }
        for (text, says) in [
            ("2025-02-28", "2025-02-28"),
            ("2025-02-28 00:00:00", "2025-02-28"),
            ("2/28/2025", "2025-02-28"),
            ("45716", "2025-02-28"),
            ("2024-02-30", "day-impossible"),
            ("28/2/2025", "day-impossible"),
            ("2/28/25", "day-ambiguous"),
            ("03.04.2025", "day-ambiguous"),
            ("2031-01-01", "day-future"),
            ("1901-01-01", "day-far"),
            ("last spring", "day-malformed"),
            ("12", "day-malformed"),
        ] {
            assert_eq!(kind(day(text, today, false)), says, "{text}");
        }
        assert_eq!(kind(day("3/4/2025", today, true)), "day-ambiguous");
        assert_eq!(kind(day("2031-01-01", None, false)), "2031-01-01");
    }
}
