//! JSON documents, whole in memory.

use std::io::Read;

use serde_json::Value;

use crate::error::Result;
use crate::stage::Stage;

/// Reads the document.
///
/// # Errors
/// [`crate::SourceError::Refused`] for more bytes than the card allows, or text that is not JSON.
pub fn value(stage: &Stage) -> Result<Value> {
    let mut bytes = Vec::new();
    let limit = stage.file.max_bytes;
    stage.open()?.take(limit + 1).read_to_end(&mut bytes).map_err(rocp_lake::LakeError::io("read the archived file", std::path::Path::new(stage.name)))?;
    if bytes.len() as u64 > limit {
        return Err(stage.refuse(format!("it is larger than the {limit} bytes its card allows")));
    }
    serde_json::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes)).map_err(|e| stage.refuse(format!("it is not a JSON document: {e}")))
}
