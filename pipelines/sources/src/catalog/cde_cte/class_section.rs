//! Class section enrollment, 2012-13 to 2018-19: millions of rows a year, read one by one.

use crate::clean::schools;
use crate::decode::{Header, Line, Want};
use crate::error::Result;
use crate::stage::{BadRow, Stage};
use crate::stage::{Long, each_row};

pub(super) const COLUMNS: &[Want] = &[
    Want::new("academic_year", &["academicyear"]),
    Want::new("district_code", &["districtcode"]),
    Want::new("school_code", &["schoolcode"]),
    Want::new("county", &["countyname"]),
    Want::new("district", &["districtname"]),
    Want::new("school", &["schoolname"]),
    Want::new("class_id", &["classid"]),
    Want::new("state_course_code", &["coursecode"]),
    Want::optional("class_course_id", &["classcourseid"]),
    Want::new("grade", &["gradelevel", "gradelevelcode"]),
    Want::new("gender", &["gendercode", "gender"]),
    Want::new("enrolled", &["enrolltotal"]),
    // Parts of the total by ethnicity, and English learners among it.
    Want::optional("-", &["enrollnoethrptd"]),
    Want::optional("-", &["enrollamind"]),
    Want::optional("-", &["enrollasian"]),
    Want::optional("-", &["enrollpacisl"]),
    Want::optional("-", &["enrollfilipino"]),
    Want::optional("-", &["enrollhispanic"]),
    Want::optional("-", &["enrollafram"]),
    Want::optional("-", &["enrollwhite"]),
    Want::optional("-", &["enrolltwoormore"]),
    Want::optional("-", &["enrollel"]),
    Want::optional("-", &["filecreated"]),
];

pub(super) fn stage(stage: &mut Stage) -> Result<()> {
    let mut long = Long::open(stage, "stg_cde_class_section")?;
    each_row(stage, b'\t', COLUMNS, |stage, header, line| {
        let key = ["district_code", "school_code", "class_id", "state_course_code", "grade", "gender"];
        let key = key.map(|name| header.get(line, name).unwrap_or("-")).join(" | ");
        match typed(header, line) {
            Ok((values, mark)) => {
                stage.saw(values.first().and_then(Option::as_deref).unwrap_or_default());
                let number = line.number.to_string();
                let mut cells = vec![Some(number.as_str())];
                cells.extend(values.iter().map(Option::as_deref));
                cells.push(mark);
                long.push(stage, line.number, &key, &cells)?;
            }
            Err((column, reason)) => {
                let value = header.get(line, column).unwrap_or_default().to_owned();
                stage.put_aside(BadRow { line: line.number, column: column.to_owned(), value, key, reason: reason.to_owned() });
            }
        }
        Ok(())
    })?;
    stage.period = format!("Census Day (first Wednesday in October) of {}", stage.edition());
    long.close(stage)
}

type Values = (Vec<Option<String>>, Option<&'static str>);

/// The row's values in the contract's order without the line, and the mark that ends them.
fn typed(header: &Header, line: &Line) -> std::result::Result<Values, (&'static str, &'static str)> {
    let text = |name: &str| header.get(line, name).map(str::to_owned);
    let needed = |name: &'static str| text(name).map(Some).ok_or((name, "blank"));
    let year = text("academic_year").and_then(|t| schools::year(&t)).ok_or(("academic_year", "not a school year"))?;
    let (county, district) = schools::agency(header.get(line, "district_code")).map_err(|why| ("district_code", why))?;
    let school = schools::part(header.get(line, "school_code"), 7).map_err(|why| ("school_code", why))?;
    let course = schools::part(header.get(line, "state_course_code"), 4).map_err(|why| ("state_course_code", why))?;
    let count = schools::count(header.get(line, "enrolled")).map_err(|why| ("enrolled", why))?;
    let values = vec![
        Some(year),
        county,
        Some(district.ok_or(("district_code", "blank"))?),
        Some(school.ok_or(("school_code", "blank"))?),
        text("county"),
        text("district"),
        text("school"),
        needed("class_id")?,
        Some(course.ok_or(("state_course_code", "blank"))?),
        text("class_course_id"),
        needed("grade")?,
        needed("gender")?,
        count.value,
    ];
    Ok((values, count.mark))
}
