//! A lot being marked.

use leptos::prelude::*;

use crate::lang::use_words;
use crate::parts::{
    Bar, Card, Column, Columns, Definition, DefinitionList, Distribution, Progress, Stack, StatePill, Table, WriteState,
};

const SCRIPTS: [(&str, &str, WriteState, Option<&str>); 10] = [
    ("7F3K-2214-C", "12", WriteState::Saved, Some("14:31:58")),
    ("7F3K-2215-M", "AB", WriteState::Saved, Some("14:32:01")),
    ("7F3K-2216-X", "8", WriteState::Sent, Some("14:32:07")),
    ("7F3K-2217-E", "15", WriteState::Queued, None),
    ("7F3K-2218-R", "9", WriteState::Modified, None),
    ("7F3K-2219-A", "21", WriteState::Refused, None),
    ("7F3K-2220-T", "11", WriteState::Conflict, Some("14:31:40")),
    ("7F3K-2221-H", "0", WriteState::Saved, Some("14:30:12")),
    ("7F3K-2222-W", "", WriteState::Empty, None),
    ("7F3K-2223-D", "13", WriteState::Locked, Some("11:02:45")),
];

const COUNTS: [u32; 21] = [0, 0, 1, 1, 2, 3, 3, 4, 4, 5, 8, 9, 10, 8, 7, 6, 5, 4, 2, 1, 1];

#[component]
pub(super) fn Marking() -> impl IntoView {
    let words = use_words().sample();
    let columns = vec![
        Column::text(words.script),
        Column::number(words.value),
        Column::text(words.state),
        Column::text(words.author),
        Column::number(words.at),
    ];
    let rows = SCRIPTS
        .map(|(script, value, state, at)| {
            let author = if state == WriteState::Conflict {
                words.second_marker
            } else {
                words.you
            };
            view! {
                <tr aria-current=(state == WriteState::Modified).then_some("true")>
                    <th scope="row" class="code">{script}</th>
                    <td class="num">{value}</td>
                    <td><StatePill state=state /></td>
                    <td>{at.map(|_| author)}</td>
                    <td class="num">{at}</td>
                </tr>
            }
        })
        .collect_view();
    let bars: Vec<Bar> = (0..)
        .zip(COUNTS)
        .map(|(mark, count): (u32, u32)| Bar::new(mark.to_string(), count))
        .collect();
    view! {
        <Columns>
            <Card title=words.lot note=words.lot_note flush=true>
                <Table caption=words.marking caption_hidden=true dense=true columns=columns>{rows}</Table>
            </Card>
            <Card title=words.marking>
                <Stack>
                    <Progress id="entered" label=words.entered value=84u64 max=120u64 text=words.entered_text />
                    <DefinitionList wide=true>
                        <Definition term=words.entered_short>"84"</Definition>
                        <Definition term=words.average>"11,32"</Definition>
                        <Definition term=words.absences>"3"</Definition>
                    </DefinitionList>
                    <Distribution id="spread" title=words.spread summary=words.spread_text of=words.value
                        counted=words.scripts bars=bars threshold=10 />
                </Stack>
            </Card>
        </Columns>
    }
}
