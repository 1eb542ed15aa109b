//! The documentation's table of nine cases as one to play with: what the user and both groups show, whether
//! it is set, the default, what comes out, and why in a sentence.

use leptos::prelude::*;

use super::words::tone;
use crate::components::{Button, ButtonSize, Checkbox, Level, LevelChip, Ticked as Tick};
use whocan_core::models::features::cases::{Case, NAMES, cases, resolve, why};
use whocan_core::models::features::policy::{Entry, Ticked, Visibility};

use Visibility::Visible;

type All = RwSignal<Vec<Case>>;

fn documented() -> Vec<Case> {
    cases().map(|(case, _)| case).to_vec()
}

fn case(all: All, at: usize) -> Case {
    all.with(|all| all.get(at).cloned()).unwrap_or(([Entry::unset(Visible); 3], Visible))
}

fn change(all: All, at: usize, change: impl FnOnce(&mut Case)) {
    all.update(|all| {
        if let Some(case) = all.get_mut(at) {
            change(case);
        }
    });
}

/// See the module.
#[component]
pub(super) fn Cases() -> AnyView {
    let all = RwSignal::new(documented());
    let head = |text: &'static str| view! { <th scope="col">{text}</th> };
    let heads = ["User", "Group A", "Group B", "Default", "Effective"].map(head);
    let lines = (0..cases().len()).map(|at| view! { <CaseRows all at /> });
    view! {
        <div class="modal-body">
            <p class="features-hint">
                "Change a value, tick or clear Is Set, and see what counts. Nothing of it is part \
                 of the draft."
            </p>
            <div class="cases-room" role="region" tabindex="0" aria-label="Cases">
                <table class="cases">
                    <caption>"A user who is in group A and group B"</caption>
                    <thead>
                        <tr>
                            <td></td>
                            {heads.collect_view()}
                        </tr>
                    </thead>
                    {lines.collect_view()}
                </table>
            </div>
        </div>
        <div class="modal-buttons">
            <Button size=ButtonSize::Small on_press=move || all.set(documented())>
                "Back to the documentation's cases"
            </Button>
        </div>
    }
    .into_any()
}

#[component]
fn CaseRows(all: All, at: usize) -> AnyView {
    let places = NAMES.iter().enumerate();
    let cells = places.map(|(place, name)| view! { <CaseEntry all at place name /> });
    let out = Memo::new(move |_| resolve(&case(all, at)));
    let level = Signal::derive(move || Level::from(tone(out.get())));
    let word = Signal::derive(move || out.get().name().to_owned());
    let value = Signal::derive(move || case(all, at).1);
    let set = move |value: Visibility| change(all, at, |case| case.1 = value);
    view! {
        <tbody>
            <tr>
                <th scope="rowgroup" rowspan="2">{at + 1}</th>
                {cells.collect_view()}
                <td>
                    <div role="group" aria-label=format!("Case {}, default", at + 1)>
                        <Values value on_choose=set />
                    </div>
                </td>
                <td>
                    <LevelChip level word />
                </td>
            </tr>
            <tr>
                <td colspan="5" class="case-why">
                    {Signal::derive(move || why(&case(all, at)))}
                </td>
            </tr>
        </tbody>
    }
    .into_any()
}

/// What one of the three shows, and whether it is set.
#[component]
fn CaseEntry(all: All, at: usize, place: usize, name: &'static str) -> AnyView {
    let entry =
        Memo::new(move |_| case(all, at).0.get(place).copied().unwrap_or(Entry::unset(Visible)));
    let put = move |edit: &dyn Fn(&mut Entry)| {
        change(all, at, |case| case.0.get_mut(place).into_iter().for_each(edit));
    };
    let ticked = Signal::derive(move || match entry.get().is {
        Ticked::Set => Tick::On,
        Ticked::Unset => Tick::Off,
    });
    let tick = move |on: bool| {
        put(&|entry: &mut Entry| entry.is = if on { Ticked::Set } else { Ticked::Unset });
    };
    let value = Signal::derive(move || entry.get().value);
    let choose = move |value: Visibility| put(&|entry: &mut Entry| entry.value = value);
    let unset = Signal::derive(move || (entry.get().is == Ticked::Unset).then_some(""));
    view! {
        <td>
            <div
                class="case-entry"
                role="group"
                aria-label=format!("Case {}, {name}", at + 1)
                data-unset=unset
            >
                <Values value on_choose=choose />
                <Checkbox label="Is Set" ticked on_tick=tick />
            </div>
        </td>
    }
    .into_any()
}

/// A choice of a value.
#[component]
fn Values(value: Signal<Visibility>, #[prop(into)] on_choose: Callback<Visibility>) -> AnyView {
    let option = move |of: Visibility| {
        let chosen = Signal::derive(move || value.get() == of);
        view! { <option value=of.name() prop:selected=chosen>{of.name()}</option> }
    };
    let choose = move |name: String| {
        Visibility::parse(&name).into_iter().for_each(|value| on_choose.run(value));
    };
    view! {
        <select
            class="field-box"
            aria-label="Value"
            on:change:target=move |event| choose(event.target().value())
        >
            {Visibility::ALL.map(option).collect_view()}
        </select>
    }
    .into_any()
}
