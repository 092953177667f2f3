//! Area names: the label, and the bracketed county list, which alone is stable over editions.

/// An area name taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Area {
    /// The name without the brackets.
    pub label: String,
    /// The counties in alphabetical order, separated by `; `; none where the edition gives no list.
    pub counties: Option<String>,
}

/// Takes `Label (A, B, and C Counties)` apart. Brackets that do not end in County or Counties are part of the label.
pub(crate) fn parse(name: &str) -> Area {
    let name = name.trim();
    let listed = name.strip_suffix(')').and_then(|n| n.rsplit_once('(')).and_then(|(label, list)| {
        let list = list.trim();
        let list = list.strip_suffix("Counties").or_else(|| list.strip_suffix("County"))?;
        let list = list.replace(" and ", ",");
        let mut counties: Vec<_> = list.split(',').map(str::trim).filter(|c| !c.is_empty()).collect();
        counties.sort_unstable();
        counties.dedup();
        (!counties.is_empty()).then(|| (label.trim().to_owned(), counties.join("; ")))
    });
    match listed {
        Some((label, counties)) => Area { label, counties: Some(counties) },
        None => Area { label: name.to_owned(), counties: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn county_lists() {
        let list = |name| parse(name).counties.unwrap_or_default();
        assert_eq!(list("Salinas MSA (Monterey County)"), "Monterey");
        assert_eq!(list("X MSA (Riverside and San Bernardino Counties)"), "Riverside; San Bernardino");
        assert_eq!(list("X (Yolo, El Dorado, Placer, and Sacramento Counties)"), "El Dorado; Placer; Sacramento; Yolo");
        assert_eq!(parse("X--Y MSA (Napa County)").label, "X--Y MSA");
        assert_eq!(parse("California"), Area { label: "California".into(), counties: None });
        assert_eq!(parse("East Bay (Oakland)"), Area { label: "East Bay (Oakland)".into(), counties: None });
    }
}
