//! The years that rows are about.

/// The first and the last year seen.
#[derive(Debug, Default, Clone, Copy)]
pub struct Years(Option<(i32, i32)>);

impl Years {
    /// Takes in a row's year.
    pub fn see(&mut self, year: i32) {
        self.0 = Some(self.0.map_or((year, year), |(first, last)| (first.min(year), last.max(year))));
    }

    /// `2024`, `2019 to 2024`, or nothing where no year was seen.
    #[must_use]
    pub fn words(self) -> String {
        match self.0 {
            None => String::new(),
            Some((first, last)) if first == last => first.to_string(),
            Some((first, last)) => format!("{first} to {last}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Years;

    #[test]
    fn years_are_told_once_or_from_first_to_last() {
        let mut years = Years::default();
        assert_eq!(years.words(), "");
        years.see(2020);
        assert_eq!(years.words(), "2020");
        years.see(2024);
        years.see(2019);
        assert_eq!(years.words(), "2019 to 2024");
    }
}
