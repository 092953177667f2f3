//! The BLS Public Data API: series in batches, within a day's quota that is counted across restarts. HTTP 200 can be a refusal.

use std::collections::BTreeMap;
use std::io::Write;

use chrono::{Datelike, Duration, NaiveDate, Utc};
use reqwest::Response;
use rocp_lake::{Lake, LakeError, durable};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Asked, Web, receive};
use crate::card::{BlsApi, Card, FileSpec};
use crate::error::{Result, SourceError};
use crate::fetch::{Arrival, scratch};

/// The largest answer that is read.
const ANSWER: u64 = 64 << 20;
/// What the API says of a request it served.
const SERVED: &str = "REQUEST_SUCCEEDED";

/// What the API grants: with a key (version 2) and without (version 1).
struct Grant {
    version: &'static str,
    queries: u32,
    series: usize,
    years: i32,
}

const WITH_KEY: Grant = Grant { version: "v2", queries: 500, series: 50, years: 20 };
const WITHOUT: Grant = Grant { version: "v1", queries: 25, series: 25, years: 10 };

/// Queries of a day, in a file of the lake.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Used {
    day: NaiveDate,
    queries: u32,
}

/// Fetches every series of a file as one answer in the API's own form.
pub(super) async fn get(web: &Web, lake: &Lake, card: &Card, file: &FileSpec, asked: &BlsApi) -> Result<Arrival> {
    let key = web.http.bls_key.as_ref().map(|k| k.0.as_str());
    let grant = if key.is_some() { WITH_KEY } else { WITHOUT };
    let host = card.hosts.first().map(String::as_str).unwrap_or_default();
    let address = format!("https://{host}/publicAPI/{}/timeseries/data/", grant.version);
    let this_year = Utc::now().year();
    let (mut series, mut messages) = (Vec::new(), Vec::new());
    for batch in asked.series.chunks(grant.series) {
        count(lake, card, &address, &grant)?;
        let mut body = BTreeMap::from([
            ("seriesid", json!(batch)),
            ("startyear", json!((this_year - asked.years.min(grant.years) + 1).to_string())),
            ("endyear", json!(this_year.to_string())),
            ("annualaverage", json!(key.is_some())),
        ]);
        if let Some(key) = key {
            body.insert("registrationkey", json!(key));
        }
        let mut answer = answer(web, card, &address, &json!(body).to_string()).await?;
        messages.extend(answer["message"].as_array().cloned().unwrap_or_default());
        match answer["Results"]["series"].take() {
            Value::Array(some) if some.len() == batch.len() => series.extend(some),
            other => {
                let n = other.as_array().map_or(0, Vec::len);
                let problem = format!("it answers {n} of {} series", batch.len());
                return Err(SourceError::Refused { source_id: card.id.clone(), file: file.title.clone(), problem });
            }
        }
    }
    let whole = json!({"status": SERVED, "message": messages, "Results": {"series": series}});
    let folder = scratch(lake)?;
    let (mut out, path) = receive::fresh(&folder)?;
    out.write_all(whole.to_string().as_bytes()).map_err(LakeError::io("write into", &folder))?;
    Ok(Arrival { path, name: format!("{}.json", file.role), transport: "http", url: address, etag: None, last_modified: None, retrieved_at: None })
}

/// One query, which is served or refused in the body.
async fn answer(web: &Web, card: &Card, address: &str, body: &str) -> Result<Value> {
    let failed = |problem: String, advice| SourceError::Http { source_id: card.id.clone(), url: address.to_owned(), problem, advice, is_missing: false };
    let read = async |response: Response| {
        Ok(receive::text(response, ANSWER)
            .await
            .and_then(|body| serde_json::from_str::<Value>(&body).map_err(|e| format!("the answer is no JSON document: {e}"))))
    };
    let asked = Asked { published: address, held: None, body: Some(body) };
    let answer = web.ask(card, asked, read).await?.unwrap_or_default();
    if answer["status"] == SERVED {
        return Ok(answer);
    }
    let said = answer["message"].as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>().join("; ");
    // The service repeats what it was sent in some refusals: a key must not come out that way.
    let said = web.http.bls_key.as_ref().map_or(said.clone(), |k| said.replace(&k.0, "(key)"));
    let status = answer["status"].as_str().unwrap_or("no status");
    let advice = "the day's quota may be used up: try again tomorrow, or register a key and give it in ROCP_BLS_KEY";
    Err(failed(format!("the service refused: {status}: {said}"), advice))
}

/// Counts a query before it is made; refuses one over the day's quota. The service's day is Eastern time's.
fn count(lake: &Lake, card: &Card, address: &str, grant: &Grant) -> Result<()> {
    let path = lake.asked(&format!("{}-quota", card.id));
    let today = (Utc::now() - Duration::hours(5)).date_naive();
    let used: Used = std::fs::read_to_string(&path).ok().and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default();
    let queries = if used.day == today { used.queries } else { 0 };
    if queries >= grant.queries {
        return Err(SourceError::Http {
            source_id: card.id.clone(),
            url: address.to_owned(),
            problem: format!("the day's quota of {} queries is used up", grant.queries),
            advice: "try again tomorrow, or register a key and give it in ROCP_BLS_KEY",
            is_missing: false,
        });
    }
    let text = serde_json::to_string(&Used { day: today, queries: queries + 1 }).map_err(|source| LakeError::Json { path: path.clone(), source })?;
    Ok(durable::write(&path, text.as_bytes())?)
}
