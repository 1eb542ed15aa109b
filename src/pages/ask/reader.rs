//! Questions that are typed elsewhere: what a text asks first, in words and as the address of its answer.

use super::parts::Parts;
use super::question::{Question, Sentence};
use super::typed::{question_of, read};
use whocan_core::directory::Circumstances;
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::shared::Shared;

/// Up to how many people it is counted who can.
const MOST_PEOPLE: usize = 2_000;

/// What the questions of a workspace are made of.
pub struct TypedQuestions(Parts);

/// A question that a text asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedQuestion {
    /// It in words.
    pub words: String,
    /// Its answer in a few words; empty where that takes longer.
    pub answer: String,
    /// The steps of its address.
    pub steps: Vec<String>,
}

impl TypedQuestions {
    /// Those of a document. Some systems may be in use though nothing is set in them yet.
    pub fn of(snapshot: &Shared<Snapshot>, added: &[ModelKind]) -> Self {
        Self(Parts::of(snapshot, added))
    }

    /// What a text asks first.
    pub fn first(&self, text: &str) -> Option<TypedQuestion> {
        let choice = read(&self.0, text).choices.into_iter().next()?;
        let question = question_of(&choice.value)?;
        let answer = count(&self.0.snapshot, &question).unwrap_or_default();
        Some(TypedQuestion { words: choice.label, answer, steps: question.steps() })
    }
}

/// How many people can, where that is soon told.
fn count(snapshot: &Snapshot, question: &Question) -> Option<String> {
    let Sentence::WhoCan(thing) = &question.sentence else { return None };
    let reads = thing.kind.info().reads;
    let many = snapshot.document().directory.users.len() > MOST_PEOPLE;
    if many || reads.sign_on || reads.service {
        return None;
    }
    let resolver = snapshot.in_the_end(thing.kind);
    let wanted = resolver.abilities(&thing.target, &thing.outcome)?;
    let column = resolver.column(&Circumstances::default(), &thing.target)?;
    let able = column.iter().filter(|outcome| wanted.beyond(outcome.grants).is_empty()).count();
    Some(match able {
        0 => "nobody".to_owned(),
        1 => "1 person".to_owned(),
        able => format!("{able} people"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_asks_a_question_that_has_an_address() {
        let document = crate::state::open_example("school-office").unwrap();
        let questions = TypedQuestions::of(&Shared::new(Snapshot::new(&document, None)), &[]);
        let found = questions.first("sen memos").unwrap();
        assert_eq!(found.words, "Who can Read SEN Memos?");
        assert_eq!(found.answer, "4 people");
        assert_eq!(Question::parse(&found.steps).unwrap().steps(), found.steps);
        assert_eq!(questions.first("zzzz"), None);
    }
}
