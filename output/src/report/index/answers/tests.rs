use super::*;
use crate::report::sample;

fn text(state: bool, edit: impl Fn(usize, &mut crate::model::RegionReport)) -> String {
    let mut regions = [sample::region("california", "California"), sample::region("a", "A"), sample::region("b", "B")];
    for (i, region) in regions.iter_mut().enumerate() {
        edit(i, region);
    }
    let facts: Vec<Facts<'_>> = regions.iter().map(Facts::of).collect();
    section(&sample::set(), state.then_some(&facts[0]), &facts[1..])
}

#[test]
fn each_answer_has_a_number_a_comparison_and_a_source() {
    let page = text(true, |_, _| {});
    assert_eq!((page.matches("<strong>67%</strong>").count(), page.matches("<strong>100%</strong>").count()), (1, 1));
    assert!(page.contains("California: 2 of 3 occupations compared, even with every linked program counted whole."), "{page}");
    assert!(page.contains("No region stands out: in each, 67% are short."), "weak differences are not ranked");
    assert!(page.contains("Nursing Assistants, 4,356 a year (4,466 openings, 110 awards), but about 85%"), "{page}");
    assert!(page.contains("1 of 3 occupations compared, counting only programs that lead there alone"));
    assert!(page.contains("Largest excess: Makers, at least 25 awards against 10 openings a year."));
    assert!(page.contains("3 of 3 ratings; the other 0"));
    assert!(page.contains("100 of 722 awards a year (14%) stand in no gap"));
    assert!(page.contains("Not counted: ROCP and adult school."));
    assert_eq!(page.matches("href=\"#sources\"").count(), 3);
}

#[test]
fn regions_are_ranked_where_they_differ() {
    let page = text(true, |i, region| {
        if i == 2 {
            region.rows[0].status = "balanced".into();
        }
    });
    assert!(page.contains("Highest share short: A (2 of 3, 67%). Lowest: B (1 of 3, 33%)."), "{page}");
}

#[test]
fn without_a_state_the_regions_are_counted_together() {
    let page = text(false, |_, _| {});
    assert!(page.contains("The regions together: 4 of 6 occupations compared, even"), "{page}");
    assert!(!page.contains("Widest gap"));
}

#[test]
fn nothing_known_is_said_to_be_unknown() {
    let page = text(true, |_, region| {
        region.rows.clear();
        region.unlinked_total = 0.0;
    });
    assert_eq!(page.matches("<strong>Unknown</strong>").count(), 3);
    assert!(!page.contains("0%") && !page.contains("NaN"), "{page}");
}

#[test]
fn estimates_are_called_estimates_beside_the_answer() {
    let page = text(true, |_, region| {
        for row in &mut region.rows {
            row.flags.push("estimated_national_rate".into());
        }
    });
    assert!(page.contains("among the kinds of training counted. Every figure of openings is an estimate from national rates.</p>"));
}
