//! The list: one subject's features of a kind by category, or one feature for everybody; for each the
//! value, *Is Set*, the default and what comes out.

use std::sync::Arc;

use leptos::prelude::*;

use super::commands::SET_ALL;
use super::dialogs::Ask;
use super::page::{Column, ITEM, LIST, Page};
use super::row::{cells, level_of};
use super::sections::{Key, Line};
use crate::components::{
    Act, Button, ButtonKind, ButtonSize, ContextMenu, EmptyState, GridAct, GridStep, Icon,
    IconButton, Menu, MenuItem, SearchField, Show, Symbol, Ticked, TreeGrid,
};
use crate::grid::tell;
use crate::platform::page as dom;
use whocan_core::directory::Principal;
use whocan_core::models::features::Edit;
use whocan_core::models::features::input::EntryOp;
use whocan_core::models::features::policy::{FeatureId, Kind, Visibility};
use whocan_core::text::first_name;

/// What the menu that stands at a cell is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// The drop-down of a value.
    Value,
    /// The default of a feature.
    Default,
    /// A row.
    Row,
    /// The head of the values.
    Head,
}

/// The list's own state. Copied freely.
#[derive(Clone, Copy)]
struct List {
    page: Page,
    lines: Memo<Arc<Vec<Line>>>,
    at: Memo<Option<(usize, usize)>>,
    selected: Memo<Option<(usize, usize)>>,
    /// Where the menu stands; none while it is closed.
    menu: RwSignal<Option<(f64, f64)>>,
    about: RwSignal<About>,
}

impl List {
    fn new(page: Page) -> Self {
        let lines = page.lines();
        let place = move |key: &Key| {
            let is = |line: &Line| matches!(line, Line::Row(other, _) if other == key);
            lines.with(|lines| lines.iter().position(is))
        };
        let heading = move |wanted: &dyn Fn(usize) -> bool| {
            let is = |line: &Line| matches!(line, Line::Heading(at, _) if wanted(*at));
            lines.with(|lines| lines.iter().position(is))
        };
        let at = Memo::new(move |_| {
            let column = page.here.with(|here| here.column) as usize;
            let named = page.heading.get().and_then(|name| {
                page.sections.with(|all| all.iter().position(|section| section.name == name))
            });
            let on_heading = named.and_then(|named| heading(&|at| at == named));
            let on_row = || page.key().and_then(|key| place(&key));
            // What is folded away is represented by its heading.
            let folded = || {
                let section = page.section_of(&page.key()?)?;
                heading(&|at| at == section)
            };
            let first = || lines.with(|lines| (!lines.is_empty()).then_some(0));
            let line = on_heading.or_else(on_row).or_else(folded).or_else(first)?;
            Some((line, column))
        });
        let selected = Memo::new(move |_| {
            let mark = page.mark.with(|mark| mark.as_ref().and_then(&place))?;
            let (line, _) = at.get()?;
            Some((mark.min(line), mark.max(line)))
        });
        Self {
            page,
            lines,
            at,
            selected,
            menu: RwSignal::new(None),
            about: RwSignal::new(About::Row),
        }
    }

    fn line(self, at: usize) -> Option<Line> {
        self.lines.with_untracked(|lines| lines.get(at).cloned())
    }

    fn key_at(self, at: usize) -> Option<Key> {
        match self.line(at)? {
            Line::Row(key, _) => Some(key),
            Line::Heading(..) => None,
        }
    }

    /// The rows that a command is about.
    fn keys(self) -> Vec<Key> {
        let Some((line, _)) = self.at.get_untracked() else { return Vec::new() };
        let (from, to) = self.selected.get_untracked().unwrap_or((line, line));
        (from..=to).filter_map(|at| self.key_at(at)).collect()
    }

    fn go(self, step: GridStep) {
        let page = self.page;
        let mark = if step.extends {
            let before = page.mark.get_untracked();
            before.or_else(|| self.at.get_untracked().and_then(|(line, _)| self.key_at(line)))
        } else {
            None
        };
        page.mark.set(mark);
        let column = Column::at(step.column);
        match self.line(step.line) {
            Some(Line::Heading(at, _)) => {
                let name = page
                    .sections
                    .with_untracked(|all| all.get(at).map(|section| section.name.clone()));
                page.heading.set(name);
            }
            Some(Line::Row(key, _)) => page.go(|here| {
                here.column = column;
                match key {
                    Key::Feature(feature) => here.feature = Some(feature),
                    Key::Subject(who) => here.who = Some(who),
                }
            }),
            None => {}
        }
    }

    fn fold(self, section: usize, open: bool) {
        let name = self
            .page
            .sections
            .with_untracked(|all| all.get(section).map(|section| section.name.clone()));
        name.into_iter().for_each(|name| self.page.fold(&name, !open));
    }

    fn open_menu(self, about: About, place: (f64, f64)) {
        if !self.page.may_edit.get_untracked() && about != About::Row {
            return;
        }
        self.about.set(about);
        self.menu.set(Some(place));
    }

    fn act(self, act: GridAct) {
        let GridAct { act, line, column, place, narrow } = act;
        match (self.line(line), act, Column::at(column)) {
            (Some(Line::Heading(_, _)), Act::Menu, _) | (None, ..) => {}
            (Some(Line::Heading(at, open)), ..) => self.fold(at, open),
            (_, Act::Menu, _) => self.open_menu(About::Row, place),
            (_, Act::Press, Column::Name | Column::Default) => {}
            (_, _, Column::IsSet) => self.page.run(EntryOp::Turn, &self.keys()),
            (_, _, Column::Default) => self.open_menu(About::Default, place),
            // Where it is narrow this is all there is to press.
            (_, Act::Press, Column::Effective) if !narrow => {}
            (_, _, Column::Value | Column::Effective) => self.open_menu(About::Value, place),
            (_, _, Column::Name) => self.open_menu(About::Row, place),
        }
    }

    fn pressed(self, key: &str) -> bool {
        let Some(op) = Page::op_of(key) else { return false };
        self.page.run(op, &self.keys());
        true
    }

    fn title(self) -> String {
        let key = self.page.key();
        let facts = self.page.facts.get();
        let name = key.map(|key| super::sections::name_of(&facts, &key)).unwrap_or_default();
        match self.about.get() {
            About::Value => format!("Visibility of {name}"),
            About::Default => format!("Default of {name}"),
            About::Row => name,
            About::Head => "Set all".to_owned(),
        }
    }

    fn items(self) -> Vec<MenuItem> {
        match self.about.get() {
            About::Value => self.values(),
            About::Default => self.defaults(),
            About::Row => self.of_row(),
            About::Head => head_items(self.page),
        }
    }

    fn kind(self) -> Kind {
        self.page.here.with(|here| here.kind)
    }

    fn values(self) -> Vec<MenuItem> {
        let facts = self.page.facts.get();
        let pair = self.page.key().and_then(|key| self.page.pair(&key));
        let now = pair.map(|(who, feature)| facts.entry(&who, &feature).value);
        let item = |value: &Visibility| {
            let value = *value;
            let show = move || self.page.run(EntryOp::Show(value), &self.keys());
            MenuItem::new(value.name(), show).chosen(now == Some(value)).level(level_of(value))
        };
        self.kind().offers().iter().map(item).collect()
    }

    fn defaults(self) -> Vec<MenuItem> {
        let facts = self.page.facts.get();
        let feature = self.page.key().and_then(|key| self.page.pair(&key));
        let Some((_, feature)) = feature else { return Vec::new() };
        let now = facts.policy.default_of(&feature);
        let item = |value: &Visibility| {
            let (value, feature) = (*value, feature.clone());
            let set = move || self.page.system.send(Edit::SetDefault(feature.clone(), value));
            MenuItem::new(value.name(), set).chosen(now == value).level(level_of(value))
        };
        self.kind().offers().iter().map(item).collect()
    }

    fn of_row(self) -> Vec<MenuItem> {
        let page = self.page;
        let may = page.may_edit.get();
        let run = move |op: EntryOp| move || page.run(op, &self.keys());
        let set = |value: &Visibility| {
            let value = *value;
            MenuItem::new(value.name(), run(EntryOp::Set(value)))
                .key(value.name().get(..1).unwrap_or_default())
                .level(level_of(value))
        };
        let mut items: Vec<MenuItem> = Vec::new();
        if may {
            items.extend(self.kind().offers().iter().map(set));
            items.push(MenuItem::new("Turn Is Set", run(EntryOp::Turn)).key("S").begins_group());
            let clear = MenuItem::new("Back to the default, not set", run(EntryOp::Clear));
            items.push(clear.key("Delete"));
        }
        let here = page.here.get();
        match page.key() {
            Some(Key::Feature(feature)) => {
                let steps = by_item(here.kind, &feature);
                let go = move || page.system.on_focus.run(steps.clone());
                items.push(MenuItem::new("This item for everybody", go).begins_group());
            }
            Some(Key::Subject(who)) => {
                let feature = here.feature.iter().map(ToString::to_string);
                let steps = [who.id().to_owned(), here.kind.name().to_owned()];
                let steps: Vec<String> = steps.into_iter().chain(feature).collect();
                let go = move || page.system.on_focus.run(steps.clone());
                items.push(MenuItem::new("All that is set for them", go).begins_group());
            }
            None => {}
        }
        items
    }
}

/// *Set all*, each with how many it is about and, once it has the focus, whom it reaches.
fn set_all_items(page: Page) -> Vec<MenuItem> {
    let offered = page.scope.with(|here| here.kind).offers();
    let (rows, hidden) = page.count();
    let item = |(label, value): (&'static str, Visibility)| {
        let tells = Callback::new(move |()| {
            let edits = page.set_all(value).map(|whole| whole.edits).unwrap_or_default();
            match edits.is_empty() {
                true => "All have it already".into_any(),
                false => page.system.foresee(edits).map(tell).into_any(),
            }
        });
        MenuItem::new(label, move || page.run_set_all(value))
            .level(level_of(value))
            .about(about(page, rows, hidden))
            .tells(tells)
    };
    SET_ALL.into_iter().filter(|(_, value)| offered.contains(value)).map(item).collect()
}

/// What the head of the values offers: *Set all*, and of one subject's list the way to the same for
/// everybody.
fn head_items(page: Page) -> Vec<MenuItem> {
    let mut items = set_all_items(page);
    let here = page.here.get();
    let Some(feature) = here.feature.clone().filter(|_| !here.by_item) else { return items };
    let name = page
        .facts
        .with(|facts| facts.policy.feature(&feature).map(|it| it.name.clone()).unwrap_or_default());
    let steps = by_item(here.kind, &feature);
    let go = move || page.system.on_focus.run(steps.clone());
    let item = MenuItem::new(format!("{name} for all users…"), go);
    items.push(item.about("By item, where Set all is for everybody").begins_group());
    items
}

/// The focus on one item for everybody.
fn by_item(kind: Kind, feature: &FeatureId) -> Vec<String> {
    vec![ITEM.to_owned(), kind.name().to_owned(), feature.to_string()]
}

fn about(page: Page, rows: usize, hidden: usize) -> String {
    let here = page.scope.get();
    let kind = here.kind.name().to_lowercase();
    let of = match (here.by_item, rows) {
        (true, 1) => "1 user; groups keep theirs".to_owned(),
        (true, rows) => format!("{rows} users; groups keep theirs"),
        (false, rows) => format!("{rows} {kind} of {}", page.who_is_it()),
    };
    match hidden {
        0 => of,
        hidden => format!("{of}; {hidden} not found keep theirs"),
    }
}

/// See the module.
#[component]
pub(super) fn FeatureList(page: Page) -> AnyView {
    let list = List::new(page);
    let lines = list.lines;
    let of_grid = Memo::new(move |_| {
        lines.with(|lines| Arc::new(lines.iter().map(Line::of_grid).collect::<Vec<_>>()))
    });
    let label = Signal::derive(move || match page.here.with(|here| here.by_item) {
        true => "Everybody",
        false => "Permissions",
    });
    let label = Signal::derive(move || label.get().to_owned());
    let at: Memo<Option<(usize, usize)>> = list.at;
    let read_only = Signal::derive(move || !page.may_edit.get());
    let title = Signal::derive(move || list.title());
    let items = Signal::derive(move || list.items());
    let any = Signal::derive(move || {
        page.sections.with(|all| all.iter().any(|it| !it.rows.is_empty() || it.hidden > 0))
    });
    view! {
        <div class="features-room">
            <Idle page />
            <NotFound page />
            <Show when=any>
                <TreeGrid
                    id=LIST
                    label
                    columns=5
                    lines=of_grid
                    at
                    selected=list.selected
                    read_only
                    row=move |at: usize| cells(page, lines, at)
                    on_go=move |step: GridStep| list.go(step)
                    on_act=move |act: GridAct| list.act(act)
                    on_key=move |key: String| list.pressed(&key)
                >
                    <Heads list />
                </TreeGrid>
            </Show>
            <Show when=Signal::derive(move || !any.get())>
                <Nothing page />
            </Show>
            <AddRow page />
            <ContextMenu at=list.menu title items home=LIST />
        </div>
    }
    .into_any()
}

/// The heads of the columns.
#[component]
fn Heads(list: List) -> AnyView {
    let page = list.page;
    let items = Signal::derive(move || head_items(page));
    let right = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        let place = (f64::from(event.client_x()), f64::from(event.client_y()));
        list.open_menu(About::Head, place);
    };
    let may = Signal::derive(move || page.may_edit.get());
    let whose = Signal::derive(move || match page.here.with(|here| here.by_item) {
        true => String::new(),
        false => {
            let name = page.who_is_it();
            let first = first_name(&name);
            let group = page.here.with(|here| matches!(here.who, Some(Principal::Group(_))));
            format!("for {}", if group { name.as_str() } else { first })
        }
    });
    view! {
        <FindHead page />
        <span class="tree-cell feature-cell-value" role="columnheader" on:contextmenu=right>
            <span class="feature-head-word">"Visibility"</span>
            <Show when=may>
                <SetAllMenu items />
            </Show>
        </span>
        <IsSetHead page />
        <span class="tree-cell feature-cell-default" role="columnheader">"Default"</span>
        <span class="tree-cell feature-cell-effective" role="columnheader">
            "Effective "
            <span class="feature-whose">{whose}</span>
        </span>
    }
    .into_any()
}

#[component]
fn SetAllMenu(items: Signal<Vec<MenuItem>>) -> AnyView {
    let face = view! {
        "Set all"
        <Symbol icon=Icon::Down />
    }
    .into_any();
    view! { <Menu label="Set all" face class="feature-set-all" items /> }.into_any()
}

/// The head of the names; with a lens that makes a field of it.
#[component]
fn FindHead(page: Page) -> AnyView {
    let open = RwSignal::new(false);
    let shown = Memo::new(move |_| open.get() || page.find.with(|find| !find.is_empty()));
    let by_item = Memo::new(move |_| page.here.with(|here| here.by_item));
    let word = Signal::derive(move || match by_item.get() {
        true => "User or group",
        false => "Category, name",
    });
    let begin = move || {
        open.set(true);
        dom::focus_first_soon("features-find", "input");
    };
    let draw = move || match (shown.get(), by_item.get()) {
        (false, by_item) => view! {
            <span class="feature-head-word">{word}</span>
            <IconButton
                icon=Icon::Search
                label=find_label(by_item)
                size=ButtonSize::Small
                on_press=begin
            />
        }
        .into_any(),
        (true, by_item) => view! {
            <span
                class="feature-find"
                id="features-find"
                on:focusin=move |_| open.set(true)
                on:focusout=move |_| open.set(false)
            >
                <SearchField
                    label=find_label(by_item)
                    value=page.find
                    on_input=move |text| page.find.set(text)
                />
            </span>
        }
        .into_any(),
    };
    view! {
        <span class="tree-cell feature-cell-name" role="columnheader">{draw}</span>
    }
    .into_any()
}

fn find_label(by_item: bool) -> String {
    if by_item { "Find users and groups" } else { "Find features" }.to_owned()
}

/// *Is Set* for all that are listed.
#[component]
fn IsSetHead(page: Page) -> AnyView {
    let ticked = Memo::new(move |_| page.all_set());
    let whose = Signal::derive(move || match page.here.with(|here| here.by_item) {
        true => "Is Set for all users".to_owned(),
        false => format!("Is Set for all of {}", page.who_is_it()),
    });
    view! {
        <span class="tree-cell feature-cell-set" role="columnheader">
            <span class="feature-head-word">"Is Set"</span>
            <label class="feature-all-set">
                <input
                    class="check-box"
                    type="checkbox"
                    aria-label=whose
                    prop:checked=Signal::derive(move || ticked.get() == Ticked::On)
                    prop:indeterminate=Signal::derive(move || ticked.get() == Ticked::Some)
                    prop:disabled=Signal::derive(move || !page.may_edit.get())
                    on:change:target=move |event| page.tick_all(event.target().checked())
                />
            </label>
        </span>
    }
    .into_any()
}

/// What is said of a group's centres.
#[component]
fn Idle(page: Page) -> AnyView {
    let idle = Signal::derive(move || {
        page.here.with(|here| {
            let user = matches!(here.who, Some(Principal::User(_)));
            here.kind == Kind::Centres && (here.by_item || !user)
        })
    });
    view! {
        <Show when=idle>
            <p class="features-note">
                <Symbol icon=Icon::Info />
                "A group's entry on a centre can be edited and has no effect."
            </p>
        </Show>
    }
    .into_any()
}

/// A search that finds nothing.
#[component]
fn NotFound(page: Page) -> AnyView {
    let none = Signal::derive(move || {
        let (rows, hidden) = page.sections.with(|all| {
            let rows: usize = all.iter().map(|it| it.rows.len()).sum();
            (rows, all.iter().map(|it| it.hidden).sum::<usize>())
        });
        rows == 0 && hidden > 0
    });
    let says = Signal::derive(move || match page.here.with(|here| here.by_item) {
        true => format!("No user or group is called “{}”.", page.find.get().trim()),
        false => format!("Nothing here is called “{}”.", page.find.get().trim()),
    });
    // The button goes with what it stood for.
    let clear = move || {
        page.find.set(String::new());
        dom::focus(LIST);
    };
    view! {
        <Show when=none>
            <p class="features-note" role="status">
                <Symbol icon=Icon::Info />
                <span class="features-bar-words">{says}</span>
                <Button size=ButtonSize::Small on_press=clear>
                    "Clear the search"
                </Button>
            </p>
        </Show>
    }
    .into_any()
}

/// A kind of which there is nothing yet.
#[component]
fn Nothing(page: Page) -> AnyView {
    let kind = Memo::new(move |_| page.here.with(|here| here.kind));
    let draw = move || {
        let kind = kind.get();
        let title = format!("No {} yet", kind.name().to_lowercase());
        view! {
            <EmptyState
                title
                text="Nothing of this kind comes with Maytas: add what your system has."
                verb=format!("Add to {}", kind.name())
                icon=Icon::Plus
                on_verb=move || page.asked.set(Some(Ask::Item))
            />
        }
    };
    view! { <div class="features-nothing">{draw}</div> }.into_any()
}

/// The way to more items of a kind that each installation has of its own.
#[component]
fn AddRow(page: Page) -> AnyView {
    let adds = Signal::derive(move || {
        let here = page.here.get();
        !here.by_item && !here.kind.is_shipped() && here.feature.is_some() && page.may_edit.get()
    });
    let word = Signal::derive(move || format!("Add to {}…", page.here.with(|it| it.kind.name())));
    view! {
        <Show when=adds>
            <p class="features-add">
                <Button
                    kind=ButtonKind::Ghost
                    size=ButtonSize::Small
                    icon=Icon::Plus
                    on_press=move || page.asked.set(Some(Ask::Item))
                >
                    {word}
                </Button>
            </p>
        </Show>
    }
    .into_any()
}
