//! The model's section of the file. `catalogue` is the name of a shipped one, or the whole list
//! once it was edited; `needs` goes with the latter.

use super::policy::{Level, MainProcess, Need, Offered, Policy, Row, Rows};
use crate::format::{Extra, Fate, Fields, Json, MemberCodec, Object, Otherwise, Reader};
use crate::model::{Catalogued, Section};
use crate::shared::{Shared, collect_into};

/// The name under which the shipped catalogue is frozen.
const SHIPPED: &str = "one-1";

impl Section for Policy {
    const SHIPPED: Option<&'static str> = Some(SHIPPED);

    fn is_blank(&self) -> bool {
        // A group whose cells were all taken back has said nothing; the file does not have it.
        self.levels.values().all(|row| row.is_empty()) && self.section().is_none()
    }
}

/// The processes and what needs what.
pub(super) const CATALOGUE: Catalogued<MainProcess, Need> = Catalogued {
    name: SHIPPED,
    links: "needs",
    shipped: || (&Policy::shipped().catalogue, &Policy::shipped().needs),
};

/// What a process offers. Of a list with a mistake in it, or of what is no list, nothing counts: each
/// level that it may not offer is one that nobody may have (R13).
pub(super) struct OfferedLevels;

impl MemberCodec<Offered> for OfferedLevels {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Offered> {
        if fields.peek("levels").is_none() {
            return Some(Offered::ALL);
        }
        let levels = fields.all_named("levels", Otherwise::CountsAs("offering nothing but Deny"));
        Some(Offered::of(levels.unwrap_or_default()))
    }

    fn write(&self, object: &mut Object, offered: &Offered, extra: &Extra) {
        if *offered != Offered::ALL && extra.get("levels").is_none() {
            object.push("levels", Json::texts(offered.levels().map(Level::name)));
        }
    }
}

/// The level that is needed. While it cannot be read the pair as a whole waits.
pub(super) struct AtLeast;

impl MemberCodec<Level> for AtLeast {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Level> {
        if fields.peek("atLeast").is_none() {
            return Some(Level::Read);
        }
        let level = fields.named("atLeast", Otherwise::Kept);
        if level.is_none() {
            fields.refuse();
        }
        Some(level.unwrap_or_default())
    }

    fn write(&self, object: &mut Object, level: &Level, _: &Extra) {
        object.push_some("atLeast", (*level != Level::Read).then_some(level.name()));
    }
}

/// What the groups have: a row each, and in it the levels above Deny.
pub(super) struct Grid(pub(super) &'static str);

impl MemberCodec<Rows> for Grid {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Rows> {
        let row = |here: &Reader<'_>, json: &Json| {
            let Some(object) = here.object(json, Otherwise::Kept) else { return Fate::Kept };
            let (cells, extra) = here.map(object, |here, process, json| {
                Some((process.into(), here.named(json, "a level", Otherwise::Kept)?))
            });
            let cells = collect_into(cells.into_iter().filter(|(_, level)| *level > Level::Deny));
            let row = Row { cells, extra };
            if row.is_empty() { Fate::Nothing } else { Fate::Used(Shared::new(row)) }
        };
        Some(fields.entries(self.0, Otherwise::Kept, row))
    }

    fn write(&self, object: &mut Object, rows: &Rows, extra: &Extra) {
        let rows = rows.iter().filter(|(_, row)| !row.is_empty()).map(|(group, row)| {
            let cells = row.cells.iter().map(|(id, level)| (id, Json::word(level.name())));
            let mut cells: Object = cells.collect();
            cells.extend(&row.extra);
            (group, cells)
        });
        object.push_map(self.0, rows, extra);
    }
}
