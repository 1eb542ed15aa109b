//! `whocan effective`: what people can do, worked out by the same resolver as in the page. Chooses
//! whom and what the question is about; how the answer is written is up to the modules below.

mod json;
mod lines;
mod matrix;

use super::args::EffectiveArgs;
use super::asked::{circumstances, ignored, model, open, people, person, remark_ignored, targets};
use super::choose::{Choice, choose};
use super::text::line;
use super::{Exit, Stop, Streams, Trouble};
use whocan_core::directory::{Circumstances, Date, Members, User};
use whocan_core::document::Document;
use whocan_core::model::{ModelInfo, Resolver, TargetHead};
use whocan_core::models::ModelKind;
use whocan_core::query::{AskedPeople, Snapshot};
use whocan_core::shared::Shared;
use whocan_core::verdict::{Outcome, Verdict};

/// Runs the command.
pub(super) fn effective(args: &EffectiveArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let kind = model(&args.model)?;
    let document = open(&args.file, streams)?;
    let snapshot = Snapshot::new(&document, None);
    let question = Question::of(args, kind, &snapshot)?;
    remark_ignored(streams, question.about, &question.circumstances)?;
    // The lines have a place for it.
    if let Some(left_out) = question.left_out().filter(|_| !args.why && (args.csv || args.json)) {
        line(streams.errors, 0, &left_out)?;
    }
    match (args.why, args.json, args.csv) {
        (true, json, _) => {
            let why = question.why()?;
            if json {
                json::write_why(streams.output, &question, &why)?;
            } else {
                lines::write_why(streams.output, &question, &why)?;
            }
        }
        (_, true, _) => json::write(streams.output, &question)?,
        (_, _, true) => matrix::write(streams.output, &question)?,
        _ => lines::write(streams.output, &question)?,
    }
    Ok(Exit::AllTrue)
}

/// What was asked, with everything found that it names.
struct Question<'a> {
    document: &'a Document,
    snapshot: &'a Snapshot,
    about: &'static ModelInfo,
    resolver: Box<dyn Resolver + 'a>,
    circumstances: Circumstances,
    /// Circumstances that were given and that the model does not read, in words.
    ignored: Vec<&'static str>,
    people: Picked,
    /// Those of them who can sign on so.
    asked: AskedPeople,
    targets: Picked,
    /// All of the model's targets.
    heads: Vec<TargetHead>,
}

/// Which rows or columns are asked for.
enum Picked {
    /// All there are; nobody named any.
    All(usize),
    /// These positions, in the order in which they were named.
    Some(Vec<usize>),
}

impl Picked {
    fn positions(&self) -> Vec<usize> {
        match self {
            Self::All(number) => (0..*number).collect(),
            Self::Some(positions) => positions.clone(),
        }
    }

    fn is_named(&self) -> bool {
        matches!(self, Self::Some(_))
    }
}

/// One person with what came out for them.
struct Row<'a> {
    /// Their position in the directory.
    at: usize,
    user: &'a Shared<User>,
    outcomes: Vec<Outcome>,
}

/// One outcome with its explanation.
struct Why<'a> {
    /// The person's position in the directory.
    at: usize,
    user: &'a Shared<User>,
    head: &'a TargetHead,
    verdict: Verdict<Outcome>,
}

impl<'a> Question<'a> {
    fn of(args: &EffectiveArgs, kind: ModelKind, snapshot: &'a Snapshot) -> Result<Self, Trouble> {
        let document = snapshot.document();
        let resolver = snapshot.in_the_end(kind);
        let about = resolver.info();
        let heads = resolver.targets();
        let people = pick("user", &args.user, document.directory.users.len(), || people(document))?;
        let targets = pick(about.target, &args.target, heads.len(), || targets(&heads))?;
        let circumstances = circumstances(&args.conditions, Some(about), document)?;
        let asked = AskedPeople::of(snapshot, &*resolver, people.positions(), &circumstances);
        let ignored = ignored(&circumstances, about.reads);
        Ok(Self {
            document,
            snapshot,
            about,
            resolver,
            circumstances,
            ignored,
            people,
            asked,
            targets,
            heads,
        })
    }

    /// The targets asked for.
    fn heads(&self) -> Vec<&TargetHead> {
        self.targets.positions().iter().filter_map(|at| self.heads.get(*at)).collect()
    }

    /// The day that the answer is for, where the model takes it into account.
    fn day(&self) -> Option<Date> {
        let day = self.circumstances.on.or(self.document.as_of);
        day.filter(|_| self.about.reads.on)
    }

    /// The people asked for, each worked out when it is their turn.
    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let targets = self.targets.positions();
        self.asked.people.iter().filter_map(move |at| {
            let (user, members) = self.person(*at)?;
            let row = self.resolver.row(members, &self.circumstances);
            let outcomes = targets.iter().filter_map(|at| row.get(*at).cloned()).collect();
            Some(Row { at: *at, user, outcomes })
        })
    }

    /// How many people are left out and why, where some are.
    fn left_out(&self) -> Option<String> {
        self.asked.words(&*self.resolver, &self.document.directory, &self.circumstances)
    }

    fn person(&self, at: usize) -> Option<(&Shared<User>, &Shared<Members>)> {
        Some((self.document.directory.users.nth(at)?, self.snapshot.roster().nth(at)?))
    }

    /// The one answer with its explanation.
    fn why(&self) -> Result<Why<'_>, Trouble> {
        let (people, heads) = (self.people.positions(), self.heads());
        let one = match (people.as_slice(), heads.as_slice()) {
            ([at], [head]) => self.person(*at).map(|person| (*at, person, *head)),
            _ => None,
        };
        if let Some((_, (user, members), _)) = one
            && let Err(refusal) = self.resolver.own_sign_on(members, &self.circumstances)
        {
            let message = format!("{} cannot sign on so: {}", person(user), refusal.0);
            return Err(Trouble::new(message, self.possible(members)));
        }
        let found = one.and_then(|(at, (user, members), head)| {
            let verdict = self.resolver.explain(members, &self.circumstances, &head.key)?;
            Some(Why { at, user, head, verdict })
        });
        found.ok_or_else(|| {
            let target = self.about.target;
            Trouble::new(
                "--why explains one answer",
                format!("name one person with --user and one {target} with --target"),
            )
        })
    }
}

impl Question<'_> {
    /// What somebody can sign on as or under.
    fn possible(&self, members: &Members) -> String {
        let directory = &self.document.directory;
        let identities = self.resolver.identities(members).into_iter().flatten();
        let identities = identities.map(|who| format!("{} ({})", who.id(), directory.name(&who)));
        let own: Vec<String> = identities.chain(self.resolver.services(members)).collect();
        match own.as_slice() {
            [] => "they have nothing to sign on as".to_owned(),
            own => format!("they have: {}", own.join(", ")),
        }
    }
}

/// How many of these outcomes are in doubt, behind another number; nothing where none is.
fn in_doubt<'o>(outcomes: impl IntoIterator<Item = &'o Outcome>) -> String {
    match outcomes.into_iter().filter(|outcome| outcome.doubtful).count() {
        0 => String::new(),
        some => format!(", {some} doubtful"),
    }
}

/// The positions of those that were named; all where none was.
fn pick(
    what: &str,
    wanted: &[String],
    number: usize,
    choices: impl FnOnce() -> Vec<Choice>,
) -> Result<Picked, Trouble> {
    if wanted.is_empty() {
        return Ok(Picked::All(number));
    }
    let choices = choices();
    let mut positions = Vec::new();
    for name in wanted {
        let at = choose(what, name, &choices)?;
        if !positions.contains(&at) {
            positions.push(at);
        }
    }
    Ok(Picked::Some(positions))
}
