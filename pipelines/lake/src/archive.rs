//! Raw bytes first: what a publisher sent, by SHA-256, and the receipts that say when and from where it came.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::durable::{self, Hashing};
use crate::error::{LakeError, Result};
use crate::paths::Lake;

/// One file of a publisher as it was retrieved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Which file of the source's card this is.
    pub role: String,
    /// File name as published or as given.
    pub name: String,
    /// SHA-256 of the publisher's bytes, hexadecimal.
    pub sha256: String,
    /// Number of the publisher's bytes.
    pub bytes: u64,
    /// Transport: `http`, `file`, `bundled`.
    pub transport: String,
    /// Address without secrets; for `file` the publisher's address on the card.
    pub url: String,
    /// RFC 3339, UTC.
    pub retrieved_at: String,
    /// The server's ETag, where it sent one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The server's Last-Modified, where it sent one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// Why the file was refused; a refused file never becomes current.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// What the person who brought it in says about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The edition that it is, where its card knows editions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// Whether the edition is as given, because the file does not say it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub edition_given: bool,
}

/// What was stored.
#[derive(Debug, Clone)]
pub struct Stored {
    /// SHA-256 (hex) of the bytes.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
    /// Whether the archive already held them.
    pub known: bool,
}

/// Streams bytes into the archive in bounded memory; nothing is visible until all of it is on disk.
///
/// # Errors
/// [`LakeError::Io`]: the reader's own error is passed on as the cause.
pub fn store(lake: &Lake, reader: impl Read) -> Result<Stored> {
    let folder = lake.archive();
    durable::make_folder(&folder)?;
    let temp = tempfile::Builder::new().prefix(".arriving-").tempfile_in(&folder).map_err(LakeError::io("write into", &folder))?;
    let mut reader = Hashing::new(reader);
    let mut encoder = zstd::Encoder::new(temp, 3).map_err(LakeError::io("compress into", &folder))?;
    std::io::copy(&mut reader, &mut encoder).map_err(LakeError::io("receive bytes into", &folder))?;
    let temp = encoder.finish().map_err(LakeError::io("compress into", &folder))?;
    let (_, sha256, bytes) = reader.finish();
    let path = lake.blob(&sha256);
    if path.exists() {
        return Ok(Stored { sha256, bytes, known: true });
    }
    temp.as_file().sync_all().map_err(LakeError::io("flush", &path))?;
    let parent = path.parent().unwrap_or(&folder);
    durable::make_folder(parent)?;
    temp.persist(&path).map_err(|e| LakeError::io("put in place", &path)(e.error))?;
    durable::sync_folder(parent)?;
    Ok(Stored { sha256, bytes, known: false })
}

/// Opens archived bytes for streaming, decompressed.
///
/// # Errors
/// [`LakeError::Io`] when the archive lacks them.
pub fn open(lake: &Lake, sha256: &str) -> Result<Box<dyn BufRead + Send>> {
    let path = lake.blob(sha256);
    let file = File::open(&path).map_err(LakeError::io("open the archived file", &path))?;
    let decoder = zstd::Decoder::new(file).map_err(LakeError::io("decompress the archived file", &path))?;
    Ok(Box::new(BufReader::with_capacity(1 << 18, decoder)))
}

/// Adds a receipt.
///
/// # Errors
/// [`LakeError::Io`] when it cannot be written.
pub fn add_receipt(lake: &Lake, source: &str, receipt: &Receipt) -> Result<()> {
    append_line(&lake.receipts(source), receipt)
}

/// Adds one JSON line to a log and flushes it.
///
/// # Errors
/// [`LakeError::Io`] when it cannot be written.
pub fn append_line(path: &Path, value: &impl Serialize) -> Result<()> {
    let mut line = serde_json::to_string(value).map_err(|source| LakeError::Json { path: path.to_owned(), source })?;
    line.push('\n');
    if let Some(folder) = path.parent() {
        durable::make_folder(folder)?;
    }
    let mut file = fs::OpenOptions::new().create(true).append(true).open(path).map_err(LakeError::io("open", path))?;
    file.write_all(line.as_bytes()).and_then(|()| file.sync_all()).map_err(LakeError::io("write", path))
}

/// Every receipt of a source, oldest first. A last line cut off by a crash is passed over; a damaged line before it is an error.
///
/// # Errors
/// [`LakeError::Io`] or [`LakeError::Json`].
pub fn receipts(lake: &Lake, source: &str) -> Result<Vec<Receipt>> {
    let path = lake.receipts(source);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(LakeError::io("read", &path)(e)),
    };
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        match serde_json::from_str(line) {
            Ok(receipt) => out.push(receipt),
            Err(_) if !line.ends_with('\n') => {}
            Err(source) => return Err(LakeError::Json { path, source }),
        }
    }
    Ok(out)
}

/// The newest accepted receipt of each role, by role; with a date (`YYYY-MM-DD`), the newest retrieved on or before it.
///
/// # Errors
/// As [`receipts`].
pub fn current(lake: &Lake, source: &str, as_of: Option<&str>) -> Result<Vec<Receipt>> {
    let mut out: std::collections::BTreeMap<String, Receipt> = std::collections::BTreeMap::new();
    for receipt in receipts(lake, source)? {
        let day = receipt.retrieved_at.get(..10).unwrap_or_default();
        if receipt.refused.is_none() && as_of.is_none_or(|date| day <= date) {
            out.insert(receipt.role.clone(), receipt);
        }
    }
    Ok(out.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receipt(role: &str, day: &str, sha256: &str) -> Receipt {
        Receipt {
            role: role.into(),
            name: "f.csv".into(),
            sha256: sha256.into(),
            bytes: 1,
            transport: "file".into(),
            url: "https://example.gov/f.csv".into(),
            retrieved_at: format!("{day}T00:00:00Z"),
            etag: None,
            last_modified: None,
            refused: None,
            note: None,
            edition: None,
            edition_given: false,
        }
    }

    #[test]
    fn bytes_come_back_as_they_went_in() {
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::at(folder.path());
        let stored = store(&lake, &b"a,b\n1,2\n"[..]).unwrap();
        assert_eq!((stored.bytes, stored.known), (8, false));
        assert_eq!(stored.sha256, durable::sha256(b"a,b\n1,2\n"));
        let mut back = String::new();
        open(&lake, &stored.sha256).unwrap().read_to_string(&mut back).unwrap();
        assert_eq!(back, "a,b\n1,2\n");
        assert!(store(&lake, &b"a,b\n1,2\n"[..]).unwrap().known);
        let left: Vec<_> = fs::read_dir(lake.archive()).unwrap().map(|e| e.unwrap().file_name()).filter(|n| n.to_string_lossy().starts_with('.')).collect();
        assert!(left.is_empty(), "{left:?}");
    }

    #[test]
    fn the_newest_accepted_receipt_up_to_a_day_is_current() {
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::at(folder.path());
        for r in [
            receipt("csv", "2026-01-01", "aa"),
            receipt("csv", "2026-02-01", "bb"),
            Receipt { refused: Some("html".into()), ..receipt("csv", "2026-03-01", "cc") },
        ] {
            add_receipt(&lake, "s", &r).unwrap();
        }
        let held = |as_of| current(&lake, "s", as_of).unwrap().into_iter().map(|r| r.sha256).collect::<Vec<_>>();
        assert_eq!(held(None), ["bb"]);
        assert_eq!(held(Some("2026-01-15")), ["aa"]);
        assert!(held(Some("2025-01-01")).is_empty());
        let path = lake.receipts("s");
        let mut torn = fs::read_to_string(&path).unwrap();
        torn.push_str("{\"role\":\"cs");
        fs::write(&path, torn).unwrap();
        assert_eq!(held(None), ["bb"]);
    }
}
