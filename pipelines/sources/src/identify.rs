//! What a file is: told by its columns, title rows and values. Its name and what the user says are hints; where they disagree with the content, it is refused.

use std::path::Path;

use rocp_lake::Lake;

use crate::card::{Card, FileSpec};
use crate::decode::workbook::Decoder;
use crate::edition;
use crate::error::{Result, SourceError};
use crate::head::{Fit, Head, Near, Raw};
use crate::layout::{Layout, Says};
use crate::seen::Seen;
use crate::source::Source;

/// What the user, or the address that was asked, says of a file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said<'a> {
    /// The role, with or without part and edition.
    pub role: Option<&'a str>,
    /// The edition.
    pub edition: Option<&'a str>,
    /// The part.
    pub part: Option<&'a str>,
}

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The role on the card.
    pub family: String,
    /// The role under which it is held: with part and edition.
    pub role: String,
    /// The part, where the card knows parts.
    pub part: Option<String>,
    /// The edition, where the card knows editions.
    pub edition: Option<String>,
    /// Whether the file itself says so; else it is as given.
    pub is_proved: bool,
    /// The name of its layout.
    pub layout: &'static str,
}

/// A source with its card as the lake has it.
pub type Known = (&'static Source, Card);

/// Every source but those whose files come in by commands of their own.
///
/// # Errors
/// [`SourceError::Card`].
pub fn known(lake: &Lake) -> Result<Vec<Known>> {
    crate::catalog::SOURCES.iter().map(|s| Ok((*s, s.card_in(lake)?))).collect()
}

/// A layout that a file has.
struct Found<'k> {
    known: &'k Known,
    file: &'k FileSpec,
    layout: &'static Layout,
    columns: usize,
}

/// What a file is, of all sources.
///
/// # Errors
/// [`SourceError::Unknown`] naming the nearest layout and what differs; [`SourceError::Several`] where it could be more than one thing; as [`of_source`].
pub fn of_all<'k>(known: &'k [Known], head: &Head, said: Said) -> Result<(&'k Known, Identity)> {
    let found = one(fitting(known, head), head, known, said)?;
    Ok((found.known, identity(&found, head, said)?))
}

/// What a file of a source is.
///
/// # Errors
/// [`SourceError::Otherwise`] where the content is something else than was said, or of another edition; [`SourceError::Edition`] where the content does not tell the
/// edition and nobody said it; [`SourceError::Unknown`] where no layout of the source fits and no role was said.
pub fn of_source<'k>(known: &'k [Known], source: &str, head: &Head, said: Said) -> Result<(&'k Known, Identity)> {
    let mine = known.iter().find(|(s, _)| s.id == source);
    let mine =
        mine.ok_or_else(|| SourceError::UnknownSource { name: source.to_owned(), known: known.iter().map(|(s, _)| s.id).collect::<Vec<_>>().join(", ") })?;
    let wanted = match said.role {
        Some(role) => Some(mine.1.file(role).ok_or_else(|| unknown_role(&mine.1, role))?),
        None => None,
    };
    let all = fitting(known, head);
    let fits = |f: &&Found| f.known.0.id == source && wanted.is_none_or(|w| w.role == f.file.role);
    let best = all.iter().filter(fits).map(|f| f.columns).max();
    let ours: Vec<Found> = all.into_iter().filter(|f| fits(&f) == best.is_some()).collect();
    if best.is_some() {
        let found = one(ours.into_iter().filter(|f| fits(&f)).collect(), head, known, said)?;
        return Ok((found.known, identity(&found, head, said)?));
    }
    // It is none of what was said. What it is instead, if anything, is the answer; else the reader of what was said tells what is wrong with it.
    let named = |file: &FileSpec| format!("{source} {}", file.role);
    if let Ok(other) = one(ours, head, known, Said::default()) {
        let is = what(&other);
        let command = command(&other, head, None);
        let said = wanted.map_or_else(|| source.to_owned(), named);
        return Err(SourceError::Otherwise { file: head.name.to_owned(), is, said, command });
    }
    let by_name = mine.1.named(head.name);
    let file = match (wanted, mine.1.files.as_slice(), by_name.as_slice()) {
        (Some(file), ..) | (None, [file], _) => file,
        (None, _, [file]) => *file,
        _ => return Err(unknown(head, known.iter().filter(|k| k.0.id == source))),
    };
    let none = |f: &FileSpec| mine.0.layouts.iter().all(|l| l.role != f.role);
    if !none(file) {
        return Err(unknown(head, known.iter().filter(|k| k.0.id == source)));
    }
    // A source whose reader knows its files alone: nothing to look for.
    let (part, edition) = said.role.map_or((None, None), |r| file.parts_of(r));
    let edition = edition.or_else(|| said.edition.map(str::to_owned));
    let part = part.or_else(|| said.part.map(str::to_owned));
    let role = file.held_as(part.as_deref(), edition.as_deref());
    Ok((mine, Identity { family: file.role.clone(), role, part, edition, is_proved: false, layout: "" }))
}

/// The layout that a file of a role has, or comes nearest to.
///
/// # Errors
/// As [`Head::new`].
pub fn layout(source: &Source, card: &Card, file: &FileSpec, name: &str, raw: Raw, decoder: &Decoder) -> Result<Option<&'static Layout>> {
    let mut of: Vec<&'static Layout> = source.layouts.iter().filter(|l| l.role == file.role).collect();
    if of.len() < 2 {
        return Ok(of.pop());
    }
    let head = Head::new(name, raw, decoder)?;
    let score = |l: &&&'static Layout| match head.fit(card, file, l) {
        Fit::Yes(n) => (2, n),
        Fit::Near(near) => (1, near.found),
        Fit::No => (0, 0),
    };
    Ok(of.iter().rev().max_by_key(score).copied())
}

/// Every layout of every source that a file has.
fn fitting<'k>(known: &'k [Known], head: &Head) -> Vec<Found<'k>> {
    let mut out = Vec::new();
    for one in known {
        for layout in one.0.layouts {
            if let Some(file) = one.1.file(layout.role)
                && let Fit::Yes(columns) = head.fit(&one.1, file, layout)
            {
                out.push(Found { known: one, file, layout, columns });
            }
        }
    }
    out
}

/// The one with most columns.
fn one<'k>(mut all: Vec<Found<'k>>, head: &Head, known: &[Known], said: Said) -> Result<Found<'k>> {
    let most = all.iter().map(|f| f.columns).max();
    all.retain(|f| Some(f.columns) == most);
    let several = all.iter().any(|f| (f.known.0.id, &f.file.role) != (all[0].known.0.id, &all[0].file.role));
    if several {
        // Equal columns: the name may tip the scale, never more.
        let named = |f: &Found| f.known.1.named(head.name).iter().any(|n| n.role == f.file.role);
        if all.iter().filter(|f| named(f)).count() == 1 {
            all.retain(named);
        } else {
            let commands = all.iter().map(|f| command(f, head, said.edition)).collect();
            return Err(SourceError::Several { file: head.name.to_owned(), commands });
        }
    }
    all.into_iter().next().ok_or_else(|| unknown(head, known.iter()))
}

/// Part and edition of a file whose layout is known, against what was said.
fn identity(found: &Found, head: &Head, said: Said) -> Result<Identity> {
    let (file, card, layout) = (found.file, &found.known.1, found.layout);
    let (said_part, said_edition) = said.role.map_or((None, None), |r| file.parts_of(r));
    let said_edition = said.edition.map(str::to_owned).or(said_edition);
    let said_part = said.part.map(str::to_owned).or(said_part);
    let told = |says: Says, what: &str| -> Result<Option<String>> {
        let values = head.says(card, file, layout, says);
        match values.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(one.clone())),
            several => Err(SourceError::Refused {
                source_id: card.id.clone(),
                file: head.name.to_owned(),
                problem: format!("its rows say more than one {what}: {}", several.iter().take(6).cloned().collect::<Vec<_>>().join(", ")),
            }),
        }
    };
    let otherwise = |is: &str, said: &str| SourceError::Otherwise {
        file: head.name.to_owned(),
        is: format!("{} of {is}", what(found)),
        said: said.to_owned(),
        command: command(found, head, None),
    };
    let mut part = None;
    if let Some(kind) = &file.part {
        part = told(layout.part, kind)?;
        match (&part, said_part) {
            (Some(is), Some(said)) if *is != said => return Err(otherwise(is, &said)),
            (None, Some(said)) => part = Some(said),
            (None, None) => return Err(silent(found, head, kind, "one", "--part")),
            _ => {}
        }
    }
    let (mut edition, mut is_proved) = (None, true);
    if let Some(kind) = file.edition {
        let normal = |text: &str| kind.normal(text).ok_or_else(|| SourceError::Spelled { text: text.to_owned(), word: kind.word(), example: kind.example() });
        edition = told(layout.edition, kind.word())?;
        let said = said_edition.as_deref().map(normal).transpose()?;
        match (&edition, said) {
            (Some(is), Some(said)) if *is != said => return Err(otherwise(is, &said)),
            (None, Some(said)) => match bounds(found, head) {
                Some(within) if !within.allow(&said) => {
                    let right = within.one().map(|y| y.to_string());
                    return Err(SourceError::Otherwise {
                        file: head.name.to_owned(),
                        is: format!("{} of {}", what(found), within.words()),
                        said,
                        command: command(found, head, right.as_deref()),
                    });
                }
                _ => (edition, is_proved) = (Some(said), false),
            },
            (None, None) => return Err(silent(found, head, kind.word(), kind.example(), "--edition")),
            _ => {}
        }
    }
    let role = file.held_as(part.as_deref(), edition.as_deref());
    Ok(Identity { family: file.role.clone(), role, part, edition, is_proved, layout: layout.name })
}

/// Between which years the edition of a file lies that does not tell it.
fn bounds(found: &Found, head: &Head) -> Option<edition::Bounds> {
    let read = found.layout.bounds?;
    Seen::new(head, &found.known.1, found.file, found.layout).map(|seen| read(&seen))
}

fn silent(found: &Found, head: &Head, what_: &str, example: &str, flag: &str) -> SourceError {
    let within = bounds(found, head).unwrap_or_default();
    let named = found.file.edition.and_then(|k| guess(head.name, k)).filter(|e| within.allow(e));
    let guess = within.one().and_then(|y| found.file.edition.and_then(|k| k.of_year(y))).or(named).unwrap_or_else(|| example.to_owned());
    SourceError::Edition {
        file: head.name.to_owned(),
        is: what(found),
        what: what_.to_owned(),
        command: format!("{} {flag} {guess}", command(found, head, None)),
    }
}

/// An edition in a name: a suggestion for a command, never taken.
fn guess(name: &str, kind: edition::Kind) -> Option<String> {
    let marks = |c: char| !(c.is_ascii_digit() || c == '-');
    name.split(marks).map(|w| w.trim_matches('-')).filter(|w| w.len() >= 4).find_map(|w| kind.normal(w))
}

fn what(found: &Found) -> String {
    format!("{} {} ({})", found.known.0.id, found.file.role, found.file.title)
}

fn command(found: &Found, head: &Head, edition: Option<&str>) -> String {
    let edition = edition.map(|e| format!(" --edition {e}")).unwrap_or_default();
    let name = if head.name.contains([' ', '(', '\'', '"', '&', ';']) { format!("'{}'", head.name.replace('\'', "")) } else { head.name.to_owned() };
    if found.file.each.is_some() {
        return format!("rocp catalog import {name}");
    }
    format!("rocp fetch {} {} --file {name}{edition}", found.known.0.id, found.file.role)
}

fn unknown_role(card: &Card, role: &str) -> SourceError {
    SourceError::Role { source_id: card.id.clone(), name: role.to_owned(), roles: card.files.iter().map(|f| f.role.clone()).collect::<Vec<_>>().join(", ") }
}

/// A refusal that names the nearest layout and the columns that differ.
fn unknown<'k>(head: &Head, known: impl Iterator<Item = &'k Known>) -> SourceError {
    let mut nearest: Option<(Near, String)> = None;
    for (source, card) in known {
        for layout in source.layouts {
            let Some(file) = card.file(layout.role) else { continue };
            if let Fit::Near(near) = head.fit(card, file, layout) {
                let closeness = |n: &Near| (n.found * 100 / (n.found + n.missing.len()).max(1), n.found);
                // One column in common is a coincidence.
                if near.found > 1 && nearest.as_ref().is_none_or(|(n, _)| closeness(&near) > closeness(n)) {
                    nearest = Some((near, format!("{} {} ({})", source.id, file.role, layout.name)));
                }
            }
        }
    }
    let nearest = nearest.map(|(near, name)| {
        let quoted = |columns: &[String]| columns.iter().take(12).map(|c| format!("{c:?}")).collect::<Vec<_>>().join(", ");
        let is = if near.missing.len() == 1 { "column" } else { "columns" };
        let unknown = if near.unknown.is_empty() { String::new() } else { format!("; columns that are not known: {}", quoted(&near.unknown)) };
        format!("the nearest is {name}: {is} {} {} missing{unknown}", quoted(&near.missing), if near.missing.len() == 1 { "is" } else { "are" })
    });
    SourceError::Unknown { file: head.name.to_owned(), nearest }
}

/// The name of a path's file, without `.zst`.
#[must_use]
pub fn name_of(path: &Path) -> String {
    let full = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    full.strip_suffix(".zst").unwrap_or(&full).to_owned()
}
