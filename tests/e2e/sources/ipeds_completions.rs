//! Completions: the real counts, written in the publisher's layout for the occasion, since the published text is not beside the project.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs::File;

use arrow::array::{AsArray, RecordBatch};
use arrow::compute::concat_batches;
use arrow::datatypes::Int64Type;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use rocp_sources::SourceError;
use rocp_sources::decode::workbook::Decoder;
use rocp_sources::head::Head;
use rocp_sources::identify::{self, Said};
use rocp_tests::shared;

use super::{Told, made};
use crate::samples::known;

/// The real counts of an edition, from the derived file.
fn counts(edition: &str) -> Option<RecordBatch> {
    let path = shared()?.join(format!("data/nces/ipeds-completions/c{edition}_a.parquet"));
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap().build().unwrap();
    let batches: Vec<_> = reader.map(Result::unwrap).collect();
    Some(concat_batches(&batches[0].schema(), &batches).unwrap())
}

fn numbers<'a>(counts: &'a RecordBatch, name: &str) -> &'a [i64] {
    counts.column_by_name(name).unwrap().as_primitive::<Int64Type>().values()
}

const GROUPS: [&str; 9] = ["CAIAN", "CASIA", "CBKAA", "CHISP", "CNHPI", "CWHIT", "C2MOR", "CUNKN", "CNRAL"];

/// An edition's real counts, of some institutions or all, as a `C_A` text.
pub fn text_of(edition: &str, institutions: Option<&BTreeSet<i64>>) -> Option<String> {
    Some(layout(&counts(edition)?, institutions))
}

/// Counts as a `C_A` text: 64 columns, CR LF, blanks before numbers and behind flags, groups left at zero.
fn layout(counts: &RecordBatch, institutions: Option<&BTreeSet<i64>>) -> String {
    let mut text = "UNITID,CIPCODE,MAJORNUM,AWLEVEL,XCTOTALT,CTOTALT,XCTOTALM,CTOTALM,XCTOTALW,CTOTALW".to_owned();
    for (group, sex) in GROUPS.iter().flat_map(|g| ["T", "M", "W"].map(|s| (g, s))) {
        write!(text, ",X{group}{sex},{group}{sex}").unwrap();
    }
    text.push_str("\r\n");
    let rest = ",\"R \",   0".repeat(27);
    let [unitid, major, level, all, men, women] = ["UNITID", "MAJORNUM", "AWLEVEL", "CTOTALT", "CTOTALM", "CTOTALW"].map(|c| numbers(counts, c));
    let cip = counts.column_by_name("CIPCODE").unwrap().as_string::<i32>();
    for i in (0..counts.num_rows()).filter(|i| institutions.is_none_or(|some| some.contains(&unitid[*i]))) {
        write!(text, "{},\"{}\",{},{:2},\"R \",{:4},\"R \",{:4},\"R \",{:4}", unitid[i], cip.value(i), major[i], level[i], all[i], men[i], women[i]).unwrap();
        text.push_str(&rest);
        text.push_str("\r\n");
    }
    text
}

#[test]
fn every_real_count_is_staged() {
    // Rows, grand-total rows, awards in programs.
    let known = [("2020", 268_073, 18_970, 5_203_844), ("2022", 279_506, 19_274, 5_310_086), ("2024", 286_979, 19_384, 5_459_862)];
    for (edition, rows, totals, awards) in known {
        let Some(counts) = counts(edition) else { return };
        let real = made("ipeds_completions", "data.csv", &format!("completions:{edition}"), |path| std::fs::write(path, layout(&counts, None)).unwrap());
        let told = |column: &str| real.told("stg_ipeds_completions", column);
        for (ours, theirs) in [("awards", "CTOTALT"), ("awards_men", "CTOTALM"), ("awards_women", "CTOTALW")] {
            let sum = numbers(&counts, theirs).iter().sum::<i64>() as f64;
            assert_eq!(told(ours), Told { rows, known: rows, sum }, "{edition} {ours}");
        }
        let table = real.table("stg_ipeds_completions");
        assert_eq!((table.len(), real.put_aside()), (rows, 0), "{edition}");
        assert!(!real.said.contains("not used"), "{edition}: {}", real.said);
        let cip = counts.column_by_name("CIPCODE").unwrap().as_string::<i32>();
        let mut at = (0, 0.0);
        for i in 0..rows {
            assert_eq!(table.text("cip_code", i), cip.value(i));
            assert_eq!(table.text("unitid", i), numbers(&counts, "UNITID")[i].to_string());
            assert_eq!(table.text("ipeds_award_level", i), numbers(&counts, "AWLEVEL")[i].to_string());
            match table.small("cip_digits", i) {
                Some(0) => at.0 += 1,
                Some(6) => at.1 += table.number("awards", i).unwrap(),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(at, (totals, f64::from(awards)), "{edition}: the grand totals double the sum");
    }
}

#[test]
fn butte_county_rop_is_there() {
    let Some(counts) = counts("2022") else { return };
    let real = made("ipeds_completions", "c2022_a.csv", "completions:2022", |path| std::fs::write(path, layout(&counts, None)).unwrap());
    let table = real.table("stg_ipeds_completions");
    let rows: Vec<_> = (0..table.len()).filter(|i| table.text("unitid", *i) == "487773" && table.small("cip_digits", *i) == Some(6)).collect();
    let sum: f64 = rows.iter().map(|i| table.number("awards", *i).unwrap()).sum();
    let of = numbers(&counts, "UNITID").iter().zip(numbers(&counts, "CTOTALT")).filter(|(u, _)| **u == 487_773).map(|(_, n)| *n).sum::<i64>();
    assert!(!rows.is_empty() && sum > 0.0);
    assert_eq!(sum * 2.0, of as f64, "programs and grand total");
    assert!(rows.iter().all(|i| table.text("academic_year", *i) == "2021-22" && table.text("imputation_flag", *i) == "R"));
}

/// No column says the year; the award levels alone bound it.
#[test]
fn an_edition_before_the_new_award_levels_is_refused() {
    let Some(text) = text_of("2020", None) else { return };
    let (known, decoder) = (known(), Decoder::new("text alone".into()));
    let raw = || Ok(Box::new(std::io::Cursor::new(text.clone().into_bytes())) as Box<dyn std::io::BufRead + Send>);
    let head = Head::new("c2019_a.csv", &raw, &decoder).unwrap();
    let found = |edition| identify::of_all(&known, &head, Said { edition, ..Said::default() }).map(|(_, is)| is.role);
    assert!(matches!(found(None), Err(SourceError::Edition { .. })));
    assert_eq!(found(Some("2020")).unwrap(), "completions:2020");
    let refused = found(Some("2019")).unwrap_err().to_string();
    assert!(refused.contains("of 2020 or later, not 2019"), "{refused}");
}

/// A `C_A` text as a spreadsheet saves it: codes are numbers, blanks and quotes are gone.
fn resaved(text: &str) -> String {
    let cell = |(place, cell): (usize, &str)| {
        let bare = cell.trim_matches('"').trim().to_owned();
        let is_code = place == 1 && bare.contains('.');
        if is_code { bare.trim_start_matches('0').trim_end_matches('0').trim_end_matches('.').to_owned() } else { bare }
    };
    text.lines().map(|l| l.split(',').enumerate().map(cell).collect::<Vec<_>>().join(",") + "\r\n").collect()
}

#[test]
fn the_real_counts_saved_once_by_a_spreadsheet_are_mended_whole() {
    for edition in ["2020", "2021", "2022", "2023", "2024"] {
        let Some(counts) = counts(edition) else { return };
        let published = layout(&counts, None);
        let name = format!("c{edition}_a.csv");
        let first = made("ipeds_completions", &name, |path| std::fs::write(path, &published).unwrap());
        let second = made("ipeds_completions", &name, |path| std::fs::write(path, resaved(&published)).unwrap());
        assert!(second.said.contains("had lost zeros") && !first.said.contains("had lost zeros"), "{edition}: {}", second.said);
        let (one, other) = (first.table("stg_ipeds_completions"), second.table("stg_ipeds_completions"));
        assert_eq!((one.len(), second.put_aside()), (other.len(), 0), "{edition}");
        let differing =
            (0..one.len()).find(|i| one.text("cip_code", *i) != other.text("cip_code", *i) || one.number("awards", *i) != other.number("awards", *i));
        assert_eq!(differing, None, "{edition}");
    }
}
