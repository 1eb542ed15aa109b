//! A question as its address has it: which of the four it is, its parts by their ids, its conditions.
//! Whether what it names is there is for whoever answers it.

use whocan_core::directory::{Circumstances, Date, Members};
use whocan_core::document::{Document, sign_on};
use whocan_core::model::{ModelInfo, TargetHead};
use whocan_core::models::ModelKind;
use whocan_core::query::{Snapshot, Subject, Wanted};

/// One of the four sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Who can do something with a target.
    WhoCan,
    /// What one person, or whoever is in one group, can do.
    WhatCan,
    /// How two of them differ.
    Compare,
    /// Who can do both of two things.
    Both,
}

impl Mode {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::WhoCan, Self::WhatCan, Self::Compare, Self::Both];

    /// Its name in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::WhoCan => "who-can",
            Self::WhatCan => "what-can",
            Self::Compare => "compare",
            Self::Both => "both",
        }
    }

    /// Its name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::WhoCan => "Who can",
            Self::WhatCan => "What can",
            Self::Compare => "Compare",
            Self::Both => "Who holds both",
        }
    }
}

/// Something that can be done with a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// The model.
    pub kind: ModelKind,
    /// The target's key.
    pub target: String,
    /// The outcome or the permission, as the model names it.
    pub outcome: String,
}

/// Whose permissions are meant, by an id; none for somebody who belongs to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whom(pub Option<String>);

/// What stands for nobody in addresses. No id is blank but for this.
const NOBODY: &str = "-";

impl Whom {
    /// Reads what an address or a list of choices calls it.
    pub fn of_key(key: &str) -> Self {
        Self((key != NOBODY).then(|| key.to_owned()))
    }

    /// What addresses and lists of choices call it.
    pub fn key(&self) -> String {
        self.0.clone().unwrap_or_else(|| NOBODY.to_owned())
    }

    /// The person or the group; none where the directory has neither.
    pub fn subject(&self, document: &Document) -> Option<Subject> {
        let Some(id) = &self.0 else { return Some(Subject::Nobody) };
        let directory = &document.directory;
        let user = directory.users.find(id).map(|user| Subject::User(user.id.clone()));
        user.or_else(|| directory.groups.find(id).map(|group| Subject::Group(group.id.clone())))
    }
}

/// Which of the four questions it is, with its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sentence {
    /// Who can do this?
    WhoCan(Thing),
    /// What can they do?
    WhatCan(Whom),
    /// How do they differ?
    Compare(Whom, Whom),
    /// Who can do both?
    Both(Thing, Thing),
}

/// A condition, by its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// What people are signed on as.
    SignOn,
    /// The day.
    On,
    /// The service that they are signed on under.
    Service,
    /// Who edits the permissions.
    ActingAs,
    /// A licence to assume.
    Licence,
    /// The saved state instead of the draft: of the second side of a comparison.
    Saved,
}

impl Given {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::SignOn, Self::On, Self::Service, Self::ActingAs, Self::Licence, Self::Saved];

    fn key(self) -> &'static str {
        match self {
            Self::SignOn => "as",
            Self::On => "on",
            Self::Service => "service",
            Self::ActingAs => "acting-as",
            Self::Licence => "licence",
            Self::Saved => "saved",
        }
    }

    /// What it is called on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::SignOn => "Signed on as",
            Self::On => "On the day",
            Self::Service => "Signed on under",
            Self::ActingAs => "Acting as",
            Self::Licence => "With the licence",
            Self::Saved => "As saved",
        }
    }

    /// Whether a model takes it into account.
    pub fn counts(self, info: &ModelInfo) -> bool {
        match self {
            Self::SignOn => info.reads.sign_on,
            Self::On => info.reads.on,
            Self::Service => info.reads.service,
            Self::ActingAs => info.reads.acting_as,
            Self::Licence => info.reads.licences,
            Self::Saved => false,
        }
    }
}

/// One condition of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Which kind.
    pub given: Given,
    /// What it is: an id, a day, a name.
    pub value: String,
    /// Whether it goes for the second side of a comparison alone.
    pub second: bool,
}

/// The prefix of conditions of the second side.
const SECOND: &str = "second.";

impl Condition {
    fn parse(step: &str) -> Option<Self> {
        let (key, value) = step.split_once('=')?;
        let second = key.starts_with(SECOND);
        let key = key.strip_prefix(SECOND).unwrap_or(key);
        let given = Given::ALL.into_iter().find(|given| given.key() == key)?;
        Some(Self { given, value: value.to_owned(), second })
    }

    fn step(&self) -> String {
        let second = if self.second { SECOND } else { "" };
        format!("{second}{}={}", self.given.key(), self.value)
    }
}

/// A question with its conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub sentence: Sentence,
    /// Under which conditions.
    pub conditions: Vec<Condition>,
}

impl Question {
    /// The question without conditions.
    pub fn new(sentence: Sentence) -> Self {
        Self { sentence, conditions: Vec::new() }
    }

    /// Which of the four it is.
    pub fn mode(&self) -> Mode {
        match self.sentence {
            Sentence::WhoCan(_) => Mode::WhoCan,
            Sentence::WhatCan(_) => Mode::WhatCan,
            Sentence::Compare(..) => Mode::Compare,
            Sentence::Both(..) => Mode::Both,
        }
    }

    /// Reads an address; none where it asks nothing.
    pub fn parse(steps: &[String]) -> Option<Self> {
        let (mode, rest) = steps.split_first()?;
        let mode = Mode::ALL.into_iter().find(|known| known.key() == mode)?;
        let (sentence, rest) = match (mode, rest) {
            (Mode::WhoCan, [kind, target, outcome, rest @ ..]) => {
                (Sentence::WhoCan(thing(kind, target, outcome)?), rest)
            }
            (Mode::WhatCan, [whom, rest @ ..]) => (Sentence::WhatCan(Whom::of_key(whom)), rest),
            (Mode::Compare, [one, other, rest @ ..]) => {
                (Sentence::Compare(Whom::of_key(one), Whom::of_key(other)), rest)
            }
            (Mode::Both, [kind, target, outcome, of, other, also, rest @ ..]) => {
                let both = (thing(kind, target, outcome)?, thing(of, other, also)?);
                (Sentence::Both(both.0, both.1), rest)
            }
            _ => return None,
        };
        let conditions = rest.iter().filter_map(|step| Condition::parse(step)).collect();
        Some(Self { sentence, conditions })
    }

    /// Its address behind the screen.
    pub fn steps(&self) -> Vec<String> {
        let mut steps = vec![self.mode().key().to_owned()];
        let of = |thing: &Thing| {
            [thing.kind.key().to_owned(), thing.target.clone(), thing.outcome.clone()]
        };
        match &self.sentence {
            Sentence::WhoCan(thing) => steps.extend(of(thing)),
            Sentence::WhatCan(whom) => steps.push(whom.key()),
            Sentence::Compare(one, other) => steps.extend([one.key(), other.key()]),
            Sentence::Both(one, other) => steps.extend(of(one).into_iter().chain(of(other))),
        }
        steps.extend(self.conditions.iter().map(Condition::step));
        steps
    }

    /// The same with another sentence; conditions of a second side go where there is none.
    #[must_use]
    pub fn with(&self, sentence: Sentence) -> Self {
        let two = matches!(sentence, Sentence::Compare(..));
        let conditions = self.conditions.iter().filter(|it| two || !it.second).cloned().collect();
        Self { sentence, conditions }
    }

    /// The same with one condition more; of each kind but licences there is one.
    #[must_use]
    pub fn given(&self, condition: Condition) -> Self {
        let mut conditions = self.conditions.clone();
        conditions.retain(|it| {
            (it.given, it.second) != (condition.given, condition.second)
                || condition.given == Given::Licence && it.value != condition.value
        });
        conditions.push(condition);
        Self { sentence: self.sentence.clone(), conditions }
    }

    /// The same without the condition at this place.
    #[must_use]
    pub fn without(&self, at: usize) -> Self {
        let mut conditions = self.conditions.clone();
        if at < conditions.len() {
            conditions.remove(at);
        }
        Self { sentence: self.sentence.clone(), conditions }
    }

    /// Whether the second side of a comparison is the saved state.
    pub fn compares_saved(&self) -> bool {
        self.conditions.iter().any(|it| it.given == Given::Saved)
    }

    /// The circumstances: those of the second side are those of the first but for its own conditions.
    ///
    /// # Errors
    /// Names what is gone.
    pub fn circumstances(&self, document: &Document, second: bool) -> Result<Circumstances, Gone> {
        let mut asked = Circumstances::default();
        let directory = &document.directory;
        let gone = |what: &str| Gone(what.to_owned());
        for it in self.conditions.iter().filter(|it| !it.second || second) {
            let value = it.value.as_str();
            match it.given {
                Given::SignOn => {
                    let who = sign_on(directory, value);
                    asked.sign_on = Some(who.map_err(|_| gone("the group or post signed on as"))?);
                }
                Given::On => {
                    asked.on =
                        Some(Date::parse(value).map_err(|_| gone("a day such as 2026-05-04"))?);
                }
                Given::Service => asked.service = Some(value.to_owned()),
                Given::ActingAs => {
                    let user = directory.users.find(value);
                    let user = user.ok_or_else(|| gone("the person who acts"))?;
                    asked.acting_as = Some(user.id.clone());
                }
                Given::Licence => {
                    asked.licences.get_or_insert_default().push(value.to_owned());
                }
                Given::Saved => {}
            }
        }
        Ok(asked)
    }
}

fn thing(kind: &str, target: &str, outcome: &str) -> Option<Thing> {
    let kind = ModelKind::of(kind)?;
    Some(Thing { kind, target: target.to_owned(), outcome: outcome.to_owned() })
}

/// What a question names and the workspace does not have, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone(pub String);

/// A thing that is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Ability {
    /// The model.
    pub kind: ModelKind,
    /// The target.
    pub head: TargetHead,
    /// What is asked for.
    pub wanted: Wanted,
    /// The outcome or the permission, as the model names it.
    pub outcome: String,
}

impl Thing {
    /// What it is in the document.
    ///
    /// # Errors
    /// Names what is gone.
    pub fn ability(&self, snapshot: &Snapshot) -> Result<Ability, Gone> {
        let resolver = snapshot.in_the_end(self.kind);
        let info = self.kind.info();
        let head = resolver.head(&self.target);
        let head = head.ok_or_else(|| Gone(format!("this {} of {}", info.target, info.title)))?;
        let wanted = Wanted::at_least(&*resolver, &self.target, &self.outcome);
        let wanted = wanted.map_err(|_| Gone(format!("{} on {}", self.outcome, head.name)))?;
        Ok(Ability { kind: self.kind, head, wanted, outcome: self.outcome.clone() })
    }
}

impl Ability {
    /// The same as a question names it.
    pub fn thing(&self) -> Thing {
        let (target, outcome) = (self.head.key.clone(), self.outcome.clone());
        Thing { kind: self.kind, target, outcome }
    }
}

/// Somebody who is there.
#[derive(Clone, Debug)]
pub struct Somebody {
    /// Who, as a question names them.
    pub whom: Whom,
    /// Who.
    pub subject: Subject,
    /// What they belong to.
    pub members: Members,
    /// What they are called.
    pub name: String,
}

impl Whom {
    /// Who it is in the document.
    ///
    /// # Errors
    /// Says that they are gone.
    pub fn somebody(&self, snapshot: &Snapshot) -> Result<Somebody, Gone> {
        let gone = || Gone("this person or group".to_owned());
        let document = snapshot.document();
        let subject = self.subject(document).ok_or_else(gone)?;
        let members = subject.members(snapshot).ok_or_else(gone)?;
        let name = match &subject {
            Subject::User(id) => document.directory.users.name(id),
            Subject::Group(id) => document.directory.groups.name(id),
            Subject::Nobody => NOBODY_NAMED.to_owned(),
        };
        Ok(Somebody { whom: self.clone(), subject, members, name })
    }
}

/// What somebody is called who belongs to nothing.
pub const NOBODY_NAMED: &str = "anyone in no group";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn comes_back(address: &str) {
        let steps: Vec<String> = address.split('/').map(str::to_owned).collect();
        let question = Question::parse(&steps).unwrap();
        assert_eq!(question.steps(), steps);
    }

    #[test]
    fn an_address_comes_back() {
        comes_back("who-can/processes/b-exclusions/Read-Write-Delete");
        comes_back("what-can/u-ingrid/on=2026-05-04");
        comes_back("compare/u-jo/-/as=g-managers/second.saved=");
        comes_back("both/processes/b-x/Read/acl/r-1/edited/licence=TYS/licence=CAF");
    }

    #[test]
    fn what_asks_nothing_is_no_question() {
        for steps in ["", "who-can", "who-can/nothing/b/Read", "compare/u-jo", "why/u-jo"] {
            let steps: Vec<String> = steps.split('/').map(str::to_owned).collect();
            assert_eq!(Question::parse(&steps), None);
        }
    }

    #[test]
    fn of_each_condition_there_is_one_but_licences() {
        let of = |given, value: &str| Condition { given, value: value.to_owned(), second: false };
        let question = Question::new(Sentence::WhatCan(Whom(None)))
            .given(of(Given::On, "2026-05-04"))
            .given(of(Given::On, "2026-05-05"))
            .given(of(Given::Licence, "TYS"))
            .given(of(Given::Licence, "CAF"));
        let steps = ["what-can", "-", "on=2026-05-05", "licence=TYS", "licence=CAF"];
        assert_eq!(question.steps(), steps);
        assert_eq!(question.without(0).steps(), ["what-can", "-", "licence=TYS", "licence=CAF"]);
    }
}
