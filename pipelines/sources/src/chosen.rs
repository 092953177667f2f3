//! Which of the editions held a run uses: the newest, the one that its profile names, or all where they are years of one series.

use std::collections::BTreeMap;

use rocp_lake::Lake;
use rocp_lake::archive::{self, Receipt};

use crate::card::{Card, FileSpec, Keep};
use crate::decode::workbook::Decoder;
use crate::edition;
use crate::error::{Result, SourceError};
use crate::head::Head;
use crate::identify::{self, Known, Said};
use crate::source::Source;

/// The word for the newest edition in a profile.
pub const NEWEST: &str = "newest";

/// What a profile says of editions: by `source` or `source.role`, an edition or `newest`.
pub type Named = BTreeMap<String, String>;

/// What a profile says of a file's editions; none where it says nothing.
#[must_use]
pub fn named<'n>(named: &'n Named, source: &str, file: &FileSpec) -> Option<&'n str> {
    named.get(&format!("{source}.{}", file.role)).or_else(|| named.get(source)).map(String::as_str).filter(|e| *e != NEWEST)
}

/// The accepted files of a source, one of each role, part and edition: the one that came last.
///
/// # Errors
/// [`SourceError::Lake`].
pub fn held(lake: &Lake, source: &Source, card: &Card, as_of: Option<&str>) -> Result<Vec<Receipt>> {
    let all = archive::current(lake, source.id, as_of)?;
    let placed = |r: &Receipt| card.file(&r.role).is_some_and(|f| f.edition.is_none() || r.edition.is_some());
    Ok(all.into_iter().filter(placed).collect())
}

/// Those of the held files that a run uses.
///
/// # Errors
/// [`SourceError::NoEdition`] where the profile names an edition that is not held.
pub fn used(source: &Source, card: &Card, held: &[Receipt], choice: &Named) -> Result<Vec<Receipt>> {
    let mut groups: BTreeMap<(&str, Option<String>), Vec<&Receipt>> = BTreeMap::new();
    let mut out = Vec::new();
    for receipt in held {
        let Some(file) = card.file(&receipt.role) else { continue };
        let (part, _) = file.parts_of(&receipt.role);
        if file.edition.is_none() {
            out.push(receipt.clone());
        } else {
            groups.entry((&file.role, part)).or_default().push(receipt);
        }
    }
    for ((role, _), receipts) in groups {
        let Some(file) = card.file(role) else { continue };
        let of = |r: &&&Receipt, wanted: &str| r.edition.as_deref() == Some(wanted);
        match named(choice, source.id, file) {
            Some(text) => {
                let wanted = file.edition.and_then(|k| k.normal(text)).unwrap_or_else(|| text.to_owned());
                let found = receipts.iter().find(|r| of(r, &wanted)).ok_or_else(|| SourceError::NoEdition {
                    source_id: source.id.to_owned(),
                    role: role.to_owned(),
                    edition: wanted.clone(),
                    held: receipts
                        .iter()
                        .filter_map(|r| r.edition.clone())
                        .collect::<std::collections::BTreeSet<_>>()
                        .into_iter()
                        .collect::<Vec<_>>()
                        .join(", "),
                })?;
                out.push((*found).clone());
            }
            None if file.keep == Keep::All => out.extend(receipts.into_iter().cloned()),
            None => out.extend(receipts.into_iter().max_by_key(|r| rank(r)).cloned()),
        }
    }
    out.sort_by(|a, b| a.role.cmp(&b.role));
    Ok(out)
}

/// What orders the editions of a file.
#[must_use]
pub fn rank(receipt: &Receipt) -> Vec<u64> {
    edition::rank(receipt.edition.as_deref().unwrap_or_default())
}

/// Gives files that an earlier version of this program took in the edition that they say they are of. A file that does not say keeps the edition of its old role, as
/// given. Returns what could not be placed.
///
/// # Errors
/// [`SourceError::Lake`].
pub fn place(lake: &Lake, known: &[Known], decoder: &Decoder) -> Result<Vec<String>> {
    let mut lost = Vec::new();
    for (source, card) in known {
        if card.files.iter().all(|f| f.edition.is_none()) {
            continue;
        }
        let all = archive::current(lake, source.id, None)?;
        for old in &all {
            let Some(file) = card.file(&old.role).filter(|f| f.edition.is_some() && old.edition.is_none()) else { continue };
            if all.iter().any(|r| r.edition.is_some() && r.sha256 == old.sha256) {
                continue;
            }
            let raw = || archive::open(lake, &old.sha256);
            let suffix = old.role.split_once(':').map(|(_, e)| e);
            let edition = suffix.and_then(|s| file.edition.and_then(|k| k.normal(s)));
            let found = Head::new(&old.name, &raw, decoder).and_then(|head| {
                let said = Said { role: Some(&file.role), ..Said::default() };
                match identify::of_source(known, source.id, &head, said) {
                    Err(SourceError::Edition { .. }) => identify::of_source(known, source.id, &head, Said { edition: edition.as_deref(), ..said }),
                    other => other,
                }
            });
            match found {
                Ok((_, identity)) => {
                    let edition_given = !identity.is_proved;
                    archive::add_receipt(lake, source.id, &Receipt { role: identity.role, edition: identity.edition, edition_given, ..old.clone() })?;
                }
                Err(e) => lost.push(format!("{} {} ({}): {e}", source.id, old.role, old.name)),
            }
        }
    }
    Ok(lost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    fn receipt(role: &str, edition: Option<&str>) -> Receipt {
        let edition = edition.map(str::to_owned);
        Receipt { role: role.into(), edition, ..serde_json::from_str(BLANK).unwrap() }
    }

    const BLANK: &str = r#"{"role":"","name":"f","sha256":"aa","bytes":1,"transport":"file","url":"","retrieved_at":"2026-01-01T00:00:00Z"}"#;

    fn roles(source: &str, held: &[Receipt], choice: &[(&str, &str)]) -> Result<Vec<String>> {
        let source = catalog::find(source)?;
        let choice = choice.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Ok(used(source, &source.card()?, held, &choice)?.into_iter().map(|r| r.role).collect())
    }

    #[test]
    fn the_newest_edition_is_used_whatever_came_last() {
        let of = |e| receipt(&format!("occupations:{e}"), Some(e));
        let held = [of("2024-2034"), of("2016-2026"), of("2019-2029")];
        assert_eq!(roles("bls_projections", &held, &[]).unwrap(), ["occupations:2024-2034"]);
        assert_eq!(roles("bls_projections", &held, &[("bls_projections", "2019-29")]).unwrap(), ["occupations:2019-2029"]);
        assert_eq!(roles("bls_projections", &held, &[("bls_projections.occupations", "newest")]).unwrap(), ["occupations:2024-2034"]);
        let said = roles("bls_projections", &held, &[("bls_projections", "2022-2032")]).unwrap_err();
        assert!(said.to_string().contains("2022-2032") && said.hint().unwrap().contains("2016-2026, 2019-2029"), "{said}");
    }

    #[test]
    fn years_of_a_series_are_used_together_and_parts_apart() {
        let held = [receipt("counties:2022", Some("2022")), receipt("counties:2024", Some("2024"))];
        assert_eq!(roles("bls_laus", &held, &[]).unwrap(), ["counties:2022", "counties:2024"]);
        let of = |part: &str, e: &str| receipt(&format!("annual:{part}:{e}"), Some(e));
        let held = [of("06001", "2024"), of("06001", "2023"), of("06003", "2023")];
        assert_eq!(roles("bls_qcew", &held, &[]).unwrap(), ["annual:06001:2024", "annual:06003:2023"]);
    }
}
