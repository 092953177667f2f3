//! Overrides from the command line to the page: what is set changes exactly what `crosswalk diff` said, and taken back leaves no trace in the figures.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rocp_lake::lock::WriteLock;
use rocp_lake::{archive, release};
use rocp_tests::{EDD, Place, Said};

use crate::marts::Mart;
use crate::samples::miniature;

/// A miniature California with a published run.
pub fn published() -> Place {
    let place = miniature();
    run(&place);
    place
}

pub fn run(place: &Place) -> String {
    let said = place.rocp(&["run", "--offline", "--profile", EDD]).unwrap();
    assert_eq!(said.code, 3, "{}", said.err);
    release::published(&place.lake()).unwrap()
}

/// Sets an override of 2026-11-20.
pub fn set(place: &Place, args: &[&str]) -> Said {
    let head = ["crosswalk", "set"];
    let tail = ["--reason", "A survey of graduates", "--author", "analyst", "--date", "2026-11-20"];
    place.rocp(&[&head, args, &tail].concat()).unwrap()
}

fn data(place: &Place, run: &str) -> PathBuf {
    place.path().join("reports").join(run).join("data")
}

/// Region, occupation and status of every row.
fn statuses(place: &Place, run: &str) -> BTreeSet<[String; 4]> {
    let gap = Mart::read(&data(place, run), "supply_demand_gap");
    (0..gap.len()).map(|i| ["scheme", "region", "soc", "status"].map(|c| gap.text(c, i))).collect()
}

/// Divided and most supply of an occupation in Los Angeles, two decimals.
fn figures(place: &Place, run: &str, soc: &str) -> [Option<f64>; 3] {
    let gap = Mart::read(&data(place, run), "supply_demand_gap");
    let at = (0..gap.len()).find(|i| gap.text("scheme", *i) == "macroregion" && gap.text("region", *i) == "Los Angeles" && gap.text("soc", *i) == soc).unwrap();
    ["supply_low", "supply_allocated", "supply_whole"].map(|c| gap.number(c, at).map(|v| (v * 100.0).round() / 100.0))
}

#[test]
fn what_is_set_changes_exactly_what_the_comparison_said_and_taken_back_nothing_is_left() {
    let place = published();
    let first = release::published(&place.lake()).unwrap();
    let before = statuses(&place, &first);
    // The crosswalk says 31-1128, a Lightcast code; readers see 31-1120, which is published. Either is taken.
    let said = set(&place, &["123030", "31-1128", "--weight", "0"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert_eq!(
        said.out,
        "version 1: link 123030 to 31-1128 is 0, says analyst on 2026-11-20\nnext: `rocp crosswalk diff` shows what changes, `rocp run` brings it in force\n"
    );
    let compared = place.rocp(&["crosswalk", "diff", "--format", "csv"]).unwrap();
    assert_eq!(compared.code, 0, "{}", compared.err);
    let lines: Vec<Vec<&str>> = compared.out.lines().skip(1).map(|l| l.split(',').collect()).collect();
    let promised: BTreeSet<[String; 4]> = lines.iter().map(|l| [l[0], l[1], l[2], l[5]].map(str::to_owned)).collect();
    assert!(!promised.is_empty());
    assert_eq!(release::published(&place.lake()).unwrap(), first, "a comparison publishes nothing");
    let second = run(&place);
    let after = statuses(&place, &second);
    assert_eq!(after.difference(&before).cloned().collect::<BTreeSet<_>>(), promised);
    // 21 aides went to 31-1131 and 31-1120 as 192 to 750 openings; now all go to the first.
    assert_eq!(figures(&place, &first, "31-1131"), [Some(0.0), Some(4.28), Some(21.0)]);
    assert_eq!(figures(&place, &second, "31-1131"), [Some(21.0), Some(21.0), Some(21.0)]);
    assert_eq!(figures(&place, &second, "31-1120"), [Some(0.0), Some(0.0), Some(0.0)]);
    // Both runs are there to compare, and the override is the cause.
    let csv = place.rocp(&["diff", "--format", "csv"]).unwrap();
    let row = csv.out.lines().find(|l| l.starts_with("supply_demand_gap,")).unwrap().to_owned();
    assert!(row.ends_with(",override: overrides: none became version 1 of 2026-11-20"), "{row}");
    let page = std::fs::read_to_string(place.path().join("reports/latest/region/los-angeles.html")).unwrap();
    assert!(page.contains("<strong>Override:</strong> overrides: none became version 1 of 2026-11-20"));
    assert!(page.contains("A survey of graduates") && page.contains("The link is removed"));
    let method = std::fs::read_to_string(place.path().join("reports/latest/method.html")).unwrap();
    assert!(method.contains("The link is removed") && method.contains("analyst, 2026-11-20"));
    // Taken back: the figures of the first run, to the byte.
    let said = set(&place, &["123030", "31-1128", "--take-back"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let third = run(&place);
    assert_ne!(third, first);
    for mart in ["supply_demand_gap", "program_supply", "sector_region", "coverage_report"] {
        let text = |run: &str| std::fs::read_to_string(data(&place, run).join(format!("{mart}.csv"))).unwrap();
        assert!(text(&first) == text(&third), "{mart}");
        assert!(text(&first) != text(&second), "{mart}");
    }
    let said = place.rocp(&["diff", &first, &third]).unwrap();
    assert!(said.out.contains("override     overrides: none became version 2 of 2026-11-20"), "{}", said.out);
    assert!(said.out.contains("the same: ") && said.out.contains("supply_demand_gap") && !said.out.contains("why: "), "{}", said.out);
}

#[test]
fn a_share_outside_is_taken_off_and_stands_beside_what_is_divided() {
    let place = published();
    assert_eq!(set(&place, &["094800", "--outside", "0.25"]).code, 0);
    let run = run(&place);
    // 37.33 awards less a quarter.
    assert_eq!(figures(&place, &run, "49-3023"), [Some(28.0), Some(28.0), Some(28.0)]);
    let supply = Mart::read(&data(&place, &run), "program_supply");
    let state = (0..supply.len()).filter(|i| supply.text("scheme", *i) == "state");
    let (mut counted, mut parts, mut outside) = (0.0, 0.0, 0.0);
    for i in state {
        counted += supply.number("completers_counted", i).unwrap();
        outside += supply.number("completers_outside", i).unwrap();
        parts += supply.number("allocated", i).unwrap_or(0.0) + supply.number("unallocatable", i).unwrap() + supply.number("completers_outside", i).unwrap();
    }
    // (6.33 + 8 + 23 + 6.67) / 4 of the mechanics.
    assert!((outside - 11.0).abs() < 0.005 && (counted - parts).abs() < 1e-6, "{outside} {counted} {parts}");
    let shown = place.rocp(&["crosswalk", "show", "094800", "--format", "csv"]).unwrap();
    assert_eq!(
        shown.out,
        "program_code,program,soc,occupation,weight,published,outside,programs,awards,override,reason\n\
         094800,Automotive Technology,49-3023,Automotive Service Technicians and Mechanics,1.0,1.0,0.25,3,44.0,,\n"
    );
}

#[test]
fn weights_and_added_links_divide_as_they_say() {
    let place = published();
    // 21 awards over 192 and 0.5 x 750 openings, then also over mechanics' 78.
    assert_eq!(set(&place, &["123030", "31-1120", "--weight", "0.5"]).code, 0);
    assert_eq!(set(&place, &["123030", "49-3023", "--add", "--weight", "1"]).code, 0);
    let run = run(&place);
    let share = |weight: f64| Some((21.0 * weight / (192.0 + 375.0 + 78.0) * 100.0).round() / 100.0);
    assert_eq!(figures(&place, &run, "31-1131"), [Some(0.0), share(192.0), Some(21.0)]);
    assert_eq!(figures(&place, &run, "31-1120"), [Some(0.0), share(375.0), Some(21.0)]);
    assert_eq!(figures(&place, &run, "49-3023")[2], Some(58.33));
    let listed =
        place.rocp(&["query", "SELECT override_version, override_kind, override_effect, value_without FROM override_in_force", "--format", "csv"]).unwrap();
    assert_eq!(listed.out, "override_version,override_kind,override_effect,value_without\n1,link,weighs,1.0\n2,add,adds,\n");
    // Each version can be compared with each; those up to version 1 are computed, the others are the published run's.
    let said = place.rocp(&["crosswalk", "diff", "--from", "1", "--format", "csv"]).unwrap();
    assert!(said.code == 0 && !said.out.contains("31-1120"), "{}{}", said.out, said.err);
    assert_eq!(place.rocp(&["crosswalk", "diff"]).unwrap().out, "no override was set since version 2: nothing to compare\n");
    assert_eq!(place.rocp(&["crosswalk", "diff", "--to", "3"]).unwrap().code, 2);
}

#[test]
fn a_slip_of_the_pen_is_refused_with_what_comes_near_and_nothing_is_written() {
    let place = published();
    let refused: [(&[&str], &str, &str); 10] = [
        (&["123031", "31-1131", "--weight", "1"], "no program of the published run has the code 123031", "123030 Certified Nurse Assistant"),
        (&["mechanics", "31-1131", "--weight", "1"], "no program of the published run has the code mechanics", "`rocp crosswalk show` lists the codes"),
        (&["automotive", "49-3023", "--weight", "1"], "has the code automotive", "094800 Automotive Technology"),
        (&["123030", "31-1132", "--weight", "1"], "no occupation of the published run has the code 31-1132", "31-1131 Nursing Assistants"),
        (&["123030", "49-3023", "--weight", "1"], "the crosswalk has no link 123030 to 49-3023", "--add with a weight above 0 adds the link"),
        (&["123030", "49-3023", "--weight", "0", "--add"], "the crosswalk has no link 123030 to 49-3023", "123030 is linked to"),
        (&["123030", "31-1131", "--weight", "1.5"], "1.5 is no weight from 0 to 1", "0 removes the link"),
        (&["123030", "--outside", "1"], "1 is no share from 0 to under 1", "--weight 0"),
        (&["123030", "31-1131", "--take-back"], "no override of the link 123030 to 31-1131 is in force", "--lines"),
        (&["123030", "--take-back"], "no override of a share of 123030 outside is in force", "--lines"),
    ];
    for (args, problem, hint) in refused {
        let said = set(&place, args);
        assert_eq!(said.code, 2, "{args:?}: {}", said.out);
        assert!(said.err.contains(problem) && said.err.contains("hint: ") && said.err.contains(hint), "{args:?}: {}", said.err);
    }
    for more in [
        vec!["--reason", " ", "--author", "a"],
        vec!["--reason", "r", "--author", ""],
        vec!["--reason", "r"],
        vec!["--reason", "r", "--author", "a", "--date", "20.11.2026"],
    ] {
        let said = place.rocp(&[["crosswalk", "set", "123030", "31-1131", "--weight", "1"].as_slice(), &more].concat()).unwrap();
        assert_eq!(said.code, 2, "{more:?}");
    }
    assert_eq!(place.rocp(&["crosswalk", "show", "no such words"]).unwrap().code, 2);
    let lock = WriteLock::take(&place.lake()).unwrap();
    assert_eq!(set(&place, &["123030", "31-1131", "--weight", "1"]).code, 5);
    drop(lock);
    assert!(archive::receipts(&place.lake(), "overrides").unwrap().is_empty());
    assert_eq!(Place::new().unwrap().rocp(&["crosswalk", "show"]).unwrap().code, 2, "without a run there is nothing to show");
}

#[test]
fn lines_are_only_added_and_one_bad_line_refuses_the_file() {
    let place = published();
    assert_eq!(set(&place, &["123030", "31-1131", "--weight", "0.5"]).code, 0);
    assert_eq!(set(&place, &["094800", "--outside", "0.1"]).code, 0);
    let lines = || place.rocp(&["crosswalk", "show", "--lines", "--format", "csv"]).unwrap().out;
    let held = "line,override_version,override_date,override_author,override_kind,program_code,soc_code,override_value,override_reason\n\
                2,1,2026-11-20,analyst,link,123030,31-1131,0.5,A survey of graduates\n3,2,2026-11-20,analyst,outside,094800,,0.1,A survey of graduates\n";
    assert_eq!(lines(), held);
    let header = "version,date,author,kind,program_code,soc_code,value,reason\n";
    let long = "x".repeat(200);
    for (rows, problem) in [
        (format!("1,2026-11-20,a,link,123030,31-1131,0.5,{long}\n3,2026-11-20,a,link,123030,31-1131,0.5,r\n"), "version 2 is missing"),
        (format!("1,2026-11-20,a,link,123030,31-1131,0.5,{long}\n1,2026-11-20,a,link,123030,31-1131,0.5,r\n"), "version 1 stands twice"),
        (format!("1,2026-11-20,a,link,123030,31-1131,0.5,{long}\n2,2026-11-20,a,link,123030,31-1131,1.5,r\n"), "\"1.5\" is no weight from 0 to 1"),
        (format!("1,2026-11-20,a,outside,123030,31-1131,0.5,{long}\n"), "a share outside belongs to a program code alone"),
        (format!("1,2026-11-20,a,link,123030,,0.5,{long}\n"), "soc_code is blank"),
        (format!("1,2026-11-20,,link,123030,31-1131,0.5,{long}\n"), "author is blank"),
        (format!("1,11/20/2026,a,link,123030,31-1131,0.5,{long}\n"), "is not a day"),
        (format!("1,2026-11-20,a,link,123030,31-1131,0.5,{long}\n2,2026-11-20,a\n"), "3 cells for 8 columns"),
        ("1,2026-11-20,a,link,123030,31-1131,0.5,r\n".to_owned(), "it shrank"),
    ] {
        place.file("overrides.csv", format!("{header}{rows}").as_bytes()).unwrap();
        let said = place.rocp(&["fetch", "overrides", "--file", "overrides.csv"]).unwrap();
        assert_eq!(said.code, 4, "{problem}: {}", said.out);
        assert!(said.err.contains(problem), "{problem}: {}", said.err);
    }
    assert_eq!(lines(), held, "what was refused changes nothing");
    // An override of another crosswalk's codes, or of a link that it lacks, changes nothing and says so.
    let more = format!("3,2026-11-20,a,link,51.3902,31-1131,0,{long}\n4,2026-11-20,a,link,123030,49-3023,0.5,{long}\n");
    let text = format!(
        "{header}1,2026-11-20,analyst,link,123030,31-1131,0.5,A survey of graduates\n2,2026-11-20,analyst,outside,094800,,0,A survey of graduates\n{more}"
    );
    place.file("overrides.csv", text.as_bytes()).unwrap();
    assert_eq!(place.rocp(&["fetch", "overrides", "--file", "overrides.csv"]).unwrap().code, 0);
    let said = place.rocp(&["run", "--offline", "--profile", EDD]).unwrap();
    assert!(said.out.contains("note: override_in_force.without_effect: "), "{}", said.out);
    let listed = place.rocp(&["query", "SELECT override_version, override_effect FROM override_in_force", "--format", "csv"]).unwrap();
    assert_eq!(listed.out, "override_version,override_effect\n1,weighs\n2,same\n3,no_link\n4,no_link\n");
}
