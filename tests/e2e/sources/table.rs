//! An analyst's own tables: template, staging, problems, and the commands around them.

use rocp_sources::catalog::table;
use rocp_tests::{Place, root};

use super::stage;

#[test]
fn templates_are_written_once_and_their_example_never_counts() {
    let place = Place::new().unwrap();
    let guide = std::fs::read_to_string(root().join("docs/analyst-tables.md")).unwrap();
    for role in table::roles() {
        let file = place.path().join(format!("{role}.csv"));
        let path = file.to_str().unwrap();
        let said = place.rocp(&["table", "template", role]).unwrap();
        assert_eq!(said.code, 0, "{}", said.err);
        let again = place.rocp(&["table", "template", role, "--out", path]).unwrap();
        assert_eq!(again.code, 2);
        assert!(again.err.contains("is there already") && again.err.contains("hint: "), "{}", again.err);
        // The example row is refused as such, and has no other problem.
        let said = place.rocp(&["fetch", "table", role, "--file", path]).unwrap();
        assert_eq!(said.code, 4, "{}", said.out);
        assert!(said.err.contains("the example row of the template"), "{}", said.err);
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, text.replace("(invented example: replace this row)", "Labor study")).unwrap();
        let said = place.rocp(&["fetch", "table", role, "--file", path]).unwrap();
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(said.out.contains(&format!("stg_table_{role}: 1 rows")), "{}", said.out);
        for column in text.lines().next().unwrap().trim_start_matches('\u{feff}').split(',') {
            assert!(guide.contains(&format!("`{column}`")), "docs/analyst-tables.md lacks {column} of {role}");
        }
    }
    let said = place.rocp(&["table", "template", "rents"]).unwrap();
    assert_eq!(said.code, 2);
    assert!(said.err.contains("demand, supply, crosswalk, living_wage"), "{}", said.err);
    assert_eq!(place.rocp(&["fetch", "table", "rents"]).unwrap().code, 2);
}

#[test]
fn every_problem_of_a_row_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demand.csv");
    // Enough good rows below that the bad ones stay under one in a hundred.
    let good = |i| format!("Good {i},06001,,,29-1141,5,,2023-2033,Study,public,,2026-01-31\n");
    let text = "area,counties,scheme,region,soc,annual_openings,annual_exits,period,source,licence,url,retrieved\n\
        A,06065,,,31-1131,100,,2023-2033,Study,public,,2026-01-31\n\
        A,99999,coe,,31,-5,1,2033-2023,Study,,example.org,2026-02-30\n\
        A,6065,,,311131,90,,2023-2033,Study,public,,2026-01-31\n\
        B,,,,31-1131,N/A,,2023-2033,Study,public,,2026-01-31\n\
        C,,county,Butte,31-1131,N/A,,2023-2033,Study,public,,2026-01-31\n";
    std::fs::write(&file, text.to_owned() + &(0..1100).map(good).collect::<String>()).unwrap();
    let staged = stage("table", file, Some("demand"));
    let bad = staged.table("stg_quarantine");
    let told: Vec<_> = (0..bad.len()).map(|i| bad.text("column_name", i)).collect();
    for column in ["counties", "soc", "annual_openings", "period", "licence", "url", "retrieved", "(row)"] {
        assert!(told.contains(&column.to_owned()), "{column}: {told:?}");
    }
    assert!((0..bad.len()).any(|i| bad.text("reason", i).contains("the same as line 2")));
    let rows = staged.table("stg_table_demand");
    assert_eq!(rows.len(), 1102);
    assert_eq!((rows.list("county_codes", 0), rows.number("openings_year", 0)), (vec!["06065".to_owned()], Some(100.0)));
    assert_eq!((rows.text("region", 1).as_str(), rows.number("openings_year", 1)), ("Butte", None));
}
