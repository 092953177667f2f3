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

/// The SOC code of an O*NET code: `47-2111.00` and its parts such as `29-1141.03` lie within `NN-NNNN`. A SOC code is its own.
#[must_use]
pub fn soc_of_onet(text: &str) -> Option<String> {
    let text = text.trim();
    match text.split_once('.') {
        Some((soc_code, part)) if digits(part) && part.len() <= 2 => soc(soc_code).filter(|_| soc_code.contains('-')),
        Some(_) => None,
        None => soc(text),
    }
}

/// A four-digit program code as `NN.NN`: `5139`, `51.39`, and `139` where a spreadsheet dropped the zero.
#[must_use]
pub fn cip4(text: &str) -> Option<String> {
    let text = text.trim();
    let (family, detail) = match text.split_once('.') {
        Some(parts) => parts,
        None if text.is_ascii() && (3..=4).contains(&text.len()) => text.split_at(text.len() - 2),
        None => return None,
    };
    let fits = digits(family) && (1..=2).contains(&family.len()) && digits(detail) && detail.len() == 2;
    fits.then(|| format!("{family:0>2}.{detail}"))
}

/// A code of digits in its width, whatever a spreadsheet or a padded column made of it: of width 3 `7`, `007`, ` 7` and `7.0` are `007`.
#[must_use]
pub fn padded(text: &str, width: usize) -> Option<String> {
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    (digits(text) && text.len() <= width).then(|| format!("{text:0>width$}"))
}

/// A code of digits without zeros before it, of at most `width` digits: ` 3`, `03` and `3.0` are `3`.
#[must_use]
pub fn bare(text: &str, width: usize) -> Option<String> {
    let code = padded(text, width)?;
    let bare = code.trim_start_matches('0');
    Some(if bare.is_empty() { "0" } else { bare }.to_owned())
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
        for text in ["47-2111.00", "47-2111", "472111", "47-2111.03", " 47-2111.0 "] {
            assert_eq!(soc_of_onet(text).as_deref(), Some("47-2111"), "{text}");
        }
        for text in ["47-2111.", "47-2111.000", "472111.00", "47", "x"] {
            assert_eq!(soc_of_onet(text), None, "{text}");
        }
        for (text, code) in [("5139", "51.39"), ("139", "01.39"), ("51.39", "51.39"), ("1.39", "01.39")] {
            assert_eq!(cip4(text).as_deref(), Some(code), "{text}");
        }
        for text in ["", "51", "51390", "x139", "51.3", "51.3901", "\u{e9}12"] {
            assert_eq!(cip4(text), None, "{text}");
        }
        assert_eq!((padded("7.0", 3).as_deref(), padded("007", 3).as_deref(), padded("1234", 3), padded("", 3)), (Some("007"), Some("007"), None, None));
        assert_eq!((bare("03", 2).as_deref(), bare(" 21", 2).as_deref(), bare("00", 2).as_deref(), bare("-1", 2)), (Some("3"), Some("21"), Some("0"), None));
        assert_eq!(academic_year("2020-2021").as_deref(), Some("2020-21"));
        assert_eq!(academic_year("1999-00").as_deref(), Some("1999-00"));
        assert_eq!(academic_year("2020-2022"), None);
    }
}
