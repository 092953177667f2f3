//! What a source is to the rest of the program.

use rocp_lake::{Contract, Lake};

use crate::card::Card;
use crate::error::Result;
use crate::layout::Layout;
use crate::overlay;
use crate::stage::Stage;

/// A file that the program carries within itself, so that a fresh machine needs no network.
pub struct Bundled {
    /// Which file of the card it is.
    pub role: &'static str,
    /// Its name as published.
    pub name: &'static str,
    /// Its bytes in the publisher's layout, plain or under zstd.
    pub bytes: &'static [u8],
    /// Its edition, where the card knows editions and the file itself does not tell.
    pub edition: Option<&'static str>,
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
    /// How its files look, each by its columns.
    pub layouts: &'static [Layout],
    /// Files that the program carries; used until a newer one is fetched.
    pub bundled: &'static [Bundled],
    /// Grows when the reading changes: staged tables are then made anew.
    pub reader_version: u32,
    /// Turns one archived file into rows. Pure: it sees the bytes and the contracts, nothing else.
    pub stage: fn(&mut Stage) -> Result<()>,
}

impl Source {
    /// The card as the program carries it.
    ///
    /// # Errors
    /// [`crate::SourceError::Card`].
    pub fn card(&self) -> Result<Card> {
        Card::parse(self.id, self.card)
    }

    /// The card with what the lake's `sources.d` adds to it.
    ///
    /// # Errors
    /// [`crate::SourceError::Card`].
    pub fn card_in(&self, lake: &Lake) -> Result<Card> {
        overlay::apply(lake, self, self.card()?)
    }

    /// The contracts of the staged tables.
    ///
    /// # Errors
    /// [`rocp_lake::LakeError::Contract`].
    pub fn contracts(&self) -> Result<Vec<Contract>> {
        self.tables.iter().map(|t| Ok(Contract::parse(t)?)).collect()
    }
}
