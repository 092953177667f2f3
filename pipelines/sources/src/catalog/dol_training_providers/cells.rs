//! Codes, dates and ZIP codes as a spreadsheet left them.

use chrono::{Days, NaiveDate};

use crate::clean::cells::Cells;
use crate::clean::codes;

/// A code in its one spelling; one that fits no spelling is unknown and kept as the reason: the program is still a program.
pub fn code(cells: &mut Cells, column: &'static str, text: Option<&str>, read: fn(&str) -> Option<String>) -> Option<String> {
    let Some(text) = text.filter(|t| !matches!(*t, "-1" | "0" | "NULL" | "N/A")) else {
        return cells.unknown(column, text.unwrap_or("blank"));
    };
    read(text).or_else(|| cells.unknown(column, &format!("not a code ({})", text.replace(['|', ':'], " "))))
}

/// A CIP code of six digits: `51.3902`, `513902`, `1.0102` and `10102` without their leading zero, `11.02` and `51` without the zeros at the end, and
/// `11.020099999999999`, which is what a spreadsheet makes of 11.0201.
pub fn cip(text: &str) -> Option<String> {
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('.') {
        Some((family, detail)) if digits(family) && digits(detail) && detail.len() > 4 => {
            let scaled = text.parse::<f64>().ok()? * 10_000.0;
            // More digits are no code unless they are the error of a binary fraction.
            let is_error = (scaled - scaled.round()).abs() < 1e-6;
            is_error.then(|| format!("{:.4}", scaled.round() / 10_000.0)).and_then(|t| codes::cip(&t))
        }
        None if digits(text) && text.len() <= 2 => codes::cip(&format!("{text}.0")),
        None if digits(text) && text.len() == 5 => codes::cip(&format!("0{text}")),
        _ => codes::cip(text),
    }
}

/// The SOC code of an occupation of six digits and two more, as O*NET numbers them: `29-203100`, `29-2031.00`, `29203100`, `29-2031`.
pub fn soc(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| !matches!(c, '-' | '.' | ' ')).collect();
    let fits = matches!(plain.len(), 6 | 8) && plain.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| plain.get(..6).and_then(codes::soc)).flatten().filter(|c| !c.starts_with("00") && c != "99-9999")
}

/// A ZIP code of five digits, with four more where they are given; a spreadsheet drops a zero at its beginning.
pub fn zip(text: &str) -> Option<String> {
    let (five, more) = text.split_once('-').map_or((text, None), |(five, more)| (five, Some(more)));
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    match (digits(five), five.len(), more) {
        (true, 3..=5, None) => Some(format!("{five:0>5}")),
        (true, 3..=5, Some(more)) if digits(more) && more.len() == 4 => Some(format!("{five:0>5}-{more}")),
        (true, 9, None) => Some(format!("{}-{}", &five[..5], &five[5..])),
        _ => None,
    }
}

/// A day: a spreadsheet's serial number (45473 is 2024-06-30), `2024-06-30` or `6/30/2024`.
pub fn day(text: &str) -> Option<String> {
    let text = text.split([' ', 'T']).next().unwrap_or_default();
    let day = match text.parse::<f64>() {
        // 1982 to 2064: a number outside is no date of a list that began in 1998.
        Ok(serial) if (30_000.0..60_000.0).contains(&serial) => NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(serial as u64))?,
        Ok(_) => return None,
        Err(_) => NaiveDate::parse_from_str(text, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(text, "%m/%d/%Y")).ok()?,
    };
    Some(day.format("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_programs_as_a_spreadsheet_left_them() {
        for (text, wanted) in [
            ("51.3902", "51.3902"),
            ("513902", "51.3902"),
            ("11.020099999999999", "11.0201"),
            ("52.020099999999999", "52.0201"),
            ("1.0102", "01.0102"),
            ("1.0201000000000002", "01.0201"),
            ("10102", "01.0102"),
            ("11.02", "11.0200"),
            ("51", "51.0000"),
        ] {
            assert_eq!(cip(text).as_deref(), Some(wanted), "{text}");
        }
        for text in ["", "11.02015", "511.0201", "51.39021", "welding", "5139", "1e5", "51.39a2"] {
            assert_eq!(cip(text), None, "{text}");
        }
    }

    #[test]
    fn occupations_have_six_digits_and_two_more() {
        for text in ["29-203100", "29-2031.00", "29203100", "29-2031", "292031", "29-2031.01"] {
            assert_eq!(soc(text).as_deref(), Some("29-2031"), "{text}");
        }
        for text in ["", "29-20310", "29-2031001", "99-999900", "00-000000", "nurse"] {
            assert_eq!(soc(text), None, "{text}");
        }
    }

    #[test]
    fn days_and_postal_codes() {
        for text in ["45473", "45473.5", "2024-06-30", "2024-06-30 00:00:00", "6/30/2024"] {
            assert_eq!(day(text).as_deref(), Some("2024-06-30"), "{text}");
        }
        for text in ["2024", "-1", "99999", "June 2024", "31/12/2024"] {
            assert_eq!(day(text), None, "{text}");
        }
        assert_eq!(zip("90001").as_deref(), Some("90001"));
        assert_eq!(zip("2134").as_deref(), Some("02134"));
        assert_eq!(zip("900011234").as_deref(), Some("90001-1234"));
        assert_eq!(zip("90001-1234").as_deref(), Some("90001-1234"));
        assert_eq!((zip("9"), zip("9000a"), zip("90001-12")), (None, None, None));
    }

    #[test]
    fn a_code_that_is_none_is_unknown_with_its_text() {
        let mut cells = Cells::default();
        assert_eq!(code(&mut cells, "cip_code", Some("welding"), cip), None);
        assert_eq!(code(&mut cells, "soc_code_1", Some("-1"), soc), None);
        assert_eq!(code(&mut cells, "soc_code_2", None, soc), None);
        assert_eq!(code(&mut cells, "soc_code_3", Some("29-203100"), soc).as_deref(), Some("29-2031"));
        assert_eq!(cells.reasons(), "cip_code:not a code (welding)|soc_code_1:-1|soc_code_2:blank");
    }
}
