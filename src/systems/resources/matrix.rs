//! Which permission does what on which type: what is documented, and what was worked out.

use leptos::prelude::AnyView;

use super::resource::{remark, scroll};
use crate::ui::kit::tag::{Piece, Tag, all, tag};
use whocan_core::models::resources::policy::{Kind, Permission, ResourceType};

/// What a cell of the table says, and whether the product's own material says it.
struct Cell {
    says: String,
    documented: bool,
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
    Some(Cell { says, documented: is_documented(kind, permission) })
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
    Some(Cell { says, documented })
}

pub(super) fn matrix_tab() -> AnyView {
    let head = |name: &'static str| tag("th").attr("scope", "col").text(name);
    let heads = tag("tr")
        .child(tag("td"))
        .children(Permission::ALL.map(|it| head(it.name())))
        .child(head("Block"));
    let cell = |cell: Option<Cell>, why: String| match cell {
        Some(Cell { says, documented }) => {
            let inferred = (!documented).then(|| tag("span").class("inferred").text("inferred"));
            tag("td").text(says).child(inferred)
        }
        None => tag("td").attr("data-off", "").attr("title", why.clone()).text(why),
    };
    let resource = |kind: ResourceType| {
        let cells = Permission::ALL.map(|permission| {
            let why = format!("not here: a {} holds no people to assign to", kind.name());
            cell(on_resource(kind, permission), why)
        });
        let block = match kind {
            ResourceType::OrgUnit => "nothing here, nothing from above",
            _ => "nothing here",
        };
        let inferred =
            (kind != ResourceType::OrgUnit).then(|| tag("span").class("inferred").text("inferred"));
        tag("tr")
            .child(tag("th").attr("scope", "row").text(kind.name()))
            .children(cells)
            .child(tag("td").text(block).child(inferred))
    };
    let classified = |kind: Kind| {
        let name = match kind {
            Kind::Person => "Person",
            Kind::Requirement => "Requirement",
        };
        let cells = Permission::ALL.map(|permission| {
            let why = "no permission is set on it".to_owned();
            cell(on_classified(kind, permission), why)
        });
        tag("tr")
            .child(tag("th").attr("scope", "row").text(name))
            .children(cells)
            .child(tag("td").attr("data-off", "").text("no permission is set on it"))
    };
    let rows: Vec<Tag> = ResourceType::ALL
        .into_iter()
        .map(resource)
        .chain(Kind::ALL.into_iter().map(classified))
        .collect();
    let table = tag("table")
        .class("res-table res-matrix")
        .attr("aria-label", "Permissions matrix")
        .child(tag("thead").child(heads))
        .child(tag("tbody").children(rows));
    let panel = tag("section")
        .class("panel")
        .attr("aria-labelledby", "res-matrix")
        .child(tag("h3").attr("id", "res-matrix").text("Permissions matrix"))
        .child(remark(
            "Of the product's own matrix two cells are public: Update on a Role, and Manage on an Org Unit. The others follow from what each permission is said to do; those that no example speaks of are marked as inferred.",
        ))
        .child(scroll().child(table));
    all([panel.any()])
}
