use super::*;
use std::num::NonZeroU64;
use std::sync::Mutex;
use std::time::{Duration, Instant};

const STALL: Duration = Duration::from_millis(150);
/// Far beyond what anything here takes.
const PATIENCE: Duration = Duration::from_secs(10);

/// A server that keeps the paths it is asked for, in their order, and answers each.
struct Heard {
    address: SocketAddr,
    paths: Arc<Mutex<Vec<String>>>,
    count: watch::Receiver<usize>,
}

impl Heard {
    async fn serve() -> Heard {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("bound");
        let paths = Arc::new(Mutex::new(Vec::new()));
        let (say, count) = watch::channel(0);
        let kept = paths.clone();
        tokio::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                let Ok(Some(request)) = Request::read(&mut client).await else {
                    continue;
                };
                kept.lock()
                    .expect("no panic while held")
                    .push(request.path().to_string());
                say.send_modify(|count| *count += 1);
                let _ = client
                    .write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nyes")
                    .await;
            }
        });
        Heard { address, paths, count }
    }

    /// The paths, once there are so many.
    async fn paths(&self, due: usize) -> Vec<String> {
        let mut count = self.count.clone();
        let came = tokio::time::timeout(PATIENCE, count.wait_for(|count| *count >= due)).await;
        came.expect("in time").expect("the server stands");
        self.paths.lock().expect("no panic while held").clone()
    }
}

async fn line(server: &Heard, seed: u64, one_in: u64, fault: Fault) -> Line {
    let plan = Plan {
        seed,
        one_in: NonZeroU64::new(one_in).expect("one or more"),
        path: "/api/".into(),
        stall: STALL,
        faults: vec![fault],
    };
    let listen = "127.0.0.1:0".parse().expect("an address");
    Line::open(listen, server.address, plan).await.expect("a line")
}

async fn ask(line: &Line, path: &str) -> TcpStream {
    let mut client = TcpStream::connect(line.address).await.expect("it listens");
    let request = format!("GET {path} HTTP/1.1\r\nhost: h\r\n\r\n");
    client.write_all(request.as_bytes()).await.expect("sent");
    client
}

/// All that comes back before the end; nothing when neither comes in time.
async fn answer(mut client: TcpStream, patience: Duration) -> Option<String> {
    let mut text = String::new();
    let read = tokio::time::timeout(patience, client.read_to_string(&mut text)).await;
    read.ok().map(|_| text)
}

#[tokio::test]
async fn each_fault_is_what_it_says() {
    for (fault, arrives, answered) in [
        (Fault::LostRequest, 0, false),
        (Fault::Abandoned, 1, false),
        (Fault::LostAnswer, 1, false),
        (Fault::Stalled, 1, true),
        (Fault::Doubled, 2, true),
        (Fault::Overtaken, 1, true),
    ] {
        let server = Heard::serve().await;
        let line = line(&server, 1, 1, fault).await;
        let since = Instant::now();
        let text = answer(ask(&line, "/api/a").await, PATIENCE).await.expect("an end");
        assert_eq!(text.ends_with("yes"), answered, "{fault}: {text}");
        let late = matches!(fault, Fault::Stalled | Fault::Overtaken);
        assert_eq!(since.elapsed() >= STALL, late, "{fault}");
        assert_eq!(server.paths(arrives).await.len(), arrives, "{fault}");
        assert_eq!(line.flaps(), 1);
        // Other requests pass.
        let text = answer(ask(&line, "/style.css").await, PATIENCE).await.expect("an end");
        assert!(text.ends_with("yes"), "{fault}: {text}");
        assert_eq!(line.flaps(), 1);
    }
}

#[tokio::test]
async fn a_half_open_line_neither_answers_nor_ends() {
    let server = Heard::serve().await;
    let line = line(&server, 1, 1, Fault::HalfOpen).await;
    assert_eq!(answer(ask(&line, "/api/a").await, STALL * 2).await, None);
    assert!(server.paths(0).await.is_empty());
}

#[tokio::test]
async fn a_stalled_request_arrives_after_its_client_has_left() {
    let server = Heard::serve().await;
    let line = line(&server, 1, 1, Fault::Stalled).await;
    drop(ask(&line, "/api/a").await);
    assert_eq!(server.paths(1).await, ["/api/a"]);
}

#[tokio::test]
async fn an_overtaken_request_arrives_after_the_next() {
    let server = Heard::serve().await;
    let line = {
        let mut seeds = 0..;
        loop {
            let line = line(&server, seeds.next().expect("one more"), 2, Fault::Overtaken).await;
            if line.shared.plan.fault(0).is_some() && line.shared.plan.fault(1).is_none() {
                break line;
            }
        }
    };
    let first = ask(&line, "/api/a").await;
    let met = async {
        while line.flaps() == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, met).await.expect("met");
    let second = ask(&line, "/api/b").await;
    for client in [first, second] {
        assert!(answer(client, PATIENCE).await.expect("an end").ends_with("yes"));
    }
    assert_eq!(server.paths(2).await, ["/api/b", "/api/a"]);
}

#[tokio::test]
async fn no_line_leaves_this_machine() {
    let server = Heard::serve().await;
    for (listen, to) in [
        ("0.0.0.0:0", server.address),
        ("127.0.0.1:0", "192.0.2.1:80".parse().expect("an address")),
    ] {
        let plan = line(&server, 1, 1, Fault::Doubled).await.shared.plan.clone();
        let opened = Line::open(listen.parse().expect("an address"), to, plan).await;
        assert!(opened.is_err(), "{listen}");
    }
}
