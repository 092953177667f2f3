//! IPEDS completions (C_A): awards by institution, program and award level, row by row. See the README beside this file.

mod resaved;

use rocp_lake::rows::Rows;

use crate::clean::codes;
use crate::clean::numbers::{Figure, figure};
use crate::decode::header::fold;
use crate::decode::{Header, Line, Want, stream};
use crate::edition::Bounds;
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::seen::Seen;
use crate::source::Source;
use crate::stage::{BadRow, Stage};
use resaved::Code;

/// The source.
pub static SOURCE: Source = Source {
    id: "ipeds_completions",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/completions.toml")],
    layouts: &[Layout::new("completions", "C_A, alone or in its zip file", At::Text(b','), COLUMNS).edition(Says::Nothing).bounded(within)],
    bundled: &[],
    reader_version: 2,
    stage,
};

const TABLE: &str = "stg_ipeds_completions";
/// Rows that are written at a time.
const BATCH: usize = 1 << 16;

const COLUMNS: &[Want] = &[
    Want::new("unitid", &["unitid"]),
    Want::new("cip_code", &["cipcode"]),
    Want::new("major_number", &["majornum"]),
    Want::new("ipeds_award_level", &["awlevel"]),
    Want::new("imputation_flag", &["xctotalt"]),
    Want::new("awards", &["ctotalt"]),
    Want::new("awards_men", &["ctotalm"]),
    Want::new("awards_women", &["ctotalw"]),
];

/// The award levels tell on which side of 2019-20 a file lies: 20 and 21 came in place of 1.
fn within(seen: &Seen) -> Bounds {
    let (mut old, mut new) = (false, false);
    seen.each(["ipeds_award_level"], |[level]| {
        let level = level.trim_start_matches('0');
        old |= level == "1";
        new |= matches!(level, "20" | "21");
    });
    Bounds::new(new.then_some(2020), (old && !new).then_some(2019))
}

fn stage(stage: &mut Stage) -> Result<()> {
    let year = academic_year(stage.edition()).ok_or_else(|| stage.refuse("its edition is not a year"))?;
    resaved::prove(stage)?;
    let mut lines = stream::rows(stage, b',')?;
    let Some(mut names) = lines.next()? else { return Err(stage.refuse("it holds no rows")) };
    names.cells.iter_mut().filter(|c| is_left_out(&fold(c))).for_each(String::clear);
    let header = Header::find(stage, &names, COLUMNS)?;
    let mut writer = stage.writer(TABLE, &[("line", rocp_lake::table::Encoding::Delta)])?;
    let mut rows = stage.rows(TABLE)?;
    let mut next = lines.next()?;
    while let Some(line) = next {
        next = lines.next()?;
        if header.fits(stage, &line, next.is_none())? {
            push(stage, &mut rows, &header, &line, &year)?;
        }
        if rows.len() == BATCH || (next.is_none() && !rows.is_empty()) {
            let full = std::mem::replace(&mut rows, stage.rows(TABLE)?);
            writer.write(&full.finish()?)?;
        }
    }
    stage.period = format!("awards of July {} to June {}", &year[..4], stage.edition());
    stage.close(TABLE, writer)
}

fn push(stage: &mut Stage, rows: &mut Rows, header: &Header, line: &Line, year: &str) -> Result<()> {
    let get = |name: &str| header.get(line, name).unwrap_or_default();
    let key = ["unitid", "cip_code", "major_number", "ipeds_award_level"].map(get).join(" | ");
    match typed(header, line, year) {
        Ok(values) => stage.push(rows, line.number, &key, &values.iter().map(Option::as_deref).collect::<Vec<_>>()),
        Err((column, reason)) => {
            stage.put_aside(BadRow { line: line.number, column: column.to_owned(), value: get(column).to_owned(), key, reason: reason.to_owned() });
            Ok(())
        }
    }
}

fn typed(header: &Header, line: &Line, year: &str) -> std::result::Result<Vec<Option<String>>, (&'static str, &'static str)> {
    let text = |name| header.get(line, name).unwrap_or_default();
    let unitid = codes::padded(text("unitid"), 6).ok_or(("unitid", "not a UNITID of six digits"))?;
    // What a spreadsheet made shorter was proved before any row was read.
    let (cip, wide) = match resaved::code(text("cip_code")) {
        Some(Code::All) => ("99".to_owned(), 0),
        Some(Code::Program(code) | Code::Shortened(code)) => (code, 6),
        None => return Err(("cip_code", "not a CIP code of six digits")),
    };
    let major = codes::bare(text("major_number"), 1).filter(|t| matches!(t.as_str(), "1" | "2")).ok_or(("major_number", "neither 1 nor 2"))?;
    let level = codes::bare(text("ipeds_award_level"), 2).ok_or(("ipeds_award_level", "not a code of two digits"))?;
    let mut values: Vec<_> = [line.number.to_string(), year.to_owned(), unitid, cip, wide.to_string(), major, level].into_iter().map(Some).collect();
    for name in ["awards", "awards_men", "awards_women"] {
        values.push(match figure(header.get(line, name)) {
            Ok(Figure::Known(n)) if n >= 0.0 => Some(n.to_string()),
            Ok(Figure::Known(_)) => return Err((name, "a count below zero")),
            Ok(Figure::Unknown(_)) => None,
            Err(why) => return Err((name, why)),
        });
    }
    values.push(header.get(line, "imputation_flag").map(str::to_owned));
    Ok(values)
}

/// The edition 2022 counts July 2021 to June 2022.
fn academic_year(edition: &str) -> Option<String> {
    let last: u32 = edition.parse().ok().filter(|y| (1980..2100).contains(y))?;
    codes::academic_year(&format!("{}-{last}", last - 1))
}

/// The groups by race and ethnicity, and the flags of the counts of men and women: known and not staged.
fn is_left_out(name: &str) -> bool {
    const GROUPS: [&str; 9] = ["aian", "asia", "bkaa", "hisp", "nhpi", "whit", "2mor", "unkn", "nral"];
    let group = name.strip_prefix('x').unwrap_or(name).strip_prefix('c').and_then(|n| n.strip_suffix(['t', 'm', 'w']));
    matches!(name, "xctotalm" | "xctotalw") || group.is_some_and(|g| GROUPS.contains(&g))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SourceError;
    use crate::identify::Said;
    use crate::tried::{NAMES, identified};

    #[test]
    fn the_edition_is_asked_for_and_award_levels_bound_it() {
        let sample = include_str!("samples/c2024_a_SAMPLE.csv");
        let said = |edition| Said { edition: Some(edition), ..Said::default() };
        for name in NAMES {
            assert!(matches!(identified(name, sample.as_bytes(), Said::default()), Err(SourceError::Edition { .. })), "{name}");
            let (source, identity) = identified(name, sample.as_bytes(), said("2031")).unwrap();
            assert_eq!((source, identity.role.as_str(), identity.is_proved), ("ipeds_completions", "completions:2031", false), "{name}");
        }
        let refused = identified("c2019_a.csv", sample.as_bytes(), said("2019")).unwrap_err().to_string();
        assert!(refused.contains("of 2020 or later, not 2019"), "{refused}");
        let before = sample.replace(",1,21,", ",1, 1,");
        let refused = identified("c2024_a.csv", before.as_bytes(), said("2024")).unwrap_err().to_string();
        assert!(refused.contains("of 2019 or before, not 2024"), "{refused}");
        let zip = include_bytes!("samples/C2022_A.zip");
        assert!(identified("x", zip, said("2022")).is_ok() && identified("x", zip, said("2018")).is_err());
    }

    #[test]
    fn years_and_columns() {
        assert_eq!(academic_year("2022").as_deref(), Some("2021-22"));
        assert_eq!(academic_year("2000").as_deref(), Some("1999-00"));
        assert_eq!(academic_year("x"), None);
        assert!(["caiant", "xc2morw", "cnralm", "xctotalm"].iter().all(|n| is_left_out(n)));
        assert!(["ctotalt", "xctotalt", "ctotalm", "caiank", "cdistedt"].iter().all(|n| !is_left_out(n)));
    }
}
