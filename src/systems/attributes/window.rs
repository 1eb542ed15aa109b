//! The windows of One IYSS as one person sees them, drawn plainly: what is there, and what is not and why.

use leptos::prelude::*;

use crate::components::{Icon, Symbol};
use whocan_core::models::attributes::area::Area;
use whocan_core::models::attributes::panels::{
    Flag, MERGE, Merge, PRACTITIONER, PanelView, Request, STAGE_OPEN, SYS_ADMIN, Stage, Summary,
    Transfer, VICTIM, VICTIM_SUMMARY, Victim, adds_referrals,
};
use whocan_core::models::attributes::policy::STARTED_FROM;
use whocan_core::models::attributes::section::Section;
use whocan_core::models::attributes::{Effect as Outcome, Part};

/// What is looked at first: what opens the client record.
pub(super) const OPENS: &str = "a-client-view-net";

/// What nothing stands for in the windows.
const NOT_DRAWN: &str = "Not drawn here: the attributes of opportunities and providers; Change, \
    Delete, More and Intervention of Targeted Youth Support; Add, Change and Delete of Substance \
    Misuse; View Guarantee; Create Shared Saved List. The form of a security group has them all.";

/// What is assumed of the client, the case and the clients to be merged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Assumed {
    caf: bool,
    child_protection: bool,
    caretaking: bool,
    owner: bool,
    linked: bool,
}

impl Default for Assumed {
    fn default() -> Self {
        let (caf, child_protection, caretaking) = (true, true, true);
        Self { caf, child_protection, caretaking, owner: false, linked: false }
    }
}

impl Assumed {
    /// Assumes something else.
    pub(super) fn set(&mut self, name: &str, holds: bool) {
        match name {
            "caf" => self.caf = holds,
            "child" => self.child_protection = holds,
            "caretaking" => self.caretaking = holds,
            "owner" => self.owner = holds,
            "linked" => self.linked = holds,
            _ => {}
        }
    }

    /// What is assumed of the client, to be turned around.
    pub(super) fn of_client(self) -> AnyView {
        view! {
            <div class="see-facts" role="group" aria-label="What is assumed of the client">
                {assume("caf", "Subject to CAF is Current", self.caf)}
                {assume("child", "On Child Protection Register is Current", self.child_protection)}
            </div>
        }
        .into_any()
    }
}

fn assume(name: &'static str, label: &'static str, holds: bool) -> AnyView {
    view! {
        <label class="check">
            <input class="check-box see-fact" type="checkbox" value=name prop:checked=holds />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// Under which words something is counted that stops with a licence, one and several of it; none for the
/// name of its section.
pub(super) fn group_of(attribute: &str) -> Option<[&'static str; 2]> {
    if Flag::ALL.iter().any(|flag| flag.attribute() == attribute) {
        return Some(["flag in the header", "flags in the header"]);
    }
    let criteria = Part::Search.elements();
    criteria.iter().any(|it| it.1 == attribute).then_some(["search criterion", "search criteria"])
}

/// One person's windows.
pub(super) struct Window<'a> {
    pub(super) sight: &'a PanelView<'a>,
    pub(super) person: &'a str,
    pub(super) assumed: Assumed,
    /// What tells the second window from the first; empty for the first.
    pub(super) note: String,
    /// What was pressed last.
    pub(super) here: &'a str,
}

impl Window<'_> {
    /// Something on a screen, which is explained when it is pressed.
    fn thing(&self, name: &str, attribute: &str, shown: bool) -> AnyView {
        let effect = self.sight.effect(attribute);
        let missing = || {
            let attribute = self.sight.model.policy.catalogue.item(&attribute.into());
            attribute.and_then(|it| it.licences.first().cloned()).unwrap_or_default()
        };
        let (heard, tag) = match (shown, effect) {
            (true, _) => (String::new(), String::new()),
            (false, Outcome::Effective) => (", absent".to_owned(), String::new()),
            (false, effect) => {
                let tag = match effect {
                    Outcome::NeedsLicence => missing(),
                    Outcome::OtherService => "service".to_owned(),
                    Outcome::Unreachable => "gate closed".to_owned(),
                    Outcome::Obsolete => "obsolete".to_owned(),
                    _ => String::new(),
                };
                (format!(", absent: {}", effect.name()), tag)
            }
        };
        let tag = (!tag.is_empty())
            .then(|| view! { <span class="see-tag" aria-hidden="true">{tag}</span> });
        let here = (self.here == attribute && self.note.is_empty()).then_some("true");
        view! {
            <button
                type="button"
                class="see-thing"
                value=attribute.to_owned()
                data-state=state(shown)
                aria-current=here
            >
                <span class="see-name">{name.to_owned()}</span>
                {tag}
                <span class="unseen">{heard}</span>
            </button>
        }
        .into_any()
    }

    // R19
    fn plain(&self, name: &str, attribute: &str) -> AnyView {
        self.thing(name, attribute, self.sight.has(attribute))
    }

    fn of(&self, part: Part) -> Vec<AnyView> {
        part.elements().iter().map(|(name, attribute)| self.plain(name, attribute)).collect()
    }

    /// The name of a part, told from the same part of the other window.
    fn called(&self, title: &str) -> String {
        match self.note.as_str() {
            "" => title.to_owned(),
            note => format!("{title} {note}"),
        }
    }

    fn frame(&self, title: &str, inside: AnyView) -> AnyView {
        view! {
            <section class="see-window" aria-label=self.called(title)>
                <h3 class="unseen">{self.called(title)}</h3>
                <div class="see-bar" aria-hidden="true">
                    <span class="see-dots"></span>
                    <span class="see-bar-title">{format!("One IYSS · {title}")}</span>
                </div>
                {inside}
            </section>
        }
        .into_any()
    }

    fn part(&self, title: &str, inside: AnyView) -> AnyView {
        view! {
            <section class="see-part" aria-label=self.called(title)>
                <h4>{title.to_owned()}</h4>
                {inside}
            </section>
        }
        .into_any()
    }

    fn things(&self, title: &str, part: Part) -> AnyView {
        self.part(title, chips(self.of(part)))
    }

    // R11
    fn listed(&self, belongs: impl Fn(Option<&str>) -> bool) -> Vec<String> {
        let model = self.sight.model;
        let all = model.policy.reports.iter();
        let listed = all.filter(|report| model.index.lists(self.sight.members, &report.id));
        listed
            .filter(|report| belongs(report.place.as_deref()))
            .map(|report| match report.place.as_deref() {
                Some(place) if !STARTED_FROM.contains(&place) => {
                    format!("{} ({place})", report.name)
                }
                _ => report.name.clone(),
            })
            .collect()
    }

    /// The reports that are started from a search.
    fn reports_of(&self, search: &str) -> AnyView {
        self.reports(&format!("{search}: reports"), search)
    }

    /// The reports that are started from one place.
    fn reports(&self, title: &str, from: &str) -> AnyView {
        let listed = self.listed(|place| place == Some(from));
        let none =
            listed.is_empty().then(|| view! { <li class="see-quiet">"No report"</li> }.into_any());
        self.part(title, list(listed, none))
    }

    /// The reports of which it is not said where they are started from, or somewhere else.
    fn reports_elsewhere(&self) -> Option<AnyView> {
        let known = |place: &str| STARTED_FROM.contains(&place);
        let listed = self.listed(|place| !place.is_some_and(known));
        (!listed.is_empty()).then(|| self.part("Reports started elsewhere", list(listed, None)))
    }

    /// The client record.
    pub(super) fn client(&self) -> AnyView {
        let [_, client, ..] = STARTED_FROM;
        let service = self.sight.circumstances.service.as_ref();
        let service = service.map(|name| format!(", {name}"));
        let inside = view! {
            <div class="see-nav">
                <b>"my homepage"</b>
                {self.plain(client, "a-client-search")}
                <span class="see-signed">
                    "Signed on: " <b>{self.person.to_owned()}</b> {service}
                </span>
            </div>
            {self.header()}
            <div class="see-columns">
                <div class="see-actions">{self.actions()}</div>
                <div class="see-main">
                    {self.sections()}
                    {self.services()}
                    {self.things("Client search: criteria", Part::Search)}
                    {self.reports_of(client)}
                </div>
            </div>
        };
        self.frame("Client record", inside.into_any())
    }

    fn header(&self) -> AnyView {
        // R16
        let flags = Flag::ALL.map(|flag| {
            let (current, name) = match flag {
                Flag::Caf => (self.assumed.caf, "CAF"),
                Flag::ChildProtection => (self.assumed.child_protection, "Child protection"),
            };
            let shown = flag.shown(self.sight, current);
            let state = state(shown);
            view! {
                <span class="see-flag" data-state=state>
                    <Symbol icon=Icon::Flag />
                    {self.thing(name, flag.attribute(), shown)}
                </span>
            }
        });
        // R12
        let summary = Summary::of(self.sight);
        let (words, says, attribute) = match summary {
            Summary::Hidden => ("", "not shown", PRACTITIONER),
            Summary::ReadOnly => ("4 May 2010 · gender not said", "read only", PRACTITIONER),
            Summary::ReadWrite => ("4 May 2010 · gender not said", "can be changed", SYS_ADMIN),
        };
        let name = if summary == Summary::Hidden { "Client Summary" } else { "Sam Example" };
        view! {
            <div class="see-header">
                <div class="see-who">
                    <p class="see-client">{name}</p>
                    <p class="see-quiet">{words} " " {self.thing(says, attribute, true)}</p>
                </div>
                {flags.into_iter().collect_view()}
            </div>
        }
        .into_any()
    }

    fn actions(&self) -> AnyView {
        let first = [
            self.plain("The record opens", OPENS),
            self.plain("Report a change", Request::Change.attribute()),
            self.plain("Change client", "a-client-change-net"),
        ];
        let all = first.into_iter().chain(self.of(Part::Actions)).collect_view();
        self.part("Actions", view! { <div class="see-links">{all}</div> }.into_any())
    }

    /// The sections of a client record: what is shown of each, and what can be done in it.
    fn sections(&self) -> AnyView {
        let catalogue = &self.sight.model.policy.catalogue;
        let section = |id: &str| catalogue.with_outer(&id.into()).map(|(_, section)| section);
        let views = ["s-client-view-sections", "s-contactpoint"].into_iter().filter_map(section);
        let edits = section("s-client-add-change-delete");
        let mut rows: Vec<AnyView> = Vec::new();
        for view in views {
            for (base, cells) in view.grids().iter().flat_map(|grid| &grid.rows) {
                let own = cells.iter().flatten().map(|it| (last(&it.name), it.id.to_string()));
                rows.push(self.record_section(base, own.collect(), edits));
            }
        }
        let rows = view! {
            <ul class="see-rows">{rows}</ul>
            {chips(self.of(Part::Record))}
        };
        self.part("Sections", rows.into_any())
    }

    fn record_section(
        &self,
        base: &str,
        mut parts: Vec<(String, String)>,
        edits: Option<&Section>,
    ) -> AnyView {
        let visible = parts.iter().find(|(name, _)| name == "Visible").map(|(_, id)| id.clone());
        let is_visible = visible.as_ref().is_some_and(|id| self.sight.has(id));
        let grids = edits.map(Section::grids).unwrap_or_default();
        let rows = grids.iter().flat_map(|grid| &grid.rows).filter(|(name, _)| *name == base);
        let edits: Vec<(String, String)> = rows
            .flat_map(|(_, cells)| cells.iter().flatten())
            .map(|it| (last(&it.name), it.id.to_string()))
            .collect();
        // Nobody looks for what cannot be done in a section that is not there.
        let told = |id: &str| self.sight.effect(id) != Outcome::NotGranted;
        parts.retain(|(name, id)| name != "Visible" && (is_visible || told(id)));
        parts.extend(edits.into_iter().filter(|(_, id)| told(id)));
        let things = parts.iter().map(|(name, id)| self.plain(name, id));
        let things = things.collect_view();
        view! {
            <li class="see-row" data-state=state(is_visible)>
                {self.thing(base, visible.as_deref().unwrap_or_default(), is_visible)}
                <span class="see-things">{things}</span>
            </li>
        }
        .into_any()
    }

    fn services(&self) -> AnyView {
        let area = |area: Area| {
            let name = area.name();
            let id = |rest: &str| format!("a-{}-{rest}", name.to_lowercase().replace(' ', "-"));
            // R7
            let adds = adds_referrals(self.sight, area) == Outcome::Effective;
            let client = id("client-visible");
            let visible = self.sight.has(&client);
            let things = visible.then(|| {
                view! {
                    <span class="see-things">
                        <span class="see-spare">{self.plain("More", &id("client-more"))}</span>
                        {self.plain("Add case", &id("case-add"))}
                        {self.plain("Close", &id("case-close"))}
                        {self.thing("Add referral", &id("referral-add"), adds)}
                    </span>
                }
            });
            view! {
                <li class="see-row" data-state=state(visible)>
                    {self.thing(name, &client, visible)} {things}
                </li>
            }
        };
        let id = |area: Area| area.name().to_lowercase().replace(' ', "-");
        let any = Area::ALL
            .into_iter()
            .any(|area| self.sight.has(&format!("a-{}-client-visible", id(area))));
        let rows = Area::ALL.map(area).into_iter().collect_view();
        let rows = view! { <ul class="see-rows">{rows}</ul> }.into_any();
        let part = self.part("Targeted Youth Support", rows);
        view! { <div data-state=state(any)>{part}</div> }.into_any()
    }

    /// The other windows, one after another.
    pub(super) fn rest(&self) -> AnyView {
        let bulk = view! {
            {self.things("Updates", Part::BulkUpdates)}
            <p class="see-quiet">"No bulk update can be undone."</p>
        };
        let inside = |view: AnyView| view! { <div class="see-main">{view}</div> }.into_any();
        let [.., opportunity, provider] = STARTED_FROM;
        let searches = view! {
            {self.reports_of(opportunity)}
            {self.reports_of(provider)}
        };
        let tools = inside(self.things("Screens and tools", Part::Screens));
        let requests = inside(view! { {self.requests()} {self.merge()} }.into_any());
        view! {
            {self.frame("my homepage", inside(self.homepage()))}
            {self.frame("Searches for opportunities and providers", inside(searches.into_any()))}
            {self.frame("Screens and tools of their own", tools)}
            {self.frame("Bulk Updates", inside(bulk.into_any()))}
            {self.frame("Requests and merging", requests)}
            {self.frame("Youth justice case", inside(self.case()))}
            <p class="att-quiet">{NOT_DRAWN}</p>
        }
        .into_any()
    }

    fn homepage(&self) -> AnyView {
        let [view_reports, ..] = STARTED_FROM;
        let panel = |name: &str, element: Transfer| {
            let shown = element.shown(self.sight, true);
            self.thing(name, element.attribute(), shown)
        };
        // R14
        let panels = [
            panel("Case Transfer Tasks", Transfer::AllNotifications),
            panel("My Case Transfer Tasks", Transfer::MyNotifications),
        ];
        let all = self.of(Part::Homepage).into_iter().chain(panels).collect();
        view! {
            {self.part("Panels", chips(all))}
            {self.reports(view_reports, view_reports)}
            {self.reports_elsewhere()}
        }
        .into_any()
    }

    fn case(&self) -> AnyView {
        let victim = Victim::of(self.sight);
        // R13
        let more: &[&str] = match victim {
            Victim::Basic => &[],
            Victim::Summary => &["Summary, without notes; nobody can be recognised"],
            Victim::Everything => &["Everything else", "Summary with notes"],
        };
        let shown = Victim::BASIC.iter().chain(more).map(|line| view! { <li>{*line}</li> });
        let transfer = |name: &str, element: Transfer| {
            let shown = element.shown(self.sight, self.assumed.caretaking);
            self.thing(name, element.attribute(), shown)
        };
        let transfers = vec![
            transfer("Initiate Transfer, on the panel header of AssetPlus", Transfer::Initiate),
            transfer("End Transfer, on the panel header of AssetPlus", Transfer::EndTransfer),
            transfer(
                "Send Stage Update, in the left-hand menu of a stage",
                Transfer::SendStageUpdate,
            ),
            transfer("Stage Update received: Accept, Reject", Transfer::StageUpdate),
            transfer("Initial request received: Accept, Reject", Transfer::InitialRequest),
        ];
        let of_victim = view! {
            <p>{format!("Victim: {}", victim.name())}</p>
            <ul class="see-list">{shown.collect_view()}</ul>
            {chips(vec![self.plain("The summary", VICTIM_SUMMARY), self.plain("Everything", VICTIM)])}
        };
        let of_transfer = view! {
            {assume("caretaking", "A caretaking arrangement is in place", self.assumed.caretaking)}
            {chips(transfers)}
        };
        view! {
            {self.part("Victim", of_victim.into_any())}
            {self.part("Case transfer", of_transfer.into_any())}
            {self.things("Other", Part::Case)}
            {self.asset_plus()}
        }
        .into_any()
    }

    fn asset_plus(&self) -> AnyView {
        // R15
        let stage = Stage::of(self.sight, self.assumed.owner);
        let says = match stage {
            Stage::NotPermitted => "There is no button to open a stage.",
            Stage::OwnerRequired => "It is refused until an owner is chosen.",
            Stage::Creator => "It belongs to whoever opens it.",
            Stage::Chosen => "It belongs to the one who was chosen.",
        };
        let inside = view! {
            {chips(self.of(Part::AssetPlus))}
            {assume("owner", "An owner is chosen", self.assumed.owner)}
            <div class="see-outcome">
                {self.plain("Open a stage", STAGE_OPEN)} <p role="status">{says}</p>
            </div>
        };
        self.part("AssetPlus", inside.into_any())
    }

    fn requests(&self) -> AnyView {
        let model = self.sight.model;
        let people = Request::approvers(model.index, model.roster, self.sight.circumstances);
        let names = people.iter().filter_map(|at| model.directory.users.nth(*at));
        let names: Vec<&str> = names.map(|user| user.name.as_str()).collect();
        let says = match names.as_slice() {
            [] => "Nobody has Process Request, so nobody would decide.".to_owned(),
            names => format!("Told of it, and deciding: {}.", names.join(", ")),
        };
        // R18
        let request = |request: Request| {
            view! {
                <li data-state=state(self.sight.has(request.attribute()))>
                    {self.plain(request.name(), request.attribute())}
                    <span class="see-quiet">{request.means()}</span>
                </li>
            }
        };
        let inside = view! {
            <ul class="see-requests">{Request::ALL.map(request).into_iter().collect_view()}</ul>
            <p>{says}</p>
            {chips(vec![self.plain("Decides on requests", "a-process-request")])}
        };
        self.part("Requests", inside.into_any())
    }

    fn merge(&self) -> AnyView {
        // R17
        let says = match Merge::of(self.sight, self.assumed.linked) {
            Merge::Permitted => "The clients are merged into one; the others become inactive.",
            Merge::Stopped => {
                "A message stops it: a client with a linked youth justice case cannot be merged."
            }
            Merge::NotPermitted => "There is nothing to merge clients with.",
        };
        let inside = view! {
            {chips(vec![self.plain("Merge clients", MERGE)])}
            <div data-state=state(self.sight.has(MERGE))>
                {assume("linked", "One of the clients has a linked YJ case", self.assumed.linked)}
            </div>
            <p role="status">{says}</p>
        };
        self.part("Client merge", inside.into_any())
    }
}

fn state(shown: bool) -> &'static str {
    if shown { "shown" } else { "absent" }
}

fn list(names: Vec<String>, none: Option<AnyView>) -> AnyView {
    let rows = names.into_iter().map(|name| view! { <li>{name}</li> });
    view! { <ul>{rows.collect_view()} {none}</ul> }.into_any()
}

fn chips(things: Vec<AnyView>) -> AnyView {
    view! { <div class="see-chips">{things}</div> }.into_any()
}

fn last(name: &str) -> String {
    name.rsplit_once(" - ").map_or(name, |(_, suffix)| suffix).to_owned()
}
