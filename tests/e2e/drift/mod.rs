//! How each source takes what publishers do to their files (test plan F): 24 changes of every sample, each exactly accepted, warned of, put aside or refused as
//! its card declares.

pub mod grid;

use std::collections::BTreeMap;

use grid::{Form, Grid};
use rocp_lake::durable;
use rocp_sources::card::{Encoding, Verdict};
use rocp_sources::decode::header::fold;
use rocp_sources::decode::workbook::Decoder;
use rocp_sources::head::Head;
use rocp_sources::identify::{self, Identity, Known, Said};
use rocp_sources::stage::{File, Summary, stage_into};
use rocp_sources::{Source, SourceError, catalog, inspect};
use rocp_tests::program;

use crate::samples::{identity, known, samples};

/// Files made from a sample by one change.
type Files = Vec<Vec<u8>>;

/// A change of a file, with what becomes of it unless a card says otherwise.
struct Change {
    name: &'static str,
    usual: Verdict,
    make: fn(&Grid, &[u8]) -> Option<Files>,
}

/// Changes the grid and writes it.
fn with(grid: &Grid, change: impl FnOnce(&mut Grid)) -> Option<Files> {
    let mut grid = grid.clone();
    change(&mut grid);
    Some(vec![grid.bytes()])
}

/// Only for text: changes the bytes as they are.
fn text(grid: &Grid, bytes: Vec<u8>) -> Option<Files> {
    matches!(grid.form, Form::Text(_)).then_some(vec![bytes])
}

/// Something done to each column in turn, where there is something to do: the answer is the strictest.
fn columns(grid: &Grid, change: impl Fn(usize, &mut Grid)) -> Option<Files> {
    let width = grid.clone().header_row().len();
    let changed = |c| {
        let mut changed = grid.clone();
        change(c, &mut changed);
        (changed.sheets != grid.sheets).then(|| changed.bytes())
    };
    Some((0..width).filter_map(changed).collect::<Vec<_>>()).filter(|all| !all.is_empty())
}

const CHANGES: &[Change] = &[
    Change { name: "an_error_page", usual: Verdict::Refuse, make: |_, _| Some(vec![b"<!DOCTYPE html><html><body>Access denied</body></html>".to_vec()]) },
    Change { name: "empty", usual: Verdict::Refuse, make: |_, _| Some(vec![Vec::new()]) },
    Change {
        name: "cut_short",
        usual: Verdict::Refuse,
        make: |grid, bytes| match grid.form {
            Form::Workbook => Some(vec![bytes[..bytes.len() / 2].to_vec()]),
            Form::Text(delimiter) => {
                let end = bytes.trim_ascii_end();
                Some(vec![bytes[..end.iter().rposition(|b| *b == delimiter)?].to_vec()])
            }
        },
    },
    Change {
        name: "header_alone",
        usual: Verdict::Refuse,
        make: |grid, _| {
            with(grid, |g| {
                let at = g.header.1 + 1;
                g.rows().truncate(at);
            })
        },
    },
    Change {
        name: "a_nul_byte",
        usual: Verdict::Refuse,
        make: |grid, bytes| {
            let mut b = bytes.to_vec();
            let n = b.len();
            b[n - 3] = 0;
            text(grid, b)
        },
    },
    Change {
        name: "utf_16",
        usual: Verdict::Refuse,
        make: |grid, bytes| text(grid, [0xff, 0xfe].into_iter().chain(bytes.iter().flat_map(|b| [*b, 0])).collect()),
    },
    Change {
        name: "another_encoding",
        usual: Verdict::Refuse,
        make: |grid, bytes| {
            let mut b = bytes.to_vec();
            let at = b.iter().rposition(u8::is_ascii_alphabetic)?;
            b[at] = 0xe9;
            text(grid, b)
        },
    },
    Change {
        name: "an_open_quote",
        usual: Verdict::Refuse,
        make: |grid, bytes| {
            let mut b = bytes.trim_ascii_end().to_vec();
            let at = b.iter().rposition(|b| *b == b',' || *b == b'\t')?;
            b.insert(at + 1, b'"');
            text(grid, b)
        },
    },
    Change {
        name: "another_format",
        usual: Verdict::Refuse,
        make: |grid, bytes| {
            Some(vec![match grid.form {
                Form::Text(_) => b"PK\x03\x04 not text".to_vec(),
                Form::Workbook => bytes[4..].to_vec(),
            }])
        },
    },
    Change {
        name: "a_byte_order_mark",
        usual: Verdict::Accept,
        make: |grid, bytes| text(grid, [b"\xef\xbb\xbf", bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)].concat()),
    },
    Change {
        name: "other_line_ends",
        usual: Verdict::Accept,
        make: |grid, bytes| {
            let t = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
            text(grid, if bytes.contains(&b'\r') { t } else { t.replace('\n', "\r\n") }.into_bytes())
        },
    },
    Change {
        name: "blank_rows_at_the_end",
        usual: Verdict::Accept,
        make: |grid, _| {
            with(grid, |g| {
                let n = g.header_row().len();
                for _ in 0..3 {
                    g.rows().push(vec![String::new(); n]);
                }
            })
        },
    },
    Change {
        name: "header_in_capitals",
        usual: Verdict::Accept,
        make: |grid, _| with(grid, |g| g.header_row().iter_mut().for_each(|c| *c = c.to_uppercase())),
    },
    Change {
        name: "blanks_in_the_header",
        usual: Verdict::Accept,
        make: |grid, _| with(grid, |g| g.header_row().iter_mut().filter(|c| !c.is_empty()).for_each(|c| *c = format!(" {} ", c.replace(' ', "  ")))),
    },
    Change {
        name: "columns_in_another_order",
        usual: Verdict::Accept,
        make: |grid, _| {
            with(grid, |g| {
                let n = g.header_row().len();
                g.each(|_, row| {
                    row.resize(n.max(row.len()), String::new());
                    row[..n].reverse();
                })
            })
        },
    },
    Change {
        name: "a_new_column_last",
        usual: Verdict::Warn,
        make: |grid, _| {
            with(grid, |g| {
                let n = g.header_row().len();
                g.each(|i, row| {
                    row.resize(n.max(row.len()), String::new());
                    row.push(if i == 0 { "Brand new".into() } else { "x".into() });
                })
            })
        },
    },
    Change {
        name: "a_new_column_within",
        usual: Verdict::Warn,
        make: |grid, _| with(grid, |g| g.each(|i, row| row.insert(1.min(row.len()), if i == 0 { "Brand new".into() } else { "x".into() }))),
    },
    Change {
        name: "a_column_missing",
        usual: Verdict::Refuse,
        make: |grid, _| {
            columns(grid, |c, g| {
                g.each(|_, row| {
                    if c < row.len() {
                        row.remove(c);
                    }
                })
            })
        },
    },
    Change { name: "a_column_renamed", usual: Verdict::Refuse, make: |grid, _| columns(grid, |c, g| g.header_row()[c] = "Brand new".into()) },
    Change {
        name: "a_column_twice",
        usual: Verdict::Refuse,
        make: |grid, _| {
            columns(grid, |c, g| {
                g.each(|_, row| {
                    if c < row.len() {
                        let cell = row[c].clone();
                        row.push(cell);
                    }
                })
            })
        },
    },
    Change {
        name: "words_for_a_number",
        usual: Verdict::Quarantine,
        make: |grid, _| {
            columns(grid, |c, g| {
                let body = g.body();
                let mut middle = body.iter_mut().filter(|r| r.get(c).is_some_and(|v| v.trim().replace(',', "").parse::<f64>().is_ok()));
                if let Some(row) = middle.next() {
                    row[c] = "twelve".into();
                }
            })
        },
    },
    Change {
        name: "a_row_too_short",
        usual: Verdict::Quarantine,
        make: |grid, _| match grid.form {
            Form::Workbook => None,
            Form::Text(_) => with(grid, |g| {
                if let [first, _, ..] = g.body() {
                    first.truncate(1);
                }
            }),
        },
    },
    Change {
        name: "a_row_too_long",
        usual: Verdict::Quarantine,
        make: |grid, _| match grid.form {
            Form::Workbook => None,
            Form::Text(_) => with(grid, |g| {
                let n = g.header_row().len();
                if let Some(row) = g.body().first_mut() {
                    row.resize(n, String::new());
                    row.push("too much".into());
                }
            }),
        },
    },
    Change {
        name: "every_row_bad",
        usual: Verdict::Refuse,
        make: |grid, _| with(grid, |g| g.body().iter_mut().for_each(|row| row.iter_mut().for_each(|c| *c = "?".into()))),
    },
];

/// Stages bytes that are said to be what the sample is: what they are is looked at first, as `rocp fetch` does.
fn staged(known: &[Known], source: &'static Source, is: &Identity, name: &str, bytes: &[u8], decoder: &Decoder) -> Result<Summary, SourceError> {
    let card = &known.iter().find(|(s, _)| s.id == source.id).unwrap().1;
    let refuse = |problem: String| SourceError::Refused { source_id: source.id.into(), file: name.into(), problem };
    if let Some(problem) = inspect::problem(Some(card.file(&is.role).unwrap().format), bytes).unwrap() {
        return Err(refuse(problem));
    }
    let folder = tempfile::tempdir().unwrap();
    let raw = || -> Result<Box<dyn std::io::BufRead + Send>, rocp_lake::LakeError> { Ok(Box::new(std::io::Cursor::new(bytes.to_vec()))) };
    let head = Head::new(name, &raw, decoder)?;
    let said = Said { role: Some(&is.family), edition: is.edition.as_deref(), part: is.part.as_deref() };
    let (_, identity) = identify::of_source(known, source.id, &head, said)?;
    let sha256 = durable::sha256(bytes);
    let file = File { source, card, name, sha256: &sha256, raw: &raw };
    stage_into(folder.path(), &file, &identity.role, decoder)
}

/// How a change was taken, beside the sample as it is.
fn taken(before: &Summary, after: Result<Summary, SourceError>) -> Verdict {
    match after {
        // One bad row of a small sample is over the limit; that it was put aside is what counts.
        Err(SourceError::TooManyBad { bad, .. }) if bad == before.quarantined + 1 => Verdict::Quarantine,
        Err(_) => Verdict::Refuse,
        Ok(s) if s.quarantined > before.quarantined => Verdict::Quarantine,
        Ok(s) if s.warnings.iter().any(|w| !before.warnings.iter().any(|known| fold(known) == fold(w))) => Verdict::Warn,
        Ok(s) if s.tables.iter().map(|t| t.1).sum::<u64>() < before.tables.iter().map(|t| t.1).sum::<u64>() => Verdict::Lose,
        Ok(_) => Verdict::Accept,
    }
}

#[test]
fn every_source_takes_every_change_as_its_card_declares() {
    let decoder = Decoder::new(program().unwrap());
    let known = known();
    let (mut wrong, mut cases) = (Vec::new(), 0);
    for source in catalog::SOURCES {
        let card = source.card().unwrap();
        let changes: Vec<_> = CHANGES.iter().map(|c| c.name).collect();
        let stray: Vec<_> = card.files.iter().flat_map(|f| f.drift.keys()).filter(|k| !changes.contains(&k.as_str())).collect();
        assert!(stray.is_empty(), "{}: {stray:?} is no change that is known", source.id);
        let mut differs: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for sample in samples(source.id) {
            let name = sample.file_name().unwrap().to_string_lossy().into_owned();
            let is = identity(&known, source, &sample, &decoder);
            let (file, role) = (card.file(&is.role).unwrap(), is.role.clone());
            let Some(grid) = Grid::read(&sample) else { continue };
            let bytes = std::fs::read(&sample).unwrap();
            let before = match staged(&known, source, &is, &name, &grid.bytes(), &decoder) {
                Ok(before) => before,
                Err(e) => {
                    wrong.push(format!("{} {name}: the sample written again does not stage: {e}", source.id));
                    continue;
                }
            };
            for change in CHANGES {
                let Some(variants) = (change.make)(&grid, &bytes) else { continue };
                cases += 1;
                let came = variants.iter().map(|b| taken(&before, staged(&known, source, &is, &name, b, &decoder))).max().unwrap();
                let spelled = change.name == "another_encoding" && file.encoding == Encoding::Utf8OrWindows1252;
                let declared = file.drift.get(change.name).copied().unwrap_or(if spelled { Verdict::Accept } else { change.usual });
                if came != declared {
                    differs.entry(change.name).or_default().push(format!("{role} ({name}): {came:?}"));
                }
            }
        }
        wrong.extend(differs.into_iter().map(|(change, came)| format!("{}: {change}: {}", source.id, came.join(", "))));
    }
    assert!(wrong.is_empty(), "{} of {cases} cases:\n{}", wrong.len(), wrong.join("\n"));
}
