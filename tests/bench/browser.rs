//! The same, built for the browser.

fn main() {
    whocan_bench::main();
}
