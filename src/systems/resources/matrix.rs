//! Which permission does what on which type: what is documented, and what was worked out.

use leptos::prelude::*;

use super::page::Page;
use super::resource::Title;
use crate::components::{Icon, Symbol};
use whocan_core::models::resources::policy::{Kind, Permission, ResourceType};
use whocan_core::text::capital;

/// What a cell of the table says, and whether the product's own material says it.
struct Cell {
    says: String,
    documented: bool,
    /// Whether it is for nothing here.
    off: bool,
}

/// The cells that an example or a public page speaks of.
fn is_documented(kind: ResourceType, permission: Permission) -> bool {
    use Permission::{Assign, Audit, GainAccess, Manage, Read, Secure, Update};
    use ResourceType::{EmploymentType, OrgUnit, RequirementType, Role, Tag};
    matches!(
        (kind, permission),
        (OrgUnit, Read | GainAccess | Manage | Secure | Audit)
            | (Role, Update | Secure)
            | (EmploymentType, Read)
            | (Tag, Assign)
            | (RequirementType, Manage | Secure)
    )
}

fn on_resource(kind: ResourceType, permission: Permission) -> Option<Cell> {
    if !kind.permissions().has(permission) {
        return None;
    }
    // The two cells of the product's own matrix that are known.
    let worked = match (kind, permission) {
        (ResourceType::Role, Permission::Update) => ": Update on that Role",
        (ResourceType::OrgUnit, Permission::Manage) => ": Manage on that Org Unit",
        _ => "",
    };
    let says = format!("{}{worked}", in_short(kind.holds(), permission));
    Some(Cell { says, documented: is_documented(kind, permission), off: false })
}

/// What a permission does, in a few words.
fn in_short(kind: Kind, permission: Permission) -> &'static str {
    match (permission, kind) {
        (Permission::Read, _) => "see it in lists",
        (Permission::GainAccess, Kind::Person) => "list its people",
        (Permission::GainAccess, Kind::Requirement) => "list its requirements",
        (Permission::Update, _) => "change name and notes",
        (Permission::Manage, Kind::Person) => "change, add and remove its people",
        (Permission::Manage, Kind::Requirement) => "change, add and remove its requirements",
        (Permission::Assign, _) => "give its people requirements",
        (Permission::Secure, _) => "set what others may",
        (Permission::Audit, _) => "read its log",
    }
}

/// How people and requirements are reached, which carry no permissions themselves.
fn on_classified(kind: Kind, permission: Permission) -> Option<Cell> {
    let through = match kind {
        Kind::Person => "its Org Unit, Role, Employment Type or Tag",
        Kind::Requirement => "its Requirement Type or Category",
    };
    let says = kind
        .reached()
        .has(permission)
        .then(|| format!("via {} on {through}", permission.name()))?;
    let documented = permission != Permission::Audit;
    Some(Cell { says, documented, off: false })
}

impl Cell {
    fn off(says: String) -> Self {
        Self { says, documented: true, off: true }
    }
}

/// A row: what it is about, and what stands under each permission and under Block.
fn of_type(kind: ResourceType) -> (&'static str, Vec<Cell>) {
    let cell = |permission: Permission| {
        on_resource(kind, permission).unwrap_or_else(|| {
            Cell::off(format!("not here: a {} holds no people to assign to", kind.name()))
        })
    };
    let unit = kind == ResourceType::OrgUnit;
    let says = if unit { "nothing here, nothing from above" } else { "nothing here" };
    let block = Cell { says: says.to_owned(), documented: unit, off: false };
    (kind.name(), Permission::ALL.into_iter().map(cell).chain([block]).collect())
}

fn of_kind(kind: Kind) -> (&'static str, Vec<Cell>) {
    let name = match kind {
        Kind::Person => "Person",
        Kind::Requirement => "Requirement",
    };
    let none = || Cell::off("no permission is set on it".to_owned());
    let cell = |permission: Permission| on_classified(kind, permission).unwrap_or_else(none);
    (name, Permission::ALL.into_iter().map(cell).chain([none()]).collect())
}

const BLOCK: &str = "Block";
/// What it does.
const MEANS: &str = "Takes away what comes from above. To be used sparingly";

/// See the module.
#[component]
pub(super) fn Matrix(page: Page) -> AnyView {
    let names: Vec<&str> =
        Permission::ALL.map(Permission::name).into_iter().chain([BLOCK]).collect();
    let tips = Permission::ALL.map(|it| capital(it.means())).into_iter().chain([MEANS.to_owned()]);
    let head = |(name, tip): (&&'static str, String)| {
        view! { <th scope="col" title=tip.clone() data-tip=tip>{*name}</th> }
    };
    let row = |(name, cells): (&'static str, Vec<Cell>)| {
        let cell = |(cell, head): (Cell, &&'static str)| {
            let inferred = (!cell.documented)
                .then(|| view! { <span class="state-tag" data-mood="warn">"Inferred"</span> });
            view! {
                <td data-off=cell.off.then_some("") data-head=*head>
                    <span>{cell.says}</span>
                    {inferred}
                </td>
            }
        };
        let cells = cells.into_iter().zip(&names).map(cell).collect_view();
        view! {
            <tr>
                <th scope="row">{name}</th>
                {cells}
            </tr>
        }
    };
    let rows = ResourceType::ALL.into_iter().map(of_type).chain(Kind::ALL.into_iter().map(of_kind));
    view! {
        <section class="res-main res-matrix-room" aria-label="Permissions matrix">
            <Title
                page
                name="Permissions matrix".to_owned()
                says="Which permission does what on which type".to_owned()
            />
            <div class="res-scroll">
                <div class="res-wide">
                    <table class="res-matrix" aria-label="Permissions matrix">
                        <thead>
                            <tr>
                                <td></td>
                                {names.iter().zip(tips).map(head).collect_view()}
                            </tr>
                        </thead>
                        <tbody>{rows.map(row).collect_view()}</tbody>
                    </table>
                </div>
                <p class="res-remark">
                    <Symbol icon=Icon::Info />
                    <span>
                        "Of the product's own matrix two cells are public: Update on a Role, and Manage \
                         on an Org Unit. The others follow from what each permission is said to do."
                    </span>
                </p>
            </div>
        </section>
    }
    .into_any()
}
