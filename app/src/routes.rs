//! Every address, built in one place, and the right each page asks for.

use domain::Action;
use words::Words;

/// A page: its pattern, as the router and axum both read it, and the action a visitor of it must be allowed.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// Pattern, with `{id}` for a parameter.
    pub pattern: &'static str,
    /// Right asked for. The verb behind the page asks again, with the object.
    pub action: Action,
}

const fn page(pattern: &'static str, action: Action) -> Page {
    Page { pattern, action }
}

/// Home.
pub const HOME: &str = "/";
/// Log-in page.
pub const LOG_IN: &str = "/connexion";
/// Where log-out posts.
pub const LOG_OUT: &str = "/deconnexion";
/// Change of password.
pub const PASSWORD: &str = "/mot-de-passe";
/// Where the choice of language posts.
pub const LANGUAGE: &str = "/langue";
/// Where the choice of theme posts.
pub const THEME: &str = "/theme";
/// The design system.
pub const STYLE: &str = "/style";
/// My juries.
pub const JURIES: &str = "/jurys";
/// Lots of a marker.
pub const LOTS: &str = "/lots";
/// Public results; outside this router.
pub const RESULTS: &str = "/resultats";

/// The exam office.
pub const OFFICE: &str = "/bureau";
/// Where a new session posts.
pub const OFFICE_SESSIONS: &str = "/bureau/sessions";
/// Preparing a session.
pub const OFFICE_PREPARATION: &str = "/bureau/preparation";
/// Where a line of the table of MEF posts.
pub const OFFICE_MEF: &str = "/bureau/preparation/mef";
/// Where registration posts.
pub const OFFICE_REGISTER: &str = "/bureau/preparation/inscrire";
/// Where drawing anonymity numbers posts.
pub const OFFICE_ANONYMITY: &str = "/bureau/preparation/anonymat";
/// Where making lots posts.
pub const OFFICE_MAKE_LOTS: &str = "/bureau/preparation/lots";
/// Where giving a lot posts.
pub const OFFICE_GIVE_LOT: &str = "/bureau/preparation/confier";
/// Where composing a jury posts.
pub const OFFICE_COMPOSE: &str = "/bureau/preparation/jurys";
/// Where giving a seat posts.
pub const OFFICE_SEAT: &str = "/bureau/preparation/sieges";
/// Following lots.
pub const OFFICE_LOTS: &str = "/bureau/lots";
/// Where taking all locked lots in posts.
pub const OFFICE_DISCHARGE: &str = "/bureau/lots/decharge";
/// Both entries of a lot, compared.
pub fn comparison(lot: domain::LotId) -> String {
    format!("{OFFICE_LOTS}/{lot}/comparaison")
}

/// Where a second entry of a lot is asked for.
pub fn second_entry(lot: domain::LotId) -> String {
    format!("{OFFICE_LOTS}/{lot}/seconde-saisie")
}

/// Where it is given up.
pub fn cancel_second_entry(lot: domain::LotId) -> String {
    format!("{OFFICE_LOTS}/{lot}/seconde-saisie/annuler")
}

/// Where what stands between two entries posts.
pub fn settle(lot: domain::LotId) -> String {
    format!("{OFFICE_LOTS}/{lot}/ecart")
}

/// Rulesets; one of them with `?code=`. The local layer posts here too.
pub const OFFICE_RULES: &str = "/bureau/reglements";
/// Two rulesets compared.
pub const OFFICE_COMPARE: &str = "/bureau/reglements/comparer";
/// A text checked; the form posts here too.
pub const OFFICE_CHECK: &str = "/bureau/reglements/verifier";

/// The page of a ruleset.
pub fn ruleset(code: &str) -> String {
    format!("{OFFICE_RULES}?code={code}")
}

/// Its text.
pub fn ruleset_text(code: &str) -> String {
    format!("{OFFICE_RULES}/texte?code={code}")
}

/// Missing marks.
pub const OFFICE_MISSING: &str = "/bureau/manquantes";
/// Candidates by name.
pub const OFFICE_CANDIDATES: &str = "/bureau/candidats";
/// The file of a candidate.
pub fn candidate(id: domain::ApplicationId) -> String {
    format!("{OFFICE_CANDIDATES}/{id}")
}

/// His situation; the form posts here too.
pub fn situation(id: domain::ApplicationId) -> String {
    format!("{OFFICE_CANDIDATES}/{id}/situation")
}

/// Following juries.
pub const OFFICE_JURIES: &str = "/bureau/jurys";
/// Where moving all juries of a state posts.
pub const OFFICE_MOVE_JURIES: &str = "/bureau/jurys/etat";
/// The head of a deliberation centre.
pub const CENTRE: &str = "/centre";
/// Accounts.
pub const ACCOUNTS: &str = "/comptes";
/// Where a reset of a password posts.
pub const ACCOUNTS_RESET: &str = "/comptes/mot-de-passe";
/// Where disabling an account posts.
pub const ACCOUNTS_DISABLE: &str = "/comptes/desactiver";

/// Publications of the office.
pub const PUBLICATIONS: &str = "/bureau/publications";
/// Where a publication posts.
pub const PUBLISH: &str = "/bureau/publications/publier";
/// Where a withdrawal posts.
pub const WITHDRAW: &str = "/bureau/publications/retirer";

/// Posting lists of a jury.
pub fn posting(jury: domain::JuryId) -> String {
    format!("/jurys/{jury}/affichage")
}

/// Imports of files; the form posts here too.
pub const IMPORTS: &str = "/bureau/imports";

/// The page of an import.
pub fn import(id: domain::JobId) -> String {
    format!("{IMPORTS}/{id}")
}

/// Its report as CSV.
pub fn import_csv(id: domain::JobId) -> String {
    format!("{IMPORTS}/{id}/compte-rendu.csv")
}

/// Where cancelling it posts.
pub fn cancel_import(id: domain::JobId) -> String {
    format!("{IMPORTS}/{id}/annuler")
}

/// Where resuming it posts.
pub fn resume_import(id: domain::JobId) -> String {
    format!("{IMPORTS}/{id}/reprendre")
}

/// Every page of the router. Adding a route without a row fails a test.
pub const PAGES: &[Page] = &[
    page("/", Action::SeePublicPages),
    page(LOG_IN, Action::LogIn),
    page(PASSWORD, Action::KeepOwnAccount),
    page(STYLE, Action::SeePublicPages),
    page(OFFICE, Action::FollowSession),
    page(OFFICE_PREPARATION, Action::PrepareSession),
    page(OFFICE_LOTS, Action::FollowSession),
    page("/bureau/lots/{id}", Action::FollowSession),
    page("/bureau/lots/{id}/comparaison", Action::DischargeLot),
    page(OFFICE_RULES, Action::FollowSession),
    page(OFFICE_COMPARE, Action::FollowSession),
    page(OFFICE_CHECK, Action::FollowSession),
    page(OFFICE_MISSING, Action::SeeCandidates),
    page(OFFICE_CANDIDATES, Action::SeeCandidates),
    page("/bureau/candidats/{id}", Action::SeeCandidates),
    page("/bureau/candidats/{id}/situation", Action::PrepareSession),
    page(OFFICE_JURIES, Action::FollowSession),
    page("/bureau/jurys/{id}", Action::FollowSession),
    page(CENTRE, Action::SeePostingList),
    page(ACCOUNTS, Action::ManageAccounts),
    page(JURIES, Action::FollowJury),
    page("/jurys/{id}", Action::FollowJury),
    page("/jurys/{id}/projection", Action::FollowJury),
    page("/jurys/{id}/simulation", Action::FollowJury),
    page("/jurys/{id}/pv", Action::FollowJury),
    page(LOTS, Action::ReadLot),
    page("/lots/{id}", Action::ReadLot),
    page(PUBLICATIONS, Action::PublishResults),
    page("/jurys/{id}/affichage", Action::SeePostingList),
    page(IMPORTS, Action::ImportFiles),
    page("/bureau/imports/{id}", Action::ImportFiles),
];

/// A place of the main navigation: address, name, and the action that opens it.
type Place = (&'static str, fn(Words) -> &'static str, Action);

/// The main navigation, in order; each person sees what he may open.
pub const PLACES: &[Place] = &[
    (LOTS, |words| words.grid().my_lots, Action::ReadLot),
    (JURIES, |words| words.jury().mine, Action::FollowJury),
    (OFFICE, |words| words.office().place, Action::FollowSession),
    (CENTRE, |words| words.office().centre, Action::FinishInCentre),
    (ACCOUNTS, |words| words.office().accounts_title, Action::ManageAccounts),
];

/// A jury's own page, or a face of it: an empty one, `projection`, `pv`, `simulation`.
pub fn jury(id: domain::JuryId, face: &str) -> String {
    match face {
        "" => format!("{JURIES}/{id}"),
        face => format!("{JURIES}/{id}/{face}"),
    }
}

/// A lot.
pub fn lot(id: domain::LotId) -> String {
    format!("{LOTS}/{id}")
}

/// A leaf of a lot, from 1: where no script runs a long lot is sent leaf by leaf.
pub fn lot_leaf(id: domain::LotId, leaf: usize) -> String {
    match leaf {
        1 => lot(id),
        _ => format!("{LOTS}/{id}?feuillet={leaf}"),
    }
}

/// Where the marks of a lot are posted without scripts.
pub fn lot_marks(id: domain::LotId) -> String {
    format!("{LOTS}/{id}/notes")
}

/// The marks of a lot as CSV; what is on the screen and not saved is posted here too.
pub fn lot_csv(id: domain::LotId) -> String {
    format!("{LOTS}/{id}/notes.csv")
}

/// The marks of a lot as a workbook, in the same way.
pub fn lot_xlsx(id: domain::LotId) -> String {
    format!("{LOTS}/{id}/notes.xlsx")
}

/// Where a file of marks is posted to be read; nothing is saved there.
pub fn lot_reading(id: domain::LotId) -> String {
    format!("{LOTS}/{id}/lecture")
}

/// Where a lot is locked.
pub fn lot_locking(id: domain::LotId) -> String {
    format!("{LOTS}/{id}/verrouillage")
}

/// The pages that live on in the browser, each with the browser half it loads; the others are sent without a script.
const LIVE: &[(&str, &str)] = &[
    ("/lots/{id}", "lot"),
    ("/bureau/imports/{id}", "import"),
    ("/jurys/{id}", "jury"),
    ("/jurys/{id}/projection", "projection"),
    ("/jurys/{id}/simulation", "whatif"),
];

/// The browser half this page loads, if it lives on in the browser.
pub fn half_of(path: &str) -> Option<&'static str> {
    LIVE.iter()
        .find(|(pattern, _)| fits(pattern, path))
        .map(|(_, half)| *half)
}

/// The action a page asks for; `None` for an address that is no page.
pub fn action_of(path: &str) -> Option<Action> {
    PAGES
        .iter()
        .find(|page| fits(page.pattern, path))
        .map(|page| page.action)
}

fn fits(pattern: &str, path: &str) -> bool {
    let (mut parts, mut places) = (path.split('/'), pattern.split('/'));
    loop {
        match (parts.next(), places.next()) {
            (None, None) => return true,
            (Some(part), Some(place)) if part == place || (place.starts_with('{') && !part.is_empty()) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_takes_one_part_for_a_parameter() {
        assert!(fits("/lots/{id}", "/lots/3"));
        assert!(fits("/", "/"));
        assert!(!fits("/lots/{id}", "/lots/"));
        assert!(!fits("/lots/{id}", "/lots/3/x"));
    }
}
