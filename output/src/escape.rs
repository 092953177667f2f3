//! Escaping of data that goes into HTML and SVG.

/// Text for an element or a quoted attribute of HTML or SVG. Control characters other than white space are left out.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// An address for `href`: http and https only, so that data cannot bring a script; else nothing.
pub fn web_address(url: &str) -> Option<String> {
    let known = url.starts_with("https://") || url.starts_with("http://");
    (known && !url.chars().any(|c| c.is_whitespace() || c.is_control())).then(|| html(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_data_stays_text() {
        assert_eq!(html("<script>alert('x')</script> & \"y\"\u{0}"), "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;");
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(web_address("https://data.ca.gov/a?b&c").as_deref(), Some("https://data.ca.gov/a?b&amp;c"));
        for bad in ["javascript:alert(1)", "data:text/html,x", "//host", "https://a b", ""] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }
}
