//! Where everything lies. No other module joins a path of the lake.

use std::path::{Path, PathBuf};

/// The lake's folder and the places in it.
#[derive(Debug, Clone)]
pub struct Lake {
    root: PathBuf,
}

impl Lake {
    /// A lake at a folder, which need not exist yet.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The lake's folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The publisher's bytes of one SHA-256, under zstd.
    #[must_use]
    pub fn blob(&self, sha256: &str) -> PathBuf {
        self.root.join("archive").join(sha256.get(..2).unwrap_or("00")).join(format!("{sha256}.zst"))
    }

    /// The folder into which bytes stream before their SHA-256 is known.
    #[must_use]
    pub fn archive(&self) -> PathBuf {
        self.root.join("archive")
    }

    /// The folder of a user's additions to the cards of sources.
    #[must_use]
    pub fn sources_d(&self) -> PathBuf {
        self.root.join("sources.d")
    }

    /// The receipts of a source: one JSON line a retrieval.
    #[must_use]
    pub fn receipts(&self, source: &str) -> PathBuf {
        self.root.join("receipts").join(format!("{source}.jsonl"))
    }

    /// When the files of a source were last asked for at their publisher.
    #[must_use]
    pub fn asked(&self, source: &str) -> PathBuf {
        self.root.join("asked").join(format!("{source}.json"))
    }

    /// The staged tables made from one file under one contract and reader.
    #[must_use]
    pub fn staged(&self, source: &str, role: &str, key: &str) -> PathBuf {
        self.root.join("staged").join(source).join(role.replace(':', "-")).join(key)
    }

    /// The folder of all staged tables.
    #[must_use]
    pub fn all_staged(&self) -> PathBuf {
        self.root.join("staged")
    }

    /// The folder of all runs.
    #[must_use]
    pub fn runs(&self) -> PathBuf {
        self.root.join("runs")
    }

    /// One run's folder.
    #[must_use]
    pub fn run(&self, id: &str) -> PathBuf {
        self.runs().join(id)
    }

    /// A run's folder while it is being written.
    #[must_use]
    pub fn building(&self, id: &str) -> PathBuf {
        self.runs().join(format!(".building-{id}"))
    }

    /// The pointer to the published run.
    #[must_use]
    pub fn current(&self) -> PathBuf {
        self.root.join("CURRENT")
    }

    /// The file whose lock a writer holds.
    #[must_use]
    pub fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    /// The log of runs: one JSON line an attempt.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.root.join("runs.jsonl")
    }

    /// The log of scheduled nights: two JSON lines a night.
    #[must_use]
    pub fn nights(&self) -> PathBuf {
        self.root.join("nights.jsonl")
    }

    /// The file whose lock the one scheduler of the lake holds.
    #[must_use]
    pub fn nights_lock(&self) -> PathBuf {
        self.root.join("nights.lock")
    }

    /// The scratch folder of the engine and of decoding.
    #[must_use]
    pub fn scratch(&self) -> PathBuf {
        self.root.join("scratch")
    }
}

/// The manifest of a run folder.
#[must_use]
pub fn manifest(run: &Path) -> PathBuf {
    run.join("manifest.json")
}

/// The mark that keeps a run folder from clean-up.
#[must_use]
pub fn pinned(run: &Path) -> PathBuf {
    run.join("PINNED")
}

/// A table's file in a run folder or a staged folder.
#[must_use]
pub fn table(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.parquet"))
}

/// The summary beside staged tables.
#[must_use]
pub fn stage_summary(folder: &Path) -> PathBuf {
    folder.join("stage.json")
}
