//! What a source is to the rest of the program.

use rocp_lake::Contract;

use crate::card::Card;
use crate::error::Result;
use crate::stage::Stage;

/// A publisher's data: one static value a folder of [`crate::catalog`].
pub struct Source {
    /// Name of the folder.
    pub id: &'static str,
    /// Text of `source.toml`.
    pub card: &'static str,
    /// Texts of `tables/*.toml`.
    pub tables: &'static [&'static str],
    /// Grows when the reading changes: staged tables are then made anew.
    pub reader_version: u32,
    /// Turns one archived file into rows. Pure: it sees the bytes and the contracts, nothing else.
    pub stage: fn(&mut Stage) -> Result<()>,
}

impl Source {
    /// The card.
    ///
    /// # Errors
    /// [`crate::SourceError::Card`].
    pub fn card(&self) -> Result<Card> {
        Card::parse(self.id, self.card)
    }

    /// The contracts of the staged tables.
    ///
    /// # Errors
    /// [`rocp_lake::LakeError::Contract`].
    pub fn contracts(&self) -> Result<Vec<Contract>> {
        self.tables.iter().map(|t| Ok(Contract::parse(t)?)).collect()
    }
}
