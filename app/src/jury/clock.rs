//! Paris time of the server's instants, the same on both sides: no zone table travels to the browser.

/// `14:32:07`.
pub fn time(at_ms: i64) -> String {
    let seconds = paris_seconds(at_ms).rem_euclid(DAY);
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// `21/11/2026 à 14:32`, with the word between given.
pub fn date_time(at_ms: i64, at: &str) -> String {
    let seconds = paris_seconds(at_ms);
    let (year, month, day) = civil(seconds.div_euclid(DAY));
    let time = time(at_ms);
    format!("{day:02}/{month:02}/{year} {at} {}", &time[..5])
}

/// `21/11/2026` of an ISO date; another text stays as it is.
pub fn day(iso: &str) -> String {
    let mut parts = iso.split('-');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day), None) => format!("{day}/{month}/{year}"),
        _ => iso.into(),
    }
}

const DAY: i64 = 86_400;

/// Seconds since 1970 as a clock in Paris shows them: summer time lasts from the last Sunday of March to the last
/// Sunday of October, both at 01:00 UTC, since 1996 (directive 2000/84/CE).
fn paris_seconds(at_ms: i64) -> i64 {
    let utc = at_ms.div_euclid(1000);
    let (year, _, _) = civil(utc.div_euclid(DAY));
    let summer = last_sunday(year, 3)..last_sunday(year, 10);
    utc + if summer.contains(&utc) { 7200 } else { 3600 }
}

/// 01:00 UTC of the last Sunday of a month of 31 days, in seconds.
fn last_sunday(year: i64, month: i64) -> i64 {
    let last = days(year, month, 31);
    // 1970-01-01 was a Thursday.
    let weekday = (last + 4).rem_euclid(7);
    (last - weekday) * DAY + 3600
}

/// Days since 1970 of a date; from H. Hinnant, "chrono-compatible low-level date algorithms".
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date of a number of days since 1970; the inverse of [`days`].
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_and_winter_in_paris() {
        for (at, text) in [
            (1_783_324_800_000, "06/07/2026 à 10:00"),
            (1_767_690_000_000, "06/01/2026 à 10:00"),
            (1_774_745_999_000, "29/03/2026 à 01:59"),
            (1_774_746_000_000, "29/03/2026 à 03:00"),
            (1_792_889_999_000, "25/10/2026 à 02:59"),
            (1_792_890_000_000, "25/10/2026 à 02:00"),
            (1_835_391_600_000, "29/02/2028 à 00:00"),
        ] {
            assert_eq!(date_time(at, "à"), text);
        }
        assert_eq!(time(1_783_324_807_000), "10:00:07");
        assert_eq!(day("2026-07-04"), "04/07/2026");
    }
}
