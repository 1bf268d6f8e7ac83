//! The line itself.

use crate::fault::{Fault, Plan};
use crate::request::Request;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// A line to a server; it is down when this value is dropped.
pub struct Line {
    /// Where it takes requests.
    pub address: SocketAddr,
    shared: Arc<Shared>,
    work: JoinHandle<()>,
}

struct Shared {
    server: SocketAddr,
    plan: Plan,
    /// Requests the plan is for, so far.
    asked: AtomicU64,
    /// Those of them whose turn on the line is over.
    passed: watch::Sender<u64>,
    met: [AtomicU64; Fault::ALL.len()],
}

impl Line {
    /// Opens a line from `listen` to `server`; both must be of this machine.
    ///
    /// # Errors
    /// An address is of another machine, or taken.
    pub async fn open(listen: SocketAddr, server: SocketAddr, plan: Plan) -> io::Result<Line> {
        if !(listen.ip().is_loopback() && server.ip().is_loopback()) {
            return Err(io::Error::other("a bad line begins and ends on this machine"));
        }
        let listener = TcpListener::bind(listen).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            server,
            plan,
            asked: AtomicU64::new(0),
            passed: watch::Sender::new(0),
            met: Default::default(),
        });
        let work = tokio::spawn(take(listener, shared.clone()));
        Ok(Line { address, shared, work })
    }

    /// How often each fault was met so far.
    pub fn met(&self) -> [(Fault, u64); Fault::ALL.len()] {
        Fault::ALL.map(|fault| (fault, self.shared.met[fault as usize].load(Ordering::Relaxed)))
    }

    /// Faults met so far.
    pub fn flaps(&self) -> u64 {
        self.met().iter().map(|(_, times)| times).sum()
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.work.abort();
    }
}

async fn take(listener: TcpListener, shared: Arc<Shared>) {
    let mut carried = JoinSet::new();
    loop {
        tokio::select! {
            taken = listener.accept() => {
                if let Ok((client, _)) = taken {
                    let shared = shared.clone();
                    // A connection that breaks is what a line is for: nobody else is to know.
                    carried.spawn(async move { drop(carry(&shared, client).await) });
                }
            }
            Some(_) = carried.join_next() => {}
        }
    }
}

async fn carry(shared: &Shared, mut client: TcpStream) -> io::Result<()> {
    client.set_nodelay(true)?;
    let Some(request) = Request::read(&mut client).await? else {
        return Ok(());
    };
    if !request.path().starts_with(&shared.plan.path) {
        return deliver(shared, &request, &mut client).await;
    }
    let number = shared.asked.fetch_add(1, Ordering::Relaxed);
    let fault = shared.plan.fault(number);
    if let Some(fault) = fault {
        shared.met[fault as usize].fetch_add(1, Ordering::Relaxed);
    }
    let done = meet(shared, fault, &request, client).await;
    shared.passed.send_modify(|passed| *passed += 1);
    done
}

async fn meet(shared: &Shared, fault: Option<Fault>, request: &Request, mut client: TcpStream) -> io::Result<()> {
    match fault {
        None => deliver(shared, request, &mut client).await,
        Some(Fault::LostRequest) => Ok(()),
        Some(Fault::Abandoned) => send(shared, request).await.map(drop),
        Some(Fault::LostAnswer) => deliver(shared, request, &mut tokio::io::sink()).await,
        Some(Fault::HalfOpen) => gone(&mut client).await,
        Some(Fault::Stalled) => {
            tokio::time::sleep(shared.plan.stall).await;
            deliver(shared, request, &mut client).await
        }
        Some(Fault::Doubled) => {
            let mut nobody = tokio::io::sink();
            let (first, second) = tokio::join!(
                deliver(shared, request, &mut client),
                deliver(shared, request, &mut nobody)
            );
            first.and(second)
        }
        Some(Fault::Overtaken) => {
            let mut passed = shared.passed.subscribe();
            let before = *passed.borrow_and_update();
            let overtaken = passed.wait_for(|passed| *passed > before);
            // Where nobody follows it goes all the same.
            let _ = tokio::time::timeout(shared.plan.stall, overtaken).await;
            deliver(shared, request, &mut client).await
        }
    }
}

async fn send(shared: &Shared, request: &Request) -> io::Result<TcpStream> {
    let mut server = TcpStream::connect(shared.server).await?;
    server.set_nodelay(true)?;
    server.write_all(request.bytes()).await?;
    Ok(server)
}

/// The answer ends with the connection, so streams of events pass as they come.
async fn deliver(shared: &Shared, request: &Request, client: &mut (impl AsyncWrite + Unpin)) -> io::Result<()> {
    let mut server = send(shared, request).await?;
    tokio::io::copy(&mut server, client).await?;
    client.shutdown().await
}

async fn gone(client: &mut (impl AsyncRead + Unpin)) -> io::Result<()> {
    let mut nothing = [0; 1024];
    while client.read(&mut nothing).await? > 0 {}
    Ok(())
}

#[cfg(test)]
#[path = "line_tests.rs"]
mod tests;
