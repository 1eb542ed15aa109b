//! The grammar of the command line. Its comments are the help texts.

use std::path::PathBuf;

use clap::{Args as Arguments, Parser, Subcommand};

/// Who can do what, and why.
///
/// Reads the files that the Whocan workbench saves and answers with the same resolver. It changes
/// no file and needs no network.
#[derive(Debug, Parser)]
#[command(name = "whocan", version, after_help = EXITS)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) task: Task,
}

const EXITS: &str = "\
Exit codes:
  0  everything asked is true
  1  something is false: a check does not hold, or a file has an error
  2  a file cannot be read, or the command makes no sense

A file named - is read from standard input.";

const ANSWERS: &str = "\
Exit codes:
  0  the question is answered
  2  the file cannot be read, or the question names something that is not there

A file named - is read from standard input.";

#[derive(Debug, Subcommand)]
pub(super) enum Task {
    Check(CheckArgs),
    Effective(EffectiveArgs),
    Example(ExampleArgs),
}

/// Read files, and ask each its own checks
///
/// Says of each file whether it can be read, what is wrong or doubtful in it, and how its checks
/// come out; under a check that does not hold stands why. The exit code is the worst of all files.
#[derive(Arguments, Debug)]
#[command(after_help = EXITS)]
pub(super) struct CheckArgs {
    /// The files; - is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Write JSON instead of text
    #[arg(long)]
    pub(super) json: bool,
}

/// Work out what people can do
///
/// Lists each person with everything that is permitted to them. With --target it turns round and
/// lists who can do that; with one --user, one --target and --why it explains the answer.
///
/// People, targets, groups and posts can be given by id or by name, people also by log-in.
#[derive(Arguments, Debug)]
#[command(after_help = ANSWERS)]
pub(super) struct EffectiveArgs {
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The permission model to ask, such as processes
    #[arg(long)]
    pub(super) model: String,
    /// Only this person; can be repeated
    #[arg(long, value_name = "USER")]
    pub(super) user: Vec<String>,
    /// Only this target; can be repeated
    #[arg(long, value_name = "TARGET")]
    pub(super) target: Vec<String>,
    /// Explain the answer for one person and one target
    #[arg(long)]
    pub(super) why: bool,
    #[command(flatten)]
    pub(super) conditions: Conditions,
    /// Write the whole matrix as CSV
    #[arg(long, conflicts_with_all = ["json", "why"])]
    pub(super) csv: bool,
    /// Write JSON instead of text
    #[arg(long)]
    pub(super) json: bool,
}

/// Under which circumstances a question is asked.
#[derive(Arguments, Debug, Default)]
pub(super) struct Conditions {
    /// The group or post that people sign on as; whoever cannot is left out
    #[arg(long = "as", value_name = "ID")]
    pub(super) sign_on: Option<String>,
    /// The day of the question, such as 2026-01-15, instead of the file's
    #[arg(long, value_name = "DATE")]
    pub(super) on: Option<String>,
    /// The service that people sign on to; whoever does not work in it is left out
    #[arg(long)]
    pub(super) service: Option<String>,
    /// The person who edits the permissions
    #[arg(long, value_name = "USER")]
    pub(super) acting_as: Option<String>,
    /// A licence to assume instead of the file's; can be repeated
    #[arg(long, value_name = "LICENCE")]
    pub(super) licence: Vec<String>,
}

/// How an answer is written.
#[derive(Arguments, Clone, Copy, Debug, Default)]
pub(super) struct Form {
    /// Write CSV instead of a table for people
    #[arg(long, conflicts_with = "json")]
    pub(super) csv: bool,
    /// Write JSON instead of text
    #[arg(long)]
    pub(super) json: bool,
}

/// Write an example file to standard output
///
/// Without a name, lists the examples. The large one is made up from a seed: the same seed and
/// number of people give the same file.
#[derive(Arguments, Debug)]
pub(super) struct ExampleArgs {
    /// Which one, such as school-office
    pub(super) name: Option<String>,
    /// The seed of the large example
    #[arg(long)]
    pub(super) seed: Option<u64>,
    /// How many people the large example has
    #[arg(long, value_parser = clap::value_parser!(u32).range(..=1_000_000))]
    pub(super) people: Option<u32>,
}
