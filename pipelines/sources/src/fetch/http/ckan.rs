//! Resources of a CKAN catalog such as data.ca.gov: found by package and name, because their ids change; paged until every row is there, because the server
//! silently lowers the rows it gives at once.

use std::collections::BTreeSet;
use std::io::Write;

use reqwest::{Response, Url};
use rocp_lake::archive::Receipt;
use rocp_lake::{Lake, LakeError};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Asked, Web, receive};
use crate::card::{Card, Ckan, FileSpec, wildcard};
use crate::error::{Result, SourceError};
use crate::fetch::{Arrival, scratch};

/// Rows asked for at once: the most that data.ca.gov gives.
const PAGE: usize = 32_000;
/// The largest answer that is read.
const ANSWER: u64 = 256 << 20;
/// The column that the catalog adds.
const ROW_ID: &str = "_id";

#[derive(Deserialize)]
struct Answer<T> {
    success: bool,
    result: Option<T>,
}

#[derive(Deserialize)]
struct Package {
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    id: String,
    name: String,
    #[serde(default)]
    last_modified: Option<String>,
    #[serde(default)]
    datastore_active: bool,
}

#[derive(Deserialize)]
struct Page {
    total: usize,
    fields: Vec<Field>,
    records: Vec<Map<String, Value>>,
}

#[derive(Deserialize)]
struct Field {
    id: String,
}

/// Fetches the newest resource whose name fits, as delimited text with the catalog's fields in its order; none where it is the one held.
pub(super) async fn get(web: &Web, lake: &Lake, card: &Card, file: &FileSpec, ckan: &Ckan, held: Option<&Receipt>) -> Result<Option<Arrival>> {
    let host = card.hosts.first().map(String::as_str).unwrap_or_default();
    let refuse = |problem: String| SourceError::Refused { source_id: card.id.clone(), file: file.title.clone(), problem };
    let listing = api(host, "package_show", &[("id", &ckan.package)]);
    let package: Package = answer(web, card, &listing).await?;
    let mut fitting: Vec<&Resource> =
        package.resources.iter().filter(|r| r.datastore_active && wildcard(&ckan.resource.to_lowercase(), &r.name.trim().to_lowercase())).collect();
    fitting.sort_by(|a, b| a.name.cmp(&b.name));
    let Some(resource) = fitting.last() else {
        let names = package.resources.iter().map(|r| r.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(refuse(format!("package {} has no resource named {}; it has: {names}", ckan.package, ckan.resource)));
    };
    let mark = format!("{} {}", resource.id, resource.last_modified.as_deref().unwrap_or_default());
    if resource.last_modified.is_some() && held.is_some_and(|h| h.etag.as_ref() == Some(&mark)) {
        return Ok(None);
    }
    let folder = scratch(lake)?;
    let (mut out, path) = receive::fresh(&folder)?;
    let filled = fill(web, card, file, host, &resource.id, &mut out).await;
    let flushed = filled.and_then(|()| Ok(out.flush().map_err(LakeError::io("write into", &folder))?));
    if let Err(e) = flushed {
        let _ = std::fs::remove_file(&path);
        return Err(e);
    }
    let name = format!("{}.csv", resource.name.trim());
    let url = format!("https://{host}/dataset/{}/resource/{}", ckan.package, resource.id);
    Ok(Some(Arrival { path, name, transport: "http", url, etag: Some(mark), last_modified: resource.last_modified.clone(), retrieved_at: None }))
}

/// Writes every row of a resource.
async fn fill(web: &Web, card: &Card, file: &FileSpec, host: &str, id: &str, out: &mut std::fs::File) -> Result<()> {
    let refuse = |problem: String| SourceError::Refused { source_id: card.id.clone(), file: file.title.clone(), problem };
    let unwritten = |e: csv::Error| refuse(format!("its rows cannot be written down: {e}"));
    let mut writer = csv::Writer::from_writer(out);
    let (mut rows, mut total, mut bytes) = (0, None, 0_u64);
    let mut columns: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    while total.is_none_or(|t| rows < t) {
        let address = api(host, "datastore_search", &[("resource_id", id), ("limit", &PAGE.to_string()), ("offset", &rows.to_string()), ("sort", ROW_ID)]);
        let page: Page = answer(web, card, &address).await?;
        if total.is_some_and(|t| t != page.total) {
            return Err(refuse("the number of its rows changed while it was read".into()));
        }
        if total.is_none() {
            columns = page.fields.into_iter().map(|f| f.id).filter(|f| f != ROW_ID).collect();
            writer.write_record(&columns).map_err(unwritten)?;
        }
        total = Some(page.total);
        if page.records.is_empty() && rows < page.total {
            return Err(refuse(format!("only {rows} of its {} rows came", page.total)));
        }
        for record in &page.records {
            if record.get(ROW_ID).is_some_and(|id| !seen.insert(id.to_string())) {
                return Err(refuse("a row came twice while it was read".into()));
            }
            let cells: Vec<String> = columns.iter().map(|c| text(record.get(c))).collect();
            bytes += cells.iter().map(|c| c.len() as u64 + 1).sum::<u64>();
            writer.write_record(&cells).map_err(unwritten)?;
        }
        if bytes > file.max_bytes {
            return Err(refuse(format!("it is larger than the {} bytes its card allows", file.max_bytes)));
        }
        rows += page.records.len();
    }
    writer.flush().map_err(|e| unwritten(e.into()))
}

/// A cell as the catalog holds it; NULL is blank.
fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// The address of an action.
fn api(host: &str, action: &str, asked: &[(&str, &str)]) -> String {
    let base = format!("https://{host}/api/3/action/{action}");
    Url::parse_with_params(&base, asked).map_or(base, String::from)
}

/// Asks for an action's result.
async fn answer<T: for<'d> Deserialize<'d>>(web: &Web, card: &Card, address: &str) -> Result<T> {
    let read = async |response: Response| {
        Ok(receive::text(response, ANSWER).await.and_then(|body| {
            let answer: Answer<T> = serde_json::from_str(&body).map_err(|e| format!("the answer is not the catalog's: {e}"))?;
            answer.result.filter(|_| answer.success).ok_or_else(|| "the catalog says that the request failed".to_owned())
        }))
    };
    let unasked = || SourceError::Refused { source_id: card.id.clone(), file: address.to_owned(), problem: "the catalog answered 304 unasked".into() };
    web.ask(card, Asked { published: address, held: None, body: None }, read).await?.ok_or_else(unasked)
}
