//! The overrides in force: who set what, when and why.

use super::cells;
use super::sections::noted;
use crate::escape::html;
use crate::model::{Override, RegionReport, ReportSet};

/// Every override in force, for the page on the method.
pub(super) fn all(set: &ReportSet) -> String {
    if set.overrides.is_empty() {
        return "<p>None. Every link weighs what its crosswalk says, and no share of a program is put outside its linked occupations.</p>\n".to_owned();
    }
    let lead = "<p>Figures of this run rest on these decisions of an analyst. A weight is relative to the program\u{2019}s other links: it moves divided supply; only a weight of 0 takes a program out of least and \
                most. What lies outside is taken off a program\u{2019}s awards before they are divided or counted. Without an override every link weighs 1 and nothing is outside.</p>\n";
    lead.to_owned() + &table(&set.overrides.iter().collect::<Vec<_>>(), "Overrides in force")
}

/// Those that act on programs of a region; nothing where none does.
pub(super) fn of_region(set: &ReportSet, region: &RegionReport) -> String {
    let here: Vec<&Override> = set.overrides.iter().filter(|o| region.overrides.contains(&o.version) && o.acts()).collect();
    if here.is_empty() {
        return String::new();
    }
    let lead = "<p>Counted programs of this region have codes for which an analyst overrides a link, or the share outside. All that are in force: \
                <a href=\"../method.html#overrides\">method and sources</a>.</p>\n";
    lead.to_owned() + &table(&here, &format!("Overrides that act here, {}", region.region))
}

fn table(overrides: &[&Override], caption: &str) -> String {
    let rows: String = overrides.iter().map(|o| row(o)).collect();
    let head = [cells::words("Program"), cells::words("Occupation"), cells::words("What is overridden"), cells::words("Why"), cells::words("Who and when")];
    noted("overrides-table", caption, "The newest of a program and occupation is in force.", &head.concat(), &rows)
}

fn row(o: &Override) -> String {
    let program = o.program.as_deref().unwrap_or("No counted program has this code");
    let occupation = match (&o.occupation, &o.soc_code) {
        (Some(name), Some(code)) => format!("<td>{} <span class=\"code\">{}</span></td>", html(name), html(code)),
        (None, Some(code)) => format!("<td><span class=\"code\">{}</span></td>", html(code)),
        _ => cells::text("all linked"),
    };
    cells::row(&[
        cells::head(program, &o.program_code),
        occupation,
        cells::remarks(&what(o), ""),
        cells::remarks(&o.reason, ""),
        cells::remarks(&format!("{}, {}", o.author, o.date), &format!("version {}", o.version)),
    ])
}

/// What an override does.
fn what(o: &Override) -> String {
    match o.effect.as_str() {
        "weighs" => format!("The link weighs {} instead of 1", o.value),
        "removes" => "The link is removed".to_owned(),
        "adds" => format!("A link that the crosswalk lacks is added, weight {}", o.value),
        "outside" => format!("A share of {} of its awards lies outside its linked occupations", o.value),
        "same" => "It says what holds anyway".to_owned(),
        "no_link" => "No effect: the crosswalk in use has no such link".to_owned(),
        "no_occupation" => "No effect: no source publishes the occupation".to_owned(),
        "no_program" => "No effect: no counted program has the code".to_owned(),
        "superseded" => "No effect: a newer override speaks of the same occupation".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn overrides_say_what_why_who_and_when_and_none_is_said() {
        let mut set = sample::set();
        let page = all(&set);
        assert!(page.contains("<td class=\"s\">The link is removed</td><td class=\"s\">Not taught &lt;any&gt; more</td>"), "{page}");
        assert!(page.contains("analyst, 2026-11-20 <span class=\"flags\">version 1</span>"), "{page}");
        assert!(page.contains("A share of 0.25 of its awards") && page.contains("No counted program has this code"), "{page}");
        set.overrides.clear();
        assert!(all(&set).starts_with("<p>None."));
    }

    #[test]
    fn a_region_lists_what_acts_on_its_programs_alone() {
        let mut set = sample::set();
        let region = set.regions[0].clone();
        let page = of_region(&set, &region);
        assert!(page.contains("version 1<") && !page.contains("version 2<"), "{page}");
        assert_eq!(of_region(&set, &set.regions[1]), "");
        set.overrides[0].effect = "no_link".into();
        assert_eq!(of_region(&set, &region), "", "what has no effect acts nowhere");
    }
}
