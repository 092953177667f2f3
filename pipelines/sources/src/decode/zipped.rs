//! Text in a zip file: the member that the card names, with bounds on everything a hostile archive could swell.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use rocp_lake::LakeError;
use zip::ZipArchive;

use crate::card::wildcard;
use crate::error::Result;
use crate::stage::Stage;

/// More entries are refused: no publisher's archive has so many.
const ENTRIES: usize = 10_000;
/// A member that unpacks to more than this many times its packed bytes is refused.
const RATIO: u64 = 200;
/// Characters of an entry's name that an error repeats.
const LONGEST_NAME: usize = 60;
/// How the end of a zip file's directory begins.
const END: &[u8] = b"PK\x05\x06";

/// The text of a file that is text itself or a zip file with it.
///
/// # Errors
/// [`crate::SourceError::Refused`]: the archive is damaged, encrypted, has two members of one name, a name that leads out of its folder, a link, or unpacks to
/// more than the card allows; no member, or several, fit the card's pattern.
pub fn open(stage: &Stage) -> Result<Box<dyn BufRead + Send>> {
    let mut bytes = stage.open()?;
    let io = |what| LakeError::io(what, std::path::Path::new(stage.name));
    if !bytes.fill_buf().map_err(io("read the archived file"))?.starts_with(b"PK\x03\x04") {
        return Ok(bytes);
    }
    let mut whole = tempfile::tempfile().map_err(io("unpack"))?;
    std::io::copy(&mut bytes.take(stage.file.max_bytes + 1), &mut whole).map_err(io("unpack"))?;
    let announced = announced(&mut whole).map_err(io("unpack"))?;
    let damaged = |e: zip::result::ZipError| stage.refuse(format!("the zip file is damaged: {e}"));
    let mut archive = ZipArchive::new(BufReader::new(whole)).map_err(damaged)?;
    if archive.len() > ENTRIES {
        return Err(stage.refuse(format!("the zip file has {} entries, over {ENTRIES}", archive.len())));
    }
    // The reader keeps one of two entries of one name.
    if announced.is_some_and(|n| n != archive.len()) {
        return Err(stage.refuse("an entry of the zip file stands twice"));
    }
    let mut names = HashSet::new();
    for i in 0..archive.len() {
        let entry = archive.by_index_raw(i).map_err(damaged)?;
        let name = entry.name().map_err(damaged)?.into_owned();
        let problem = match () {
            () if entry.enclosed_name().is_none() => "leads out of its folder",
            () if entry.is_symlink() => "is a link",
            () if entry.encrypted() => "is encrypted",
            () if !names.insert(name.to_lowercase()) => "stands twice",
            () => continue,
        };
        let name: String = name.chars().take(LONGEST_NAME).collect();
        return Err(stage.refuse(format!("entry {name:?} of the zip file {problem}")));
    }
    let fits = |pattern: &String| names.iter().filter(|n| wildcard(&pattern.to_lowercase(), n.rsplit('/').next().unwrap_or(n))).cloned().collect::<Vec<_>>();
    let found = stage.file.members.iter().map(fits).find(|found| !found.is_empty()).unwrap_or_default();
    let [member] = found.as_slice() else {
        return Err(stage.refuse(format!("the zip file has {} entries named {}", found.len(), stage.file.members.join(" or "))));
    };
    let at = (0..archive.len()).find(|i| archive.name_for_index(*i).is_some_and(|n| n.is_ok_and(|n| n.to_lowercase() == *member))).unwrap_or_default();
    let entry = archive.by_index(at).map_err(damaged)?;
    let limit = stage.file.max_unpacked.unwrap_or(stage.file.max_bytes.saturating_mul(20)).min(entry.compressed_size().max(1024).saturating_mul(RATIO));
    let mut text = tempfile::tempfile().map_err(io("unpack"))?;
    let bytes = std::io::copy(&mut entry.take(limit + 1), &mut text).map_err(|e| stage.refuse(format!("the zip file is damaged: {e}")))?;
    if bytes > limit {
        return Err(stage.refuse(format!("{member} unpacks to over {limit} bytes")));
    }
    text.seek(SeekFrom::Start(0)).map_err(io("unpack"))?;
    Ok(Box::new(BufReader::with_capacity(1 << 18, text)))
}

/// How many entries the end of the directory announces; none where it is another kind of end (zip64).
fn announced(whole: &mut std::fs::File) -> std::io::Result<Option<usize>> {
    let length = whole.seek(SeekFrom::End(0))?;
    whole.seek(SeekFrom::Start(length.saturating_sub(u64::from(u16::MAX) + 22)))?;
    let mut tail = Vec::new();
    whole.read_to_end(&mut tail)?;
    whole.seek(SeekFrom::Start(0))?;
    let end = tail.windows(END.len()).rposition(|w| w == END).and_then(|at| tail.get(at + 10..at + 12));
    Ok(end.and_then(|n| n.try_into().ok()).map(u16::from_le_bytes).filter(|n| *n != u16::MAX).map(usize::from))
}
