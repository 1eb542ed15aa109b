//! Hands the open workspace on: as a link, as a file, on paper. Whether people's names are in a file is
//! chosen each time, and so is what goes in.

use leptos::prelude::*;

use crate::components::{
    Button, ButtonKind, ButtonSize, Checkbox, Icon, IconButton, Modal, ModalHead, Symbol, Ticked,
    use_toasts,
};
use crate::platform::{clock, page};
use crate::shell::share::{copy_link, file_size};
use crate::state::{Action, FileParts, PeopleNames, Session, use_session};
use whocan_core::format::isolated;
use whocan_core::models::ModelKind;

/// After how many days the last file is old.
const OLD: u64 = 3;
/// After how many changes it is.
const MANY: usize = 10;

/// A way to hand the workspace on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Link,
    File,
    Print,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Link, Self::File, Self::Print];

    fn label(self) -> &'static str {
        match self {
            Self::Link => "Link",
            Self::File => "File",
            Self::Print => "Print",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Link => Icon::Share,
            Self::File => Icon::File,
            Self::Print => Icon::Print,
        }
    }

    /// What comes of it, in a few words.
    fn says(self, session: Session) -> String {
        match self {
            Self::Link => counted(session.link().chars().count(), "character", "characters"),
            Self::File => {
                let size = session.shown_document().map(|it| file_size(&it)).unwrap_or_default();
                format!(".whocan.json, {size}")
            }
            Self::Print => "what is shown, whole".to_owned(),
        }
    }
}

/// See the module.
#[component]
pub(super) fn ShareDialog() -> AnyView {
    let session = use_session();
    let close = move || session.dispatch(Action::Share(false));
    view! {
        <Modal
            open=session.sharing()
            title="Share"
            head=ModalHead::Own
            class="share-dialog"
            on_close=close
        >
            <Ways />
        </Modal>
    }
    .into_any()
}

#[component]
fn Ways() -> AnyView {
    let session = use_session();
    let kind = RwSignal::new(Kind::File);
    let way = move |own: Kind| {
        let here = Signal::derive(move || (kind.get() == own).then_some("true"));
        view! {
            <li>
                <button
                    type="button"
                    class="share-way"
                    aria-current=here
                    on:click=move |_| kind.set(own)
                >
                    <Symbol icon=own.icon() />
                    <span>
                        {own.label()} <span class="unseen">": "</span>
                        <span class="share-way-says">{own.says(session)}</span>
                    </span>
                </button>
            </li>
        }
    };
    let pane = move || match kind.get() {
        Kind::Link => view! { <LinkPane /> }.into_any(),
        Kind::File => view! { <FilePane /> }.into_any(),
        Kind::Print => view! { <PrintPane /> }.into_any(),
    };
    view! {
        <div class="share-ways">
            <h2 class="modal-title">"Share"</h2>
            <ul aria-label="Ways to share">{Kind::ALL.map(way).collect_view()}</ul>
        </div>
        <div class="share-pane">{pane}</div>
    }
    .into_any()
}

/// What a way is, with the cross beside it.
#[component]
fn PaneHead(title: &'static str, says: &'static str) -> AnyView {
    let session = use_session();
    view! {
        <div class="modal-head">
            <h3 class="modal-title">{title}</h3>
            <IconButton
                icon=Icon::Cross
                label="Close"
                size=ButtonSize::Small
                on_press=move || session.dispatch(Action::Share(false))
            />
        </div>
        <p class="share-lead">{says}</p>
    }
    .into_any()
}

#[component]
fn Cancel() -> AnyView {
    let session = use_session();
    view! { <Button on_press=move || session.dispatch(Action::Share(false))>"Cancel"</Button> }
        .into_any()
}

#[component]
fn LinkPane() -> AnyView {
    let session = use_session();
    let toasts = use_toasts();
    let copy = move || {
        session.dispatch(Action::Share(false));
        copy_link(session, toasts);
    };
    view! {
        <PaneHead
            title="A link to what you look at"
            says="It holds the place and no data: whoever has the same file sees the same."
        />
        <div class="modal-body">
            <label class="text-field">
                <span class="field-label">"Link"</span>
                <input class="field-box" type="text" readonly value=session.link() />
            </label>
        </div>
        <div class="modal-buttons">
            <Cancel />
            <Button kind=ButtonKind::Primary on_press=copy>
                "Copy link"
            </Button>
        </div>
    }
    .into_any()
}

#[component]
fn PrintPane() -> AnyView {
    let session = use_session();
    let print = move || {
        session.dispatch(Action::Share(false));
        page::print();
    };
    view! {
        <PaneHead
            title="What is shown, on paper"
            says="With its title, the day, the filter and the legend; a wide table goes over several pages. Your browser can make a PDF of it."
        />
        <div class="modal-body"></div>
        <div class="modal-buttons">
            <Cancel />
            <Button kind=ButtonKind::Primary on_press=print>
                "Print…"
            </Button>
        </div>
    }
    .into_any()
}

#[component]
fn FilePane() -> AnyView {
    let session = use_session();
    let names = RwSignal::new(None::<PeopleNames>);
    let parts = RwSignal::new(FileParts::all(PeopleNames::Replaced));
    let choose = Callback::new(move |chosen| names.set(Some(chosen)));
    let off = Signal::derive(move || {
        names.with(Option::is_none).then(|| "Choose what becomes of people’s names.".to_owned())
    });
    let save = move || {
        names.get_untracked().into_iter().for_each(|names| {
            session.dispatch(Action::Export(FileParts { names, ..parts.get_untracked() }));
        });
    };
    let document = session.shown_document();
    let person = document.as_ref().and_then(|it| it.directory.users.iter().next().cloned());
    let as_they_are = person.map_or_else(
        || "Nobody is in it yet.".to_owned(),
        |person| {
            let login = person.login.as_ref().map(|login| format!(", {login}"));
            format!("{}{}", isolated(&person.name), login.unwrap_or_default())
        },
    );
    view! {
        <PaneHead
            title="A file with this workspace"
            says="One file with all that is set, to keep or to hand on. It opens in any Whocan."
        />
        <div class="modal-body">
            <fieldset class="share-names">
                <legend class="field-label">"People’s names"</legend>
                <NameChoice
                    label="As they are"
                    says=as_they_are
                    names
                    own=PeopleNames::Kept
                    on_choose=choose
                />
                <NameChoice
                    label="Other names in their place"
                    says="Person 1, another log-in, the same everywhere. Groups keep their names."
                    names
                    own=PeopleNames::Replaced
                    on_choose=choose
                />
            </fieldset>
            <Contents parts />
            <Age />
        </div>
        <div class="modal-buttons">
            <span class="share-aside">"Nothing is sent: your browser saves the file."</span>
            <Cancel />
            <Button kind=ButtonKind::Primary off on_press=save>
                "Save file"
            </Button>
        </div>
    }
    .into_any()
}

#[component]
fn NameChoice(
    #[prop(into)] label: String,
    #[prop(into)] says: String,
    names: RwSignal<Option<PeopleNames>>,
    own: PeopleNames,
    on_choose: Callback<PeopleNames>,
) -> AnyView {
    view! {
        <label class="share-choice">
            <input
                class="share-radio"
                type="radio"
                name="share-names"
                prop:checked=Signal::derive(move || names.get() == Some(own))
                on:change=move |_| on_choose.run(own)
            />
            <span>
                <b>{label}</b>
                <span class="share-says">{says}</span>
            </span>
        </label>
    }
    .into_any()
}

/// What goes in, as ticks with numbers.
#[component]
fn Contents(parts: RwSignal<FileParts>) -> AnyView {
    let session = use_session();
    let Some(document) = session.shown_document() else { return ().into_any() };
    let directory = &document.directory;
    let used = ModelKind::ALL.iter().copied().filter(|kind| !document.policies.is_blank(*kind));
    let people = format!(
        "{}, {}",
        counted(directory.users.len(), "person", "people"),
        counted(directory.groups.len(), "group", "groups")
    );
    let snapshot = session.snapshot().get_untracked();
    let systems: Vec<AnyView> = used
        .map(|kind| {
            let ticked = Signal::derive(move || parts.with(|it| !it.without.contains(&kind)));
            let tick = move |on: bool| {
                parts.update(|parts| {
                    parts.without.retain(|other| *other != kind);
                    parts.without.extend((!on).then_some(kind));
                });
            };
            let targets = snapshot.as_ref().map_or(0, |it| it.resolver(kind).targets().len());
            let says = format!("{targets} {}", kind.info().targets);
            view! { <Row label=kind.info().title says ticked on_tick=tick /> }.into_any()
        })
        .collect();
    let changes = session.change_count().get_untracked();
    let is_draft = changes > 0 && session.looked_at().with_untracked(Option::is_none);
    let draft = match changes {
        0 => "nothing unsaved".to_owned(),
        count => format!("{}, else what is saved", counted(count, "change", "changes")),
    };
    let with_draft = Signal::derive(move || is_draft && parts.with(|parts| parts.draft));
    let checks = document.checks.list.len();
    let with_checks = Signal::derive(move || checks > 0 && parts.with(|parts| parts.checks));
    let saves = counted(session.revisions().with_untracked(Vec::len), "save", "saves");
    let never = Signal::stored(false);
    view! {
        <h4 class="field-label">"What goes in"</h4>
        <ul class="share-contents">
            <Row label="People and groups" says=people ticked=Signal::stored(true) fixed=true on_tick=|_| () />
            {systems}
            <Row
                label="The draft"
                says=draft
                ticked=with_draft
                fixed=!is_draft
                on_tick=move |on| parts.update(|parts| parts.draft = on)
            />
            <Row
                label="Checks"
                says=checks.to_string()
                ticked=with_checks
                fixed=checks == 0
                on_tick=move |on| parts.update(|parts| parts.checks = on)
            />
            <Row label="History stays in this browser" says=saves ticked=never fixed=true on_tick=|_| () />
        </ul>
    }
    .into_any()
}

#[component]
fn Row(
    label: &'static str,
    says: String,
    ticked: Signal<bool>,
    /// Whether it cannot be chosen.
    #[prop(optional)]
    fixed: bool,
    #[prop(into)] on_tick: Callback<bool>,
) -> AnyView {
    let ticked = Signal::derive(move || if ticked.get() { Ticked::On } else { Ticked::Off });
    view! {
        <li>
            <Checkbox label ticked off=fixed on_tick />
            <span>{says}</span>
        </li>
    }
    .into_any()
}

fn counted(count: usize, one: &str, more: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {more}"),
    }
}

/// How old the last file is, and how much it lacks.
#[component]
fn Age() -> AnyView {
    let session = use_session();
    let Some(time) = session.facts().with_untracked(|facts| facts.exported) else {
        return view! {
            <p class="share-age">
                <Symbol icon=Icon::Clock />
                "Not saved as a file yet: all of it is in this browser only."
            </p>
        }
        .into_any();
    };
    let later = session.revisions().with_untracked(|all| {
        let later = all.iter().filter(|revision| revision.time > time);
        later.map(|revision| revision.words.len()).sum::<usize>()
    });
    let lacks = later + session.change_count().get_untracked();
    let days = clock::time().saturating_sub(time) / 86_400_000;
    let since = match lacks {
        0 => "nothing has changed since".to_owned(),
        1 => "1 change since is in this browser only".to_owned(),
        count => format!("{count} changes since are in this browser only"),
    };
    let is_old = lacks > 0 && (days >= OLD || lacks >= MANY);
    view! {
        <p class="share-age" data-old=is_old.to_string()>
            <Symbol icon=Icon::Clock />
            {format!("Last file: {}; {since}.", clock::when(time))}
        </p>
    }
    .into_any()
}
