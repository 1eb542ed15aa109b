//! The interdependencies that concern the chosen main process, whether the group meets them, what Save
//! would refuse, and the click that mends a grant without its prerequisite.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::page::Page;
use crate::components::{Button, ButtonSize, Icon, Mood, Show, Symbol, Tag};
use whocan_core::directory::{GroupId, Principal};
use whocan_core::models::PolicyEdit;
use whocan_core::models::processes::policy::{Level, MainProcess, Policy, ProcessId};
use whocan_core::models::processes::{Edit, unmet};

/// How an interdependency stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Met,
    NotMet,
    /// Its dependent is denied.
    DoesNotMatter,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not met",
            Self::DoesNotMatter => "does not matter now",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Met => Icon::Check,
            Self::NotMet => Icon::Warn,
            Self::DoesNotMatter => Icon::Info,
        }
    }
}

/// An interdependency.
#[derive(Clone, PartialEq)]
struct Row {
    words: String,
    state: State,
    inferred: bool,
    /// What mends it, with what it is called.
    mend: Option<(String, Edit)>,
    /// What Save would make of the prerequisite instead of Deny.
    refused: Option<String>,
}

fn rows(
    policy: &Policy,
    group: &GroupId,
    main: &MainProcess,
    raised: &BTreeMap<ProcessId, Level>,
) -> Vec<Row> {
    let unmet = unmet(policy, group);
    let name = |id: &ProcessId| policy.catalogue.item(id).map_or("?", |p| p.name.as_str());
    let ours = |id: &ProcessId| main.processes.iter().any(|process| process.id == *id);
    let needs = policy.needs.iter().filter(|need| ours(&need.process) || ours(&need.needs));
    let row = |need: &whocan_core::models::processes::Need| {
        let fix = unmet.iter().find(|it| it.need == *need).map(|it| it.fix(group));
        let needs = name(&need.needs);
        let mend = fix.map(|fix| {
            let label = match &fix {
                Edit::Assign(_, _, level) => format!("Set {needs} to {}", level.name()),
                _ => "Mend".to_owned(),
            };
            (label, fix)
        });
        let state = match &mend {
            Some(_) => State::NotMet,
            None if policy.level(group, &need.process) == Level::Deny => State::DoesNotMatter,
            None => State::Met,
        };
        let refused = raised.get(&need.needs).filter(|_| state == State::NotMet);
        Row {
            words: format!(
                "{} needs {needs} at {} or above.",
                name(&need.process),
                need.at_least.name()
            ),
            state,
            inferred: need.inferred,
            mend,
            refused: refused.map(|level| {
                format!("Save will refuse Deny on {needs}: it stays at {}.", level.name())
            }),
        }
    };
    needs.map(row).collect()
}

/// What Save would raise for a group, were it pressed now.
fn raised(
    requests: Vec<whocan_core::model::Conflict<PolicyEdit>>,
    group: &GroupId,
) -> BTreeMap<ProcessId, Level> {
    let of_group = requests.into_iter().filter(|it| it.about == Principal::Group(group.clone()));
    let raise = |edit: PolicyEdit| match edit {
        PolicyEdit::Processes(Edit::Assign(_, process, level)) => Some((process, level)),
        _ => None,
    };
    of_group.flat_map(|it| it.settle).filter_map(raise).collect()
}

/// See the module.
#[component]
pub(super) fn Interdependencies(page: Page) -> AnyView {
    let session = page.session;
    let found = Memo::new(move |_| {
        let Some(group) = page.group.get() else { return Vec::new() };
        page.saved.track();
        page.with_main(|policy, main| {
            let concerned = policy.needs.iter().any(|need| {
                main.processes.iter().any(|it| it.id == need.process || it.id == need.needs)
            });
            // Save is asked only where there is something to refuse.
            let raised =
                if concerned { raised(session.requests(), &group) } else { BTreeMap::new() };
            rows(policy, &group, main, &raised)
        })
    });
    let any = Signal::derive(move || found.with(|found| !found.is_empty()));
    let list = move || found.get().into_iter().map(|row| drawn(page, row)).collect_view();
    view! {
        <Show when=any>
            <section class="processes-needs" aria-labelledby="interdependencies">
                <h4 class="processes-subtitle" id="interdependencies">
                    "Interdependencies"
                </h4>
                <ul>{list}</ul>
            </section>
        </Show>
    }
    .into_any()
}

fn drawn(page: Page, row: Row) -> AnyView {
    let Row { words, state, inferred, mend, refused } = row;
    let mend = mend.map(|(label, edit)| {
        view! {
            <Button size=ButtonSize::Small on_press=move || page.send(edit.clone())>
                {label}
            </Button>
        }
    });
    let inferred = inferred.then(|| view! { <Tag text="direction inferred" mood=Mood::Warn /> });
    let refused = refused.map(|refused| view! { <p class="needs-refused">{refused}</p> });
    view! {
        <li data-state=state.name()>
            <Symbol icon=state.icon() />
            <span class="needs-words">
                <span>{words}</span>
                {refused}
            </span>
            {inferred}
            <span class="needs-status">{state.name()}</span>
            {mend}
        </li>
    }
    .into_any()
}
