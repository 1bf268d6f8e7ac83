//! The embedded site: a site built after the server must be embedded all the same.

fn main() {
    println!("cargo:rerun-if-changed=../target/site/manifest.json");
    println!("cargo:rerun-if-changed=build.rs");
}
