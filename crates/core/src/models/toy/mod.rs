//! A toy: switches, which are on or off for a group. It shows what a model takes, and no shipped program
//! has it.

#[cfg(test)]
mod oracle;

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::diff::PolicyDiff;
use crate::directory::{
    Circumstances, Directory, GroupId, Members, Principal, Rejection, Unreadable,
};
use crate::format::{Extra, Object, Reader, Texts, clip, codec};
use crate::model::{
    self, Affects, Answers, Asked, Changed, CountsFor, Explain, Model, ModelInfo, ModelSnapshot,
    Refusal, Removable, Removables, Rule, Settings, Sought, Steps, TargetHead,
};
use crate::shared::{adopt, collect_into};
use crate::verdict::{Address, Decision, Grants, Reason, Tone};

/// The model of switches.
#[derive(Clone, Debug)]
pub enum Toy {}

/// Whether a switch is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IsOn(bool);

impl Decision for IsOn {
    fn outcome(&self) -> Cow<'static, str> {
        if self.0 { "on".into() } else { "off".into() }
    }

    fn grants(&self) -> Grants {
        Grants(u32::from(self.0))
    }

    fn tone(&self) -> Tone {
        if self.0 { Tone::Full } else { Tone::None }
    }
}

/// The section of the file: `{"switches": ["Heating"], "on": ["g-caretakers"]}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    switches: Vec<String>,
    on: BTreeSet<GroupId>,
    extra: Extra,
}

impl Model for Toy {
    type Policy = Policy;
    type Edit = Edit;
    type Index = Index;
    type Target = String;
    type Decision = IsOn;

    const INFO: ModelInfo = ModelInfo {
        key: "toy",
        title: "Switches",
        answers: "What is on for whom.",
        target: "switch",
        targets: "switches",
        adds_up: true,
        rules: &[
            Rule::stated("R1", "One group that is on is enough."),
            Rule::stated("R2", "What cannot be read is off."),
        ],
        unreadable: "R2",
        ..ModelInfo::EMPTY
    };

    fn targets(policy: &Policy) -> Vec<TargetHead> {
        policy.switches.iter().map(|name| TargetHead::new(name, name, "")).collect()
    }

    fn target(policy: &Policy, key: &str) -> Option<String> {
        policy.switches.iter().find(|switch| *switch == key).cloned()
    }
}

/// The address of a group that is on.
fn address(group: &GroupId) -> Address {
    Address::Policy { model: "toy", part: "on", keys: vec![group.to_string()] }
}

impl model::Policy for Policy {
    fn name(&self, _: &str, keys: &[String]) -> Option<String> {
        let [group] = keys else { return None };
        self.on.contains(group.as_str()).then(|| "on".to_owned())
    }
}

codec! {
    Policy => {
        switches: Texts("switches"),
        on: Texts("on"),
    }
}

impl model::Section for Policy {}

impl model::Validate for Policy {
    fn validate(&self, here: &Reader<'_>, directory: &Directory) {
        for group in self.on.iter().filter(|group| !directory.groups.has(group)) {
            let says = format!("`{}` is not in the directory's groups", clip(group.as_str()));
            let guess = directory.guess();
            here.at("on").unknown(says, group.as_str(), &guess, "it counts for nothing");
        }
    }
}

// R2: what could not be read stays in `extra`; it may have named every group.
impl model::Doubt for Policy {
    fn generous(&self, directory: &Directory) -> Option<Self> {
        let mut generous = self.clone();
        let groups = directory.groups.iter().map(|group| group.id.clone());
        generous.extra.remove("on").then(|| Self { on: collect_into(groups), ..generous })
    }

    fn unreadable(&self, _: &Directory) -> Vec<Unreadable> {
        let unread = self.extra.get("on").is_some();
        unread.then(|| Unreadable::new("$.models.toy.on", [])).into_iter().collect()
    }
}

impl model::Diff for Policy {
    fn changes(diff: &mut PolicyDiff<'_, Self>) {
        let PolicyDiff { saved, draft, directory: now, .. } = *diff;
        // Whoever left the directory needs no words.
        for group in draft.on.symmetric_difference(&saved.on) {
            if diff.left(group.as_str()) {
                continue;
            }
            let is = IsOn(draft.on.contains(group));
            let words = format!("{}: {}", now.groups.name(group), is.outcome());
            diff.found.push(Changed::told(words, is.0.then(|| address(group))));
        }
    }
}

adopt!(Policy);

/// Turns the switches on or off for a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit(GroupId, IsOn);

impl model::Edit<Toy> for Edit {
    fn make(&self, policy: &mut Policy, directory: &Directory) -> Result<(), Rejection> {
        let Self(group, IsOn(to)) = self;
        if *to && !directory.groups.has(group) {
            return Err(Rejection(format!("there is no group `{group}`")));
        }
        // What is set takes the place of what could not be read.
        policy.extra.remove("on");
        policy.on.remove(group);
        policy.on.extend(to.then(|| group.clone()));
        Ok(())
    }

    fn describe(&self, _: &Policy, directory: &Directory) -> String {
        format!("{}: {}", directory.groups.name(&self.0), self.1.outcome())
    }

    fn forget(policy: &Policy, principal: &Principal) -> Option<Self> {
        policy.on.get(principal.id()).map(|group| Self(group.clone(), IsOn(false)))
    }

    fn copy_grants(policy: &Policy, from: &GroupId, to: &GroupId) -> Self {
        Self(to.clone(), IsOn(policy.on.contains(from)))
    }
}

/// The switches, and for each group whether it is on.
#[derive(Debug)]
pub struct Index {
    switches: Vec<String>,
    on: Vec<bool>,
}

impl model::Reaches for Index {}

impl model::Index<Toy> for Index {
    fn compile(policy: &Policy, directory: &Directory, _: Option<&Self>) -> Self {
        let on = directory.groups.iter().map(|group| policy.on.contains(&group.id)).collect();
        Self { switches: policy.switches.clone(), on }
    }

    // R1
    fn decide(&self, members: &Members, _: &Circumstances, target: &String) -> IsOn {
        let groups = members.giving(self.on.len());
        let mut on = groups.iter().filter_map(|at| self.on.get(*at as usize));
        IsOn(self.switches.contains(target) && on.any(|is_on| *is_on))
    }

    fn row(&self, members: &Members, asked: &Circumstances) -> Vec<IsOn> {
        self.switches.iter().map(|it| self.decide(members, asked, it)).collect()
    }
}

impl Explain for Toy {
    fn because(asked: Asked<'_, Self>, target: &String, decision: IsOn) -> Reason {
        let says = "By their groups {switch} is {outcome}.";
        let because = Reason::new("R1", says, decision.outcome())
            .words("switch", target.clone())
            .words("outcome", decision.outcome());
        let on = |group: &&GroupId| asked.model.policy.on.contains(*group);
        let on = asked.members.groups_in(asked.model.directory).filter(on);
        on.fold(because, |because, group| because.on(address(group)))
    }
}

impl Answers for Toy {
    fn abilities(_: &String, name: &str) -> Option<Grants> {
        (name == "on").then(|| IsOn(true).grants())
    }

    fn limit(model: ModelSnapshot<'_, Self>, about: &Object) -> Result<(String, Grants), Refusal> {
        Ok((model.target_of(about, Self::INFO.target)?, IsOn(true).grants()))
    }
}

impl Removables for Toy {
    fn removables(policy: &Policy, directory: &Directory) -> Vec<Removable<Edit>> {
        let certain = policy.extra.get("on").is_none();
        let group = |group: &GroupId| {
            let edit = Edit(group.clone(), IsOn(false));
            let targets = Affects::Targets(policy.switches.clone());
            Removable::new(edit, address(group), CountsFor::group(directory, group), targets)
        };
        policy.on.iter().filter(|_| certain).map(group).collect()
    }
}

impl Steps for Toy {
    fn settings(asked: Asked<'_, Self>, _: &String, _: Sought) -> Settings<Edit> {
        let Asked { model, members, .. } = asked;
        let mut found = Settings::default();
        for group in members.groups_in(model.directory) {
            let is_on = model.policy.on.contains(group);
            let turned = Edit(group.clone(), IsOn(!is_on));
            found.turn(Some(Principal::Group(group.clone())), is_on, turned);
        }
        found
    }
}
