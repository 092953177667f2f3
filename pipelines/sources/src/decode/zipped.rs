//! Text in a zip file: the member that the card names, with bounds on everything a hostile archive could swell.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use rocp_lake::LakeError;
use zip::ZipArchive;

use crate::card::wildcard;
use crate::error::{Result, SourceError};
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
    let refuse = |problem: String| stage.refuse(problem);
    if !bytes.fill_buf().map_err(io("read the archived file"))?.starts_with(b"PK\x03\x04") {
        return Ok(bytes);
    }
    let (mut archive, names) = archive(stage.name, bytes.take(stage.file.max_bytes + 1), &refuse)?;
    let member = member(&stage.file.members, names.iter().map(String::as_str))
        .ok_or_else(|| refuse(format!("the zip file has no entry, or several, named {}; it has {}", stage.file.members.join(" or "), listed(&names))))?
        .to_owned();
    let at = names.iter().position(|n| *n == member).unwrap_or_default();
    let damaged = |e: zip::result::ZipError| refuse(format!("the zip file is damaged: {e}"));
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

/// A zip file that was looked over, with the names of its entries in lower case.
type Archive = (ZipArchive<BufReader<File>>, Vec<String>);

/// Opens a zip file in a scratch file and looks it over: nothing twice, no link, nothing encrypted, no name that leads out of its folder.
fn archive(name: &str, mut bytes: impl Read, refuse: &dyn Fn(String) -> SourceError) -> Result<Archive> {
    let io = |what| LakeError::io(what, std::path::Path::new(name));
    let mut whole = tempfile::tempfile().map_err(io("unpack"))?;
    std::io::copy(&mut bytes, &mut whole).map_err(io("unpack"))?;
    let announced = announced(&mut whole).map_err(io("unpack"))?;
    let damaged = |e: zip::result::ZipError| refuse(format!("the zip file is damaged: {e}"));
    let mut archive = ZipArchive::new(BufReader::new(whole)).map_err(damaged)?;
    if archive.len() > ENTRIES {
        return Err(refuse(format!("the zip file has {} entries, over {ENTRIES}", archive.len())));
    }
    // The reader keeps one of two entries of one name.
    if announced.is_some_and(|n| n != archive.len()) {
        return Err(refuse("an entry of the zip file stands twice".to_owned()));
    }
    let mut seen = HashSet::new();
    let mut names = Vec::new();
    for i in 0..archive.len() {
        let entry = archive.by_index_raw(i).map_err(damaged)?;
        let name = entry.name().map_err(damaged)?.into_owned();
        let problem = match () {
            () if entry.enclosed_name().is_none() => "leads out of its folder",
            () if entry.is_symlink() => "is a link",
            () if entry.encrypted() => "is encrypted",
            () if !seen.insert(name.to_lowercase()) => "stands twice",
            () => {
                names.push(name.to_lowercase());
                continue;
            }
        };
        let name: String = name.chars().take(LONGEST_NAME).collect();
        return Err(refuse(format!("entry {name:?} of the zip file {problem}")));
    }
    Ok((archive, names))
}

/// The one member that the first fitting pattern names; none where no pattern, or several members, fit.
#[must_use]
pub fn member<'n>(patterns: &[String], names: impl Iterator<Item = &'n str> + Clone) -> Option<&'n str> {
    let fits = |pattern: &String| {
        let pattern = pattern.to_lowercase();
        names.clone().filter(|n| wildcard(&pattern, n.rsplit('/').next().unwrap_or(n))).collect::<Vec<_>>()
    };
    match patterns.iter().map(fits).find(|found| !found.is_empty())?.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

fn listed(names: &[String]) -> String {
    let first: Vec<_> = names.iter().take(5).map(String::as_str).collect();
    format!("{}{}", first.join(", "), if names.len() > 5 { ", ..." } else { "" })
}

/// The name of a member in lower case, and its beginning.
pub type Beginning = (String, Vec<u8>);

/// Names and beginnings of the members of a zip file of texts; none where it is a workbook.
///
/// # Errors
/// As [`open`].
pub fn heads(name: &str, bytes: impl Read, window: u64, most: usize) -> Result<Option<Vec<Beginning>>> {
    let refuse = |problem: String| crate::head::refuse(name, problem);
    let (mut archive, names) = archive(name, bytes, &refuse)?;
    if names.iter().any(|n| n == "[content_types].xml") {
        return Ok(None);
    }
    let mut out = Vec::new();
    for (at, name) in names.into_iter().enumerate().take(most) {
        let entry = archive.by_index(at).map_err(|e| refuse(format!("the zip file is damaged: {e}")))?;
        let mut head = Vec::new();
        entry.take(window).read_to_end(&mut head).map_err(|e| refuse(format!("the zip file is damaged: {e}")))?;
        out.push((name, head));
    }
    Ok(Some(out))
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

/// Whether a file is a zip file that is no workbook.
///
/// # Errors
/// [`SourceError::Lake`] when it cannot be opened; [`SourceError::Refused`] as [`open`].
pub fn is_zip(path: &Path) -> Result<bool> {
    let mut file = File::open(path).map_err(LakeError::io("open", path))?;
    let mut start = [0; 4];
    if file.read_exact(&mut start).is_err() || start != *b"PK\x03\x04" {
        return Ok(false);
    }
    file.seek(SeekFrom::Start(0)).map_err(LakeError::io("read", path))?;
    let name = path.to_string_lossy();
    let (_, names) = archive(&name, file, &|problem| crate::head::refuse(&name, problem))?;
    Ok(!names.iter().any(|n| n == "[content_types].xml"))
}

/// Unpacks a zip file of publishers' files into a folder, flat; members of one name get a number. Returns the files in order of name.
///
/// # Errors
/// [`SourceError::Refused`] as [`open`], and for more than `most` bytes; [`SourceError::Lake`] when a file cannot be written.
pub fn unpack(path: &Path, folder: &Path, most: u64) -> Result<Vec<PathBuf>> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let refuse = |problem: String| crate::head::refuse(&name, problem);
    let file = File::open(path).map_err(LakeError::io("open", path))?;
    let (mut archive, _) = archive(&name, file, &refuse)?;
    let (mut out, mut left) = (Vec::new(), most);
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|e| refuse(format!("the zip file is damaged: {e}")))?;
        let Some(member) = entry.enclosed_name().filter(|_| entry.is_file()) else { continue };
        let base = member.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        // Nothing that a Mac leaves beside the files.
        if base.starts_with("._") || base == ".DS_Store" {
            continue;
        }
        let mut to = folder.join(&base);
        if to.exists() {
            to = folder.join(format!("{at} {base}"));
        }
        let ratio = entry.compressed_size().max(1024).saturating_mul(RATIO);
        let limit = left.min(ratio);
        let mut file = File::create(&to).map_err(LakeError::io("write", &to))?;
        let n = std::io::copy(&mut entry.take(limit + 1), &mut file).map_err(|e| refuse(format!("the zip file is damaged: {e}")))?;
        if n > limit {
            return Err(refuse(format!("{base} unpacks to over {limit} bytes")));
        }
        left -= n;
        out.push(to);
    }
    out.sort();
    Ok(out)
}
