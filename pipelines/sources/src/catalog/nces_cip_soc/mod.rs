//! The CIP-SOC crosswalk of NCES and BLS. See the README beside this file.

use crate::clean::codes;
use crate::decode::Want;
use crate::error::Result;
use crate::layout::{At, Layout};
use crate::source::Source;
use crate::stage::{BadRow, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "nces_cip_soc",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/links.toml")],
    layouts: &[Layout::new("crosswalk", "workbook with the sheet CIP-SOC", At::Sheet(&["cip-soc"]), COLUMNS)],
    bundled: &[],
    reader_version: 2,
    stage,
};

const COLUMNS: &[Want] = &[
    Want::new("cip_code", &["cip2020code"]),
    Want::new("cip_title", &["cip2020title"]),
    Want::new("soc_code", &["soc2018code"]),
    Want::new("soc_title", &["soc2018title"]),
];

fn stage(stage: &mut Stage) -> Result<()> {
    let table = stage.table()?;
    let header = &table.header;
    let mut rows = stage.rows("stg_nces_cip_soc")?;
    for (i, line) in table.rows.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == table.rows.len())? {
            continue;
        }
        let get = |name: &str| header.get(line, name);
        let (cip, soc) = (get("cip_code").and_then(codes::cip), get("soc_code").and_then(codes::soc));
        let key = [get("cip_code"), get("soc_code")].map(Option::unwrap_or_default).join(" | ");
        let (Some(cip), Some(soc)) = (&cip, &soc) else {
            let column = if cip.is_none() { "cip_code" } else { "soc_code" };
            let value = get(column).unwrap_or_default().to_owned();
            stage.put_aside(BadRow { line: line.number, column: column.into(), value, key, reason: "not a code of its classification".into() });
            continue;
        };
        let number = line.number.to_string();
        let title = get("cip_title").map(|t| t.trim_end_matches('.'));
        stage.push(&mut rows, line.number, &key, &[Some(&number), Some(cip), title, Some(soc), get("soc_title")])?;
    }
    stage.period = "CIP 2020 to SOC 2018".to_owned();
    stage.put(rows)
}
