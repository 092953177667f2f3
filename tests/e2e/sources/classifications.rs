//! The classification of occupations and the crosswalk of programs to it.

use super::{real, sheet, text};

/// Whether a cell is an occupation code.
fn is_soc(cell: &str) -> bool {
    cell.trim().len() == 7 && cell.trim().as_bytes()[2] == b'-'
}

#[test]
fn structure_change_and_hybrids() {
    let Some(structure) = real("soc", "soc/soc_structure_2018.xlsx", None) else { return };
    let coded: Vec<String> =
        sheet(&structure.file, "2018 Structure").iter().filter_map(|r| r.iter().take(4).find(|c| is_soc(c)).map(|c| c.trim().to_owned())).collect();
    let table = structure.table("stg_soc_structure");
    let mut staged: Vec<_> = (0..table.len()).map(|i| table.text("soc_code", i)).collect();
    let mut known = coded.clone();
    known.sort();
    staged.sort();
    assert_eq!((staged, structure.put_aside()), (known, 0));

    let change = real("soc", "soc/soc_2010_to_2018_crosswalk.xlsx", None).unwrap();
    let pairs: Vec<_> =
        sheet(&change.file, "Sorted by 2010").into_iter().filter(|r| is_soc(&r[0])).map(|r| (r[0].trim().to_owned(), r[2].trim().to_owned())).collect();
    let table = change.table("stg_soc_2010_2018");
    assert_eq!((0..table.len()).map(|i| (table.text("soc_2010", i), table.text("soc_2018", i))).collect::<Vec<_>>(), pairs);

    let hybrids = real("soc", "soc/oes_hybrid_crosswalk.csv", None).unwrap();
    let rows = text(&hybrids.file, b',');
    let table = hybrids.table("stg_soc_oews_hybrid");
    assert_eq!((table.len(), hybrids.put_aside()), (rows.len() - 1, 0));
    assert_eq!(table.text("oews_2019", 0), rows[1][0]);
}

#[test]
fn programs_to_occupations() {
    let Some(real) = real("nces_cip_soc", "nces/cip-soc/CIP2020_SOC2018_Crosswalk.xlsx", None) else { return };
    let rows: Vec<_> = sheet(&real.file, "CIP-SOC").into_iter().skip(1).map(|r| (r[0].trim().to_owned(), r[2].trim().to_owned())).collect();
    let table = real.table("stg_nces_cip_soc");
    let staged: Vec<_> = (0..table.len()).map(|i| (table.text("cip_code", i), table.text("soc_code", i))).collect();
    assert_eq!((staged.len(), real.put_aside()), (6097, 0));
    assert_eq!(staged, rows);
    assert_eq!(staged.iter().filter(|(cip, soc)| cip == "99.9999" || soc == "99-9999").count(), 374);
}
