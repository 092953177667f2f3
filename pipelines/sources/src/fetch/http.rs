//! Transport `http`: polite, bounded, conditional. A publisher's address decides what is allowed; a mirror only carries the bytes.

mod bls;
mod ckan;
mod public;
mod receive;
mod wait;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::{ACCEPT_ENCODING, CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION};
use reqwest::{Client, Response, StatusCode, Url, redirect};
use rocp_lake::Lake;
use rocp_lake::archive::Receipt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::Arrival;
use crate::card::{Card, FileSpec};
use crate::error::{Result, SourceError};

/// How often an answer that may get better is asked for.
const TRIES: u32 = 4;
/// Redirects that are followed.
const REDIRECTS: usize = 5;
/// Requests at one publisher at a time.
pub const PER_HOST: usize = 2;
/// Requests at all publishers at a time.
pub const AT_ONCE: usize = 8;

/// How long anything may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Until a connection stands.
    pub connect: Duration,
    /// Between two pieces of an answer.
    pub read: Duration,
    /// For a whole answer.
    pub total: Duration,
    /// The first wait before another try; it doubles.
    pub pause: Duration,
    /// The longest wait, whatever a server asks for.
    pub longest: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { connect: seconds(10), read: seconds(60), total: seconds(1800), pause: seconds(1), longest: seconds(300) }
    }
}

/// How publishers are asked.
#[derive(Debug, Clone)]
pub struct Http {
    /// E-mail address in the User-Agent: publishers such as BLS answer 403 without one.
    pub contact: String,
    /// A mirror that is asked instead of the publishers: `https://host/path` becomes `MIRROR/host/path`.
    pub mirror: Option<String>,
    /// The registration key of the BLS Public Data API; fewer series a day are given without one.
    pub bls_key: Option<Secret>,
    /// How long anything may take.
    pub limits: Limits,
}

/// A text that is never printed.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Keeps a text secret.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(secret)")
    }
}

/// Asks publishers: few requests at a time, each at most four times.
pub struct Web {
    client: Client,
    http: Http,
    all: Arc<Semaphore>,
    hosts: Mutex<HashMap<String, Arc<Semaphore>>>,
}

/// What is asked of a publisher.
#[derive(Clone, Copy)]
struct Asked<'a> {
    /// The publisher's address.
    published: &'a str,
    /// What is held of it: its marks make the request conditional.
    held: Option<&'a Receipt>,
    /// A JSON document that is posted; it may hold a key.
    body: Option<&'a str>,
}

/// What a request failed with.
struct Failed {
    problem: String,
    advice: &'static str,
    is_missing: bool,
}

const LATER: &str = "try again later, or download it by hand and give it with `rocp fetch SOURCE --file PATH`";

impl Web {
    /// Makes ready to ask.
    ///
    /// # Errors
    /// [`SourceError::Machine`] when TLS cannot be set up.
    pub fn new(http: Http) -> Result<Self> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut client = Client::builder()
            .user_agent(format!("rocp/{} ({})", env!("CARGO_PKG_VERSION"), http.contact))
            .redirect(redirect::Policy::none())
            .connect_timeout(http.limits.connect)
            .read_timeout(http.limits.read)
            .timeout(http.limits.total);
        if http.mirror.is_none() {
            client = client.dns_resolver(Arc::new(public::Public));
        }
        let client = client.build().map_err(|e| SourceError::Machine { problem: without_url(e) })?;
        Ok(Self { client, http, all: Arc::new(Semaphore::new(AT_ONCE)), hosts: Mutex::default() })
    }

    /// Fetches one file into a scratch file; none is returned when the publisher says that the file held is still the newest.
    ///
    /// # Errors
    /// [`SourceError::NoAddress`], [`SourceError::Http`], [`SourceError::Refused`] for more bytes than the card allows or fewer than announced.
    pub async fn get(&self, lake: &Lake, card: &Card, file: &FileSpec, held: Option<&Receipt>) -> Result<Option<Arrival>> {
        let held = held.filter(|h| h.transport == "http");
        if let Some(package) = &file.ckan {
            return ckan::get(self, lake, card, file, package, held).await;
        }
        if let Some(series) = &file.bls_api {
            return bls::get(self, lake, card, file, series).await.map(Some);
        }
        let Some(published) = &file.url else {
            return Err(SourceError::NoAddress { source_id: card.id.clone(), role: file.role.clone(), homepage: card.homepage.clone() });
        };
        let keep = async |response: Response| receive::to_scratch(lake, card, file, response, published).await;
        self.ask(card, Asked { published, held, body: None }, keep).await
    }

    /// Asks an address until it answers well or the tries are used up. `keep` takes the body; its inner error is a broken transfer, worth another try.
    /// None is returned for 304.
    async fn ask<T>(&self, card: &Card, asked: Asked<'_>, keep: impl AsyncFn(Response) -> Result<std::result::Result<T, String>>) -> Result<Option<T>> {
        let mut last = String::new();
        let published = asked.published;
        let mut pause = self.http.limits.pause;
        for attempt in 0..TRIES {
            if attempt > 0 {
                tokio::time::sleep(wait::jittered(pause).min(self.http.limits.longest)).await;
                pause *= 2;
            }
            let response = match self.follow(card, asked).await {
                Ok((response, _permits)) if response.status().is_success() => match keep(response).await? {
                    Ok(kept) => return Ok(Some(kept)),
                    Err(broken) => {
                        last = broken;
                        continue;
                    }
                },
                Ok((response, _)) => response,
                Err(Ok(problem)) => {
                    last = problem;
                    continue;
                }
                Err(Err(failed)) => return Err(self.failed(card, published, failed)),
            };
            let status = response.status();
            if status == StatusCode::NOT_MODIFIED && asked.held.is_some() {
                return Ok(None);
            }
            last = format!("the server answered {status}");
            if status != StatusCode::TOO_MANY_REQUESTS && !status.is_server_error() {
                return Err(self.failed(
                    card,
                    published,
                    Failed { problem: last, advice: advice(status), is_missing: matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE) },
                ));
            }
            pause = wait::asked(response.headers(), chrono::Utc::now()).unwrap_or(pause);
        }
        Err(self.failed(card, published, Failed { problem: format!("{last} ({TRIES} tries)"), advice: LATER, is_missing: false }))
    }

    /// One request with its redirects. The outer error holds a problem that may pass, or a failure that will not.
    async fn follow(&self, card: &Card, asked: Asked<'_>) -> std::result::Result<(Response, [OwnedSemaphorePermit; 2]), std::result::Result<String, Failed>> {
        let wrong = |problem: String, advice| Err(Failed { problem, advice, is_missing: false });
        let mut url = Url::parse(asked.published).map_err(|e| wrong(e.to_string(), "correct the address on the card"))?;
        for hop in 0..=REDIRECTS {
            if url.scheme() != "https" || !url.host_str().is_some_and(|h| card.hosts.iter().any(|a| a == h)) {
                let what = if hop == 0 { "the address" } else { "a redirect" };
                let problem = format!("{what} leads to a host that the card does not allow, or is not https");
                return Err(wrong(problem, "if the publisher moved, correct the card's hosts and address"));
            }
            let permits = self.permits(url.host_str().unwrap_or_default()).await;
            let from = self.at(&url).map_err(|e| wrong(e, "correct the address of the mirror"))?;
            let mut request = match asked.body {
                Some(body) => self.client.post(from).header(CONTENT_TYPE, "application/json").body(body.to_owned()),
                None => self.client.get(from),
            };
            request = request.header(ACCEPT_ENCODING, "gzip");
            if let Some(held) = asked.held {
                for (name, value) in [(IF_NONE_MATCH, &held.etag), (IF_MODIFIED_SINCE, &held.last_modified)] {
                    if let Some(value) = value {
                        request = request.header(name, value);
                    }
                }
            }
            let response = request.send().await.map_err(|e| Ok(without_url(e)))?;
            if !response.status().is_redirection() || response.status() == StatusCode::NOT_MODIFIED {
                return Ok((response, permits));
            }
            let next = response.headers().get(LOCATION).and_then(|v| v.to_str().ok()).and_then(|to| url.join(to).ok());
            url = next.ok_or_else(|| wrong("a redirect leads nowhere".to_owned(), "look at the source's homepage"))?;
        }
        Err(wrong(format!("it was redirected over {REDIRECTS} times"), "look at the source's homepage"))
    }

    /// The right to one request at a publisher, and to one of all.
    async fn permits(&self, host: &str) -> [OwnedSemaphorePermit; 2] {
        let of = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            hosts.entry(host.to_owned()).or_insert_with(|| Arc::new(Semaphore::new(PER_HOST))).clone()
        };
        [one_of(of).await, one_of(self.all.clone()).await]
    }

    /// Where the bytes of a publisher's address come from.
    fn at(&self, published: &Url) -> std::result::Result<Url, String> {
        match &self.http.mirror {
            None => Ok(published.clone()),
            Some(mirror) => {
                let rest = published.as_str().trim_start_matches("https://");
                Url::parse(&format!("{}/{rest}", mirror.trim_end_matches('/'))).map_err(|e| e.to_string())
            }
        }
    }

    fn failed(&self, card: &Card, published: &str, failed: Failed) -> SourceError {
        SourceError::Http {
            source_id: card.id.clone(),
            url: published.to_owned(),
            problem: failed.problem,
            advice: failed.advice,
            is_missing: failed.is_missing,
        }
    }
}

async fn one_of(semaphore: Arc<Semaphore>) -> OwnedSemaphorePermit {
    loop {
        // Only a closed semaphore fails, and these are never closed.
        if let Ok(permit) = semaphore.clone().acquire_owned().await {
            return permit;
        }
    }
}

/// ETag and Last-Modified of an answer.
fn marks(response: &Response) -> (Option<String>, Option<String>) {
    let header = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    (header(ETAG), header(LAST_MODIFIED))
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
