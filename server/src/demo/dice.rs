//! Chance that falls the same way on every machine: the demonstration is the same session for everybody.

/// Splitmix64.
pub struct Dice(u64);

impl Dice {
    /// Dice of their own for one thing of one candidate.
    pub fn of(exam: &str, index: usize, thing: &str) -> Dice {
        // FNV-1a: a name becomes a seed.
        let seed = exam.bytes().chain(thing.bytes()).chain((index as u64).to_le_bytes());
        Dice(seed.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        }))
    }

    /// A number from 0 to `limit` excluded.
    pub fn below(&mut self, limit: u32) -> i32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        i32::try_from((mixed ^ (mixed >> 31)) % u64::from(limit)).unwrap_or_default()
    }
}
