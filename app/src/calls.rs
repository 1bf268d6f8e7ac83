//! Every server function and the right it asks for. Adding one without a row fails a test.

use domain::Action;

/// `(path, action)`. The verb behind asks again, with the object.
pub const CALLS: &[(&str, Action)] = &[
    ("/api/office_overview", Action::FollowSession),
    ("/api/preparation_sheet", Action::PrepareSession),
    ("/api/follow_lots", Action::FollowSession),
    ("/api/lot_sheet", Action::FollowSession),
    ("/api/missing_marks", Action::SeeCandidates),
    ("/api/find_candidates", Action::SeeCandidates),
    ("/api/candidate_file", Action::SeeCandidates),
    ("/api/follow_juries", Action::FollowSession),
    ("/api/centre_juries", Action::SeePostingList),
    ("/api/jury_sheet", Action::FollowSession),
    ("/api/list_accounts", Action::ManageAccounts),
];
