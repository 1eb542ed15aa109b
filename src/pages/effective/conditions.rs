//! Under which circumstances everything is asked, as far as the model takes them into account: the day, the
//! service, the licences.

use leptos::prelude::*;

use crate::components::{Button, ButtonKind, ButtonSize, Checkbox, Choice, Select, Show, Ticked};
use crate::platform::clock;
use crate::state::context::Asking;
use crate::state::use_session;
use crate::systems::date_field::DateField;
use whocan_core::directory::Date;
use whocan_core::models::ModelKind;
use whocan_core::query::services;

/// See the module; nothing for a model that takes none of it into account.
#[component]
pub(super) fn Conditions(kind: ModelKind) -> AnyView {
    let reads = kind.info().reads;
    if !reads.on && !reads.service && !reads.licences {
        return ().into_any();
    }
    let asking = use_session().asking();
    view! {
        <div class="conditions" role="group" aria-label="Under which circumstances">
            {reads.on.then(|| view! { <Day asking /> })}
            {reads.service.then(|| view! { <Service asking kind /> })}
            {reads.licences.then(|| view! { <Licences asking kind /> })}
        </div>
    }
    .into_any()
}

/// The day: that of the workspace, until another one is chosen.
#[component]
fn Day(asking: Asking) -> AnyView {
    let (chosen, own) = (asking.chosen, move || asking.as_of.get().day);
    let choose = move |day: Option<Date>| {
        let day = day.filter(|day| Some(*day) != untrack(own));
        chosen.update(|chosen| chosen.on = day);
    };
    let other = Signal::derive(move || chosen.with(|chosen| chosen.on.is_some()));
    let now = Signal::derive(move || chosen.with(|chosen| chosen.on).or(own()));
    let value = Signal::derive(move || now.get().map(|day| day.to_string()).unwrap_or_default());
    let keep = move || {
        asking.keep_day.run(chosen.with_untracked(|chosen| chosen.on));
        chosen.update(|chosen| chosen.on = None);
    };
    let today = move || choose(Date::parse(&clock::day()).ok());
    let button = |label: &'static str, on_press: Callback<()>| {
        view! {
            <Button kind=ButtonKind::Ghost size=ButtonSize::Small on_press>
                {label}
            </Button>
        }
    };
    view! {
        <DateField label="As of" value off=false on_day=choose />
        <Show when=other>
            {button("Back to the workspace's day", Callback::new(move |()| choose(None)))}
            {button("Make it the workspace's day", Callback::new(move |()| keep()))}
        </Show>
        <Show when=Signal::derive(move || now.get().is_none())>
            <span class="hint">"No day: what has dates does not count."</span>
            {button("Today", Callback::new(move |()| today()))}
        </Show>
    }
    .into_any()
}

/// The service that a person signs on under: one that a person here works in, or what is chosen already.
#[component]
fn Service(asking: Asking, kind: ModelKind) -> AnyView {
    let (session, chosen) = (use_session(), asking.chosen);
    let name = Signal::derive(move || chosen.with(|it| it.service.clone()).unwrap_or_default());
    let names = Memo::new(move |_| {
        let snapshot = session.snapshot().get();
        let mut all = snapshot.map(|it| services(&it, kind)).unwrap_or_default();
        all.extend(Some(name.get()).filter(|name| !name.is_empty() && !all.contains(name)));
        all
    });
    let draw = move || {
        let choice = |name: String| Choice::new(name.clone(), name);
        let none = std::iter::once(Choice::new("", "no service"));
        let choices = none.chain(names.get().into_iter().map(choice)).collect();
        let choose = move |name: String| {
            chosen.update(|it| it.service = Some(name).filter(|name| !name.is_empty()));
        };
        view! { <Select label="Signed on under" choices value=name on_choose=choose /> }
    };
    draw.into_any()
}

/// The licences: the installed ones, until others are assumed.
#[component]
fn Licences(asking: Asking, kind: ModelKind) -> AnyView {
    let known = Memo::new(move |_| {
        let mut all = asking.directory.with(|directory| directory.licences.clone());
        for name in kind.info().licences {
            if !all.iter().any(|known| known == name) {
                all.push((*name).to_owned());
            }
        }
        all
    });
    let assumed = Signal::derive(move || asking.chosen.with(|it| it.licences.is_some()));
    let one = move |name: String| {
        let wanted = name.clone();
        let ticked = Signal::derive(move || match asking.licences().contains(&wanted) {
            true => Ticked::On,
            false => Ticked::Off,
        });
        let label = name.clone();
        view! { <Checkbox label ticked on_tick=move |on| asking.assume(&name, on) /> }
    };
    let title = move || match assumed.get() {
        true => "Licences: assumed",
        false => "Licences: as installed",
    };
    let back = move || asking.chosen.update(|it| it.licences = None);
    view! {
        <details class="conditions-licences">
            <summary>{title}</summary>
            <div class="conditions">
                {move || known.get().into_iter().map(one).collect_view()}
                <Show when=assumed>
                    <Button kind=ButtonKind::Ghost size=ButtonSize::Small on_press=back>
                        "As installed"
                    </Button>
                </Show>
            </div>
        </details>
    }
    .into_any()
}
