//! The app: context of the request, frame of every screen, and the routes.

use crate::account::{LogInPage, PasswordPage};
use crate::frame::{ErrorPage, Frame};
use crate::grid::{LotPage, LotsPage};
use crate::home::HomePage;
use crate::imports::{ImportPage, ImportsPage};
use crate::jury::{JuriesPage, JuryPage, MinutesPage, ProjectionPage, WhatIfPage};
use crate::office::{
    AccountsPage, CandidatePage, CandidatesPage, CentrePage, CheckRulesetPage, CompareRulesetsPage, ComparisonPage,
    FollowJuriesPage, FollowLotsPage, JurySheetPage, LotSheetPage, MissingPage, OverviewPage, PreparationPage,
    RulesetsPage, SituationPage,
};
use crate::page::provide_page;
use crate::publications::{PostingPage, PublicationsPage};
use crate::style_page::StylePage;
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};
use wire::PageContext;

/// All screens, drawn on the server. The few that live on in the browser stand in an [`Alive`](crate::live::Alive).
#[component]
pub fn App() -> impl IntoView {
    if let Some(shared) = Owner::current_shared_context() {
        // What was loaded is in the page; a live screen is handed its own.
        shared.set_is_hydrating(false);
    }
    provide_page(use_context::<PageContext>().unwrap_or_default());
    provide_meta_context();
    view! {
        <Title formatter=in_tab/>
        <Router>
            <Frame>
                <Routes fallback=|| view! { <ErrorPage status=404/> }>
                    <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("/connexion") view=LogInPage ssr=SsrMode::Async/>
                    <Route path=path!("/mot-de-passe") view=PasswordPage ssr=SsrMode::Async/>
                    <Route path=path!("/lots") view=LotsPage ssr=SsrMode::Async/>
                    <Route path=path!("/lots/:id") view=LotPage ssr=SsrMode::Async/>
                    <Route path=path!("/style") view=StylePage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau") view=OverviewPage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/preparation") view=PreparationPage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/lots") view=FollowLotsPage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/lots/:id") view=LotSheetPage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/lots/:id/comparaison") view=ComparisonPage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/reglements") view=RulesetsPage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/reglements/comparer") view=CompareRulesetsPage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/reglements/verifier") view=CheckRulesetPage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/manquantes") view=MissingPage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/candidats") view=CandidatesPage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/candidats/:id") view=CandidatePage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/candidats/:id/situation") view=SituationPage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/jurys") view=FollowJuriesPage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/jurys/:id") view=JurySheetPage ssr=SsrMode::Async/>
                    <Route path=path!("/centre") view=CentrePage ssr=SsrMode::Async/>
                    <Route path=path!("/comptes") view=AccountsPage ssr=SsrMode::Async/>
                    <Route path=path!("/jurys") view=JuriesPage ssr=SsrMode::Async/>
                    <Route path=path!("/jurys/:id") view=JuryPage ssr=SsrMode::Async/>
                    <Route path=path!("/jurys/:id/simulation") view=WhatIfPage ssr=SsrMode::Async/>
                    <Route path=path!("/jurys/:id/projection") view=ProjectionPage ssr=SsrMode::Async/>
                    <Route path=path!("/jurys/:id/pv") view=MinutesPage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/publications") view=PublicationsPage ssr=SsrMode::Async/>
                    <Route path=path!("/jurys/:id/affichage") view=PostingPage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/imports") view=ImportsPage ssr=SsrMode::Async/>
                    <Route path=path!("/bureau/imports/:id") view=ImportPage ssr=SsrMode::Async/>
                </Routes>
            </Frame>
        </Router>
    }
}

fn in_tab(title: String) -> String {
    format!("{title} · Délos")
}
