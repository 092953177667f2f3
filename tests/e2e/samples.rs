//! A miniature California: every source stages its samples, and the samples together make a run whose figures are known by hand.

use std::path::{Path, PathBuf};

use rocp_sources::decode::workbook::Decoder;
use rocp_sources::head::Head;
use rocp_sources::identify::{self, Identity, Known};
use rocp_sources::{Source, SourceError, catalog};
use rocp_tests::{EDD, Place, Said};

use crate::marts::Mart;

/// The sample files of a source, in order of name.
pub fn samples(source: &str) -> Vec<PathBuf> {
    let folder = rocp_tests::root().join("pipelines/sources/src/catalog").join(source).join("samples");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files
}

/// Every source with the card that the program carries.
pub fn known() -> Vec<Known> {
    catalog::SOURCES.iter().map(|s| (*s, s.card().unwrap())).collect()
}

/// What a sample is. Where its content does not tell the edition, its name suggests it, as the hint of the program does.
pub fn identity(known: &[Known], source: &'static Source, sample: &Path, decoder: &Decoder) -> Identity {
    let name = identify::name_of(sample);
    let raw = || rocp_sources::fetch::file::open(sample);
    let head = Head::new(&name, &raw, decoder).unwrap();
    let mut editions: [Option<String>; 2] = [None, None];
    loop {
        let [edition, part] = &editions;
        let said = identify::Said { role: None, edition: edition.as_deref(), part: part.as_deref() };
        match identify::of_source(known, source.id, &head, said) {
            Ok((_, identity)) => return identity,
            Err(SourceError::Edition { command, .. }) => {
                let (flag, value) = command.rsplit_once("--").unwrap().1.split_once(' ').unwrap();
                let at = usize::from(flag == "part");
                assert!(editions[at].is_none(), "{}: {command}", sample.display());
                editions[at] = Some(value.to_owned());
            }
            Err(e) => panic!("{}: {e}; {:?}", sample.display(), e.hint()),
        }
    }
}

/// A place with the samples of every source that the profile needs; of the projections, newer ones than the edition of 2020-2030 are left out.
pub fn miniature() -> Place {
    let place = Place::new().unwrap();
    for source in ["edd_projections", "coe_supply", "coe_top_cip_soc", "soc"] {
        for file in samples(source) {
            let name = file.file_name().unwrap().to_string_lossy();
            if !["cal_OccProj", "ca-lt-occ", "lt-occ"].iter().any(|newer| name.starts_with(newer)) {
                fetch(&place, source, &file);
            }
        }
    }
    place
}

/// Fetches a file, with the edition that its name suggests where it does not tell.
pub fn fetch(place: &Place, source: &str, file: &Path) -> Said {
    let mut args = vec!["fetch", source, "--file", file.to_str().unwrap()];
    let is = identity(&known(), catalog::find(source).unwrap(), file, &Decoder::new(rocp_tests::program().unwrap()));
    if !is.is_proved {
        args.extend(is.edition.iter().flat_map(|e| ["--edition", e]));
    }
    let said = place.rocp(&args).unwrap();
    assert!([0, 3].contains(&said.code), "{}: {}", file.display(), said.err);
    said
}

#[test]
fn every_source_has_a_card_contracts_a_readme_and_samples_that_stage() {
    let place = Place::new().unwrap();
    let (known, decoder) = (known(), Decoder::new(rocp_tests::program().unwrap()));
    let inputs: std::collections::BTreeSet<String> = rocp_queries::model::MODELS.iter().flat_map(|m| m.contract().unwrap().inputs).collect();
    for source in catalog::SOURCES {
        let card = source.card().unwrap();
        let tables: Vec<_> = source.contracts().unwrap().into_iter().map(|c| c.name).collect();
        let readme = rocp_tests::root().join("pipelines/sources/src/catalog").join(source.id).join("README.md");
        assert!(std::fs::read_to_string(&readme).unwrap().contains("What to know"), "{}", readme.display());
        let mut staged = Vec::new();
        let mut fillers: Vec<(String, bool)> = Vec::new();
        for file in samples(source.id) {
            let is = identity(&known, source, &file, &decoder);
            let out = place.path().join(source.id).join(is.role.replace(':', "-"));
            let mut args = vec!["stage", source.id, "--file", file.to_str().unwrap(), "--out", out.to_str().unwrap()];
            if !is.is_proved {
                args.extend(is.edition.iter().flat_map(|e| ["--edition", e]));
            }
            let said = place.rocp(&args).unwrap();
            assert_eq!(said.code, 0, "{}: {}", file.display(), said.err);
            let spec = card.file(&is.role).unwrap();
            let filled: Vec<String> = tables.iter().filter(|t| rocp_lake::paths::table(&out, t).exists()).cloned().collect();
            fillers.extend(filled.iter().map(|t| (t.clone(), spec.enters_figures)));
            staged.extend(filled);
        }
        // What is pulled enters a figure, or its card says that it does not: never both, never neither.
        for (table, enters) in fillers {
            let is_read = inputs.contains(&table);
            assert_eq!(
                is_read,
                enters,
                "{table} of {} is {}read by a model, and its card says enters_figures = {enters}",
                source.id,
                if is_read { "" } else { "not " }
            );
        }
        staged.sort();
        staged.dedup();
        let mut tables = tables;
        tables.sort();
        assert_eq!(staged, tables, "{}: every contract is filled by a sample", source.id);
        for file in &card.files {
            assert!(file.url.as_ref().is_none_or(|u| card.hosts.iter().any(|h| u.starts_with(&format!("https://{h}/")))), "{} {}", card.id, file.role);
        }
    }
}

#[test]
fn the_miniature_gives_figures_known_by_hand() {
    let place = miniature();
    let said = place.rocp(&["run", "--offline", "--profile", EDD]).unwrap();
    // 45 counties are in no sample area: published with a warning.
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.err.contains("no published area covers the county"));
    let data = place.path().join("reports/latest/data");
    let gap = Mart::read(&data, "supply_demand_gap");
    let row = |scheme: &str, region: &str, soc: &str| {
        let at = |i: &usize| gap.text("scheme", *i) == scheme && gap.text("region", *i) == region && gap.text("soc", *i) == soc;
        (0..gap.len()).find(at).unwrap_or_else(|| panic!("{scheme} {region} {soc}"))
    };
    let figures =
        |i: usize| ["demand_openings", "supply_low", "supply_allocated", "supply_whole"].map(|c| gap.number(c, i).map(|v| (v * 100.0).round() / 100.0));
    // Los Angeles: 780 openings in ten years; 6/10/3 -> 6.33, 0/14/2 -> 8, 0/0/23 -> 23.
    let la = row("macroregion", "Los Angeles", "49-3023");
    assert_eq!(figures(la), [Some(78.0), Some(37.33), Some(37.33), Some(37.33)]);
    assert_eq!(gap.text("status", la), "shortage");
    // 21 nurse assistants over 192 and 750 openings (home health and personal care aides through the Lightcast code and the hybrid).
    assert_eq!(figures(row("macroregion", "Los Angeles", "31-1131")), [Some(192.0), Some(0.0), Some(4.28), Some(21.0)]);
    assert_eq!(figures(row("macroregion", "Los Angeles", "31-1120")), [Some(750.0), Some(0.0), Some(16.72), Some(21.0)]);
    // Transfer degrees count in this profile: 2/0/21 -> 7.67.
    assert_eq!(figures(row("macroregion", "Inland Empire/Desert", "25-2011")), [Some(62.0), Some(7.67), Some(7.67), Some(7.67)]);
    // The state is its own row and has the statewide college: 7.67 + 5.50.
    assert_eq!(figures(row("state", "California", "25-2011")), [Some(310.0), Some(13.17), Some(13.17), Some(13.17)]);
    // Nobody publishes mechanics in the north: unknown, though Butte trains some.
    let north = row("macroregion", "North/Far North", "49-3023");
    assert_eq!(figures(north), [None, Some(6.67), None, Some(6.67)]);
    assert_eq!(gap.text("status", north), "unknown");
    // Most counties of the north are in no published area: what is published is a lower bound.
    let aides = row("macroregion", "North/Far North", "31-1131");
    assert_eq!((gap.number("demand_openings", aides), gap.number("demand_high", aides)), (Some(64.0), None));
    assert!(gap.list("flags", aides).contains(&"partial_area".to_owned()));
    let unmatched = Mart::read(&data, "unmatched_code");
    let listed: Vec<_> = (0..unmatched.len()).map(|i| (unmatched.text("code", i), unmatched.number("completers", i))).collect();
    assert_eq!(listed, [("99-9999".to_owned(), None), ("490110".to_owned(), Some(110.0))]);
}
