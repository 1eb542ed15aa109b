//! `whocan check --no-new-access OLD NEW`: does nobody gain anything from one file to the other.

use crate::args::CheckArgs;
use crate::diff::{batch_json, model_and_words};
use crate::text::line;
use crate::{Exit, Stop, Streams, Trouble, asked};
use whocan_core::directory::Principal;
use whocan_core::format::{self, Json, Object};
use whocan_core::query::{Batch, Gains, Scope, Snapshot, gains, through};

/// Runs the command.
pub(super) fn check(args: &CheckArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let [old, new] = args.files.as_slice() else {
        let says = "`--no-new-access` compares two files";
        return Err(Trouble::new(says, "name the earlier one and then the later one").into());
    };
    let before = Snapshot::new(&asked::open(old, streams)?, None);
    let after = Snapshot::new(&asked::open(new, streams)?, None);
    let scope = Scope::default();
    let found = gains(&before, &after, &scope);
    let first = first(&before, &after, &scope, &found);
    let holds = found.certain.is_empty() && found.doubtful.is_empty();
    if args.json {
        let mut object = Object::new();
        object.push("format", "whocan-new-access").push("version", 1_u64).push("holds", holds);
        object.push("gain", found.certain.len() as u64);
        object.push("doubtful", found.doubtful.len() as u64);
        let first = first.as_ref().map(|batch| batch_json(batch, &before, &after));
        object.push_some("first", first);
        let json = Json::from(object);
        streams.output.write_all(format::write(&json).as_bytes())?;
    } else {
        write(streams, &before, &after, &found, first.as_ref())?;
    }
    Ok(if holds { Exit::AllTrue } else { Exit::SomethingFalse })
}

/// What the first one gains, and through what.
fn first(before: &Snapshot, after: &Snapshot, scope: &Scope, found: &Gains) -> Option<Batch> {
    let at = found.certain.first().or(found.doubtful.first())?;
    let user = after.roster().nth(*at)?.user.clone()?;
    let cell = found.first.clone()?;
    let through = through(before, after, &scope.circumstances, &user, &cell);
    Some(Batch { kind: cell.kind, changes: vec![cell], people: vec![user], through: Some(through) })
}

fn write(
    streams: &mut Streams<'_>,
    before: &Snapshot,
    after: &Snapshot,
    found: &Gains,
    first: Option<&Batch>,
) -> Result<(), Stop> {
    let name = |at: &usize| {
        let user = after.roster().nth(*at).and_then(|members| members.user.clone());
        user.map(|user| after.document().directory.name(&Principal::User(user)))
    };
    let says = match (found.certain.as_slice(), found.doubtful.as_slice()) {
        ([], []) => "nobody gains access".to_owned(),
        ([], [one]) => {
            let name = name(one).unwrap_or_default();
            format!("it is doubtful whether {name} gains access: something cannot be read")
        }
        ([], some) => {
            let count = some.len();
            format!("it is doubtful whether {count} people gain access: something cannot be read")
        }
        ([one], _) => format!("{} gains access", name(one).unwrap_or_default()),
        (some, _) => format!("{} people gain access, the first of them:", some.len()),
    };
    line(streams.output, 0, &says)?;
    if let Some(batch) = first {
        line(streams.output, 2, &model_and_words(batch, before, after))?;
    }
    Ok(())
}
