//! PostgreSQL: its own tools, with the same manifest around.

use super::must_be_empty;
use crate::cli::Failure;
use std::path::Path;
use std::process::Stdio;
use tokio::process::Command;

pub async fn backup(url: &str, file: &Path) -> Result<(), Failure> {
    let mut command = tool("pg_dump", url);
    command
        .args(["--format=custom", "--no-owner", "--no-privileges", "--file"])
        .arg(file);
    run("pg_dump", command).await
}

pub async fn restore(url: &str, file: &Path) -> Result<(), Failure> {
    must_be_empty(url).await?;
    let mut command = tool("pg_restore", url);
    command
        .args([
            "--no-owner",
            "--no-privileges",
            "--exit-on-error",
            "--single-transaction",
        ])
        .arg(file);
    run("pg_restore", command).await
}

/// A tool that finds the database; the password goes by the environment, since others can read a command line.
fn tool(name: &str, url: &str) -> Command {
    let mut command = Command::new(name);
    command.stdin(Stdio::null());
    let (address, password) = without_password(url);
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    command.arg(format!("--dbname={address}"));
    command
}

async fn run(name: &str, mut command: Command) -> Result<(), Failure> {
    let done = command.output().await.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Failure(format!(
            "{name} n'est pas installé : il vient avec PostgreSQL (apt install postgresql-client)"
        )),
        _ => Failure(format!("{name} : {error}")),
    })?;
    if done.status.success() {
        return Ok(());
    }
    Err(Failure(format!(
        "{name} a échoué : {}",
        String::from_utf8_lossy(&done.stderr).trim()
    )))
}

/// The address without its password, and the password as it was before it was put in an address.
fn without_password(url: &str) -> (String, Option<String>) {
    let parts = url.split_once("://").and_then(|(scheme, rest)| {
        let (user, place) = rest.split_once('@')?;
        let (login, password) = user.split_once(':')?;
        Some((format!("{scheme}://{login}@{place}"), decode(password)))
    });
    match parts {
        Some((address, password)) => (address, Some(password)),
        None => (url.to_string(), None),
    }
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after
            .get(..2)
            .filter(|_| byte == b'%')
            .and_then(|hex| str::from_utf8(hex).ok());
        let value = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(value.unwrap_or(byte));
        rest = if value.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn the_password_leaves_the_address() {
        for (url, address, password) in [
            (
                "postgres://a:b%40c%2fd@h:5432/n",
                "postgres://a@h:5432/n",
                Some("b@c/d"),
            ),
            ("postgres://a@h/n", "postgres://a@h/n", None),
            ("postgres:///n?host=/run", "postgres:///n?host=/run", None),
        ] {
            assert_eq!(
                without_password(url),
                (address.to_string(), password.map(str::to_string))
            );
        }
    }
}
