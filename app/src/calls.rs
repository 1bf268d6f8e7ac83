//! Every server function and the right it asks for. Adding one without a row fails a test.

use domain::Action;

/// `(path, action)`. The verb behind asks again, with the object.
pub const CALLS: &[(&str, Action)] = &[
    ("/api/publications", Action::PublishResults),
    ("/api/lists_of_jury", Action::SeePostingList),
];
