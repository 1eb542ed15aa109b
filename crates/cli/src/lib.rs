//! The command-line twin over the same core: arguments in, text out, and an exit code that a script
//! can rely on. Everything happens in [`run`], so that tests need no process.
//! `docs/command-line.md` describes it for its users.

mod answers;
mod args;
mod asked;
mod check;
mod choose;
mod compare;
mod dead_weight;
mod diff;
mod effective;
mod ends;
mod example;
mod explain;
mod input;
mod reasons;
mod table;
mod text;
mod what_can;
mod who_can;
mod wish;

use std::ffi::OsString;
use std::io::{self, Read, Write};

use clap::Parser;

use args::{Args, Task};

/// Where the command reads and writes.
pub struct Streams<'a> {
    /// What a file named `-` is read from.
    pub input: &'a mut dyn Read,
    /// Where answers go.
    pub output: &'a mut dyn Write,
    /// Where remarks and errors go.
    pub errors: &'a mut dyn Write,
    /// How many characters a line of the terminal has, where answers go to one: tables are made to fit.
    pub width: Option<u16>,
}

/// How a command ended. Of several files the worst counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything that was asked is true.
    AllTrue,
    /// Something is false: a check does not hold, or a file has a finding of severity error.
    SomethingFalse,
    /// There was nothing to judge: an unreadable file, bad usage, output that could not be written.
    Unusable,
}

impl Exit {
    /// The number for the shell.
    pub fn code(self) -> u8 {
        match self {
            Self::AllTrue => 0,
            Self::SomethingFalse => 1,
            Self::Unusable => 2,
        }
    }
}

/// Why a command stopped before its end.
enum Stop {
    /// It cannot be done as asked.
    Trouble(Trouble),
    /// The output cannot be written.
    Output(io::Error),
}

/// What is wrong, and what to do about it: one line each.
struct Trouble {
    message: String,
    help: String,
}

impl Trouble {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// Runs one command. The first argument is the program's name, as the shell hands it over.
pub fn run(args: impl IntoIterator<Item = OsString>, mut streams: Streams<'_>) -> Exit {
    let ended = match Args::try_parse_from(args) {
        Ok(args) => work(args.task, &mut streams),
        Err(refused) => usage(&refused, &mut streams),
    };
    match ended.and_then(|exit| Ok(streams.output.flush().map(|()| exit)?)) {
        Ok(exit) => exit,
        Err(stop) => {
            // Nothing is left to be done if errors cannot be written either.
            tell(stop, &mut streams).ok();
            Exit::Unusable
        }
    }
}

fn work(task: Task, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    match task {
        Task::Check(args) => check::check(&args, streams),
        Task::Diff(args) => diff::diff(&args, streams),
        Task::Effective(args) => effective::effective(&args, streams),
        Task::WhoCan(args) => who_can::run(&args, streams),
        Task::WhatCan(args) => what_can::run(&args, streams),
        Task::Compare(args) => compare::run(&args, streams),
        Task::DeadWeight(args) => dead_weight::run(&args, streams),
        Task::Ends(args) => ends::run(&args, streams),
        Task::Example(args) => example::example(&args, streams),
        Task::Explain(args) => explain::explain(&args, streams),
        Task::Wish(args) => wish::grant(&args, streams),
    }
}

/// What the grammar of the arguments answers by itself: help, the version, bad usage.
fn usage(refused: &clap::Error, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let text = refused.render().to_string();
    if refused.use_stderr() {
        streams.errors.write_all(text.as_bytes())?;
        return Ok(Exit::Unusable);
    }
    streams.output.write_all(text.as_bytes())?;
    Ok(Exit::AllTrue)
}

fn tell(stop: Stop, streams: &mut Streams<'_>) -> io::Result<()> {
    match stop {
        Stop::Trouble(trouble) => {
            // What was written before the trouble comes before it.
            streams.output.flush()?;
            text::line(streams.errors, 0, &format!("whocan: {}", trouble.message))?;
            if trouble.help.is_empty() {
                return Ok(());
            }
            text::line(streams.errors, 2, &trouble.help)
        }
        // Whoever closes the pipe early, such as `head`, has read enough.
        Stop::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Stop::Output(error) => {
            let message = format!("whocan: the output cannot be written: {}", input::plain(&error));
            text::line(streams.errors, 0, &message)
        }
    }
}
