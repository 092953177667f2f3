//! Numbers as readers see them: thousands separators, a true minus sign, no false decimals.

/// What stands for an unknown number.
pub const NOT_PUBLISHED: &str = "not published";

/// What stands for a figure that rests on dividing supply in proportion to openings, where there are none.
pub const NOT_DIVIDED: &str = "cannot be divided";

/// Above this a float has no whole-number precision left; such a value is printed as it is.
const EXACT: f64 = 9.0e15;

/// A count rounded to a whole number, halves up; a positive count that would round to zero is `<1`.
pub fn count(value: f64) -> String {
    if value > 0.0 && value < 0.5 {
        return "<1".to_owned();
    }
    grouped((value + 0.5).floor())
}

/// A difference rounded to a whole number, halves down; a positive one that would round to zero is `<1`.
///
/// Levels round halves up, so that a whole level minus a rounded level is the printed difference:
/// 4,466 - 109.5 is printed as 4,466, 110 and 4,356.
pub fn difference(value: f64) -> String {
    if value > 0.0 && value <= 0.5 {
        return "<1".to_owned();
    }
    grouped((value - 0.5).ceil())
}

/// A ratio as a whole percentage; a positive one that would round to zero is `<1%`.
pub fn percent(ratio: f64) -> String {
    format!("{}%", count(ratio * 100.0))
}

/// Dollars and cents, halves up.
pub fn dollars(value: f64) -> String {
    let cents = (value * 100.0 + 0.5).floor();
    let whole = (cents / 100.0).floor();
    format!("${}.{:02.0}", grouped(whole), cents - whole * 100.0)
}

/// An unknown number is "not published"; a known one is printed by `print`.
pub fn or_unknown(value: Option<f64>, print: fn(f64) -> String) -> String {
    value.map_or_else(|| NOT_PUBLISHED.to_owned(), print)
}

/// A whole number with thousands separators.
pub fn grouped(value: f64) -> String {
    if !value.is_finite() || value.abs() > EXACT {
        return value.to_string();
    }
    let digits = format!("{:.0}", value.abs());
    let mut out = String::new();
    if value < 0.0 && digits != "0" {
        out.push('\u{2212}');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "1 opening", "2 openings": the noun takes an `s` unless the printed count is 1.
pub fn counted(n: usize, noun: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{} {noun}{s}", grouped(n as f64))
}

/// "1 opening", "2 openings" of a figure printed as [`count`] prints it.
pub fn amount(value: f64, noun: &str) -> String {
    let printed = count(value);
    let s = if printed == "1" { "" } else { "s" };
    format!("{printed} {noun}{s}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_and_signs() {
        assert_eq!(grouped(0.0), "0");
        assert_eq!(grouped(-0.0), "0");
        assert_eq!(grouped(999.0), "999");
        assert_eq!(grouped(1000.0), "1,000");
        assert_eq!(grouped(361_442.0), "361,442");
        assert_eq!(grouped(-2449.0), "\u{2212}2,449");
    }

    #[test]
    fn printed_differences_add_up() {
        let hundred = |v: f64| (v * 100.0).round() / 100.0;
        for (level, part) in [(4466.0, 109.5), (1893.0, 4342.5), (1450.0, 482.31), (15.0, 6.0), (10.0, 10.0)] {
            let printed = |s: String| s.replace(',', "").replace('\u{2212}', "-").parse::<f64>().unwrap();
            let gap = printed(difference(hundred(level - part)));
            assert_eq!(printed(count(level)) - printed(count(part)), gap, "{level} - {part}");
        }
    }

    #[test]
    fn small_is_not_zero() {
        assert_eq!(count(0.0), "0");
        assert_eq!(count(0.3), "<1");
        assert_eq!(count(0.5), "1");
        assert_eq!(percent(0.002), "<1%");
        assert_eq!(percent(0.0), "0%");
        assert_eq!(percent(0.1125), "11%");
        assert_eq!([0.0, 0.3, 0.5, 0.6, -0.3].map(difference), ["0", "<1", "<1", "1", "0"]);
        assert_eq!(or_unknown(None, count), "not published");
    }

    #[test]
    fn dollars_have_cents() {
        assert_eq!([18.0, 21.435, 9.999, 1234.5].map(dollars), ["$18.00", "$21.44", "$10.00", "$1,234.50"]);
    }

    #[test]
    fn nouns_agree() {
        assert_eq!(counted(1, "occupation"), "1 occupation");
        assert_eq!(counted(1200, "occupation"), "1,200 occupations");
    }
}
