use super::*;
use crate::report::sample;

fn made() -> Vec<(String, String)> {
    pages(&sample::set()).unwrap()
}

/// Every address that a page links to.
fn links(page: &str) -> Vec<&str> {
    page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn the_state_comes_first_and_every_kind_of_page_is_there() {
    let pages = made();
    let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "index.html",
            "region/california.html",
            "region/los-angeles.html",
            "evidence/los-angeles-perkins-v.html",
            "evidence/los-angeles-cteig.html",
            "evidence/los-angeles-k12-swp.html",
            "provider/example-rop.html",
            "course/example-rop-na-1.html",
            "course/example-rop-we-1.html",
            "method.html"
        ]
    );
    let index = &pages[0].1;
    assert!(index.find("region/california.html").unwrap() < index.find("region/los-angeles.html").unwrap());
}

#[test]
fn every_link_leads_to_a_page_a_place_in_it_or_a_table() {
    let pages = made();
    let tables: Vec<String> = sample::set().tables.iter().flat_map(|t| [format!("data/{}.csv", t.name), format!("data/{}.parquet", t.name)]).collect();
    for (name, page) in &pages {
        for link in links(page) {
            if link.starts_with("https://example.org") || link.starts_with('#') {
                continue;
            }
            let inside = name.contains('/');
            assert_eq!(link.starts_with("../"), inside, "{name}: {link}");
            let address = link.trim_start_matches("../");
            let (file, place) = address.split_once('#').unwrap_or((address, ""));
            if file == "data/" || tables.iter().any(|t| t == file) {
                continue;
            }
            let (_, target) = pages.iter().find(|(n, _)| n == file).unwrap_or_else(|| panic!("{name}: {link}"));
            assert!(place.is_empty() || target.contains(&format!(" id=\"{place}\"")), "{name}: {link}");
        }
    }
}

#[test]
fn every_page_but_the_landing_page_has_a_way_back_and_all_have_one_navigation() {
    for (name, page) in made() {
        assert_eq!(page.matches("aria-label=\"Breadcrumb\"").count(), usize::from(name != "index.html"), "{name}");
        assert_eq!(page.matches("aria-label=\"Site\"").count(), 1, "{name}");
        assert_eq!((page.matches("<h1>").count(), page.matches("<main ").count()), (1, 1), "{name}");
        assert!(page.contains("class=\"skip\" href=\"#main\""), "{name}");
    }
}

#[test]
fn invented_figures_are_marked_wherever_they_stand() {
    for (name, page) in made() {
        let title = page.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0;
        let own = name.starts_with("provider/") || name.starts_with("course/");
        assert_eq!(title.starts_with("Example - invented figures"), own, "{name}");
        let header = page.split_once("</header>").unwrap().0;
        assert_eq!(header.contains("<strong>Example - invented figures.</strong>"), own, "{name}");
    }
    let index = &made()[0].1;
    assert!(index.contains("Example ROP</a> <span class=\"mark\">Example - invented figures</span>"));
    let mut real = sample::set();
    real.providers[0].is_example = false;
    for (name, page) in pages(&real).unwrap() {
        assert!(name == "method.html" || !page.contains("nvented"), "{name}");
    }
}

#[test]
fn a_withheld_count_is_never_zero() {
    let pages = made();
    let page = |name: &str| &pages.iter().find(|(n, _)| n == name).unwrap().1;
    let welding = page("course/example-rop-we-1.html");
    let body = welding.split_once("<tbody>").unwrap().1.split_once("</tbody>").unwrap().0;
    assert_eq!(body.matches("10 or fewer, not shown").count(), 2, "completed and placed: {body}");
    assert_eq!(body.matches("<td class=\"n\">0</td>").count(), 1, "the known zero of the waiting list");
    let provider = page("provider/example-rop.html");
    assert!(provider.contains("<td class=\"u\">not shown</td>") && provider.contains("past on the day of this report"));
}

#[test]
fn a_set_without_catalogs_or_words_still_makes_pages() {
    let mut set = sample::set();
    set.providers.clear();
    set.tables.clear();
    (set.living_wage, set.demand_basis) = (String::new(), String::new());
    for region in &mut set.regions {
        region.sectors.clear();
        region.streams.clear();
    }
    let pages = pages(&set).unwrap();
    assert_eq!(pages.len(), 7);
    assert!(pages[0].1.contains("No provider\u{2019}s catalog is held") && !pages[1].1.contains("#providers"));
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
        let light = name.starts_with("course/") || name.starts_with("evidence/");
        assert_eq!(page.matches("<script>").count(), usize::from(!light), "{name}");
        assert_eq!(page.matches("font/woff2").count(), if light { 0 } else { 2 }, "{name}");
        assert!(page.contains("<html lang=\"en\">"));
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
    (set.living_wage, set.demand_basis) = (evil.into(), evil.into());
    set.tables[0].title = evil.into();
    for region in &mut set.regions {
        region.sectors[0].sector = evil.into();
        region.streams[0].title = evil.into();
        region.living_wage = evil.into();
        (region.more.industries[0].title, region.more.industries[0].period) = (evil.into(), evil.into());
        (region.more.served[0].group, region.more.served[0].year) = (evil.into(), evil.into());
        (region.more.editions[0].area, region.more.editions[0].source, region.more.editions[0].breaks) = (evil.into(), evil.into(), vec![evil.into()]);
        region.rows[4].list = Some(crate::model::List::NoProgram);
        region.rows[1].list = Some(crate::model::List::LowWage);
    }
    for provider in &mut set.providers {
        provider.living_wage = evil.into();
        (provider.name, provider.structure, provider.service_area, provider.imported) = (evil.into(), evil.into(), evil.into(), Some(evil.into()));
        for capacity in provider.capacity.iter_mut().chain(provider.courses.iter_mut().flat_map(|c| &mut c.capacity)) {
            (capacity.year, capacity.group) = (evil.into(), evil.into());
        }
        for course in &mut provider.courses {
            (course.title, course.code) = (evil.into(), evil.into());
            course.facts = vec![(evil.into(), evil.into()), (crate::words::REVIEW_DUE.into(), evil.into())];
            for outlook in &mut course.outlook {
                (outlook.occupation, outlook.soc, outlook.reason, outlook.status) = (evil.into(), evil.into(), evil.into(), evil.into());
                (outlook.flags, outlook.demand_period) = (vec![evil.into()], Some(evil.into()));
            }
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
    assert_eq!(written.len(), 10);
    for (path, (name, html)) in written.iter().zip(&again) {
        assert_eq!(path, &dir.path().join(name));
        assert_eq!(&std::fs::read_to_string(path).unwrap(), html);
    }
}

#[test]
fn the_chart_and_its_table_say_the_same() {
    let page = &made()[2].1;
    for figure in ["4,356", "4,466", "110", "968", "not published"] {
        let bound = page.matches(&format!(">at least </span>{figure}<")).count();
        assert!(bound + page.matches(&format!(">{figure}<")).count() >= 3, "{figure}: wide chart or narrow chart, and tables");
    }
    let main = page.split_once("<main").unwrap().1;
    let order = [
        "id=\"findings\"",
        "<figure>",
        "id=\"shortlist-table\"",
        "id=\"demand\"",
        "id=\"supply\"",
        "id=\"unlinked\"",
        "id=\"sectors\"",
        "id=\"comparison\"",
        "id=\"how-to-read\"",
        "id=\"methods\"",
        "id=\"limits\"",
        "id=\"sources\"",
        "id=\"privacy\"",
        "id=\"all-table\"",
    ];
    let places: Vec<usize> = order.iter().map(|part| main.find(part).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_region_without_a_shortlist_has_no_chart() {
    let mut set = sample::set();
    for row in &mut set.regions[0].rows {
        (row.rank, row.list) = (None, None);
    }
    let page = &pages(&set).unwrap()[2].1;
    for absent in ["id=\"gap-", "id=\"demand-", "href=\"#shortlist\"", "href=\"#demand\""] {
        assert!(!page.contains(absent), "{absent}");
    }
    assert!(page.contains("id=\"all-table\""));
}
