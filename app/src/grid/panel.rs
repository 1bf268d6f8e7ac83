//! The lot in figures: count, mean, distribution, as they stand on this screen.

use super::engine::Engine;
use super::tally::Tally;
use crate::lang::{use_lang, use_words};
use crate::parts::{Bar, Card, Definition, DefinitionList, Distribution, Progress, Stack};
use leptos::prelude::*;
use wire::Spread;
use words::{Lang, Words, fill};

/// Running figures.
#[component]
pub fn Figures(engine: Engine, beside: Option<Spread>) -> impl IntoView {
    let (lang, words) = (use_lang(), use_words());
    let (tally, picture) = (engine.tally, engine.picture);
    let bars = Memo::new(move |_| picture.with(|picture| bars_of(picture.bars)));
    let mean = move || {
        picture
            .with(|picture| picture.mean(lang))
            .unwrap_or_else(|| words.grid().none_yet.to_owned())
    };
    let summary = Memo::new(move |_| picture.with(|picture| spread_text(lang, words, picture)));
    let filled = Signal::derive(move || tally.with(|tally| tally.filled));
    let cells = Signal::derive(move || tally.with(|tally| tally.cells));
    let text = Signal::derive(move || {
        let (filled, cells) = (filled.get().to_string(), cells.get().to_string());
        fill(words.grid().progress_text, &[("filled", &filled), ("cells", &cells)])
    });
    let beside = beside.filter(|spread| spread.marks > 0).map(|spread| {
        let bars = bars_of(spread.bars);
        let tally = Tally {
            marks: spread.marks,
            sum: spread.sum,
            bars: spread.bars,
            ..Tally::default()
        };
        let summary = spread_text(lang, words, &tally);
        view! {
            <Distribution id="spread-beside" title=words.grid().spread_beside summary=Signal::stored(summary)
                of=words.grid().mark counted=words.grid().copies bars=Signal::stored(bars) threshold=10/>
        }
    });
    view! {
        <Card title=words.grid().figures>
            <Stack>
                <Progress id="filled" label=words.grid().progress value=filled max=cells text=text/>
                <DefinitionList wide=true>
                    <Definition term=words.grid().mean>{mean}</Definition>
                    <Definition term=words.grid().codes>{move || tally.with(|tally| tally.codes)}</Definition>
                    <Definition term=words.grid().left>{move || tally.with(|tally| tally.missing())}</Definition>
                </DefinitionList>
                <Distribution id="spread" title=words.grid().spread summary=summary of=words.grid().mark
                    counted=words.grid().copies bars=bars threshold=10/>
                {beside}
            </Stack>
        </Card>
    }
}

fn bars_of(counts: [u32; 21]) -> Vec<Bar> {
    let bar = |(mark, count): (usize, u32)| Bar::new(mark.to_string(), count);
    counts.into_iter().enumerate().map(bar).collect()
}

fn spread_text(lang: Lang, words: Words, tally: &Tally) -> String {
    match tally.mean(lang) {
        None => words.grid().spread_none.to_owned(),
        Some(mean) => fill(
            words.grid().spread_text,
            &[
                ("n", &tally.marks.to_string()),
                ("mean", &mean),
                ("ten", &tally.at_ten().to_string()),
            ],
        ),
    }
}
