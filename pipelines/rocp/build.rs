//! Hashes the code that makes figures and pages, so that a run made by other code is another run.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

fn main() {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../..");
    let mut files = vec![root.join("Cargo.lock")];
    for folder in ["pipelines", "queries", "output"] {
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
        collect(&root.join(folder), &mut files);
    }
    println!("cargo::rerun-if-changed={}", root.join("Cargo.lock").display());
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        if let (Ok(path), Ok(bytes)) = (file.strip_prefix(&root), fs::read(&file)) {
            hash.update(path.to_string_lossy().as_bytes());
            hash.update([0]);
            hash.update(bytes.len().to_le_bytes());
            hash.update(bytes);
        }
    }
    let hex: String = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    println!("cargo::rustc-env=ROCP_CODE={hex}");
}

/// Code, contracts, SQL, reference tables and page assets; neither samples, test cases nor prose.
fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            if !path.ends_with("samples") && !path.ends_with("target") {
                collect(&path, out);
            }
        } else if path.extension().is_some_and(|e| ["rs", "toml", "sql", "csv", "css", "js", "ttf", "woff2"].iter().any(|k| e == *k)) {
            out.push(path);
        }
    }
}
