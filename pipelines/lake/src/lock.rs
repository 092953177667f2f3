//! The writer's lock. The kernel frees it when the process ends, also on kill -9.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::PathBuf;

use crate::error::{LakeError, Result};
use crate::paths::Lake;

/// Held while a process writes to the lake; freed on drop.
#[derive(Debug)]
pub struct WriteLock {
    _file: File,
}

impl WriteLock {
    /// Takes the lock without waiting.
    ///
    /// # Errors
    /// [`LakeError::Locked`] when another process holds it, [`LakeError::Io`] when the lock file cannot be made.
    pub fn take(lake: &Lake) -> Result<Self> {
        Ok(Self { _file: lock(lake, lake.lock())? })
    }
}

/// Held by the one scheduler of a lake, which alone decides what is due; freed on drop. It is not the writer's lock: each night takes that itself.
#[derive(Debug)]
pub struct ScheduleLock {
    _file: File,
}

impl ScheduleLock {
    /// Takes the lock without waiting.
    ///
    /// # Errors
    /// As [`WriteLock::take`].
    pub fn take(lake: &Lake) -> Result<Self> {
        Ok(Self { _file: lock(lake, lake.nights_lock())? })
    }
}

fn lock(lake: &Lake, path: PathBuf) -> Result<File> {
    crate::durable::make_folder(lake.root())?;
    let file = OpenOptions::new().create(true).append(true).open(&path).map_err(LakeError::io("open the lock", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(LakeError::Locked { path: lake.root().to_owned() }),
        Err(TryLockError::Error(e)) => Err(LakeError::io("take the lock", &path)(e)),
    }
}
