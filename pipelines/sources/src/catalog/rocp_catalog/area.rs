//! Service areas: `Butte; Glenn 0.5`.

use super::cell::{Fault, county, fault};

/// Reads a service area: counties in order of name with their weights, and every fault in it.
pub(super) fn read(text: &str) -> (Vec<(String, f64)>, Vec<Fault>) {
    let (mut out, mut faults): (Vec<(String, f64)>, Vec<Fault>) = (Vec::new(), Vec::new());
    for part in text.split([';', ',', '\n']).map(str::trim).filter(|p| !p.is_empty()) {
        let (name, weight) = match part.rsplit_once(char::is_whitespace) {
            Some((name, last)) if last.starts_with(|c: char| c.is_ascii_digit() || "-+.".contains(c)) => (name.trim(), Some(last)),
            _ => (part, None),
        };
        let weight = match weight.map(|w| (w, w.parse::<f64>())) {
            None => 1.0,
            Some((_, Ok(w))) if w > 0.0 && w <= 1.0 => w,
            Some((w, _)) => {
                let what = "Write a number above 0, at most 1, such as 0.5 for half the county, or no number for the whole county";
                faults.push(fault("weight", format!("the weight {w} of {name} is not above 0 and at most 1"), what));
                continue;
            }
        };
        match county(name) {
            Ok(county) if out.iter().any(|(c, _)| c == county) => {
                faults.push(fault("county-twice", format!("{county} stands twice in the service area"), "Name each county once, with one weight"));
            }
            Ok(county) => out.push((county.to_owned(), weight)),
            Err(f) => faults.push(Fault { kind: "unknown-service-county", problem: format!("{name:?} is not one of California's 58 counties"), ..f }),
        }
    }
    if out.is_empty() && faults.is_empty() {
        faults.push(fault("unknown-service-county", "it names no county", "Write the counties with semicolons between, as Butte; Glenn 0.5"));
    }
    out.sort_by(|a, b| a.0.cmp(&b.0));
    (out, faults)
}

/// A service area in one spelling.
#[must_use]
pub fn text(area: &[(String, f64)]) -> String {
    area.iter().map(|(c, w)| if *w < 1.0 { format!("{c} {w}") } else { c.clone() }).collect::<Vec<_>>().join("; ")
}

/// The counties and weights of a service area that has been read before.
#[must_use]
pub fn parse(text: &str) -> Vec<(String, f64)> {
    read(text).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_and_their_faults() {
        let says = |t: &str| {
            let (area, faults) = read(t);
            format!("{} {}", text(&area), faults.iter().map(|f| f.kind).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(says("Glenn 0.5; butte county 1"), "Butte; Glenn 0.5 ");
        assert_eq!(says("Los Angeles, San Luis Obispo .25"), "Los Angeles; San Luis Obispo 0.25 ");
        assert_eq!(says("Butte 1.5; Glenn 0; Bute; Butte; Butte"), "Butte weight weight unknown-service-county county-twice");
        assert_eq!(says(" ; "), " unknown-service-county");
    }
}
