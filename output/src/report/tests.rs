use super::*;
use crate::report::sample;

fn made() -> Vec<(String, String)> {
    pages(&sample::set()).unwrap()
}

#[test]
fn the_state_comes_first_and_every_link_between_pages_leads_somewhere() {
    let pages = made();
    let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["index.html", "region/california.html", "region/los-angeles.html"]);
    let index = &pages[0].1;
    assert!(index.find("region/california.html").unwrap() < index.find("region/los-angeles.html").unwrap());
    for link in index.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        let known = link.starts_with('#') || link.starts_with("https://example.org") || names.contains(&link);
        assert!(known, "{link}");
    }
}

#[test]
fn links_within_a_page_have_targets_and_ids_are_unique() {
    for (name, page) in made() {
        let ids: Vec<&str> = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        for (i, id) in ids.iter().enumerate() {
            assert!(!ids[..i].contains(id), "{name}: {id} twice");
        }
        for attribute in ["href=\"#", "aria-labelledby=\""] {
            let used = page.split(attribute).skip(1).flat_map(|rest| rest.split('"').next().unwrap().split(' '));
            for id in used {
                assert!(ids.contains(&id), "{name}: {attribute}{id}");
            }
        }
    }
}

#[test]
fn pages_hold_no_inline_style_no_handler_and_load_nothing() {
    for (name, page) in made() {
        let body = page.split_once("<body>").unwrap().1;
        for forbidden in [" style=\"", " onclick=", " src=", "<link", "<img", "<iframe", "@import"] {
            assert!(!body.contains(forbidden), "{name}: {forbidden}");
        }
        assert_eq!(page.matches("<script>").count(), 1);
        assert_eq!(page.matches("font/woff2").count(), 2);
        assert!(page.contains("<html lang=\"en\">") && page.contains("class=\"skip\" href=\"#main\""));
    }
}

#[test]
fn data_cannot_bring_markup() {
    let evil = "<script>alert(1)</script>\"'&";
    let mut set = sample::set();
    set.run = evil.into();
    set.profile = evil.into();
    set.caveats = vec![evil.into()];
    set.shortlist_rule = evil.into();
    for region in &mut set.regions {
        region.region = evil.into();
        region.scheme = evil.into();
        for row in &mut region.rows {
            row.occupation = evil.into();
            row.soc = evil.into();
            row.flags = vec![evil.into()];
            row.demand_period = Some(evil.into());
        }
        region.rows[4].status = evil.into();
        for measure in &mut region.measures {
            (measure.label, measure.unit, measure.note) = (evil.into(), evil.into(), evil.into());
        }
        for program in &mut region.unlinked {
            (program.program, program.program_code, program.reason) = (evil.into(), evil.into(), evil.into());
        }
    }
    for source in &mut set.sources {
        (source.title, source.agency, source.period, source.licence) = (evil.into(), evil.into(), evil.into(), evil.into());
        (source.sha256, source.retrieved, source.url) = (evil.into(), Some(evil.into()), evil.into());
    }
    for (name, page) in pages(&set).unwrap() {
        assert!(!page.contains("<script>alert"), "{name}");
        assert!(!page.contains("\"'&\""), "{name}");
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{name}");
    }
}

#[test]
fn same_set_same_bytes_and_files_are_the_pages() {
    let dir = tempfile::tempdir().unwrap();
    let written = write_pages(&sample::set(), dir.path()).unwrap();
    let again = made();
    assert_eq!(written.len(), 3);
    for (path, (name, html)) in written.iter().zip(&again) {
        assert_eq!(path, &dir.path().join(name));
        assert_eq!(&std::fs::read_to_string(path).unwrap(), html);
    }
}

#[test]
fn the_chart_and_its_table_say_the_same() {
    let page = &made()[2].1;
    for figure in ["4,356", "4,466", "110", "968", "not published"] {
        assert!(page.matches(&format!(">{figure}<")).count() >= 3, "{figure}: wide chart or narrow chart, and tables");
    }
    let main = page.split_once("<main").unwrap().1;
    let order = [
        "id=\"findings\"",
        "<figure>",
        "id=\"shortlist-table\"",
        "id=\"all-table\"",
        "id=\"unlinked\"",
        "id=\"limits\"",
        "id=\"how-to-read\"",
        "id=\"methods\"",
        "id=\"sources\"",
    ];
    let places: Vec<usize> = order.iter().map(|part| main.find(part).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_region_without_a_shortlist_has_no_chart() {
    let mut set = sample::set();
    for row in &mut set.regions[0].rows {
        row.rank = None;
    }
    let page = &pages(&set).unwrap()[2].1;
    assert!(!page.contains("<figure>") && !page.contains("href=\"#shortlist\"") && page.contains("id=\"all-table\""));
}
