//! The preview: for whatever is focused who, what, the outcome in words, what it was before the
//! draft, and why, down to the cells it rests on. Explanations are made for this one cell only.

mod shown;

use leptos::prelude::AnyView;

use self::shown::{Before, Chosen, Identity, Look, Shown, Whom, look};
use super::jump::{leads_to, link};
use crate::reactive::{Derived, State};
use crate::state::{Route, Session};
use crate::ui::kit::choice::choice;
use crate::ui::kit::tag::{Piece, Tag, all, bound, tag};
use whocan_core::directory::{Principal, belongs};
use whocan_core::model::{ModelInfo, Source};
use whocan_core::models::ModelKind;
use whocan_core::query::{Snapshot, outcome_of};
use whocan_core::verdict::{Address, Outcome, Reason, Span, Verdict, phrase, plain};

/// See the module.
pub fn preview(session: Session) -> Tag {
    let chosen = State::new(Chosen::default());
    let shown = Derived::new(move |_| {
        let route = session.route().get();
        let saved = session.saved().get();
        let snapshot = session.snapshot().get();
        match snapshot {
            Some(snapshot) => {
                let asked = session.asking().chosen.get();
                look(&snapshot, saved.as_deref(), &route, &chosen.get(), &asked)
            }
            None => Look::Hint(String::new()),
        }
    });
    let body = move || {
        let snapshot = session.snapshot().get();
        match (shown.get(), snapshot) {
            (Look::Cell(shown), Some(snapshot)) => draw(session, &shown, &snapshot),
            (Look::Hint(hint), _) => tag("p").class("hint").text(hint).any(),
            _ => None::<Tag>.any(),
        }
    };
    // The whole, for whoever listens: the grid itself says only the cell.
    let spoken = move || {
        let snapshot = session.snapshot().get();
        shown.with(|shown| match (shown, snapshot) {
            (Look::Cell(shown), Some(snapshot)) => spoken(shown, &snapshot),
            _ => String::new(),
        })
    };
    tag("aside")
        .class("preview")
        .attr("aria-label", "Why")
        .child(see_it_as(session, shown, chosen))
        .child(signs_on_as(shown, chosen))
        .bind_child(body)
        .child(tag("p").class("unseen").attr("role", "status").bind_text(spoken))
}

/// How many people can be chosen from.
const MOST_PEOPLE: usize = 500;

/// Whom to see something as, where the screen focuses nobody. It stays where it is while what it
/// shows changes, so that the focus can rest on it.
fn see_it_as(session: Session, shown: Derived<Look>, chosen: State<Chosen>) -> AnyView {
    let whom = Derived::new(move |_| {
        shown.with(|look| match look {
            Look::Cell(shown) => shown.whom.clone(),
            Look::Hint(_) => Whom::Fixed,
        })
    });
    let people = Derived::new(move |_| {
        let whom = whom.get();
        let of = match &whom {
            Whom::Fixed => return None,
            Whom::Anybody => None,
            Whom::Group(group) => Some(Principal::Group(group.clone())),
            Whom::Member(of) => Some(of.clone()),
        };
        session.snapshot().with(|snapshot| {
            let directory = &snapshot.as_ref()?.document().directory;
            let members = directory.users.iter();
            let members = members.filter(|user| of.as_ref().is_none_or(|of| belongs(user, of)));
            let members = members.take(MOST_PEOPLE);
            let members = members.map(|user| (user.id.to_string(), user.name.clone())).collect();
            let alone = matches!(whom, Whom::Group(_))
                .then(|| format!("a member of {} only", directory.name(of.as_ref()?)).into())
                .flatten();
            Some((alone, members))
        })
    });
    let now = Derived::new(move |_| {
        shown.with(|look| match look {
            Look::Cell(shown) => match &shown.other_tab_open.subject {
                Principal::User(user) => user.to_string(),
                _ => String::new(),
            },
            Look::Hint(_) => String::new(),
        })
    });
    let choose = move |id: String| {
        chosen.update(|chosen| chosen.person = (!id.is_empty()).then(|| id.as_str().into()));
    };
    bound(move || {
        people.get().map(|(alone, members): (Option<String>, Vec<(String, String)>)| {
            see_as("See it as", alone.unwrap_or_default(), members, now, choose)
        })
    })
}

/// What the person is signed on as, where the model asks for that.
fn signs_on_as(shown: Derived<Look>, chosen: State<Chosen>) -> AnyView {
    let identities = Derived::new(move |_| {
        shown.with(|look| {
            let all = look.identities().iter();
            all.map(|it| (id_of(&it.who), it.name.clone())).collect::<Vec<(String, String)>>()
        })
    });
    let now = Derived::new(move |_| {
        shown.with(|look| match look {
            Look::Cell(shown) => id_of(&shown.circumstances.sign_on),
            Look::Hint(_) => String::new(),
        })
    });
    let choose = move |id: String| {
        let who = shown.with_untracked(|look| {
            look.identities().iter().find(|it| id_of(&it.who) == id)?.who.clone()
        });
        chosen.update(|chosen| chosen.sign_on = who);
    };
    bound(move || {
        let identities = identities.get();
        (identities.len() > 1)
            .then(|| see_as("Signs on as", String::new(), identities, now, choose))
    })
}

fn id_of(who: &Option<Principal>) -> String {
    who.as_ref().map(|who| who.id().to_owned()).unwrap_or_default()
}

/// A choice over the outcome; whom it is seen as.
fn see_as(
    label: &'static str,
    none: String,
    options: Vec<(String, String)>,
    now: Derived<String>,
    choose: impl Fn(String) + Send + Sync + 'static,
) -> Tag {
    choice(label, none, move || options.clone(), move || Some(now.get()), choose).class("see-as")
}

/// What comes out under each identity, while none is chosen.
fn by_identity(shown: &Shown) -> Option<Tag> {
    let line = |identity: &Identity| {
        let name = tag("span").text(format!("{}: ", identity.name));
        tag("li").child(name).child(chip(&identity.outcome))
    };
    let several = shown.identities.len() > 1 && shown.circumstances.sign_on.is_none();
    several.then(|| {
        let list = tag("ul").class("reasons").children(shown.identities.iter().map(line));
        tag("div").child(tag("h3").text("Signed on as")).child(list)
    })
}

fn draw(session: Session, shown: &Shown, snapshot: &Snapshot) -> AnyView {
    let about = shown.other_tab_open.kind.info();
    let Verdict { decision, because } = &shown.verdict;
    let who = shown.who.clone().map(|who| tag("p").class("preview-who").text(who));
    let what = tag("h2")
        .class("preview-what")
        .child(tag("span").class("preview-band").text(shown.band.clone()))
        .text(shown.what.clone());
    let means = outcome_of(shown.other_tab_open.kind, &decision.name).map(|named| named.means);
    let outcome = tag("p")
        .class("outcome")
        .attr("data-tone", decision.tone.name())
        .child(glyph())
        .child(tag("b").text(decision.name.clone()))
        .child(decision.doubtful.then(|| tag("b").class("doubtful").text("doubtful")))
        .child(tag("span").class("outcome-means").child(means));
    let day = shown.circumstances.on.or(snapshot.document().as_of).filter(|_| about.reads.on);
    let day = day.map(|day| tag("p").class("as-of").text(format!("As of {}.", day.words())));
    let not_theirs = shown.not_theirs.as_ref().map(|service| {
        let says = format!("Cannot sign on under {service}, so it is asked under no service.");
        tag("p").class("hint").text(says)
    });
    let because_of = tag("p")
        .class("because")
        .child(sentence(session, shown, snapshot, because))
        .child(rule_badge(about, about, because));
    let ignored = about.reads.ignored().join(", ");
    all([
        who.any(),
        what.any(),
        before(&shown.before).any(),
        outcome.any(),
        day.any(),
        not_theirs.any(),
        by_identity(shown).any(),
        tag("h3").text("Why").any(),
        because_of.any(),
        deeper(session, shown, snapshot, about, because).any(),
        tag("p").class("ignored").text(format!("Does not take into account: {ignored}.")).any(),
    ])
}

/// The sign of an outcome, drawn by its tone.
fn glyph() -> Tag {
    tag("span").class("grid-glyph").attr("aria-hidden", "true")
}

/// What is saved, where that is something else.
fn before(before: &Before) -> Option<Tag> {
    let words = match before {
        Before::Same => return None,
        Before::NotThere => tag("b").text("not there"),
        Before::Other(outcome) => chip(outcome),
    };
    let line = tag("p")
        .class("before")
        .child(tag("span").text("Saved: "))
        .child(words)
        .child(tag("span").class("before-arrow").attr("aria-hidden", "true").text("→"))
        .child(tag("span").text(" in the draft:"));
    Some(line)
}

fn spoken(shown: &Shown, snapshot: &Snapshot) -> String {
    let was = match &shown.before {
        Before::Same => String::new(),
        Before::NotThere => "Not there before. ".to_owned(),
        Before::Other(outcome) => format!("Was {}. ", outcome.name),
    };
    let because = &shown.verdict.because;
    // What could not be read stands first below it.
    let doubt = because.steps.first().filter(|_| shown.verdict.decision.doubtful);
    let doubt = doubt.map(|step| format!("{} ", plain(step, snapshot.document())));
    format!("{was}{}{}", doubt.unwrap_or_default(), plain(because, snapshot.document()))
}

/// The steps below a step, where there are some.
fn deeper(
    session: Session,
    shown: &Shown,
    snapshot: &Snapshot,
    about: &'static ModelInfo,
    reason: &Reason,
) -> Option<Tag> {
    let step = |step: &Reason| {
        let about = ModelKind::of_step(step, about);
        tag("li")
            .child(sentence(session, shown, snapshot, step))
            .child(rule_badge(about, shown.other_tab_open.kind.info(), step))
            .child(deeper(session, shown, snapshot, about, step))
    };
    let steps = &reason.steps;
    (!steps.is_empty()).then(|| tag("ul").class("reasons").children(steps.iter().map(step)))
}

/// The sentence of a step; each name leads to what it cites.
fn sentence(session: Session, shown: &Shown, snapshot: &Snapshot, reason: &Reason) -> AnyView {
    let words = |span: Span| match span {
        Span::Words(words) => words.any(),
        Span::Link(address, name) => match place(shown, snapshot, reason, &address) {
            Some(route) => link(session, &route, name).any(),
            None => tag("b").text(name).any(),
        },
    };
    all(phrase(reason, snapshot.document()).into_iter().map(words))
}

/// Where a name of a reason leads, where that is somewhere else. A principal whose cell the reason
/// rests on, itself or below, leads to that cell.
fn place(shown: &Shown, snapshot: &Snapshot, reason: &Reason, named: &Address) -> Option<Route> {
    let is_cell = |address: &&Address| match (named, address) {
        (Address::Principal(Principal::User(_)), _) => false,
        (Address::Principal(who), Address::Policy { keys, .. }) => {
            keys.iter().any(|key| key == who.id())
        }
        _ => false,
    };
    let steps = reason.all();
    let mut cells = steps.iter().flat_map(|step| &step.rests_on);
    let address = cells.find(is_cell).unwrap_or(named);
    let route = leads_to(address, snapshot, &shown.here, Some(&shown.other_tab_open))?;
    let is_here =
        route.screen() == shown.here.screen() && shown.here.focus().starts_with(route.focus());
    (!is_here).then_some(route)
}

/// The rule's number, and where it comes from: an inferred rule says so and why.
fn rule_badge(
    about: &'static ModelInfo,
    asked: &'static ModelInfo,
    reason: &Reason,
) -> Option<Tag> {
    let rule = about.rule(reason.rule)?;
    let source = match rule.source {
        Source::Stated => "The product's documentation says so.".to_owned(),
        Source::Public => "Other public material of the product says so.".to_owned(),
        Source::Inferred(why) => format!("Inferred: {why}."),
    };
    let inferred = matches!(rule.source, Source::Inferred(_))
        .then(|| tag("span").class("inferred").text("inferred"));
    // Several models have a rule of this number.
    let is_other = about.key != asked.key;
    let of = if is_other { format!("{}, ", about.title) } else { String::new() };
    let badge = tag("details")
        .class("rule")
        .child(tag("summary").text(format!("{of}rule {}", rule.id)).child(inferred))
        .child(tag("p").text(rule.says))
        .child(tag("p").text(source));
    Some(badge)
}

/// The outcome as a chip that speaks by glyph, colour and name.
pub(super) fn chip(outcome: &Outcome) -> Tag {
    tag("span").class("outcome-was").attr("data-tone", outcome.tone.name()).child(glyph()).text(
        match outcome.doubtful {
            true => format!("{} (doubtful)", outcome.name),
            false => outcome.name.to_string(),
        },
    )
}
