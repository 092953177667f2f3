//! The classification itself: SOC 2018 structure, SOC 2010 to 2018, OEWS hybrids. See the README beside this file.

use crate::clean::codes;
use crate::decode::{Header, Line, Want, delimited, header};
use crate::error::Result;
use crate::source::Source;
use crate::stage::{BadRow, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "soc",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/structure.toml"), include_str!("tables/crosswalk.toml"), include_str!("tables/hybrid.toml")],
    layouts: &[],
    bundled: &[],
    reader_version: 2,
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
            let lines = sheet_from(stage, "2010 soc code")?;
            linked(stage, "stg_soc_2010_2018", &lines, CROSSWALK, &["soc_2010", "soc_2010_title", "soc_2018", "soc_2018_title"])
        }
        _ => {
            stage.period = "2019 and 2018 estimates codes".to_owned();
            let lines = delimited::lines(stage, b',')?;
            linked(
                stage,
                "stg_soc_oews_hybrid",
                &lines,
                HYBRID,
                &["oews_2019", "oews_2019_title", "soc_2018", "soc_2018_title", "oews_2018", "soc_2010", "note"],
            )
        }
    }
}

/// The rows of the first visible sheet from the one whose first cell is the given header.
fn sheet_from(stage: &mut Stage, first: &str) -> Result<Vec<Line>> {
    let lines = stage.sheets(&["*"])?.pop().map(|s| s.lines).unwrap_or_default();
    let at = lines.iter().position(|l| l.cells.first().is_some_and(|c| header::fold(c) == first));
    let at = at.ok_or_else(|| stage.refuse(format!("there is no header row that begins with {first:?}")))?;
    Ok(lines[at..].to_vec())
}

fn structure(stage: &mut Stage) -> Result<()> {
    let lines = sheet_from(stage, "major group")?;
    let Some((first, body)) = lines.split_first() else { return Err(stage.refuse("it holds no rows")) };
    let header = Header::find(stage, first, STRUCTURE)?;
    let mut rows = stage.rows("stg_soc_structure")?;
    for line in body {
        let Some((level, code)) = LEVELS.iter().find_map(|l| Some((*l, header.get(line, l)?))) else { continue };
        let title = line.cells.iter().rev().map(|c| c.trim()).find(|c| !c.is_empty());
        put(stage, &mut rows, line, &[Some(code), title, Some(level)], &[0], true)?;
    }
    stage.put(rows)
}

fn linked(stage: &mut Stage, table: &str, lines: &[Line], wants: &'static [Want], columns: &[&str]) -> Result<()> {
    let Some((first, body)) = lines.split_first() else { return Err(stage.refuse("it holds no rows")) };
    let header = Header::find(stage, first, wants)?;
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
