//! The model's section of the file. `catalogue` is the name of a shipped one, or the whole list once
//! it was edited; `gates` goes with the latter.

use std::collections::BTreeSet;

use super::area::{Area, Areas};
use super::catalogue::NAME;
use super::policy::{AttributeId, Catalogue, Gate, Policy, Section, Services, Ticks};
use crate::format::{
    Extra, Fate, Fields, Json, List, MemberCodec, Object, Otherwise, Reader, Texts, Unread,
};
use crate::model::{self, Catalogued};
use crate::shared::{Shared, collect_into};

// R21: what restricts and cannot be read restricts.
pub(super) const GATE: Otherwise = Otherwise::CountsAs("a gate that is closed");
const LICENCE: Otherwise = Otherwise::CountsAs("a licence that is not installed");
const SERVICE: Otherwise = Otherwise::CountsAs("another area");
const SERVICES: Otherwise =
    Otherwise::CountsAs("several areas, to sign on under one of those that can be read");

impl model::Section for Policy {
    const SHIPPED: Option<&'static str> = Some(NAME);

    fn is_blank(&self) -> bool {
        self.ticks.is_empty()
            && self.services.is_empty()
            && self.reports.is_empty()
            && self.catalogue == Policy::shipped().catalogue
    }
}

/// The sections and what is behind what.
const CATALOGUE: Catalogued<Section, Gate> = Catalogued {
    name: NAME,
    links: "gates",
    shipped: || (&Policy::shipped().catalogue, &Policy::shipped().gates),
};

/// The same with what groups tick, which is written in the catalogue's order.
pub(super) struct CatalogueAndTicks;

type LinkedAndTicked = (Shared<Catalogue>, Shared<Vec<Gate>>, Unread, Shared<Ticks>);

impl CatalogueAndTicks {
    pub(super) fn read(&self, fields: &mut Fields<'_>) -> Option<LinkedAndTicked> {
        let (catalogue, gates, unread) = CATALOGUE.read(fields)?;
        let ticks = fields.entries("ticks", Otherwise::Kept, |here, json| {
            let Some(ticked) = read_texts(here, json) else { return Fate::Kept };
            let ticked: BTreeSet<_> = collect_into(ticked.into_iter().map(AttributeId::from));
            if ticked.is_empty() { Fate::Nothing } else { Fate::Used(Shared::new(ticked)) }
        });
        Some((catalogue, gates, unread, Shared::new(ticks)))
    }

    pub(super) fn write(
        &self,
        object: &mut Object,
        (catalogue, gates, unread, ticks): (
            &Shared<Catalogue>,
            &Shared<Vec<Gate>>,
            &Unread,
            &Shared<Ticks>,
        ),
        extra: &Extra,
    ) {
        CATALOGUE.write(object, (catalogue, gates, unread), extra);
        let in_order = |ticked| Json::texts(in_order(catalogue, ticked));
        object.push_map("ticks", ticks.iter().map(|(group, it)| (group, in_order(it))), extra);
    }
}

/// What is ticked in the catalogue's order; behind it what the catalogue does not know.
fn in_order<'a>(
    catalogue: &'a Catalogue,
    ticked: &'a BTreeSet<AttributeId>,
) -> impl Iterator<Item = &'a AttributeId> {
    let known = catalogue.items().map(|attribute| &attribute.id);
    let beyond = ticked.iter().filter(|id| catalogue.item(id).is_none());
    known.filter(|id| ticked.contains(*id)).chain(beyond)
}

/// The sections within a section, which have none themselves.
pub(super) struct Subsections;

impl Subsections {
    pub(super) fn read(&self, fields: &mut Fields<'_>) -> Option<(Vec<Section>, Unread)> {
        if !fields.here().is_item_of("sections") {
            return List("sections").read(fields);
        }
        if fields.peek("sections").is_some() {
            let message = "a section within another has none itself";
            let help = "move them up; until then they are kept in the file and count for nothing";
            let here = fields.here().at("sections");
            here.error("section-too-deep", message, help);
        }
        Some((Vec::new(), Unread::default()))
    }

    pub(super) fn write(
        &self,
        object: &mut Object,
        sections: (&Vec<Section>, &Unread),
        extra: &Extra,
    ) {
        List("sections").write(object, sections, extra);
    }
}

/// A list of lists of suffixes; one with anything else in it is kept whole and counts as absent.
pub(super) struct Families;

impl MemberCodec<Vec<Vec<String>>> for Families {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Vec<Vec<String>>> {
        let Some(items) = fields.list("families", Otherwise::Kept) else { return Some(Vec::new()) };
        let (families, unread) = fields.here().at("families").list(items, read_texts);
        if unread.is_empty() {
            return Some(families);
        }
        fields.put_back("families", items.to_vec());
        Some(Vec::new())
    }

    fn write(&self, object: &mut Object, families: &Vec<Vec<String>>, _: &Extra) {
        object.push_items("families", families.iter().map(Json::texts).collect());
    }
}

fn read_texts(here: &Reader<'_>, json: &Json) -> Option<Vec<String>> {
    here.texts(here.items(json, Otherwise::Kept)?, Otherwise::Kept)
}

/// The licences that are needed. Of a list with a mistake none counts, and one is missing (R21).
pub(super) struct Licences;

impl MemberCodec<Vec<String>> for Licences {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Vec<String>> {
        let Some(json) = fields.peek("licences") else { return Some(Vec::new()) };
        let here = fields.here().at("licences");
        let licences = here.items(json, LICENCE).and_then(|items| here.texts(items, LICENCE));
        if licences.is_some() {
            fields.any("licences");
        }
        Some(licences.unwrap_or_default())
    }

    fn write(&self, object: &mut Object, licences: &Vec<String>, extra: &Extra) {
        Texts("licences").write(object, licences, extra);
    }
}

/// The area under which whoever works in several has to be signed on.
pub(super) struct Service;

impl MemberCodec<Option<Area>> for Service {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Option<Area>> {
        Some(fields.named("service", SERVICE))
    }

    fn write(&self, object: &mut Object, area: &Option<Area>, _: &Extra) {
        object.push_some("service", area.map(Area::name));
    }
}

/// What people work in. Who works in an area that cannot be read works in several (R21).
pub(super) struct AreasOfPeople;

impl MemberCodec<Services> for AreasOfPeople {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Services> {
        let areas = |here: &Reader<'_>, json: &Json| {
            let Some(items) = here.items(json, SERVICES) else {
                return Fate::Doubtful(Areas::default().and_others());
            };
            match here.all_named(items, "a text", SERVICES) {
                (areas, false) => Fate::Doubtful(Areas::of(areas).and_others()),
                (areas, true) if areas.is_empty() => Fate::Nothing,
                (areas, true) => Fate::Used(Areas::of(areas)),
            }
        };
        Some(fields.entries("services", SERVICES, areas))
    }

    fn write(&self, object: &mut Object, services: &Services, extra: &Extra) {
        let services = services.iter().map(|(user, areas)| {
            // What could not be read stands there until something else is set.
            let kept = extra.within("services", user.as_str()).filter(|_| areas.has_others());
            let names = || Json::texts(areas.iter().map(Area::name));
            (user, kept.cloned().unwrap_or_else(names))
        });
        object.push_map("services", services, extra);
    }
}
