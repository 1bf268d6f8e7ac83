//! A jury in front of its candidates.

use leptos::prelude::*;

use crate::lang::use_words;
use crate::parts::{
    Button, Card, Column, Control, DecisionPill, Definition, DefinitionList, Dialog, Field, Outcome, Pagination, Size,
    Stack, Step, Steps, Tab, Table, Tabs, Toolbar, Variant,
};

#[component]
pub(super) fn Jury() -> impl IntoView {
    let common = use_words().common();
    let words = use_words().sample();
    let open = RwSignal::new(false);
    let show = Callback::new(move |_| open.set(true));
    let hide = Callback::new(move |()| open.set(false));
    let press_hide = Callback::new(move |_| open.set(false));
    let candidates = [
        (
            "4Q8D-0117-K",
            "9,92",
            "992",
            "−8",
            Outcome::SecondGroup,
            words.second_group,
        ),
        (
            "4Q8D-0063-B",
            "9,97",
            "997",
            "−3",
            Outcome::SecondGroup,
            words.second_group,
        ),
        ("4Q8D-0104-Y", "10,00", "1 000", "0", Outcome::Admitted, words.admitted),
        ("4Q8D-0091-N", "7,98", "798", "−2", Outcome::Refused, words.refused),
        ("4Q8D-0042-P", "—", "—", "—", Outcome::Pending, words.pending),
        (
            "4Q8D-0008-F",
            "14,31",
            "1 431",
            "+431",
            Outcome::Withheld,
            words.withheld,
        ),
    ];
    let columns = vec![
        Column::text(words.candidate),
        Column::number(words.average),
        Column::number(words.points),
        Column::number(words.distance),
        Column::text(words.proposal),
        Column::hidden(words.actions),
    ];
    let rows = candidates
        .map(|(candidate, average, points, distance, outcome, text)| {
            view! {
                <tr>
                    <th scope="row" class="code">{candidate}</th>
                    <td class="num">{average}</td>
                    <td class="num">{points}</td>
                    <td class="num">{distance}</td>
                    <td><DecisionPill outcome=outcome text=text /></td>
                    <td><Button small=true on_click=show>{words.raise}</Button></td>
                </tr>
            }
        })
        .collect_view();
    let steps = vec![
        Step::new("000", words.s000),
        Step::new("105", words.s105),
        Step::new("110", words.s110),
        Step::new("120", words.s120),
        Step::new("130", words.s130),
        Step::new("140", words.s140),
        Step::new("198", words.s198),
    ];
    let tab = |label: &str, count, current| Tab {
        href: "#jury".into(),
        label: label.into(),
        count,
        current,
    };
    let tabs = vec![
        tab(words.tab_borderline, Some(14), true),
        tab(words.tab_confirmed, Some(71), false),
        tab(words.tab_all, Some(119), false),
    ];
    let confirm = view! { <Button variant=Variant::Primary>{words.confirm_all}</Button> }.into_any();
    let actions = view! {
        <Button plain=true on_click=press_hide>{common.cancel}</Button>
        <Button plain=true variant=Variant::Primary on_click=press_hide>{words.raise}</Button>
    }
    .into_any();
    view! {
        <Card title=words.deliberation note=words.jury>
            <Stack>
                <Steps label=words.jury_life steps=steps current=2u32 />
                <DefinitionList wide=true>
                    <Definition term=words.session>"2026-06"</Definition>
                    <Definition term=words.centre>"0350029N"</Definition>
                    <Definition term=words.members>"6 / 7"</Definition>
                </DefinitionList>
                <Tabs label=words.navigation tabs=tabs />
                <Toolbar label=words.find end=confirm>
                    <Field label=words.find name="find" control=Control::Search size=Size::Medium />
                </Toolbar>
            </Stack>
        </Card>
        <Card flush=true>
            <Table caption=words.deliberation caption_hidden=true columns=columns tall=true>{rows}</Table>
            <Pagination page=2 pages=6 href="?page={page}" />
        </Card>
        <Dialog id="raise" title=words.dialog_title open=open on_close=hide actions=actions>
            <p>{words.dialog_text}</p>
            <Field label=words.raise_reason name="raise-reason" control=Control::TextArea(2) hint=words.raise_hint />
        </Dialog>
    }
}
