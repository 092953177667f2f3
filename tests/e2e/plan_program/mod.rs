//! `rocp plan` on the data that the program carries: whole outputs of a region and of an example provider, and every way to ask what cannot be answered.

use rocp_tests::root;
use serde_json::Value;

use crate::bundled::fresh;

const REGION: [&str; 9] = ["plan", "--region", "los-angeles", "--seats", "100", "--completion", "0.8", "--at-most", "40"];
const PROVIDER: [&str; 6] = ["plan", "--provider", "example-valley-rop-invented", "--seats", "60", "--show-program"];

/// The output with the run's id taken out: it changes with every line of code.
fn plan(args: &[&str]) -> String {
    let said = fresh().rocp(args).unwrap();
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    assert_eq!(said.err, "");
    let mask = |line: &str| line.split_once(", profile").filter(|(run, _)| run.starts_with("Run ")).map(|(_, rest)| format!("Run ID, profile{rest}"));
    said.out.lines().map(|l| mask(l).unwrap_or_else(|| l.to_owned()) + "\n").collect()
}

/// `ROCP_KEEP=1` writes what is printed instead of comparing it.
fn same(name: &str, printed: &str) {
    let path = root().join("tests/e2e/plan_program").join(name);
    if std::env::var_os("ROCP_KEEP").is_some() {
        std::fs::write(&path, printed).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == printed, "{name} is printed otherwise:\n{printed}");
}

#[test]
fn the_plan_of_a_region() {
    same("region.txt", &plan(&REGION));
}

#[test]
fn the_plan_of_an_invented_provider_says_so_and_prints_its_program() {
    let printed = plan(&PROVIDER);
    assert!(printed.contains("INVENTED EXAMPLE"));
    same("provider.txt", &printed);
}

#[test]
fn json_says_the_same() {
    let read = |args: &[&str]| serde_json::from_str::<Value>(&plan(&[args, &["--format", "json"]].concat())).unwrap();
    let region = read(&REGION);
    let seats = |lines: &str| region["plan"][lines].as_array().unwrap().iter().map(|l| l["seats"].as_u64().unwrap()).sum::<u64>();
    assert_eq!(seats("grow") + seats("start"), 100);
    assert_eq!(region["plan"]["filled"], 80.0);
    assert_eq!(region["plan"]["proven"], true);
    assert!(region["plan"]["program"].as_str().unwrap().contains("Maximize"));
    assert!(region["plan"]["grow"].as_array().unwrap().iter().all(|l| l["basis"] == "assumed"), "nobody's completion is known in a region");
    let wages = read(&[&REGION[..], &["--weight", "wages"]].concat());
    assert!(wages["plan"]["gain"].as_f64().unwrap() > 80.0 * 15.0);
    let provider = read(&["plan", "--provider", "sample-coast-rop-invented", "--seats", "0", "--move"]);
    assert_eq!(provider["is_example"], true);
    let (taken, used) = (&provider["plan"]["shrink"][0], provider["plan"]["seats"].as_u64().unwrap());
    assert!(used > 0 && taken["seats"].as_u64() == Some(used), "seats are moved, none is new: {taken}");
}

#[test]
fn without_completion_nothing_is_promised() {
    let printed = plan(&["plan", "--region", "Bay Area", "--seats", "10"]);
    assert!(printed.contains("No seat can be placed") && printed.contains("No constraint binds") && printed.contains("completion is not known"), "{printed}");
}

#[test]
fn a_budget_buys_seats() {
    let printed = plan(&["plan", "--provider", "example-valley-rop-invented", "--budget", "100000", "--cost-per-seat", "4800"]);
    assert!(printed.contains("20 new seats a year (of $100,000, $4,800 a seat)"), "{printed}");
}

#[test]
fn what_cannot_be_asked_is_refused_with_a_hint() {
    let refused = |args: &[&str], problem: &str, hint: &str| {
        let said = fresh().rocp(&[&["plan"], args].concat()).unwrap();
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{}", said.err);
        assert!(said.err.contains(problem) && said.err.contains(hint), "{}", said.err);
    };
    refused(&["--region", "los-angelas", "--seats", "5"], "there is no region los-angelas", "did you mean los-angeles (Los Angeles, macroregion)?");
    refused(&["--provider", "nobody", "--seats", "5"], "there is no provider nobody", "`rocp catalog list`");
    refused(&["--region", "los-angeles", "--seats", "0"], "there is no seat to place", "--seats 1 or more");
    refused(&["--region", "los-angeles", "--seats", "5", "--budget", "9000"], "what the budget buys is not known", "--cost-per-seat");
    refused(&["--region", "los-angeles", "--seats", "5", "--completion", "80"], "completion is a ratio", "--completion 0.8");
    refused(&["--region", "los-angeles"], "--seats <N>", "");
    refused(&["--region", "los-angeles", "--seats", "5", "--move"], "none can be moved", "--move goes with --provider");
}
