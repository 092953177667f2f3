//! Transport `http`: polite, bounded, conditional.

use std::io::Write;
use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::{ETAG, HeaderMap, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, RETRY_AFTER};
use reqwest::{Client, Response, StatusCode, Url, redirect};
use rocp_lake::archive::Receipt;
use rocp_lake::{Lake, LakeError};

use super::Arrival;
use crate::card::{Card, FileSpec};
use crate::error::{Result, SourceError};

const TRIES: u32 = 4;
const LONGEST_WAIT: Duration = Duration::from_secs(300);
const REDIRECTS: usize = 5;

/// How publishers are asked.
#[derive(Debug, Clone)]
pub struct Http {
    /// E-mail address in the User-Agent: publishers such as BLS answer 403 without one.
    pub contact: String,
    /// A mirror that is asked instead of the publishers: `https://host/path` becomes `MIRROR/host/path`.
    pub mirror: Option<String>,
}

/// Fetches one file into a scratch file; none is returned when the server says that the file held is still the newest.
///
/// # Errors
/// [`SourceError::NoAddress`], [`SourceError::Http`], [`SourceError::Refused`] for more bytes than the card allows or fewer than announced.
pub async fn get(lake: &Lake, card: &Card, file: &FileSpec, held: Option<&Receipt>, http: &Http) -> Result<Option<Arrival>> {
    let no_address = || SourceError::NoAddress { source_id: card.id.clone(), role: file.role.clone(), homepage: card.homepage.clone() };
    let published = file.url.clone().ok_or_else(no_address)?;
    let failed = |problem: String, advice: &'static str| SourceError::Http { source_id: card.id.clone(), url: published.clone(), problem, advice };
    let address = match &http.mirror {
        Some(mirror) => format!("{}/{}", mirror.trim_end_matches('/'), published.trim_start_matches("https://")),
        None => published.clone(),
    };
    let url = Url::parse(&address).map_err(|e| failed(e.to_string(), "correct the address on the card"))?;
    if http.mirror.is_none() && (url.scheme() != "https" || !url.host_str().is_some_and(|h| card.hosts.iter().any(|a| a == h))) {
        return Err(failed("the host is not on the card's list, or the address is not https".into(), "correct the card"));
    }
    let client = client(card, http).map_err(|e| failed(without_url(e), "check the TLS set-up of this machine"))?;
    let mut wait = Duration::from_secs(1);
    let mut problem = String::new();
    for attempt in 0..TRIES {
        if attempt > 0 {
            tokio::time::sleep(wait).await;
        }
        let mut request = client.get(url.clone());
        if let Some(held) = held.filter(|h| h.transport == "http") {
            if let Some(etag) = &held.etag {
                request = request.header(IF_NONE_MATCH, etag);
            }
            if let Some(date) = &held.last_modified {
                request = request.header(IF_MODIFIED_SINCE, date);
            }
        }
        match request.send().await {
            Ok(response) if response.status() == StatusCode::NOT_MODIFIED => return Ok(None),
            Ok(response) if response.status().is_success() => match receive(lake, card, file, response, &published).await? {
                Ok(arrival) => return Ok(Some(arrival)),
                Err(broken) => problem = broken,
            },
            Ok(response) => {
                let status = response.status();
                problem = format!("the server answered {status}");
                let again = status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error();
                if !again {
                    return Err(failed(problem, advice(status)));
                }
                wait = retry_after(response.headers(), Utc::now()).unwrap_or(wait * 2).min(LONGEST_WAIT);
                continue;
            }
            Err(e) => problem = without_url(e),
        }
        wait = (wait * 2).min(LONGEST_WAIT);
    }
    Err(failed(format!("{problem} ({TRIES} tries)"), "try again later, or download it by hand and give it with `rocp fetch SOURCE --file PATH`"))
}

fn client(card: &Card, http: &Http) -> std::result::Result<Client, reqwest::Error> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let hosts = card.hosts.clone();
    let mirrored = http.mirror.is_some();
    let policy = redirect::Policy::custom(move |attempt| {
        let fine = attempt.url().scheme() == "https" && attempt.url().host_str().is_some_and(|h| hosts.iter().any(|a| a == h));
        if attempt.previous().len() > REDIRECTS {
            attempt.error("too many redirects")
        } else if fine || mirrored {
            attempt.follow()
        } else {
            attempt.error("a redirect leads to a host that the card does not allow")
        }
    });
    Client::builder()
        .user_agent(format!("rocp/{} ({})", env!("CARGO_PKG_VERSION"), http.contact))
        .redirect(policy)
        .connect_timeout(Duration::from_secs(10))
        .read_timeout(Duration::from_secs(60))
        .timeout(Duration::from_secs(1800))
        .build()
}

/// Streams the body to a scratch file. The inner error is a broken transfer, which is worth another try.
async fn receive(lake: &Lake, card: &Card, file: &FileSpec, mut response: Response, published: &str) -> Result<std::result::Result<Arrival, String>> {
    let header = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let (etag, last_modified, announced) = (header(ETAG), header(LAST_MODIFIED), response.content_length());
    let name = published.rsplit('/').next().unwrap_or(&file.role).to_owned();
    let folder = super::scratch(lake)?;
    let temp = tempfile::Builder::new().prefix("fetch-").tempfile_in(&folder).map_err(LakeError::io("write into", &folder))?;
    let (mut out, path) = temp.keep().map_err(|e| LakeError::io("write into", &folder)(e.error))?;
    let mut bytes = 0;
    let broken = loop {
        match response.chunk().await {
            Ok(None) => break None,
            Ok(Some(chunk)) => {
                bytes += chunk.len() as u64;
                if bytes > file.max_bytes {
                    let _ = std::fs::remove_file(&path);
                    return Err(SourceError::Refused {
                        source_id: card.id.clone(),
                        file: name,
                        problem: format!("it is larger than the {} bytes its card allows", file.max_bytes),
                    });
                }
                out.write_all(&chunk).map_err(LakeError::io("write into", &folder))?;
            }
            Err(e) => break Some(without_url(e)),
        }
    };
    let broken = broken.or_else(|| announced.filter(|n| *n != bytes).map(|n| format!("{bytes} of {n} bytes came")));
    if let Some(problem) = broken {
        let _ = std::fs::remove_file(&path);
        return Ok(Err(problem));
    }
    Ok(Ok(Arrival { path, name, transport: "http", url: published.to_owned(), etag, last_modified, retrieved_at: None }))
}

/// The wait that a server asks for, in seconds or as a date.
fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().to_owned();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date = DateTime::parse_from_rfc2822(&text).ok()?;
    (date.with_timezone(&Utc) - now).to_std().ok()
}

fn advice(status: StatusCode) -> &'static str {
    match status {
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => "give a contact e-mail address with --contact: some publishers refuse requests without one",
        StatusCode::NOT_FOUND | StatusCode::GONE => {
            "the publisher moved the file: find it on the source's homepage and give it with `rocp fetch SOURCE --file PATH`"
        }
        _ => "look at the source's homepage",
    }
}

/// An error's words and causes without the address, which may hold a key.
fn without_url(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(c) = cause {
        text = format!("{text}: {c}");
        cause = c.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_in_seconds_or_as_a_date() {
        let now = DateTime::parse_from_rfc3339("2026-11-22T00:00:00Z").unwrap().with_timezone(&Utc);
        let wait = |text: &'static str| retry_after(&HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]), now);
        assert_eq!(wait("7"), Some(Duration::from_secs(7)));
        assert_eq!(wait("Sun, 22 Nov 2026 00:01:00 GMT"), Some(Duration::from_secs(60)));
        assert_eq!(wait("Sat, 21 Nov 2026 00:01:00 GMT"), None);
        assert_eq!(wait("soon"), None);
    }
}
