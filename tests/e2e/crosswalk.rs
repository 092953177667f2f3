//! Our own crosswalk against those of NCES and of the Centers of Excellence: what an ROCP teaches, precision and recall, where the published files are.
//! Both references were seen while the links were written: the figures guard against regress, they are no blind test.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx};
use rocp_sources::clean::codes;
use rocp_tests::{Place, shared};

use crate::marts::Mart;

type Pairs = BTreeSet<(String, String)>;

fn csv(path: &Path) -> Vec<csv::StringRecord> {
    csv::Reader::from_path(path).unwrap().into_records().map(Result::unwrap).collect()
}

/// Our links of the families that an ROCP teaches.
fn ours() -> Pairs {
    let folder = rocp_tests::root().join("queries/crosswalks");
    let taught: BTreeSet<String> = csv(&folder.join("ref_program_family.csv")).iter().filter(|r| &r[4] == "true").map(|r| r[0].to_owned()).collect();
    csv(&folder.join("ref_program_link.csv")).iter().filter(|r| taught.contains(&r[0][..5])).map(|r| (r[0].to_owned(), r[1].to_owned())).collect()
}

fn sheet(path: &Path, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let text = |c: &Data| c.to_string().trim().to_owned();
    book.worksheet_range(name).unwrap().rows().map(|r| r.iter().map(text).collect()).collect()
}

/// What is published in California, and how occupation codes reach it.
struct Published {
    known: BTreeSet<String>,
    hybrid: BTreeMap<String, String>,
    titles: BTreeMap<String, String>,
}

impl Published {
    /// The bundled survey and the hybrid table, both staged by the program.
    fn read(place: &Place, data: &Path) -> Self {
        let bundle = rocp_tests::root().join("pipelines/sources/src/catalog/bls_oews/bundled");
        let survey = staged(place, "bls_oews", &bundle.join("oe.data.0.Current.zst"));
        let survey = Mart::read(&survey, "stg_bls_oews_data");
        let occupations = staged(place, "bls_oews", &bundle.join("oe.occupation"));
        let occupations = Mart::read(&occupations, "stg_bls_oews_occupation");
        let code = |text: &str| codes::soc(text).unwrap_or_default();
        let titles: BTreeMap<_, _> = (0..occupations.len())
            .filter(|i| occupations.small("display_level", *i) == Some(3))
            .map(|i| (code(&occupations.text("occupation_code", i)), occupations.text("occupation_name", i)))
            .collect();
        let wanted = |i: &usize| survey.text("areatype_code", *i) == "S" && survey.text("datatype_code", *i) == "01" && survey.number("value", *i).is_some();
        let known = (0..survey.len()).filter(wanted).map(|i| code(&survey.text("occupation_code", i))).filter(|c| titles.contains_key(c)).collect();
        let hybrid = staged(place, "soc", &data.join("soc/oes_hybrid_crosswalk.csv"));
        let hybrid = Mart::read(&hybrid, "stg_soc_oews_hybrid");
        let hybrid = (0..hybrid.len()).map(|i| (hybrid.text("soc_2018", i), hybrid.text("oews_2019", i))).collect();
        Self { known, hybrid, titles }
    }

    fn reach(&self, soc: &str) -> String {
        if self.titles.contains_key(soc) { soc.to_owned() } else { self.hybrid.get(soc).cloned().unwrap_or_else(|| soc.to_owned()) }
    }

    /// Known in California, and no manager, supervisor, teacher of colleges or remainder.
    fn counts(&self, soc: &str) -> bool {
        let title = self.titles.get(soc).map(String::as_str).unwrap_or_default();
        self.known.contains(soc)
            && !soc.starts_with("11-")
            && !soc.starts_with("25-1")
            && !title.contains("First-Line Supervisors")
            && !title.contains("All Other")
    }
}

fn staged(place: &Place, source: &str, file: &Path) -> PathBuf {
    let out = place.path().join(format!("{source}-{}", file.file_name().unwrap().to_string_lossy()));
    let said = place.rocp(&["stage", source, "--file", file.to_str().unwrap(), "--out", out.to_str().unwrap()]).unwrap();
    assert_eq!(said.code, 0, "{}", said.err);
    out
}

/// Precision over our links whose program the reference knows, recall over the reference's links of our programs.
fn measure(name: &str, ours: &Pairs, reference: &Pairs, covered: &BTreeSet<String>, universe: &dyn Fn(&str) -> bool) {
    let programs: BTreeSet<&String> = ours.iter().map(|(c, _)| c).collect();
    let reference: Pairs = reference.iter().filter(|(c, s)| programs.contains(c) && universe(s)).cloned().collect();
    let counted: Pairs = ours.iter().filter(|(c, s)| covered.contains(c) && universe(s)).cloned().collect();
    let both = counted.intersection(&reference).count();
    let (precision, recall) = (both as f64 / counted.len() as f64, both as f64 / reference.len() as f64);
    println!("{name}: precision {both}/{} = {precision:.3}, recall {both}/{} = {recall:.3}", counted.len(), reference.len());
    assert!(precision > 0.8 && recall > 0.8, "{name}: precision {precision:.3}, recall {recall:.3}");
}

#[test]
fn what_an_rocp_teaches_agrees_with_both_published_crosswalks() {
    let Some(shared) = shared() else { return };
    let (data, place, ours) = (shared.join("data"), Place::new().unwrap(), ours());
    assert!(ours.len() > 450, "{}", ours.len());
    let published = Published::read(&place, &data);

    let table = sheet(&data.join("bls/projections/occupation_2024-2034.xlsx"), "Table 1.2");
    let header = table.iter().position(|r| r.iter().any(|c| c.contains("Typical education"))).unwrap();
    let at = |name: &str| table[header].iter().position(|c| c.contains(name)).unwrap();
    let (code, kind, education) = (at("Matrix code"), at("ccupation type"), at("Typical education"));
    let below = [
        "No formal educational credential",
        "High school diploma or equivalent",
        "Postsecondary nondegree award",
        "Some college, no degree",
        "Associate's degree",
    ];
    let entry: BTreeSet<&str> = table.iter().filter(|r| r[kind] == "Line item" && below.contains(&r[education].as_str())).map(|r| r[code].as_str()).collect();
    let nces = staged(&place, "nces_cip_soc", &data.join("nces/cip-soc/CIP2020_SOC2018_Crosswalk.xlsx"));
    let nces = Mart::read(&nces, "stg_nces_cip_soc");
    let real: Vec<usize> = (0..nces.len()).filter(|i| nces.text("soc_code", *i) != "99-9999").collect();
    let links: Pairs = real.iter().map(|i| (nces.text("cip_code", *i), published.reach(&nces.text("soc_code", *i)))).collect();
    let covered = real.iter().map(|i| nces.text("cip_code", *i)).collect();
    measure("NCES", &ours, &links, &covered, &|s| entry.contains(s) && published.counts(s));

    let coe = staged(&place, "coe_top_cip_soc", &data.join("coe/TOP-CIP-SOC Crosswalk_2025-02.xlsx"));
    let parts = Mart::read(&coe, "stg_coe_lightcast_soc");
    let coe = Mart::read(&coe, "stg_coe_top_cip_soc");
    let expand = |soc: &str| -> Vec<String> {
        let codes = (0..parts.len()).filter(|i| parts.text("lightcast_code", *i) == soc).map(|i| parts.text("soc_code", i)).filter(|c| !c.is_empty());
        let found: Vec<String> = codes.map(|c| published.reach(&c)).collect();
        if published.titles.contains_key(soc) || found.is_empty() { vec![published.reach(soc)] } else { found }
    };
    let middle: BTreeSet<String> =
        (0..coe.len()).filter(|i| coe.text("skill_level", *i) == "Middle-Skill").flat_map(|i| expand(&coe.text("soc_code", i))).collect();
    let cte: Vec<usize> = (0..coe.len()).filter(|i| coe.text("cte", *i) == "CTE").collect();
    let links: Pairs = cte
        .iter()
        .filter(|i| coe.text("skill_level", **i) == "Middle-Skill")
        .flat_map(|i| expand(&coe.text("soc_code", *i)).into_iter().map(|s| (coe.text("cip_code", *i), s)))
        .collect();
    let covered = cte.iter().map(|i| coe.text("cip_code", *i)).collect();
    measure("COE", &ours, &links, &covered, &|s| middle.contains(s) && published.counts(s));
}
