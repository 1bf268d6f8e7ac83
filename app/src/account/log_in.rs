//! The log-in page.

use crate::page::use_form;
use crate::parts::{Button, Card, Control, Field, PageHeader, Stack, Variant};
use crate::refusal::RefusalBanner;
use crate::{lang, routes};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

stylance::import_crate_style!(css, "src/account/account.module.css");

/// `/connexion`.
#[component]
pub fn LogInPage() -> impl IntoView {
    let words = lang::use_words();
    let form = use_form(routes::LOG_IN);
    // Where he wanted to go; the server takes only addresses of this site.
    let back = use_query_map()
        .with_untracked(|query| query.get("vers"))
        .unwrap_or_else(|| form.typed("back"));
    view! {
        <Title text=words.account().log_in_title/>
        <PageHeader title=words.account().log_in_title lead=words.account().log_in_intro/>
        <div class=css::narrow>
        <Card>
            {form.refused().map(|refused| view! { <RefusalBanner refused/> })}
            <form method="post" action=routes::LOG_IN>
                <Stack>
                <input type="hidden" name="back" value=back/>
                <Field label=words.account().login name="login" value=form.typed("login") autocomplete="username" required=true/>
                <Field
                    label=words.account().password
                    name="password"
                    control=Control::Password
                    autocomplete="current-password"
                    required=true
                />
                <Button variant=Variant::Primary>{words.account().log_in}</Button>
                </Stack>
            </form>
        </Card>
        </div>
    }
}
