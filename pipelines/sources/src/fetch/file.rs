//! Transport `file`: the analyst behind a firewall who downloaded the file by hand, as published or under zstd.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use rocp_lake::archive::{self, Stored};
use rocp_lake::{Lake, LakeError};

use super::Arrival;
use crate::card::{Card, FileSpec};
use crate::error::{Result, SourceError};

const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Opens a file; one under zstd is read as the bytes inside it.
///
/// # Errors
/// [`LakeError::Io`].
pub fn open(path: &Path) -> std::result::Result<Box<dyn std::io::BufRead + Send>, LakeError> {
    let mut magic = [0; 4];
    let mut file = File::open(path).map_err(LakeError::io("open", path))?;
    let zipped = file.read_exact(&mut magic).is_ok() && magic == ZSTD;
    let file = File::open(path).map_err(LakeError::io("open", path))?;
    if zipped {
        let decoder = zstd::Decoder::new(file).map_err(LakeError::io("decompress", path))?;
        return Ok(Box::new(BufReader::with_capacity(1 << 18, decoder)));
    }
    Ok(Box::new(BufReader::with_capacity(1 << 18, file)))
}

/// Streams a file's bytes into the archive; none is returned when they are more than the limit.
///
/// # Errors
/// [`LakeError::Io`].
pub fn archive(lake: &Lake, path: &Path, limit: u64) -> Result<Option<Stored>> {
    let stored = archive::store(lake, open(path)?.take(limit + 1))?;
    Ok((stored.bytes <= limit).then_some(stored))
}

/// A file given by path: which file of the source it is follows from its name, or is said.
///
/// # Errors
/// [`SourceError::Role`], [`SourceError::Lake`] when the file cannot be opened.
pub fn given<'c>(card: &'c Card, path: &Path, role: Option<&str>) -> Result<(&'c FileSpec, Arrival)> {
    File::open(path).map_err(LakeError::io("open", path))?;
    let full = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let name = full.strip_suffix(".zst").unwrap_or(&full).to_owned();
    let unknown = |role: &str| SourceError::Role {
        source_id: card.id.clone(),
        name: role.to_owned(),
        roles: card.files.iter().map(|f| f.role.clone()).collect::<Vec<_>>().join(", "),
    };
    let file = match role {
        Some(role) => card.file(role).ok_or_else(|| unknown(role))?,
        None => card.role_of(&name)?,
    };
    let url = file.url.clone().unwrap_or_else(|| card.homepage.clone());
    Ok((file, Arrival { path: path.to_owned(), name, transport: "file", url, etag: None, last_modified: None, retrieved_at: None }))
}
