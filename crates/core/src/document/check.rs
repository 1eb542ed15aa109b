//! Expectations that stand in the document: a question with the outcome it should have, or a rule
//! that nobody may break. They are kept as the file has them; what they ask is read when they are
//! asked, so that a question to a model that is not there yet survives.

use crate::directory::{Date, Directory, Id, Principal};
use crate::format::{Extra, Json, Object};
use crate::model::{Ask, Refusal, unknown};

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
    /// That nobody outside has something.
    Rule(Object),
}

impl Claim {
    /// The key of the model that is asked.
    pub fn model(&self) -> Option<&str> {
        let (Self::Answer { ask: members, .. } | Self::Rule(members)) = self;
        members.get("model").and_then(Json::as_text)
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
