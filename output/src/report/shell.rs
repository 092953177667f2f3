//! The shell every page has: head, policy, style, skip link, navigation, breadcrumb, script.

use super::csp;
use crate::canvas::font::{BOLD_WOFF2, FAMILY, REGULAR_WOFF2};
use crate::escape::html;

const BASE: &str = include_str!("../../assets/page.css");
const CHARTS: &str = include_str!("../../assets/chart.css");
const SCRIPT: &str = include_str!("../../assets/table.js");

/// What all pages share, made once.
pub(super) struct Shell {
    full: Dress,
    light: Dress,
    providers: bool,
}

/// Style and script of a kind of page, with their policy.
struct Dress {
    style: String,
    script: &'static str,
    policy: String,
}

/// Where a page stands in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Here {
    /// The landing page.
    Overview,
    /// A region.
    Region,
    /// A provider or one of its courses.
    Provider,
    /// The page on the method.
    Method,
}

/// One page. `title` is text; `header` and `main` are HTML.
pub(super) struct Page<'a> {
    /// Title of the document.
    pub title: &'a str,
    /// From the page to the report's folder: nothing or `../`.
    pub root: &'static str,
    /// Its place in the navigation.
    pub here: Here,
    /// The pages above it, as text and address from the report's folder, and at last the page's own name.
    pub crumbs: &'a [(&'a str, &'a str)],
    /// The title strip.
    pub header: &'a str,
    /// What it says.
    pub main: &'a str,
}

impl Shell {
    /// Joins fonts and style sheets and computes the policies. `providers`: whether there are catalogs to navigate to.
    pub(super) fn new(providers: bool) -> Self {
        let full = Dress::new(face(400, REGULAR_WOFF2) + &face(700, BOLD_WOFF2) + BASE + CHARTS, SCRIPT);
        Self { full, light: Dress::new(BASE.to_owned(), ""), providers }
    }

    /// A page with the bundled fonts, charts and sortable tables.
    pub(super) fn page(&self, page: &Page<'_>) -> String {
        self.dressed(page, &self.full)
    }

    /// A small page: the reader's own fonts, no chart, no script.
    pub(super) fn light(&self, page: &Page<'_>) -> String {
        self.dressed(page, &self.light)
    }

    fn dressed(&self, page: &Page<'_>, dress: &Dress) -> String {
        let script = if dress.script.is_empty() { String::new() } else { format!("<script>{}</script>\n", dress.script) };
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#main\">Skip to the content</a>\n<div class=\"page\">\n\
             <header class=\"strip\">\n{nav}{crumbs}{header}</header>\n\
             <main id=\"main\" tabindex=\"-1\">\n{main}</main>\n</div>\n{script}</body>\n</html>\n",
            policy = dress.policy,
            title = html(page.title),
            style = dress.style,
            nav = self.navigation(page),
            crumbs = breadcrumb(page),
            header = page.header,
            main = page.main,
        )
    }

    /// The same links on every page.
    fn navigation(&self, page: &Page<'_>) -> String {
        let links = [
            (Here::Overview, "Overview", "index.html", true),
            (Here::Region, "Regions", "index.html#regions", true),
            (Here::Provider, "Providers", "index.html#providers", self.providers),
            (Here::Method, "Method and sources", "method.html", true),
        ];
        let items: String = links
            .iter()
            .filter(|(.., shown)| *shown)
            .map(|(here, words, address, _)| {
                let current = match (page.here == *here, page.crumbs.len()) {
                    (true, 0 | 1) => " aria-current=\"page\"",
                    (true, _) => " aria-current=\"true\"",
                    (false, _) => "",
                };
                format!("<li><a href=\"{}{address}\"{current}>{words}</a></li>", page.root)
            })
            .collect();
        format!("<nav class=\"site\" aria-label=\"Site\"><span class=\"brand\">ROCP Workforce Demand</span><ul>{items}</ul></nav>\n")
    }
}

/// The way from the landing page to this one; the landing page has none.
fn breadcrumb(page: &Page<'_>) -> String {
    let Some(((own, _), above)) = page.crumbs.split_last() else { return String::new() };
    let above: String = above.iter().map(|(words, address)| format!("<li><a href=\"{}{}\">{}</a></li>", page.root, html(address), html(words))).collect();
    format!("<nav class=\"crumb\" aria-label=\"Breadcrumb\"><ol>{above}<li aria-current=\"page\">{}</li></ol></nav>\n", html(own))
}

impl Dress {
    fn new(style: String, script: &'static str) -> Self {
        Self { policy: csp::policy(&style, script), style, script }
    }
}

/// One font face with its bytes.
fn face(weight: u16, woff2: &[u8]) -> String {
    format!("@font-face{{font-family:\"{FAMILY}\";font-weight:{weight};src:url(data:font/woff2;base64,{}) format(\"woff2\")}}\n", csp::base64(woff2))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Page<'_> = Page { title: "A & B", root: "../", here: Here::Provider, crumbs: &[("Up <", "index.html"), ("Own &", "")], header: "", main: "" };

    #[test]
    fn policy_matches_what_stands_in_the_page() {
        let shell = Shell::new(true);
        for page in [shell.page(&PAGE), shell.light(&PAGE)] {
            let between = |open: &str, close: &str| page.split_once(open).map(|(_, rest)| rest.split_once(close).unwrap().0).unwrap_or_default().to_owned();
            let policy = csp::policy(&between("<style>", "</style>"), &between("<script>", "</script>"));
            assert!(page.contains(&format!("content=\"{policy}\"")));
            assert!(page.contains("<title>A &amp; B</title>"));
        }
        assert!(shell.light(&PAGE).len() < 16_000 && !shell.light(&PAGE).contains("font/woff2"), "{}", shell.light(&PAGE).len());
    }

    #[test]
    fn navigation_is_the_same_everywhere_and_breadcrumbs_are_escaped() {
        let page = Shell::new(true).light(&PAGE);
        assert!(page.contains("<li><a href=\"../index.html#providers\" aria-current=\"true\">Providers</a></li>"));
        assert!(page.contains("<li><a href=\"../index.html\">Up &lt;</a></li><li aria-current=\"page\">Own &amp;</li>"));
        assert!(!Shell::new(false).light(&PAGE).contains("Providers"), "no link to what is not there");
    }

    #[test]
    fn style_and_script_cannot_end_early_or_load_anything() {
        for asset in [BASE, CHARTS, SCRIPT] {
            for forbidden in ["</", "http:", "https:", "@import", "url("] {
                assert!(!asset.contains(forbidden), "{forbidden}");
            }
        }
    }
}
