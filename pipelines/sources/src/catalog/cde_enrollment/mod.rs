//! Census Day enrollment of the California Department of Education. See the README beside this file.

use crate::clean::schools::{self, Count};
use crate::decode::{Header, Line, Want};
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::source::Source;
use crate::stage::{BadRow, Stage};
use crate::stage::{Long, each_row};

/// The source.
pub static SOURCE: Source = Source {
    id: "cde_enrollment",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/enrollment.toml"), include_str!("tables/enrollment_grade.toml")],
    layouts: &[Layout::new("census_day", "text since 2023-24", At::Text(b'\t'), COLUMNS).edition(Says::Column("academic_year", schools::year))],
    bundled: &[],
    reader_version: 2,
    stage,
};

const COLUMNS: &[Want] = &[
    Want::new("academic_year", &["academic year", "academicyear"]),
    Want::new("aggregate_level", &["aggregate level", "aggregatelevel"]),
    Want::new("county_code", &["county code", "countycode"]),
    Want::new("district_code", &["district code", "districtcode"]),
    Want::new("school_code", &["school code", "schoolcode"]),
    Want::new("county", &["county name", "countyname"]),
    Want::new("district", &["district name", "districtname"]),
    Want::new("school", &["school name", "schoolname"]),
    Want::new("charter", &["charter", "charter school", "charter school (y/n)"]),
    Want::new("reporting_category", &["reporting category", "reportingcategory"]),
    Want::new("all grades", &["total_enr", "total enrollment"]),
    Want::new("01", &["gr_01", "gr_1"]),
    Want::new("02", &["gr_02", "gr_2"]),
    Want::new("03", &["gr_03", "gr_3"]),
    Want::new("04", &["gr_04", "gr_4"]),
    Want::new("05", &["gr_05", "gr_5"]),
    Want::new("06", &["gr_06", "gr_6"]),
    Want::new("07", &["gr_07", "gr_7"]),
    Want::new("08", &["gr_08", "gr_8"]),
    Want::new("09", &["gr_09", "gr_9"]),
    Want::new("10", &["gr_10"]),
    Want::new("11", &["gr_11"]),
    Want::new("12", &["gr_12"]),
    Want::new("KN", &["gr_kn", "gr_k"]),
    Want::optional("TK", &["gr_tk"]),
];

/// The grades, in the order of their table.
const GRADES: [&str; 14] = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "KN", "TK"];
const CODES: [(&str, usize); 3] = [("county_code", 2), ("district_code", 5), ("school_code", 7)];
const NAMES: [&str; 3] = ["county", "district", "school"];

fn stage(stage: &mut Stage) -> Result<()> {
    let mut all = Long::open(stage, "stg_cde_enrollment")?;
    let mut by_grade = Long::open(stage, "stg_cde_enrollment_grade")?;
    each_row(stage, b'\t', COLUMNS, |stage, header, line| {
        let key = ["aggregate_level", "county_code", "district_code", "school_code", "charter", "reporting_category"];
        let key = key.map(|name| header.get(line, name).unwrap_or("-")).join(" | ");
        match typed(header, line) {
            Err((column, reason)) => {
                let value = header.get(line, column).unwrap_or_default().to_owned();
                stage.put_aside(BadRow { line: line.number, column: column.to_owned(), value, key, reason: reason.to_owned() });
            }
            Ok(row) => {
                stage.saw(&row.year);
                let number = line.number.to_string();
                let mut cells = vec![Some(number.as_str()), Some(&row.year)];
                cells.extend(row.texts.iter().map(Option::as_deref));
                cells.extend([row.total.value.as_deref(), row.total.mark]);
                all.push(stage, line.number, &key, &cells)?;
                for (grade, count) in &row.grades {
                    by_grade.push(stage, line.number, &key, &[Some(&number), Some(&row.year), Some(grade), count.value.as_deref(), count.mark])?;
                }
            }
        }
        Ok(())
    })?;
    stage.period = format!("Census Day (first Wednesday in October) of {}", stage.edition());
    all.close(stage)?;
    by_grade.close(stage)
}

struct Row {
    year: String,
    /// Level, codes, names, charter and category, in the contract's order.
    texts: Vec<Option<String>>,
    total: Count,
    grades: Vec<(&'static str, Count)>,
}

fn typed(header: &Header, line: &Line) -> std::result::Result<Row, (&'static str, &'static str)> {
    let text = |name: &str| header.get(line, name).filter(|t| !t.eq_ignore_ascii_case("n/a")).map(str::to_owned);
    let year = text("academic_year").and_then(|t| schools::year(&t)).ok_or(("academic_year", "not a school year"))?;
    let level = text("aggregate_level").filter(|l| schools::LEVELS.contains(&l.as_str())).ok_or(("aggregate_level", "not T, C, D or S"))?;
    let category = text("reporting_category").ok_or(("reporting_category", "blank"))?;
    let mut texts = vec![Some(level)];
    for (name, width) in CODES {
        texts.push(schools::part(header.get(line, name), width).map_err(|why| (name, why))?);
    }
    texts.extend(NAMES.iter().map(|name| text(name)));
    texts.extend([text("charter").map(|t| schools::flag(&t)), Some(category)]);
    let total = schools::count(header.get(line, "all grades")).map_err(|why| ("all grades", why))?;
    let mut grades = Vec::with_capacity(GRADES.len());
    for grade in GRADES.into_iter().filter(|g| header.has(g)) {
        grades.push((grade, schools::count(header.get(line, grade)).map_err(|why| (grade, why))?));
    }
    Ok(Row { year, texts, total, grades })
}
