//! The classification itself: SOC 2018 structure, SOC 2010 to 2018, OEWS hybrids. See the README beside this file.

use crate::clean::codes;
use crate::decode::header::fold;
use crate::decode::{Line, Want};
use crate::error::Result;
use crate::layout::{At, Layout};
use crate::source::Source;
use crate::stage::{BadRow, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "soc",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/structure.toml"), include_str!("tables/crosswalk.toml"), include_str!("tables/hybrid.toml")],
    layouts: &[
        // The structure of 2010 has the same columns.
        Layout::new("structure_2018", "workbook with title rows", At::Sheet(&["*structure*", "*"]), STRUCTURE)
            .only(|seen| seen.above().any(|cell| is_2018(&cell))),
        Layout::new("crosswalk_2010_2018", "workbook with title rows", At::Sheet(&["sorted by 2010", "*"]), CROSSWALK),
        Layout::new("oews_hybrid", "comma-separated text", At::Text(b','), HYBRID),
    ],
    bundled: &[],
    reader_version: 3,
    stage,
};

const LEVELS: [&str; 4] = ["major", "minor", "broad", "detailed"];

const STRUCTURE: &[Want] = &[
    Want::new("major", &["major group"]),
    Want::new("minor", &["minor group"]),
    Want::new("broad", &["broad group"]),
    Want::new("detailed", &["detailed occupation"]),
];

const CROSSWALK: &[Want] = &[
    Want::new("soc_2010", &["2010 soc code"]),
    Want::new("soc_2010_title", &["2010 soc title"]),
    Want::new("soc_2018", &["2018 soc code"]),
    Want::new("soc_2018_title", &["2018 soc title"]),
];

const HYBRID: &[Want] = &[
    Want::new("oews_2019", &["oes2019estimatescode"]),
    Want::new("oews_2019_title", &["oes2019estimatestitle"]),
    Want::new("soc_2018", &["soccode2018"]),
    Want::new("soc_2018_title", &["soctitle2018"]),
    Want::new("oews_2018", &["oes2018estimatescode"]),
    Want::optional("oews_2018_title", &["oes2018estimatestitle"]),
    Want::new("soc_2010", &["soccode2010"]),
    Want::optional("soc_2010_title", &["soctitle2010"]),
    Want::optional("note", &["notes"]),
];

fn stage(stage: &mut Stage) -> Result<()> {
    match stage.file.role.as_str() {
        "structure_2018" => {
            stage.period = "SOC 2018".to_owned();
            structure(stage)
        }
        "crosswalk_2010_2018" => {
            stage.period = "SOC 2010 to SOC 2018".to_owned();
            linked(stage, "stg_soc_2010_2018", &["soc_2010", "soc_2010_title", "soc_2018", "soc_2018_title"])
        }
        _ => {
            stage.period = "2019 and 2018 estimates codes".to_owned();
            linked(stage, "stg_soc_oews_hybrid", &["oews_2019", "oews_2019_title", "soc_2018", "soc_2018_title", "oews_2018", "soc_2010", "note"])
        }
    }
}

/// Whether a title row names the classification of 2018.
fn is_2018(title: &str) -> bool {
    title.contains("2018 soc") || title.contains("january 2018")
}

fn structure(stage: &mut Stage) -> Result<()> {
    let table = stage.table()?;
    if !table.titles.iter().flat_map(|l| &l.cells).any(|c| is_2018(&fold(c))) {
        return Err(stage.refuse("no title row says that it is the structure of 2018"));
    }
    let header = &table.header;
    let mut rows = stage.rows("stg_soc_structure")?;
    for (i, line) in table.rows.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == table.rows.len())? {
            continue;
        }
        let Some((level, code)) = LEVELS.iter().find_map(|l| Some((*l, header.get(line, l)?))) else { continue };
        // The column of titles has no header.
        let title = line.cells.iter().map(|c| c.trim()).find(|c| !c.is_empty() && *c != code);
        put(stage, &mut rows, line, &[Some(code), title, Some(level)], &[0], true)?;
    }
    stage.put(rows)
}

fn linked(stage: &mut Stage, table: &str, columns: &[&str]) -> Result<()> {
    let sheet = stage.table()?;
    let (header, body) = (&sheet.header, &sheet.rows);
    let codes: Vec<_> = (0..columns.len()).filter(|i| !columns[*i].ends_with("title") && columns[*i] != "note").collect();
    let mut rows = stage.rows(table)?;
    for (i, line) in body.iter().enumerate() {
        if header.fits(stage, line, i + 1 == body.len())? {
            let values: Vec<_> = columns.iter().map(|c| header.get(line, c)).collect();
            put(stage, &mut rows, line, &values, &codes, false)?;
        }
    }
    stage.put(rows)
}

/// Adds a row whose values at `codes` are classification codes, in one spelling; the line stands first or last.
fn put(stage: &mut Stage, rows: &mut rocp_lake::rows::Rows, line: &Line, values: &[Option<&str>], codes: &[usize], line_last: bool) -> Result<()> {
    let mut owned: Vec<Option<String>> = values.iter().map(|v| v.map(str::to_owned)).collect();
    let key = values.iter().flatten().copied().collect::<Vec<_>>().join(" | ");
    for i in codes {
        if let Some(text) = values[*i] {
            let Some(code) = codes::soc(text) else {
                stage.put_aside(BadRow {
                    line: line.number,
                    column: "soc_code".into(),
                    value: text.to_owned(),
                    key,
                    reason: "not a code of the form NN-NNNN".into(),
                });
                return Ok(());
            };
            owned[*i] = Some(code);
        }
    }
    let at = if line_last { owned.len() } else { 0 };
    owned.insert(at, Some(line.number.to_string()));
    let cells: Vec<_> = owned.iter().map(Option::as_deref).collect();
    stage.push(rows, line.number, &key, &cells)
}
