//! What the address says of these pages behind their name: which part of Review, and which saves of the
//! History, compared or alone, within which span of dates.

use whocan_core::models::ModelKind;

/// The step of Review's other part.
const PERMISSIONS: &str = "permissions";
/// The step of the draft.
const DRAFT: &str = "draft";
const FROM: &str = "from-";
const TO: &str = "to-";
const MODEL: &str = "model-";

/// Whether Review lists permissions, and not people.
pub fn by_permission(focus: &[String]) -> bool {
    focus.first().is_some_and(|step| step == PERMISSIONS)
}

/// The focus of a part of Review.
pub fn review_focus(by_permission: bool) -> Vec<String> {
    if by_permission { vec![PERMISSIONS.to_owned()] } else { Vec::new() }
}

/// A state in the course of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// What a save left.
    Revision(u32),
    /// What is not saved yet.
    Draft,
}

impl State {
    fn parse(step: &str) -> Option<Self> {
        match step {
            DRAFT => Some(Self::Draft),
            _ => step.parse().ok().map(Self::Revision),
        }
    }

    fn step(self) -> String {
        match self {
            Self::Revision(id) => id.to_string(),
            Self::Draft => DRAFT.to_owned(),
        }
    }
}

/// What is chosen in the History.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The earlier one of two that are compared; none where one save is looked at.
    pub from: Option<State>,
    /// The later one, or the save; none for the newest.
    pub to: Option<State>,
    /// The first day of the saves that are listed, as `2026-01-15`; empty for any.
    pub since: String,
    /// The last one.
    pub until: String,
    /// The model whose difference is drawn; none for the one in which most differs.
    pub model: Option<ModelKind>,
}

impl Chosen {
    /// Reads the focus. What means nothing here is passed over.
    pub fn parse(focus: &[String]) -> Self {
        let mut chosen = Self::default();
        let mut states = Vec::new();
        for step in focus {
            if let Some(day) = step.strip_prefix(FROM) {
                day.clone_into(&mut chosen.since);
            } else if let Some(day) = step.strip_prefix(TO) {
                day.clone_into(&mut chosen.until);
            } else if let Some(key) = step.strip_prefix(MODEL) {
                chosen.model = ModelKind::of(key);
            } else {
                states.extend(State::parse(step));
            }
        }
        match states.as_slice() {
            [from, to, ..] => (chosen.from, chosen.to) = (Some(*from), Some(*to)),
            [one] => chosen.to = Some(*one),
            [] => {}
        }
        chosen
    }

    /// Whether the saves of some days only are listed.
    pub fn has_days(&self) -> bool {
        !self.since.is_empty() || !self.until.is_empty()
    }

    /// Whether a save of this day is listed.
    pub fn has_day(&self, day: &str) -> bool {
        (self.since.is_empty() || *self.since <= *day)
            && (self.until.is_empty() || day <= &*self.until)
    }

    /// The focus that says so.
    pub fn focus(&self) -> Vec<String> {
        let states = self.from.into_iter().chain(self.to).map(State::step);
        let day = |prefix: &str, day: &String| {
            Some(day).filter(|day| !day.is_empty()).map(|day| format!("{prefix}{day}"))
        };
        let days = [day(FROM, &self.since), day(TO, &self.until)].into_iter().flatten();
        let model = self.model.map(|kind| format!("{MODEL}{}", kind.key()));
        states.chain(days).chain(model).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(focus: &[&str], same: bool) -> Chosen {
        let focus: Vec<String> = focus.iter().map(|step| (*step).to_owned()).collect();
        let chosen = Chosen::parse(&focus);
        assert_eq!(chosen.focus() == focus, same, "{chosen:?}");
        chosen
    }

    #[test]
    fn what_is_chosen_has_an_address() {
        assert_eq!(check(&[], true), Chosen::default());
        assert_eq!(check(&["3"], true).to, Some(State::Revision(3)));
        let two = check(&["3", "draft", "from-2026-01-15", "model-processes"], true);
        assert_eq!((two.from, two.to), (Some(State::Revision(3)), Some(State::Draft)));
        assert_eq!((&*two.since, two.model), ("2026-01-15", Some(ModelKind::Processes)));
        assert_eq!(check(&["nonsense", "7"], false).to, Some(State::Revision(7)));
    }
}
