//! A problem of a catalog: where, what, and what to do.

use std::fmt;

/// How grave it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The catalog cannot be imported.
    Error,
    /// The catalog can be imported; a person should look.
    Warning,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line of the file or row of the sheet, counted from 1; 0 where the problem is about the whole file.
    pub line: u64,
    /// The heading of the column.
    pub column: String,
    /// The cell as written; shortened where it is long.
    pub value: String,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub what_to_do: String,
    /// Short name of the kind of problem.
    pub kind: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Whether the cell is a count of students.
    pub is_count: bool,
}

impl Problem {
    /// The same for a log: a count of 1 to 10 students is not repeated there.
    #[must_use]
    pub fn for_log(&self) -> Self {
        let mut out = self.clone();
        if self.is_count && is_small(&self.value) {
            out.value = SMALL.to_owned();
        }
        out
    }

    /// Whether it keeps the catalog from being imported.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.severity == Severity::Warning {
            f.write_str("check: ")?;
        }
        match self.line {
            0 => f.write_str("file")?,
            n => write!(f, "row {n}")?,
        }
        if !self.column.is_empty() {
            write!(f, ", {}", self.column)?;
        }
        match self.value.as_str() {
            "" => f.write_str(": ")?,
            value => write!(f, " = {value:?}: ")?,
        }
        write!(f, "{}. {}", self.problem, self.what_to_do)
    }
}

/// What stands for a count of 1 to 10 students.
pub const SMALL: &str = "10 or fewer";

/// Whether a text is a count of 1 to 10, also where it is written as `7.0`.
#[must_use]
pub fn is_small(text: &str) -> bool {
    text.trim().trim_start_matches('-').parse::<f64>().is_ok_and(|n| n > 0.0 && n < 11.0)
}

/// A cell for a message: control characters out, long text cut.
#[must_use]
pub fn short(value: &str) -> String {
    let plain: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match plain.char_indices().nth(60) {
        Some((at, _)) => format!("{}\u{2026}", &plain[..at]),
        None => plain,
    }
}
