//! What a source is to the rest of the program.

use rocp_lake::Contract;

use crate::card::Card;
use crate::error::Result;
use crate::stage::Stage;

/// A file that the program carries within itself, so that a fresh machine needs no network.
pub struct Bundled {
    /// Which file of the card it is.
    pub role: &'static str,
    /// Its name as published.
    pub name: &'static str,
    /// Its bytes in the publisher's layout, plain or under zstd.
    pub bytes: &'static [u8],
    /// Day on which it was taken from where its NOTICE says, `YYYY-MM-DD`.
    pub retrieved: &'static str,
}

/// A publisher's data: one static value a folder of [`crate::catalog`].
pub struct Source {
    /// Name of the folder.
    pub id: &'static str,
    /// Text of `source.toml`.
    pub card: &'static str,
    /// Texts of `tables/*.toml`.
    pub tables: &'static [&'static str],
    /// Files that the program carries; used until a newer one is fetched.
    pub bundled: &'static [Bundled],
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
