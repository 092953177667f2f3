//! The Centers of Excellence's TOP-CIP-SOC crosswalk workbook. See the README beside this file.

use crate::clean::codes;
use crate::decode::workbook::Sheet;
use crate::decode::{Header, Want};
use crate::edition;
use crate::error::Result;
use crate::head::Head;
use crate::layout::{At, Layout, Says};
use crate::source::Source;
use crate::stage::{BadRow, Sheeted, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "coe_top_cip_soc",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/links.toml"), include_str!("tables/lightcast.toml")],
    layouts: &[Layout::new("workbook", "workbook", At::Sheet(&["top-cip-soc", "*top*cip*soc*", "*"]), LINKS).edition(Says::Own(revision))],
    bundled: &[],
    reader_version: 2,
    stage,
};

const LINKS: &[Want] = &[
    Want::new("top", &["current top code", "top code"]),
    Want::new("top_title", &["current top title", "top title"]),
    Want::new("cip", &["2020 cip code"]),
    Want::new("cip_title", &["2020 cip title"]),
    Want::new("soc", &["2018 soc code"]),
    Want::new("soc_title", &["2018 soc title"]),
    Want::new("entry_education", &["typical entry-level education (bls)", "typical entry level education"]),
    Want::new("work_experience", &["work experience required"]),
    Want::new("job_training", &["on the job training", "typical on-the-job training"]),
    Want::new("cte", &["cte"]),
    Want::new("sector", &["sector"]),
    Want::new("skill_level", &["coe skill level"]),
    Want::optional("note", &["notes"]),
];

const LIGHTCAST: &[Want] = &[Want::new("code", &["lightcast code"]), Want::new("title", &["job title"]), Want::new("matches", &["soc/o*net matches"])];

/// The sheet that gives the parts of Lightcast's codes.
const LIGHTCAST_SHEET: &str = "lightcast*codes*";

fn stage(stage: &mut Stage) -> Result<()> {
    let table = stage.table()?;
    stage.period = format!("revision of {}", stage.edition());
    links(stage, &table)?;
    let sheets = stage.sheets(&[LIGHTCAST_SHEET])?;
    sheets.iter().try_for_each(|sheet| lightcast(stage, sheet))
}

/// The month of `Revision Date: February 2025`, wherever a sheet of words says it.
fn revision(head: &Head) -> Option<String> {
    let cells = head.sheets().iter().flat_map(|s| &s.lines).flat_map(|l| &l.cells);
    cells.filter_map(|c| c.trim().strip_prefix("Revision Date:")).find_map(edition::month)
}

fn links(stage: &mut Stage, table: &Sheeted) -> Result<()> {
    let header = &table.header;
    let mut rows = stage.rows("stg_coe_top_cip_soc")?;
    for (i, line) in table.rows.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == table.rows.len())? {
            continue;
        }
        let text = |name| header.get(line, name);
        let known = |name| text(name).filter(|t| *t != "N/A");
        let code = |name, read: fn(&str) -> Option<String>, what: &'static str| {
            let published = text(name).unwrap_or_default();
            read(published).ok_or_else(|| (what, published.to_owned()))
        };
        let key = format!("{} | {} | {}", text("top").unwrap_or_default(), text("cip").unwrap_or_default(), text("soc").unwrap_or_default());
        let codes = code("top", codes::top, "top_code").and_then(|top| Ok((top, code("cip", codes::cip, "cip_code")?, code("soc", codes::soc, "soc_code")?)));
        match codes {
            Err((column, value)) => stage.put_aside(BadRow { line: line.number, column: column.into(), value, key, reason: "not a code of its kind".into() }),
            Ok((top, cip, soc)) => {
                let number = line.number.to_string();
                let values = [
                    Some(number.as_str()),
                    Some(&top),
                    text("top_title"),
                    Some(&cip),
                    text("cip_title"),
                    Some(&soc),
                    text("soc_title"),
                    known("entry_education"),
                    known("work_experience"),
                    known("job_training"),
                    known("cte"),
                    known("sector"),
                    known("skill_level"),
                    text("note"),
                ];
                stage.push(&mut rows, line.number, &key, &values)?;
            }
        }
    }
    stage.put(rows)
}

fn lightcast(stage: &mut Stage, sheet: &Sheet) -> Result<()> {
    let (first, body) = sheet.lines.split_first().ok_or_else(|| stage.refuse(format!("sheet {} is empty", sheet.name)))?;
    if body.is_empty() {
        return Err(stage.refuse(format!("sheet {} holds no rows", sheet.name)));
    }
    let header = Header::find(stage, first, LIGHTCAST)?;
    let mut rows = stage.rows("stg_coe_lightcast_soc")?;
    for line in body {
        let (code, title, matches) = (header.get(line, "code").unwrap_or_default(), header.get(line, "title"), header.get(line, "matches").unwrap_or_default());
        let number = line.number.to_string();
        let none = matches.eq_ignore_ascii_case("no match");
        for (i, item) in matches.lines().map(str::trim).filter(|m| !m.is_empty()).enumerate() {
            let ordinal = (i + 1).to_string();
            let (soc, soc_title) = item.split_once(char::is_whitespace).unwrap_or((item, ""));
            match (none, codes::soc(soc)) {
                (true, _) => stage.push(&mut rows, line.number, code, &[Some(&number), Some(code), title, Some(&ordinal), None, None])?,
                (false, Some(soc)) => {
                    stage.push(&mut rows, line.number, code, &[Some(&number), Some(code), title, Some(&ordinal), Some(&soc), Some(soc_title.trim())])?
                }
                (false, None) => {
                    let row = BadRow {
                        line: line.number,
                        column: "soc_code".into(),
                        value: item.into(),
                        key: code.into(),
                        reason: "not a code with its title".into(),
                    };
                    stage.put_aside(row);
                }
            }
        }
    }
    stage.put(rows)
}
