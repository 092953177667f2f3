//! Many files at once: all are begun, and [`Web`] sees to it that no publisher is asked for more than a few.

use std::sync::Arc;

use rocp_lake::Lake;
use rocp_lake::archive::Receipt;
use tokio::task::{JoinSet, LocalSet};

use super::Arrival;
use super::http::Web;
use crate::card::{Card, FileSpec};
use crate::error::Result;
use crate::source::Source;

/// A file that is wanted from its publisher.
#[derive(Clone)]
pub struct Wanted {
    /// Its source.
    pub source: &'static Source,
    /// The source's card.
    pub card: Arc<Card>,
    /// The file.
    pub file: FileSpec,
    /// What is held of it.
    pub held: Option<Receipt>,
}

/// What came of each wanted file, in the order of the list: bytes, none where what is held is the newest, or why not.
pub type Came = Vec<(Wanted, Result<Option<Arrival>>)>;

/// Fetches files into scratch files. `done` is told of each as it ends.
pub async fn fetch(web: Web, lake: &Lake, wanted: Vec<Wanted>, mut done: impl FnMut(&Wanted)) -> Came {
    let web = Arc::new(web);
    let mut tasks = JoinSet::new();
    let here = LocalSet::new();
    for (at, want) in wanted.into_iter().enumerate() {
        let (web, lake) = (web.clone(), lake.clone());
        let one = async move {
            let came = web.get(&lake, &want.card, &want.file, want.held.as_ref()).await;
            (at, want, came)
        };
        tasks.spawn_local_on(one, &here);
    }
    let mut out = Vec::new();
    let gather = async {
        while let Some(joined) = tasks.join_next().await {
            if let Ok((at, want, came)) = joined {
                done(&want);
                out.push((at, want, came));
            }
        }
    };
    here.run_until(gather).await;
    out.sort_by_key(|(at, ..)| *at);
    out.into_iter().map(|(_, want, came)| (want, came)).collect()
}
