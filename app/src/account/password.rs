//! Changing one's password; asked for at the first log-in.

use crate::page::{use_form, use_me};
use crate::parts::{Banner, Button, Card, Control, Field, PageHeader, Stack, Tone, Variant};
use crate::refusal::RefusalBanner;
use crate::{lang, routes};
use leptos::prelude::*;
use leptos_meta::Title;

stylance::import_crate_style!(css, "src/account/account.module.css");

/// `/mot-de-passe`.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let words = lang::use_words();
    let form = use_form(routes::PASSWORD);
    let first = use_me().must_change_password;
    view! {
        <Title text=words.account().password_title/>
        <PageHeader title=words.account().password_title/>
        {first.then(|| view! { <Banner tone=Tone::Info>{words.account().password_first}</Banner> })}
        <div class=css::narrow>
        <Card>
            {form.refused().map(|refused| view! { <RefusalBanner refused/> })}
            <form method="post" action=routes::PASSWORD>
                <Stack>
                <Field
                    label=words.account().current
                    name="current"
                    control=Control::Password
                    autocomplete="current-password"
                    error=form.error("current")
                    required=true
                />
                <Field
                    label=words.account().new
                    name="new"
                    control=Control::Password
                    autocomplete="new-password"
                    hint=words.account().new_hint
                    error=form.error("new")
                    required=true
                />
                <Field
                    label=words.account().again
                    name="again"
                    control=Control::Password
                    autocomplete="new-password"
                    error=form.error("again")
                    required=true
                />
                <Button variant=Variant::Primary>{words.account().change}</Button>
                </Stack>
            </form>
        </Card>
        </div>
    }
}
