//! Questions that are typed elsewhere: what a text asks, in words, with where it is answered.

use super::cells::cells;
use super::parts::Parts;
use super::question::{Question, Sentence};
use super::typed::{asked, words};
use whocan_core::directory::{Circumstances, Principal};
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::search::{Fit, SearchWords};
use whocan_core::shared::Shared;

/// Up to how many people it is counted who can.
const MOST_PEOPLE: usize = 2_000;

/// What the questions of a workspace are made of.
pub struct TypedQuestions(Parts);

/// What a text asks, or what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedAnswer {
    /// It in words.
    pub words: String,
    /// More of its answer in a few words; empty where that takes longer.
    pub answer: String,
    /// Where it is answered in full.
    pub leads: Leads,
}

/// Where something that was asked is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// At the answer of a question, by the steps of its address.
    Question(Vec<String>),
    /// At what a person or a group can do with one target.
    Cell {
        /// The model.
        kind: ModelKind,
        /// The person or the group.
        whom: Principal,
        /// The target's key.
        target: String,
    },
}

impl TypedQuestions {
    /// Those of a document. Some systems may be in use though nothing is set in them yet.
    pub fn of(snapshot: &Shared<Snapshot>, added: &[ModelKind]) -> Self {
        Self(Parts::of(snapshot, added))
    }

    /// What a text comes to, all of its words counted: the first few cells that it names, then the first
    /// question that it asks. Cells are decided as it is asked on screen.
    pub fn answers(&self, text: &str, on_screen: &Circumstances) -> Vec<TypedAnswer> {
        let mut answers = cells(&self.0, text, on_screen);
        answers.extend(asked(&self.0, text).map(|question| TypedAnswer {
            words: words(&self.0.snapshot, &question),
            answer: count(&self.0.snapshot, &question).unwrap_or_default(),
            leads: Leads::Question(question.steps()),
        }));
        answers
    }

    /// Which words are what outcomes are called.
    pub fn outcomes(&self, words: &SearchWords) -> Fit {
        words.fit(&self.0.outcomes)
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
        let of = |text: &str| questions.answers(text, &Circumstances::default());
        let found = of("sen memos").remove(0);
        assert_eq!((&*found.words, &*found.answer), ("Who can Read SEN Memos?", "4 people"));
        let Leads::Question(steps) = found.leads else { panic!("{:?}", found.leads) };
        assert_eq!(Question::parse(&steps).unwrap().steps(), steps);
        assert_eq!(of("zzzz"), []);
        let found = of("ingrid sen memos");
        let found: Vec<&str> = found.iter().map(|it| it.words.as_str()).collect();
        assert_eq!(found, ["Ingrid Solheim can Read SEN Memos"]);
    }
}
