//! `rocp catalog template`: an empty catalog with instructions and drop-down lists, and the same as CSV.

use std::path::Path;

use rocp_lake::durable;
use rocp_sources::catalog::rocp_catalog::columns::{COLUMNS, Column, Kind, YES_NO};
use rocp_sources::catalog::rocp_catalog::lists;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use crate::error::{AppError, Result};

/// Rows that have drop-down lists.
const ROWS: u32 = 5000;
/// Name of the two files.
const NAME: &str = "rocp-catalog-template";

/// Runs the command.
pub fn run(out: &Path) -> Result<u8> {
    let (book, text) = (out.join(format!("{NAME}.xlsx")), out.join(format!("{NAME}.csv")));
    if let Some(there) = [&book, &text].into_iter().find(|p| p.exists()) {
        return Err(AppError::Usage {
            problem: format!("{} is there already", there.display()),
            hint: "it may hold your courses, so nothing was written; choose another folder with --out".to_owned(),
        });
    }
    let bytes = workbook().map_err(|e| AppError::Machine { problem: "the workbook cannot be written".to_owned(), source: std::io::Error::other(e) })?;
    durable::make_folder(out)?;
    durable::write(&book, &bytes)?;
    // The mark at the beginning tells Excel that the text is UTF-8.
    let headings: Vec<&str> = COLUMNS.iter().map(|c| c.heading).collect();
    durable::write(&text, format!("\u{feff}{}\r\n", headings.join(",")).as_bytes())?;
    println!("wrote {} and {}", book.display(), text.display());
    println!("next: fill the sheet Courses, one row a course, then `rocp catalog check FILE`");
    Ok(0)
}

/// The workbook's bytes: the same on every machine.
fn workbook() -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title("ROCP course catalog").set_creation_datetime(&day));
    instructions(book.add_worksheet().set_name("Instructions")?)?;
    courses(book.add_worksheet().set_name("Courses")?)?;
    drop_downs(book.add_worksheet().set_name("Lists")?)?;
    book.save_to_buffer()
}

fn head() -> Format {
    Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_background_color("#DDE6EE").set_border_bottom(FormatBorder::Thin)
}

fn instructions(sheet: &mut Worksheet) -> std::result::Result<(), XlsxError> {
    let (title, wrap) = (Format::new().set_bold().set_font_size(16), Format::new().set_text_wrap().set_align(FormatAlign::Top));
    sheet.set_column_width(0, 26)?.set_column_width(1, 16)?.set_column_width(2, 96)?;
    sheet.write_string_with_format(0, 0, "ROCP course catalog", &title)?;
    let steps = [
        "1. Fill the sheet Courses: one row for each course at each site, in each school year, at each time of day, for each group of students.",
        "2. Where a number is not known, leave the cell blank. A blank is never taken for zero; a 0 is.",
        "3. Keep the headings. The order of the columns does not matter, and columns of your own do no harm. Paste values, not formulas.",
        "4. Save, then run: rocp catalog check FILE. It lists every problem with its row, its column and what to do.",
        "5. When it finds no more: rocp catalog import FILE. A correction later is a new version; the old one is kept.",
        "The counts stay in your lake. A count of 1 to 10 students never appears in a report.",
    ];
    for (row, text) in (2..).zip(steps) {
        sheet.write_string(row, 0, text)?;
    }
    let top = 10;
    for (column, text) in (0..).zip(["Column", "Must be filled", "What to write"]) {
        sheet.write_string_with_format(top, column, text, &head())?;
    }
    for (row, column) in (top + 1..).zip(COLUMNS) {
        sheet.write_string_with_format(row, 0, column.heading, &wrap)?;
        let must = match (column.in_row, column.kind) {
            (true, _) => "yes",
            (false, Kind::Cip | Kind::Top) => "one of the two",
            _ => "",
        };
        sheet.write_string_with_format(row, 1, must, &wrap)?;
        sheet.write_string_with_format(row, 2, column.help.replace('`', ""), &wrap)?;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn courses(sheet: &mut Worksheet) -> std::result::Result<(), XlsxError> {
    for (at, column) in (0_u16..).zip(COLUMNS) {
        let (format, width) = look(column);
        sheet.set_column_format(at, &format)?.set_column_width(at, width)?;
        sheet.write_string_with_format(0, at, column.heading, &head())?;
        if let Some(rule) = rule(at, column) {
            sheet.add_data_validation(1, at, ROWS, at, &rule)?;
        }
    }
    let last = u16::try_from(COLUMNS.len()).unwrap_or(1) - 1;
    sheet.set_row_height(0, 32)?.set_freeze_panes(1, 1)?.autofilter(0, 0, ROWS, last)?;
    sheet.set_landscape().set_repeat_rows(0, 0)?;
    Ok(())
}

/// How the cells of a column look: codes and years as text, so that the spreadsheet changes nothing in them.
fn look(column: &Column) -> (Format, u16) {
    let format = match column.kind {
        Kind::Count => Format::new().set_num_format("0"),
        Kind::Hours => Format::new().set_num_format("0.##"),
        Kind::Day => Format::new().set_num_format("yyyy-mm-dd"),
        _ => Format::new().set_num_format("@"),
    };
    let width = match column.kind {
        Kind::Count | Kind::Hours | Kind::YesNo | Kind::Year | Kind::Cip | Kind::Top | Kind::Unitid => 11,
        Kind::Day => 14,
        Kind::Sector | Kind::Pathway | Kind::ServiceArea | Kind::SomeOf(_) => 34,
        _ => 24,
    };
    (format, width)
}

/// The columns of the sheet Lists: a title and its entries. Sector and pathway stand beside each other, as pairs.
fn listed() -> Vec<(&'static str, Vec<String>)> {
    let own = |l: &[&str]| l.iter().map(|e| (*e).to_owned()).collect::<Vec<_>>();
    let mut out: Vec<(&'static str, Vec<String>)> = Vec::new();
    for column in COLUMNS {
        if let Kind::OneOf(list) | Kind::SomeOf(list) = column.kind {
            out.push((column.heading, own(list)));
        }
    }
    out.push(("County", own(&lists::counties())));
    out.push(("Yes or no", own(YES_NO)));
    out.push(("CDE sector", lists::sectors().to_vec()));
    out.push(("Sector of the pathway", lists::pathways().iter().map(|(s, _)| s.clone()).collect()));
    out.push(("CDE pathway", lists::pathway_names().to_vec()));
    out
}

fn letter(at: usize) -> char {
    char::from(b'A' + u8::try_from(at % 26).unwrap_or(0))
}

/// Where a list stands on the sheet Lists: `Lists!$A$2:$A$4`.
fn range(title: &str) -> Option<String> {
    let lists = listed();
    let at = lists.iter().position(|(t, _)| *t == title)?;
    Some(format!("Lists!${0}$2:${0}${1}", letter(at), lists[at].1.len() + 1))
}

fn rule(at: u16, column: &Column) -> Option<DataValidation> {
    let list = |title: &str| Some(DataValidation::new().allow_list_formula(Formula::new(format!("={}", range(title)?))));
    let rule = match column.kind {
        Kind::OneOf(_) => list(column.heading)?,
        Kind::SomeOf(_) => list(column.heading)?.set_error_style(DataValidationErrorStyle::Information),
        Kind::County => list("County")?,
        Kind::YesNo => list("Yes or no")?,
        Kind::Sector => list("CDE sector")?,
        Kind::Pathway => {
            // The pathways of the sector in the cell before.
            let sector = format!("${}2", letter(usize::from(at) - 1));
            let (first, sectors) = (range("CDE pathway")?, range("Sector of the pathway")?);
            let start = first.split(':').next().unwrap_or(&first).to_owned();
            let formula = format!("=OFFSET({start},MATCH({sector},{sectors},0)-1,0,COUNTIF({sectors},{sector}),1)");
            DataValidation::new().allow_list_formula(Formula::new(formula))
        }
        Kind::Count => DataValidation::new().allow_whole_number(rust_xlsxwriter::DataValidationRule::GreaterThanOrEqualTo(0)),
        Kind::Hours => DataValidation::new().allow_decimal_number(rust_xlsxwriter::DataValidationRule::GreaterThan(0.0)),
        _ => DataValidation::new(),
    };
    // Excel shows at most 32 letters of a title and 255 of a message.
    let help: String = column.help.replace('`', "").chars().take(250).collect();
    let rule = rule.set_input_title(column.heading).ok()?.set_input_message(help).ok()?;
    rule.set_error_title(column.heading).ok()?.set_error_message("Choose from the list, or leave the cell blank where it is not known.").ok()
}

fn drop_downs(sheet: &mut Worksheet) -> std::result::Result<(), XlsxError> {
    for (at, (title, entries)) in (0_u16..).zip(listed()) {
        sheet.set_column_width(at, 28)?;
        sheet.write_string_with_format(0, at, title, &head())?;
        for (row, entry) in (1..).zip(&entries) {
            sheet.write_string(row, at, entry)?;
        }
    }
    let source = "Sectors and pathways: California Department of Education, career technical education industry sectors and pathways.";
    sheet.write_string(61, 0, source)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
