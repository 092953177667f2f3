//! What a file is, is read from the file: every published file and every handed case under misleading names, every wrong role, every wrong edition.

use std::path::{Path, PathBuf};

use rocp_sources::decode::workbook::Decoder;
use rocp_sources::fetch::file;
use rocp_sources::head::Head;
use rocp_sources::identify::{self, Identity, Known, Said};
use rocp_sources::{SourceError, edition};
use rocp_tests::{Place, program, shared};

use crate::samples::known;

/// Names that say nothing, or something wrong.
const NAMES: [&str; 10] = [
    "download (3).csv",
    "data.xlsx",
    "file",
    "Long-Term_Occupational_Employment_Projections_2030-2040.csv",
    "laucnty19.xlsx",
    "hd2019.csv",
    "c2031_a.zip",
    "cdenroll1819.txt",
    "supply.csv",
    "occupation_2012-2022.xlsx",
];

/// What a file should be taken for.
#[derive(Debug, Clone, Copy)]
enum Is {
    /// Of this source and role, and of this edition as the file says; `""` where the card knows no editions.
    Of(&'static str, &'static str, &'static str),
    /// Of this source and role; the edition has to be asked for.
    Asked(&'static str, &'static str),
    /// No file that a source takes.
    Nothing,
}
use Is::{Asked, Nothing, Of};

/// How the paths begin, the first that fits counts.
const FILES: &[(&str, Is)] = &[
    ("data/badinput/generated/json_bls", Of("bls_api", "series", "")),
    ("data/bls/api/", Of("bls_api", "series", "")),
    ("data/bls/laus/laucnty24", Of("bls_laus", "counties", "2024")),
    ("data/bls/oews-2025/oe.datatype", Of("bls_oews", "datatype", "")),
    ("data/bls/oews-2025/oe.data", Of("bls_oews", "data", "2025")),
    ("data/bls/oews-2025/oe.area", Of("bls_oews", "area", "")),
    ("data/bls/oews-2025/oe.footnote", Of("bls_oews", "footnote", "")),
    ("data/bls/oews-2025/oe.industry", Of("bls_oews", "industry", "")),
    ("data/bls/oews-2025/oe.occupation", Of("bls_oews", "occupation", "")),
    ("data/bls/oews-2025/oe.release", Of("bls_oews", "release", "")),
    ("data/bls/projections/occupation_2016", Of("bls_projections", "occupations", "2016-2026")),
    ("data/bls/projections/occupation_2024", Of("bls_projections", "occupations", "2024-2034")),
    ("data/cccco/CourseRetSuccessSumm", Of("cccco_datamart", "course_success", "2025-08")),
    ("data/cccco/credit_course_summary", Of("cccco_datamart", "course_summary", "2026-01")),
    ("data/cccco/ProgramAwards", Of("cccco_awards", "program_awards", "2023-24")),
    ("data/cccco/master-course-file/", Of("cccco_master_courses", "courses", "*")),
    ("data/cde/CDE Graduation 2016", Of("cde_graduates", "graduates_by_ethnicity", "2016-17")),
    ("data/cde/CDE Graduation 2017", Of("cde_graduates", "graduates", "2017-18")),
    ("data/cde/CDE Graduation 2018", Of("cde_graduates", "graduates", "2018-19")),
    ("data/cde/CDE Graduation 2022", Of("cde_graduates", "graduates", "2022-23")),
    ("data/cde/pubschls_2018", Of("cde_directory", "schools", "2018-06-26")),
    // Nothing in it says that most of its rows are left out: it is as new as its newest row.
    ("data/cde/pubschls_2026", Of("cde_directory", "schools", "2016-10-24")),
    ("data/coe/TOP-CIP-SOC", Of("coe_top_cip_soc", "workbook", "2025-02")),
    ("data/coe/supply_by_top", Of("coe_supply", "supply_by_top", "2022-23")),
    ("data/edd/laus/", Of("edd_laus", "annual", "*")),
    ("data/edd/projections/Long-Term_Industry", Of("edd_projections_industry", "long_term", "2018-2028")),
    ("data/edd/projections/Short-Term_Industry", Of("edd_projections_industry", "short_term", "2020-2022")),
    ("data/edd/projections/Long-Term_Occupational", Of("edd_projections", "areas_csv", "2020-2030")),
    ("data/edd/projections/cal_OccProj", Of("edd_projections", "state", "2023-2033")),
    ("data/nces/cip-soc/", Of("nces_cip_soc", "crosswalk", "*")),
    ("data/nces/ipeds-hd/", Asked("ipeds_directory", "directory")),
    ("data/onet-27.0/Job Zone Reference", Asked("onet", "job_zone_reference")),
    ("data/onet-27.0/Job Zones", Asked("onet", "job_zones")),
    ("data/onet-27.0/Occupation Data", Asked("onet", "occupations")),
    ("data/soc/oes_hybrid", Of("soc", "oews_hybrid", "*")),
    ("data/soc/soc_2010_to_2018", Of("soc", "crosswalk_2010_2018", "*")),
    ("data/soc/soc_structure", Of("soc", "structure_2018", "*")),
    ("data/", Nothing),
    ("cases/analyst-demand/demand", Of("table", "demand", "")),
    ("cases/apprenticeship/apprentices", Of("apprenticeship", "apprentices", "*")),
    ("cases/ipeds-resaved/", Asked("ipeds_completions", "completions")),
    ("cases/scorecard", Asked("college_scorecard", "field_of_study")),
    ("cases/", Nothing),
];

fn files(top: &Path, folder: &Path, out: &mut Vec<(String, PathBuf)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(top, &path, out);
        } else {
            out.push((path.strip_prefix(top).unwrap().to_string_lossy().into_owned(), path));
        }
    }
}

/// The published files and the handed cases, in order of path.
fn all() -> Option<Vec<(String, PathBuf)>> {
    let shared = shared()?;
    let mut out = Vec::new();
    for folder in ["data", "cases"] {
        files(&shared, &shared.join(folder), &mut out);
    }
    out.sort();
    Some(out)
}

fn wanted(path: &str) -> Is {
    FILES.iter().find(|(start, _)| path.starts_with(start)).unwrap_or_else(|| panic!("{path} is nowhere in the table")).1
}

/// What a file is taken for, in a word.
fn taken(found: &Result<(&Known, Identity), SourceError>) -> String {
    match found {
        Ok(((source, _), is)) => format!("{} {} {}", source.id, is.family, is.edition.as_deref().unwrap_or_default()),
        Err(SourceError::Edition { is, .. }) => format!("asked: {is}"),
        Err(e) => format!("refused: {e}"),
    }
}

fn fits(is: Is, found: &Result<(&Known, Identity), SourceError>) -> bool {
    match (is, found) {
        (Of(source, role, edition), Ok(((s, _), i))) => {
            s.id == source && i.family == role && (edition == "*" || i.edition.as_deref().unwrap_or_default() == edition) && i.is_proved
        }
        // A layout whose edition the content does not tell may stand where the table leaves the edition open.
        (Of(source, role, "*"), Err(SourceError::Edition { is, .. })) | (Asked(source, role), Err(SourceError::Edition { is, .. })) => {
            is.starts_with(&format!("{source} {role} "))
        }
        (Nothing, Err(e)) => e.hint().is_some() && !matches!(e, SourceError::Edition { .. }),
        _ => false,
    }
}

#[test]
fn every_file_is_told_by_its_content_whatever_its_name() {
    let Some(all) = all() else { return };
    let (known, decoder) = (known(), Decoder::new(program().unwrap()));
    let (mut tried, mut recognised, mut asked, mut refused, mut wrong) = (0, 0, 0, 0, Vec::new());
    for (path, place) in &all {
        let is = wanted(path);
        let raw = || file::open(place);
        for name in NAMES {
            tried += 1;
            let found = Head::new(name, &raw, &decoder).and_then(|head| identify::of_all(&known, &head, Said::default()));
            match &found {
                _ if !fits(is, &found) => wrong.push(format!("{path} as {name}: {} instead of {is:?}", taken(&found))),
                Ok(_) => recognised += 1,
                Err(SourceError::Edition { .. }) => asked += 1,
                Err(_) => refused += 1,
            }
            // What is refused at the first look is refused under every name.
            if matches!(is, Nothing) && path.contains("badinput") {
                break;
            }
        }
    }
    println!("{} files, {tried} names tried: {recognised} recognised, {asked} asked for their edition, {refused} refused, {} wrong", all.len(), wrong.len());
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_wrong_role_or_edition_is_refused_with_the_right_command() {
    let Some(all) = all() else { return };
    let (known, decoder) = (known(), Decoder::new(program().unwrap()));
    let (mut pairs, mut hinted, mut editions, mut wrong) = (0, 0, 0, Vec::new());
    for (path, place) in &all {
        let (own_source, own_role) = match wanted(path) {
            Of(source, role, _) | Asked(source, role) => (source, role),
            Nothing => continue,
        };
        let raw = || file::open(place);
        let head = Head::new("data.bin", &raw, &decoder).unwrap();
        for (source, card) in &known {
            for spec in card.files.iter().filter(|f| (source.id, f.role.as_str()) != (own_source, own_role)) {
                pairs += 1;
                let said = Said { role: Some(&spec.role), edition: Some("2021"), part: None };
                match identify::of_source(&known, source.id, &head, said) {
                    Ok((_, is)) => wrong.push(format!("{path} as {} {}: taken as {}", source.id, spec.role, is.role)),
                    Err(SourceError::Otherwise { command, .. }) if command.contains(&format!("rocp fetch {own_source} {own_role}")) => hinted += 1,
                    Err(SourceError::Otherwise { command, .. }) => wrong.push(format!("{path} as {} {}: the hint is {command}", source.id, spec.role)),
                    Err(_) => {}
                }
            }
        }
        // The right role with another edition.
        let right = identify::of_source(&known, own_source, &head, Said { role: Some(own_role), ..Said::default() });
        if let Ok((_, is)) = &right
            && let Some(own) = &is.edition
        {
            let other = own.chars().map(|c| c.to_digit(10).map_or(c, |d| char::from_digit((d + 1) % 10, 10).unwrap())).collect::<String>();
            let other = [other.as_str(), "2031", "2031-32", "2031-2041", "2031-05"].into_iter().find(|e| {
                let kind = known.iter().find(|(s, _)| s.id == own_source).and_then(|(_, c)| c.file(own_role)).and_then(|f| f.edition).unwrap();
                kind.normal(e).is_some_and(|n| edition::rank(&n) != edition::rank(own))
            });
            let other = other.unwrap_or_else(|| panic!("{path}: no other edition"));
            let found = identify::of_source(&known, own_source, &head, Said { role: Some(own_role), edition: Some(other), part: None });
            match found {
                Err(SourceError::Otherwise { is, said, .. }) if is.contains(own.as_str()) && !said.is_empty() => editions += 1,
                other_way => wrong.push(format!("{path} as {other} instead of {own}: {}", taken(&other_way))),
            }
        }
    }
    println!(
        "{pairs} pairs of a file and a wrong role: {hinted} refused with the right command, {} silently wrong; {editions} wrong editions refused",
        wrong.len()
    );
    assert!(wrong.is_empty() && hinted > 0, "{}", wrong.join("\n"));
}

/// The real program, a folder: a table of what every file is.
#[test]
fn a_folder_or_a_zip_file_is_taken_whole() {
    let place = Place::new().unwrap();
    let folder = place.path().join("downloads/more");
    std::fs::create_dir_all(&folder).unwrap();
    let sample =
        |source: &str, start: &str| crate::samples::samples(source).into_iter().find(|p| p.file_name().unwrap().to_string_lossy().starts_with(start)).unwrap();
    std::fs::copy(sample("coe_supply", ""), folder.join("download (3).csv")).unwrap();
    std::fs::copy(sample("bls_projections", ""), folder.join("data.xlsx")).unwrap();
    std::fs::write(folder.join("notes.txt"), "call the registrar\n").unwrap();
    let said = place.rocp(&["fetch", "--file", "downloads"]).unwrap();
    assert_eq!(said.code, 3, "{}\n{}", said.out, said.err);
    assert!(
        said.out.contains("what it is") && said.out.contains("coe_supply supply_by_top") && said.out.contains("bls_projections occupations"),
        "{}",
        said.out
    );
    assert!(said.out.contains("2 of 3 files loaded") && said.out.contains("not loaded: notes.txt is no file that any source knows"), "{}", said.out);
    let mut archive = zip::ZipWriter::new(std::fs::File::create(place.path().join("all.zip")).unwrap());
    for name in ["download (3).csv", "data.xlsx"] {
        archive.start_file(format!("inner/{name}"), zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut archive, &std::fs::read(folder.join(name)).unwrap()).unwrap();
    }
    archive.finish().unwrap();
    let said = place.rocp(&["fetch", "--file", "all.zip"]).unwrap();
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    assert_eq!(said.out.matches("the same bytes as held").count(), 2, "{}", said.out);
    // A file given as what it is not is refused, and makes nothing stale.
    let wrong = folder.join("download (3).csv");
    let said = place.rocp(&["fetch", "cccco_awards", "--file", wrong.to_str().unwrap()]).unwrap();
    assert!(said.code == 4 && said.err.contains("hint: rocp fetch coe_supply supply_by_top --file 'download (3).csv'"), "{}", said.err);
    let said = place.rocp(&["sources"]).unwrap();
    assert!(said.out.contains("edition 2022-23") && !said.out.contains("stale"), "{}", said.out);
}
