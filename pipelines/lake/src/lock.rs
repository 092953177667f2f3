//! The writer's lock. The kernel frees it when the process ends, also on kill -9.

use std::fs::{File, OpenOptions, TryLockError};

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
        crate::durable::make_folder(lake.root())?;
        let path = lake.lock();
        let file = OpenOptions::new().create(true).append(true).open(&path).map_err(LakeError::io("open the lock", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LakeError::Locked { path: lake.root().to_owned() }),
            Err(TryLockError::Error(e)) => Err(LakeError::io("take the lock", &path)(e)),
        }
    }
}
