//! One course's page: small, without fonts, chart or script, for there may be thousands.

use super::capacity::{self, Spec};
use super::sections::{self, section};
use super::shell::{Here, Page, Shell};
use super::{basis, cells, review};
use crate::escape::html;
use crate::model::{Course, Outlook, Provider, ReportSet, Together};
use crate::number::{NOT_DIVIDED, NOT_PUBLISHED, count, counted, difference, percent};
use crate::{ways_in, words};

/// The page.
pub(super) fn page(set: &ReportSet, provider: &Provider, course: &Course, shell: &Shell) -> String {
    let header = format!(
        "{}<p class=\"eyebrow\">{}</p>\n<h1>{} <span class=\"code\">{}</span></h1>\n",
        basis::example(provider.is_example),
        html(&provider.name),
        html(&course.title),
        html(&course.code)
    );
    let main = [
        short(provider, course),
        review::sections_of(set, provider, course),
        section("facts", "The course", &facts(course)),
        section("capacity", "Seats and students", &seats(provider, course)),
        section("outlook", "Occupations it leads to", &outlook(set, provider, course)),
        section("privacy", "What is withheld", sections::PRIVACY),
        sections::end(set),
    ]
    .concat();
    let title = basis::title(provider.is_example, &format!("{}, {}", course.title, provider.name));
    let up = format!("provider/{}.html", provider.id);
    let crumbs = [("Overview", "index.html"), ("Providers", "index.html#providers"), (provider.name.as_str(), up.as_str()), (course.title.as_str(), "")];
    shell.light(&Page { title: &title, root: "../", here: Here::Provider, crumbs: &crumbs, header: &header, main: &main })
}

/// The flag of openings that are an estimate.
const ESTIMATED: &str = "estimated_national_rate";

/// Whether every known figure of openings is an estimate.
fn estimated(course: &Course) -> bool {
    course.outlook.iter().filter(|o| o.demand.is_some()).all(|o| o.flags.iter().any(|f| f == ESTIMATED))
}

/// Two sentences: the newest year, and the occupation with the most openings.
fn short(provider: &Provider, course: &Course) -> String {
    let newest = course
        .capacity
        .first()
        .and_then(|c| Some(format!("In {}, {} of {} seats were filled ({}).", c.year, count(c.enrolled?), count(c.seats?), percent(c.fill?))));
    let source = if provider.is_example { "invented example" } else { "the provider\u{2019}s catalog" };
    let newest = newest.map(|told| format!("{told} Source: {source}.")).unwrap_or_default();
    let first = course.outlook.iter().find(|o| o.demand.is_some()).map(|o| {
        let but =
            ways_in::missing_of(&o.soc, &o.flags).filter(|_| o.status.ends_with("shortage")).map(|way| format!(", but {}", way.clause)).unwrap_or_default();
        let period = o.demand_period.as_ref().map(|p| format!(" ({p})")).unwrap_or_default();
        format!(
            "Most openings: {}, {} a year in the service area{period}. {}, among the streams counted{but}.",
            o.occupation,
            count(o.demand.unwrap_or_default()),
            words::status(&o.status)
        )
    });
    [newest, first.unwrap_or_default()].iter().filter(|told| !told.is_empty()).map(|told| format!("<p>{}</p>\n", html(told))).collect()
}

/// Facts in reading order.
fn facts(course: &Course) -> String {
    let rows: String = course.facts.iter().map(|(name, value)| format!("<div><dt>{}</dt><dd>{}</dd></div>\n", html(name), html(value))).collect();
    if rows.is_empty() { "<p>The catalog says nothing more.</p>\n".to_owned() } else { format!("<dl class=\"table\">\n{rows}</dl>\n") }
}

/// Capacity by year.
fn seats(provider: &Provider, course: &Course) -> String {
    let rows: Vec<_> = course.capacity.iter().collect();
    let source = if provider.is_example { "Invented figures." } else { "Source: the provider\u{2019}s catalog." };
    let table = capacity::table(&rows, &Spec { id: "years-table", caption: "By school year", note: source, group: None, summed: false });
    if table.is_empty() { "<p>The catalog holds no seats or students of this course.</p>\n".to_owned() } else { table }
}

/// The occupations with what others supply.
fn outlook(set: &ReportSet, provider: &Provider, course: &Course) -> String {
    if course.outlook.is_empty() {
        return "<p>The course\u{2019}s program code leads to no occupation, or it has none: what openings it serves is unknown.</p>\n".to_owned();
    }
    let shared = periods(&course.outlook);
    let lines: String = course.outlook.iter().map(|o| line(o, shared.is_empty(), estimated(course))).collect();
    let head = [
        cells::words("Occupation"),
        cells::numbers("Openings a year"),
        cells::numbers("Other supply, divided"),
        cells::numbers("Other supply, whole"),
        cells::numbers("Gap at divided supply"),
        cells::numbers("Coverage"),
        cells::numbers("Entry wage an hour"),
        cells::words("Status"),
        cells::words("Why linked"),
    ];
    let area = if provider.service_area.is_empty() { "the service area".to_owned() } else { format!("the service area ({})", provider.service_area) };
    let wage = if provider.living_wage.is_empty() { String::new() } else { format!(" Living wage to compare with: {}", provider.living_wage) };
    let note = format!(
        "Openings are those of {area}; other supply is awards a year of other providers\u{2019} programs there, this provider\u{2019}s own left out; gap and status count its completers, 1 to 10 of a course as a range. \
         Each status holds among the streams of training counted.{wage}"
    );
    let cite = sections::cite(&set.sources, "../method.html");
    let known = course.outlook.iter().any(|o| o.demand.is_some());
    let basis = if known { basis::demand(set, estimated(course)) } else { String::new() };
    let together = course.together.as_ref().and_then(together).map(|told| format!("<p>{}</p>\n", html(&told))).unwrap_or_default();
    format!("<p>{}{cite}</p>\n{basis}{together}", html(&note))
        + &sections::noted("outlook-table", &counted(course.outlook.len(), "occupation"), &shared, &head.concat(), &lines)
}

/// The occupations taken together, where there are several and openings of some are known.
fn together(t: &Together) -> Option<String> {
    let demand = t.demand.filter(|_| t.occupations > 1)?;
    let least = if t.partial { "at least " } else { "" };
    let known = if t.known < t.occupations { format!(" (known for {} of them)", t.known) } else { String::new() };
    let head = format!("Taken together, these {} occupations have {least}{} openings a year{known}", t.occupations, count(demand));
    if t.programs == 0 {
        return Some(format!("{head}; no counted program there leads to any of them."));
    }
    let of = if t.partial || t.known < t.occupations { "the known openings" } else { "them" };
    let most = t.most_filled.map(|most| format!("can fill at most {} of {of}", count(most)))?;
    Some(format!(
        "{head}. Together the {} there that lead to them {most}, however completers choose; {} awards a year come from programs that lead nowhere else.",
        counted(t.programs as usize, "counted program"),
        count(t.must_enter)
    ))
}

/// The periods, where all occupations share them; else nothing, and each row tells its own.
fn periods(rows: &[Outlook]) -> String {
    let told: std::collections::BTreeSet<String> = rows.iter().map(period).collect();
    if told.len() == 1 { told.into_iter().next().map(|p| format!("Periods: {p}.")).unwrap_or_default() } else { String::new() }
}

/// The periods of one row.
fn period(o: &Outlook) -> String {
    let known = [("openings", &o.demand_period), ("awards", &o.supply_period)];
    known.iter().filter_map(|(what, p)| p.as_ref().map(|p| format!("{what} {p}"))).collect::<Vec<_>>().join("; ")
}

/// What the figures of one occupation rest on, but for `told`; the streams not counted stand together, and what holds for every row stands above the table.
fn flags(o: &Outlook, told: Option<&str>, estimated: bool) -> Vec<String> {
    let untold = |flag: &&String| told.is_none_or(|told| told != *flag);
    let elsewhere = |flag: &str| words::is_stream(flag) || ["partial_area", "sampling_error"].contains(&flag) || (estimated && flag == ESTIMATED);
    let mut out: Vec<String> = o.flags.iter().filter(untold).filter(|f| !elsewhere(f)).map(|f| words::flag(f)).collect();
    let streams: Vec<&str> = words::STREAMS.iter().filter(|(flag, _)| o.flags.iter().filter(untold).any(|f| f == flag)).map(|(_, name)| *name).collect();
    if !streams.is_empty() {
        out.push(format!("not counted: {}", words::list(&streams)));
    }
    out
}

/// One occupation; `own`: whether it tells its periods; `estimated`: whether every figure of openings is an estimate.
fn line(o: &Outlook, own: bool, estimated: bool) -> String {
    let none = if o.demand.is_some() { NOT_DIVIDED } else { NOT_PUBLISHED };
    let coverage = o.demand.filter(|d| *d > 0.0).zip(o.other_supply).map(|(d, p)| p / d);
    let (least, most) = cells::bounds(o.flags.iter().any(|f| f == "partial_area"));
    let way = ways_in::missing_of(&o.soc, &o.flags).filter(|_| o.status.ends_with("shortage"));
    let told = way.map(|w| w.clause.to_owned()).into_iter().chain(flags(o, way.map(|w| w.flag), estimated)).chain(own.then(|| period(o)));
    let told: Vec<String> = told.collect();
    cells::row(&[
        cells::head(&o.occupation, &o.soc),
        cells::bounded(o.demand, count, least, NOT_PUBLISHED),
        cells::or(o.other_supply, count, none),
        cells::published(o.other_supply_whole, count),
        cells::bounded(o.gap, difference, least, none),
        cells::bounded(coverage, percent, most, none),
        cells::wage(o.entry_wage, o.entry_wage_is_least),
        cells::remarks(words::status(&o.status), &told.join("; ")),
        cells::text(&o.reason),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_course_says_what_is_known_and_what_is_not() {
        let set = sample::set();
        let provider = &set.providers[0];
        let page = |n: usize| page(&set, provider, &provider.courses[n], &Shell::new(true));
        let nursing = page(0);
        assert!(nursing.contains("In 2024-25, 45 of 60 seats were filled (75%)."), "{nursing}");
        assert!(nursing.contains("Most openings: Nursing Assistants, 4,466 a year in the service area") && nursing.contains("counted, but about 85%"));
        assert!(nursing.contains("<title>Example - invented figures: ") && nursing.contains("<p class=\"example\">"));
        let welding = page(1);
        assert!(welding.contains("10 or fewer, not shown") && welding.contains("what openings it serves is unknown"));
        assert!(nursing.len() < 24_000, "{}", nursing.len());
    }

    #[test]
    fn the_targets_of_a_course_are_told_together() {
        let known = Together { occupations: 3, known: 3, demand: Some(284.0), programs: 2, most_filled: Some(99.0), must_enter: 22.0, partial: false };
        let told = together(&known).unwrap();
        assert!(
            told.ends_with("can fill at most 99 of them, however completers choose; 22 awards a year come from programs that lead nowhere else."),
            "{told}"
        );
        let open = together(&Together { known: 1, partial: true, ..known.clone() }).unwrap();
        assert!(open.contains("at least 284 openings a year (known for 1 of them)") && open.contains("99 of the known openings"), "{open}");
        let alone = together(&Together { programs: 0, most_filled: Some(0.0), ..known.clone() }).unwrap();
        assert!(alone.ends_with("no counted program there leads to any of them."), "{alone}");
        assert_eq!(together(&Together { demand: None, most_filled: None, ..known.clone() }), None, "unknown openings are no 0");
        assert_eq!(together(&Together { occupations: 1, ..known }), None);
    }

    #[test]
    fn a_real_course_carries_no_mark() {
        let mut set = sample::set();
        set.providers[0].is_example = false;
        let provider = &set.providers[0];
        let page = page(&set, provider, &provider.courses[0], &Shell::new(true));
        assert!(!page.contains("invented"), "{page}");
    }
}
