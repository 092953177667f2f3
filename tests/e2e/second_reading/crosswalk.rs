//! The crosswalk from TOP codes to occupations, resolved to the codes EDD publishes (METHOD 1.8).

use super::read::{cell, table};
use super::{Links, Outcome};
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The links of the crosswalk, and the targets that lead nowhere.
#[derive(Debug, Default)]
pub struct Crosswalk {
    /// TOP code to published occupations, without repetition.
    pub links: Links,
    /// Targets of the crosswalk that find no published code.
    pub unpublished: BTreeSet<String>,
}

/// The crosswalk TOP to SOC, resolved to the codes EDD publishes (METHOD 1.8).
pub fn crosswalk(data: &Path, universe: &BTreeSet<String>) -> Outcome<Crosswalk> {
    let mut book: Xlsx<_> = open_workbook(data.join("coe/TOP-CIP-SOC Crosswalk_2025-02.xlsx"))?;
    let rows = sheet(&mut book, "TOP-CIP-SOC", &["Current TOP Code", "2018 SOC Code"])?;
    let special = sheet(&mut book, "Lightcast-specific codes", &["Lightcast Code", "SOC/O*NET matches"])?;
    let lightcast: BTreeMap<String, Vec<String>> = special.into_iter().map(|pair| (pair[0].clone(), codes(&pair[1]))).collect();
    let mut hybrids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in table(&data.join("soc/oes_hybrid_crosswalk.csv"))? {
        let of = hybrids.entry(cell(&row, "SOCCode2018")?.to_owned());
        let estimate = cell(&row, "OES2019EstimatesCode")?;
        of.or_default().insert(estimate.to_owned());
    }

    let mut found = Crosswalk::default();
    for pair in rows {
        let (top, target) = (pair[0].replace('.', ""), &pair[1]);
        if top.len() != 6 || !top.bytes().all(|b| b.is_ascii_digit()) {
            return Err(format!("{:?} is not a TOP code", pair[0]).into());
        }
        let resolved = resolve(target, universe, &lightcast, &hybrids);
        if resolved.is_empty() {
            found.unpublished.insert(target.clone());
        }
        found.links.entry(top).or_default().extend(resolved);
    }
    Ok(found)
}

/// The published codes one target of the crosswalk stands for.
pub fn resolve(
    target: &str,
    universe: &BTreeSet<String>,
    lightcast: &BTreeMap<String, Vec<String>>,
    hybrids: &BTreeMap<String, BTreeSet<String>>,
) -> BTreeSet<String> {
    if universe.contains(target) {
        return BTreeSet::from([target.to_owned()]);
    }
    let own = [target.to_owned()];
    let parts = lightcast.get(target).map_or(&own[..], Vec::as_slice);
    let mut found = BTreeSet::new();
    for part in parts {
        if universe.contains(part) {
            found.insert(part.clone());
        } else if let Some(hybrids) = hybrids.get(part) {
            found.extend(hybrids.intersection(universe).cloned());
        }
    }
    found
}

/// The codes `NN-NNNN` a text holds, in order.
pub fn codes(text: &str) -> Vec<String> {
    let windows = text.as_bytes().windows(7);
    let code = |w: &&[u8]| {
        let digit = |i: usize| w[i].is_ascii_digit();
        w[2] == b'-' && [0, 1, 3, 4, 5, 6].into_iter().all(digit)
    };
    let found = windows.filter(code);
    found.map(|w| String::from_utf8_lossy(w).into_owned()).collect()
}

/// The named columns of a worksheet whose first row is its header, as text.
fn sheet<R: std::io::Read + std::io::Seek>(book: &mut Xlsx<R>, name: &str, columns: &[&str]) -> Outcome<Vec<Vec<String>>> {
    let range = book.worksheet_range(name)?;
    let text = |data: &Data| data.to_string().trim().to_owned();
    let mut rows = range.rows();
    let names: Vec<String> = rows.next().unwrap_or_default().iter().map(text).collect();
    let mut places = Vec::new();
    for column in columns {
        let place = names.iter().position(|name| name == column);
        places.push(place.ok_or_else(|| format!("{name}: no column {column:?}"))?);
    }
    Ok(rows.map(|row| places.iter().map(|at| text(&row[*at])).collect()).collect())
}
