//! The parts of pages that stand below the figures: measures, programs without a link, limits, sources.

use crate::escape::{html, web_address};
use crate::facts::Facts;
use crate::model::{Measure, RegionReport, ReportSet, SourceKind, SourceLine};
use crate::number::{NOT_PUBLISHED, count, grouped, percent};
use crate::words::STATUSES;

/// Hex digits of a hash that are printed.
const SHORT_HASH: usize = 12;

/// A heading with an id and what stands below it; nothing where there is nothing.
pub(super) fn section(id: &str, heading: &str, body: &str) -> String {
    if body.is_empty() {
        return String::new();
    }
    format!("<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>\n{body}</section>\n", html(heading))
}

/// A table in a frame that scrolls where the screen is narrow. `caption` is text; `head` and `rows` are HTML.
pub(super) fn framed(id: &str, caption: &str, head: &str, rows: &str) -> String {
    noted(id, caption, "", head, rows)
}

/// The same with a note below the caption, sortable by its columns.
pub(super) fn sortable(id: &str, caption: &str, note: &str, head: &str, rows: &str) -> String {
    noted(id, caption, note, head, rows).replacen("<table>", "<table data-sort>", 1)
}

/// The same with a search box above; it scrolls in its own frame.
pub(super) fn searchable(id: &str, caption: &str, note: &str, find: &str, head: &str, rows: &str) -> String {
    let table = format!("<table data-sort data-filter=\"{}\">", html(find));
    noted(id, caption, note, head, rows).replacen("<table>", &table, 1).replacen("class=\"scroll\"", "class=\"scroll tall\"", 1)
}

/// A table with a note below its caption.
pub(super) fn noted(id: &str, caption: &str, note: &str, head: &str, rows: &str) -> String {
    format!(
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\">\n<table>\n\
         <caption><span><span class=\"name\" id=\"{id}\">{}</span> {}</span></caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n\
         </table>\n</div>\n",
        html(caption),
        html(note)
    )
}

/// How many occupations have each status, beside the state where it is given.
pub(super) fn tally(facts: &Facts<'_>, state: Option<&Facts<'_>>) -> String {
    let compared: Vec<&Facts<'_>> = std::iter::once(facts).chain(state).collect();
    let cells = |token: &str| -> String {
        let of = |f: &Facts<'_>| {
            let (n, all) = (f.with_status(token), f.region.rows.len());
            format!("<td class=\"n\">{}</td><td class=\"n\">{}</td>", grouped(n as f64), html(&percent(n as f64 / all.max(1) as f64)))
        };
        compared.iter().map(|f| of(f)).collect()
    };
    let rows: String = STATUSES
        .iter()
        .filter(|s| compared.iter().any(|f| f.with_status(s.token) > 0))
        .map(|s| format!("<tr><th scope=\"row\">{}</th>{}</tr>\n", html(s.words), cells(s.token)))
        .collect();
    let head: String = compared
        .iter()
        .map(|f| format!("<th scope=\"col\" class=\"n\">{}</th><th scope=\"col\" class=\"n\">Share of all</th>", html(&f.region.region)))
        .collect();
    let head = format!("<th scope=\"col\">Status</th>{head}");
    framed("tally-table", &format!("Occupations by status, {}", facts.region.region), &head, &rows)
}

/// Figures about the region as a whole.
pub(super) fn measures(region: &RegionReport) -> String {
    if region.measures.is_empty() {
        return String::new();
    }
    let rows: String = region
        .measures
        .iter()
        .map(|m| format!("<tr><th scope=\"row\">{}</th>{}<td class=\"s\">{}</td></tr>\n", html(&m.label), measured(m), html(&m.note)))
        .collect();
    let head = "<th scope=\"col\">Measure</th><th scope=\"col\" class=\"n\">Value</th><th scope=\"col\">What to know</th>";
    framed("measures-table", &format!("Coverage and limits of the figures for {}", region.region), head, &rows)
}

/// A measure's value with its unit.
fn measured(measure: &Measure) -> String {
    match measure.value {
        None => format!("<td class=\"u\">{NOT_PUBLISHED}</td>"),
        Some(value) if measure.unit == "ratio" => format!("<td class=\"n\">{}</td>", html(&percent(value))),
        Some(value) => format!("<td class=\"n\">{} {}</td>", html(&count(value)), html(&measure.unit)),
    }
}

/// Programs whose awards stand in no gap.
pub(super) fn unlinked(region: &RegionReport) -> String {
    if region.unlinked.is_empty() {
        return String::new();
    }
    let listed: f64 = region.unlinked.iter().map(|p| p.awards).sum();
    let rows: String = region
        .unlinked
        .iter()
        .map(|p| {
            format!(
                "<tr><th scope=\"row\">{} <span class=\"code\">{}</span></th><td class=\"n\">{}</td><td class=\"s\">{}</td></tr>\n",
                html(&p.program),
                html(&p.program_code),
                html(&count(p.awards)),
                html(&p.reason)
            )
        })
        .collect();
    let lead = format!(
        "<p>{} awards a year come from programs that lead to no occupation with known openings here: no gap counts them. \
         The {} largest programs give {} of them.</p>\n",
        count(region.unlinked_total),
        region.unlinked.len(),
        count(listed),
    );
    let head = "<th scope=\"col\">Program</th><th scope=\"col\" class=\"n\">Awards a year</th><th scope=\"col\">Reason</th>";
    lead + &sortable("unlinked-table", &format!("Largest programs without a matched occupation, {}", region.region), "", head, &rows)
}

/// Methods in short, then the limits of this run's data. `root` leads to the report's folder.
pub(super) fn methods(set: &ReportSet, root: &str) -> String {
    let more = format!("<p>In full: <a href=\"{root}method.html\">method and sources</a>.</p>\n");
    include_str!("../../assets/methods.html").replace("{band}", &percent(set.band)) + &caveats(set) + &more
}

/// The limits of this run's data.
pub(super) fn caveats(set: &ReportSet) -> String {
    let caveats: String = set.caveats.iter().map(|c| format!("<li>{}</li>\n", html(c))).collect();
    if caveats.is_empty() { caveats } else { format!("<ul>\n{caveats}</ul>\n") }
}

/// Area, dates, run and profile; what is not known is left out.
pub(super) fn facts_list(set: &ReportSet, area: Option<&str>) -> String {
    let pairs = [
        ("Kind of region", area),
        ("Data as of", set.as_of.as_deref()),
        ("Data retrieved", set.data_retrieved.as_deref()),
        ("Run", Some(set.run.as_str())),
        ("Profile", Some(set.profile.as_str())),
    ];
    facts(pairs.iter().filter_map(|(name, value)| value.map(|value| (*name, value))))
}

/// Names and values side by side.
pub(super) fn facts<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let facts: String = pairs.map(|(name, value)| format!("<div><dt>{}</dt><dd>{}</dd></div>", html(name), html(value))).collect();
    if facts.is_empty() { facts } else { format!("<dl class=\"facts\">{facts}</dl>\n") }
}

/// The last lines of a page.
pub(super) fn end(set: &ReportSet) -> String {
    format!("<footer class=\"end\"><p>Run {}, profile {}.</p></footer>\n", html(&set.run), html(&set.profile))
}

/// The rule that hides small counts.
pub(super) const PRIVACY: &str = include_str!("../../assets/privacy.html");

/// Where every figure comes from.
pub(super) fn sources(sources: &[SourceLine]) -> String {
    if sources.is_empty() {
        return String::new();
    }
    let rows: String = sources.iter().enumerate().map(|(i, source)| source_row(i + 1, source)).collect();
    let head = "<th scope=\"col\">Source</th><th scope=\"col\">Period</th><th scope=\"col\">Retrieved</th>\
                <th scope=\"col\">Licence</th><th scope=\"col\">SHA-256</th>";
    noted("sources-table", "Sources of the figures", "Of each SHA-256 the first digits.", head, &rows)
}

/// Title and file of a source.
pub(super) fn named(source: &SourceLine) -> String {
    if source.file.is_empty() { source.title.clone() } else { format!("{}: {}", source.title, source.file) }
}

/// One source.
fn source_row(number: usize, source: &SourceLine) -> String {
    let title = html(&named(source));
    let title = match web_address(&source.url) {
        Some(url) => format!("<a href=\"{url}\">{title}</a>"),
        None => title,
    };
    let stale = if source.stale { " <span class=\"flags stale\">Stale: the last good copy is used</span>" } else { "" };
    let (period, retrieved) = match source.kind {
        SourceKind::File | SourceKind::Context => (source.period.as_str(), source.retrieved.as_deref().unwrap_or("not recorded")),
        SourceKind::Quoted => ("as named", "quoted; kept with the program"),
        SourceKind::Choice => (if source.period.is_empty() { "none" } else { &source.period }, source.retrieved.as_deref().unwrap_or("kept with the program")),
    };
    let hash: String = source.sha256.chars().take(SHORT_HASH).collect();
    format!(
        "<tr><th scope=\"row\">{number}. {title} <span class=\"code\">{}</span></th><td>{}</td><td>{}{stale}</td><td>{}</td>\
         <td class=\"hash\">{}</td></tr>\n",
        html(&source.agency),
        html(period),
        html(retrieved),
        html(&source.licence),
        html(&hash)
    )
}

/// A link from a sentence to the sources of the figures; `page` is the page that lists them, nothing for this one.
pub(super) fn cite(sources: &[SourceLine], page: &str) -> String {
    match sources.iter().filter(|s| s.kind != SourceKind::Context).count() {
        0 => String::new(),
        1 => format!(" <a class=\"cite\" href=\"{page}#sources\">Source 1</a>"),
        n => format!(" <a class=\"cite\" href=\"{page}#sources\">Sources 1\u{2013}{n}</a>"),
    }
}

/// A box that names stale sources; nothing where all are fresh.
pub(super) fn stale_notice(sources: &[SourceLine]) -> String {
    let stale: Vec<&str> = sources.iter().filter(|s| s.stale).map(|s| s.title.as_str()).collect();
    if stale.is_empty() {
        return String::new();
    }
    format!("<div class=\"notice\"><p><strong>Not fresh:</strong> the last good copy is used of {}.</p></div>\n", html(&crate::words::list(&stale)))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn absent_parts_are_absent() {
        let mut region = sample::region("r", "R");
        region.measures.clear();
        region.unlinked.clear();
        assert_eq!(section("a", "A", &measures(&region)) + &unlinked(&region) + &sources(&[]) + &cite(&[], ""), "");
        assert_eq!(stale_notice(&sample::set().sources[..1]), "");
    }

    #[test]
    fn measures_have_units_and_unknown_is_said() {
        let table = measures(&sample::region("r", "R"));
        assert!(table.contains("<td class=\"n\">93%</td>") && table.contains("<td class=\"u\">not published</td>"));
    }

    #[test]
    fn what_the_program_carries_has_no_day() {
        let mut set = sample::set();
        (set.sources[0].kind, set.sources[0].retrieved) = (SourceKind::Quoted, None);
        (set.sources[1].kind, set.sources[1].retrieved, set.sources[1].stale) = (SourceKind::Choice, None, false);
        let table = sources(&set.sources);
        assert!(
            table.contains("<td>quoted; kept with the program</td>") && table.contains("<td>kept with the program</td>") && !table.contains("not recorded")
        );
    }

    #[test]
    fn a_stale_source_is_named_and_a_bad_address_is_no_link() {
        let mut set = sample::set();
        assert!(stale_notice(&set.sources).contains("of Supply."));
        set.sources[0].url = "javascript:alert(1)".into();
        let table = sources(&set.sources);
        assert_eq!(table.matches("<a href").count(), 1);
        assert!(table.contains("0123456789ab<") && !table.contains("javascript"));
    }
}
