//! The documents are true: the dictionary is fresh, the steps of `adding-a-…` work, errors and commands are as described.

use std::path::Path;
use std::process::Command;

use rocp_lake::Contract;
use rocp_sources::Card;
use rocp_tests::{Place, program, root};

fn read(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(path.as_ref()).unwrap_or_else(|e| panic!("{}: {e}", path.as_ref().display()))
}

#[test]
fn the_data_dictionary_is_fresh() {
    let said = Place::new().unwrap().rocp(&["models", "--dictionary"]).unwrap();
    assert!(
        said.out == read(root().join("docs/data-dictionary.md")),
        "docs/data-dictionary.md is stale: `cargo run -- models --dictionary > docs/data-dictionary.md`"
    );
}

#[test]
fn the_page_about_the_sources_is_fresh() {
    let said = Place::new().unwrap().rocp(&["sources", "--markdown"]).unwrap();
    let page = read(root().join("docs/sources.md"));
    assert!(said.out == page, "docs/sources.md is stale: `cargo run -- sources --markdown > docs/sources.md`");
    for absent in ["Job postings", "Enrollment and completion of ROCPs", "Approvals of training programs"] {
        assert!(page.contains(absent), "{absent}");
    }
}

#[test]
fn every_command_and_exit_code_is_documented() {
    let help = Place::new().unwrap().rocp(&["--help"]).unwrap().out;
    let readme = read(root().join("README.md"));
    for line in help.lines().skip_while(|l| !l.starts_with("Commands:")).skip(1).take_while(|l| !l.trim().is_empty()) {
        let command = line.split_whitespace().next().unwrap();
        assert!(command == "help" || readme.contains(&format!("rocp {command}")), "README.md does not mention rocp {command}");
    }
    let errors = read(root().join("docs/errors.md"));
    for code in ["| 0 |", "| 1 |", "| 2 |", "| 3 |", "| 4 |", "| 5 |", "| 70 |"] {
        assert!(errors.contains(code), "docs/errors.md lacks exit code {code}");
    }
}

#[test]
fn the_guides_are_short_and_their_paths_exist() {
    for kind in ["source", "query", "chart"] {
        let text = read(root().join(format!("docs/adding-a-{kind}.md")));
        assert!(text.lines().count() <= 90, "{kind}: {} lines", text.lines().count());
        for path in text.split('`').filter(|t| t.contains('/') && !t.contains([' ', '<', '{', '*']) && !t.contains("NAME")) {
            assert!(root().join(path.trim_start_matches("./")).exists(), "docs/adding-a-{kind}.md names {path}, which does not exist");
        }
    }
}

/// A folder with the registries of the project and nothing else.
fn skeleton() -> Place {
    let place = Place::new().unwrap();
    for file in ["pipelines/sources/src/catalog.rs", "queries/src/model.rs", "output/src/figures/mod.rs"] {
        let to = place.path().join(file);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(root().join(file), to).unwrap();
    }
    place
}

fn new(place: &Place, kind: &str, name: &str) -> rocp_tests::Said {
    place.rocp(&["new", kind, name]).unwrap()
}

/// The one line that a registry gained.
fn gained(place: &Place, registry: &str) -> String {
    let (old, new) = (read(root().join(registry)), read(place.path().join(registry)));
    let more: Vec<_> = new.lines().filter(|l| !old.lines().any(|o| o == *l)).collect();
    assert_eq!((more.len(), new.lines().count()), (1, old.lines().count() + 1), "{more:?}");
    more[0].trim().to_owned()
}

#[test]
fn a_new_source_is_a_folder_and_one_line_and_its_template_stages_its_sample() {
    let place = skeleton();
    let said = new(&place, "source", "rents");
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(gained(&place, "pipelines/sources/src/catalog.rs"), "rents,");
    let folder = place.path().join("pipelines/sources/src/catalog/rents");
    let card = Card::parse("rents", &read(folder.join("source.toml"))).unwrap();
    let contract = Contract::parse(&read(folder.join("tables/rents.toml"))).unwrap();
    assert_eq!(contract.name, "stg_rents");
    let sample = folder.join("samples/rents.csv");
    assert_eq!(card.role_of("rents.csv").unwrap().role, "table");
    // The template's code is compiled into this test (below) and stages the sample that it ships.
    let out = place.path().join("out");
    let source = &crate::template_source::SOURCE;
    let decoder = rocp_sources::decode::workbook::Decoder::new(program().unwrap());
    let raw = || rocp_sources::fetch::file::open(&sample);
    let card = Card::parse("NAME", source.card).unwrap();
    let file = rocp_sources::stage::File { source, card: &card, name: "NAME.csv", sha256: "", raw: &raw };
    let summary = rocp_sources::stage::stage_into(&out, &file, "table:2024", &decoder).unwrap();
    assert_eq!((summary.tables, summary.quarantined), (vec![("stg_NAME".to_owned(), 2)], 0));
    assert!(read(folder.join("mod.rs")).contains("stg_rents") && read(folder.join("README.md")).contains("What to know"));
    let again = new(&place, "source", "rents");
    assert_eq!(again.code, 2);
    assert!(again.err.contains("is there already"), "{}", again.err);
}

#[tokio::test]
async fn a_new_query_is_a_folder_and_one_line_and_its_template_holds_its_cases() {
    let place = skeleton();
    assert_eq!(new(&place, "query", "short_list").code, 0);
    assert_eq!(gained(&place, "queries/src/model.rs"), "model!(\"mart\", \"short_list\"),");
    let folder = place.path().join("queries/models/mart/short_list");
    let leak = |name: &str| &*read(folder.join(name)).leak();
    let model = rocp_queries::Model { name: "short_list", layer: "mart", sql: leak("model.sql"), contract: leak("model.toml") };
    assert_eq!(model.contract().unwrap().name, "short_list");
    let model: &'static _ = Box::leak(Box::new(model));
    crate::models::hold(model, &folder.join("cases.slt")).await.unwrap();
}

#[test]
fn a_new_chart_is_two_files_and_one_line_and_its_template_draws() {
    let place = skeleton();
    assert_eq!(new(&place, "chart", "seat_bars").code, 0);
    assert!(gained(&place, "output/src/figures/mod.rs").contains("seat_bars"));
    assert!(read(place.path().join("output/src/figures/seat_bars.rs")).contains("seat_bars.toml"));
    let fonts = rocp_output::canvas::Fonts::load().unwrap();
    let svg = crate::template_figure::draw(&[("Nursing assistants".to_owned(), 192.0), ("Welders".to_owned(), 60.0)], &fonts).unwrap();
    assert!(svg.contains("<svg") && svg.contains("Nursing assistants"), "{svg}");
}

#[test]
fn names_that_cannot_be_folders_are_refused() {
    let place = skeleton();
    for name in ["Rents", "../x", "1x", "a-b", ""] {
        assert_eq!(new(&place, "source", name).code, 2, "{name}");
    }
    let elsewhere = Place::new().unwrap();
    assert!(new(&elsewhere, "query", "x").err.contains("not the root of the project"));
}

#[test]
fn links_between_documents_hold() {
    let files = Command::new("git").args(["ls-files", "*.md"]).current_dir(root()).output().unwrap();
    for file in String::from_utf8(files.stdout).unwrap().lines() {
        let text = read(root().join(file));
        for link in text.split("](").skip(1).filter_map(|t| t.split(')').next()).filter(|l| !l.contains("://") && !l.starts_with('#')) {
            let target = root().join(file).parent().unwrap().join(link.split('#').next().unwrap());
            assert!(target.exists(), "{file} links to {link}, which does not exist");
        }
    }
}

/// The arguments of a command line, quoted parts whole.
fn words(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (i, part) in line.split('"').enumerate() {
        if i % 2 == 1 { out.push(part.to_owned()) } else { out.extend(part.split_whitespace().map(str::to_owned)) }
    }
    out
}

/// The chapter that follows one course runs its own commands: each answers what the chapter says, `…` standing for lines left out.
#[test]
fn the_chapter_of_one_course_is_true() {
    let text = std::fs::read_to_string(root().join("docs/methodology.md")).unwrap();
    let chapter = text.split("## One course, from the publishers' files to its recommendation").nth(1).unwrap();
    let mut commands = 0;
    for block in chapter.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        for session in block.split("$ rocp ").skip(1) {
            let (command, told) = session.split_once('\n').unwrap();
            let said = crate::bundled::fresh().rocp(&words(command).iter().map(String::as_str).collect::<Vec<_>>()).unwrap();
            assert_eq!(said.code, 0, "{command}: {}", said.err);
            let mut lines = said.out.lines();
            let mut gap = false;
            for line in told.lines() {
                if line == "…" {
                    gap = true;
                    continue;
                }
                let found = if gap { lines.any(|l| l == line) } else { lines.next() == Some(line) };
                assert!(found, "{command}: the line\n{line}\nis not where the chapter has it in\n{}", said.out);
                gap = false;
            }
            assert!(gap || lines.next().is_none(), "{command} says more than the chapter:\n{}", said.out);
            commands += 1;
        }
    }
    assert!(commands >= 9, "{commands}");
}
