//! `rocp sources`: what each source is and what is held of it.

use rocp_lake::{Lake, archive};
use rocp_sources::card::Access;
use rocp_sources::catalog;

use crate::error::Result;
use crate::say;

/// Runs the command.
pub fn run(lake: &Lake) -> Result<u8> {
    for source in catalog::SOURCES {
        let card = source.card()?;
        let access = if card.access == Access::Public { "public" } else { "restricted" };
        println!("{}: {}", card.id, card.title);
        println!("  {}; {access}; {}; {}", card.agency, card.licence, card.cadence);
        println!("  {}", card.homepage);
        let held = archive::current(lake, source.id, None)?;
        for file in &card.files {
            let state = match held.iter().find(|r| r.role == file.role) {
                None if file.each.is_some() => {
                    let n = held.iter().filter(|r| r.role.split_once(':').is_some_and(|(family, _)| family == file.role)).count();
                    format!("held: {n} of them (`rocp catalog list`)")
                }
                Some(r) => format!("held: {} ({} bytes) retrieved {}", r.name, say::count(r.bytes), r.retrieved_at.get(..10).unwrap_or_default()),
                None if file.required => "not held (needed)".to_owned(),
                None => "not held".to_owned(),
            };
            let by = if file.url.is_some() { "web or file" } else { "file" };
            println!("  {} [{by}] {}: {state}", file.role, file.title);
        }
    }
    Ok(0)
}
