//! Every source on the agencies' real files, against a second reading that shares no code with the product: rows, sums and unknown counts.

mod bls_api;
mod bls_laus;
mod bls_oews;
mod bls_projections;
pub mod bls_qcew;
mod cccco_awards;
mod cccco_datamart;
mod cccco_master_courses;
mod cde_directory;
mod cde_graduates;
mod cde_students;
mod classifications;
mod dol_training_providers;
mod edd_laus;
mod edd_projections_industry;
pub mod ipeds_completions;
mod ipeds_directory;
mod living_wage;
mod onet;
mod projections_and_supply;
mod table;

use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx};
use rocp_tests::{Place, shared};

use crate::marts::Mart;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Told {
    /// Rows.
    pub rows: usize,
    /// Rows with a value.
    pub known: usize,
    /// Sum of the values, to a thousandth.
    pub sum: f64,
}

/// Rows, known values and their sum.
pub fn tell(values: impl IntoIterator<Item = Option<f64>>) -> Told {
    let (mut rows, mut known, mut sum) = (0, 0, 0.0);
    for value in values {
        rows += 1;
        known += usize::from(value.is_some());
        sum += value.unwrap_or(0.0);
    }
    Told { rows, known, sum: (sum * 1000.0).round() / 1000.0 }
}

/// A real file that `rocp stage` has read.
pub struct Real {
    /// The agency's file.
    pub file: PathBuf,
    /// What the program said.
    pub said: String,
    place: Place,
}

/// Stages a file of `../shared/data`; none, and a word, where the published files are not beside the project.
pub fn real(source: &str, file: &str, role: Option<&str>) -> Option<Real> {
    Some(stage(source, shared()?.join("data").join(file), role))
}

/// Stages a file.
pub fn stage(source: &str, file: PathBuf, role: Option<&str>) -> Real {
    read(Place::new().unwrap(), source, file, role)
}

/// Stages a file that the test writes from real figures, where the published text is not to be had.
pub fn made(source: &str, name: &str, role: &str, write: impl FnOnce(&Path)) -> Real {
    let place = Place::new().unwrap();
    let file = place.path().join(name);
    write(&file);
    read(place, source, file, Some(role))
}

fn read(place: Place, source: &str, file: PathBuf, role: Option<&str>) -> Real {
    let out = place.path().join("out");
    let mut args = vec!["stage", source, "--file", file.to_str().unwrap(), "--out", out.to_str().unwrap()];
    args.extend(role.iter().flat_map(|r| ["--role", r]));
    let said = place.rocp(&args).unwrap();
    assert!([0, 3].contains(&said.code), "{}: {}", file.display(), said.err);
    Real { file, said: said.out + &said.err, place }
}

impl Real {
    /// A staged table.
    pub fn table(&self, name: &str) -> Mart {
        Mart::read(&self.place.path().join("out"), name)
    }

    /// Where a staged table lies.
    pub fn path(&self, name: &str) -> PathBuf {
        rocp_lake::paths::table(&self.place.path().join("out"), name)
    }

    /// A numeric column of a staged table.
    pub fn told(&self, table: &str, column: &str) -> Told {
        let table = self.table(table);
        tell((0..table.len()).map(|i| table.number(column, i)))
    }

    /// Rows put aside.
    pub fn put_aside(&self) -> usize {
        self.table("stg_quarantine").len()
    }
}

/// Every row of a delimited text, the header among them; bytes that are not UTF-8 are read as Latin-1.
pub fn text(path: &Path, delimiter: u8) -> Vec<Vec<String>> {
    let bytes = std::fs::read(path).unwrap();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
    let cell = |field: &[u8]| std::str::from_utf8(field).map_or_else(|_| field.iter().map(|b| char::from(*b)).collect(), str::to_owned);
    reader.byte_records().map(|r| r.unwrap().iter().map(cell).collect()).collect()
}

/// Every row of a workbook's sheet, blank ones among them, from the first that holds anything.
pub fn sheet(path: &Path, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let cell = |c: &Data| match c {
        Data::Empty => String::new(),
        other => other.to_string(),
    };
    book.worksheet_range(name).unwrap().rows().map(|r| r.iter().map(cell).collect()).collect()
}

/// The place of a column in a header row, by its beginning.
pub fn column(header: &[String], name: &str) -> usize {
    header.iter().position(|c| c.trim().to_lowercase().starts_with(&name.to_lowercase())).unwrap_or_else(|| panic!("no column {name} in {header:?}"))
}

/// A plain number, thousands commas removed; none for anything else.
pub fn number(cell: &str) -> Option<f64> {
    cell.trim().replace(',', "").parse().ok()
}
