//! What can go wrong between staged tables and marts.

use datafusion::error::DataFusionError;
use rocp_lake::LakeError;

/// The result of every fallible function of this crate.
pub type Result<T> = std::result::Result<T, QueryError>;

/// A failure of the models or of a reader's query.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The lake failed.
    #[error(transparent)]
    Lake(#[from] LakeError),
    /// The engine refused or failed a model.
    #[error("model {model} cannot be computed")]
    Model {
        /// The model, or the check as `model.check`.
        model: String,
        /// The engine's answer.
        #[source]
        source: Box<DataFusionError>,
    },
    /// The engine could not be set up or a table not registered.
    #[error("cannot {action}")]
    Engine {
        /// What was attempted.
        action: String,
        /// The engine's answer.
        #[source]
        source: Box<DataFusionError>,
    },
    /// A reader's query failed.
    #[error("the query cannot be answered")]
    Query {
        /// The engine's answer.
        #[source]
        source: Box<DataFusionError>,
    },
    /// A reader's query took too long or gave too much.
    #[error("the query was stopped: {limit}")]
    Limit {
        /// Which limit.
        limit: String,
    },
    /// A figure that was to be explained is not there, or cannot be computed again.
    #[error("{problem}")]
    Cell {
        /// What is wrong.
        problem: String,
        /// What to do.
        hint: String,
    },
    /// The models do not form an order, or name inputs that do not exist.
    #[error("the models do not fit together: {problem}")]
    Graph {
        /// What is wrong.
        problem: String,
    },
    /// Two runs cannot be compared.
    #[error("the two runs cannot be compared: {problem}")]
    Compare {
        /// What is in the way.
        problem: String,
    },
    /// A seat plan lacks what it reads.
    #[error("no seat plan can be made: {problem}")]
    Plan {
        /// What is wrong.
        problem: String,
    },
    /// A profile is not valid.
    #[error("profile {profile} is not valid: {problem}")]
    Profile {
        /// The profile.
        profile: String,
        /// What is wrong.
        problem: String,
    },
}

impl QueryError {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Lake(e) => e.hint(),
            Self::Query { .. } => Some("`rocp models` lists the tables and their columns; text is quoted 'so', only SELECT is allowed".into()),
            Self::Limit { .. } => Some("ask for less: fewer rows with LIMIT, or a WHERE on scheme and region_id".into()),
            Self::Cell { hint, .. } => Some(hint.clone()),
            Self::Compare { .. } => Some("`rocp diff` without --mart says what each of the two runs has".into()),
            Self::Plan { .. } => Some("the run is older than this program: `rocp run` makes a new one".into()),
            Self::Profile { .. } => Some("docs/architecture.md describes the fields of a profile".into()),
            _ => None,
        }
    }

    pub(crate) fn model(model: impl Into<String>) -> impl FnOnce(DataFusionError) -> Self {
        let model = model.into();
        move |source| Self::Model { model, source: Box::new(source) }
    }

    pub(crate) fn engine(action: impl Into<String>) -> impl FnOnce(DataFusionError) -> Self {
        let action = action.into();
        move |source| Self::Engine { action, source: Box::new(source) }
    }
}
