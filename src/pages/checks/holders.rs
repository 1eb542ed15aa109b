//! Who holds what a rule is about: the initials of everybody who does, those who break the rule framed.

use std::sync::Arc;

use leptos::prelude::*;

use super::ability::Ability;
use super::breach::abouts;
use super::check::Looked;
use crate::components::initials;
use crate::platform::later;
use whocan_core::directory::UserId;
use whocan_core::document::read_ask;
use whocan_core::format::{Json, Object};
use whocan_core::models::ModelKind;
use whocan_core::query::{CheckStatus, Snapshot};

/// How many people a strip shows.
const SHOWN: usize = 40;

/// Who holds one thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Strip {
    /// What.
    pub(super) what: String,
    /// How many do.
    pub(super) count: usize,
    /// The first of them, whoever breaks the rule before the others.
    people: Vec<Holder>,
}

#[derive(Clone, Debug, PartialEq)]
struct Holder {
    name: String,
    breaks: bool,
}

/// The strips of the check that is looked at. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Strips(RwSignal<Arc<Vec<Strip>>>);

impl Strips {
    pub(super) fn get(self) -> Arc<Vec<Strip>> {
        self.0.get()
    }

    /// Works out who holds what, once the screen is painted, whenever something may be another.
    pub(super) fn follow(looked: Looked) -> Self {
        let strips = Self(RwSignal::new(Arc::new(Vec::new())));
        let turn = StoredValue::new(0_u32);
        let page = looked.page;
        Effect::new(move |_| {
            let mine = turn.get_value().wrapping_add(1);
            turn.set_value(mine);
            let (Some(snapshot), Some(check)) = (page.snapshot.get(), looked.check.get()) else {
                return;
            };
            let breaking = looked.status.with(|status| match status {
                Some(CheckStatus::Broken(breach)) => breach.people.clone(),
                _ => Arc::default(),
            });
            later::after_paint(move || {
                if turn.try_get_value() != Some(mine) {
                    return;
                }
                let abouts = abouts(&check.claim).into_iter();
                let found = abouts.filter_map(|about| strip(&snapshot, &about, &breaking));
                strips.0.set(Arc::new(found.collect()));
            });
        });
        strips
    }
}

/// Who holds an ability; none where it cannot be asked.
fn strip(snapshot: &Snapshot, about: &Object, breaking: &[UserId]) -> Option<Strip> {
    let ask = read_ask(&snapshot.document().directory, about).ok()?;
    let kind = about.get("model").and_then(Json::as_text).and_then(ModelKind::of)?;
    let resolver = snapshot.in_the_end(kind);
    let ability = resolver.ability(&ask.circumstances, &ask.about).ok()?;
    let people = snapshot.roster().people();
    let holders = people.filter(|members| ability.had_by(&*resolver, members).is_some());
    let holders: Vec<&UserId> = holders.filter_map(|members| members.user.as_ref()).collect();
    let users = &snapshot.document().directory.users;
    let (mut first, others): (Vec<&UserId>, Vec<&UserId>) =
        holders.iter().copied().partition(|user| breaking.contains(user));
    let breaks = first.len();
    first.extend(others);
    let holder =
        |(at, user): (usize, &UserId)| Holder { name: users.name(user), breaks: at < breaks };
    let what = Ability::of(about).words(snapshot);
    let people = first.into_iter().take(SHOWN).enumerate().map(holder).collect();
    Some(Strip { what, count: holders.len(), people })
}

/// See the module.
#[component]
pub(super) fn Holders(strips: Strips) -> AnyView {
    let draw = move || {
        let strips = strips.get();
        let head = if strips.len() > 1 { "Who holds each" } else { "Who holds it" };
        (!strips.is_empty()).then(|| {
            view! {
                <section class="holders" aria-labelledby="holders-title">
                    <h2 class="check-title" id="holders-title">
                        {head}
                    </h2>
                    {strips.iter().map(|strip| view! { <StripLine strip=strip.clone() /> }).collect_view()}
                </section>
            }
        })
    };
    draw.into_any()
}

#[component]
fn StripLine(strip: Strip) -> AnyView {
    let Strip { what, count, people } = strip;
    let more = count - people.len().min(count);
    let label = match count {
        0 => format!("Nobody: {what}"),
        1 => format!("1 holds: {what}"),
        count => format!("{count} hold: {what}"),
    };
    let person = |Holder { name, breaks }: Holder| {
        let said = if breaks { format!("{name}, breaks the rule") } else { name.clone() };
        view! {
            <li class="holder" data-breaks=breaks.then_some("") data-tip=name.clone()>
                <span aria-hidden="true">{initials(&name)}</span>
                <span class="unseen">{said}</span>
            </li>
        }
    };
    let more =
        (more > 0).then(|| view! { <li class="holders-more">{format!("and {more} more")}</li> });
    view! {
        <div class="holders-line">
            <span class="holders-what">{label}</span>
            <ul class="holders-strip">
                {people.into_iter().map(person).collect_view()} {more}
            </ul>
        </div>
    }
    .into_any()
}
