//! The rows of a list that match somebody, by the level that decides, and beside them the level on the
//! process where both must permit.

use super::{ChainLane, ChainLink, Drawn, Meeting, Part, Reader, named, says, worded};
use crate::models::ModelKind;
use crate::models::acl::{Access, together};
use crate::models::processes::Level;
use crate::verdict::{Address, Decision, Reason};

impl Reader<'_> {
    pub(super) fn acl(&self, because: &Reason) -> Drawn {
        match (because.rule, because.steps.as_slice()) {
            ("R13", [list, level]) => self.together(because, list, level),
            // R16
            (_, [list]) if because.rule == "R16" => {
                let (lane, sentence) = self.list(list);
                Drawn::one(lane, sentence)
            }
            _ => {
                let (lane, sentence) = self.list(because);
                Drawn::one(lane, sentence)
            }
        }
    }

    // R13
    fn together(&self, because: &Reason, list: &Reason, level: &Reason) -> Drawn {
        let (rows, of_list) = self.list(list);
        let own = worded(because, "list").unwrap_or(&list.outcome).to_owned();
        let is_free = own == Access::NoList.outcome();
        let title = match rows.title.as_str() {
            "" => "Access list".to_owned(),
            title => title.to_owned(),
        };
        let rows = ChainLane {
            title,
            tone: self.tone_of(ModelKind::Acl, &own),
            decides: own == self.outcome.name,
            word: own.clone().into(),
            comes_to: own.into(),
            ..rows
        };
        let (lanes, _) = self.of_process(level);
        let reach = Level::parse(&level.outcome).ok().map(|level| {
            let reach = together(Access::NoList, level.grants());
            reach.outcome()
        });
        let reach = reach.unwrap_or_else(|| level.outcome.clone());
        let process = named(because, "process").map(|at| self.name(at)).unwrap_or_default();
        // Of two levels that meet the one that counts stands for both.
        let counting = lanes.into_iter().rev().find(|lane| lane.decides);
        let level_lane = counting.map(|lane| ChainLane {
            title: match lane.title.as_str() {
                "" | "Process level" => format!("Level on {process}"),
                title => format!("{title} of {process}"),
            },
            decides: reach == self.outcome.name,
            comes_to: reach,
            ..lane
        });
        let by_level = level_lane.as_ref().is_some_and(|lane| lane.decides);
        let meets = match (rows.decides, by_level) {
            (true, true) => Meeting::Same,
            _ => Meeting::Both,
        };
        let sentence = match (rows.decides, by_level) {
            _ if is_free => says("No list restricts it, so the process level decides: {level}.")
                .words("level", Self::level_word(level).to_owned()),
            (true, true) => says("List and process level both give {outcome}.")
                .words("outcome", self.outcome.name.clone()),
            (true, false) => of_list,
            _ => self.by_level(because, level),
        };
        let lanes = std::iter::once(rows).chain(level_lane).collect();
        Drawn { lanes, meets: Some(meets), sentence }
    }

    /// The level on the process decides.
    fn by_level(&self, because: &Reason, level: &Reason) -> Reason {
        let denied = level.outcome == Level::Deny.name();
        let sentence = match (self.only_giver(level), denied) {
            (_, true) => says("The level on {process} decides: {who} has Deny."),
            (Some(group), _) => {
                says("The level on {process} decides: {group} gives {level}.").name("group", group)
            }
            (None, _) => says("The level on {process} decides: {who} has {level}."),
        };
        let sentence = match named(because, "process") {
            Some(process) => sentence.name("process", process.clone()),
            None => sentence.words("process", "the process"),
        };
        sentence.words("who", self.who()).words("level", Self::level_word(level).to_owned())
    }

    /// The lane of a list alone, and why it comes to what it does.
    fn list(&self, because: &Reason) -> (ChainLane, Reason) {
        let lane = |title: String, links| ChainLane { title, ..self.lane(links) };
        let plain = |name: &str, part| lane(String::new(), vec![ChainLink::plain(name, "", part)]);
        let who = self.who();
        if because.rule == "R2" {
            let sentence = says("No list restricts {record}.");
            let sentence = match named(because, "record") {
                Some(record) => sentence.name("record", record.clone()),
                None => sentence.words("record", "it"),
            };
            return (plain("No list", Part::Decides), sentence);
        }
        let levels: Vec<&Reason> =
            because.steps.iter().filter(|step| worded(step, "level").is_some()).collect();
        let denied = levels.iter().find(|level| level.outcome == "denied");
        let Some(level) = denied.or(levels.last()).copied() else {
            let unread = because.steps.iter().any(|step| step.rule == "R17");
            let untold =
                because.steps.iter().any(|step| step.rule == "R18" && step.outcome == "denied");
            return match (unread, untold) {
                (true, _) => (
                    plain("A row that cannot be read", Part::Decides),
                    says("Something of the list cannot be read, so it may deny everything."),
                ),
                (_, true) => (
                    plain("No list that can be told", Part::Other),
                    says("Which list counts cannot be told, so nobody is admitted."),
                ),
                _ => (
                    plain("No row matches", Part::Other),
                    says("No row of the list matches {who}, so nothing is allowed.")
                        .words("who", who),
                ),
            };
        };
        let allowed = level.outcome == "allowed";
        let name = worded(level, "level").unwrap_or_default().to_owned();
        let favour = if level.rule == "R5" { "Favour Allow" } else { "Favour Deny" };
        let rows = self.rows(level);
        let several = rows.len() > 1;
        let row = rows.iter().find(|it| it.part == Part::Decides).and_then(|it| it.of.clone());
        let sentence = match (several, level.rule, allowed) {
            (false, _, true) => says("The row of {row} allows {level}."),
            (false, _, false) => says("The row of {row} denies {level}."),
            (_, "R5", true) => says("Favour Allow: the row of {row} allows {level}."),
            (_, "R5", false) => says("No row that matches {who} allows {level}."),
            (_, _, true) => says("Favour Deny: every row that matches {who} allows {level}."),
            _ => says("Favour Deny: the row of {row} denies {level}."),
        };
        let sentence = match row {
            Some(row) => sentence.name("row", row),
            None => sentence.words("row", "somebody"),
        };
        let title = if several { format!("{favour}: {name}") } else { format!("List: {name}") };
        (lane(title, rows), sentence.words("who", who).words("level", name))
    }

    /// The rows that match, by what they say of one level.
    fn rows(&self, level: &Reason) -> Vec<ChainLink> {
        let link = |of: &Address, outcome: &str| {
            let word = if outcome == "allowed" { "allows" } else { "denies" };
            let decides = outcome == level.outcome;
            self.link(of, word, if decides { Part::Decides } else { Part::Other })
        };
        if level.steps.is_empty() {
            return named(level, "row").map(|row| link(row, &level.outcome)).into_iter().collect();
        }
        let rows = level.steps.iter().filter_map(|step| Some((step, named(step, "row")?)));
        rows.map(|(step, row)| link(row, &step.outcome)).collect()
    }
}
