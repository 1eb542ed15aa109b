//! Expectations that stand in the document: a question with the outcome it should have, or a rule
//! that nobody may break. They are kept as the file has them; what they ask is read when they are
//! asked, so that a question to a model that is not there yet survives.

use super::Checks;
use crate::directory::{Date, Directory, Id, Principal, Rejection};
use crate::format::{Extra, Json, Object};
use crate::model::{Ask, Refusal, unknown};
use crate::shared::Shared;
use crate::text;

/// The id of a [`Check`].
pub type CheckId = Id<Check>;

/// One expectation.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Its id.
    pub id: CheckId,
    /// What it is for, in the user's words.
    pub note: Option<String>,
    /// What is expected.
    pub claim: Claim,
    /// The day on which it was added, where that is known.
    pub added: Option<Date>,
    /// Who added it, where the file says so.
    pub added_by: Option<String>,
    /// What the file says beyond this.
    pub extra: Extra,
}

/// What is expected.
#[derive(Clone, Debug, PartialEq)]
pub enum Claim {
    /// The answer to a question.
    Answer {
        /// The question's members.
        ask: Object,
        /// The outcome's stable name.
        expect: String,
        /// Rules and ids that the explanation has to cite.
        because: Vec<String>,
    },
    /// What has to hold of everybody; [`Rule::read`] says what.
    Rule(Object),
}

impl Claim {
    /// The key of the model that is asked; of two abilities that of the first.
    pub fn model(&self) -> Option<&str> {
        let (Self::Answer { ask: members, .. } | Self::Rule(members)) = self;
        let first = match members.get("nobodyHoldsBoth") {
            Some(Json::List(both)) => both.first().and_then(Json::as_object),
            _ => None,
        };
        let model = members.get("model").or_else(|| first?.get("model"));
        model.and_then(Json::as_text)
    }
}

impl Check {
    /// One that says nothing beside what it expects.
    pub fn new(id: CheckId, claim: Claim) -> Self {
        Self { id, note: None, claim, added: None, added_by: None, extra: Extra::new() }
    }

    /// What it is called: what it is for, or else its id.
    pub fn name(&self) -> &str {
        let note = self.note.as_deref().filter(|note| !text::is_blank(note));
        note.unwrap_or(self.id.as_str())
    }

    /// Whether it is a rule or an expectation.
    pub fn noun(&self) -> &'static str {
        match self.claim {
            Claim::Rule(_) => "rule",
            Claim::Answer { .. } => "check",
        }
    }
}

/// A rule as its members say it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// The members that say what it is about: an ability, two of them where nobody may hold both, or
    /// how far no new access reaches.
    pub about: Vec<Object>,
    /// What it demands, all of it at once.
    pub demands: Vec<Demand>,
}

/// What a rule demands of who can do something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Only these people can, and members of these groups, posts and service teams.
    NobodyOutside(Vec<String>),
    /// All of these can.
    EverybodyIn(Vec<String>),
    /// So many people at most can.
    AtMost(usize),
    /// Nobody can do both.
    NobodyHoldsBoth,
    /// Nobody can who could not in the saved state.
    NoNewAccess,
}

impl Rule {
    /// The members that demand something.
    pub const DEMANDS: [&'static str; 5] =
        ["nobodyOutside", "everybodyIn", "atMost", "nobodyHoldsBoth", "noNewAccess"];

    /// Reads the members of a rule. Whether what they name is there is for whoever judges it.
    ///
    /// # Errors
    /// Says what is missing, or what is of the wrong kind.
    pub fn read(members: &Object) -> Result<Self, Refusal> {
        let refused = |says: &str| Err(Refusal(says.to_owned()));
        let mut demands = Vec::new();
        for name in Self::DEMANDS {
            let Some(value) = members.get(name) else { continue };
            let list = || match value {
                Json::List(_) => texts(name, value),
                _ => Err(Refusal(format!("name a list as `{name}`"))),
            };
            demands.push(match name {
                "nobodyOutside" => Demand::NobodyOutside(list()?),
                "everybodyIn" => Demand::EverybodyIn(list()?),
                "atMost" => Demand::AtMost(number(name, value)?),
                "nobodyHoldsBoth" => Demand::NobodyHoldsBoth,
                _ if *value == Json::Bool(true) => Demand::NoNewAccess,
                _ => return refused("`noNewAccess` takes true"),
            });
        }
        let own = members.iter().filter(|(key, _)| !Self::DEMANDS.contains(key));
        let own: Object = own.map(|(key, value)| (key.to_owned(), value.clone())).collect();
        let about = match members.get("nobodyHoldsBoth") {
            Some(_) if demands.len() > 1 || !own.is_empty() => {
                return refused("beside `nobodyHoldsBoth` stands nothing else");
            }
            Some(Json::List(both)) if both.len() == 2 => {
                let both = both.iter().map(Json::as_object).map(|it| it.cloned());
                both.collect::<Option<Vec<Object>>>()
            }
            Some(_) => None,
            None => Some(vec![own]),
        };
        let Some(about) = about else {
            return refused("name two abilities as `nobodyHoldsBoth`");
        };
        let needs_model = demands != [Demand::NoNewAccess];
        let has_model = |about: &Object| about.get("model").and_then(Json::as_text).is_some();
        let bare = about.iter().all(|it| it.get("model").is_none());
        if demands.is_empty() {
            let all = Self::DEMANDS.map(|name| format!("`{name}`")).join(", ");
            return Err(Refusal(format!("name what the rule demands, one of {all}")));
        }
        if demands.iter().any(|it| matches!(it, Demand::EverybodyIn(ids) if ids.is_empty())) {
            return refused("name at least one person or group in `everybodyIn`");
        }
        if !about.iter().all(has_model) && (needs_model || !bare) {
            return refused("name a `model`");
        }
        Ok(Self { about, demands })
    }
}

fn number(key: &str, value: &Json) -> Result<usize, Refusal> {
    let number = match value {
        Json::Number(number) => number.as_u64().and_then(|it| usize::try_from(it).ok()),
        _ => None,
    };
    number.ok_or_else(|| Refusal(format!("`{key}` takes a whole number of people")))
}

/// One edit of the checks.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckEdit {
    /// Puts a check in the place of the one with its id, or at the end where there is none.
    Put(Box<Check>),
    /// Takes one away.
    Remove(CheckId),
    /// Moves one to this place, counted from 0 without it.
    Move(CheckId, usize),
}

impl CheckEdit {
    /// Which check it edits.
    pub fn id(&self) -> &CheckId {
        match self {
            Self::Put(check) => &check.id,
            Self::Remove(id) | Self::Move(id, _) => id,
        }
    }

    /// Applies the edit.
    ///
    /// # Errors
    /// Says what is not there, is taken, or can never be asked; nothing is changed.
    pub fn apply(
        &self,
        checks: &mut Shared<Checks>,
        directory: &Directory,
    ) -> Result<(), Rejection> {
        let id = self.id();
        let place = checks.list.iter().position(|check| check.id == *id);
        match (self, place) {
            (Self::Put(check), _) => {
                sound(check, directory)?;
                match place {
                    Some(at) if checks.list.get(at) == Some(check) => {}
                    Some(at) => {
                        let old = checks.edit().list.get_mut(at);
                        old.into_iter().for_each(|old| old.clone_from(check));
                    }
                    None => checks.edit().list.push(Check::clone(check)),
                }
                Ok(())
            }
            (_, None) => Err(Rejection(format!("there is no check `{id}`"))),
            (Self::Remove(_), Some(at)) => {
                checks.edit().list.remove(at);
                Ok(())
            }
            (Self::Move(_, to), Some(at)) => {
                let to = (*to).min(checks.list.len().saturating_sub(1));
                if to != at {
                    let list = &mut checks.edit().list;
                    let check = list.remove(at);
                    list.insert(to, check);
                }
                Ok(())
            }
        }
    }

    /// The edit in words, for undo and for a list of changes.
    pub fn describe(&self, checks: &Checks) -> String {
        let known = checks.list.iter().find(|check| check.id == *self.id());
        let verb = match (self, known) {
            (Self::Put(_), None) => "add",
            (Self::Put(_), Some(_)) => "change",
            (Self::Remove(_), _) => "remove",
            (Self::Move(..), _) => "move",
        };
        let named = match self {
            Self::Put(check) => Some(&**check),
            _ => known,
        };
        match named {
            Some(check) => format!("{verb} {} {}", check.noun(), check.name()),
            None => format!("{verb} check {}", self.id()),
        }
    }
}

/// Whether a check is one that can be put into a file.
fn sound(check: &Check, directory: &Directory) -> Result<(), Rejection> {
    let id = check.id.as_str();
    if text::is_blank(id) {
        return Err(Rejection("an id cannot be blank".to_owned()));
    }
    if directory.principal(id).is_some() {
        return Err(Rejection(format!("the id `{id}` is taken")));
    }
    match &check.claim {
        Claim::Rule(rule) => Rule::read(rule).map(drop).map_err(|refusal| Rejection(refusal.0)),
        Claim::Answer { expect, .. } if text::is_blank(expect) => {
            Err(Rejection("name the outcome that is expected".to_owned()))
        }
        Claim::Answer { .. } => Ok(()),
    }
}

/// Splits a question's members into what every model understands and the rest.
///
/// # Errors
/// Names the member that is of the wrong kind, or what the directory does not have.
pub fn read_ask(directory: &Directory, members: &Object) -> Result<Ask, Refusal> {
    let mut ask = Ask::default();
    for (key, value) in members.iter() {
        let circumstances = &mut ask.circumstances;
        match key {
            "model" => {}
            "user" => ask.user = Some(text(key, value)?.into()),
            "group" => ask.group = Some(text(key, value)?.into()),
            "as" => circumstances.sign_on = Some(sign_on(directory, text(key, value)?)?),
            "on" => circumstances.on = Some(Date::parse(text(key, value)?).map_err(Refusal)?),
            "service" => circumstances.service = Some(text(key, value)?.to_owned()),
            "actingAs" => {
                let id = text(key, value)?;
                if directory.users.find(id).is_none() {
                    return Err(unknown("user", id));
                }
                circumstances.acting_as = Some(id.into());
            }
            "licences" => circumstances.licences = Some(texts(key, value)?),
            _ => drop(ask.about.push(key, value.clone())),
        }
    }
    Ok(ask)
}

/// What somebody signs on as: a group or a post.
pub fn sign_on(directory: &Directory, id: &str) -> Result<Principal, Refusal> {
    match directory.principal(id) {
        Some(who @ (Principal::Group(_) | Principal::Post(_))) => Ok(who),
        Some(_) => Err(Refusal(format!("`{id}` is neither a group nor a post to sign on as"))),
        None => Err(unknown("group or post", id)),
    }
}

fn text<'a>(key: &str, value: &'a Json) -> Result<&'a str, Refusal> {
    value.as_text().ok_or_else(|| Refusal(format!("`{key}` takes a text, not {}", value.kind())))
}

/// A list of texts.
pub fn texts(key: &str, value: &Json) -> Result<Vec<String>, Refusal> {
    let Json::List(items) = value else {
        return Err(Refusal(format!("`{key}` takes a list, not {}", value.kind())));
    };
    items.iter().map(|item| text(key, item).map(str::to_owned)).collect()
}
