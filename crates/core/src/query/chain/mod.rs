//! THE CHAIN: an explanation as a picture has it. From somebody through what they belong to, a lane for
//! each value that meets, to what comes out. It says nothing that the explanation does not: each
//! model's reasons are read by their rules and by what fills their slots.

mod acl;
mod attributes;
mod features;
mod processes;
mod resources;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::{Question, Snapshot, Subject, outcome_of};
use crate::directory::{Members, Principal};
use crate::model::TargetHead;
use crate::models::ModelKind;
use crate::shared::sort_by_key;
use crate::text::first_name;
use crate::verdict::{Address, Fact, Names, Outcome, Reason, Span, Tone, Verdict, phrase};

/// An explanation as a picture has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// Whose it is: a person, or a group where somebody is meant who is in it and nothing else.
    pub person: String,
    /// The target's name.
    pub target: String,
    /// One lane, or one for each of the values that meet.
    pub lanes: Vec<ChainLane>,
    /// How several lanes meet.
    pub meets: Option<Meeting>,
    /// What comes out.
    pub outcome: Outcome,
    /// Why in one short sentence, the fact that decides first.
    pub sentence: Vec<Span>,
}

/// How the values of several lanes meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// The lower of them counts.
    Lower,
    /// Both have to permit.
    Both,
    /// They come to the same.
    Same,
}

impl Meeting {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Lower => "lower counts",
            Self::Both => "both must permit",
            Self::Same => "both agree",
        }
    }
}

/// A value that counts, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct ChainLane {
    /// What the value is; empty where it is the only one.
    pub title: String,
    /// What it comes from, that which decides first; never none.
    pub links: Vec<ChainLink>,
    /// What the model calls the value.
    pub word: Cow<'static, str>,
    /// How much the value permits.
    pub tone: Tone,
    /// The outcome that the value alone would come to.
    pub comes_to: Cow<'static, str>,
    /// Whether that is what comes out.
    pub decides: bool,
    /// What stands closed between the lane and the target.
    pub gate: Option<String>,
}

/// Something that says something: a group, a row of a list, an entry on a unit, a default.
#[derive(Clone, Debug, PartialEq)]
pub struct ChainLink {
    /// Its name.
    pub name: String,
    /// Whose it is, where it is somebody's.
    pub of: Option<Address>,
    /// What it says.
    pub word: String,
    /// How much that permits, where it is a value of the model's scale.
    pub tone: Option<Tone>,
    /// What becomes of it.
    pub part: Part,
}

/// What becomes of something that is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// It takes away what others would give.
    Cuts,
    /// The value comes from it.
    Decides,
    /// It counts, and another one decides.
    Counts,
    /// It makes no difference.
    Other,
}

impl ChainLink {
    /// One that is nobody's: the lack of something, a default.
    fn plain(name: &str, word: &str, part: Part) -> Self {
        Self { name: name.to_owned(), of: None, word: word.to_owned(), tone: None, part }
    }
}

impl Chain {
    /// The same in one sentence, for whoever does not see it.
    pub fn said(&self) -> String {
        let lane = |lane: &ChainLane| {
            let of = |part: Part| -> Vec<&str> {
                let links = lane.links.iter().filter(|link| link.part == part);
                links.map(|link| &*link.name).collect()
            };
            // What cuts gives nothing: where something is given all the same, it stands behind that.
            let (names, cuts) = match (of(Part::Decides), of(Part::Cuts)) {
                (giving, cuts) if giving.is_empty() => (cuts, giving),
                both => both,
            };
            let mut said = match lane.title.as_str() {
                "" => lane.word.to_string(),
                title => format!("{title} {}", lane.word),
            };
            if let Some((last, others)) = names.split_last() {
                let from = if others.is_empty() { "" } else { " and " };
                said.push_str(&format!(" from {}{from}{last}", others.join(", ")));
            }
            if !cuts.is_empty() {
                said.push_str(&format!(", cut off above by {}", cuts.join(" and ")));
            }
            if let Some(gate) = &lane.gate {
                said.push_str(&format!(", stopped by {gate}"));
            }
            said
        };
        let lanes = self.lanes.iter().map(lane).collect::<Vec<String>>().join("; ");
        let meets = self.meets.map(|meets| format!("; {}", meets.words())).unwrap_or_default();
        let (person, target, outcome) = (&self.person, &self.target, &self.outcome.name);
        // What nobody gives is the outcome already.
        match lanes == **outcome {
            true => format!("{person} on {target}: {outcome}."),
            false => format!("{person} on {target}: {lanes}{meets}: {outcome}."),
        }
    }

    /// The sentence as plain text.
    pub fn sentence_said(&self) -> String {
        let words = |span: &Span| match span {
            Span::Words(words) | Span::Link(_, words) => words.clone(),
        };
        self.sentence.iter().map(words).collect()
    }
}

/// The picture of an explanation; none where the question has no subject or target.
pub fn chain(
    snapshot: &Snapshot,
    question: &Question,
    target: &TargetHead,
    verdict: &Verdict<Outcome>,
) -> Option<Chain> {
    let members = question.subject.members(snapshot)?;
    let directory = &snapshot.document().directory;
    let person = match &question.subject {
        Subject::User(user) => directory.users.name(user),
        Subject::Group(group) => directory.groups.name(group),
        Subject::Nobody => "A person in no group".to_owned(),
    };
    let mut because = Cow::Borrowed(&verdict.because);
    if verdict.decision.doubtful && !because.steps.is_empty() {
        // What could not be read stands before everything else, and is no part of the chain.
        because.to_mut().steps.remove(0);
    }
    let reader = Reader {
        snapshot,
        kind: question.kind,
        question,
        members: &members,
        person: &person,
        outcome: &verdict.decision,
    };
    let Drawn { mut lanes, meets, sentence } = match question.kind {
        ModelKind::Processes => reader.processes(&because),
        ModelKind::Acl => reader.acl(&because),
        ModelKind::Attributes => reader.attributes(&because),
        ModelKind::Resources => reader.resources(&because),
        ModelKind::Features => reader.features(&because),
        #[cfg(any(test, feature = "toy"))]
        ModelKind::Toy => reader.plainly(&because),
    };
    for lane in &mut lanes {
        if lane.links.is_empty() {
            lane.links.push(ChainLink::plain("Nothing is set", &lane.word, Part::Other));
        }
        // Whatever decides stands first; among the others the order is the model's.
        sort_by_key(&mut lane.links, |link| link.part);
    }
    let sentence = phrase(&sentence, snapshot.document());
    let target = target.name.clone();
    let outcome = verdict.decision.clone();
    Some(Chain { person, target, lanes, meets, outcome, sentence })
}

/// What is read of an explanation. The sentence is a reason of its own, whose rule nobody sees.
struct Drawn {
    lanes: Vec<ChainLane>,
    meets: Option<Meeting>,
    sentence: Reason,
}

impl Drawn {
    fn one(lane: ChainLane, sentence: Reason) -> Self {
        Self { lanes: vec![lane], meets: None, sentence }
    }
}

/// Reads the explanation of one decision.
#[derive(Clone, Copy)]
struct Reader<'a> {
    snapshot: &'a Snapshot,
    kind: ModelKind,
    question: &'a Question,
    members: &'a Members,
    person: &'a str,
    outcome: &'a Outcome,
}

/// A sentence with nothing in its slots yet.
fn says(says: &'static str) -> Reason {
    Reason::new("", says, "")
}

/// The place that a slot names.
fn named<'r>(reason: &'r Reason, slot: &str) -> Option<&'r Address> {
    reason.facts.iter().find_map(|(name, fact)| match fact {
        Fact::Name(address) if *name == slot => Some(address),
        _ => None,
    })
}

/// The words that fill a slot.
fn worded<'r>(reason: &'r Reason, slot: &str) -> Option<&'r str> {
    reason.facts.iter().find_map(|(name, fact)| match fact {
        Fact::Words(words) if *name == slot => Some(&**words),
        _ => None,
    })
}

impl<'a> Reader<'a> {
    fn name(&self, address: &Address) -> String {
        self.snapshot.document().name(address).unwrap_or_else(|| "?".to_owned())
    }

    /// What fills a slot, as it is shown.
    fn shown(&self, reason: &Reason, slot: &str) -> Option<String> {
        let name = named(reason, slot).map(|address| self.name(address));
        name.or_else(|| worded(reason, slot).map(str::to_owned))
    }

    /// Whether a place is that of the person.
    fn is_own(&self, address: &Address) -> bool {
        matches!((address, &self.members.user),
            (Address::Principal(Principal::User(user)), Some(own)) if user == own)
    }

    /// Whether it is about a person, and not about somebody who is in a group and nothing else.
    fn is_person(&self) -> bool {
        self.members.user.is_some()
    }

    /// What the person is called in a sentence that has named them before.
    fn who(&self) -> String {
        if self.is_person() { first_name(self.person).to_owned() } else { self.person.to_owned() }
    }

    /// How much an outcome of a model permits.
    fn tone_of(&self, kind: ModelKind, name: &str) -> Tone {
        if name == self.outcome.name && kind == self.kind {
            return self.outcome.tone;
        }
        let own = kind.info().outcome(name);
        own.or_else(|| outcome_of(kind, name)).map_or(Tone::None, |named| named.tone)
    }

    /// A link of what stands at a place.
    fn link(&self, of: &Address, word: impl Into<String>, part: Part) -> ChainLink {
        let name = self.name(of);
        ChainLink { name, of: Some(of.clone()), word: word.into(), tone: None, part }
    }

    /// The only lane, which comes to what comes out.
    fn lane(&self, links: Vec<ChainLink>) -> ChainLane {
        ChainLane {
            title: String::new(),
            links,
            word: self.outcome.name.clone(),
            tone: self.outcome.tone,
            comes_to: self.outcome.name.clone(),
            decides: true,
            gate: None,
        }
    }

    /// Of a model that is not known better.
    #[cfg(any(test, feature = "toy"))]
    fn plainly(&self, because: &Reason) -> Drawn {
        Drawn::one(self.lane(Vec::new()), because.clone())
    }
}
