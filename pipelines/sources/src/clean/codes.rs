//! Classification codes in one spelling each. A code that fits no spelling is none: the row is put aside, never guessed.

/// A TOP code as six digits: `0956.50`, `095650`, `Title-095650`, or what Excel makes of it (`956.5`, `95650`).
#[must_use]
pub fn top(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.rsplit_once('-').map_or(text, |(_, code)| code).trim();
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if !digits(whole) || !(part.is_empty() || digits(part)) {
        return None;
    }
    match (text.contains('.'), whole.len(), part.len()) {
        (true, 3 | 4, 1 | 2) => Some(format!("{whole:0>4}{part:0<2}")),
        (false, 5 | 6, _) => Some(format!("{whole:0>6}")),
        _ => None,
    }
}

/// A CIP code as `NN.NNNN`: `51.3902`, `="15.1307"`, `1.0102`, `513902`.
#[must_use]
pub fn cip(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('=').trim_matches('"');
    let (family, detail) = match text.split_once('.') {
        Some(parts) => parts,
        None if text.len() == 6 => text.split_at(2),
        None => return None,
    };
    let fits = digits(family) && (1..=2).contains(&family.len()) && digits(detail) && (1..=4).contains(&detail.len());
    fits.then(|| format!("{family:0>2}.{detail:0<4}"))
}

/// A SOC or OEWS code as `NN-NNNN`: `29-1141`, `291141`, `29-1141.00`.
#[must_use]
pub fn soc(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_suffix(".00").unwrap_or(text);
    let (major, detail) = match text.split_once('-') {
        Some(parts) => parts,
        None if text.len() == 6 && text.is_ascii() => text.split_at(2),
        None => return None,
    };
    (digits(major) && major.len() == 2 && digits(detail) && detail.len() == 4).then(|| format!("{major}-{detail}"))
}

/// An academic year as `2020-21`: `2020-2021`, `2020-21`, `2021` is not one.
#[must_use]
pub fn academic_year(text: &str) -> Option<String> {
    let (first, second) = text.trim().split_once('-')?;
    let year: u32 = first.parse().ok().filter(|_| first.len() == 4 && digits(first))?;
    let next = (year + 1).to_string();
    (second == next || second == &next[2..]).then(|| format!("{year}-{}", &next[2..]))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_every_spelling() {
        for text in ["0956.50", "095650", "Manufacturing-095650", "956.5", "95650"] {
            assert_eq!(top(text).as_deref(), Some("095650"), "{text}");
        }
        for text in ["", "9565", "0956.505", "x", "95a650", "1.2.3"] {
            assert_eq!(top(text), None, "{text}");
        }
        assert_eq!(cip("1.0102").as_deref(), Some("01.0102"));
        assert_eq!(cip("=\"15.1307\"").as_deref(), Some("15.1307"));
        assert_eq!(cip("43.01").as_deref(), Some("43.0100"));
        assert_eq!(cip("513902").as_deref(), Some("51.3902"));
        assert_eq!(cip("51"), None);
        assert_eq!(soc("29-1141.00").as_deref(), Some("29-1141"));
        assert_eq!(soc("291141").as_deref(), Some("29-1141"));
        assert_eq!(soc("29-11411"), None);
        assert_eq!(academic_year("2020-2021").as_deref(), Some("2020-21"));
        assert_eq!(academic_year("1999-00").as_deref(), Some("1999-00"));
        assert_eq!(academic_year("2020-2022"), None);
    }
}
