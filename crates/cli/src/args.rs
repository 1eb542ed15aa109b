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
    Diff(DiffArgs),
    Effective(EffectiveArgs),
    WhoCan(WhoCanArgs),
    WhatCan(WhatCanArgs),
    Compare(CompareArgs),
    DeadWeight(DeadWeightArgs),
    Ends(EndsArgs),
    Example(ExampleArgs),
    Explain(ExplainArgs),
    Wish(WishArgs),
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
    /// The saved state that rules compare with which allow no new access
    #[arg(long, value_name = "OLD")]
    pub(super) against: Option<PathBuf>,
    /// Instead of the files' own checks: name two files, OLD and NEW, in which nobody may gain anything
    #[arg(long, conflicts_with = "against")]
    pub(super) no_new_access: bool,
    /// Write JSON instead of text
    #[arg(long)]
    pub(super) json: bool,
}

/// Say what differs between two files, in words and in people
///
/// Lists what was edited, and who gains and who loses by it: what they can do in the end, those together
/// for whom the same comes out differently.
///
/// Groups, posts and people can be given by id or by name, people also by log-in.
#[derive(Arguments, Debug)]
#[command(after_help = ANSWERS)]
pub(super) struct DiffArgs {
    /// The earlier file; - is standard input
    #[arg(value_name = "OLD")]
    pub(super) old: PathBuf,
    /// The later file
    #[arg(value_name = "NEW")]
    pub(super) new: PathBuf,
    /// List everybody by name
    #[arg(long)]
    pub(super) people: bool,
    #[command(flatten)]
    pub(super) conditions: Conditions,
    #[command(flatten)]
    pub(super) form: Form,
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

/// List who can do something, and through what
///
/// Everybody who comes to an outcome on a target, together with whoever has it through the same: groups,
/// posts, service teams, their own settings, or what everybody has. Then who falls short by one step,
/// and what they have. Without an outcome it lists who can do anything at all.
#[derive(Arguments, Debug)]
#[command(after_help = ANSWERS)]
pub(super) struct WhoCanArgs {
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The permission model to ask, such as processes
    #[arg(long)]
    pub(super) model: String,
    /// The target, such as a process
    #[arg(long, value_name = "TARGET")]
    pub(super) target: String,
    /// This outcome or any that lets people do more, such as Read
    #[arg(long, value_name = "OUTCOME", conflicts_with_all = ["exactly", "permission"])]
    pub(super) at_least: Option<String>,
    /// This outcome and no other
    #[arg(long, value_name = "OUTCOME", conflicts_with = "permission")]
    pub(super) exactly: Option<String>,
    /// Any outcome with this permission, such as "Gain Access"
    #[arg(long, value_name = "PERMISSION")]
    pub(super) permission: Option<String>,
    #[command(flatten)]
    pub(super) conditions: Conditions,
    #[command(flatten)]
    pub(super) form: Form,
}

/// List what one person can do, and through what
///
/// All systems in which anything is set, each with everything that is permitted, and where it comes
/// from. What a person in no group would have as well is told apart.
#[derive(Arguments, Debug)]
#[command(after_help = ANSWERS)]
pub(super) struct WhatCanArgs {
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The person
    #[arg(long, value_name = "USER", required_unless_present = "group", conflicts_with = "group")]
    pub(super) user: Option<String>,
    /// Somebody who is in this group and nothing else
    #[arg(long, value_name = "GROUP")]
    pub(super) group: Option<String>,
    /// Only this permission model
    #[arg(long)]
    pub(super) model: Option<String>,
    #[command(flatten)]
    pub(super) conditions: Conditions,
    #[command(flatten)]
    pub(super) form: Form,
}

/// Compare two people, two groups, two days, two sign-ons or two files
///
/// Lists what comes out differently, and why on each side. On the right everything is as on the left,
/// but for what an option that begins with the word `with` names.
#[derive(Arguments, Debug)]
#[command(after_help = ANSWERS)]
pub(super) struct CompareArgs {
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The person on the left
    #[arg(long, value_name = "USER", required_unless_present = "group", conflicts_with = "group")]
    pub(super) user: Option<String>,
    /// On the left somebody who is in this group and nothing else
    #[arg(long, value_name = "GROUP")]
    pub(super) group: Option<String>,
    /// The person on the right
    #[arg(long, value_name = "USER", conflicts_with = "with_group")]
    pub(super) with_user: Option<String>,
    /// On the right somebody who is in this group and nothing else
    #[arg(long, value_name = "GROUP")]
    pub(super) with_group: Option<String>,
    /// The file on the right
    #[arg(long, value_name = "FILE")]
    pub(super) with_file: Option<PathBuf>,
    /// What the one on the right signs on as
    #[arg(long, value_name = "ID")]
    pub(super) with_as: Option<String>,
    /// The day on the right
    #[arg(long, value_name = "DATE")]
    pub(super) with_on: Option<String>,
    /// The service that the one on the right signs on to
    #[arg(long, value_name = "SERVICE")]
    pub(super) with_service: Option<String>,
    /// Only this permission model
    #[arg(long)]
    pub(super) model: Option<String>,
    #[command(flatten)]
    pub(super) conditions: Conditions,
    #[command(flatten)]
    pub(super) form: Form,
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

/// Find what changes nothing for anybody if it goes
///
/// Lists cells, rows, entries, ticks and groups that can be taken away, each with why. All of them can
/// go together. Nothing is written.
#[derive(Arguments, Debug)]
#[command(after_help = ANSWERS)]
pub(super) struct DeadWeightArgs {
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) form: Form,
}

/// List what begins or ends within a span of days
///
/// Says of each date whom it reaches: what comes out otherwise for whom than on the day before.
#[derive(Arguments, Debug)]
#[command(after_help = ANSWERS)]
pub(super) struct EndsArgs {
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The first day of the span, such as 2026-01-15
    #[arg(long, value_name = "DATE")]
    pub(super) from: String,
    /// The last day of the span
    #[arg(long, value_name = "DATE")]
    pub(super) to: String,
    #[command(flatten)]
    pub(super) form: Form,
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

/// Explain one decision, and what would make it another
///
/// Says why, which facts it rests on, and which single steps would make it what is wanted: a
/// membership, a setting, a date, a licence, another group to sign on as. Each step is one that was
/// tried; those that touch the fewest other people come first.
#[derive(Arguments, Debug)]
#[command(after_help = ANSWERS)]
pub(super) struct ExplainArgs {
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The permission model to ask, such as processes
    #[arg(long)]
    pub(super) model: String,
    /// Whose decision it is
    #[arg(long, value_name = "USER", required_unless_present = "group")]
    pub(super) user: Option<String>,
    /// Instead of a person, whoever is in this group and nothing else
    #[arg(long, value_name = "GROUP", conflicts_with = "user")]
    pub(super) group: Option<String>,
    /// On what
    #[arg(long, value_name = "TARGET")]
    pub(super) target: String,
    /// What is wanted: this outcome or permission, or more; else the least that is more than what comes out
    #[arg(long, value_name = "OUTCOME", conflicts_with_all = ["less_than", "exactly"])]
    pub(super) at_least: Option<String>,
    /// What is wanted: less than this outcome or permission
    #[arg(long, value_name = "OUTCOME", conflicts_with = "exactly")]
    pub(super) less_than: Option<String>,
    /// What is wanted: exactly this outcome
    #[arg(long, value_name = "OUTCOME")]
    pub(super) exactly: Option<String>,
    #[command(flatten)]
    pub(super) conditions: Conditions,
    #[command(flatten)]
    pub(super) form: Form,
}

/// Find the fewest edits that grant a wish
///
/// With --user and --like somebody shall have the same as somebody else, or, with --model and
/// --target, be able to do there what they can. With --only nobody but these shall be able to do
/// something. Says of each way what else it changes, and for whom.
#[derive(Arguments, Debug)]
#[command(after_help = ANSWERS)]
pub(super) struct WishArgs {
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Who shall have it
    #[arg(long, value_name = "USER", requires = "like")]
    pub(super) user: Option<String>,
    /// Like whom
    #[arg(long, value_name = "USER", requires = "user")]
    pub(super) like: Option<String>,
    /// Who alone shall be able to: a person, group, post or service team; can be repeated
    #[arg(long, value_name = "WHO", conflicts_with = "user", requires_all = ["target", "at_least"])]
    pub(super) only: Vec<String>,
    /// The permission model that it is about
    #[arg(long, requires = "target")]
    pub(super) model: Option<String>,
    /// The target that it is about
    #[arg(long, value_name = "TARGET", requires = "model")]
    pub(super) target: Option<String>,
    /// With --only, what the others shall not be able to, this outcome or permission and more
    #[arg(long, value_name = "OUTCOME", requires = "only")]
    pub(super) at_least: Option<String>,
    #[command(flatten)]
    pub(super) conditions: Conditions,
    #[command(flatten)]
    pub(super) form: Form,
}
