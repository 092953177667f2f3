//! The cells of one row: each typed, or unknown with the publisher's reason, or a misfit that puts the row aside.

use super::numbers::{Figure, figure};

/// A cell that does not fit its column.
#[derive(Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The column.
    pub column: &'static str,
    /// The value as published.
    pub value: String,
    /// Why it does not fit.
    pub reason: &'static str,
}

impl Misfit {
    /// A misfit with the cell's text.
    #[must_use]
    pub fn new(column: &'static str, text: Option<&str>, reason: &'static str) -> Self {
        Self { column, value: text.unwrap_or_default().to_owned(), reason }
    }
}

/// Collects which columns of a row are unknown, and why.
#[derive(Debug, Default)]
pub struct Cells {
    unknown: Vec<String>,
}

impl Cells {
    /// A figure; none where the publisher prints one of the marks, or leaves it blank.
    ///
    /// # Errors
    /// The misfit, when it is neither.
    pub fn figure(&mut self, column: &'static str, text: Option<&str>, marks: &[&str]) -> Result<Option<String>, Misfit> {
        if let Some(mark) = marked(text, marks) {
            return Ok(self.unknown(column, mark));
        }
        match figure(text).map_err(|reason| Misfit::new(column, text, reason))? {
            Figure::Known(n) => Ok(Some(n.to_string())),
            Figure::Unknown(mark) => Ok(self.unknown(column, mark)),
        }
    }

    /// A figure that cannot be below zero.
    ///
    /// # Errors
    /// As [`Cells::figure`].
    pub fn amount(&mut self, column: &'static str, text: Option<&str>, marks: &[&str]) -> Result<Option<String>, Misfit> {
        let value = self.figure(column, text, marks)?;
        if value.as_ref().is_some_and(|v| v.starts_with('-')) { Err(Misfit::new(column, text, "below zero")) } else { Ok(value) }
    }

    /// A category; none where the publisher prints one of the marks, or leaves it blank.
    pub fn category(&mut self, column: &'static str, text: Option<&str>, marks: &[&str]) -> Option<String> {
        match (text, marked(text, marks)) {
            (_, Some(mark)) => self.unknown(column, mark),
            (Some(text), None) => Some(text.to_owned()),
            (None, None) => self.unknown(column, "blank"),
        }
    }

    /// Notes that a column is unknown.
    pub fn unknown(&mut self, column: &str, reason: &str) -> Option<String> {
        self.unknown.push(format!("{column}:{reason}"));
        None
    }

    /// The columns that are unknown with their reasons, sorted, as the type `text_list` takes them.
    #[must_use]
    pub fn reasons(mut self) -> String {
        self.unknown.sort();
        self.unknown.join("|")
    }
}

/// The mark that a text is.
fn marked<'m>(text: Option<&str>, marks: &[&'m str]) -> Option<&'m str> {
    let text = text?.trim();
    marks.iter().find(|m| m.eq_ignore_ascii_case(text)).copied()
}

#[cfg(test)]
mod tests {
    use super::{Cells, Misfit};

    #[test]
    fn unknown_cells_keep_their_reason() {
        let mut cells = Cells::default();
        assert_eq!(cells.amount("jobs", Some("1,200"), &[]), Ok(Some("1200".to_owned())));
        assert_eq!(cells.amount("wage", Some("no data"), &["No data"]), Ok(None));
        assert_eq!(cells.figure("change", None, &[]), Ok(None));
        assert_eq!(cells.amount("jobs", Some("-3"), &[]), Err(Misfit::new("jobs", Some("-3"), "below zero")));
        assert_eq!(cells.category("level", Some("None"), &["N/A"]).as_deref(), Some("None"));
        assert_eq!(cells.category("level", Some("\u{2014}"), &["\u{2014}"]), None);
        assert_eq!(cells.reasons(), "change:blank|level:\u{2014}|wage:No data");
    }
}
