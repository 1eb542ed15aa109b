//! What stands over the editor: whom to add to a list, a new record, what a record is, whether a record or
//! a default is to go, the scenarios. One at a time.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::page::{Here, Op, Page};
use super::scenarios::Scenarios;
use super::words::records;
use crate::components::{
    Button, ButtonKind, Checkbox, Choice, FormButtons, Icon, Modal, ModalHead, SearchField, Select,
    TextField, Ticked, is_blank, on_submit,
};
use crate::pages::ask::words::count;
use whocan_core::directory::Directory;
use whocan_core::models::acl::Edit;
use whocan_core::models::acl::policy::{MemberId, Owner, Record, RecordType};
use whocan_core::text::SearchText;

/// How many are listed to be added at a time.
const MOST: usize = 100;
/// How many records can be chosen from.
const RECORDS: usize = 500;

/// The kinds of whom a row can be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Users,
    Posts,
    Groups,
    Teams,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Users, Self::Posts, Self::Groups, Self::Teams];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Users => "Users",
            Self::Posts => "Posts",
            Self::Groups => "Groups",
            Self::Teams => "Service Teams",
        }
    }

    /// One and several of them.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Users => ("user", "users"),
            Self::Posts => ("post", "posts"),
            Self::Groups => ("group", "groups"),
            Self::Teams => ("service team", "service teams"),
        }
    }

    pub(super) fn icon(self) -> Icon {
        match self {
            Self::Users => Icon::Person,
            Self::Posts => Icon::Post,
            Self::Groups => Icon::Groups,
            Self::Teams => Icon::Team,
        }
    }

    /// Their ids and names.
    fn all(self, directory: &Directory) -> Vec<(String, String)> {
        let pair = |id: &str, name: &String| (id.to_owned(), name.clone());
        match self {
            Self::Users => {
                directory.users.iter().map(|it| pair(it.id.as_str(), &it.name)).collect()
            }
            Self::Posts => {
                directory.posts.iter().map(|it| pair(it.id.as_str(), &it.name)).collect()
            }
            Self::Groups => {
                directory.groups.iter().map(|it| pair(it.id.as_str(), &it.name)).collect()
            }
            Self::Teams => {
                directory.teams.iter().map(|it| pair(it.id.as_str(), &it.name)).collect()
            }
        }
    }
}

/// Which dialog is open.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ask {
    Add(Kind),
    NewRecord,
    EditRecord,
    RemoveRecord,
    RemoveDefault,
    Scenarios,
}

impl Ask {
    fn is_question(&self) -> bool {
        match self {
            Self::RemoveRecord | Self::RemoveDefault => true,
            Self::Add(_) | Self::NewRecord | Self::EditRecord | Self::Scenarios => false,
        }
    }

    fn title(&self, page: Page) -> String {
        match self {
            Self::Add(kind) => format!("Add {}", kind.name()),
            Self::NewRecord => "New record".to_owned(),
            Self::EditRecord => "Edit the record".to_owned(),
            Self::RemoveRecord => format!("Remove {}?", page.name()),
            Self::RemoveDefault => format!("Remove the default of {}?", page.name()),
            Self::Scenarios => "Scenarios of the two priorities".to_owned(),
        }
    }
}

/// See the module.
#[component]
pub(super) fn Dialogs(page: Page) -> AnyView {
    let ask = page.ask;
    // Worded once, when it opens: what is removed loses its name before the dialog is gone.
    let title = Memo::new(move |before: Option<&String>| {
        let asked = ask.get();
        let title = asked.map(|asked| untrack(|| asked.title(page)));
        title.or_else(|| before.cloned()).unwrap_or_default()
    });
    let is = move |of: fn(&Ask) -> bool| {
        Signal::derive(move || ask.with(|it| it.as_ref().is_some_and(of)))
    };
    let form = is(|it| !it.is_question() && *it != Ask::Scenarios);
    let question = is(Ask::is_question);
    let wide = is(|it| *it == Ask::Scenarios);
    let close = move || ask.set(None);
    let content = move || match ask.get_untracked() {
        Some(Ask::Add(kind)) => view! { <AddMembers page kind /> }.into_any(),
        Some(Ask::NewRecord) => view! { <RecordForm page known=None /> }.into_any(),
        Some(Ask::EditRecord) => {
            let known = untrack(|| page.record()).map(|it| Record::clone(&it));
            view! { <RecordForm page known /> }.into_any()
        }
        _ => ().into_any(),
    };
    let removal = move || match ask.get_untracked() {
        Some(ask) if ask.is_question() => view! { <Removal page ask /> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <Modal open=form title on_close=close>
            {content()}
        </Modal>
        <Modal open=question title head=ModalHead::Question on_close=close>
            {removal()}
        </Modal>
        <Modal open=wide title class="acl-scenarios-dialog" on_close=close>
            <Scenarios />
        </Modal>
    }
    .into_any()
}

/// Whom to add: boxes to tick, of those who are not on the list.
#[component]
fn AddMembers(page: Page, kind: Kind) -> AnyView {
    let (text, chosen) = (RwSignal::new(String::new()), RwSignal::new(BTreeSet::<String>::new()));
    let list = page.sheet.get_untracked().list;
    let others: Vec<(String, String)> = page.directory.with_untracked(|it| kind.all(it));
    let all = others.len();
    let others: Vec<(String, String)> = others
        .into_iter()
        .filter(|(id, _)| list.as_ref().is_none_or(|list| list.member(id).is_none()))
        .collect();
    let inside = all - others.len();
    let others = StoredValue::new(others);
    let found = Memo::new(move |_| {
        let text = SearchText::new(&text.get());
        others.with_value(|all| {
            all.iter().filter(|(_, name)| text.is_in(name)).cloned().collect::<Vec<_>>()
        })
    });
    let row = move |(id, name): (String, String)| {
        let own = id.clone();
        let ticked = Signal::derive(move || match chosen.with(|it| it.contains(&own)) {
            true => Ticked::On,
            false => Ticked::Off,
        });
        let tick = move |on: bool| {
            chosen.update(|chosen| {
                if on {
                    chosen.insert(id.clone())
                } else {
                    chosen.remove(&id)
                };
            });
        };
        view! { <li><Checkbox label=name ticked on_tick=tick /></li> }
    };
    let rows = move || {
        let first: Vec<_> = found.with(|all| all.iter().take(MOST).cloned().collect());
        untrack(|| first.into_iter().map(row).collect_view())
    };
    let (one, many) = kind.words();
    let says = Signal::derive(move || match found.with(Vec::len) {
        0 if others.with_value(Vec::is_empty) => format!("No other {many} to add."),
        0 => "None of this name.".to_owned(),
        number if number > MOST => format!("{} more: type to find one.", number - MOST),
        _ if inside > 0 => format!("{inside} already on the list."),
        _ => String::new(),
    });
    let verb = Signal::derive(move || match chosen.with(BTreeSet::len) {
        0 => "Add".to_owned(),
        number => format!("Add {}", count(number, one, many)),
    });
    let add = move || {
        let ids = chosen.get_untracked();
        // In the directory's order.
        let ids: Vec<MemberId> = others.with_value(|all| {
            all.iter().filter(|it| ids.contains(&it.0)).map(|it| it.0.as_str().into()).collect()
        });
        page.ask.set(None);
        if !ids.is_empty() {
            page.run(&Op::Add(ids));
        }
    };
    view! {
        <form class="acl-dialog" on:submit=on_submit(add)>
            <div class="modal-body">
                <SearchField
                    label=format!("Find {}", kind.name())
                    value=text
                    on_input=move |typed: String| text.set(typed)
                />
                <ul class="acl-ticks">{rows}</ul>
                <p class="acl-hint" role="status">
                    {says}
                </p>
            </div>
            <FormButtons on_cancel=move |()| page.ask.set(None) done=verb off=Signal::derive(move || chosen.with(BTreeSet::is_empty)) />
        </form>
    }
    .into_any()
}

/// What a record is: its name, its type, what it is an item of, its service team.
#[component]
fn RecordForm(page: Page, known: Option<Record>) -> AnyView {
    let is_new = known.is_none();
    let kind = known.as_ref().map_or(RecordType::Involvements, |it| it.kind);
    let id = |text: Option<&str>| RwSignal::new(text.unwrap_or_default().to_owned());
    let name = id(known.as_ref().map(|it| it.name.as_str()));
    let kind = RwSignal::new(kind.name().to_owned());
    let of = id(known.as_ref().and_then(|it| it.of.as_ref()).map(|it| it.as_str()));
    let team = id(known.as_ref().and_then(|it| it.team.as_ref()).map(|it| it.as_str()));
    let own = known.as_ref().map(|it| it.id.clone());
    let kinds = RecordType::ALL.map(|it| Choice::new(it.name(), it.name())).to_vec();
    let parents = page.policy.with_untracked(|policy| {
        let all =
            policy.records.iter().filter(|it| it.of.is_none() && Some(&it.id) != own.as_ref());
        let all = all.take(RECORDS).map(|it| Choice::new(it.id.to_string(), it.name.clone()));
        std::iter::once(Choice::new("", "No other record")).chain(all).collect::<Vec<_>>()
    });
    let teams = page.directory.with_untracked(|directory| {
        let all = directory.teams.iter().map(|it| Choice::new(it.id.to_string(), it.name.clone()));
        std::iter::once(Choice::new("", "None")).chain(all).collect::<Vec<_>>()
    });
    let blank = is_blank(name);
    let known = StoredValue::new(known);
    let give = move || {
        if blank.get_untracked() {
            return;
        }
        let record = known
            .get_value()
            .unwrap_or_else(|| Record::new(&page.system.new_id('r'), "", RecordType::Involvements));
        let (of, team) = (of.get_untracked(), team.get_untracked());
        let then = Record {
            name: name.get_untracked().trim().to_owned(),
            kind: RecordType::parse(&kind.get_untracked()).unwrap_or(record.kind),
            team: (!team.is_empty() && of.is_empty()).then(|| team.as_str().into()),
            of: (!of.is_empty()).then(|| of.as_str().into()),
            ..record.clone()
        };
        page.ask.set(None);
        let id = then.id.to_string();
        match is_new {
            true => {
                page.system.send(Edit::AddRecord(then));
                page.go(&id);
            }
            false => page.system.send_all(format!("edit {}", then.name), edits(&record, &then)),
        }
    };
    let choose = |to: RwSignal<String>| move |id: String| to.set(id);
    let of_none = Signal::derive(move || of.with(String::is_empty));
    let teams = StoredValue::new(teams);
    let team_field = move || {
        of_none.get().then(|| {
            let choices = teams.get_value();
            view! { <Select label="Service team" choices value=team on_choose=choose(team) /> }
        })
    };
    let verb = if is_new { "Add record" } else { "Change record" };
    view! {
        <form class="acl-dialog" on:submit=on_submit(give)>
            <div class="modal-body acl-fields">
                <TextField label="Name" value=name on_input=choose(name) />
                <Select label="Type" choices=kinds value=kind on_choose=choose(kind) />
                <Select label="Item of" choices=parents value=of on_choose=choose(of) />
                {team_field}
                <p class="acl-hint">
                    "An item, such as a log entry of an involvement, belongs to the service team of \
                     that record and follows its default."
                </p>
            </div>
            <FormButtons on_cancel=move |()| page.ask.set(None) done=verb off=blank />
        </form>
    }
    .into_any()
}

/// What makes one record of another.
fn edits(was: &Record, is: &Record) -> Vec<Edit> {
    let id = || is.id.clone();
    let rename = (was.name != is.name).then(|| Edit::Rename(id(), is.name.clone()));
    let kind = (was.kind != is.kind).then(|| Edit::SetType(id(), is.kind));
    let of = (was.of != is.of).then(|| Edit::SetOf(id(), is.of.clone()));
    // An item has no team of its own.
    let team = is.of.is_none() && (was.team != is.team || was.of.is_some() && is.team.is_some());
    let team = team.then(|| Edit::SetTeam(id(), is.team.clone()));
    rename.into_iter().chain(kind).chain(of).chain(team).collect()
}

/// Whether a record, or a team's default, is to go, with what it reaches.
#[component]
fn Removal(page: Page, ask: Ask) -> AnyView {
    let here = page.here.get_untracked();
    let (says, keep, verb) = untrack(|| match (&ask, &here) {
        (Ask::RemoveDefault, Here::Team(Some(team))) => {
            let follow = page.policy.with(|policy| {
                let all = policy.of_team(team);
                all.filter(|it| {
                    !matches!(it.state, whocan_core::models::acl::policy::State::Customised(_))
                })
                .count()
            });
            let says = match follow {
                0 => "No record follows it.".to_owned(),
                many => format!("{} then have no list: none restricts them.", records(many)),
            };
            (says, "Keep it", "Remove the default")
        }
        _ => {
            let items = page.record().map(|record| {
                page.policy.with(|it| {
                    it.records.iter().filter(|it| it.of.as_ref() == Some(&record.id)).count()
                })
            });
            let says = match items {
                None | Some(0) => "Its list goes with it.".to_owned(),
                Some(1) => "Its list goes with it. 1 item becomes a record of its own.".to_owned(),
                Some(many) => {
                    format!("Its list goes with it. {many} items become records of their own.")
                }
            };
            (says, "Keep it", "Remove record")
        }
    });
    let remove = move || {
        page.ask.set(None);
        match (&ask, &here) {
            (Ask::RemoveDefault, Here::Team(Some(team))) => {
                page.system.send(Edit::Clear(Owner::Team(team.clone())));
            }
            (Ask::RemoveRecord, Here::Record(Some(id))) => {
                page.system.send(Edit::RemoveRecord(id.clone()));
                page.system.on_focus.run(Vec::new());
            }
            _ => (),
        }
    };
    view! {
        <p class="modal-body">{says}</p>
        <div class="modal-buttons">
            <Button on_press=move || page.ask.set(None)>{keep}</Button>
            <Button kind=ButtonKind::Danger on_press=remove>
                {verb}
            </Button>
        </div>
    }
    .into_any()
}
