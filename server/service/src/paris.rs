//! Paris time, as the law and the candidates read it.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Paris as ZONE;

/// Conversions between instants (epoch milliseconds) and Paris time.
pub struct Paris;

impl Paris {
    /// `21/11/2026 à 14:32:07`.
    pub fn text(at_ms: i64) -> String {
        Self::at(at_ms).format("%d/%m/%Y à %H:%M:%S").to_string()
    }

    /// `21/11/2026 à 14:32`, for hours that were chosen.
    pub fn hour(at_ms: i64) -> String {
        Self::at(at_ms).format("%d/%m/%Y à %H:%M").to_string()
    }

    /// `14:32:07`.
    pub fn time(at_ms: i64) -> String {
        Self::at(at_ms).format("%H:%M:%S").to_string()
    }

    /// `14:32:07` today, `20/11/2026 à 14:32:07` on another day.
    pub fn moment(at_ms: i64, now_ms: i64) -> String {
        if Self::day(at_ms) == Self::day(now_ms) {
            Self::time(at_ms)
        } else {
            Self::text(at_ms)
        }
    }

    /// `2026-11-21`.
    pub fn day(at_ms: i64) -> String {
        Self::at(at_ms).format("%Y-%m-%d").to_string()
    }

    /// `2026-11-21T14:32`, as a form field holds it.
    pub fn field(at_ms: i64) -> String {
        Self::at(at_ms).format("%Y-%m-%dT%H:%M").to_string()
    }

    /// The instant of a date and an hour typed in a form; `None` when the clocks skip it or the text is no hour.
    /// In the hour that comes twice in autumn, the first is meant.
    pub fn parse_field(text: &str) -> Option<i64> {
        let (day, time) = text.split_once(['T', ' '])?;
        let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
        let time = NaiveTime::parse_from_str(time, "%H:%M")
            .or_else(|_| NaiveTime::parse_from_str(time, "%H:%M:%S"))
            .ok()?;
        match ZONE.from_local_datetime(&NaiveDateTime::new(day, time)) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at.timestamp_millis()),
            LocalResult::None => None,
        }
    }

    fn at(at_ms: i64) -> DateTime<chrono_tz::Tz> {
        DateTime::<Utc>::from_timestamp_millis(at_ms)
            .unwrap_or_default()
            .with_timezone(&ZONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_and_winter_are_told_apart() {
        assert_eq!(Paris::text(1_783_324_800_000), "06/07/2026 à 10:00:00");
        assert_eq!(Paris::parse_field("2026-07-06T10:00"), Some(1_783_324_800_000));
        assert_eq!(Paris::parse_field("2026-01-06 10:00"), Some(1_767_690_000_000));
    }

    #[test]
    fn the_hour_that_does_not_exist_is_refused() {
        assert_eq!(Paris::parse_field("2026-03-29T02:30"), None);
        assert!(Paris::parse_field("2026-10-25T02:30").is_some());
        assert_eq!(Paris::parse_field("demain"), None);
    }
}
