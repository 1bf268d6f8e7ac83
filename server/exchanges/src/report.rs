//! What an import did, as people and programs read it.

use serde::Serialize;

use crate::code::{Finding, ImportCode, Position, Verdict, judge};

/// Report of an import; serialises as
/// `{"read","created","updated","skipped","rejected","lines":[{"line","element","code","message"}]}`.
///
/// Lines are bounded, counts are not: `beyond` says how many lines were not kept, and [`Report::finish`] writes it
/// as a last line, so that a reader of the JSON knows too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Records found in the file.
    pub read: u64,
    /// Records new to the system.
    pub created: u64,
    /// Records the system had, with other values.
    pub updated: u64,
    /// Records rightly left out.
    pub skipped: u64,
    /// Records that are wrong.
    pub rejected: u64,
    /// What was found, in the order it was found.
    pub lines: Vec<ReportLine>,
    /// Lines found and not kept.
    #[serde(skip)]
    pub beyond: u64,
    /// The file was refused: nothing of it was applied.
    #[serde(skip)]
    pub refused: bool,
    #[serde(skip)]
    keep: usize,
}

/// A line of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportLine {
    /// Line of the file, from 1; 0 when the whole file is meant.
    pub line: u64,
    /// Element or column at fault.
    pub element: String,
    /// What is wrong.
    pub code: ImportCode,
    /// The same in words, with the way to mend it.
    pub message: String,
}

impl Report {
    /// An empty report that keeps at most so many lines.
    pub fn new(keep: usize) -> Report {
        Report {
            read: 0,
            created: 0,
            updated: 0,
            skipped: 0,
            rejected: 0,
            lines: Vec::new(),
            beyond: 0,
            refused: false,
            keep,
        }
    }

    /// Adds a line and counts nothing. `say` words a finding: with its position when it [`Finding::is_fatal`].
    pub fn line(&mut self, finding: &Finding, say: impl Fn(&Finding) -> String) {
        if self.lines.len() >= self.keep {
            self.beyond += 1;
            return;
        }
        self.lines.push(ReportLine {
            line: finding.position.line,
            element: finding.position.element.clone(),
            code: finding.code,
            message: say(finding),
        });
    }

    /// Adds the lines of one record, counts it once if it is left out, and says what becomes of it.
    pub fn judge(&mut self, findings: &[Finding], say: impl Fn(&Finding) -> String) -> Verdict {
        for finding in findings {
            self.line(finding, &say);
        }
        let verdict = judge(findings);
        match verdict {
            Verdict::Good => {}
            Verdict::Skipped => self.skipped += 1,
            Verdict::Rejected => self.rejected += 1,
        }
        verdict
    }

    /// The file is refused for this finding: nothing of it was created, updated, skipped or rejected.
    ///
    /// The line is kept even when the report is full.
    pub fn refuse(&mut self, finding: &Finding, say: impl Fn(&Finding) -> String) {
        (self.created, self.updated) = (0, 0);
        self.refused = true;
        if self.keep > 0 && self.lines.len() >= self.keep {
            self.lines.pop();
            self.beyond += 1;
        }
        self.keep = self.keep.max(1);
        self.line(finding, say);
    }

    /// Ends the report: lines that were not kept are owned up to in a last one.
    pub fn finish(&mut self, say: impl Fn(&Finding) -> String) {
        if self.beyond > 0 {
            let finding = Finding::new(ImportCode::MoreLines, self.beyond.to_string(), Position::default());
            self.lines.push(ReportLine {
                line: 0,
                element: String::new(),
                code: finding.code,
                message: say(&finding),
            });
        }
    }

    /// 0 clean, 1 with rejects, 2 refused.
    pub fn exit_code(&self) -> u8 {
        match (self.refused, self.rejected) {
            (true, _) => 2,
            (false, 0) => 0,
            (false, _) => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(code: ImportCode, line: u64) -> Finding {
        Finding::new(
            code,
            "x",
            Position {
                line,
                column: 1,
                element: "ELEVE 1".into(),
            },
        )
    }

    fn say(finding: &Finding) -> String {
        format!("{} {}", finding.code, finding.value)
    }

    #[test]
    fn json_has_exactly_the_promised_keys() {
        let mut report = Report::new(10);
        report.read = 2;
        report.judge(&[finding(ImportCode::MissingSex, 7)], say);
        report.finish(say);
        assert_eq!(
            serde_json::to_string(&report).unwrap(),
            "{\"read\":2,\"created\":0,\"updated\":0,\"skipped\":0,\"rejected\":1,\"lines\":[{\"line\":7,\
             \"element\":\"ELEVE 1\",\"code\":\"missing_sex\",\"message\":\"missing_sex x\"}]}"
        );
        assert_eq!(report.exit_code(), 1);
    }

    #[test]
    fn lines_are_bounded_and_counts_are_true() {
        let mut report = Report::new(3);
        for line in 1..=10 {
            report.judge(
                &[
                    finding(ImportCode::LeftSchool, line),
                    finding(ImportCode::MissingMef, line),
                ],
                say,
            );
        }
        report.finish(say);
        assert_eq!((report.skipped, report.beyond, report.lines.len()), (10, 17, 4));
        assert_eq!(report.lines[3].message, "more_lines 17");
        assert_eq!(report.exit_code(), 0);
    }

    #[test]
    fn a_refusal_is_seen_even_in_a_full_report() {
        let mut report = Report::new(1);
        report.judge(&[finding(ImportCode::MissingSex, 1)], say);
        report.created = 5;
        report.refuse(&finding(ImportCode::XmlBroken, 9), say);
        assert_eq!((report.created, report.beyond, report.exit_code()), (0, 1, 2));
        assert_eq!(report.lines[0].code, ImportCode::XmlBroken);
    }
}
