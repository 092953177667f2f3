//! The federal list of training providers in a run: what is counted, what stands twice, what is said of its period.

use rocp_tests::{EDD, Place};

use crate::marts::Mart;
use crate::samples::{miniature, samples};

/// The miniature with the list's sample and a profile that names it for two streams, beside further sources of the stream.
fn listed(rocp: &str) -> Place {
    let place = miniature();
    let sample = samples("dol_training_providers").remove(0);
    let said = place.rocp(&["fetch", "dol_training_providers", "--edition", "2026-09-07", "--file", sample.to_str().unwrap()]).unwrap();
    assert_eq!(said.code, 0, "{}", said.err);
    let text = std::fs::read_to_string(place.path().join(EDD)).unwrap();
    let text = text.replace("[supply]\n", &format!("[supply]\nrocp = {rocp}\nprivate = \"dol_training_providers\"\n"));
    let weights: String = text.lines().skip_while(|l| *l != "[weights]").collect::<Vec<_>>().join("\n");
    let wanted = ["rocp", "private"].iter().filter(|s| !weights.contains(&format!("\n{s} = "))).map(|s| format!("{s} = 1.0\n"));
    let text = text.replace("[weights]\n", &format!("[weights]\n{}", wanted.collect::<String>()));
    place.file(EDD, text.as_bytes()).unwrap();
    place
}

fn run(place: &Place) -> std::path::PathBuf {
    let said = place.rocp(&["run", "--offline", "--profile", EDD]).unwrap();
    assert!([0, 3].contains(&said.code), "{}", said.err);
    place.path().join("reports/latest/data")
}

/// The rows of a mart where columns have the values.
fn rows(mart: &Mart, wanted: &[(&str, &str)]) -> Vec<usize> {
    (0..mart.len()).filter(|i| wanted.iter().all(|(c, v)| mart.text(c, *i) == *v)).collect()
}

#[test]
fn the_list_is_counted_by_its_own_links_and_its_gap_says_that_no_period_is_published() {
    let place = listed("\"dol_training_providers\"");
    let data = run(&place);
    let gap = Mart::read(&data, "supply_demand_gap");
    let row = |region: &str, soc: &str| rows(&gap, &[("scheme", "macroregion"), ("region", region), ("soc", soc)])[0];
    // 35 nurse assistants of Oroville, in the north; none of the list in Los Angeles, whose 21 are the colleges'.
    let north = row("North/Far North", "31-1131");
    assert_eq!(gap.number("supply_whole", north), Some(35.0));
    assert!(gap.list("flags", north).contains(&"period_not_published".to_owned()), "{:?}", gap.list("flags", north));
    let south = row("Los Angeles", "31-1131");
    assert_eq!(gap.number("supply_whole", south), Some(21.0));
    assert!(!gap.list("flags", south).contains(&"period_not_published".to_owned()));
    // Each program once: its provider in one spelling, its own code, nothing that was withheld, no college, no degree, no other state.
    let supply = Mart::read(&data, "program_supply");
    let counted: Vec<_> = rows(&supply, &[("scheme", "state"), ("source", "dol_training_providers")])
        .into_iter()
        .map(|i| (supply.text("program", i), supply.text("program_code", i), supply.text("stream", i), supply.number("completers", i).unwrap()))
        .collect();
    let expected = [
        ("Agribusiness", "soc:13-1021+41-4012", "rocp", 18.0),
        ("Computer Programming", "soc:15-1251+15-1252", "rocp", 21.0),
        ("Medical Assistant", "soc:31-9092", "private", 40.0),
        ("Nurse Assistant", "soc:31-1131", "rocp", 35.0),
        ("Solar Installer", "soc:47-2231", "rocp", 12.0),
        ("Truck Driving", "soc:53-3032", "private", 250.0),
        ("Truck Driving", "soc:53-3032", "private", 250.0),
        ("Welding", "soc:51-4121", "private", 13.0),
        ("Welding", "soc:51-4121", "private", 22.0),
    ];
    let mut counted: Vec<_> = counted.iter().map(|(p, c, s, n)| (p.as_str(), c.as_str(), s.as_str(), *n)).collect();
    counted.sort_by(|a, b| a.partial_cmp(b).unwrap());
    assert_eq!(counted, expected);
    let providers: std::collections::BTreeSet<_> =
        rows(&supply, &[("scheme", "state"), ("source", "dol_training_providers")]).into_iter().map(|i| supply.text("provider", i)).collect();
    assert!(providers.contains("Ridgeline Adult School") && !providers.contains("RIDGELINE  ADULT SCH."), "{providers:?}");
    // What stands twice, or several times over, is told.
    let overlap = Mart::read(&data, "provider_overlap");
    let told = |kind: &str| rows(&overlap, &[("overlap_kind", kind)]).into_iter().map(|i| overlap.text("provider", i)).collect::<Vec<_>>();
    assert_eq!(told("college"), ["Butte College", "Invented State University"]);
    assert_eq!(told("figures_repeated"), ["Pinecone Career Institute, Inc."; 2]);
    // The crosswalk is of TOP codes and knows none of the list's programs: every link is the list's own, and said to be.
    let links = Mart::read(&data, "crosswalk_link");
    let own = rows(&links, &[("program_code", "soc:31-1131")]);
    assert_eq!(links.text("link_reason", own[0]), "named by the list of training providers");
    let apart = Mart::read(&data, "link_disagreement");
    assert!(!rows(&apart, &[("cip_code", "51.3902"), ("soc", "31-1131"), ("disagreement", "program_not_in_crosswalk")]).is_empty());
    // Sources say the edition as given, and that no period is published.
    let pages = std::fs::read_to_string(place.path().join("reports/latest/method.html")).unwrap();
    assert!(pages.contains("period not published (newest program listed on 2024-07-01); edition 2026-09-07 as given, not in the file"), "{pages}");
    assert!(pages.contains("names no period"));
}

#[test]
fn what_another_source_holds_is_never_added() {
    let place = listed("[\"dol_training_providers\", \"table\"]");
    // An analyst's table holds the nurse assistants of the same school under another spelling. Its TOP code cannot be compared with a CIP code: what the school offers in
    // the county is taken for the same.
    let table = "provider,county,stream,program_kind,program_code,program,award_level,school_year,counted,number,source,licence,url,retrieved\n\
        \"Ridgeline Adult Schl., The\",06007,rocp,TOP,1230.80,Nursing Assistant,Certificate,2023-24,completers,40,Invented,public,https://example.org/,2026-01-31\n";
    let file = place.file("supply.csv", table.as_bytes()).unwrap();
    let said = place.rocp(&["fetch", "table", "supply", "--file", file.to_str().unwrap()]).unwrap();
    assert_eq!(said.code, 0, "{}", said.err);
    let data = run(&place);
    let supply = Mart::read(&data, "program_supply");
    let counted = rows(&supply, &[("scheme", "state"), ("source", "dol_training_providers")]);
    let providers: std::collections::BTreeSet<_> = counted.into_iter().map(|i| supply.text("provider", i)).collect();
    assert!(providers.contains("Baldwin Creek ROP") && !providers.iter().any(|p| p.contains("Ridgeline")), "{providers:?}");
    assert_eq!(rows(&supply, &[("scheme", "state"), ("source", "table")]).len(), 1);
    let overlap = Mart::read(&data, "provider_overlap");
    let twice = rows(&overlap, &[("overlap_kind", "same_program"), ("other_source", "table")]);
    let told: Vec<_> = twice.iter().map(|i| (overlap.text("program", *i), overlap.text("other_provider", *i), overlap.flag("is_counted", *i))).collect();
    let other = "Ridgeline Adult Schl., The".to_owned();
    assert_eq!(told, [("Nurse Assistant".to_owned(), other.clone(), Some(false)), ("Computer Programming".to_owned(), other, Some(false))]);
}
