//! Searches without a result, counted by address.
//!
//! Only a miss costs: a whole school behind one address looks its results up freely, somebody who guesses birth dates
//! does not. IPv6 addresses count by network of 64 bits, as they are handed out.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Mutex;

/// Addresses remembered at most; beyond that those that have their credit back are forgotten.
const REMEMBERED: usize = 100_000;
const MINUTE_MS: i64 = 60_000;

/// Credit is kept in thousandths of a miss: no fraction is lost.
const ONE: i64 = 1000;

struct Credit {
    left: i64,
    at_ms: i64,
}

/// A credit of misses per address.
pub struct Throttle {
    burst: i64,
    per_minute: i64,
    credits: Mutex<HashMap<IpAddr, Credit>>,
}

impl Throttle {
    /// `burst` misses at once, then `per_minute`.
    pub fn new(burst: u32, per_minute: u32) -> Throttle {
        Throttle {
            burst: i64::from(burst.max(1)) * ONE,
            per_minute: i64::from(per_minute.max(1)) * ONE,
            credits: Mutex::default(),
        }
    }

    /// May this address search?
    ///
    /// # Errors
    /// Seconds until it may.
    pub fn may(&self, address: IpAddr, now_ms: i64) -> Result<(), i64> {
        let credits = self.credits.lock().expect("no panic while held");
        let left = credits
            .get(&network(address))
            .map_or(self.burst, |credit| self.left(credit, now_ms));
        if left >= ONE {
            Ok(())
        } else {
            Err(((ONE - left) * 60 + self.per_minute - 1) / self.per_minute)
        }
    }

    /// This address searched in vain.
    pub fn missed(&self, address: IpAddr, now_ms: i64) {
        let mut credits = self.credits.lock().expect("no panic while held");
        if credits.len() >= REMEMBERED {
            credits.retain(|_, credit| self.left(credit, now_ms) < self.burst);
        }
        let credit = credits.entry(network(address)).or_insert(Credit {
            left: self.burst,
            at_ms: now_ms,
        });
        credit.left = self.left(credit, now_ms) - ONE;
        credit.at_ms = now_ms;
    }

    fn left(&self, credit: &Credit, now_ms: i64) -> i64 {
        // A clock set back gives nothing and takes nothing.
        let passed = (now_ms - credit.at_ms).clamp(0, 24 * 60 * MINUTE_MS);
        (credit.left + passed * self.per_minute / MINUTE_MS).min(self.burst)
    }
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => match six.to_ipv4_mapped() {
            Some(four) => IpAddr::V4(four),
            None => {
                let [a, b, c, d, ..] = six.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHOOL: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

    #[test]
    fn misses_run_out_and_come_back() {
        let throttle = Throttle::new(3, 10);
        for _ in 0..3 {
            assert_eq!(throttle.may(SCHOOL, 0), Ok(()));
            throttle.missed(SCHOOL, 0);
        }
        assert_eq!(throttle.may(SCHOOL, 0), Err(6));
        assert_eq!(throttle.may(SCHOOL, 5_000), Err(1));
        assert_eq!(throttle.may(SCHOOL, 6_000), Ok(()));
        assert_eq!(throttle.may("192.0.2.2".parse().expect("address"), 0), Ok(()));
    }

    #[test]
    fn a_network_of_64_bits_is_one_address() {
        let throttle = Throttle::new(1, 1);
        throttle.missed("2001:db8::1".parse().expect("address"), 0);
        assert_eq!(throttle.may("2001:db8::2".parse().expect("address"), 0), Err(60));
        assert_eq!(throttle.may("2001:db8:0:1::2".parse().expect("address"), 0), Ok(()));
    }
}
