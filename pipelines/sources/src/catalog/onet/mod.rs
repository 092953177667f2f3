//! O*NET: occupations and their job zones. See the README beside this file.

use crate::decode::{Header, Line, Want};
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::source::Source;
use crate::stage::{BadRow, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "onet",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/job_zone.toml"), include_str!("tables/reference.toml"), include_str!("tables/occupation.toml")],
    layouts: &[
        Layout::new("job_zones", "tab-separated text", At::Text(b'\t'), JOB_ZONES).edition(Says::Nothing),
        Layout::new("job_zone_reference", "tab-separated text", At::Text(b'\t'), REFERENCE).edition(Says::Nothing),
        Layout::new("occupations", "tab-separated text", At::Text(b'\t'), OCCUPATIONS).edition(Says::Nothing),
    ],
    bundled: &[],
    reader_version: 2,
    stage,
};

const JOB_ZONES: &[Want] = &[
    Want::new("onet_code", &["o*net-soc code"]),
    Want::new("job_zone", &["job zone"]),
    Want::new("updated", &["date"]),
    Want::optional("domain_source", &["domain source"]),
];

const REFERENCE: &[Want] = &[
    Want::new("job_zone", &["job zone"]),
    Want::new("job_zone_name", &["name"]),
    Want::new("zone_experience", &["experience"]),
    Want::new("zone_education", &["education"]),
    Want::new("zone_training", &["job training"]),
    Want::optional("svp_range", &["svp range"]),
    Want::optional("examples", &["examples"]),
];

const OCCUPATIONS: &[Want] =
    &[Want::new("onet_code", &["o*net-soc code"]), Want::new("occupation", &["title"]), Want::new("occupation_description", &["description"])];

fn stage(stage: &mut Stage) -> Result<()> {
    let (table, wants) = match stage.file.role.as_str() {
        "job_zones" => ("stg_onet_job_zone", JOB_ZONES),
        "job_zone_reference" => ("stg_onet_job_zone_reference", REFERENCE),
        _ => ("stg_onet_occupation", OCCUPATIONS),
    };
    let version = stage.edition().to_owned();
    if version.is_empty() {
        return Err(stage.refuse("it does not say of which version of the database it is, and nobody did"));
    }
    let sheet = stage.table()?;
    let header = &sheet.header;
    let mut rows = stage.rows(table)?;
    for (i, line) in sheet.rows.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == sheet.rows.len())? {
            continue;
        }
        let get = |name: &str| header.get(line, name).unwrap_or_default();
        let key = if header.has("onet_code") { get("onet_code") } else { get("job_zone") };
        match typed(header, line, wants) {
            Ok(values) => {
                let number = line.number.to_string();
                let mut cells = vec![Some(version.as_str())];
                cells.extend(values.iter().map(Option::as_deref));
                cells.push(Some(&number));
                stage.push(&mut rows, line.number, key, &cells)?;
            }
            Err((column, reason)) => stage.put_aside(BadRow {
                line: line.number,
                column: column.to_owned(),
                value: get(column).to_owned(),
                key: key.to_owned(),
                reason: reason.to_owned(),
            }),
        }
    }
    stage.period = format!("O*NET {version}");
    stage.put(rows)
}

/// The values of the wanted columns in their order; the examples of a zone are not staged.
fn typed(header: &Header, line: &Line, wants: &[Want]) -> std::result::Result<Vec<Option<String>>, (&'static str, &'static str)> {
    let mut out = Vec::new();
    for want in wants.iter().filter(|w| w.name != "examples") {
        let text = header.get(line, want.name);
        out.push(match want.name {
            "onet_code" if !text.is_some_and(is_code) => return Err((want.name, "not a code of the form NN-NNNN.NN")),
            "job_zone" if !matches!(text, Some("1" | "2" | "3" | "4" | "5")) => return Err((want.name, "not a job zone from 1 to 5")),
            "updated" => Some(text.and_then(month).ok_or((want.name, "not a month such as 08/2021"))?),
            _ => text.map(str::to_owned),
        });
    }
    Ok(out)
}

fn is_code(text: &str) -> bool {
    let form = "NN-NNNN.NN".bytes().zip(text.bytes()).all(|(form, b)| if form == b'N' { b.is_ascii_digit() } else { b == form });
    form && text.len() == 10
}

/// `08/2021` as `2021-08`.
fn month(text: &str) -> Option<String> {
    let (month, year) = text.split_once('/')?;
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
    let fits = digits(month, 2) && digits(year, 4) && month.parse().is_ok_and(|m: u8| (1..=12).contains(&m));
    fits.then(|| format!("{year}-{month}"))
}

#[cfg(test)]
mod tests {
    use super::{is_code, month};

    #[test]
    fn codes_and_months() {
        assert!(is_code("29-1141.00") && is_code("11-1011.03"));
        for text in ["29-1141", "29-1141.0", "29-1141.000", "291141.00", ""] {
            assert!(!is_code(text), "{text}");
        }
        assert_eq!(month("08/2021").as_deref(), Some("2021-08"));
        for text in ["13/2021", "8/2021", "2021", "08/21", "+8/2021"] {
            assert_eq!(month(text), None, "{text}");
        }
    }
}
