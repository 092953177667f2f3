//! `rocp new`: the folder of a new source, query or chart, from a template that passes the conformance tests.

use std::fs;
use std::path::PathBuf;

use rocp_lake::{LakeError, durable};

use crate::cli::Kind;
use crate::error::{AppError, Result};

macro_rules! template {
    ($path:literal) => {
        include_str!(concat!("../../templates/", $path))
    };
}

/// A file to be made: its path, in which NAME stands for the name, and its text.
type File = (&'static str, &'static str);

static SOURCE: &[File] = &[
    ("pipelines/sources/src/catalog/NAME/source.toml", template!("source/source.toml")),
    ("pipelines/sources/src/catalog/NAME/mod.rs", template!("source/mod.rs.txt")),
    ("pipelines/sources/src/catalog/NAME/tables/NAME.toml", template!("source/tables/NAME.toml")),
    ("pipelines/sources/src/catalog/NAME/samples/NAME.csv", template!("source/samples/NAME.csv")),
    ("pipelines/sources/src/catalog/NAME/README.md", template!("source/README.md")),
];

static QUERY: &[File] = &[
    ("queries/models/mart/NAME/model.sql", template!("query/model.sql")),
    ("queries/models/mart/NAME/model.toml", template!("query/model.toml")),
    ("queries/models/mart/NAME/cases.slt", template!("query/cases.slt")),
];

static CHART: &[File] = &[("output/src/figures/NAME.rs", template!("chart/figure.rs.txt")), ("output/src/figures/NAME.toml", template!("chart/NAME.toml"))];

/// Runs the command, from the root of the project's source code.
pub fn run(kind: Kind, name: &str) -> Result<u8> {
    let plain = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !plain {
        return Err(AppError::Usage {
            problem: format!("{name} cannot be the name of a folder and a table"),
            hint: "use lower-case letters, digits and underscores, a letter first".into(),
        });
    }
    let (files, registry, line) = match kind {
        Kind::Source => (SOURCE, "pipelines/sources/src/catalog.rs", format!("    {name},")),
        Kind::Query => (QUERY, "queries/src/model.rs", format!("    model!(\"mart\", \"{name}\"),")),
        Kind::Chart => (CHART, "output/src/figures/mod.rs", format!("pub mod {name};")),
    };
    let registry = PathBuf::from(registry);
    let text = fs::read_to_string(&registry).map_err(|_| AppError::Usage {
        problem: "this is not the root of the project's source code".into(),
        hint: format!("go to the folder that holds {}", registry.display()),
    })?;
    let paths: Vec<_> = files.iter().map(|(path, _)| PathBuf::from(path.replace("NAME", name))).collect();
    if let Some(there) = paths.iter().find(|p| p.exists()) {
        return Err(AppError::Usage { problem: format!("{} is there already", there.display()), hint: "choose another name; nothing was changed".into() });
    }
    let text = registered(&text, &line)
        .ok_or_else(|| AppError::Usage { problem: format!("{} has no registry to add to", registry.display()), hint: "restore it from git".into() })?;
    for (path, (_, content)) in paths.iter().zip(files) {
        durable::write(path, content.replace("NAME", name).as_bytes())?;
        println!("made {}", path.display());
    }
    fs::write(&registry, text).map_err(LakeError::io("write", &registry))?;
    println!("added one line to {}:{line}", registry.display());
    println!(
        "next: docs/adding-a-{}.md",
        match kind {
            Kind::Source => "source",
            Kind::Query => "query",
            Kind::Chart => "chart",
        }
    );
    Ok(0)
}

/// The registry with one more line, in order, in the block that lines of its kind stand in.
fn registered(text: &str, line: &str) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    let begin = lines.iter().position(|l| l.contains("// registry: begin"))?;
    let end = lines.iter().position(|l| l.contains("// registry: end"))?;
    let at = (begin + 1..end).find(|i| lines[*i] > line).unwrap_or(end);
    lines.insert(at, line);
    Some(lines.join("\n") + "\n")
}
