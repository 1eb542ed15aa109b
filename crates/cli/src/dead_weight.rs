//! `whocan dead-weight`: what a file says and what changes nothing for anybody if it goes.

use std::io;

use super::args::DeadWeightArgs;
use super::asked::open;
use super::table::Table;
use super::text::line;
use super::{Exit, Stop, Streams};
use whocan_core::directory::GroupId;
use whocan_core::document::Document;
use whocan_core::format::{self, Json, Object};
use whocan_core::query::{DeadWeight, Snapshot, Suggestion, Why, dead_weight};

/// How many decisions are made at most.
const BUDGET: usize = 200_000_000;

/// Runs the command.
pub(super) fn run(args: &DeadWeightArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let document = open(&args.file, streams)?;
    let found = dead_weight(&Snapshot::new(&document, None), BUDGET);
    if !found.complete && !args.form.json {
        let says = "not everything was looked at: the file is too large; there may be more";
        line(streams.errors, 0, says)?;
    }
    if args.form.json {
        let text = format::write(&json(&document, &found).into());
        streams.output.write_all(text.as_bytes())?;
    } else if args.form.csv {
        table(&document, &found).write_csv(streams.output)?;
    } else {
        write(&document, &found, streams)?;
    }
    Ok(Exit::AllTrue)
}

fn write(document: &Document, found: &DeadWeight, streams: &mut Streams<'_>) -> io::Result<()> {
    let out = &mut *streams.output;
    let says = match found.suggestions.len() {
        0 => "nothing can go without a change for at least one person".to_owned(),
        1 => "1 thing changes nothing for anybody if it goes".to_owned(),
        number => format!("{number} things change nothing for anybody if they go"),
    };
    line(out, 0, &format!("{}: {says}", document.title))?;
    if !found.suggestions.is_empty() {
        line(out, 0, "")?;
    }
    table(document, found).write(out, streams.width)?;
    for groups in &found.alike {
        line(out, 0, "")?;
        let says = "the same is said of them, so they could be one group";
        line(out, 0, &format!("{}: {says}", names(document, groups)))?;
    }
    Ok(())
}

fn names(document: &Document, groups: &[GroupId]) -> String {
    let names = groups.iter().map(|id| document.directory.groups.name(id));
    names.collect::<Vec<_>>().join(", ")
}

fn model(suggestion: &Suggestion) -> &'static str {
    suggestion.kind.map_or("all models", |kind| kind.info().title)
}

fn table(document: &Document, found: &DeadWeight) -> Table {
    let mut table = Table::new(["Model", "What", "Why it changes nothing"]);
    for suggestion in &found.suggestions {
        let why = suggestion.why.words(document);
        table.row([model(suggestion), &suggestion.what, &why]);
    }
    table
}

fn json(document: &Document, found: &DeadWeight) -> Object {
    let suggestion = |it: &Suggestion| {
        let mut object = Object::new();
        object.push_some("model", it.kind.map(|kind| kind.key()));
        object.push("what", it.what.as_str());
        object.push("at", Json::texts(it.at.ids()));
        object.push("reason", it.why.name());
        object.push("why", it.why.words(document));
        let of = match &it.why {
            Why::ClosedGate { user, .. } | Why::Overruled { user, .. } => Some(user.as_str()),
            _ => None,
        };
        object.push_some("user", of);
        Json::from(object)
    };
    let mut object = Object::new();
    object.push("format", "whocan-dead-weight").push("version", 1_u64);
    object.push("title", document.title.as_str());
    object.push("complete", found.complete);
    object.push("found", found.suggestions.iter().map(suggestion).collect::<Vec<Json>>());
    let alike = found.alike.iter().map(|ids| Json::texts(ids.iter().map(|id| id.as_str())));
    object.push("alike", alike.collect::<Vec<Json>>());
    object
}
