//! The command-line twin's entry point: hands the process's arguments and streams to the library
//! and its answer back to the shell. Knows nothing else.

use std::io::{BufWriter, stderr, stdin, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut output = BufWriter::new(stdout().lock());
    let streams = whocan::Streams {
        input: &mut stdin().lock(),
        output: &mut output,
        errors: &mut stderr().lock(),
        width: terminal_size::terminal_size_of(stdout()).map(|(width, _)| width.0),
    };
    ExitCode::from(whocan::run(std::env::args_os(), streams).code())
}
