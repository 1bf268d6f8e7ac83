//! Commands, their help, and where settings come from.

use crate::common::{PASSWORD, Place, Server, connect, run};
use std::process::Output;

fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("utf-8");
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn help_lists_the_commands_and_teaches() {
    let place = Place::empty();
    let (out, _) = said(&place.delos(&["--help"], ""));
    for word in ["serve", "migrate", "admin", "verify", "Examples:", "delos.toml"] {
        assert!(out.contains(word), "{word}: {out}");
    }
    for command in ["serve", "migrate", "admin", "verify"] {
        let output = place.delos(&[command, "--help"], "");
        let (out, _) = said(&output);
        assert!(output.status.success() && out.contains("Usage: delos"), "{out}");
    }
}

#[test]
fn migrate_tells_where_the_schema_stands() {
    let place = Place::empty();
    let output = place.delos(&["migrate", "status"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).0.contains("[ ] m0001"), "{output:?}");
    assert!(place.delos(&["migrate", "up"], "").status.success());
    let output = place.delos(&["migrate", "status"], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(!said(&output).0.contains("[ ]"), "{output:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_refuses_a_schema_it_does_not_know() {
    let place = Place::empty();
    let output = place.delos(&["serve", "--listen", "127.0.0.1:0"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).1.contains("delos migrate up"), "{output:?}");

    assert!(place.delos(&["migrate", "up"], "").status.success());
    let beside = connect(&place.database).await;
    run(
        &beside,
        "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_tomorrow', 0)",
    )
    .await;
    for arguments in [
        &["serve", "--listen", "127.0.0.1:0"][..],
        &["serve", "--migrate"],
        &["migrate", "up"],
    ] {
        let output = place.delos(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(said(&output).1.contains("« m9999_tomorrow »"), "{output:?}");
    }
}

#[test]
fn a_demonstration_stays_on_this_machine() {
    let place = Place::new();
    let output = place.delos(&["serve", "--demo", "--listen", "0.0.0.0:0"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).1.contains("0.0.0.0:0"), "{output:?}");
}

#[test]
fn passwords_come_from_standard_input() {
    let place = Place::new();
    let create = [
        "admin",
        "create-user",
        "camille",
        "--name",
        "Camille",
        "--role",
        "marker",
    ];
    for (input, word) in [("", "entrée standard"), ("court\n", "12 caractères")] {
        let output = place.delos(&create, input);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).1.contains(word), "{output:?}");
    }
    assert!(place.delos(&create, &format!("{PASSWORD}\n")).status.success());
    let output = place.delos(&create, PASSWORD);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).1.contains("« camille » est déjà pris"), "{output:?}");
    let output = place.delos(&["admin", "reset-password", "nobody"], PASSWORD);
    assert_eq!(output.status.code(), Some(2));
    let (out, err) = said(&place.delos(
        &["admin", "create-user", "x", "--name", "X", "--role", "king"],
        PASSWORD,
    ));
    assert!(err.contains("jury_president") && out.is_empty(), "{err}");
}

/// Which of several databases, told apart by the accounts in them, a server opened.
async fn opened(server: &Server) -> String {
    for login in ["default", "file", "environment", "flag"] {
        let answer = server
            .browser()
            .post("/connexion", &[("login", login), ("password", PASSWORD)])
            .await;
        if answer.status() == 303 {
            return login.into();
        }
    }
    panic!("none: {}", server.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn defaults_then_file_then_environment_then_flags() {
    let place = Place::empty();
    let path = |name: &str| match name {
        "default" => "sqlite://data/delos.sqlite".to_string(),
        name => format!("sqlite://{}/{name}.sqlite", place.path().display()),
    };
    for name in ["default", "file", "environment", "flag"] {
        let one = ["--database-url", &path(name), "migrate", "up"];
        assert!(place.delos(&one, "").status.success());
        let one = [
            "--database-url",
            &path(name),
            "admin",
            "create-user",
            name,
            "--name",
            name,
        ];
        // A login may not stand in its password, and these do not.
        assert!(place.delos(&one, PASSWORD).status.success());
    }
    let serve = |environment: bool, flag: bool| {
        let mut command = place.command();
        command
            .env_remove("DATABASE_URL")
            .arg("serve")
            .args(["--listen", "127.0.0.1:0"]);
        if environment {
            command.env("DATABASE_URL", path("environment"));
        }
        if flag {
            command.args(["--database-url", &path("flag")]);
        }
        Server::start(command)
    };
    assert_eq!(opened(&serve(false, false)).await, "default");
    std::fs::write(
        place.path().join("delos.toml"),
        format!("database_url = \"{}\"\n", path("file")),
    )
    .expect("written");
    assert_eq!(opened(&serve(false, false)).await, "file");
    assert_eq!(opened(&serve(true, false)).await, "environment");
    assert_eq!(opened(&serve(true, true)).await, "flag");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setting_that_does_not_exist_is_refused_by_name() {
    let place = Place::new();
    std::fs::write(place.path().join("delos.toml"), "listn = \"x\"\n").expect("written");
    let output = place.delos(&["serve"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).1.contains("listn"), "{output:?}");
    let output = place.delos(&["--config", "nowhere.toml", "migrate", "status"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).1.contains("nowhere.toml"), "{output:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_of_the_environment_reach_the_server() {
    let place = Place::new();
    std::fs::write(
        place.path().join("delos.toml"),
        "public_url = \"http://file.example\"\nlog_format = \"json\"\n",
    )
    .expect("written");
    let mut command = place.command();
    command
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("DELOS_PUBLIC_URL", "https://environment.example");
    let server = Server::start(command);
    let answer = server.browser().get("/").await;
    assert!(
        answer.headers().contains_key("strict-transport-security"),
        "the environment wins over the file"
    );
    let line = server
        .log()
        .lines()
        .find(|line| line.contains("listening"))
        .expect("a line")
        .to_string();
    let line: serde_json::Value = serde_json::from_str(&line).expect("json");
    assert_eq!(line["fields"]["message"], "listening");
}
