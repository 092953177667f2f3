//! Marks for unknown, years that a file does not say, codes that a spreadsheet damaged.

use rocp_tests::{Place, shared};

use crate::sources::stage;

const SCORECARD: &str = "college_scorecard";

#[test]
fn every_mark_for_unknown_keeps_its_reason() {
    let Some(shared) = shared() else { return };
    let file = shared.join("cases/scorecard-na/Most-Recent-Cohorts-Field-of-Study.csv");
    let staged = stage(SCORECARD, file, Some("field_of_study:2021-22"));
    let rows = staged.table("stg_college_scorecard");
    let told: Vec<_> = (0..rows.len()).map(|i| (rows.text("cip4", i), rows.number("awards", i), rows.text("count_mark", i))).collect();
    let row = |cip4: &str, awards, mark: &str| (cip4.to_owned(), awards, mark.to_owned());
    let wanted =
        [row("51.39", None, "PS"), row("47.06", None, "PrivacySuppressed"), row("01.39", Some(12.0), ""), row("47.07", None, "NA"), row("47.08", None, "<=10")];
    assert_eq!(told, wanted);
    assert_eq!(staged.put_aside(), 0);
}

#[test]
fn the_years_of_the_scorecard_are_the_files_or_it_is_refused() {
    let Some(shared) = shared() else { return };
    let case = |name: &str| shared.join("cases").join(name);
    let staged = stage(SCORECARD, case("scorecard-other-year/FieldOfStudyData1415_1516_PP.csv"), Some("field_of_study:2014-15"));
    let rows = staged.table("stg_college_scorecard");
    assert_eq!((rows.text("academic_year", 0).as_str(), rows.text("second_academic_year", 0).as_str()), ("2014-15", "2015-16"));
    let file = case("scorecard-na/Most-Recent-Cohorts-Field-of-Study.csv");
    let place = Place::new().unwrap();
    let said = place.rocp(&["fetch", SCORECARD, "--file", file.to_str().unwrap()]).unwrap();
    assert!([2, 4].contains(&said.code) && said.err.contains("hint: "), "a file whose years are not proved is refused: {}", said.err);
}

const HEADER: &str = "UNITID,CIPCODE,MAJORNUM,AWLEVEL,XCTOTALT,CTOTALT,XCTOTALM,CTOTALM,XCTOTALW,CTOTALW\n";

#[test]
fn a_code_that_a_spreadsheet_shortened_is_mended_where_proved_and_else_refused() {
    let place = Place::new().unwrap();
    let out = place.path().join("out");
    let staged = |text: &str| {
        let file = place.file("c2023_a.csv", text.as_bytes()).unwrap();
        place.rocp(&["stage", "ipeds_completions", "--edition", "2023", "--file", file.to_str().unwrap(), "--out", out.to_str().unwrap()]).unwrap()
    };
    if let Some(shared) = shared() {
        let said = staged(&std::fs::read_to_string(shared.join("cases/ipeds-resaved/c2023_a.csv")).unwrap());
        assert_eq!(said.code, 4, "{}", said.out);
        assert!(said.err.contains("line 2: program 12.05 has fewer than six digits") && said.err.contains("there is none"), "{}", said.err);
    }
    let rows = "900101,51,1,3,R,100,R,20,R,80\n900101,52.0302,1,3,R,7,R,3,R,4\n900101,1.0308,1,3,R,9,R,4,R,5\n";
    let said = staged(&format!("{HEADER}{rows}900101,99,1,3,R,116,R,27,R,89\n"));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!((said.out + &said.err).contains("1 program codes had lost zeros"));
    let table = crate::marts::Mart::read(&out, "stg_ipeds_completions");
    let told: Vec<_> = (0..table.len()).map(|i| (table.text("cip_code", i), table.small("cip_digits", i))).collect();
    let row = |code: &str, digits| (code.to_owned(), Some(digits));
    assert_eq!(told, [row("51.0000", 6), row("52.0302", 6), row("01.0308", 6), row("99", 0)]);
    // A total of a family would make the sum too large, and an unknown count proves nothing.
    let said = staged(&format!("{HEADER}{rows}900101,99,1,3,R,16,R,7,R,9\n"));
    assert!(said.code == 4 && said.err.contains("add up to 116") && said.err.contains("it is 16"), "{}", said.err);
    let said = staged(&format!("{HEADER}{rows}900101,99,1,3,R,,R,,R,\n"));
    assert_eq!(said.code, 4, "{}", said.out);
}

#[test]
fn a_file_of_bad_rows_alone_says_the_first() {
    let place = Place::new().unwrap();
    for (source, name, text, told) in [
        ("ipeds_completions", "c2023_a.csv", format!("{HEADER}x,51.3902,1,3,R,1,R,1,R,0\n"), "line 2, unitid is \"x\": not a UNITID of six digits"),
        ("apprenticeship", "apprentices.csv", "Year,County,Occupation,Completers\n2024,Atlantis,Diver,3\n".to_owned(), "line 2, area_name is \"Atlantis\""),
        (
            SCORECARD,
            "FieldOfStudyData1415_1516_PP.csv",
            "UNITID,INSTNM,CIPCODE,CREDLEV,IPEDSCOUNT1\n113856,A,1.9E+13,1,3\n".to_owned(),
            "line 2, cip4 is \"1.9E+13\"",
        ),
        (
            "table",
            "crosswalk.csv",
            "program_kind,program_code,soc,reason,period,source,licence,retrieved\nTOP,1,31-1131,r,2026,S,public,2026-01-31\n".to_owned(),
            "line 2, program_code: ",
        ),
    ] {
        let file = place.file(name, text.as_bytes()).unwrap();
        let out = place.path().join(source);
        let mut args = vec!["stage", source, "--file", file.to_str().unwrap(), "--out", out.to_str().unwrap()];
        match source {
            "ipeds_completions" => args.extend(["--edition", "2023"]),
            SCORECARD => args.extend(["--edition", "2014-15"]),
            _ => {}
        }
        let said = place.rocp(&args).unwrap();
        assert_eq!(said.code, 4, "{source}: {}", said.out);
        assert!(said.err.contains("none of its rows can be used") && said.err.contains(told), "{source}: {}", said.err);
    }
}
