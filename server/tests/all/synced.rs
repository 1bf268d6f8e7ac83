//! What the kernel saw: no mark is acknowledged before the write-ahead log that holds it was synced.

use crate::traced::{Deed, Traced};

#[tokio::test(flavor = "multi_thread")]
async fn no_mark_is_acknowledged_before_it_is_on_the_disk() {
    let traced = Traced::markers().await;
    let log: Vec<_> = traced.calls.iter().filter(|call| call.is_of_log()).collect();
    for op in &traced.operations {
        let answered = traced.answer(op).entered;
        let logged = log.iter().find(|call| call.names(op));
        let logged = logged
            .unwrap_or_else(|| panic!("{op}: not in the write-ahead log"))
            .left;
        let synced = log
            .iter()
            .any(|call| call.deed == Deed::Sync && call.entered > logged && call.left < answered);
        assert!(synced, "{op}: acknowledged before it was synced");
    }
    let syncs = log.iter().filter(|call| call.deed == Deed::Sync).count();
    println!(
        "{} acknowledged marks, {syncs} syncs of the log",
        traced.operations.len()
    );
}
