//! What a person can do now, kept as checks: one for each target on which they have more, or other, than
//! a person in no group.

use whocan_core::directory::UserId;
use whocan_core::document::Claim;
use whocan_core::query::{Snapshot, Subject};

use super::access::System;
use crate::state::{expectation, same_check};

/// The most checks that are made at once.
const MOST: usize = 200;

/// What can be kept of a person, and how much of it is not, as it is too much.
pub(super) struct Kept {
    /// Each new check: what it is for, and what it expects.
    pub(super) new: Vec<(String, Claim)>,
    /// How many more there would be.
    pub(super) beyond: usize,
    /// Whether there is anything to keep at all.
    pub(super) any: bool,
}

/// See the module. What is kept already is left out.
pub(super) fn all_they_can(snapshot: &Snapshot, user: &UserId, systems: &[System]) -> Kept {
    let document = snapshot.document();
    let subject = Subject::User(user.clone());
    let person = document.directory.users.name(user);
    let mut kept = Kept { new: Vec::new(), beyond: 0, any: false };
    for system in systems {
        for row in system.rows.iter().filter(|row| row.own) {
            for (at, (way, outcome)) in system.ways.iter().zip(&row.now).enumerate() {
                let name = &*outcome.name;
                let claim = expectation(snapshot, system.kind, &subject, &row.key, way, name);
                let Some(claim) = claim else { continue };
                kept.any = true;
                if same_check(document, &claim).is_some() {
                    continue;
                }
                if kept.new.len() == MOST {
                    kept.beyond += 1;
                    continue;
                }
                let how = match system.several() {
                    true => format!(" ({})", system.way_name(at, &document.directory)),
                    false => String::new(),
                };
                kept.new.push((format!("{person}, {}{how}: {name}", row.name), claim));
            }
        }
    }
    kept
}
