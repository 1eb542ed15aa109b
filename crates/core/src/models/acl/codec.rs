//! The model's section of the file.

use super::policy::{Defaults, Level, Levels, List, Member, Policy, State};
use crate::format::{
    Codec, Extra, Fate, Fields, Json, MemberCodec, Object, Otherwise, Reader, Unread, clip,
};
use crate::model::Section;
use crate::shared::Shared;

/// What stands in place of a list where the team's default counts.
const TEAM: &str = "team";

// R17: what cannot be read admits nobody.
pub(super) const LIST: Otherwise = Otherwise::CountsAs("a list that admits nobody");
const LISTS: Otherwise = Otherwise::CountsAs("lists that admit nobody");
const ROWS: Otherwise = Otherwise::CountsAs("rows that admit nobody");
pub(super) const ROW: Otherwise =
    Otherwise::CountsAs("a row that denies what it can, be it whose it may");
const DENY: Otherwise = Otherwise::CountsAs("all three denied");

impl Section for Policy {
    fn is_blank(&self) -> bool {
        self.records.is_empty() && self.section().is_none()
    }
}

/// What tells which team's default counts, where that is asked for.
pub(super) struct Link(pub(super) &'static str);

impl<T: From<String> + ToString> MemberCodec<Option<T>> for Link {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Option<T>> {
        let follows = fields.peek("acl").and_then(Json::as_text) == Some(TEAM);
        let otherwise = if follows { LIST } else { Otherwise::Kept };
        Some(fields.parsed(self.0, &[], |text| Ok(T::from(text.to_owned())), otherwise))
    }

    fn write(&self, object: &mut Object, id: &Option<T>, _: &Extra) {
        object.push_some(self.0, id.as_ref().map(T::to_string));
    }
}

/// Where the list of a record comes from.
pub(super) struct Acl;

impl MemberCodec<State> for Acl {
    fn read(&self, fields: &mut Fields<'_>) -> Option<State> {
        let Some(json) = fields.peek("acl") else { return Some(State::None) };
        let state = match json.as_text() {
            Some(TEAM) => Some(State::Inherited),
            _ => read_list(&fields.here().at("acl"), json).map(|it| State::Customised(it.into())),
        };
        if state.is_some() {
            fields.any("acl");
        }
        // R17
        Some(state.unwrap_or_else(|| State::Customised(List::nobody().into())))
    }

    fn write(&self, object: &mut Object, state: &State, extra: &Extra) {
        match state {
            // What could not be read stands there until something else is set.
            _ if extra.get("acl").is_some() => {}
            State::None => {}
            State::Inherited => drop(object.push("acl", TEAM)),
            State::Customised(list) => drop(object.push("acl", list.write())),
        }
    }
}

/// A list; none, with a finding, for what is no list.
fn read_list(here: &Reader<'_>, json: &Json) -> Option<List> {
    let Json::Text(text) = json else { return List::read(here, json) };
    let message = format!("`{}` is no access control list", clip(text));
    here.not_a_value(message, text, &[TEAM], format!("write `{TEAM}` or a list; {LIST}"));
    None
}

/// The defaults. One that cannot be read is kept in its place.
pub(super) struct TeamDefaults;

impl MemberCodec<Defaults> for TeamDefaults {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Defaults> {
        let read = |here: &Reader<'_>, json: &Json| match read_list(here, json) {
            Some(list) => Fate::Used(Shared::new(list)),
            None => Fate::Doubtful(Shared::new(List::nobody())),
        };
        Some(fields.entries("teamDefaults", LISTS, read))
    }

    fn write(&self, object: &mut Object, defaults: &Defaults, extra: &Extra) {
        let lists = defaults.iter().map(|(team, list)| {
            // What could not be read stands there until something else is set.
            let kept = extra.within("teamDefaults", team.as_str());
            (team, kept.cloned().unwrap_or_else(|| list.write().into()))
        });
        object.push_map("teamDefaults", lists, extra);
    }
}

/// The rows, each member once.
pub(super) struct Members;

impl Members {
    pub(super) fn read(&self, fields: &mut Fields<'_>) -> Option<(Vec<Member>, Unread)> {
        let twice = |here: &Reader<'_>, row: &Member| {
            let message = format!("`{}` is a member already", clip(row.who.as_str()));
            let help = "its first row counts; remove one of the two";
            here.error("duplicate-member", message, help);
        };
        Some(fields.distinct("members", ROWS, |row| row.who.clone(), twice))
    }

    pub(super) fn write(&self, object: &mut Object, rows: (&Vec<Member>, &Unread), extra: &Extra) {
        crate::format::List("members").write(object, rows, extra);
    }
}

/// What a row denies: everything where there is a mistake in it (R17).
pub(super) struct Denied;

impl MemberCodec<Levels> for Denied {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Levels> {
        if fields.peek("deny").is_none() {
            return Some(Levels::NONE);
        }
        Some(fields.all_named("deny", DENY).map_or(Levels::ALL, Levels::of))
    }

    fn write(&self, object: &mut Object, denied: &Levels, extra: &Extra) {
        if extra.get("deny").is_none() {
            object.push_items("deny", denied.iter().map(Level::name).map(Json::word).collect());
        }
    }
}
