//! Published figures: a number, an unknown with its reason, or not a figure at all.

/// What a published figure says.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// A number.
    Known(f64),
    /// The publisher gives no number; the mark it prints instead.
    Unknown(&'static str),
}

/// What publishers print where they give no number, whatever its capitals: the one list for every source. Marks that mean a range (`<11`), and footnotes
/// of one publisher, stay with its reader.
pub const MARKS: &[&str] = &[
    "-",
    "--",
    "\u{2013}",
    "\u{2014}",
    "*",
    "**",
    "#",
    "N/D",
    "N/A",
    "N.A.",
    "NA",
    "N.D.",
    "NULL",
    "None",
    "No data",
    "Not Available",
    "Not Reported",
    "PS",
    "PrivacySuppressed",
    "Suppressed",
];

/// The mark for unknown that a text is, in the list's spelling.
#[must_use]
pub fn mark(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    MARKS.iter().find(|m| m.eq_ignore_ascii_case(text)).copied()
}

/// Reads a figure: digits with thousands commas and decimals, a minus sign, or one of the publishers' marks for unknown.
///
/// # Errors
/// The reason in words, when it is neither.
pub fn figure(text: Option<&str>) -> Result<Figure, &'static str> {
    let Some(text) = text.map(str::trim).filter(|t| !t.is_empty()) else { return Ok(Figure::Unknown("blank")) };
    if let Some(mark) = mark(text) {
        return Ok(Figure::Unknown(mark));
    }
    let body = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = body.split_once('.').unwrap_or((body, "0"));
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    if !digits(first) || (grouped && first.len() > 3) || !groups.all(|g| g.len() == 3 && digits(g)) || !digits(part) {
        return Err("not a number");
    }
    text.replace(',', "").parse().map(Figure::Known).map_err(|_| "not a number")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        let known = |t| figure(Some(t));
        assert_eq!(known("1,340"), Ok(Figure::Known(1340.0)));
        assert_eq!(known(" -10 "), Ok(Figure::Known(-10.0)));
        assert_eq!(known("49454.00"), Ok(Figure::Known(49454.0)));
        assert_eq!(known("0"), Ok(Figure::Known(0.0)));
        assert_eq!(known("-"), Ok(Figure::Unknown("-")));
        assert_eq!(known("n/a"), Ok(Figure::Unknown("N/A")));
        assert_eq!(figure(None), Ok(Figure::Unknown("blank")));
        for (text, mark) in [("na", "NA"), ("null", "NULL"), ("PRIVACYSUPPRESSED", "PrivacySuppressed"), ("ps", "PS"), ("No Data", "No data"), ("N.A.", "N.A.")]
        {
            assert_eq!(known(text), Ok(Figure::Unknown(mark)), "{text}");
        }
        for text in ["1,34", "12,3456", "1e5", "inf", "nan", "1.", "--1", "$5", "1 000", "0x10", "N", "A", "."] {
            assert!(known(text).is_err(), "{text}");
        }
    }
}
