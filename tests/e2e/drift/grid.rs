//! A sample file as a grid of cells that can be changed and written again in its own form.

use std::path::Path;

use calamine::{Data, Reader, Xlsx};

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Delimited by this byte.
    Text(u8),
    /// A workbook.
    Workbook,
}

/// A file's cells.
#[derive(Debug, Clone)]
pub struct Grid {
    pub form: Form,
    /// Sheets with their names; text has one without a name.
    pub sheets: Vec<(String, Vec<Vec<String>>)>,
    /// The sheet and row of the header.
    pub header: (usize, usize),
}

impl Grid {
    /// Reads a sample.
    pub fn read(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let (form, sheets) = if name.ends_with(".xlsx") {
            let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
            let names = book.sheet_names();
            let cell = |c: &Data| if c == &Data::Empty { String::new() } else { c.to_string() };
            let sheet = |n: String| {
                let range = book.worksheet_range(&n).unwrap();
                let blank = range.start().map_or(0, |(row, _)| row as usize);
                let rows = std::iter::repeat_n(Vec::new(), blank).chain(range.rows().map(|r| r.iter().map(cell).collect())).collect();
                (n, rows)
            };
            (Form::Workbook, names.into_iter().map(sheet).collect::<Vec<_>>())
        } else if name.ends_with(".json") || name.ends_with(".zip") {
            return None;
        } else {
            let bytes = std::fs::read(path).unwrap();
            let text: String = String::from_utf8(bytes.clone()).unwrap_or_else(|_| bytes.iter().map(|b| char::from(*b)).collect());
            let text = text.trim_start_matches('\u{feff}').to_owned();
            let often = |d: &u8| text.lines().take(5).map(|l| l.bytes().filter(|b| b == d).count()).max();
            let tabs = text.lines().next().is_some_and(|l| l.contains('\t'));
            let delimiter = if tabs { b'\t' } else { *b";,".iter().max_by_key(|d| often(d)).unwrap() };
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
            let rows = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
            (Form::Text(delimiter), vec![(String::new(), rows)])
        };
        let mut grid = Self { form, sheets, header: (0, 0) };
        grid.header = grid.find_header();
        Some(grid)
    }

    /// The first row, over all sheets, with the most words and no numbers.
    fn find_header(&self) -> (usize, usize) {
        let words = |row: &Vec<String>| {
            let filled = row.iter().filter(|c| !c.trim().is_empty()).count();
            let numbers = row.iter().filter(|c| c.trim().replace([',', '%', '$'], "").parse::<f64>().is_ok()).count();
            if numbers * 4 > filled { 0 } else { filled }
        };
        let mut best = (0, (0, 0));
        for (s, (_, rows)) in self.sheets.iter().enumerate() {
            for (r, row) in rows.iter().enumerate() {
                if words(row) > best.0 {
                    best = (words(row), (s, r));
                }
            }
        }
        best.1
    }

    /// The rows of the sheet with the header.
    pub fn rows(&mut self) -> &mut Vec<Vec<String>> {
        &mut self.sheets[self.header.0].1
    }

    pub fn header_row(&mut self) -> &mut Vec<String> {
        let at = self.header.1;
        &mut self.rows()[at]
    }

    /// The rows below the header.
    pub fn body(&mut self) -> &mut [Vec<String>] {
        let at = self.header.1 + 1;
        &mut self.rows()[at..]
    }

    /// Changes every row from the header on.
    pub fn each(&mut self, change: impl Fn(usize, &mut Vec<String>)) {
        let at = self.header.1;
        self.rows()[at..].iter_mut().enumerate().for_each(|(i, row)| change(i, row));
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        match self.form {
            Form::Text(delimiter) => {
                let mut writer = csv::WriterBuilder::new().flexible(true).delimiter(delimiter).from_writer(Vec::new());
                for row in &self.sheets[0].1 {
                    writer.write_record(row).unwrap();
                }
                writer.into_inner().unwrap()
            }
            Form::Workbook => {
                let mut book = rust_xlsxwriter::Workbook::new();
                for (name, rows) in &self.sheets {
                    let sheet = book.add_worksheet();
                    sheet.set_name(name).unwrap();
                    for (r, row) in rows.iter().enumerate() {
                        for (c, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                            let place = (u32::try_from(r).unwrap(), u16::try_from(c).unwrap());
                            match cell.parse::<f64>() {
                                Ok(n) if n.to_string() == *cell => sheet.write_number(place.0, place.1, n).unwrap(),
                                _ => sheet.write_string(place.0, place.1, cell).unwrap(),
                            };
                        }
                    }
                }
                book.save_to_buffer().unwrap()
            }
        }
    }
}
