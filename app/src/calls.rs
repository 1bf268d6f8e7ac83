//! Every server function and the right it asks for. Adding one without a row fails a test.

use domain::Action;

/// `(path, action)`. The verb behind asks again, with the object.
pub const CALLS: &[(&str, Action)] = &[
    ("/api/my_juries", Action::FollowJury),
    ("/api/jury_view", Action::FollowJury),
    ("/api/jury_head", Action::FollowJury),
    ("/api/candidate_view", Action::FollowJury),
    ("/api/raise_mark", Action::ChairJury),
    ("/api/withdraw_raise", Action::ChairJury),
    ("/api/propose_change", Action::ProposeChange),
    ("/api/answer_proposal", Action::ChairJury),
    ("/api/confirm_decisions", Action::ChairJury),
    ("/api/reopen_decision", Action::ChairJury),
    ("/api/point_jury", Action::ChairJury),
    ("/api/end_deliberation", Action::ChairJury),
    ("/api/sign_minutes", Action::SignMinutes),
    ("/api/close_jury", Action::SignMinutes),
    ("/api/my_lots", Action::ReadLot),
    ("/api/lot_view", Action::ReadLot),
    ("/api/save_marks", Action::EnterMarks),
    ("/api/cell_history", Action::ReadLot),
    ("/api/publications", Action::PublishResults),
    ("/api/lists_of_jury", Action::SeePostingList),
    ("/api/import_list", Action::ImportFiles),
    ("/api/import_job", Action::ImportFiles),
];
