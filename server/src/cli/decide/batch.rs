//! `delos decide --batch`: a whole session in columns.

use super::{dump, sheet};
use crate::cli::Failure;
use domain::{Columns, Keep, LineError, Plan, Ratio, Ruleset, Ruling, flaws};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Write, stdin};
use std::path::Path;
use std::process::ExitCode;
use words::Lang;

/// Candidates read from a file, and what was refused of it.
pub(super) struct Session {
    pub(super) columns: Columns,
    /// Whatever tells a candidate apart, by row; the number of the row where the file has none.
    pub(super) ids: Vec<Box<str>>,
    /// Line of the file of each row.
    pub(super) lines: Vec<u64>,
    /// What the law or the form refuses, by row.
    pub(super) refused: Vec<(usize, LineError)>,
}

/// Reads a session, decides on it and writes a line for each candidate; refused ones are told on the error output.
///
/// # Errors
/// The file cannot be read, or is no session at all.
pub(super) fn run(ruleset: &Ruleset, file: &Path, threads: usize, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let mut input: Box<dyn BufRead> = if file.as_os_str() == "-" {
        Box::new(BufReader::new(stdin()))
    } else {
        Box::new(BufReader::with_capacity(1 << 20, File::open(file)?))
    };
    let mut session = if input.fill_buf()?.starts_with(dump::MAGIC) {
        dump::read(ruleset, input)?
    } else {
        sheet::read(ruleset, input)?
    };
    let (rulings, alone) = decide(ruleset, &session.columns, threads);
    for row in alone {
        let marks = session.columns.candidate(ruleset, row);
        if let Some(flaw) = flaws(ruleset, &marks).into_iter().next() {
            let error = LineError::of(ruleset, Some(session.ids[row].to_string()), flaw);
            session.refused.push((row, error));
        }
    }
    session.refused.sort_by_key(|(row, _)| *row);
    write(ruleset, &session, &rulings, &means(ruleset, &session), out)?;
    for (row, error) in &session.refused {
        let why = words::law::line_error(Lang::Fr, ruleset, error);
        let (line, id) = (session.lines[*row], &session.ids[*row]);
        let field = if error.field.is_empty() {
            String::new()
        } else {
            format!(", {}", error.field)
        };
        eprintln!("ligne {line}, {id}{field} : {why}");
    }
    Ok(ExitCode::from(u8::from(!session.refused.is_empty())))
}

/// Decides on so many threads; the rows whose candidate the engine took alone come with it.
fn decide(ruleset: &Ruleset, columns: &Columns, threads: usize) -> (Vec<Ruling>, Vec<usize>) {
    let plan = &Plan::new(ruleset);
    let each = columns.rows().div_ceil(threads.max(1)).max(1);
    let pieces = (0..columns.rows()).step_by(each);
    std::thread::scope(|scope| {
        let piece = |start: usize| {
            scope.spawn(move || {
                let mut alone = Vec::new();
                let range = start..(start + each).min(columns.rows());
                (plan.decide_noting(columns, range, &mut alone), alone)
            })
        };
        let running: Vec<_> = pieces.map(piece).collect();
        let mut all = (Vec::with_capacity(columns.rows()), Vec::new());
        for (rulings, alone) in running.into_iter().filter_map(|piece| piece.join().ok()) {
            all.0.extend(rulings);
            all.1.extend(alone);
        }
        all
    })
}

/// The averages that are no quotient of their sums: where the orals have a mean of their own.
fn means(ruleset: &Ruleset, session: &Session) -> BTreeMap<usize, Ratio> {
    let own = ruleset
        .group2
        .as_ref()
        .is_some_and(|rule| rule.keep == Keep::MeanOfAverages);
    let rows = session.columns.whole().filter(|_| own);
    let average = |(row, marks)| Some((row, domain::decide(ruleset, marks).average?));
    rows.filter_map(average).collect()
}

fn write(
    ruleset: &Ruleset,
    session: &Session,
    rulings: &[Ruling],
    means: &BTreeMap<usize, Ratio>,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let mut refused = session.refused.iter().map(|(row, _)| *row).peekable();
    writeln!(out, "id;decision;mention;average;points;coefficients")?;
    for (row, (ruling, id)) in rulings.iter().zip(&session.ids).enumerate() {
        if refused.peek() == Some(&row) {
            while refused.next_if_eq(&row).is_some() {}
            continue;
        }
        let mention = ruling.mention.map_or("", domain::Mention::as_str);
        write!(out, "{};{};{mention};", quoted(id), ruling.decision.as_str())?;
        let average = means.get(&row).copied().or_else(|| ruling.average(ruleset));
        match (average, ruling.points(), ruling.coefficients()) {
            (Some(average), Some(points), Some(coefficients)) => {
                let shown = average.truncated(u32::from(ruleset.average.display_scale));
                writeln!(out, "{shown};{points};{coefficients}")?;
            }
            _ => writeln!(out, ";;")?,
        }
    }
    Ok(())
}

fn quoted(id: &str) -> std::borrow::Cow<'_, str> {
    if id.contains([';', '"', '\n', '\r']) {
        format!("\"{}\"", id.replace('"', "\"\"")).into()
    } else {
        id.into()
    }
}
