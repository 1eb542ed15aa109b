//! What a draft makes doubtful that was not: said before it is saved.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::format::{Finding, Severity};
use crate::models::processes::unmet_places;
use crate::shared::collect_into;
use crate::verdict::Address;

/// Something wrong or doubtful.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What, and what to do.
    pub finding: Finding,
    /// Where it is shown, where that is known.
    pub at: Option<Address>,
}

/// The errors and warnings of a document that another one does not have. Told by what they say: what
/// only stands elsewhere in the file is no new one.
pub fn problems(before: &Document, after: &Document) -> Vec<Problem> {
    if before.same(after) {
        return Vec::new();
    }
    let doubtful = |finding: &Finding| finding.severity != Severity::Note;
    let told = |finding: &Finding| (finding.code, finding.message.clone());
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for finding in before.findings().iter().filter(|finding| doubtful(finding)) {
        *known.entry(told(finding)).or_default() += 1;
    }
    let is_new = |finding: &Finding| match known.get_mut(&told(finding)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    };
    let mut found = after.findings();
    found.retain(doubtful);
    found.retain(is_new);
    if found.is_empty() {
        return Vec::new();
    }
    let places = unmet_places(&after.policies.processes, &after.directory);
    let places: BTreeMap<String, Address> = collect_into(places);
    let problem = |finding: Finding| Problem { at: places.get(&finding.path).cloned(), finding };
    found.into_iter().map(problem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Command;
    use crate::examples;
    use crate::models::PolicyEdit;
    use crate::models::processes::{Edit, Level, unmet};

    fn said(before: &Document, after: &Document) -> Vec<String> {
        problems(before, after).into_iter().map(|it| it.finding.message).collect()
    }

    #[test]
    fn a_grant_that_lacks_what_it_needs_is_said_while_it_is_made() {
        let text = examples::find("school-office").unwrap().text;
        let (saved, _) = crate::document::read(text.as_bytes()).unwrap();
        let group = saved.directory.groups.iter().find(|group| {
            let policy = &saved.policies.processes;
            ["b-data-importing", "b-student-data", "b-results-administration"]
                .iter()
                .all(|id| policy.level(&group.id, &(*id).into()) == Level::Deny)
        });
        let group = group.unwrap().id.clone();
        let assign = |document: &Document, process: &str, level: Level| {
            let edit = Edit::Assign(group.clone(), process.into(), level);
            document.apply(&Command::Policy(PolicyEdit::Processes(edit))).unwrap()
        };
        assert_eq!(problems(&saved, &saved), []);
        let draft = assign(&saved, "b-results-administration", Level::Read);
        let found = problems(&saved, &draft);
        assert_eq!(found.len(), 2, "{found:?}");
        for problem in &found {
            assert_eq!(problem.finding.code, "missing-prerequisite");
            let Some(Address::Policy { part: "levels", keys, .. }) = &problem.at else {
                panic!("{problem:?} leads nowhere")
            };
            assert_eq!(*keys, [group.to_string(), "b-results-administration".to_owned()]);
        }
        // What was there before is none of this draft's, and what is mended is none.
        let more = assign(&draft, "b-bases", Level::Read);
        assert_eq!(problems(&draft, &more), []);
        let mut mended = draft.clone();
        for _ in 0..9 {
            let Some(unmet) = unmet(&mended.policies.processes, &group).pop() else { break };
            let fix = Command::Policy(PolicyEdit::Processes(unmet.fix(&group)));
            mended = mended.apply(&fix).unwrap();
        }
        assert_eq!(problems(&saved, &mended), []);
        assert_eq!(said(&mended, &draft).len(), 2);
    }
}
