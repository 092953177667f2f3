//! One row of a catalog after reading: every cell in one spelling.

use super::columns::{COLUMNS, fold, place};

/// An offering of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Line of the file or row of the sheet.
    pub line: u64,
    /// One value a column of [`COLUMNS`]; none where blank or not readable.
    pub values: Vec<Option<String>>,
}

impl Course {
    /// A row without values.
    #[must_use]
    pub fn new(line: u64) -> Self {
        Self { line, values: vec![None; COLUMNS.len()] }
    }

    /// The value of a column by its staged name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(place(name)?)?.as_deref()
    }

    /// A count of places or students.
    #[must_use]
    pub fn count(&self, name: &str) -> Option<f64> {
        self.get(name)?.parse().ok()
    }

    /// The provider's identifier, made from its name.
    #[must_use]
    pub fn provider_id(&self) -> Option<String> {
        self.get("provider").map(slug).filter(|s| !s.is_empty())
    }

    /// What identifies the row: provider, site, course code, school year, schedule and student group, folded. None while one is missing.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        let mut parts = vec![self.provider_id()?];
        for name in ["site", "course_code", "academic_year", "schedule", "student_group"] {
            parts.push(fold(self.get(name)?));
        }
        Some(parts.join("\u{1f}"))
    }

    /// The row in words, without counts.
    #[must_use]
    pub fn label(&self) -> String {
        let text = |name| self.get(name).unwrap_or("?");
        format!(
            "{} {:?} at {}, {}, {}, {}",
            text("course_code"),
            text("course_title"),
            text("site"),
            text("academic_year"),
            text("schedule"),
            text("student_group")
        )
    }
}

/// A name as an identifier: lower-case letters and digits with hyphens between.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.to_lowercase().chars() {
        let plain = match c {
            '\u{e1}' | '\u{e0}' | '\u{e4}' => 'a',
            '\u{e9}' | '\u{e8}' => 'e',
            '\u{ed}' => 'i',
            '\u{f1}' => 'n',
            '\u{f3}' | '\u{f6}' => 'o',
            '\u{fa}' | '\u{fc}' => 'u',
            '\'' | '\u{2019}' | '.' => continue,
            c => c,
        };
        if plain.is_ascii_alphanumeric() {
            out.push(plain);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let cut: String = out.chars().take(80).collect();
    cut.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn names_become_identifiers() {
        assert_eq!(slug("Example Valley ROP (invented)"), "example-valley-rop-invented");
        assert_eq!(slug("  Ca\u{f1}ada R.O.C./P. "), "canada-roc-p");
        assert_eq!(slug("../../etc"), "etc");
        assert_eq!(slug("\u{4e2d}"), "");
    }
}
