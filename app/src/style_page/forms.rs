//! Every kind of question.

use leptos::prelude::*;

use crate::lang::use_words;
use crate::parts::{
    Button, Card, Choice, Columns, Control, ErrorSummary, Field, FieldError, RadioGroup, Size, Stack, Variant,
};

#[component]
pub(super) fn Forms() -> impl IntoView {
    let common = use_words().common();
    let words = use_words().sample();
    let errors = vec![
        FieldError::new("sum", words.mark_error),
        FieldError::new("birth", words.birth_error),
    ];
    let qualifications = vec![
        Choice::new("BCG24", words.bcg),
        Choice::new("BCP31202", words.bcp_commerce),
        Choice::new("BCP25510", words.bcp_electricity),
    ];
    let signing = vec![
        Choice::new("ELECTRONIC", words.electronic),
        Choice::new("PAPER", words.paper),
    ];
    view! {
        <Card title=words.forms>
            // A form that leads nowhere: this page keeps nothing.
            <form method="dialog">
                <Stack>
                    <ErrorSummary title=words.form_errors errors=errors focus=false />
                    <Columns>
                        <Stack tight=true>
                            <Field label=words.login name="login" hint=words.login_hint autocomplete="username" value="mlegoff" />
                            <Field label=words.password name="password" control=Control::Password autocomplete="current-password" />
                            <Field label=words.mark name="sum" hint=words.mark_hint error=words.mark_error inputmode="decimal"
                                size=Size::Medium value="1284,50" />
                            <Field label=words.birth name="birth" control=Control::Date error=words.birth_error size=Size::Medium
                                autocomplete="bday" />
                        </Stack>
                        <Stack tight=true>
                            <Field label=words.qualification name="qualification" control=Control::Select(qualifications)
                                value="BCP31202" />
                            <Field label=words.raise_reason name="reason" control=Control::TextArea(3) hint=words.raise_hint
                                optional=true />
                            <Field label=words.pupil_file name="file" control=Control::File(".xml,.csv") hint=words.pupil_file_hint />
                            <Field label=words.red_list name="red-list" control=Control::Checkbox hint=words.red_list_hint value="on" />
                            <RadioGroup legend=words.minutes_signing name="signing" choices=signing value="ELECTRONIC" />
                        </Stack>
                    </Columns>
                    <div><Button variant=Variant::Primary plain=true>{common.save}</Button></div>
                </Stack>
            </form>
        </Card>
    }
}
