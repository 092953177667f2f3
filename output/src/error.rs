//! What can go wrong while charts and pages are made: one variant a cause.

use std::path::PathBuf;

/// Why a chart or a page was not made.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The lake failed: a mart cannot be read, a file not be put in place.
    #[error(transparent)]
    Lake(#[from] rocp_lake::LakeError),
    /// A mart lacks a column that pages need.
    #[error("mart {mart} has no column {column} of the kind that pages need")]
    Column {
        /// The mart.
        mart: String,
        /// The column.
        column: String,
    },
    /// A table could not be written as text.
    #[error("the table cannot be written as {format}: {problem}")]
    Export {
        /// csv, json or parquet.
        format: &'static str,
        /// What the writer said.
        problem: String,
    },
    /// A font that ships with the program could not be read.
    #[error("the bundled font {file} cannot be read")]
    Font {
        /// File name of the font.
        file: &'static str,
    },
    /// A figure's file of words does not parse.
    #[error("the words of figure {figure} cannot be read")]
    Words {
        /// Name of the figure.
        figure: &'static str,
        /// What the TOML reader said.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// A sentence asks for a value that the code does not give.
    #[error("the words \"{template}\" ask for {{{name}}}, which is not given")]
    Placeholder {
        /// The sentence as written.
        template: String,
        /// The value it asks for.
        name: String,
    },
    /// A figure was given more rows than it can show.
    #[error("figure {figure} shows at most {limit} rows and was given {rows}")]
    TooManyRows {
        /// Name of the figure.
        figure: &'static str,
        /// Rows given.
        rows: usize,
        /// Rows it can show.
        limit: usize,
    },
    /// The drawing backend refused a mark.
    #[error("chart {chart} could not be drawn: {reason}")]
    Draw {
        /// Id of the chart.
        chart: String,
        /// What the backend said.
        reason: String,
    },
    /// Text leaves the canvas.
    #[error("chart {chart}: text leaves the canvas: {}", texts.join(" | "))]
    TextOutside {
        /// Id of the chart.
        chart: String,
        /// The texts concerned.
        texts: Vec<String>,
    },
    /// Two texts of a chart overlap.
    #[error("chart {chart}: texts overlap: {}", pairs.join(" | "))]
    TextOverlap {
        /// Id of the chart.
        chart: String,
        /// The pairs concerned, each as `first / second`.
        pairs: Vec<String>,
    },
    /// A number to be published is infinite or not a number.
    #[error("{region}, {item}: {column} is not a finite number")]
    NotFinite {
        /// Id of the region or provider.
        region: String,
        /// Occupation code, program code or measure id.
        item: String,
        /// Name of the field.
        column: &'static str,
    },
    /// An id of a region, provider or course cannot be a file name.
    #[error("id \"{id}\" cannot name a page: use a-z, 0-9 and hyphens")]
    RegionId {
        /// The id as given.
        id: String,
    },
    /// Two regions, providers or courses have one id.
    #[error("id \"{id}\" is given twice")]
    DuplicateRegion {
        /// The id as given.
        id: String,
    },
    /// There is nothing to report on.
    #[error("the report has no regions")]
    NoRegions,
    /// A page could not be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

impl OutputError {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Lake(e) => e.hint(),
            Self::Write { .. } => Some("choose a folder you may write to with --reports".into()),
            Self::TextOutside { .. } | Self::TextOverlap { .. } => Some("the last published report stays in force; the chart's layout must change".into()),
            _ => None,
        }
    }
}
