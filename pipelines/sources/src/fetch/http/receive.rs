//! An answer's body on its way into a scratch file, counted.

use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::write::GzDecoder;
use reqwest::Response;
use reqwest::header::CONTENT_ENCODING;
use rocp_lake::{Lake, LakeError};

use super::{marks, without_url};
use crate::card::{Card, FileSpec};
use crate::error::{Result, SourceError};
use crate::fetch::{Arrival, scratch};

/// A body as it is unpacked: the bytes themselves, or what is inside gzip. Nothing is written beyond the limit.
enum Body<W: Write> {
    Plain(Bounded<W>),
    Gzip(Box<GzDecoder<Bounded<W>>>),
}

/// Counts what is written and takes no more than the limit.
struct Bounded<W> {
    out: W,
    written: u64,
    limit: u64,
}

impl<W: Write> Write for Bounded<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.written += bytes.len() as u64;
        if self.written > self.limit {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.out.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// What ended a transfer before its end.
enum Ended {
    /// More bytes than allowed.
    TooLarge,
    /// A broken transfer, which is worth another try.
    Broken(String),
    /// This machine's disk.
    Disk(std::io::Error),
}

/// Writes a whole body, unpacked; it is compared with the length that was announced.
async fn pour(mut response: Response, out: impl Write, limit: u64) -> std::result::Result<(), Ended> {
    let packed = response.headers().get(CONTENT_ENCODING).is_some_and(|v| v.as_bytes().eq_ignore_ascii_case(b"gzip"));
    let announced = response.content_length();
    let bounded = Bounded { out, written: 0, limit };
    let mut body = if packed { Body::Gzip(Box::new(GzDecoder::new(bounded))) } else { Body::Plain(bounded) };
    let mut came = 0;
    while let Some(chunk) = response.chunk().await.map_err(|e| Ended::Broken(without_url(e)))? {
        came += chunk.len() as u64;
        match &mut body {
            Body::Plain(out) => out.write_all(&chunk).map_err(plain)?,
            Body::Gzip(out) => out.write_all(&chunk).map_err(unpacked)?,
        }
    }
    if let Some(n) = announced.filter(|n| *n != came) {
        return Err(Ended::Broken(format!("{came} of {n} bytes came")));
    }
    match &mut body {
        Body::Plain(out) => out.flush().map_err(plain),
        Body::Gzip(out) => out.try_finish().map_err(unpacked),
    }
}

fn plain(error: std::io::Error) -> Ended {
    if error.kind() == std::io::ErrorKind::FileTooLarge { Ended::TooLarge } else { Ended::Disk(error) }
}

fn unpacked(error: std::io::Error) -> Ended {
    match error.kind() {
        std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput | std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::WriteZero => {
            Ended::Broken(format!("the gzip stream is damaged or truncated: {error}"))
        }
        _ => plain(error),
    }
}

/// Streams the body to a scratch file. The inner error is a broken transfer, which is worth another try.
pub(super) async fn to_scratch(lake: &Lake, card: &Card, file: &FileSpec, response: Response, published: &str) -> Result<std::result::Result<Arrival, String>> {
    let (etag, last_modified) = marks(&response);
    let name = name(published, &file.role);
    let folder = scratch(lake)?;
    let (out, path) = fresh(&folder)?;
    let Err(ended) = pour(response, out, file.max_bytes).await else {
        return Ok(Ok(Arrival { path, name, transport: "http", url: published.to_owned(), etag, last_modified, retrieved_at: None }));
    };
    let _ = std::fs::remove_file(&path);
    match ended {
        Ended::Broken(problem) => Ok(Err(problem)),
        Ended::Disk(e) => Err(LakeError::io("write into", &folder)(e).into()),
        Ended::TooLarge => {
            let problem = format!("it is larger than the {} bytes its card allows", file.max_bytes);
            Err(SourceError::Refused { source_id: card.id.clone(), file: name, problem })
        }
    }
}

/// The whole body as text, for answers that are read at once.
pub(super) async fn text(response: Response, max_bytes: u64) -> std::result::Result<String, String> {
    let mut bytes = Vec::new();
    match pour(response, &mut bytes, max_bytes).await {
        Ok(()) => String::from_utf8(bytes).map_err(|_| "the answer is not UTF-8 text".to_owned()),
        Err(Ended::TooLarge) => Err(format!("the answer is larger than {max_bytes} bytes")),
        Err(Ended::Broken(problem)) => Err(problem),
        Err(Ended::Disk(e)) => Err(e.to_string()),
    }
}

/// A new scratch file.
pub(super) fn fresh(folder: &Path) -> Result<(std::fs::File, PathBuf)> {
    let temp = tempfile::Builder::new().prefix("fetch-").tempfile_in(folder).map_err(LakeError::io("write into", folder))?;
    Ok(temp.keep().map_err(|e| LakeError::io("write into", folder)(e.error))?)
}

/// The file name in an address.
fn name(published: &str, role: &str) -> String {
    let path = published.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default().replace("%20", " ");
    if last.is_empty() { role.to_owned() } else { last }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_are_those_of_the_publisher() {
        assert_eq!(name("https://a.gov/x/Job%20Zones.txt", "zones"), "Job Zones.txt");
        assert_eq!(name("https://a.gov/x/data.csv?year=2024", "zones"), "data.csv");
        assert_eq!(name("https://a.gov/x/", "zones"), "zones");
    }
}
