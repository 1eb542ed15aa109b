//! ASK: four sentences whose parts are chosen or typed, and their answers at once, of the draft. Every
//! question has an address.

mod answer;
mod beside;
mod both;
mod cells;
mod compare;
mod conditions;
pub mod keep;
mod parts;
mod people;
mod picture;
mod question;
mod reader;
mod sentence;
mod typed;
mod what_can;
mod who_can;
pub mod words;

pub use self::reader::{Leads, TypedAnswer, TypedQuestions};

use std::sync::Arc;

use leptos::prelude::*;

use self::both::both;
use self::compare::compare;
use self::keep::Keepable;
use self::parts::{Parts, first_question};
use self::question::{Gone, Question, Sentence};
use self::sentence::QuestionCard;
use self::what_can::what_can;
use self::who_can::who_can as answer_who_can;
use crate::components::{Button, ButtonSize, Icon, Toasts};
use crate::platform::{clipboard, keys, later, page};
use crate::shell::jump::leads_to;
use crate::shell::offer_undo;
use crate::state::{Action, Route, Screen, Session, use_session};
use whocan_core::document::Command;
use whocan_core::keys::Focus;
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::shared::Shared;
use whocan_core::table;
use whocan_core::verdict::{Address, Outcome};

/// The heading of an answer, for the focus where what had it is gone.
const HEAD: &str = "answer";
/// The field for a whole question.
const FIELD: &str = "question";

/// What the parts of the page share. Copied freely.
#[derive(Clone, Copy)]
struct Ask {
    session: Session,
    toasts: Toasts,
    /// The page without what is asked.
    place: Signal<Route>,
    /// What is asked; none until something is.
    question: Memo<Option<Question>>,
    /// What tokens choose from, of the draft for which it was last wanted.
    parts: StoredValue<Option<Arc<Parts>>>,
    /// The answer in a few words, for whoever does not see it.
    said: RwSignal<String>,
}

/// Where it is answered who can do what an outcome permits on a target; of one that permits nothing, who
/// can do the least there is. None where nothing can be done there.
pub fn who_can(
    snapshot: &Snapshot,
    from: &Route,
    kind: ModelKind,
    target: &str,
    outcome: &Outcome,
) -> Option<Route> {
    let names = parts::outcomes(&*snapshot.in_the_end(kind), target);
    let same = names.iter().find(|name| ***name == *outcome.name);
    // A set of permissions has no name of its own: what it permits at most stands last.
    let last = outcome.name.rsplit(", ").next();
    let last = || names.iter().find(|name| Some(name.as_str()) == last);
    let outcome = same.or_else(last).or_else(|| names.first())?.clone();
    let thing = question::Thing { kind, target: target.to_owned(), outcome };
    let question = Question::new(Sentence::WhoCan(thing));
    Some(from.to(Screen::Ask, question.steps()))
}

impl Ask {
    fn new(session: Session) -> Self {
        let route = session.route();
        let question = Memo::new(move |before: Option<&Option<Question>>| {
            route.with(|route| match route.screen() {
                Some(Screen::Ask) => Question::parse(route.focus()),
                _ => before.cloned().flatten(),
            })
        });
        let toasts = use_context::<Toasts>().unwrap_or_default();
        let (parts, said) = (StoredValue::new(None), RwSignal::new(String::new()));
        Self { session, toasts, place: session.place(), question, parts, said }
    }

    /// The systems that were added to the workspace by hand.
    fn added(self) -> Vec<ModelKind> {
        let workspace = self.session.route().with_untracked(|it| it.workspace().map(str::to_owned));
        untrack(|| self.session.prefs().systems_of(&workspace.unwrap_or_default()))
    }

    fn snapshot(self) -> Option<Shared<Snapshot>> {
        self.session.snapshot().get_untracked()
    }

    /// What tokens choose from, of the present draft.
    fn parts(self) -> Option<Arc<Parts>> {
        let snapshot = self.snapshot()?;
        let known = self.parts.get_value().filter(|parts| parts.snapshot.same(&snapshot));
        known.or_else(|| {
            let parts = Arc::new(Parts::of(&snapshot, &self.added()));
            self.parts.set_value(Some(parts.clone()));
            Some(parts)
        })
    }

    fn route_of(self, question: &Question) -> Route {
        self.place.with_untracked(|place| place.to(Screen::Ask, question.steps()))
    }

    /// The address of a question.
    fn href(self, question: &Question) -> String {
        self.route_of(question).href()
    }

    /// Asks something else: a step of the browser's history.
    fn go(self, question: &Question) {
        self.session.dispatch(Action::Go(self.route_of(question)));
    }

    /// Edits the draft, and says so with a way back.
    fn run(self, command: Command, said: String) {
        self.session.dispatch(Action::Run(command));
        self.ran(said);
    }

    /// Keeps what is not kept yet of these, as one step; what no check can say is not among them.
    fn keep(self, all: Vec<Keepable>) {
        let Some(snapshot) = self.snapshot() else { return };
        if all.is_empty() {
            return self.toasts.say("A check cannot ask for this.");
        }
        let mut new = all;
        new.retain(|it| !it.is_kept(snapshot.document()));
        if new.is_empty() {
            return self.toasts.say("It is kept as a check already.");
        }
        let notes = new.iter().map(|it| it.note.clone()).collect::<Vec<_>>().join("; ");
        let said = match new.len() {
            1 => format!("Kept as a check: {notes}"),
            number => format!("Kept as {number} checks: {notes}"),
        };
        let mut parts = new.into_iter().map(Keepable::into_parts);
        match (parts.next(), parts.len()) {
            (Some((note, claim)), 0) => drop(self.session.add_check(&note, claim)),
            (first, _) => {
                self.session.add_checks("keep as checks", first.into_iter().chain(parts).collect());
            }
        }
        self.ran(said);
    }

    /// Says what was done, with a way back.
    fn ran(self, said: String) {
        offer_undo(self.session, self.toasts, said);
        page::focus_if_lost(HEAD);
    }

    /// Puts a table on the clipboard, as spreadsheets take it.
    fn copy(self, rows: &[Vec<String>]) {
        let (toasts, count) = (self.toasts, rows.len().saturating_sub(1));
        clipboard::write(&table::write(rows), move |done| {
            toasts.say(match done {
                true => format!("Copied as a table: {}.", words::count(count, "row", "rows")),
                false => "Not copied: the browser does not let this page write there.".to_owned(),
            });
        });
    }

    /// Where a place of the document is shown, and what a link there is called.
    fn leads_to(self, snapshot: &Snapshot, address: &Address) -> Option<(String, &'static str)> {
        let from = self.place.get_untracked();
        let route = leads_to(address, snapshot, &from, None)?;
        let label = match route.screen() {
            Some(Screen::Editor(_)) => "Open in Editor",
            _ => "Open",
        };
        Some((route.href(), label))
    }
}

/// See the module.
#[component]
pub fn AskPage() -> AnyView {
    let session = use_session();
    let ask = Ask::new(session);
    provide_context(ask);
    // An address that asks nothing asks something sensible, so that a link to it says what.
    Effect::new(move |_| {
        let on_page = session.route().with(|route| route.screen() == Some(Screen::Ask));
        let snapshot = session.snapshot().get();
        if !on_page || ask.question.with(Option::is_some) {
            return;
        }
        if let Some(snapshot) = snapshot {
            let first = first_question(&snapshot, &ask.added());
            session.dispatch(Action::Focus(first.steps()));
        }
    });
    keys::on_key(move |stroke, focus| {
        let asks = stroke.key == "/" && !stroke.command && focus == Focus::Page;
        if asks {
            page::focus(FIELD);
        }
        asks
    });
    view! {
        <div class="ask">
            <QuestionCard />
            <p class="unseen" role="status">{ask.said}</p>
            <Results />
        </div>
    }
    .into_any()
}

/// The page's own state, as its parts find it.
#[expect(clippy::expect_used, reason = "the page provides it before it draws anything")]
fn use_ask() -> Ask {
    use_context().expect("the page's state stands in the context")
}

#[component]
fn Results() -> AnyView {
    let ask = use_ask();
    let session = ask.session;
    let draw = move || {
        let (snapshot, saved) = (session.snapshot().get(), session.saved().get());
        let question = ask.question.get();
        let (snapshot, question) = snapshot.zip(question)?;
        Some(untrack(|| match results(ask, &snapshot, saved.as_ref(), &question) {
            Ok(results) => results,
            Err(gone) => view! { <IsGone gone /> }.into_any(),
        }))
    };
    draw.into_any()
}

fn results(
    ask: Ask,
    snapshot: &Shared<Snapshot>,
    saved: Option<&Shared<Snapshot>>,
    question: &Question,
) -> Result<AnyView, Gone> {
    match &question.sentence {
        Sentence::WhoCan(thing) => {
            let ability = thing.ability(snapshot)?;
            let asked = question.circumstances(snapshot.document(), false)?;
            answer_who_can(ask, snapshot, saved, &ability, &asked)
        }
        Sentence::WhatCan(whom) => {
            let somebody = whom.somebody(snapshot)?;
            let asked = question.circumstances(snapshot.document(), false)?;
            Ok(what_can(ask, snapshot, saved, &somebody, &asked))
        }
        Sentence::Compare(..) => compare(ask, snapshot, saved, question),
        Sentence::Both(one, other) => {
            let (one, other) = (one.ability(snapshot)?, other.ability(snapshot)?);
            let asked = question.circumstances(snapshot.document(), false)?;
            both(ask, snapshot, &one, &other, &asked)
        }
    }
}

/// Stands where a question names what the workspace does not have.
#[component]
fn IsGone(gone: Gone) -> AnyView {
    let ask = use_ask();
    let again = move || {
        let snapshot = ask.snapshot();
        let first = snapshot.map(|snapshot| first_question(&snapshot, &ask.added()));
        first.into_iter().for_each(|first| ask.go(&first));
    };
    let Gone(what) = gone;
    later::soon(move || {
        ask.said.try_set(String::new());
    });
    view! {
        <div class="ask-gone" role="alert">
            <p class="ask-gone-title">{format!("This workspace does not have {what}.")}</p>
            <p>"It was removed, or the link is of another file. Choose another part above."</p>
            <Button size=ButtonSize::Small icon=Icon::Ask on_press=again>
                "Ask something else"
            </Button>
        </div>
    }
    .into_any()
}

/// What stands over an answer: how many, of what; what can be done with it.
#[component]
fn AnswerHead(
    /// How many: "4 people can".
    #[prop(into)]
    title: String,
    /// Of how many, and how.
    #[prop(into)]
    about: String,
    /// Makes a table of the answer.
    table: Callback<(), Vec<Vec<String>>>,
    /// What can be done with it beside.
    children: Children,
) -> AnyView {
    let ask = use_ask();
    let said = format!("{title} {about}");
    // Once it is drawn: what is said belongs to what is seen.
    later::soon(move || {
        ask.said.try_set(said);
    });
    let copy = move || ask.copy(&table.run(()));
    view! {
        <div class="ask-head">
            <h2 class="ask-count" id=HEAD tabindex="-1">
                {title}
            </h2>
            <p class="ask-of">{about}</p>
            <div class="ask-actions">
                {children()}
                <Button size=ButtonSize::Small icon=Icon::Share on_press=copy>
                    "Copy"
                    <span class="unseen">" as a table"</span>
                </Button>
                <Button size=ButtonSize::Small icon=Icon::Print on_press=page::print>
                    "Print"
                </Button>
            </div>
        </div>
    }
    .into_any()
}

/// Keeps an answer as a check, or says why that cannot be.
#[component]
fn KeepButton(keepable: Result<Keepable, &'static str>) -> AnyView {
    let ask = use_ask();
    let kept = keepable.as_ref().is_ok_and(|keepable| {
        ask.snapshot().is_some_and(|snapshot| keepable.is_kept(snapshot.document()))
    });
    let off = match (&keepable, kept) {
        (_, true) => Some("It is kept as a check already".to_owned()),
        (Err(why), _) => Some((*why).to_owned()),
        (Ok(_), _) => None,
    };
    let keep = move || {
        if let Ok(keepable) = &keepable {
            ask.keep(vec![keepable.clone()]);
        }
    };
    view! {
        <Button
            size=ButtonSize::Small
            icon=Icon::Checks
            off=Signal::stored(off)
            on_press=keep
        >
            "Keep as a check"
        </Button>
    }
    .into_any()
}

/// The question what somebody can do, seen from a place of the workspace.
pub fn what_can_route(from: &Route, who: &str) -> Route {
    let whom = question::Whom(Some(who.to_owned()));
    from.to(Screen::Ask, Question::new(Sentence::WhatCan(whom)).steps())
}

/// The question what two can do differently, seen from a place of the workspace.
pub fn compare_route(from: &Route, one: &str, other: &str) -> Route {
    let whom = |id: &str| question::Whom(Some(id.to_owned()));
    from.to(Screen::Ask, Question::new(Sentence::Compare(whom(one), whom(other))).steps())
}

/// A rule as a reason cites it.
#[component]
fn RuleMark(rule: Option<words::Cited>) -> AnyView {
    let mark = |words::Cited { id, says }: words::Cited| {
        view! {
            <span class="ask-rule" tabindex="0" data-tip=says.clone()>
                {id}
                <span class="unseen">{format!(": {says}")}</span>
            </span>
        }
    };
    rule.map(mark).into_any()
}

/// A link to where something is set, which flashes there.
#[component]
fn PlaceLink(href: String, label: &'static str, of: String) -> AnyView {
    let ask = use_ask();
    let jump = move |event: web_sys::MouseEvent| {
        // Else it opens somewhere else, and this page stays where it is.
        if !keys::command_held(&event) && !event.shift_key() {
            ask.session.dispatch(Action::Jump);
        }
    };
    view! {
        <a class="ask-link" href=href on:click=jump>
            {label}
            <span class="unseen">{format!(": {of}")}</span>
        </a>
    }
    .into_any()
}
