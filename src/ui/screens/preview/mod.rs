//! The preview: for whatever is focused who, what, the outcome in words, what it was before the
//! draft, and why, down to the cells it rests on. Explanations are made for this one cell only.

mod shown;

use leptos::prelude::{AnyView, event_target_value};

use self::shown::{Before, Look, Shown, look};
use super::jump::{leads_to, link};
use crate::directory::{Principal, UserId};
use crate::model::{About, Source};
use crate::query::Moment;
use crate::reactive::{Derived, State};
use crate::session::{Route, Session};
use crate::ui::kit::tag::{Piece, Tag, all, bound, tag};
use crate::verdict::{Address, Outcome, Reason, Span, Verdict, phrase, plain};

/// See the module.
pub fn preview(session: Session) -> Tag {
    let chosen = State::new(None::<UserId>);
    let shown = Derived::new(move |_| {
        let route = session.route().get();
        let saved = session.saved().get();
        let moment = session.moment().get();
        match moment {
            Some(moment) => look(&moment, saved.as_deref(), &route, chosen.get().as_ref()),
            None => Look::Hint(String::new()),
        }
    });
    let body = move || {
        let moment = session.moment().get();
        match (shown.get(), moment) {
            (Look::Cell(shown), Some(moment)) => draw(session, &shown, &moment),
            (Look::Hint(hint), _) => tag("p").class("hint").text(hint).any(),
            _ => None::<Tag>.any(),
        }
    };
    // The whole, for whoever listens: the grid itself says only the cell.
    let spoken = move || {
        let moment = session.moment().get();
        shown.with(|shown| match (shown, moment) {
            (Look::Cell(shown), Some(moment)) => spoken(shown, &moment),
            _ => String::new(),
        })
    };
    tag("aside")
        .class("preview")
        .attr("aria-label", "Why")
        .child(see_it_as(session, shown, chosen))
        .bind_child(body)
        .child(tag("p").class("unseen").attr("role", "status").bind_text(spoken))
}

/// Whom to see a group's cell as: somebody who is in that group alone, or one of its members. It
/// stays where it is while what it shows changes, so that the focus can rest on it.
fn see_it_as(session: Session, shown: Derived<Look>, chosen: State<Option<UserId>>) -> AnyView {
    let group = Derived::new(move |_| {
        shown.with(|look| match look {
            Look::Cell(shown) => shown.beside.group.clone(),
            Look::Hint(_) => None,
        })
    });
    let people = Derived::new(move |_| {
        let group = group.get()?;
        session.moment().with(|moment| {
            let directory = &moment.as_ref()?.document().directory;
            let found = directory.groups.find(&group)?;
            let members = directory.users.iter().filter(|user| user.groups.contains(&found.id));
            let members = members.map(|user| (user.id.clone(), user.name.clone())).collect();
            Some((found.name.clone(), members))
        })
    });
    bound(move || {
        people.get().map(|(group, members): (String, Vec<(UserId, String)>)| {
            tag("label")
                .class("see-as")
                .child(tag("span").text("See it as"))
                .child(choice(&group, members, chosen))
        })
    })
}

/// The members of a group to choose one from, or none of them.
fn choice(group: &str, members: Vec<(UserId, String)>, chosen: State<Option<UserId>>) -> Tag {
    let choose = move |event: web_sys::Event| {
        let id = event_target_value(&event);
        chosen.set((!id.is_empty()).then(|| id.as_str().into()));
    };
    let ids: Vec<UserId> = members.iter().map(|(id, _)| id.clone()).collect();
    let none = move || chosen.with(|chosen| !chosen.as_ref().is_some_and(|id| ids.contains(id)));
    let alone = tag("option")
        .attr("value", "")
        .prop("selected", none)
        .text(format!("a member of {group} only"));
    let option = |(id, name): (UserId, String)| {
        let value = id.to_string();
        let selected = move || chosen.with(|chosen| chosen.as_ref() == Some(&id));
        tag("option").attr("value", value).prop("selected", selected).text(name)
    };
    tag("select")
        .class("field")
        .on("change", choose)
        .child(alone)
        .children(members.into_iter().map(option))
}

fn draw(session: Session, shown: &Shown, moment: &Moment) -> AnyView {
    let about = shown.beside.kind.about();
    let Verdict { decision, because } = &shown.verdict;
    let who = shown.who.clone().map(|who| tag("p").class("preview-who").text(who));
    let what = tag("h2")
        .class("preview-what")
        .child(tag("span").class("preview-band").text(shown.band.clone()))
        .text(shown.what.clone());
    let means = about.outcome(&decision.name).map(|named| named.means);
    let outcome = tag("p")
        .class("outcome")
        .attr("data-tone", decision.tone.name())
        .child(glyph())
        .child(tag("b").text(decision.name.clone()))
        .child(tag("span").class("outcome-means").child(means));
    let day = moment.document().as_of.filter(|_| about.reads.on);
    let day = day.map(|day| tag("p").class("as-of").text(format!("As of {day}.")));
    let because_of = tag("p")
        .class("because")
        .child(sentence(session, shown, moment, because))
        .child(rule_badge(about, because));
    let ignored = about.reads.ignored().join(", ");
    all([
        who.any(),
        what.any(),
        before(&shown.before).any(),
        outcome.any(),
        day.any(),
        tag("h3").text("Why").any(),
        because_of.any(),
        deeper(session, shown, moment, because).any(),
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

fn spoken(shown: &Shown, moment: &Moment) -> String {
    let was = match &shown.before {
        Before::Same => String::new(),
        Before::NotThere => "Not there before. ".to_owned(),
        Before::Other(outcome) => format!("Was {}. ", outcome.name),
    };
    format!("{was}{}", plain(&shown.verdict.because, moment.document()))
}

/// The steps below a step, where there are some.
fn deeper(session: Session, shown: &Shown, moment: &Moment, reason: &Reason) -> Option<Tag> {
    let about = shown.beside.kind.about();
    let step = |step: &Reason| {
        tag("li")
            .child(sentence(session, shown, moment, step))
            .child(rule_badge(about, step))
            .child(deeper(session, shown, moment, step))
    };
    let steps = &reason.steps;
    (!steps.is_empty()).then(|| tag("ul").class("reasons").children(steps.iter().map(step)))
}

/// The sentence of a step; each name leads to what it cites.
fn sentence(session: Session, shown: &Shown, moment: &Moment, reason: &Reason) -> AnyView {
    let words = |span: Span| match span {
        Span::Words(words) => words.any(),
        Span::Link(address, name) => match place(shown, moment, reason, &address) {
            Some(route) => link(session, &route, name).any(),
            None => tag("b").text(name).any(),
        },
    };
    all(phrase(reason, moment.document()).into_iter().map(words))
}

/// Where a name of a reason leads, where that is somewhere else. A principal whose cell the reason
/// rests on, itself or below, leads to that cell.
fn place(shown: &Shown, moment: &Moment, reason: &Reason, named: &Address) -> Option<Route> {
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
    let route = leads_to(address, moment, &shown.here, Some(&shown.beside))?;
    let is_here =
        route.screen() == shown.here.screen() && shown.here.focus().starts_with(route.focus());
    (!is_here).then_some(route)
}

/// The rule's number, and where it comes from: an inferred rule says so and why.
fn rule_badge(about: &'static About, reason: &Reason) -> Option<Tag> {
    let rule = about.rule(reason.rule)?;
    let source = match rule.source {
        Source::Stated => "The product's documentation says so.".to_owned(),
        Source::Public => "Other public material of the product says so.".to_owned(),
        Source::Inferred(why) => format!("Inferred: {why}."),
    };
    let inferred = matches!(rule.source, Source::Inferred(_))
        .then(|| tag("span").class("inferred").text("inferred"));
    let badge = tag("details")
        .class("rule")
        .child(tag("summary").text(format!("rule {}", rule.id)).child(inferred))
        .child(tag("p").text(rule.says))
        .child(tag("p").text(source));
    Some(badge)
}

/// The outcome as a chip that speaks by glyph, colour and name.
pub(super) fn chip(outcome: &Outcome) -> Tag {
    tag("span")
        .class("outcome-was")
        .attr("data-tone", outcome.tone.name())
        .child(glyph())
        .text(outcome.name.clone())
}
