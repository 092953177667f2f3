//! Canonical tables: an analyst's own demand, supply, links and living wages, in layouts that `rocp table template` writes. See the README beside this file.

mod layout;
mod value;

use std::collections::HashMap;

pub use layout::{Layout, find, roles, template};

use crate::decode::{Header, Line, delimited};
use crate::error::Result;
use crate::layout::{At, Layout as Known};
use crate::source::Source;
use crate::stage::{BadRow, Stage};
use value::Problem;

/// The source.
pub static SOURCE: Source = Source {
    id: "table",
    card: include_str!("source.toml"),
    tables: &[
        include_str!("tables/demand.toml"),
        include_str!("tables/supply.toml"),
        include_str!("tables/crosswalk.toml"),
        include_str!("tables/living_wage.toml"),
    ],
    layouts: &[known(0), known(1), known(2), known(3)],
    bundled: &[],
    reader_version: 1,
    stage,
};

/// A layout as files are recognised by it.
const fn known(at: usize) -> Known {
    Known::new(layout::LAYOUTS[at].role, "as `rocp table template` writes it", At::Text(b','), layout::LAYOUTS[at].wants)
}

/// How the source of a template's example row begins: such a row never enters a figure.
const INVENTED: &str = "(invented";

fn stage(stage: &mut Stage) -> Result<()> {
    let Some(layout) = find(&stage.file.role) else { return Err(stage.refuse("there is no such table")) };
    let lines = delimited::lines(stage, b',')?;
    let Some((first, body)) = lines.split_first() else { return Err(stage.refuse("it holds no rows")) };
    let header = Header::find(stage, first, layout.wants)?;
    let mut rows = stage.rows(layout.table)?;
    let mut seen: HashMap<Vec<Option<String>>, u64> = HashMap::new();
    let mut periods = Vec::new();
    let mut first_problem = None;
    for (i, line) in body.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == body.len())? {
            continue;
        }
        let key: Vec<_> = layout.key.iter().map(|c| header.get(line, c).unwrap_or_default()).collect();
        let key = key.join(" | ");
        let (values, mut problems) = typed(&header, line, layout);
        let same = layout.key.iter().map(|name| layout.place(name).and_then(|at| values.get(at).cloned().flatten())).collect();
        if problems.is_empty()
            && let Some(before) = seen.insert(same, line.number)
        {
            problems.push(Problem { column: "(row)", value: String::new(), reason: format!("says the same as line {before}: one of the two must go") });
        }
        if problems.is_empty() {
            let number = line.number.to_string();
            let cells: Vec<Option<&str>> = [Some(number.as_str())].into_iter().chain(values.iter().map(Option::as_deref)).collect();
            stage.push(&mut rows, line.number, &key, &cells)?;
            periods.extend(header.get(line, layout.period).map(str::to_owned));
        }
        for p in problems {
            first_problem.get_or_insert_with(|| format!("line {}, {}: {}", line.number, p.column, p.reason));
            stage.put_aside(BadRow { line: line.number, column: p.column.to_owned(), value: p.value, key: key.clone(), reason: p.reason });
        }
    }
    if let Some(first_problem) = first_problem.filter(|_| rows.is_empty()) {
        return Err(stage.refuse(format!("none of its rows can be used; {first_problem}")));
    }
    periods.sort_unstable();
    periods.dedup();
    stage.period = periods.join(", ");
    stage.put(rows)
}

/// The values of a row, and everything that is wrong with it.
fn typed(header: &Header, line: &Line, layout: &Layout) -> (Vec<Option<String>>, Vec<Problem>) {
    let get = |name: &str| header.get(line, name);
    let mut values = Vec::new();
    let mut problems = Vec::new();
    for (want, kind) in layout.wants.iter().zip(layout.kinds) {
        let found = match get(want.name) {
            None if want.optional || kind.may_be_blank() => Ok(None),
            None => Err("blank".to_owned()),
            Some(text) => kind.read(text, &get),
        };
        values.push(found.unwrap_or_else(|reason| {
            problems.push(Problem { column: want.name, value: get(want.name).unwrap_or_default().to_owned(), reason });
            None
        }));
    }
    problems.extend((layout.rule)(&get));
    if get("source").is_some_and(|s| s.starts_with(INVENTED)) {
        problems.push(Problem { column: "source", value: String::new(), reason: "the example row of the template: replace it by your own".to_owned() });
    }
    (values, problems)
}
