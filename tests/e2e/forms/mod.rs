//! Every form of answer that a publisher may give (test plan D), on loopback.

mod catalogs;
mod publisher;
mod series;
mod transfers;

pub use publisher::{Asked, Part, Publisher, answer, publisher, raw};

use std::time::{Duration, Instant};

use rocp_lake::Lake;
use rocp_lake::archive::Receipt;
use rocp_sources::fetch::http::{Http, Limits, Secret, Web};
use rocp_sources::fetch::{self, Arrival, Meant, Outcome};
use rocp_sources::identify::Said;
use rocp_sources::stage::Stage;
use rocp_sources::{Card, Source, SourceError};

/// A source with one small table.
pub static TOY: Source = Source {
    id: "toy",
    card: include_str!("toy.toml"),
    tables: &[
        "name = \"stg_toy\"\ntitle = \"T\"\ndescription = \"A row is a row.\"\nkey = [\"line\"]\nlineage = [\"line\"]\ncolumns = [{ name = \"line\" }, { name = \"soc_code\" }]",
    ],
    layouts: &[],
    bundled: &[],
    reader_version: 1,
    stage: read,
};

fn read(stage: &mut Stage) -> rocp_sources::Result<()> {
    let mut rows = stage.rows("stg_toy")?;
    for line in rocp_sources::decode::delimited::lines(stage, b',')?.iter().skip(1) {
        stage.push(&mut rows, line.number, "", &[Some(&line.number.to_string()), line.cells.first().map(String::as_str)])?;
    }
    stage.put(rows)
}

/// The file that the toy publisher has.
pub const GOOD: &str = "soc_code,name\n31-1131,a\n49-3023,b\n";

/// A lake of one test with what asks publishers.
pub struct Bench {
    _folder: tempfile::TempDir,
    pub lake: Lake,
    pub http: Http,
}

impl Bench {
    /// Asks a publisher by its mirror address, with short limits.
    pub fn at(address: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ms = Duration::from_millis;
        let limits = Limits { connect: ms(500), read: ms(400), total: ms(1500), pause: ms(5), longest: ms(50) };
        let http = Http { contact: "planner@example.org".into(), mirror: Some(address.to_owned()), bls_key: None, limits };
        Self { lake: Lake::at(folder.path()), _folder: folder, http }
    }

    pub fn key(mut self, key: &str) -> Self {
        self.http.bls_key = Some(Secret::new(key.to_owned()));
        self
    }

    /// Asks for a file of the toy source.
    pub fn get(&self, role: &str) -> Result<Option<Arrival>, SourceError> {
        self.get_beside(role, None)
    }

    /// Asks for it, while something is held.
    pub fn get_beside(&self, role: &str, held: Option<&Receipt>) -> Result<Option<Arrival>, SourceError> {
        let card = TOY.card().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async { Web::new(self.http.clone())?.get(&self.lake, &card, card.file(role).unwrap(), held).await })
    }

    /// Asks for it and takes it in.
    pub fn take(&self, role: &str) -> Result<Outcome, SourceError> {
        let card = TOY.card()?;
        let held = fetch::held(&self.lake, &TOY, role)?;
        let Some(arrival) = self.get_beside(role, held.as_ref())? else { return Ok(Outcome::Same(held.unwrap())) };
        let known = vec![(&TOY, card)];
        let meant = Meant { known: &known, source: Some(TOY.id), said: Said { role: Some(role), ..Said::default() } };
        Ok(fetch::accept(&self.lake, &meant, arrival, &rocp_sources::decode::workbook::Decoder::new("/nowhere".into()))?.1)
    }

    /// Scratch files that are left.
    pub fn left(&self) -> usize {
        std::fs::read_dir(self.lake.scratch()).map(Iterator::count).unwrap_or(0)
    }
}

/// The card of the toy source.
pub fn card() -> Card {
    TOY.card().unwrap()
}

/// The words of an error and its hint.
pub fn words<T>(result: Result<T, SourceError>) -> String {
    let error = result.err().expect("it should fail");
    format!("{error} | {}", error.hint().unwrap_or_default())
}

/// Runs something that must end soon after its limits.
pub fn in_time<T>(work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let out = work();
    assert!(begun.elapsed() < Duration::from_secs(60), "it hangs");
    out
}
