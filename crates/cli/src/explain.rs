//! `whocan explain`: one decision with its reasons, the facts that it rests on, and the single steps
//! that would make it another.

use std::io::{self, Write};

use super::answers::circumstances_json;
use super::args::{ExplainArgs, Form};
use super::asked::{
    circumstances, group, marked, model, no_such_outcome, one_target, open, person, remark_ignored,
    target, user,
};
use super::reasons;
use super::table::Table;
use super::text::{count, line};
use super::{Exit, Stop, Streams, Trouble};
use whocan_core::directory::Principal;
use whocan_core::document::Document;
use whocan_core::format::{self, Json, Object};
use whocan_core::model::{ModelInfo, Resolver, TargetHead};
use whocan_core::query::{
    Budget, NearMiss, Nearest, Question, SignedOn, Snapshot, Subject, Wanted, nearest, rests_on,
};
use whocan_core::verdict::{Outcome, Verdict};

/// Runs the command.
pub(super) fn explain(args: &ExplainArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let kind = model(&args.model)?;
    let document = open(&args.file, streams)?;
    let snapshot = Snapshot::new(&document, None);
    let resolver = snapshot.in_the_end(kind);
    let about = resolver.info();
    let circumstances = circumstances(&args.conditions, Some(about), &document)?;
    let (subject, name) = subject(args, &document)?;
    let head = one_target(&*resolver, &args.target)?;
    remark_ignored(streams, about, &circumstances)?;
    let gone = || Trouble::new("there is nothing to explain", "");
    let members = subject.members(&snapshot).ok_or_else(gone)?;
    if let Err(refusal) = resolver.own_sign_on(&members, &circumstances) {
        return Err(Trouble::new(format!("{name} cannot sign on so: {}", refusal.0), "").into());
    }
    let verdict = resolver.explain(&members, &circumstances, &head.key).ok_or_else(gone)?;
    let question = Question {
        kind,
        target: head.key.clone(),
        subject,
        circumstances,
        signed_on: SignedOn::AsAsked,
    };
    let rests = rests_on(&snapshot, &question, Budget::default()).ok_or_else(gone)?;
    let wanted = match wanted(args, &*resolver, &head)? {
        Some(wanted) => Some(wanted),
        None => next(&*resolver, &head.key, &verdict.decision),
    };
    let near = wanted
        .as_ref()
        .and_then(|(_, wanted)| nearest(&snapshot, &question, wanted, Budget::default()));
    let explained = Explained {
        document: &document,
        about,
        name,
        head,
        question,
        verdict,
        rests,
        near: wanted.map(|(words, _)| words).zip(near),
    };
    match args.form {
        Form { json: true, .. } => {
            streams.output.write_all(format::write(&explained.json()).as_bytes())?;
        }
        Form { csv: true, .. } => explained.csv().write_csv(streams.output)?,
        Form { .. } => explained.write(streams.output, streams.width)?,
    }
    Ok(Exit::AllTrue)
}

/// Whose decision it is, and their name.
fn subject(args: &ExplainArgs, document: &Document) -> Result<(Subject, String), Trouble> {
    if let Some(wanted) = &args.user {
        let id = user(document, wanted)?;
        let name = document.directory.users.get(&id).map(|user| person(user));
        return Ok((Subject::User(id.clone()), name.unwrap_or_else(|| id.to_string())));
    }
    let wanted = args.group.as_deref().unwrap_or_default();
    let id = group(document, wanted)?;
    let name = document.directory.name(&Principal::Group(id.clone()));
    Ok((Subject::Group(id), format!("whoever is in {name} and nothing else")))
}

/// What is wanted, in words and as it is judged.
fn wanted(
    args: &ExplainArgs,
    resolver: &dyn Resolver,
    head: &TargetHead,
) -> Result<Option<(String, Wanted)>, Trouble> {
    let target = &head.key;
    let wanted = match (&args.at_least, &args.less_than, &args.exactly) {
        (Some(name), ..) => {
            Wanted::at_least(resolver, target, name).map(|it| (format!("at least {name}"), it))
        }
        (_, Some(name), _) => {
            Wanted::less_than(resolver, target, name).map(|it| (format!("less than {name}"), it))
        }
        (.., Some(name)) => {
            Wanted::exactly(resolver, target, name).map(|it| (format!("exactly {name}"), it))
        }
        _ => return Ok(None),
    };
    wanted.map(Some).map_err(no_such_outcome)
}

/// The least that is more than what comes out, where the outcomes are named.
fn next(resolver: &dyn Resolver, target: &str, now: &Outcome) -> Option<(String, Wanted)> {
    let named = resolver.outcomes().iter().filter_map(|outcome| {
        let grants = resolver.abilities(target, outcome.name)?;
        (!grants.beyond(now.grants).is_empty()).then_some((outcome.name, grants))
    });
    let least = named.min_by_key(|(_, grants)| grants.0.count_ones());
    least.map(|(name, grants)| (format!("at least {name}"), Wanted::AtLeast(grants)))
}

struct Explained<'a> {
    document: &'a Document,
    about: &'static ModelInfo,
    name: String,
    head: TargetHead,
    question: Question,
    verdict: Verdict<Outcome>,
    rests: Nearest,
    /// What is wanted, in words, and what is near to it.
    near: Option<(String, Nearest)>,
}

impl Explained<'_> {
    fn write(&self, out: &mut dyn Write, width: Option<u16>) -> io::Result<()> {
        let because = &self.verdict.because;
        let outcome = marked(&self.verdict.decision);
        line(out, 0, &format!("{}, {}: {outcome}", self.name, target(&self.head)))?;
        reasons::write(out, 2, because, self.document, self.about)?;
        reasons::write_inferred(out, because, self.about)?;
        line(out, 0, "")?;
        if self.rests.steps.is_empty() {
            line(out, 0, "Nothing that is taken away alone makes it another outcome.")?;
        } else {
            line(out, 0, "It is another outcome without any of these:")?;
            steps(out, &self.rests, width)?;
        }
        let Some((wanted, near)) = &self.near else { return Ok(()) };
        line(out, 0, "")?;
        match (near.steps.is_empty(), near.complete) {
            (true, true) => line(out, 0, &format!("No single step makes it {wanted}."))?,
            (true, false) => line(out, 0, &format!("No single step was found for {wanted}."))?,
            _ => {
                line(out, 0, &format!("What makes it {wanted}:"))?;
                steps(out, near, width)?;
            }
        }
        if !near.complete {
            line(out, 0, "Not everything was looked at.")?;
        }
        Ok(())
    }

    /// The steps as a table.
    fn csv(&self) -> Table {
        let mut table = Table::new(["for", "step", "outcome", "others"]);
        let mut rows = |why: &str, near: &Nearest| {
            for step in &near.steps {
                let others = step.others.map(|number| number.to_string()).unwrap_or_default();
                let outcome = marked(&step.outcome).into_owned();
                table.row([why.to_owned(), step.words.clone(), outcome, others]);
            }
        };
        rows("another outcome", &self.rests);
        self.near.iter().for_each(|(wanted, near)| rows(wanted, near));
        table
    }

    fn json(&self) -> Json {
        let mut object = Object::new();
        object.push("format", "whocan-explain").push("version", 1_u64);
        object.push("title", self.document.title.as_str());
        object.push("model", self.about.key);
        object.push("circumstances", circumstances_json(&self.question.circumstances, None));
        let (user, group) = match &self.question.subject {
            Subject::User(user) => (Some(user.as_str()), None),
            Subject::Group(group) => (None, Some(group.as_str())),
            Subject::Nobody => (None, None),
        };
        object.push_some("user", user);
        object.push_some("group", group);
        object.push("target", self.head.key.as_str());
        object.push("outcome", &*self.verdict.decision.name);
        object.push_some("doubtful", self.verdict.decision.doubtful.then_some(true));
        let because = reasons::json(&self.verdict.because, self.document, self.about);
        object.push("because", because);
        object.push("restsOn", steps_json(&self.rests));
        if let Some((wanted, near)) = &self.near {
            object.push("wanted", wanted.as_str());
            object.push("steps", steps_json(near));
        }
        let near = self.near.iter().map(|(_, near)| near);
        let complete = near.chain([&self.rests]).all(|it| it.complete);
        object.push("complete", complete);
        object.into()
    }
}

/// For how many others something changes, in words.
fn others(step: &NearMiss) -> String {
    match step.others {
        Some(0) => "nobody else".to_owned(),
        Some(number) => count(number, "other person", "other people"),
        None => "not counted".to_owned(),
    }
}

fn steps(out: &mut dyn Write, near: &Nearest, width: Option<u16>) -> io::Result<()> {
    let mut table = Table::new(["Step", "Outcome", "Touches"]);
    for step in &near.steps {
        table.row([step.words.clone(), marked(&step.outcome).into_owned(), others(step)]);
    }
    table.write(out, width)
}

fn steps_json(near: &Nearest) -> Vec<Json> {
    let step = |step: &NearMiss| {
        let mut object = Object::new();
        object.push("step", step.words.as_str()).push("kind", step.kind.name());
        object.push("outcome", &*step.outcome.name);
        object.push_some("doubtful", step.outcome.doubtful.then_some(true));
        let number = |of: Option<usize>| of.and_then(|it| u64::try_from(it).ok());
        object.push_some("others", number(step.others));
        object.push_some("also", number(step.also));
        object.push("circumstances", circumstances_json(&step.circumstances, None));
        object.into()
    };
    near.steps.iter().map(step).collect()
}
