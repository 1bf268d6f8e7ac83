//! What a block would do, before it does it.

use super::block::{Line, Preview, Verdict};
use super::engine::Engine;
use super::voice;
use crate::parts::{Banner, Button, Column, Dialog, Field, Size, Stack, Table, Tone, Variant};
use domain::Entry;
use leptos::prelude::*;
use words::{Words, fill};

stylance::import_crate_style!(css, "src/grid/block_dialog.module.css");

/// Lines shown at most: what is wrong comes first.
const SHOWN: usize = 300;

/// The question a block asks.
#[component]
pub fn BlockDialog(engine: Engine) -> impl IntoView {
    let words = engine.words;
    let close = Callback::new(move |()| {
        engine.block.set(None);
        super::caret::focus(engine, engine.focus.get_untracked());
    });
    let content = move || {
        engine.block.get().map(|seen| match seen {
            Err(sentence) => view! { <Banner tone=Tone::Error>{sentence}</Banner> }.into_any(),
            Ok(preview) => view! { <Question engine=engine preview=preview/> }.into_any(),
        })
    };
    let open = Signal::derive(move || engine.block.with(Option::is_some));
    view! { <Dialog id="block" title=words.grid().block wide=true open=open on_close=close>{content}</Dialog> }
}

#[component]
fn Question(engine: Engine, preview: Preview) -> impl IntoView {
    let words = engine.words;
    let grid = words.grid();
    let count = |wanted: fn(&Verdict) -> bool| preview.lines.iter().filter(|line| wanted(&line.verdict)).count();
    let writes = preview.writes();
    let sum = fill(
        grid.block_sum,
        &[
            ("writes", &writes.to_string()),
            ("replaces", &count(|it| matches!(it, Verdict::Replaces(_))).to_string()),
            (
                "same",
                &count(|it| matches!(it, Verdict::Same | Verdict::Blank)).to_string(),
            ),
            ("wrongs", &preview.wrongs().to_string()),
        ],
    );
    let left_out = (!preview.left_out.is_empty()).then(|| {
        let sentence = fill(grid.block_left_out, &[("names", &preview.left_out.join(", "))]);
        view! { <p class=css::note>{sentence}</p> }
    });
    let alarm = preview
        .shifted
        .then(|| view! { <Banner tone=Tone::Warning>{grid.block_shift}</Banner> });
    let last = preview.last_row().filter(|_| !preview.keyed);
    let letter = RwSignal::new(String::new());
    let expected = last.map(|row| engine.sheet.with_untracked(|sheet| sheet.rows[row].anonymity.letter()));
    let rank = last.map(|row| (row + 1).to_string()).unwrap_or_default();
    let wrong = fill(grid.block_confirm_wrong, &[("rank", &rank)]);
    let reason = Signal::derive(move || {
        let typed = letter.with(|letter| letter.trim().to_ascii_uppercase());
        match expected {
            _ if writes == 0 => Some(grid.block_nothing.to_owned()),
            Some(_) if typed.is_empty() => Some(grid.block_confirm_first.to_owned()),
            Some(expected) if !typed.ends_with(expected) => Some(wrong.clone()),
            _ => None,
        }
    });
    let confirm = last.map(|_| {
        view! {
            <div on:input=move |event| letter.set(event_target_value(&event))>
                <Field
                    label=fill(grid.block_confirm, &[("rank", &rank)])
                    name="letter"
                    size=Size::Short
                    hint=fill(grid.block_confirm_hint, &[("rank", &rank)])
                    autocomplete="off"
                />
            </div>
        }
    });
    let rows = rows(engine, &preview);
    let several = engine.sheet.with_untracked(|sheet| sheet.columns.len() > 1);
    let mut columns = vec![Column::number(grid.block_row), Column::text(grid.copy)];
    if several {
        columns.push(Column::text(grid.mark));
    }
    columns.extend([
        Column::number(grid.before),
        Column::number(grid.after),
        Column::text(grid.verdict),
    ]);
    let keyed = preview
        .keyed
        .then(|| view! { <p class=css::note>{grid.block_keyed}</p> });
    let paste = Callback::new(move |_| {
        engine.accept(&preview);
        engine.block.set(None);
        engine.say(voice::Tone::Calm, fill(grid.block_done, &[("n", &writes.to_string())]));
        super::caret::focus(engine, engine.focus.get_untracked());
    });
    let cancel = Callback::new(move |_| {
        engine.block.set(None);
        super::caret::focus(engine, engine.focus.get_untracked());
    });
    view! {
        <Stack tight=true>
            <p class=css::note><strong>{sum}</strong></p>
            {keyed}
            {left_out}
            {alarm}
            {confirm}
            <p class=css::acts>
                <Button id="paste" plain=true variant=Variant::Primary reason=reason on_click=paste>
                    {fill(grid.block_paste, &[("n", &writes.to_string())])}
                </Button>
                <Button plain=true on_click=cancel>{grid.block_cancel}</Button>
            </p>
            <Table caption=grid.block caption_hidden=true columns=columns dense=true>{rows}</Table>
        </Stack>
    }
}

/// What changes or is wrong; what stays as it is was counted.
fn rows(engine: Engine, preview: &Preview) -> impl IntoView + use<> {
    let words = engine.words;
    let grid = words.grid();
    let told = |line: &&Line| !matches!(line.verdict, Verdict::Same | Verdict::Blank);
    let (wrong, other): (Vec<&Line>, Vec<&Line>) = preview
        .lines
        .iter()
        .filter(told)
        .partition(|line| line.verdict.is_wrong());
    let all = wrong.len() + other.len();
    let more = all.saturating_sub(SHOWN);
    let shown: Vec<_> = wrong
        .into_iter()
        .chain(other)
        .take(SHOWN)
        .map(|line| row(engine, line))
        .collect();
    let more = (more > 0).then(|| {
        let sentence = fill(grid.block_more, &[("n", &more.to_string())]);
        view! { <tr><td colspan="6">{sentence}</td></tr> }
    });
    view! { {shown}{more} }
}

fn row(engine: Engine, line: &Line) -> AnyView {
    let shown = |value: Option<Entry>| value.map(Entry::french).unwrap_or_default();
    let (number, label, several) = engine.sheet.with_untracked(|sheet| {
        let number = match line.place {
            Some(place) => sheet.rows[place.0].anonymity.spaced(),
            None => line.number.clone(),
        };
        let label = line.place.map(|place| sheet.columns[place.1].label.clone());
        (number, label.unwrap_or_default(), sheet.columns.len() > 1)
    });
    let typed = if line.place.is_some() {
        line.text.clone()
    } else {
        String::new()
    };
    let after = line.verdict.entry().map_or(typed, Entry::french);
    let label = several.then(|| view! { <td>{label}</td> });
    view! {
        <tr>
            <td class="num">{line.row}</td>
            <th scope="row" class="code">{number}</th>
            {label}
            <td class="num">{shown(line.old)}</td>
            <td class="num">{after}</td>
            <td>{verdict(engine.words, line)}</td>
        </tr>
    }
    .into_any()
}

fn verdict(words: Words, line: &Line) -> String {
    let grid = words.grid();
    match &line.verdict {
        Verdict::Fills(_) => grid.verdict_fills.to_owned(),
        Verdict::Replaces(_) => grid.verdict_replaces.to_owned(),
        Verdict::Same | Verdict::Blank => String::new(),
        Verdict::Wrong(code, value) => words.errors().field(code, value),
        Verdict::Locked => grid.verdict_locked.to_owned(),
        Verdict::UnknownNumber => grid.verdict_unknown.to_owned(),
        Verdict::WrongLetter => grid.verdict_letter.to_owned(),
        Verdict::Twice => grid.verdict_twice.to_owned(),
        Verdict::Aside => grid.verdict_aside.to_owned(),
    }
}
