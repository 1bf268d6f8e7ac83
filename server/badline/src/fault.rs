//! What can happen to a request, and to which one it happens.

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;
use std::time::Duration;

/// What can happen to a request on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The connection is cut before the request reaches the server.
    LostRequest,
    /// The request arrives; both connections are cut while the server works.
    Abandoned,
    /// The server has answered; the connection is cut before the answer arrives.
    LostAnswer,
    /// The request is taken, never passed on and never answered.
    HalfOpen,
    /// The request arrives late, whether or not somebody still waits for it.
    Stalled,
    /// The request arrives twice at once.
    Doubled,
    /// The request arrives after the one that follows it.
    Overtaken,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Fault; 7] = [
        Fault::LostRequest,
        Fault::Abandoned,
        Fault::LostAnswer,
        Fault::HalfOpen,
        Fault::Stalled,
        Fault::Doubled,
        Fault::Overtaken,
    ];

    /// Its name on a command line.
    pub const fn name(self) -> &'static str {
        match self {
            Fault::LostRequest => "lost-request",
            Fault::Abandoned => "abandoned",
            Fault::LostAnswer => "lost-answer",
            Fault::HalfOpen => "half-open",
            Fault::Stalled => "stalled",
            Fault::Doubled => "doubled",
            Fault::Overtaken => "overtaken",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Fault {
    type Err = String;

    fn from_str(name: &str) -> Result<Fault, String> {
        let names = || Fault::ALL.map(Fault::name).join(", ");
        let found = Fault::ALL.into_iter().find(|fault| fault.name() == name);
        found.ok_or_else(|| format!("no fault is called {name}: {}", names()))
    }
}

/// Which requests meet which faults.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Where the choice begins.
    pub seed: u64,
    /// One request in so many meets a fault.
    pub one_in: NonZeroU64,
    /// Requests whose path begins otherwise always pass.
    pub path: String,
    /// How long a stalled request is held, and an overtaken one at most.
    pub stall: Duration,
    /// The faults to choose from.
    pub faults: Vec<Fault>,
}

impl Plan {
    /// What happens to the request of that number.
    pub fn fault(&self, number: u64) -> Option<Fault> {
        let dice = mix(self.seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let kinds = u64::try_from(self.faults.len()).ok().and_then(NonZeroU64::new)?;
        if dice % self.one_in != 0 {
            return None;
        }
        let kind = usize::try_from(dice / self.one_in % kinds).ok()?;
        self.faults.get(kind).copied()
    }
}

/// Every bit of the answer hangs on every bit of the question (the finaliser of splitmix64).
fn mix(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(seed: u64, one_in: u64) -> Plan {
        Plan {
            seed,
            one_in: NonZeroU64::new(one_in).expect("one or more"),
            path: "/".into(),
            stall: Duration::ZERO,
            faults: Fault::ALL.to_vec(),
        }
    }

    #[test]
    fn a_seed_gives_the_same_faults_again_and_another_seed_others() {
        let faults = |seed| (0..100).map(|n| plan(seed, 3).fault(n)).collect::<Vec<_>>();
        assert_eq!(faults(7), faults(7));
        assert_ne!(faults(7), faults(8));
    }

    #[test]
    fn every_fault_comes_about_as_often_as_any_other() {
        let plan = plan(1, 4);
        let met: Vec<Fault> = (0..7_000).filter_map(|n| plan.fault(n)).collect();
        assert!((1_600..1_900).contains(&met.len()), "{}", met.len());
        for fault in Fault::ALL {
            let times = met.iter().filter(|it| **it == fault).count();
            assert!((200..300).contains(&times), "{fault}: {times}");
        }
    }

    #[test]
    fn a_fault_is_called_by_its_name() {
        for fault in Fault::ALL {
            assert_eq!(fault.name().parse(), Ok(fault));
        }
        assert!("lost".parse::<Fault>().is_err());
    }
}
