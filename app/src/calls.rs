//! Every server function and the right it asks for. Adding one without a row fails a test.

use domain::Action;

/// `(path, action)`. The verb behind asks again, with the object.
pub const CALLS: &[(&str, Action)] = &[
    ("/api/import_list", Action::ImportFiles),
    ("/api/import_job", Action::ImportFiles),
];
