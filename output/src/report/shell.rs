//! The shell every page has: head, policy, style with fonts, skip link, script.

use super::csp;
use crate::canvas::font::{BOLD_WOFF2, FAMILY, REGULAR_WOFF2};
use crate::escape::html;

const CSS: &str = include_str!("../../assets/page.css");
const SCRIPT: &str = include_str!("../../assets/table.js");

/// What all pages share, made once.
pub(super) struct Shell {
    style: String,
    policy: String,
}

impl Shell {
    /// Joins fonts and style sheet and computes the policy.
    pub(super) fn new() -> Self {
        let style = face(400, REGULAR_WOFF2) + &face(700, BOLD_WOFF2) + CSS;
        let policy = csp::policy(&style, SCRIPT);
        Self { style, policy }
    }

    /// A whole page. `title` is text; `header` and `main` are HTML.
    pub(super) fn page(&self, title: &str, header: &str, main: &str) -> String {
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#main\">Skip to the findings</a>\n<div class=\"page\">\n{header}\n\
             <main id=\"main\" tabindex=\"-1\">\n{main}</main>\n</div>\n<script>{script}</script>\n</body>\n</html>\n",
            policy = self.policy,
            title = html(title),
            style = self.style,
            script = SCRIPT,
        )
    }
}

/// One font face with its bytes.
fn face(weight: u16, woff2: &[u8]) -> String {
    format!("@font-face{{font-family:\"{FAMILY}\";font-weight:{weight};src:url(data:font/woff2;base64,{}) format(\"woff2\")}}\n", csp::base64(woff2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policy_matches_what_stands_in_the_page() {
        let page = Shell::new().page("A & B", "", "");
        let between = |open: &str, close: &str| page.split_once(open).unwrap().1.split_once(close).unwrap().0.to_owned();
        let policy = csp::policy(&between("<style>", "</style>"), &between("<script>", "</script>"));
        assert!(page.contains(&format!("content=\"{policy}\"")));
        assert!(page.contains("<title>A &amp; B</title>"));
    }

    #[test]
    fn style_and_script_cannot_end_early_or_load_anything() {
        for asset in [CSS, SCRIPT] {
            for forbidden in ["</", "http:", "https:", "@import", "url("] {
                assert!(!asset.contains(forbidden), "{forbidden}");
            }
        }
    }
}
