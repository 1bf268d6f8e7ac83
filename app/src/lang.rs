//! The language of the page being drawn.

use leptos::prelude::use_context;
use words::{Lang, Words};

/// Language given by the request; French when nobody said.
pub fn use_lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// Every sentence, in the language of the page.
pub fn use_words() -> &'static Words {
    use_lang().words()
}
