//! Accounts, for the administrator.

use super::calls::list_accounts;
use super::parts::{figure, loaded};
use crate::page::use_form;
use crate::parts::{
    Badge, Button, Card, Choice, Column, Control, Field, Glyph, PageHeader, Size, Stack, Table, Tone, Variant,
};
use crate::refusal::RefusalBanner;
use crate::{lang, routes};
use domain::{Grant, Role, Scope};
use leptos::prelude::*;
use leptos_meta::Title;
use wire::AccountLine;
use words::Words;

/// Roles an account can be created with: those on a lot or a jury are given with the lot or the jury.
const GIVEN: [Role; 4] = [
    Role::Manager,
    Role::CentreHead,
    Role::Establishment,
    Role::Administrator,
];

/// `/comptes`.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let accounts = Resource::new(|| (), |()| list_accounts());
    let words = lang::use_words();
    view! {
        <Title text=words.office().accounts_title/>
        {loaded(accounts, |accounts| view! { <Accounts accounts/> }.into_any())}
    }
}

#[component]
fn Accounts(accounts: Vec<AccountLine>) -> impl IntoView {
    let lang = lang::use_lang();
    let words = lang.words();
    let w = words.office();
    let columns = vec![
        Column::text(w.login),
        Column::text(w.name),
        Column::text(w.role),
        Column::text(w.state),
        Column::hidden(w.actions),
    ];
    let choices = accounts
        .iter()
        .filter(|account| !account.disabled)
        .map(|account| Choice::new(account.login.clone(), format!("{} ({})", account.name, account.login)))
        .collect();
    let number = i64::try_from(accounts.len()).unwrap_or(0);
    let caption = words::fill(w.accounts_caption, &[("n", &figure(lang, number))]);
    view! {
        <PageHeader title=w.accounts_title lead=w.accounts_lead/>
        <Stack>
            <NewAccount/>
            <Card title=caption.clone() flush=true>
                <Table caption caption_hidden=true columns dense=true>
                    {accounts.into_iter().map(|account| view! { <Row account/> }).collect_view()}
                </Table>
            </Card>
            <Reset choices/>
        </Stack>
    }
}

#[component]
fn Row(account: AccountLine) -> impl IntoView {
    let words = lang::use_words();
    let w = words.office();
    let (label, set, variant) = if account.disabled {
        (w.enable, "off", Variant::Quiet)
    } else {
        (w.disable, "on", Variant::Quiet)
    };
    let state = if account.disabled {
        view! { <Badge tone=Tone::Error glyph=Glyph::LOCK text=w.disabled/> }.into_any()
    } else if account.first_password {
        view! { <Badge tone=Tone::Warning glyph=Glyph::CLOCK text=w.first_password/> }.into_any()
    } else {
        view! { <Badge tone=Tone::Success glyph=Glyph::CHECK text=w.active/> }.into_any()
    };
    view! {
        <tr>
            <th scope="row" class="code">{account.login.clone()}</th>
            <td>{account.name}</td>
            <td>{roles(words, &account.grants)}</td>
            <td>{state}</td>
            <td>
                <form method="post" action=routes::ACCOUNTS_DISABLE>
                    <input type="hidden" name="login" value=account.login/>
                    <input type="hidden" name="disabled" value=set/>
                    <Button small=true variant=variant>{label}</Button>
                </form>
            </td>
        </tr>
    }
}

/// Each role once, with where it holds when that is one place, or in how many.
fn roles(words: Words, grants: &[Grant]) -> String {
    let mut held: Vec<Role> = grants.iter().map(|grant| grant.role).collect();
    held.dedup();
    let texts = held.into_iter().map(|role| {
        let mut scopes = grants
            .iter()
            .filter(|grant| grant.role == role)
            .map(|grant| &grant.scope);
        let name = words.roles().of(role);
        match (scopes.next(), scopes.count()) {
            (Some(Scope::Everything), _) | (None, _) => name.to_string(),
            (Some(Scope::Establishment(uai)), 0) => format!("{name} ({uai})"),
            (Some(_), more) => format!("{name} × {}", more + 1),
        }
    });
    let texts: Vec<String> = texts.collect();
    if texts.is_empty() {
        words.office().no_role.to_string()
    } else {
        texts.join(", ")
    }
}

#[component]
fn NewAccount() -> impl IntoView {
    let words = lang::use_words();
    let w = words.office();
    let form = use_form(routes::ACCOUNTS);
    let mut choices = vec![Choice::new("", w.no_role_yet)];
    choices.extend(GIVEN.map(|role| Choice::new(role.code(), words.roles().of(role))));
    let fields = view! {
        {form.refused().map(|refused| view! { <RefusalBanner refused/> })}
        <form method="post" action=routes::ACCOUNTS>
            <Stack tight=true>
                <Field label=w.login name="login" value=form.typed("login") error=form.error("login") hint=w.login_hint
                    size=Size::Medium autocomplete="off" required=true/>
                <Field label=w.name name="name" value=form.typed("name") error=form.error("name") size=Size::Medium autocomplete="off" required=true/>
                <Field label=w.role name="role" control=Control::Select(choices) value=form.typed("role") error=form.error("role")
                    hint=w.role_hint size=Size::Medium/>
                <Field label=w.uai name="uai" value=form.typed("uai") error=form.error("uai") hint=w.uai_hint size=Size::Short optional=true/>
                <Field label=w.first_password_label name="password" control=Control::Password error=form.error("password")
                    hint=w.first_password_hint size=Size::Medium autocomplete="new-password" required=true/>
                <div><Button variant=Variant::Primary glyph=Glyph::PLUS>{w.create_account}</Button></div>
            </Stack>
        </form>
    };
    view! { <Card title=w.new_account>{fields}</Card> }
}

#[component]
fn Reset(choices: Vec<Choice>) -> impl IntoView {
    let w = lang::use_words().office();
    let form = use_form(routes::ACCOUNTS_RESET);
    let fields = view! {
        {form.refused().map(|refused| view! { <RefusalBanner refused/> })}
        <form method="post" action=routes::ACCOUNTS_RESET>
            <Stack tight=true>
                <Field label=w.account name="login" id="reset-login" control=Control::Select(choices) value=form.typed("login")
                    error=form.error("login") size=Size::Medium/>
                <Field label=w.first_password_label name="password" id="reset-password" control=Control::Password
                    error=form.error("password") hint=w.first_password_hint size=Size::Medium autocomplete="new-password" required=true/>
                <div><Button>{w.reset_password}</Button></div>
            </Stack>
        </form>
    };
    view! { <Card title=w.reset_password note=w.reset_note>{fields}</Card> }
}
