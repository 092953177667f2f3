//! EDD editions in every layout: staged correctly or refused, never wrongly.

use rocp_tests::{EDD, Place};

use crate::marts::Mart;
use crate::samples::{miniature, samples};

fn sample() -> String {
    let path = samples("edd_projections").into_iter().find(|p| p.extension().unwrap() == "csv").unwrap();
    std::fs::read_to_string(path).unwrap()
}

fn staged(place: &Place, text: &str) -> Result<Mart, String> {
    let path = place.file("Long-Term_Occupational_edition.csv", text.as_bytes()).unwrap();
    let out = place.path().join("out");
    let said = place.rocp(&["stage", "edd_projections", "--file", path.to_str().unwrap(), "--out", out.to_str().unwrap()]).unwrap();
    if said.code == 0 { Ok(Mart::read(&out, "stg_edd_projections")) } else { Err(said.err) }
}

/// Everything but the line numbers, which an edition may change.
fn rows(mart: &Mart) -> Vec<String> {
    let text = ["area_type", "area_label", "county_list", "period", "soc_code", "occupation", "entry_education", "work_experience", "job_training"];
    let numbers = ["base_employment", "numeric_change", "exits", "transfers", "openings_total", "median_hourly_wage", "median_annual_wage"];
    (0..mart.len()).map(|i| format!("{:?} {:?}", text.map(|c| mart.text(c, i)), numbers.map(|c| mart.number(c, i)))).collect()
}

#[test]
fn reordered_columns_bom_and_blanks_in_headers_change_nothing() {
    let place = Place::new().unwrap();
    let plain = rows(&staged(&place, &sample()).unwrap());
    let mut reader = csv::Reader::from_reader(sample().into_bytes().leak() as &[u8]);
    let header = reader.headers().unwrap().clone();
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    let mut out = csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    let order: Vec<usize> = (0..header.len()).rev().collect();
    out.write_record(order.iter().map(|i| format!("{}  ", header[*i].replace("Total  Job", "Total Job").replace("Area Name (County Names)", "Area Name"))))
        .unwrap();
    for record in &records {
        out.write_record(order.iter().map(|i| format!(" {} ", &record[*i]))).unwrap();
    }
    let text = String::from_utf8(out.into_inner().unwrap()).unwrap();
    assert_eq!(rows(&staged(&place, &text).unwrap()), plain);
    assert_eq!(rows(&staged(&place, &sample().replace('\n', "\r\n")).unwrap()), plain);
}

#[test]
fn unknowns_keep_their_reason_and_zero_stays_zero() {
    let place = Place::new().unwrap();
    let mart = staged(&place, &sample()).unwrap();
    let at = (0..mart.len()).find(|i| mart.text("soc_code", *i) == "49-3023").unwrap();
    assert_eq!((mart.number("median_hourly_wage", at), mart.number("median_annual_wage", at)), (Some(22.4), None));
    assert_eq!(mart.list("unknown", at), ["median_annual_wage:0.00 means not published"]);
    assert_eq!(mart.text("work_experience", at), "None");
    let all = (0..mart.len()).find(|i| mart.text("soc_code", *i) == "00-0000").unwrap();
    assert_eq!(mart.text("entry_education", all), "");
    assert!(mart.list("unknown", all).contains(&"entry_education:N/A".to_owned()));
}

#[test]
fn a_file_without_levels_stages_and_one_without_openings_does_not() {
    let place = Place::new().unwrap();
    let drop = |name: &str| {
        let text = sample();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let at = reader.headers().unwrap().iter().position(|h| h == name).unwrap();
        let mut out = csv::Writer::from_writer(Vec::new());
        let keep = |r: &csv::StringRecord| r.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| c.to_owned()).collect::<Vec<_>>();
        out.write_record(keep(reader.headers().unwrap())).unwrap();
        for record in reader.records() {
            out.write_record(keep(&record.unwrap())).unwrap();
        }
        String::from_utf8(out.into_inner().unwrap()).unwrap()
    };
    assert_eq!(staged(&place, &drop("SOC Level")).unwrap().len(), 27);
    let error = staged(&place, &drop("Total  Job Openings")).err().unwrap();
    assert!(error.contains("\"total job openings\" is missing"), "{error}");
}

/// A place whose local rows are of an older period in SOC 2010 and whose state rows of a newer one in SOC 2018, in one file. In SOC 2010 nursing assistants are
/// 31-1014; there is no 31-1120 and no 13-1020: its row stands under each of `parts`.
fn mixed(parts: &[&str]) -> Place {
    let place = miniature();
    let mut text = String::new();
    for line in sample().lines() {
        let local = line.replace(",2020-2030,", ",2018-2028,").replace("31-1131", "31-1014").replace("13-1020", "13-1023");
        let lines = match line {
            kept if kept.starts_with("State") || kept.starts_with("Area Type") => vec![kept.to_owned()],
            whole if whole.contains("31-1120") => parts.iter().map(|part| local.replace("31-1120", part)).collect(),
            _ => vec![local],
        };
        text.push_str(&(lines.join("\n") + "\n"));
    }
    text = text.replace("El Centro MSA (Imperial County),2018-2028", "El Centro MSA (Imperial County),2020-2030");
    let path = place.file("Long-Term_Occupational_2018-2028.csv", text.as_bytes()).unwrap();
    let said = place.rocp(&["fetch", "edd_projections", "--file", path.to_str().unwrap()]).unwrap();
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("loaded: 2020-2030; this file: 2018-2028, kept as an older edition"), "{}", said.out);
    // An older edition is used where a profile names it.
    let older = std::fs::read_to_string(place.path().join(EDD)).unwrap() + "\n[editions]\n\"edd_projections.areas_csv\" = \"2018-2028\"\n";
    let older = place.file("older.toml", older.as_bytes()).unwrap();
    let said = place.rocp(&["run", "--offline", "--profile", older.to_str().unwrap()]).unwrap();
    assert_eq!(said.code, 3, "{}", said.err);
    place
}

/// The row of an occupation in a macroregion or the state.
fn row(gap: &Mart, region: &str, soc: &str) -> Option<usize> {
    let shown = ["macroregion", "state"];
    (0..gap.len()).find(|i| gap.text("region", *i) == region && gap.text("soc", *i) == soc && shown.contains(&gap.text("scheme", *i).as_str()))
}

/// The rows of staged projections that an explanation names, as code and openings, and the line in the file.
fn lines_behind(place: &Place, figure: &str) -> Vec<(String, String)> {
    let file = place.file("figure.tsv", figure.as_bytes()).unwrap();
    let said = place.rocp(&["explain", "--batch", file.to_str().unwrap()]).unwrap();
    assert_eq!(said.code, 0, "{}", said.err);
    let answer: serde_json::Value = serde_json::from_str(said.out.lines().next().unwrap()).unwrap();
    let steps = answer["steps"].as_array().unwrap();
    let step = steps.iter().find(|s| s["table"] == "stg_edd_projections").unwrap();
    let text = |v: &serde_json::Value| v.as_str().unwrap().to_owned();
    step["rows"].as_array().unwrap().iter().map(|r| (text(&r["soc_code"]), text(&r["line"]))).collect()
}

#[test]
fn mixed_periods_and_soc_vintages_are_read_row_by_row() {
    let place = mixed(&["31-1011"]);
    let gap = Mart::read(&place.path().join("reports/latest/data"), "supply_demand_gap");
    let find = |region: &str, soc: &str| row(&gap, region, soc);
    // Carried over: 31-1014 is exactly 31-1131. 420 + ... of two over ten years: the same figure, its own period, flagged.
    let i = find("Los Angeles", "31-1131").unwrap();
    assert_eq!((gap.number("demand_openings", i), gap.text("demand_period", i)), (Some(192.0), "2018-2028".to_owned()));
    assert!(gap.list("flags", i).contains(&"soc_2010_mapped".to_owned()));
    let state = find("California", "31-1131").unwrap();
    assert_eq!((gap.number("demand_openings", state), gap.text("demand_period", state)), (Some(640.0), "2020-2030".to_owned()));
    assert!(!gap.list("flags", state).contains(&"soc_2010_mapped".to_owned()));
    // A part of a combined occupation is not the combined occupation: unknown, not the part's figure.
    let i = find("Los Angeles", "31-1120").unwrap();
    assert_eq!((gap.number("demand_openings", i), gap.text("status", i)), (None, "unknown".to_owned()));
    for old in ["31-1014", "31-1011", "31-1121"] {
        assert!(find("Los Angeles", old).is_none(), "{old} is not published today");
    }
    // What is lost is listed, by kind of area, with its share of all openings there: 750 and 500 of 1,880 a year; 250 of 374.
    let lost = Mart::read(&place.path().join("reports/latest/data"), "code_not_carried");
    let told: Vec<_> = (0..lost.len())
        .map(|i| (["area_type", "period", "soc_code", "not_carried"].map(|c| lost.text(c, i)), ["openings_lost", "openings_share"].map(|c| lost.number(c, i))))
        .collect();
    let part = |area: &str, openings: f64, share: f64| {
        ([area, "2018-2028", "31-1011", "part_not_published"].map(str::to_owned), [Some(openings), Some((share * 1e6).round() / 1e6)])
    };
    assert_eq!(told, [part("Consortium", 250.0, 250.0 / 350.0), part("Metropolitan Area", 1250.0, 1250.0 / 1880.0)]);
    let key = "area_type=Consortium\tperiod=2018-2028\tsoc_code=31-1011\tnot_carried=part_not_published";
    assert_eq!(lines_behind(&place, &format!("code_not_carried.openings_lost\t{key}")).iter().map(|l| l.0.as_str()).collect::<Vec<_>>(), ["31-1011"]);
}

/// Two codes of 2010 that are one today are added up where both are published, and both rows stand behind the figure.
#[test]
fn parts_that_are_one_code_today_are_added_up() {
    let place = mixed(&["31-1011", "39-9021"]);
    let gap = Mart::read(&place.path().join("reports/latest/data"), "supply_demand_gap");
    let i = row(&gap, "Los Angeles", "31-1120").unwrap();
    assert_eq!((gap.number("demand_openings", i), gap.text("demand_period", i)), (Some(1500.0), "2018-2028".to_owned()));
    assert_eq!(gap.text("occupation", i), "Home Health and Personal Care Aides");
    assert!(gap.list("flags", i).contains(&"soc_2010_mapped".to_owned()));
    assert_eq!(Mart::read(&place.path().join("reports/latest/data"), "code_not_carried").len(), 0);
    let key = format!("scheme={}\tregion_id={}\tsoc=31-1120", gap.text("scheme", i), gap.text("region_id", i));
    let lines = lines_behind(&place, &format!("supply_demand_gap.demand_openings\t{key}"));
    // The area itself stands on its total.
    let parts: Vec<_> = lines.iter().map(|l| l.0.as_str()).filter(|code| *code != "00-0000").collect();
    assert_eq!(parts, ["31-1011", "39-9021"], "{lines:?}");
}

#[test]
fn renamed_areas_are_the_same_area() {
    let place = miniature();
    place.rocp(&["run", "--offline", "--profile", EDD]).unwrap();
    let region = |place: &Place| {
        let data = Mart::read(&place.path().join("reports/latest/data"), "supply_demand_gap");
        let i = (0..data.len()).find(|i| data.text("scheme", *i) == "edd-area" && data.text("region_id", *i) == "riverside-san-bernardino").unwrap();
        (data.text("region", i), data.number("demand_openings", i))
    };
    assert_eq!(region(&place).0, "Riverside-San Bernardino-Ontario MSA");
    let text = sample()
        .replace("Riverside-San Bernardino-Ontario MSA (Riverside and San Bernardino Counties)", "Inland Empire MSA (San Bernardino and Riverside Counties)");
    let path = place.file("Long-Term_Occupational_renamed.csv", text.as_bytes()).unwrap();
    place.rocp(&["fetch", "edd_projections", "--file", path.to_str().unwrap()]).unwrap();
    place.rocp(&["run", "--offline", "--profile", EDD]).unwrap();
    assert_eq!(region(&place).0, "Inland Empire MSA");
}

/// The state's newer workbook takes precedence for the state alone.
#[test]
fn the_state_workbook_is_newer_for_the_state_alone() {
    let place = miniature();
    let book = samples("edd_projections").into_iter().find(|p| p.extension().unwrap() == "xlsx").unwrap();
    assert_eq!(place.rocp(&["fetch", "edd_projections", "--file", book.to_str().unwrap()]).unwrap().code, 0);
    place.rocp(&["run", "--offline", "--profile", EDD]).unwrap();
    let gap = Mart::read(&place.path().join("reports/latest/data"), "supply_demand_gap");
    let period = |region: &str| {
        let i = (0..gap.len()).find(|i| gap.text("region", *i) == region && gap.text("soc", *i) == "31-1131").unwrap();
        (gap.text("demand_period", i), gap.number("demand_openings", i))
    };
    assert_eq!(period("California"), ("2023-2033".to_owned(), Some(666.0)));
    assert_eq!(period("Los Angeles"), ("2020-2030".to_owned(), Some(192.0)));
}
