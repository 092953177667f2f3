//! What a user adds to a card: `sources.d/*.toml` in the lake. A publisher moved a file, made a new edition or renamed a column before a release of this program knows.
//!
//! Only where a file comes from, how it is called and how its columns are spelled can be said here: what a file is and of which year is read from the file, and who may
//! see its counts stands in the program's own card.

use std::path::PathBuf;

use rocp_lake::{Lake, LakeError};
use toml::{Table, Value};

use crate::card::Card;
use crate::error::{Result, SourceError};
use crate::source::Source;

/// What may be said of a source.
const OF_SOURCE: [&str; 7] = ["source", "homepage", "cadence", "every_days", "releases", "hosts", "file"];
/// What may be said of a file, beside its role.
const OF_FILE: [&str; 13] = ["role", "title", "names", "url", "url_of", "ckan", "parts", "asks", "from", "until", "members", "max_bytes", "max_unpacked"];
/// Lists to which entries are added.
const ADDED: [&str; 2] = ["spelling", "acknowledged"];

/// The files of `sources.d`, in order of name.
///
/// # Errors
/// [`SourceError::Lake`] when the folder cannot be read.
pub fn files(lake: &Lake) -> Result<Vec<PathBuf>> {
    let folder = lake.sources_d();
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(LakeError::io("read", &folder)(e).into()),
    };
    let mut out: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
    out.sort();
    Ok(out)
}

/// A card with what the lake adds to it.
///
/// # Errors
/// [`SourceError::Card`] naming the file and what is wrong in it; [`SourceError::Lake`] when one cannot be read.
pub fn apply(lake: &Lake, source: &Source, card: Card) -> Result<Card> {
    let mut whole: Option<Table> = None;
    let mut text = card.text.clone();
    for path in files(lake)? {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let bad = |problem: String| SourceError::Card { source_id: source.id.to_owned(), problem: format!("sources.d/{name}: {problem}") };
        let more_text = std::fs::read_to_string(&path).map_err(LakeError::io("read", &path))?;
        let more: Table = toml::from_str(&more_text).map_err(|e| bad(e.to_string()))?;
        let Some(of) = more.get("source").and_then(Value::as_str) else { return Err(bad("it does not say `source = \"...\"`".into())) };
        crate::catalog::find(of).map_err(|e| bad(e.to_string()))?;
        if of != source.id {
            continue;
        }
        if whole.is_none() {
            whole = Some(toml::from_str(&card.text).map_err(|e| bad(e.to_string()))?);
        }
        if let Some(whole) = &mut whole {
            merge(whole, more).map_err(bad)?;
        }
        text.push_str(&more_text);
    }
    let Some(whole) = whole else { return Ok(card) };
    let merged = toml::to_string(&whole).map_err(|e| SourceError::Card { source_id: source.id.to_owned(), problem: e.to_string() })?;
    let bad = |e: SourceError| match e {
        SourceError::Card { source_id, problem } => SourceError::Card { source_id, problem: format!("with sources.d: {problem}") },
        other => other,
    };
    Ok(Card { text, ..Card::parse(source.id, &merged).map_err(bad)? })
}

fn merge(whole: &mut Table, more: Table) -> std::result::Result<(), String> {
    for (key, value) in more {
        match (key.as_str(), value) {
            ("source", _) => {}
            ("file", Value::Array(files)) => files.into_iter().try_for_each(|file| merge_file(whole, file))?,
            ("hosts", Value::Array(hosts)) => append(whole, "hosts", hosts),
            (added, Value::Array(entries)) if ADDED.contains(&added) => append(whole, added, entries),
            (known, value) if OF_SOURCE.contains(&known) => drop(whole.insert(key, value)),
            (other, _) => return Err(format!("{other} cannot be said here; what can be said: {}, {}", OF_SOURCE.join(", "), ADDED.join(", "))),
        }
    }
    Ok(())
}

fn merge_file(whole: &mut Table, file: Value) -> std::result::Result<(), String> {
    let Value::Table(file) = file else { return Err("file is no table: write [[file]]".into()) };
    let role = file.get("role").and_then(Value::as_str).ok_or("a [[file]] does not say its role")?.to_owned();
    if let Some(other) = file.keys().find(|k| !OF_FILE.contains(&k.as_str())) {
        return Err(format!("{other} of file {role} cannot be said here; what can be said: {}", OF_FILE.join(", ")));
    }
    let files = whole.get_mut("file").and_then(Value::as_array_mut).ok_or("the card has no files")?;
    let known = files.iter().filter_map(|f| f.get("role").and_then(Value::as_str)).collect::<Vec<_>>().join(", ");
    let one = files.iter_mut().filter_map(Value::as_table_mut).find(|f| f.get("role").and_then(Value::as_str) == Some(&role));
    let one = one.ok_or_else(|| format!("the source has no file {role}; its files are {known}"))?;
    one.extend(file);
    Ok(())
}

fn append(whole: &mut Table, key: &str, entries: Vec<Value>) {
    match whole.get_mut(key) {
        Some(Value::Array(list)) => list.extend(entries),
        _ => drop(whole.insert(key.to_owned(), Value::Array(entries))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    fn with(text: &str) -> Result<Card> {
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::at(folder.path());
        std::fs::create_dir_all(lake.sources_d()).unwrap();
        std::fs::write(lake.sources_d().join("mine.toml"), text).unwrap();
        catalog::find("bls_laus").unwrap().card_in(&lake)
    }

    #[test]
    fn addresses_names_and_spellings_can_be_added() {
        let card = with(
            "source = \"bls_laus\"\nhosts = [\"mirror.example.gov\"]\n[[file]]\nrole = \"counties\"\nurl = \"https://mirror.example.gov/{yyyy}.xlsx\"\n\
             [[spelling]]\ncolumn = \"labor_force\"\nnames = [\"Workforce\"]\n",
        )
        .unwrap();
        let file = card.file("counties").unwrap();
        assert_eq!(file.at("2031", None).url.as_deref(), Some("https://mirror.example.gov/2031.xlsx"));
        assert!(card.hosts.iter().any(|h| h == "mirror.example.gov") && card.hosts.iter().any(|h| h == "www.bls.gov"));
        assert_eq!(card.spellings[0].names, ["Workforce"]);
        assert!(card.text.contains("mirror.example.gov"), "what decides enters the key of what is staged");
    }

    #[test]
    fn what_a_file_is_cannot_be_said() {
        for (text, why) in [
            ("source = \"bls_laus\"\naccess = \"public\"\n", "access cannot be said here"),
            ("source = \"bls_laus\"\n[[file]]\nrole = \"counties\"\nedition = \"release\"\n", "edition of file counties cannot be said here"),
            ("source = \"bls_laus\"\n[[file]]\nrole = \"towns\"\nfrom = 2020\n", "no file towns; its files are counties"),
            ("hosts = []\n", "does not say `source"),
            ("source = \"nobody\"\n", "there is no source nobody"),
            ("source = \"bls_laus\"\n[[file]]\nrole = \"counties\"\nfrom = \"soon\"\n", "with sources.d"),
        ] {
            let said = with(text).unwrap_err().to_string();
            assert!(said.contains(why), "{said}");
        }
    }
}
