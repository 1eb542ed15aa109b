//! The benchmark of the core, natively.

fn main() {
    whocan_bench::main();
}
