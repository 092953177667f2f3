//! Publishers' files, from raw bytes to staged tables.
//!
//! A source is one folder below [`catalog`]: a card, contracts, samples and the code that stages them. Bytes are fetched and archived
//! first ([`fetch`]); staging ([`stage`]) is a pure function of archived bytes and contracts, faithful to the text: it types, trims and marks
//! unknowns with a reason, and leaves all meaning to the models.

pub mod card;
pub mod catalog;
pub mod chosen;
pub mod clean;
pub mod decode;
pub mod edition;
pub mod error;
pub mod fetch;
pub mod head;
pub mod identify;
pub mod inspect;
pub mod layout;
pub mod overlay;
pub mod seen;
pub mod source;
pub mod stage;
#[cfg(test)]
mod tried;

pub use card::Card;
pub use error::{Result, SourceError};
pub use source::Source;
