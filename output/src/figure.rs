//! A finished figure: one drawing for wide screens and paper, one for phones.

/// Two drawings of the same numbers. The page shows one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Id of the figure in its page.
    pub id: String,
    /// The finding.
    pub title: String,
    /// SVG for screens from 860 px and for print.
    pub wide: String,
    /// SVG for phones.
    pub narrow: String,
}

impl Figure {
    /// Both drawings as they stand in a page.
    pub fn html(&self) -> String {
        format!("<figure>\n{}{}</figure>\n", self.wide, self.narrow)
    }
}
