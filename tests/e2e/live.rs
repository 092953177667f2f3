//! The profile `live` against a scripted publisher that serves the agencies' real files under their real paths: a night, a quiet night, a night with half of
//! the publishers down.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rocp_lake::durable;
use rocp_tests::{Place, Said, shared};
use serde_json::{Value, json};

use crate::forms::{Asked, Part, answer, publisher};
use crate::marts::Mart;
use crate::samples::samples;
use crate::sources::{ipeds_completions, text};

/// Rows that the catalog gives at once, whatever is asked for.
const PAGE: usize = 5000;
/// Hosts that fail in the night of outages.
const DOWN: [&str; 2] = ["www.bls.gov", "data.ca.gov"];

/// Path and query, to the bytes there.
type Files = BTreeMap<String, Vec<u8>>;

fn zipped(member: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file(member, zip::write::SimpleFileOptions::default().compression_level(Some(1))).unwrap();
    archive.write_all(bytes).unwrap();
    archive.finish().unwrap().into_inner()
}

/// No county file of unemployment is beside the project: the publisher's layout with one in twenty without a job in every county.
fn unemployment(edition: u32) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, format!("Labor Force Data by County, 20{edition} Annual Averages")).unwrap();
    let header = ["LAUS Code", "State FIPS Code", "County FIPS Code", "County Name/State Abbreviation", "Year", "Labor Force", "Employed", "Unemployed"];
    sheet.write_row(1, 0, header).unwrap();
    sheet.write(1, 8, "Unemployment Rate (%)").unwrap();
    for (row, fips) in (2..).zip((1..=115).step_by(2)) {
        let name = format!("County {fips}, CA");
        sheet.write_row(row, 0, [format!("CN06{fips:03}00000000"), "06".into(), format!("{fips:03}"), name, format!("20{edition}")]).unwrap();
        sheet.write_row(row, 5, [20_000, 19_000, 1000]).unwrap();
        sheet.write(row, 8, 5).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// The directory of 2022 as one of 2023: its closings, by which a directory is told, are of that year.
pub fn stand_in_for_2023(directory: &[u8]) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(directory);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut place = None;
    for record in reader.byte_records().map(Result::unwrap) {
        let at = *place.get_or_insert_with(|| record.iter().position(|c| c == b"DEATHYR").unwrap());
        let moved = |(i, cell): (usize, &[u8])| if i == at && cell == b"2022" { b"2023".to_vec() } else { cell.to_vec() };
        writer.write_record(record.iter().enumerate().map(moved)).unwrap();
    }
    writer.into_inner().unwrap()
}

/// The real files where their publishers have them. The directory of 2023 is not beside the project: that of 2022 stands for it. Completions are real counts of
/// California in the publisher's layout.
fn files(data: &Path) -> Files {
    let read = |path: &str| std::fs::read(data.join(path)).unwrap();
    let mut out = Files::new();
    for name in ["area", "datatype", "footnote", "industry", "occupation", "release"] {
        out.insert(format!("/download.bls.gov/pub/time.series/oe/oe.{name}"), read(&format!("bls/oews-2025/oe.{name}")));
    }
    let survey = zstd::decode_all(read("bls/oews-2025/oe.data.0.Current.zst").as_slice()).unwrap();
    out.insert("/download.bls.gov/pub/time.series/oe/oe.data.0.Current".into(), survey);
    let newest = std::fs::read_dir(data.join("bls/projections")).unwrap().map(|e| e.unwrap().path()).filter(|p| p.to_string_lossy().contains("2024")).min();
    out.insert("/www.bls.gov/emp/ind-occ-matrix/occupation.xlsx".into(), std::fs::read(newest.unwrap()).unwrap());
    for name in ["soc_structure_2018.xlsx", "soc_2010_to_2018_crosswalk.xlsx"] {
        out.insert(format!("/www.bls.gov/soc/2018/{name}"), read(&format!("soc/{name}")));
    }
    let californian = |row: &Vec<String>, header: &[String]| row[header.iter().position(|c| c == "STABBR").unwrap()] == "CA";
    for edition in 19..=25 {
        out.insert(format!("/www.bls.gov/lau/laucnty{edition}.xlsx"), unemployment(edition));
    }
    let directory = text(&data.join("nces/ipeds-hd/hd2024.csv"), b',');
    let institutions = directory.iter().skip(1).filter(|r| californian(r, &directory[0])).map(|r| r[0].parse::<i64>().unwrap()).collect();
    for edition in ["2020", "2021", "2022", "2023", "2024"] {
        let hd = match edition {
            "2023" => stand_in_for_2023(&read("nces/ipeds-hd/hd2022.csv")),
            _ => read(&format!("nces/ipeds-hd/hd{edition}.csv")),
        };
        out.insert(format!("/nces.ed.gov/ipeds/datacenter/data/HD{edition}.zip"), zipped(&format!("hd{edition}.csv"), &hd));
        let awards = ipeds_completions::text_of(edition, Some(&institutions)).unwrap();
        out.insert(format!("/nces.ed.gov/ipeds/datacenter/data/C{edition}_A.zip"), zipped(&format!("c{edition}_a_rv.csv"), awards.as_bytes()));
    }
    schools(&mut out);
    out
}

/// Schools, classes, students and job zones: no real files are beside the project, so the samples stand under their publishers' paths, with the year of each edition.
fn schools(out: &mut Files) {
    let sample = |source: &str, part: &str| {
        let file = samples(source).into_iter().find(|f| f.to_string_lossy().contains(part)).unwrap();
        std::fs::read(file).unwrap()
    };
    let text = |bytes: &[u8]| bytes.iter().map(|b| char::from(*b)).collect::<String>();
    let bytes = |text: &str| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let classes = {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(sample("cde_cte", "CourseEnroll14"))).unwrap();
        let mut member = archive.by_index(0).unwrap();
        let mut all = Vec::new();
        std::io::Read::read_to_end(&mut member, &mut all).unwrap();
        text(&all)
    };
    for year in 12..=18 {
        let of = bytes(&classes.replace("1415\t", &format!("{year}{}\t", year + 1)));
        out.insert(format!("/www3.cde.ca.gov/download/dq/CourseEnroll{year}.zip"), zipped(&format!("CourseEnroll{year}.txt"), &of));
    }
    let census = text(&sample("cde_enrollment", "cdenroll2425"));
    for (name, year) in [("cdenroll2324-v2", "2023-2024"), ("cdenroll2425", "2024-2025"), ("cdenroll2526", "2025-2026")] {
        out.insert(format!("/www3.cde.ca.gov/demo-downloads/census/{name}.txt"), bytes(&census.replace("2024-2025", year)));
    }
    out.insert("/www.cde.ca.gov/schooldirectory/report?rid=dl1&tp=txt".into(), sample("cde_directory", ".txt"));
    for (name, part) in [("Job%20Zones", "Job Zones"), ("Job%20Zone%20Reference", "Job Zone Reference"), ("Occupation%20Data", "Occupation Data")] {
        out.insert(format!("/www.onetcenter.org/dl_files/database/db_30_3_text/{name}.txt"), sample("onet", part));
    }
}

/// Packages of California's catalog, each with one table.
const PACKAGES: [(&str, &str, &str); 4] = [
    ("long-term-occupational-employment-projections", "occupations", "Long-Term_Occupational_Employment_Projections_2020-2030.csv"),
    ("long-term-industry-employment-projections", "industries", "Long-Term_Industry_Employment_Projections_2018-2028.csv"),
    ("short-term-industry-employment-projections", "quarters", "Short-Term_Industry_Employment_Projections_2020-2022.csv"),
    ("oews", "wages", "Occupational_Employment_and_Wage_Statistics_SAMPLE.csv"),
];

/// The rows of a table: real ones, or the sample of the wage survey, of which no real file is beside the project.
fn table(data: &Path, file: &str) -> Vec<Vec<String>> {
    let real = data.join("edd/projections").join(file);
    if real.exists() { text(&real, b',') } else { text(&samples("edd_oews")[0], b',') }
}

/// Identifier of a table, to its rows with their header.
type Tables = BTreeMap<&'static str, Vec<Vec<String>>>;

/// The catalog of California with the projections as its rows.
fn catalog(tables: &Tables, asked: &Asked) -> Value {
    if asked.path.contains("package_show") {
        let (_, id, file) = PACKAGES.iter().find(|(package, ..)| asked.path.contains(package)).unwrap();
        let name = file.trim_end_matches(".csv").replace('_', " ");
        return json!({"success": true, "result": {"resources": [{"id": id, "name": name, "last_modified": "2024-01-01", "datastore_active": true}]}});
    }
    let rows = tables.iter().find(|(id, _)| asked.path.contains(&format!("resource_id={id}"))).unwrap().1;
    let offset: usize = asked.path.split("offset=").nth(1).and_then(|t| t.split('&').next()).unwrap().parse().unwrap();
    let (header, body) = rows.split_first().unwrap();
    let fields: Vec<Value> = std::iter::once("_id").chain(header.iter().map(String::as_str)).map(|id| json!({ "id": id })).collect();
    let record = |(i, row): (usize, &Vec<String>)| {
        let mut cells: serde_json::Map<String, Value> = header.iter().cloned().zip(row.iter().map(|c| json!(c))).collect();
        cells.insert("_id".into(), json!(i + 1));
        Value::Object(cells)
    };
    let records: Vec<Value> = body.iter().enumerate().skip(offset).take(PAGE).map(record).collect();
    json!({"success": true, "result": {"total": body.len(), "fields": fields, "records": records}})
}

fn serve(files: &Files, marks: &BTreeMap<String, String>, rows: &Tables, asked: &Asked, outage: bool) -> Vec<Part> {
    if outage && DOWN.iter().any(|host| asked.path.starts_with(&format!("/{host}/"))) {
        return answer("404 Not Found", &[], "");
    }
    if asked.path.starts_with("/data.ca.gov/api/3/action/") {
        return answer("200 OK", &[], catalog(rows, asked).to_string());
    }
    let Some(bytes) = files.get(&asked.path) else { return answer("404 Not Found", &[], "") };
    let mark = &marks[&asked.path];
    if asked.head.contains(&format!("if-none-match: \"{mark}\"")) {
        return answer("304 Not Modified", &[], "");
    }
    answer("200 OK", &[&format!("ETag: \"{mark}\"")], bytes)
}

#[test]
fn nights_of_the_live_profile() {
    let Some(shared) = shared() else { return };
    let data = shared.join("data");
    let files = Arc::new(files(&data));
    let marks: Arc<BTreeMap<String, String>> = Arc::new(files.iter().map(|(path, bytes)| (path.clone(), durable::sha256(bytes)[..16].to_owned())).collect());
    let rows: Arc<Tables> = Arc::new(PACKAGES.iter().map(|(_, id, file)| (*id, table(&data, file))).collect());
    let outage = Arc::new(AtomicBool::new(false));
    let at = {
        let (files, marks, rows, outage) = (files.clone(), marks.clone(), rows.clone(), outage.clone());
        publisher(move |asked| serve(&files, &marks, &rows, asked, outage.load(Ordering::SeqCst)))
    };
    let place = Place::new().unwrap();
    // The one file of the profile that its publisher has in another form only.
    let by_hand = data.join("soc/oes_hybrid_crosswalk.csv");
    assert_eq!(place.rocp(&["fetch", "soc", "--file", by_hand.to_str().unwrap()]).unwrap().code, 0);
    let night = |more: &[&str]| -> Said {
        let mut args = vec!["run", "--profile", "live", "--mirror", &at.address, "--contact", "planner@example.org"];
        args.extend(more);
        place.rocp(&args).unwrap()
    };
    let asked = || std::mem::take(&mut *at.log.lock().unwrap());

    let first = night(&[]);
    assert!([0, 3].contains(&first.code), "{}", first.err);
    assert!(first.out.contains("report: reports/"), "{}\n{}", first.out, first.err);
    assert!(!first.err.contains("not fetched"), "{}", first.err);
    let paths: Vec<String> = asked().into_iter().map(|a| a.path).collect();
    assert!(files.keys().all(|path| paths.contains(path)), "every real file was asked for at its publisher's path: {paths:?}");
    let table = Mart::read(&place.path().join("reports/latest/data"), "supply_demand_gap");
    let la = |soc: &str| {
        let here =
            |i: &usize| (table.text("scheme", *i), table.text("region", *i), table.text("soc", *i)) == ("macroregion".into(), "Los Angeles".into(), soc.into());
        (0..table.len()).find(here).unwrap()
    };
    // EDD's openings of 2020-2030 over ten years, as METHOD.md section 10 has them.
    assert_eq!(table.number("demand_openings", la("49-3023")), Some(1450.0));
    assert_eq!(table.number("demand_openings", la("31-1131")), Some(4466.0));
    let page = std::fs::read_to_string(place.path().join("reports/latest/region/los-angeles.html")).unwrap();
    assert!(page.contains("Unemployment, Los Angeles") && page.contains("5.0%") && page.contains("Sectors as projected 2018-2028, Los Angeles"));
    let counted = crate::sources::tell((0..table.len()).map(|i| table.number("supply_whole", i).filter(|s| *s > 0.0)));
    assert!(counted.known > 1000, "{counted:?}");

    let quiet = night(&[]);
    assert!(quiet.out.contains("nothing is due at any publisher before") && quiet.out.contains("nothing changed"), "{}", quiet.out);
    assert!(asked().is_empty(), "a night on which nothing is due asks nobody");
    let conditional = night(&["--ask-all"]);
    assert!(conditional.out.contains("nothing changed"), "{}\n{}", conditional.out, conditional.err);
    let again = asked();
    let listing = |a: &&Asked| a.path.contains("package_show");
    assert_eq!(again.iter().filter(listing).count(), PACKAGES.len());
    // A year that is not there yet has no mark.
    for a in again.iter().filter(|a| !listing(a) && files.contains_key(&a.path)) {
        assert!(a.head.contains(&format!("if-none-match: \"{}\"", marks[&a.path])), "{} would be transferred again", a.path);
    }

    outage.store(true, Ordering::SeqCst);
    let dark = night(&["--ask-all"]);
    assert_eq!(dark.code, 3, "{}", dark.err);
    assert!(
        dark.err.contains("error: ") && dark.err.contains("the file held stays in use") && dark.out.contains("report: reports/"),
        "{}\n{}",
        dark.out,
        dark.err
    );
    let page = std::fs::read_to_string(place.path().join("reports/latest/index.html")).unwrap();
    assert!(page.contains("Not fresh:") && page.contains("Long-term occupational employment projections"), "the pages say what is stale");
    let sources = place.rocp(&["sources"]).unwrap().out;
    assert_eq!(sources.matches("stale: a newer file could not be fetched").count(), 14, "{sources}");

    // What failed is due at once: the next night asks for that and for nothing else, and all is fresh again.
    outage.store(false, Ordering::SeqCst);
    asked();
    let healed = night(&[]);
    assert_eq!(healed.code, first.code, "{}", healed.err);
    let mended = asked();
    assert!(mended.iter().all(|a| DOWN.iter().any(|host| a.path.starts_with(&format!("/{host}/")))), "{mended:?}");
    assert_eq!(mended.iter().map(|a| &a.path).collect::<std::collections::BTreeSet<_>>().len(), 14, "ten files and four listings: {mended:?}");
    let page = std::fs::read_to_string(place.path().join("reports/latest/index.html")).unwrap();
    assert!(!page.contains("Not fresh:"));
}
