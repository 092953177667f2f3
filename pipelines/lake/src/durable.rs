//! Writing so that a file is whole or absent, whatever happens: temporary file in the same folder, fsync, rename, fsync of the folder.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::{LakeError, Result};

/// Lower-case hexadecimal text of bytes.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut s, b| {
        s.push(char::from_digit(u32::from(b >> 4), 16).unwrap_or('0'));
        s.push(char::from_digit(u32::from(b & 15), 16).unwrap_or('0'));
        s
    })
}

/// SHA-256 of bytes in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Makes a folder and its parents.
///
/// # Errors
/// [`LakeError::Io`] when it cannot be made.
pub fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(LakeError::io("create the folder", path))
}

/// Flushes a folder's entries to the disk.
///
/// # Errors
/// [`LakeError::Io`] when the folder cannot be opened or flushed.
pub fn sync_folder(path: &Path) -> Result<()> {
    File::open(path).and_then(|d| d.sync_all()).map_err(LakeError::io("flush the folder", path))
}

/// Writes a small file: whole or not at all.
///
/// # Errors
/// [`LakeError::Io`] naming the step that failed.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    let mut file = tempfile::Builder::new().prefix(".writing-").tempfile_in(folder).map_err(LakeError::io("write into", folder))?;
    file.write_all(bytes).map_err(LakeError::io("write", path))?;
    file.as_file().sync_all().map_err(LakeError::io("flush", path))?;
    readable_by_all(file.as_file(), path)?;
    file.persist(path).map_err(|e| LakeError::io("put in place", path)(e.error))?;
    sync_folder(folder)
}

#[cfg(unix)]
pub(crate) fn readable_by_all(file: &File, path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644)).map_err(LakeError::io("set the rights of", path))
}

#[cfg(not(unix))]
pub(crate) fn readable_by_all(_: &File, _: &Path) -> Result<()> {
    Ok(())
}

/// A writer that counts and hashes what passes through it.
#[derive(Debug)]
pub struct Hashing<W> {
    inner: W,
    hash: Sha256,
    bytes: u64,
}

impl<W> Hashing<W> {
    /// Wraps a writer or reader.
    pub fn new(inner: W) -> Self {
        Self { inner, hash: Sha256::new(), bytes: 0 }
    }

    /// The wrapped writer, the SHA-256 (hex) and the number of bytes that passed.
    pub fn finish(self) -> (W, String, u64) {
        (self.inner, hex(&self.hash.finalize()), self.bytes)
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(buf)?;
        self.hash.update(&buf[..n]);
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.hash.update(&buf[..n]);
        self.bytes += n as u64;
        Ok(n)
    }
}
