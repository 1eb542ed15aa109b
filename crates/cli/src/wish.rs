//! `whocan wish`: the smallest sets of edits that grant a wish, with what else they change.

use std::io::{self, Write};

use super::args::{Form, WishArgs};
use super::asked::{circumstances, model, no_such_outcome, one_target, open, target, user};
use super::choose::choose;
use super::table::Table;
use super::text::{count, line};
use super::{Exit, Stop, Streams, Trouble};
use whocan_core::directory::{Principal, UserId};
use whocan_core::document::Document;
use whocan_core::format::{self, Json, Object};
use whocan_core::query::{
    Budget, Direction, Granted, PersonDiff, Snapshot, Wanted, Wish, WishAnswer, wish,
};

/// How many people are named before the others are counted.
const MOST_NAMED: usize = 3;

/// Runs the command.
pub(super) fn grant(args: &WishArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let document = open(&args.file, streams)?;
    let snapshot = Snapshot::new(&document, None);
    let (wished, words) = wished(args, &snapshot)?;
    let circumstances = circumstances(&args.conditions, None, &document)?;
    let granted = wish(&snapshot, &wished, &circumstances, Budget::default());
    match args.form {
        Form { json: true, .. } => {
            let json = json(&document, &words, &granted);
            streams.output.write_all(format::write(&json).as_bytes())?;
        }
        Form { csv: true, .. } => csv(&granted).write_csv(streams.output)?,
        Form { .. } => write(streams.output, &document, &words, &granted)?,
    }
    Ok(Exit::AllTrue)
}

/// What is wished for, and in words.
fn wished(args: &WishArgs, snapshot: &Snapshot) -> Result<(Wish, String), Trouble> {
    let document = snapshot.document();
    let name = |id: &UserId| document.directory.name(&Principal::User(id.clone()));
    let on = match (&args.model, &args.target) {
        (Some(wanted), Some(of)) => {
            let kind = model(wanted)?;
            Some((kind, one_target(&*snapshot.in_the_end(kind), of)?))
        }
        (None, None) => None,
        _ => return Err(Trouble::new("--model and --target go together", "name both")),
    };
    let help = "name a person with --user and --like, or those who alone may with --only";
    match (&args.user, &args.like, on) {
        (Some(who), Some(like), Some((kind, head))) => {
            let (who, like) = (user(document, who)?, user(document, like)?);
            let words =
                format!("{} can do what {} can on {}", name(&who), name(&like), target(&head));
            Ok((Wish::Like { user: who, like, kind, target: head.key }, words))
        }
        (Some(who), Some(like), None) => {
            let (who, like) = (user(document, who)?, user(document, like)?);
            let words = format!("{} has the same as {}", name(&who), name(&like));
            Ok((Wish::Same { user: who, like }, words))
        }
        (None, None, Some((kind, head))) if !args.only.is_empty() => {
            let resolver = snapshot.in_the_end(kind);
            let wanted = args.at_least.as_deref().unwrap_or_default();
            let grants =
                Wanted::granted_by(&*resolver, &head.key, wanted).map_err(no_such_outcome)?;
            let inside: Result<Vec<Principal>, Trouble> =
                args.only.iter().map(|it| principal(document, it)).collect();
            let inside = inside?;
            let names: Vec<String> = inside.iter().map(|it| document.directory.name(it)).collect();
            let only = names.join(", ");
            let words = format!("nobody but {only} has {wanted} on {}", target(&head));
            Ok((Wish::Only { inside, kind, target: head.key, grants }, words))
        }
        _ => Err(Trouble::new("this is no wish", help)),
    }
}

/// A person, group, post or service team by id or name.
fn principal(document: &Document, wanted: &str) -> Result<Principal, Trouble> {
    let directory = &document.directory;
    let mut choices = super::asked::people(document);
    let groups = directory.groups.iter().map(|it| (it.id.as_str(), it.name.as_str()));
    let posts = directory.posts.iter().map(|it| (it.id.as_str(), it.name.as_str()));
    let teams = directory.teams.iter().map(|it| (it.id.as_str(), it.name.as_str()));
    let others = groups.chain(posts).chain(teams);
    choices.extend(others.map(|(id, name)| super::asked::choice(id, [name])));
    let at = choose("person, group, post or service team", wanted, &choices)?;
    let found = choices.get(at).and_then(|choice| directory.principal(&choice.id));
    found.ok_or_else(|| Trouble::new("there is nobody of this name", ""))
}

fn write(
    out: &mut dyn Write,
    document: &Document,
    words: &str,
    granted: &Granted,
) -> io::Result<()> {
    line(out, 0, &format!("Wish: {words}"))?;
    if granted.answers.is_empty() {
        line(out, 0, "No edits were found that grant it.")?;
    }
    for (at, answer) in granted.answers.iter().enumerate() {
        line(out, 0, "")?;
        if answer.commands.is_empty() {
            line(out, 0, "It is so already.")?;
            continue;
        }
        let steps = count(answer.commands.len(), "edit", "edits");
        let opens = if answer.opens_more() { ", opens more for others" } else { "" };
        line(out, 0, &format!("{}. {steps}{opens}", at + 1))?;
        for step in &answer.words {
            line(out, 3, step)?;
        }
        line(out, 3, &beside(document, answer))?;
    }
    if !granted.complete {
        line(out, 0, "")?;
        line(out, 0, "Not everything was looked at: there may be a smaller way.")?;
    }
    Ok(())
}

/// What else an answer changes, in a sentence.
fn beside(document: &Document, answer: &WishAnswer) -> String {
    let who = |turn: Direction, verb: &str| -> Option<String> {
        let people: Vec<&PersonDiff> = answer.others_who(turn).collect();
        let name = |it: &&&PersonDiff| document.directory.name(&Principal::User(it.user.clone()));
        let mut named: Vec<String> = people.iter().take(MOST_NAMED).map(|it| name(&it)).collect();
        if people.len() > MOST_NAMED {
            named.push(format!("{} more", people.len() - MOST_NAMED));
        }
        (!named.is_empty()).then(|| format!("{} {verb}", named.join(", ")))
    };
    let own = answer.own.iter().map(|it| it.cells.len()).sum::<usize>();
    let own = (own > 0).then(|| {
        let outcomes = count(own, "other outcome", "other outcomes");
        format!("{outcomes} of those it is about")
    });
    let all = [who(Direction::Gains, "gain"), who(Direction::Loses, "lose"), own];
    let all: Vec<String> = all.into_iter().flatten().collect();
    match all.as_slice() {
        [] => "Nothing else changes.".to_owned(),
        all => format!("Also: {}.", all.join("; ")),
    }
}

/// A row for each edit of each way.
fn csv(granted: &Granted) -> Table {
    let mut table = Table::new(["way", "edit", "others who gain", "others who lose"]);
    for (at, answer) in granted.answers.iter().enumerate() {
        let number = |turn: Direction| answer.others_who(turn).count().to_string();
        let (gain, lose) = (number(Direction::Gains), number(Direction::Loses));
        for edit in &answer.words {
            table.row([(at + 1).to_string(), edit.clone(), gain.clone(), lose.clone()]);
        }
    }
    table
}

fn json(document: &Document, words: &str, granted: &Granted) -> Json {
    let mut object = Object::new();
    object.push("format", "whocan-wish").push("version", 1_u64);
    object.push("title", document.title.as_str()).push("wish", words);
    let ids = |answer: &WishAnswer, turn: Direction| {
        let ids = answer.others_who(turn).map(|it| it.user.as_str());
        Json::texts(ids.map(str::to_owned).collect::<Vec<String>>())
    };
    let answer = |answer: &WishAnswer| -> Json {
        let mut object = Object::new();
        object.push("edits", Json::texts(&answer.words));
        object.push("opensMore", answer.opens_more());
        object.push("gain", ids(answer, Direction::Gains));
        object.push("lose", ids(answer, Direction::Loses));
        let own = answer.own.iter().map(|it| it.cells.len()).sum::<usize>();
        object.push_some("also", u64::try_from(own).ok());
        object.into()
    };
    object.push("answers", granted.answers.iter().map(answer).collect::<Vec<Json>>());
    object.push("complete", granted.complete);
    object.into()
}
