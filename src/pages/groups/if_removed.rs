//! Beside a group: what would become of people if it were removed, and what goes with it.

use std::sync::Arc;

use leptos::prelude::*;

use super::Page;
use super::ask::{Ask, Kind};
use super::effects::{EffectChecks, EffectParts, Effects, effects};
use super::list;
use super::remove::{command, goes_with, plural};
use crate::components::{Button, ButtonKind, Icon, Skeleton, Symbol, use_toasts};
use crate::platform::page as dom;
use crate::shell::offer_undo;
use crate::state::Action;
use whocan_core::directory::{DirectoryEdit, Principal};
use whocan_core::document::Command;

/// See the module.
#[component]
pub(super) fn IfRemoved(page: Page, who: Principal) -> AnyView {
    let session = page.session;
    let name = page.with(|directory| directory.name(&who));
    let step = Signal::stored(Some(Command::Directory(DirectoryEdit::Remove(who.clone()))));
    let found = effects(session, step);
    let ask = Ask::Remove(who.clone());
    let goes = Memo::new({
        let ask = ask.clone();
        move |_| {
            session
                .snapshot()
                .with(|it| it.as_deref().map(|it| goes_with(it, &ask)))
                .unwrap_or_default()
        }
    });
    let result = move || match found.get() {
        Some(effects) => view! { <Loses effects goes /> }.into_any(),
        None => view! { <Skeleton lines=5 /> }.into_any(),
    };
    let off = page.dialogs.locked_for(&who);
    let toasts = use_toasts();
    let said = format!("{name} is removed.");
    let remove = move || {
        let step = session.snapshot().get_untracked().and_then(|it| command(&it, &ask));
        let Some(step) = step else { return };
        session.dispatch(Action::Run(step));
        offer_undo(session, toasts, said.clone());
        dom::focus_first_if_lost(list::ID, "[aria-pressed='true']");
    };
    let verb = format!("Remove {}", Kind::of(&who).one());
    let title = format!("If you remove {name}");
    let label = title.clone();
    view! {
        <aside class="directory-aside" aria-label=label>
            <div class="directory-aside-head">
                <h2>{title}</h2>
            </div>
            <div class="directory-aside-body" tabindex="0">{result}</div>
            <div class="directory-aside-foot">
                <Button kind=ButtonKind::Danger off on_press=remove>
                    {verb}
                </Button>
            </div>
        </aside>
    }
    .into_any()
}

#[component]
fn Loses(effects: Arc<Effects>, goes: Memo<Vec<String>>) -> AnyView {
    let turn = if effects.lose > 0 { "lose" } else { "same" };
    let title = match effects.lose {
        0 => "Nobody loses anything".to_owned(),
        1 => "1 person loses".to_owned(),
        lose => format!("{lose} people lose"),
    };
    let about = match effects.lose {
        0 => String::new(),
        1 => effects.sums.join(", "),
        2 | 3 => "Each of them is shown below.".to_owned(),
        _ => "The first 3 are shown below.".to_owned(),
    };
    let gains = (effects.gain > 0).then(|| {
        let people = plural(effects.gain, "person gains", "people gain");
        view! { <p class="directory-hint">{format!("{people} something.")}</p> }
    });
    let line = |line: String| view! { <li>{line}</li> };
    let goes = move || match goes.get() {
        none if none.is_empty() => view! { <li>"Nothing else goes with it."</li> }.into_any(),
        goes => goes.into_iter().map(line).collect_view().into_any(),
    };
    view! {
        <div class="effect-outcome" data-turn=turn>
            <span class="effect-box">
                <Symbol icon=Icon::Person />
            </span>
            <span>
                <b>{title}</b>
                <span class="effect-about">{about}</span>
            </span>
        </div>
        {gains}
        <EffectParts effects=effects.clone() />
        <section class="directory-section">
            <h3>"Goes with it"</h3>
            <ul class="directory-goes">{goes}</ul>
        </section>
        <EffectChecks effects />
    }
    .into_any()
}
