//! A workbook in the published layout and of any size, written row by row: invented programs of 55 states.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Rows of the published file, without its header.
pub const PUBLISHED_ROWS: usize = 77_085;
/// Every eighteenth row is Californian: as many as in the published file.
pub const OF_CALIFORNIA: usize = 18;

/// The 57 columns in the order of the sample.
pub fn columns(sample: &[String]) -> Vec<String> {
    assert_eq!(sample.len(), 57);
    sample.to_vec()
}

fn place(column: usize, row: usize) -> String {
    let (high, low) = (column / 26, column % 26);
    let letter = |n: usize| char::from(b'A' + n as u8);
    if high == 0 { format!("{}{row}", letter(low)) } else { format!("{}{}{row}", letter(high - 1), letter(low)) }
}

/// What stands in a cell: a text of its own, one of a few texts, or a number.
enum Cell {
    Own(String),
    Few(usize),
    Number(String),
}

/// Texts that many rows share come first among the shared strings.
const FEW: [&str; 12] = [
    "CA",
    "TX",
    "Private For-Profit",
    "Public",
    "Certificate of completion",
    "In-person",
    "31-113100",
    "Oroville",
    "95965",
    "138",
    "https://example.org/programs",
    "51.3902",
];

fn cell(name: &str, i: usize) -> Cell {
    let own = |t: String| Cell::Own(t);
    let state = usize::from(!i.is_multiple_of(OF_CALIFORNIA));
    match name {
        "reportingstate" | "state" => Cell::Few(state),
        "d101_eligible_training_provider" => own(format!("Invented Training Provider Number {} of the {} District", i / 3, i % 97)),
        "d102_provider_description" | "d106_program_description" => {
            own(format!("{i}: {}", "an invented description that is as long as those of real programs are. ".repeat(2)))
        }
        "d104_entity_type" => Cell::Few(2 + i % 2),
        "d105_program_name" => own(format!("Invented program {i}")),
        "d107_program_url" => Cell::Few(10),
        "d108_program" => Cell::Few(9),
        "d109_associated_credential" => Cell::Few(4),
        "d110_cip_code" => Cell::Few(11),
        "CIP_Title" => own(format!("Nursing Assistant/Aide and Patient Care Assistant/Aide {}", i % 400)),
        "d116_program_format" => Cell::Few(5),
        "address" => own(format!("{i} Invented Way")),
        "city" => Cell::Few(7),
        "zip" => Cell::Few(8),
        "d115_program_prerequisites" | "d100_reciprocal_agreements" => own(format!("{}", i % 900)),
        _ if name.contains("_soc_occupation_1") => Cell::Few(6),
        "d120_total_served" => Cell::Number((40 + i % 60).to_string()),
        "d121_total_exited" => Cell::Number((30 + i % 70).to_string()),
        "d122_total_completed" => Cell::Number((20 + i % 10).to_string()),
        "provider_unique_id" => Cell::Number((i / 3).to_string()),
        "de172" => Cell::Number("45473".to_owned()),
        _ if name.ends_with("_percent") => Cell::Number(format!("{}", (i % 1000) as f64 / 1000.0)),
        _ => Cell::Number("-1".to_owned()),
    }
}

/// Writes a workbook of so many programs. Answers the bytes of its sheet and of its shared strings before they are packed.
pub fn write(path: &Path, columns: &[String], rows: usize) -> (u64, u64) {
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(1)).large_file(false);
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path).unwrap()));
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let part = |name: &str, kind: &str| format!("<Override PartName=\"/xl/{name}.xml\" ContentType=\"{kind}+xml\"/>");
    for (name, text) in [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
                 ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>{}{}{}</Types>",
                part("workbook", &format!("{kind}.sheet.main")),
                part("worksheets/sheet1", &format!("{kind}.worksheet")),
                part("sharedStrings", &format!("{kind}.sharedStrings"))
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!("<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
                 <Relationship Id=\"rId2\" Type=\"{relations}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
    ] {
        zip.start_file(name, packed).unwrap();
        zip.write_all((HEAD.to_owned() + &text).as_bytes()).unwrap();
    }
    let mut strings: Vec<u8> = format!("{HEAD}<sst xmlns=\"{main}\">").into_bytes();
    let mut shared = 0;
    let mut share = |text: &str| {
        strings.extend(format!("<si><t>{text}</t></si>").bytes());
        shared += 1;
        shared - 1
    };
    FEW.iter().for_each(|t| {
        share(t);
    });
    zip.start_file("xl/worksheets/sheet1.xml", packed).unwrap();
    let mut sheet = format!("{HEAD}<worksheet xmlns=\"{main}\"><sheetData><row r=\"1\">");
    for (c, name) in columns.iter().enumerate() {
        sheet += &format!("<c r=\"{}\" t=\"s\"><v>{}</v></c>", place(c, 1), share(name));
    }
    sheet += "</row>";
    let mut length = 0;
    for i in 0..rows {
        sheet += &format!("<row r=\"{}\" spans=\"1:57\">", i + 2);
        for (c, name) in columns.iter().enumerate() {
            let at = place(c, i + 2);
            sheet += &match cell(name, i) {
                Cell::Own(text) => format!("<c r=\"{at}\" t=\"s\"><v>{}</v></c>", share(&text)),
                Cell::Few(which) => format!("<c r=\"{at}\" t=\"s\"><v>{which}</v></c>"),
                Cell::Number(number) => format!("<c r=\"{at}\"><v>{number}</v></c>"),
            };
        }
        sheet += "</row>";
        length += sheet.len() as u64;
        zip.write_all(sheet.as_bytes()).unwrap();
        sheet.clear();
    }
    zip.write_all(b"</sheetData></worksheet>").unwrap();
    strings.extend(b"</sst>");
    zip.start_file("xl/sharedStrings.xml", packed).unwrap();
    zip.write_all(&strings).unwrap();
    zip.finish().unwrap().flush().unwrap();
    (length, strings.len() as u64)
}
