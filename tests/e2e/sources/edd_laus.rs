//! LAUS annual averages of places: against a plain reading of the text.

use super::{column, number, real, tell, text};

#[test]
fn places_of_eleven_years() {
    let Some(real) = real("edd_laus", "edd/laus/Local_Area_Unemployment_Statistics__LAUS___Annual_Average.csv", None) else { return };
    let read = text(&real.file, b',');
    let (header, body) = read.split_first().unwrap();
    assert_eq!((body.len(), real.put_aside()), (10_252, 0));
    assert!(real.said.contains("stg_edd_laus: 10,252 rows"), "{}", real.said);
    let columns = [("labor_force", 4), ("employed_residents", 5), ("unemployed_residents", 6), ("unemployment_rate", 7)];
    for (staged, at) in columns {
        assert_eq!(real.told("stg_edd_laus", staged), tell(body.iter().map(|r| number(&r[at]))), "{staged}");
    }
    let staged = real.table("stg_edd_laus");
    let zeros = (0..staged.len()).filter(|i| columns.iter().all(|(c, _)| staged.number(c, *i) == Some(0.0))).count();
    assert_eq!(zeros, 142);
    let years = column(header, "year");
    for year in [2010, 2020] {
        let published = body.iter().filter(|r| r[years] == year.to_string()).count();
        assert_eq!((0..staged.len()).filter(|i| staged.small("calendar_year", *i) == Some(year)).count(), published);
    }
    assert!((0..staged.len()).all(|i| staged.text("release_status", i) == "Final" && staged.flag("seasonally_adjusted", i) == Some(false)));
    let linda = (0..staged.len()).find(|i| staged.text("area_name", *i) == "Yorba Linda city" && staged.small("calendar_year", *i) == Some(2020)).unwrap();
    assert_eq!(staged.number("labor_force", linda), Some(33_100.0));
    assert_eq!(staged.number("unemployment_rate", linda), Some(7.2));
}
