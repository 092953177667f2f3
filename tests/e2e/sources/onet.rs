//! O*NET 27.0; the card's newest version has the same layout.

use super::{real, tell, text};

#[test]
fn job_zones() {
    let Some(real) = real("onet", "onet-27.0/Job Zones.txt", Some("job_zones:30_3")) else { return };
    let rows = text(&real.file, b'\t');
    let (_, body) = rows.split_first().unwrap();
    let table = real.table("stg_onet_job_zone");
    assert_eq!(tell((0..table.len()).map(|i| table.small("job_zone", i).map(f64::from))), tell(body.iter().map(|r| r[1].parse().ok())));
    assert_eq!(real.put_aside(), 0);
    let zone = |code: &str| (0..table.len()).find(|i| table.text("onet_code", *i) == code).and_then(|i| table.small("job_zone", i));
    assert_eq!([zone("29-1141.00"), zone("31-1131.00"), zone("49-3023.00")], [Some(4), Some(3), Some(3)]);
}

#[test]
fn reference_and_occupations() {
    let Some(reference) = real("onet", "onet-27.0/Job Zone Reference.txt", Some("job_zone_reference:30_3")) else { return };
    assert_eq!(reference.table("stg_onet_job_zone_reference").len(), 5);
    let Some(real) = real("onet", "onet-27.0/Occupation Data.txt", Some("occupations:30_3")) else { return };
    let rows = text(&real.file, b'\t');
    let table = real.table("stg_onet_occupation");
    assert_eq!((table.len(), real.put_aside()), (rows.len() - 1, 0));
    let mut codes: Vec<_> = rows.iter().skip(1).map(|r| (r[0].clone(), r[1].clone(), r[2].clone())).collect();
    codes.sort();
    let staged: Vec<_> = (0..table.len()).map(|i| (table.text("onet_code", i), table.text("occupation", i), table.text("occupation_description", i))).collect();
    assert_eq!(staged, codes);
}
