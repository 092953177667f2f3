#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::{self, Read};

use arrow::array::AsArray;
use arrow::datatypes::{Float64Type, Int32Type, Int64Type};

use super::columns::arrow_schema;
use super::{BATCH, BadRow, OewsReader, ReadError, RecordBatch};

const HEAD: &str = "series_id                     \tyear\tperiod\t       value\tfootnote_codes\r\n";

fn line(id: &str, value: &str, note: &str) -> String {
    format!("{id:<30}\t2025\tA01\t{value:>12}\t{note}\r\n")
}

fn id(kind: u32) -> String {
    format!("OEUM00101803250A1131011{kind:02}")
}

fn read_all(input: impl Read) -> Result<(Vec<RecordBatch>, Vec<BadRow>), ReadError> {
    let (mut reader, mut batches, mut bad) = (OewsReader::new(input)?, Vec::new(), Vec::new());
    while let Some(batch) = reader.next_batch(&mut bad)? {
        batches.push(batch);
    }
    Ok((batches, bad))
}

fn read(text: &str) -> Result<(Vec<RecordBatch>, Vec<BadRow>), ReadError> {
    read_all(text.as_bytes())
}

fn error(text: &str) -> String {
    read(text).map(drop).unwrap_err().to_string()
}

fn words(batch: &RecordBatch, column: usize) -> Vec<Option<&str>> {
    batch.column(column).as_string::<i32>().iter().collect()
}

fn lines(batches: &[RecordBatch]) -> Vec<i64> {
    batches.iter().flat_map(|b| b.column(9).as_primitive::<Int64Type>().values().to_vec()).collect()
}

fn good() -> Vec<String> {
    vec![line(&id(1), "75070", ""), line(&id(2), "0.0", ""), line(&id(3), "-", "8"), line(&id(4), "-", "5"), line(&id(6), "-", "4"), line(&id(7), "12.751", "")]
}

/// One bad line between good ones: the others are read, and the bad one is named.
fn quarantined(bad_line: &str) -> BadRow {
    let text = format!("{HEAD}{}{bad_line}{}", line(&id(1), "1", ""), line(&id(17), "2", ""));
    let (batches, mut bad) = read(&text).unwrap();
    assert_eq!(lines(&batches), [2, 4]);
    assert_eq!((bad.len(), bad[0].line), (1, 3), "{bad:?}");
    bad.remove(0)
}

#[test]
fn types_every_column() {
    let (batches, bad) = read(&format!("{HEAD}{}", good().concat())).unwrap();
    assert_eq!((batches.len(), bad.len()), (1, 0));
    let batch = &batches[0];
    assert_eq!(batch.schema(), arrow_schema());
    let first: Vec<_> = [0, 1, 2, 3, 4, 6].map(|c| words(batch, c)[0].unwrap()).to_vec();
    assert_eq!(first, ["M", "0010180", "3250A1", "131011", "01", "A01"]);
    assert_eq!(batch.column(5).as_primitive::<Int32Type>().values(), &[2025; 6]);
    let values: Vec<_> = batch.column(7).as_primitive::<Float64Type>().iter().collect();
    assert_eq!(values, [Some(75070.0), Some(0.0), None, None, None, Some(12.751)]);
    assert_eq!(words(batch, 8), [None, None, Some("8"), Some("5"), Some("4"), None]);
    assert_eq!(lines(&batches), [2, 3, 4, 5, 6, 7]);
}

#[test]
fn any_line_end_padding_and_block_size_gives_the_same_rows() {
    let text = format!("{HEAD}{}", good().concat());
    let (wanted, _) = read(&text).unwrap();
    let unpadded = text.replace(' ', "");
    for other in [text.replace("\r\n", "\n"), text.strip_suffix("\r\n").unwrap().to_owned(), unpadded, text.replacen("\r\n", "\n", 3)] {
        assert_eq!(read(&other).unwrap().0, wanted, "{other:?}");
    }
    struct Drip<'a>(&'a [u8]);
    impl Read for Drip<'_> {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            let n = to.len().min(7);
            self.0.read(&mut to[..n])
        }
    }
    assert_eq!(read_all(Drip(text.as_bytes())).unwrap().0, wanted);
}

#[test]
fn the_two_ways_of_reading_a_line_agree() {
    for (value, note) in [
        ("0", ""),
        ("0.1", "1"),
        ("999999999999", ""),
        ("0.0000000001", ""),
        ("23.45", "3"),
        ("-", "8"),
        ("1e3", ""),
        ("1.", ""),
        ("", ""),
        ("-1", ""),
        ("7", "8"),
    ] {
        let text = line(&id(1), value, note);
        let bytes: Vec<u8> = text.bytes().chain([0; 2]).collect();
        let fixed = super::row::fixed(bytes.first_chunk().unwrap(), None);
        let split = super::row::split(text.trim_end_matches("\r\n").as_bytes(), 1);
        assert_eq!(fixed.as_ref().map(|f| f.0), split.as_ref().ok().copied(), "{text:?}");
        if let Some((row, length)) = fixed {
            assert_eq!(length, text.len());
            assert_eq!(row.value, value.parse().ok(), "{text:?}");
        }
    }
}

#[test]
fn many_batches_keep_every_line() {
    let rows = BATCH + 10;
    let mut text = HEAD.to_owned();
    for i in 0..rows {
        text += &line(&format!("OEUN{i:07}00000000000001"), if i == 5 { "x" } else { "1" }, "");
    }
    let (batches, bad) = read(&text).unwrap();
    assert_eq!(batches.iter().map(RecordBatch::num_rows).collect::<Vec<_>>(), [BATCH - 1, 10]);
    assert_eq!(bad.iter().map(|b| b.line).collect::<Vec<_>>(), [7]);
    assert_eq!(lines(&batches).last(), Some(&(rows as i64 + 1)));
}

#[test]
fn puts_bad_fields_aside() {
    let (a, b) = (id(5), "2025\tA01\t           1\t\r\n");
    for (text, column, value, reason) in [
        (format!("{a:<30}\t2025\tA01\t           1\r\n"), "series_id", "", "4 fields"),
        (format!("{a:<30}\t{}\textra\r\n", b.trim_end_matches("\r\n")), "series_id", "", "6 fields"),
        ("\r\n".to_owned(), "series_id", "", "1 fields"),
        (format!("{:<30}\t{b}", &a[1..]), "series_id", &a[1..], "24 characters"),
        (format!("{:<30}\t{b}", a.replace("OEU", "OES")), "series_id", "OESM", "seasonal code"),
        (format!("{:<30}\t{b}", a.replace("OEU", "XXU")), "series_id", "XXU", "start with OE"),
        (format!("{:<30}\t{b}", a.replace("OEUM", "OEUZ")), "series_id", "OEUZ", "area type"),
        (format!("{:<30}\t{b}", a.replace("0010180", "001O180")), "series_id", "001O180", "area"),
        (format!("{:<30}\t{b}", a.replace("3250A1", "3250a1")), "series_id", "3250a1", "industry"),
        (format!("{:<30}\t{b}", a.replace("131011", "13101X")), "series_id", "13101X", "occupation"),
        (format!("{:<30}\t{b}", a.replace("131011", "13\u{661}11")), "series_id", "13", "occupation"),
        (line(&a, "1", "").replace("2025", "20x5"), "year", "20x5", "four digits"),
        (line(&a, "1", "").replace("A01", "A1"), "period", "A1", "two digits"),
        (line(&a, "1,000", ""), "value", "1,000", "not a number"),
        (line(&a, "N/A", ""), "value", "N/A", "not a number"),
        (line(&a, "-5", ""), "value", "-5", "not a number"),
        (line(&a, "1.2.3", ""), "value", "1.2.3", "not a number"),
        (line(&a, "\u{662}", ""), "value", "\u{662}", "not a number"),
        (line(&a, "", "8"), "value", "", "not a number"),
        (line(&a, "-", ""), "footnote_codes", "", "no footnote 4, 5 or 8"),
        (line(&a, "-", "1"), "footnote_codes", "1", "no footnote 4, 5 or 8"),
        (line(&a, "10", "8"), "footnote_codes", "8", "a value with a footnote"),
        (line(&a, "-", "7"), "footnote_codes", "7", "not a known footnote"),
        (line(&a, "-", "4,5"), "footnote_codes", "4,5", "not a known footnote"),
        (line(&a, "1\0", ""), "value", "1\0", "NUL bytes"),
        (line(&id(1), "3", ""), "series_id", "OEUM", "the same series"),
    ] {
        let bad = quarantined(&text);
        assert_eq!(bad.column, column, "{text:?}");
        assert!(bad.value.contains(value) && bad.reason.contains(reason), "{text:?} gave {bad:?}");
    }
}

#[test]
fn a_bad_row_names_its_series() {
    assert_eq!(quarantined(&line(&id(5), "x", "")).key, id(5));
    let long = quarantined(&format!("{}\r\n", "x".repeat(3000)));
    assert_eq!((long.value.len(), long.key.len()), (200, 40));
}

#[test]
fn bytes_that_are_not_utf8_are_put_aside() {
    let mut text = format!("{HEAD}{}{}", line(&id(1), "1", ""), line(&id(2), "2", "")).into_bytes();
    let at = text.len() - 5;
    text[at] = 0xff;
    let (batches, bad) = read_all(&text[..]).unwrap();
    assert_eq!((lines(&batches), bad[0].line, bad[0].column), (vec![2], 3, "value"));
}

#[test]
fn a_batch_of_bad_lines_is_empty() {
    let (batches, bad) = read(&format!("{HEAD}a\r\nb\r\n")).unwrap();
    assert_eq!((batches[0].num_rows(), bad.len()), (0, 2));
}

#[test]
fn refuses_what_is_not_the_table() {
    assert!(matches!(read(""), Err(ReadError::Empty)));
    assert!(matches!(read(" \r\n\r\n"), Err(ReadError::Empty)));
    assert!(matches!(read("\u{feff}\n <!DOCTYPE html>"), Err(ReadError::Html { start }) if start.starts_with("<!DOCTYPE")));
    assert!(matches!(read("\0\0\0\0"), Err(ReadError::Binary)));
    assert!(matches!(read(HEAD), Err(ReadError::NoRows)));
    assert!(matches!(read(HEAD.trim_end()), Err(ReadError::NoRows)));
    assert!(matches!(read(&"x".repeat(10_000)), Err(ReadError::LineTooLong { line: 1, .. })));
    assert!(matches!(read(&format!("{HEAD}{}", "\0".repeat(10_000))), Err(ReadError::LineTooLong { line: 2, .. })));
}

#[test]
fn names_the_header_column() {
    let head = |columns: &str| error(&columns.replace(' ', "\t"));
    assert_eq!(head("series_id year period value"), "header: column footnote_codes is missing");
    assert_eq!(head("series_id year value footnote_codes"), "header: column period is missing");
    assert_eq!(head("series_id year periode value footnote_codes"), "header: column 3 is \"periode\", expected period");
    assert_eq!(head("series_id year period footnote_codes value"), "header: column 4 is \"footnote_codes\", expected value, which is elsewhere");
    assert_eq!(head("series_id year period value footnote_codes aspect"), "header: column 6, \"aspect\", is not expected");
    assert_eq!(head("series_id year aspect period value footnote_codes"), "header: column 3, \"aspect\", is not expected");
    assert!(error(&format!("\u{feff}{HEAD}")).contains("expected series_id"));
}

#[test]
fn names_the_line_that_is_not_sorted() {
    let text = format!("{HEAD}{}{}", line(&id(2), "1", ""), line(&id(1), "1", ""));
    assert_eq!(error(&text), format!("line 3: {} 2025 A01 follows {} 2025 A01: the file is not sorted", id(1), id(2)));
    let years = format!("{HEAD}{}{}", line(&id(2), "1", "").replace("2025", "2024"), line(&id(2), "1", ""));
    assert_eq!(lines(&read(&years).unwrap().0), [2, 3]);
}

#[test]
fn a_cut_last_row_is_an_error_that_names_its_line() {
    let text = format!("{HEAD}{}{}", line(&id(1), "1", ""), line(&id(2), "-", "8"));
    let row = HEAD.len() + line(&id(1), "1", "").len();
    for cut in row + 1..text.len() - 2 {
        let said = error(&text[..cut]);
        assert!(said.starts_with("line 3: the file ends inside this row: "), "{said}");
    }
    assert_eq!(lines(&read(&text[..text.len() - 2]).unwrap().0), [2, 3]);
}

#[test]
fn passes_on_the_readers_error() {
    struct Fails;
    impl Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("cable cut"))
        }
    }
    let text = format!("{HEAD}{}", good().concat());
    let Err(ReadError::Io { line, source }) = read_all(text.as_bytes().chain(Fails)) else { panic!("the error is lost") };
    assert_eq!((line, source.to_string()), (6, "cable cut".to_owned()));
}
