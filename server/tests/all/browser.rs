//! One person's browser, and what its answers say.

use crate::common::{HOST, PASSWORD};
use reqwest::{Client, Response, header};
use std::net::SocketAddr;

/// One person's browser.
#[derive(Clone)]
pub struct Browser {
    /// The client behind.
    pub client: Client,
    /// Where the program is.
    pub base: String,
}

impl Browser {
    /// The same browser at another address of the same name: its cookies go there too.
    pub fn over(&self, line: SocketAddr) -> Browser {
        Browser {
            client: self.client.clone(),
            base: format!("http://{HOST}:{}", line.port()),
        }
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Response {
        self.client
            .get(format!("{}{path}", self.base))
            .send()
            .await
            .expect("an answer")
    }

    /// Posts a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let request = self.client.post(format!("{}{path}", self.base)).form(fields);
        request.send().await.expect("an answer")
    }

    /// Calls a server function.
    pub async fn call(&self, path: &str, body: &serde_json::Value) -> Response {
        self.try_call(path, body).await.expect("an answer")
    }

    /// Calls a server function of a server that may be gone.
    pub async fn try_call(&self, path: &str, body: &serde_json::Value) -> reqwest::Result<Response> {
        let request = self.client.post(format!("{}{path}", self.base));
        let request = request.header(header::ACCEPT, "application/json").json(body);
        request.send().await
    }

    /// Logs in with [`PASSWORD`].
    pub async fn log_in(&self, login: &str) {
        let answer = self
            .post("/connexion", &[("login", login), ("password", PASSWORD)])
            .await;
        assert_eq!(
            (answer.status().as_u16(), location(&answer).as_str()),
            (303, "/"),
            "{login}"
        );
    }
}

/// Where an answer sends.
pub fn location(answer: &Response) -> String {
    let location = answer.headers().get(header::LOCATION);
    location
        .map(|value| value.to_str().expect("ascii").to_string())
        .unwrap_or_default()
}

/// The cookie an answer sets under a name, attributes and all.
pub fn cookie(answer: &Response, name: &str) -> Option<String> {
    answer
        .headers()
        .get_all(header::SET_COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .find(|value| value.starts_with(&format!("{name}=")))
        .map(str::to_string)
}
