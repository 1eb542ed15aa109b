//! The benchmark of the core once more, built for the browser, where cargo runs none.

#[path = "core.rs"]
mod bench;

fn main() {
    bench::main();
}
