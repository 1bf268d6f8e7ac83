//! Flaws a verb refused, in words: a verb knows no language.

use domain::Flaw;
use service::Refusal;

/// The same refusal, its flaws said.
pub fn worded(mut refusal: Refusal, say: impl Fn(&Flaw) -> String) -> Refusal {
    if let Refusal::Refused(refused) = &mut refusal {
        for fault in &mut refused.fields {
            let flaw = (fault.code == "context_flaw").then(|| serde_json::from_str(&fault.value));
            if let Some(Ok(flaw)) = flaw {
                fault.code = "situation_fault".into();
                fault.value = say(&flaw);
            }
        }
    }
    refusal
}
