//! Following lots, and taking their marks in.

use super::calls::follow_lots;
use super::css;
use super::overview::ToPreparation;
use super::parts::{BackHere, Here, LotBadge, OfficeHeader, figure, loaded, use_asked, use_asked_text, whole};
use crate::parts::{
    Button, Card, Choice, Column, Control, EmptyState, Field, Progress, Size, Stack, Table, Toolbar, Variant,
};
use crate::{lang, routes};
use leptos::prelude::*;
use leptos_meta::Title;
use wire::{FollowedLot, FollowedLots, LotState};
use words::{count, fill};

/// `/bureau/lots`.
#[component]
pub fn FollowLotsPage() -> impl IntoView {
    let asked = use_asked();
    let state = use_asked_text("etat");
    let lots = Resource::new(move || asked.get(), follow_lots);
    let words = lang::use_words();
    view! {
        <Title text=words.office().tab_lots/>
        {loaded(lots, move |lots| view! { <Lots lots state=state.get()/> }.into_any())}
    }
}

#[component]
fn Lots(lots: FollowedLots, state: String) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().office();
    let FollowedLots { session, lots } = lots;
    let session_id = session.id;
    let locked = lots
        .iter()
        .filter(|lot| lot.stage == LotState::Locked && lot.second_of.is_none())
        .count();
    let wanted = LotState::from_code(&state);
    let total = lots.len();
    let shown: Vec<_> = lots
        .into_iter()
        .filter(|lot| wanted.is_none_or(|wanted| lot.stage == wanted))
        .collect();
    let header = view! { <OfficeHeader title=w.lots_title session=Some(session) tab=routes::OFFICE_LOTS/> };
    if total == 0 {
        return view! {
            {header}
            <EmptyState title=w.no_lot level=2 action=view! { <ToPreparation/> }.into_any()><p>{w.no_lot_hint}</p></EmptyState>
        }
        .into_any();
    }
    let n = u64::try_from(locked).unwrap_or(0);
    let discharge = (locked > 0).then(|| {
        view! {
            <form method="post" action=routes::OFFICE_DISCHARGE>
                <input type="hidden" name="session" value=session_id.to_string()/>
                <BackHere/>
                <Button variant=Variant::Primary>{count(lang, n, w.discharge_one, w.discharge_all)}</Button>
            </form>
        }
    });
    let columns = vec![
        Column::text(w.lot),
        Column::text(w.qualification),
        Column::text(w.marker),
        Column::number(w.copies),
        Column::text(w.entry),
        Column::number(w.codes),
        Column::text(w.state),
        Column::hidden(w.actions),
    ];
    let nothing = shown.is_empty();
    view! {
        {header}
        <Stack>
            <Toolbar label=w.filter end=discharge.into_any()>
                <Filter session=session_id.to_string() state/>
            </Toolbar>
            <Card flush=true>
                <Table caption=w.lots_title caption_hidden=true columns>
                    {shown.into_iter().map(|lot| view! { <Row lot/> }).collect_view()}
                </Table>
                {nothing.then(|| view! { <EmptyState title=w.no_such_lot><p>{w.no_such_lot_hint}</p></EmptyState> })}
            </Card>
        </Stack>
    }
    .into_any()
}

#[component]
fn Filter(session: String, state: String) -> impl IntoView {
    let w = lang::use_words().office();
    let choices = vec![
        Choice::new("", w.all_lots),
        Choice::new("open", w.lots_open),
        Choice::new("locked", w.lots_locked),
        Choice::new("discharged", w.lots_discharged),
    ];
    view! {
        <form method="get" action=routes::OFFICE_LOTS>
            <Toolbar label=w.filter>
                <input type="hidden" name="session" value=session/>
                <Field label=w.state name="etat" control=Control::Select(choices) value=state size=Size::Medium/>
                <Button>{w.show}</Button>
            </Toolbar>
        </form>
    }
}

#[component]
fn Row(lot: FollowedLot) -> impl IntoView {
    let lang = lang::use_lang();
    let w = lang.words().office();
    let here = Here::now();
    let href = here.link(&format!("{}/{}", routes::OFFICE_LOTS, lot.id));
    let text = fill(
        w.entered_of,
        &[("n", &figure(lang, lot.entered)), ("of", &figure(lang, lot.cells))],
    );
    let (entered, cells) = (whole(lot.entered), whole(lot.cells));
    let markers = if lot.markers.is_empty() {
        w.no_marker.to_string()
    } else {
        lot.markers.join(", ")
    };
    let compare = lot.second.map(|_| {
        let href = here.link(&routes::comparison(lot.id));
        view! { <a href=href>{w.compare}<span class="visually-hidden">{format!(" ({})", lot.label)}</span></a> }
    });
    let discharge = (lot.stage == LotState::Locked && lot.second_of.is_none()).then(|| {
        let action = format!("{}/{}/decharge", routes::OFFICE_LOTS, lot.id);
        view! {
            <form method="post" action=action>
                <BackHere/>
                <Button variant=Variant::Quiet small=true>{w.discharge}</Button>
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row"><a href=href class=css::name>{lot.label}</a></th>
            <td class="code">{lot.ruleset}</td>
            <td><span class=css::note>{markers}</span></td>
            <td class="num">{figure(lang, lot.copies)}</td>
            <td><Progress id=format!("lot-{}", lot.id) label=w.entry value=entered max=cells text=text/></td>
            <td class="num">{figure(lang, lot.codes)}</td>
            <td><LotBadge state=lot.stage/></td>
            <td>{compare}{discharge}</td>
        </tr>
    }
}
