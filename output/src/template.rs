//! Sentences with `{names}` in them, filled from values. Words live in TOML; the values come from Rust.

use crate::error::OutputError;

/// Replaces each `{name}` of `template` by its value.
///
/// # Errors
/// [`OutputError::Placeholder`] where a name has no value, so that a sentence never goes out half filled.
pub fn fill(template: &str, values: &[(&str, &str)]) -> Result<String, OutputError> {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let missing = |name: &str| OutputError::Placeholder { template: template.to_owned(), name: name.to_owned() };
        let (name, tail) = after.split_once('}').ok_or_else(|| missing(after))?;
        let value = values.iter().find(|(key, _)| *key == name).ok_or_else(|| missing(name))?;
        out.push_str(value.1);
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_every_name_once() {
        assert_eq!(fill("{a} of {b}, {a}", &[("a", "1"), ("b", "{a}")]).unwrap(), "1 of {a}, 1");
    }

    #[test]
    fn a_missing_value_is_an_error() {
        assert!(matches!(fill("{a}", &[]), Err(OutputError::Placeholder { name, .. }) if name == "a"));
        assert!(fill("{a", &[("a", "1")]).is_err());
    }
}
