//! Transport `file`: the analyst behind a firewall who downloaded the file by hand, as published or under zstd.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use rocp_lake::archive::{self, Stored};
use rocp_lake::{Lake, LakeError};

use super::Arrival;
use crate::error::Result;
use crate::identify;

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

/// A file given by path, on its way.
///
/// # Errors
/// [`SourceError::Lake`] when it cannot be opened.
pub fn given(path: &Path, url: String) -> Result<Arrival> {
    File::open(path).map_err(LakeError::io("open", path))?;
    Ok(Arrival { path: path.to_owned(), name: identify::name_of(path), transport: "file", url, etag: None, last_modified: None, retrieved_at: None })
}
