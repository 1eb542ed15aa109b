//! A check: how it stands, who made it, what it says in words that can be changed, what it is for; and
//! below that what breaks it and how it can be mended.

use leptos::prelude::*;

use super::answer::Answered;
use super::breach::RuleFound;
use super::sentence::{Editing, Sentence};
use super::standing::Standing;
use super::words;
use super::{Page, find, use_page};
use crate::components::{
    Button, ButtonKind, ButtonSize, Fresh, Icon, Menu, MenuItem, Prose, Show, Tag, TextField,
    use_toasts,
};
use crate::platform::page as dom;
use crate::shell::offer_undo;
use crate::state::Action;
use whocan_core::document::{Check, CheckEdit, CheckId, Claim, Command};
use whocan_core::query::CheckStatus;

/// The check that is looked at. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Looked {
    pub(super) page: Page,
    /// It; none once it is gone.
    pub(super) check: Memo<Option<Check>>,
    /// How it stands; none before it is judged.
    pub(super) status: Memo<Option<CheckStatus>>,
}

impl Looked {
    fn new(page: Page, id: CheckId) -> Self {
        let own = id.clone();
        let check = Memo::new(move |_| page.with(|it| find(it, &own).cloned()).flatten());
        let status = Memo::new(move |_| page.statuses.with(|all| all.get(&id).cloned()));
        Self { page, check, status }
    }

    /// Puts another one in its place, as one step.
    fn put(self, change: impl FnOnce(Check) -> Check) {
        let Some(check) = self.check.get_untracked() else { return };
        let put = CheckEdit::Put(Box::new(change(check)));
        self.page.session.dispatch(Action::Run(Command::Check(put)));
    }

    /// Makes it say something else, as one step.
    pub(super) fn say(self, claim: Claim) {
        self.put(|check| Check { claim, ..check });
    }

    /// Makes it say something else, with more of what it is for, as one step.
    pub(super) fn say_and_note(self, claim: Claim, note: &str) {
        self.put(|check| {
            let old = check.note.clone().unwrap_or_default();
            let note = [old.as_str(), note].into_iter().filter(|it| !it.is_empty());
            let note = note.collect::<Vec<_>>().join(" ");
            Check { claim, note: Some(note).filter(|note| !note.is_empty()), ..check }
        });
    }
}

/// See the module.
#[component]
pub(super) fn CheckView(id: CheckId) -> AnyView {
    let page = use_page();
    let looked = Looked::new(page, id);
    let describing = RwSignal::new(false);
    let editing = Editing {
        claim: Signal::derive(move || looked.check.get().map(|check| check.claim)),
        put: Callback::new(move |claim| looked.say(claim)),
    };
    let is_rule = Memo::new(move |_| {
        looked.check.with(|it| it.as_ref().is_some_and(|it| matches!(it.claim, Claim::Rule(_))))
    });
    let body = move |_: usize| match is_rule.get_untracked() {
        true => view! { <RuleFound looked /> }.into_any(),
        false => view! { <Answered looked /> }.into_any(),
    };
    view! {
        <header class="check-top">
            <Head looked describing />
            <Sentence editing />
            <Purpose looked describing />
            <Unanswered looked />
        </header>
        <Fresh of=Signal::derive(move || usize::from(is_rule.get())) draw=body />
    }
    .into_any()
}

/// How it stands, who made it, and what can be done with it.
#[component]
fn Head(looked: Looked, describing: RwSignal<bool>) -> AnyView {
    let page = looked.page;
    let state = Memo::new(move |_| {
        let said = page.with(|it| {
            looked.check.with(|check| {
                let check = check.as_ref()?;
                Some(looked.status.with(|status| words::state(check, status.as_ref(), it)))
            })
        });
        said.flatten().unwrap_or_default()
    });
    let standing = Memo::new(move |_| looked.status.with(|it| Standing::of(it.as_ref())));
    let tag = move || {
        let mood = standing.get().mood();
        view! { <Tag text=state mood /> }
    };
    let added = Signal::derive(move || {
        let added = looked.check.with(|it| it.as_ref().map(words::added)).unwrap_or_default();
        page.session.without_names(added)
    });
    let remove = move || {
        let Some(check) = looked.check.get_untracked() else { return };
        let edit = CheckEdit::Remove(check.id);
        page.leave();
        page.session.dispatch(Action::Run(Command::Check(edit)));
        dom::focus_soon(super::MIDDLE);
    };
    let toasts = use_toasts();
    let items = Signal::derive(move || {
        vec![
            MenuItem::new("Describe…", move || describing.set(true)),
            MenuItem::new("Remove", move || {
                let noun =
                    looked.check.with_untracked(|it| it.as_ref().map_or("check", Check::noun));
                remove();
                offer_undo(page.session, toasts, format!("The {noun} was removed."));
            })
            .begins_group(),
        ]
    });
    view! {
        <div class="check-head">
            <span role="status">{tag}</span>
            <span class="checks-quiet">{added}</span>
            <span class="check-space"></span>
            <Button size=ButtonSize::Small on_press=move || describing.update(|it| *it = !*it)>
                "Edit"
            </Button>
            <Menu label="More to do with this check" icon=Icon::More bare=true items />
        </div>
    }
    .into_any()
}

/// What it is for, and the field to say it in.
#[component]
fn Purpose(looked: Looked, describing: RwSignal<bool>) -> AnyView {
    let note = Memo::new(move |_| {
        let note = looked.check.with(|it| it.as_ref().and_then(|check| check.note.clone()));
        note.unwrap_or_default()
    });
    let said = Signal::derive(move || looked.page.session.without_names(note.get()));
    let shown = Memo::new(move |_| !describing.get() && !note.with(String::is_empty));
    view! {
        <Show when=shown>
            <p class="check-purpose">{said}</p>
        </Show>
        <Show when=describing>
            <Describe looked note describing />
        </Show>
    }
    .into_any()
}

#[component]
fn Describe(looked: Looked, note: Memo<String>, describing: RwSignal<bool>) -> AnyView {
    const FORM: &str = "check-describe";
    let text = RwSignal::new(note.get_untracked());
    let keep = move || {
        let text = text.get_untracked().trim().to_owned();
        let note = Some(text).filter(|text| !text.is_empty());
        looked.put(|check| Check { note, ..check });
        describing.set(false);
        dom::focus(super::MIDDLE);
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        keep();
    };
    let escape = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            describing.set(false);
            dom::focus(super::MIDDLE);
        }
    };
    dom::focus_first_soon(FORM, "input");
    view! {
        <form class="check-describe" id=FORM on:submit=submit on:keydown=escape>
            <TextField label="What it is for" value=text on_input=move |it| text.set(it) />
            <Button kind=ButtonKind::Primary on_press=keep>
                "Keep"
            </Button>
            <Button on_press=move || describing.set(false)>"Cancel"</Button>
        </form>
    }
    .into_any()
}

/// Why it cannot be asked, or on what it hangs.
#[component]
fn Unanswered(looked: Looked) -> AnyView {
    let said = Memo::new(move |_| {
        looked.status.with(|status| match status {
            Some(CheckStatus::Refused(refusal)) => {
                Some((words::capital(&refusal.0), "Choose another word, or remove the check."))
            }
            Some(CheckStatus::Doubtful { found, other, .. }) => Some((
                format!("As far as it can be read: {found}. It may also be: {other}"),
                "Something in the file cannot be read. Problems names the place.",
            )),
            _ => None,
        })
    });
    let draw = move || {
        said.get().map(|(what, help)| {
            view! {
                <div class="check-refused">
                    <p class="check-refused-what">
                        <Prose text=format!("{what}.") />
                    </p>
                    <p class="checks-quiet">{help}</p>
                </div>
            }
        })
    };
    draw.into_any()
}
