//! Next decade's files: every sample that tells its year, with all its years moved, is told by its content and staged, without a new release of the program.

use rocp_sources::card::FileSpec;
use rocp_sources::catalog;
use rocp_sources::decode::workbook::Decoder;
use rocp_sources::edition::{self, Kind};
use rocp_sources::head::Head;
use rocp_sources::identify::{self, Said};
use rocp_sources::stage::{File, stage_into};
use rocp_tests::program;

use crate::drift::grid::Grid;
use crate::samples::{identity, known, samples};

/// Years by which everything is moved.
const LATER: u64 = 11;

/// A cell with every year in it moved; of years like `1415` too, where the column is one of school years.
fn moved(cell: &str, is_school_year: bool) -> String {
    let digits: Vec<char> = cell.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    let mut after_year = false;
    while at < digits.len() {
        let end = (at..digits.len()).find(|i| !digits[*i].is_ascii_digit()).unwrap_or(digits.len());
        if end == at {
            // `2023-24`: what follows a year and a hyphen is its second year.
            after_year &= matches!(digits[at], '-' | '\u{2013}' | '_');
            out.push(digits[at]);
            at += 1;
            continue;
        }
        let token: String = digits[at..end].iter().collect();
        let number: u64 = token.parse().unwrap_or(u64::MAX);
        let is_year = token.len() == 4 && (1990..2080).contains(&number);
        out.push_str(&match () {
            () if is_school_year && token.len() == 4 && !is_year => format!("{:02}{:02}", number / 100 + LATER, number % 100 + LATER),
            () if is_year => (number + LATER).to_string(),
            () if after_year && token.len() == 2 => format!("{:02}", (number + LATER) % 100),
            () => token,
        });
        after_year = is_year;
        at = end;
    }
    out
}

fn later(grid: &Grid) -> Vec<u8> {
    let mut grid = grid.clone();
    let school: Vec<bool> = grid.header_row().iter().map(|c| c.to_lowercase().replace([' ', '_'], "").contains("academicyear")).collect();
    for (name, rows) in &mut grid.sheets {
        *name = moved(name, false);
        for row in rows {
            for (at, cell) in row.iter_mut().enumerate() {
                *cell = moved(cell, school.get(at).copied().unwrap_or(false));
            }
        }
    }
    grid.bytes()
}

/// The edition so many years later.
fn expected(kind: Kind, edition: &str) -> String {
    let years = edition::rank(edition);
    match kind {
        Kind::Year => (years[0] + LATER).to_string(),
        Kind::SchoolYear => kind.of_year(i32::try_from(years[0] + LATER).unwrap()).unwrap(),
        Kind::Period => format!("{}-{}", years[0] + LATER, years[1] + LATER),
        Kind::Release => edition.to_owned(),
    }
}

#[test]
fn years_are_moved_in_every_spelling() {
    assert_eq!(moved("2023-24", false), "2034-35");
    assert_eq!(moved("Employment 2016\u{2013}26", false), "Employment 2027\u{2013}37");
    assert_eq!(moved("2020-2030", false), "2031-2041");
    assert_eq!(moved("1415", true), "2526");
    assert_eq!(moved("06037", false), "06037");
}

#[test]
fn a_file_of_a_year_to_come_stages_by_its_pattern() {
    let (known, decoder) = (known(), Decoder::new(program().unwrap()));
    let (mut staged, mut wrong) = (Vec::new(), Vec::new());
    for source in catalog::SOURCES {
        let card = source.card().unwrap();
        for sample in samples(source.id) {
            let is = identity(&known, source, &sample, &decoder);
            let file: &FileSpec = card.file(&is.family).unwrap();
            let (Some(kind), Some(grid)) = (file.edition.filter(|k| *k != Kind::Release), Grid::read(&sample)) else { continue };
            let (bytes, wanted) = match is.is_proved {
                true => (later(&grid), expected(kind, is.edition.as_deref().unwrap())),
                // The content tells no year: the same layout is taken as a later year, if someone says so.
                false => (std::fs::read(&sample).unwrap(), expected(kind, is.edition.as_deref().unwrap())),
            };
            let raw = || -> Result<Box<dyn std::io::BufRead + Send>, rocp_lake::LakeError> { Ok(Box::new(std::io::Cursor::new(bytes.clone()))) };
            let name = sample.file_name().unwrap().to_string_lossy().into_owned();
            let said = Said { role: Some(&is.family), edition: (!is.is_proved).then_some(wanted.as_str()), part: None };
            let folder = tempfile::tempdir().unwrap();
            let done = Head::new("download.bin", &raw, &decoder).and_then(|head| identify::of_source(&known, source.id, &head, said)).and_then(|(_, later)| {
                let file = File { source, card: &card, name: &name, sha256: "", raw: &raw };
                stage_into(folder.path(), &file, &later.role, &decoder).map(|summary| (later, summary))
            });
            match done {
                Ok((later, summary)) if later.edition.as_ref() == Some(&wanted) && summary.tables.iter().any(|(_, n)| *n > 0) => staged.push(source.id),
                Ok((later, _)) => wrong.push(format!("{} {name}: taken as {:?}, not {wanted}", source.id, later.edition)),
                // An older layout is not taken for a later year: its columns say when they were printed.
                Err(rocp_sources::SourceError::Otherwise { .. }) if !is.is_proved => {}
                // A row that is known to be bad in one edition is not known in another.
                Err(rocp_sources::SourceError::TooManyBad { bad, .. }) if bad <= card.acknowledged.len() as u64 => {}
                Err(e) => wrong.push(format!("{} {name} as {wanted}: {e}", source.id)),
            }
        }
    }
    staged.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("files of {LATER} years later stage for {staged:?}");
    for source in ["bls_laus", "bls_projections", "cde_graduates", "cde_enrollment", "edd_projections", "coe_supply", "ipeds_directory", "ipeds_completions"] {
        assert!(staged.contains(&source), "{source} takes no later year: {staged:?}");
    }
}
