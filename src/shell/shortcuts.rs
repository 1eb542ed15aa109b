//! The keys that are heard wherever the focus is: what the app as a whole does, and where G and a
//! letter lead. Whoever wants none of the keys that are a single letter switches them off.

use leptos::prelude::*;

use super::Shell;
use super::places::Place;
use super::share::copy_link;
use crate::components::Toasts;
use crate::platform::keys::{self, Heard};
use crate::platform::{clock, page};
use crate::state::{Action, Presenter, Screen, Session};
use whocan_core::keys::{Focus, Shortcut, Stroke};
use whocan_core::models::ModelKind;

/// For how long a letter behind G leads somewhere, in milliseconds.
const PATIENCE: f64 = 2000.0;
/// The field of a question.
const QUESTION: &str = "question";

/// Where a letter behind G leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goal {
    Place(Place),
    /// To a system by its place in the rail.
    System(usize),
}

impl Goal {
    fn of(key: &str) -> Option<Self> {
        let place = Place::ALL.into_iter().find(|place| place.letter() == key);
        let digit = key.parse::<usize>().ok().and_then(|digit| digit.checked_sub(1));
        place.map(Self::Place).or(digit.map(Self::System))
    }

    fn screen(self, shell: Shell) -> Option<Screen> {
        match self {
            Self::Place(place) => Some(place.screen(shell.draft.is_there.get_untracked())),
            Self::System(at) => {
                let kind = shell.systems.in_use.with_untracked(|all| all.get(at).copied())?;
                Some(untrack(|| shell.systems.screen_of(kind)))
            }
        }
    }
}

/// Whether a stroke is a letter, a digit or a sign by itself.
fn is_single(stroke: &Stroke) -> bool {
    let mut signs = stroke.key.chars();
    !stroke.command && stroke.key != " " && signs.next().is_some() && signs.next().is_none()
}

/// Hears keys from now on.
pub fn follow_keys(session: Session, shell: Shell, toasts: Toasts) {
    // When G was pressed.
    let going = StoredValue::new(None::<f64>);
    keys::on_key_first(move |stroke, focus| {
        match stroke.shortcut(focus) {
            Some(Shortcut::Save) => {
                if focus == Focus::Text {
                    keys::leave_and_return();
                }
                session.dispatch(Action::Save);
                return Heard::Used;
            }
            Some(Shortcut::Search) => {
                shell.search();
                return Heard::Used;
            }
            Some(Shortcut::Swallow) => return Heard::Used,
            _ => {}
        }
        let since = going.get_value();
        going.set_value(None);
        if focus != Focus::Page || !is_single(stroke) {
            return Heard::No;
        }
        if !session.prefs().letters().get_untracked() {
            return Heard::Stopped;
        }
        // Before a grid takes the letter for a level.
        let goal = since
            .filter(|since| clock::now() - since < PATIENCE)
            .and_then(|_| Goal::of(&stroke.key.to_lowercase()));
        match goal.and_then(|goal| goal.screen(shell)) {
            Some(screen) => {
                go(session, screen);
                Heard::Used
            }
            None => Heard::No,
        }
    });
    keys::on_key(move |stroke, focus| {
        let action = match stroke.shortcut(focus) {
            Some(Shortcut::Undo) => Action::Undo,
            Some(Shortcut::Redo) => Action::Redo,
            Some(Shortcut::Keys) => Action::ShowKeys,
            _ => match Deed::of(stroke, focus) {
                Some(Deed::Go) => {
                    going.set_value(is_open(session).then(clock::now));
                    return true;
                }
                Some(deed) => return deed.act(session, shell, toasts),
                None => return false,
            },
        };
        session.dispatch(action);
        true
    });
}

fn is_open(session: Session) -> bool {
    session.route().with_untracked(|route| route.workspace().is_some())
}

fn go(session: Session, screen: Screen) {
    let to = session.route().with_untracked(|route| route.to(screen, Vec::new()));
    session.dispatch(Action::Go(to));
}

/// What a key does where nothing nearer wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Go,
    Ask,
    Find,
    Review,
    CopyLink,
    Present,
    StopPresenting,
    Names,
    Long,
}

impl Deed {
    fn of(stroke: &Stroke, focus: Focus) -> Option<Self> {
        let key = stroke.key.to_lowercase();
        match (stroke.command, key.as_str(), stroke.shift, focus) {
            (_, _, _, Focus::Dialog) => None,
            (true, "enter", false, _) => Some(Self::Review),
            (true, "c", true, _) => Some(Self::CopyLink),
            (false, "f5", false, _) => Some(Self::Present),
            (_, _, _, Focus::Text | Focus::List) | (true, ..) => None,
            (false, "g", false, _) => Some(Self::Go),
            (false, "/", ..) => Some(Self::Ask),
            (false, "f", false, _) => Some(Self::Find),
            (false, "n", false, _) => Some(Self::Names),
            (false, "w", false, _) => Some(Self::Long),
            (false, "escape", false, _) => Some(Self::StopPresenting),
            _ => None,
        }
    }

    /// Whether it did anything.
    fn act(self, session: Session, shell: Shell, toasts: Toasts) -> bool {
        if !is_open(session) {
            return false;
        }
        let presenter = session.presenter().get_untracked();
        let present = |next| session.dispatch(Action::Present(next));
        match self {
            Self::Go => {}
            Self::Ask => {
                // The page of questions does it by itself.
                if session.route().with_untracked(|it| it.screen()) == Some(Screen::Ask) {
                    return false;
                }
                go(session, Screen::Ask);
                page::focus_soon(QUESTION);
            }
            Self::Find => return page::focus_first("work", ".grid-find input, [role='searchbox']"),
            Self::Review => go(session, Screen::Review),
            Self::CopyLink => copy_link(session, toasts),
            // Who presents reloads as ever.
            Self::Present if presenter != Presenter::Off => return false,
            Self::Present => present(Presenter::WithoutNames),
            Self::StopPresenting | Self::Names | Self::Long if presenter == Presenter::Off => {
                return false;
            }
            Self::StopPresenting => present(Presenter::Off),
            Self::Names => present(presenter.other_names()),
            Self::Long => shell.show_long_reason(!shell.long_reason.get_untracked()),
        }
        true
    }
}

/// The keys of the places behind G, for the list of keys: each with what it leads to.
pub(super) fn goals() -> Vec<(String, String)> {
    let places = Place::ALL.into_iter();
    let places = places.map(|place| {
        (format!("G then {}", place.letter().to_uppercase()), place.label().to_owned())
    });
    let systems = format!("G then 1 to {}", ModelKind::ALL.len());
    places.chain([(systems, "A system".to_owned())]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(key: &str, command: bool, shift: bool) -> Stroke {
        Stroke { key: key.to_owned(), command, shift }
    }

    #[test]
    fn each_place_has_a_letter_of_its_own() {
        for place in Place::ALL {
            assert_eq!(Goal::of(place.letter()), Some(Goal::Place(place)));
        }
        assert_eq!(Goal::of("1"), Some(Goal::System(0)));
        assert_eq!(Goal::of("0"), None);
        assert_eq!(Goal::of("x"), None);
    }

    #[test]
    fn a_single_letter_is_one_sign_without_a_command() {
        let single = |key| is_single(&stroke(key, false, false));
        assert_eq!(["a", "?", "1", "é"].map(single), [true; 4]);
        assert_eq!(["Enter", " ", "F5", ""].map(single), [false; 4]);
        assert!(!is_single(&stroke("a", true, false)));
    }

    #[test]
    fn letters_wait_while_something_is_typed() {
        let of = |key, focus| Deed::of(&stroke(key, false, false), focus);
        assert_eq!(of("g", Focus::Page), Some(Deed::Go));
        for focus in [Focus::Text, Focus::List, Focus::Dialog] {
            assert_eq!(["g", "/", "f", "n"].map(|key| of(key, focus)), [None; 4]);
        }
        assert_eq!(of("F5", Focus::Text), Some(Deed::Present));
        assert_eq!(of("F5", Focus::Dialog), None);
        assert_eq!(Deed::of(&stroke("Enter", true, false), Focus::Text), Some(Deed::Review));
        assert_eq!(Deed::of(&stroke("C", true, true), Focus::Page), Some(Deed::CopyLink));
        assert_eq!(Deed::of(&stroke("c", true, false), Focus::Page), None);
    }
}
