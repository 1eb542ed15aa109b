//! Makes sentences of reasons: the slots of a sentence become names that a reader can follow.

use super::{Address, Fact, Names, Reason};
use crate::format::isolated;

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Span {
    /// Words.
    Words(String),
    /// The name of a place, to be followed; shown, and kept apart from the words around it.
    Link(Address, String),
}

/// The sentence of one step, in pieces. A slot that nothing fills stays visible as `{slot}`: a
/// conformance test finds it.
pub fn phrase(reason: &Reason, names: &dyn Names) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = reason.says;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((slot, after)) = after.split_once('}') else { break };
        push_words(&mut spans, before);
        match reason.facts.iter().find(|(name, _)| *name == slot).map(|(_, fact)| fact) {
            // Among the words can be names as well: those of licences, of services.
            Some(Fact::Words(words)) => push_words(&mut spans, &isolated(words)),
            Some(Fact::Name(address)) => {
                let name = names.name(address).unwrap_or_else(|| "?".to_owned());
                spans.push(Span::Link(address.clone(), isolated(&name).into_owned()));
            }
            None => push_words(&mut spans, &format!("{{{slot}}}")),
        }
        rest = after;
    }
    push_words(&mut spans, rest);
    spans
}

/// The sentence of one step as plain text.
pub fn plain(reason: &Reason, names: &dyn Names) -> String {
    phrase(reason, names)
        .into_iter()
        .map(|span| match span {
            Span::Words(words) | Span::Link(_, words) => words,
        })
        .collect()
}

fn push_words(spans: &mut Vec<Span>, words: &str) {
    match spans.last_mut() {
        _ if words.is_empty() => {}
        Some(Span::Words(last)) => last.push_str(words),
        _ => spans.push(Span::Words(words.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Principal;

    struct Echo;

    impl Names for Echo {
        fn name(&self, _: &Address) -> Option<String> {
            Some("Office {level}".to_owned())
        }
    }

    #[test]
    fn a_name_that_looks_like_a_slot_is_not_filled() {
        let reason = Reason::new("R1", "{group} is set to {level}.", "Read")
            .name("group", Address::Principal(Principal::Group("g".into())))
            .words("level", "Read");
        assert_eq!(plain(&reason, &Echo), "Office {level} is set to Read.");
    }

    struct Said(&'static str);

    impl Names for Said {
        fn name(&self, _: &Address) -> Option<String> {
            Some(self.0.to_owned())
        }
    }

    #[test]
    fn a_name_does_not_turn_the_sentence_round() {
        let reason = Reason::new("R1", "{group} gives {level}.", "Read")
            .name("group", Address::Principal(Principal::Group("g".into())))
            .words("level", "Read");
        let said = |name| plain(&reason, &Said(name));
        assert_eq!(said("Office \u{202e}(nwo)"), "Office [U+202E](nwo) gives Read.");
        assert_eq!(said("صفّ 7 (A)"), "\u{2068}صفّ 7 (A)\u{2069} gives Read.");
    }

    #[test]
    fn an_unfilled_slot_stays_visible() {
        assert_eq!(plain(&Reason::new("R1", "a {b} c", "x"), &Echo), "a {b} c");
    }
}
