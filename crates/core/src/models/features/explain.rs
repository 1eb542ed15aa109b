//! Why somebody is shown a feature or not, as reasons that cite rules and entries: what decides,
//! what the others say, and what would have to change.

use super::policy::{CORE, EDITOR, Entry, Feature, FeatureId, Kind, Ticked, Visibility};
use super::{Features, Shown};
use crate::directory::{Circumstances, Leaning, Members, Principal};
use crate::model::{Asked, Explain, ModelSnapshot};
use crate::shared::Shared;
use crate::verdict::{Address, Decision, Reason, addresses};

impl Explain for Features {
    fn because(asked: Asked<'_, Self>, feature: &FeatureId, decision: Shown) -> Reason {
        let Asked { model, members, circumstances } = asked;
        match model.policy.feature(feature) {
            None => Reason::new("R1", "There is no such feature, so nothing is shown.", "Hidden"),
            Some(feature) => Explainer { model, members, circumstances, feature }.reason(decision),
        }
    }
}

// R13: the editor is open to whoever is shown its command.
/// Whether somebody may edit permissions: `yes` or `no`.
pub(super) fn editor(asked: Asked<'_, Features>) -> Reason {
    let Asked { model, members, circumstances } = asked;
    let id = FeatureId::new(EDITOR);
    if model.policy.feature(&id).is_none() && model.policy.lacks_features() {
        // R15
        let says = "Manipulate Permissions may be among what cannot be read of the catalogue: the \
                    editor is read only.";
        return Reason::new("R15", says, "no");
    }
    if model.policy.feature(&id).is_none() {
        let says = "No Manipulate Permissions is in the catalogue, so nothing closes the editor.";
        return Reason::new("R13", says, "yes");
    }
    let shown = Features::explain(model, members, circumstances, &id);
    let (says, outcome) = match shown.decision {
        Shown::Visible | Shown::ReadOnly => {
            ("{who} is shown {feature}: the editor is open.", "yes")
        }
        _ => ("{who} is not shown {feature}: the editor is read only.", "no"),
    };
    let reason = Reason::new("R13", says, outcome).name("feature", feature_address(&id));
    who(reason, members.person().as_ref()).because([shown.because])
}

addresses! {
    "features";
    feature_address(feature: FeatureId) in "features";
    entry_address(who: str, feature: FeatureId) in "entries";
    default_address(feature: FeatureId) in "defaults";
    licence_address(feature: FeatureId) in "licences";
}

fn who(reason: Reason, principal: Option<&Principal>) -> Reason {
    match principal {
        Some(principal) => reason.name("who", Address::Principal(principal.clone())),
        None => reason.words("who", "a person in these groups alone"),
    }
}

/// An entry that concerns the person.
struct Said {
    principal: Principal,
    entry: Entry,
    /// What it counts as.
    value: Visibility,
}

impl Said {
    fn name(&self, reason: Reason) -> Reason {
        who(reason, Some(&self.principal))
    }
}

struct Explainer<'a> {
    model: ModelSnapshot<'a, Features>,
    members: &'a Members,
    circumstances: &'a Circumstances,
    feature: &'a Shared<Feature>,
}

impl Explainer<'_> {
    /// A reason that is about the feature.
    fn says(&self, rule: &'static str, says: &'static str, outcome: &'static str) -> Reason {
        Reason::new(rule, says, outcome).name("feature", feature_address(&self.feature.id))
    }

    fn reason(&self, decision: Shown) -> Reason {
        let settings = self.settings();
        // R15: of what cannot be read nothing may be found that could be named.
        let unread = decision == Shown::Hidden && self.model.policy.entries_unread();
        if unread && settings.outcome != decision.name() {
            let says = "The entries cannot be read, so {feature} is {outcome}.";
            return self.says("R15", says, decision.name()).words("outcome", decision.name());
        }
        if decision != Shown::Unavailable {
            return settings.because(self.licensed()).because(self.module(decision));
        }
        // R6: the licence is missing; what is set counts again once it is there.
        let says =
            "{feature} needs the licence {licence}, which is not installed. With it: {then}.";
        self.says("R6", says, Shown::Unavailable.name())
            .name("licence", licence_address(&self.feature.id))
            .words("then", settings.outcome.clone())
            .because([settings])
    }

    // R7: Core, as the product's list has it, needs no words.
    fn licensed(&self) -> Option<Reason> {
        let policy = self.model.policy;
        let name = policy.licence(self.feature);
        if name == CORE && !policy.licences.contains_key(&self.feature.id) {
            return None;
        }
        let says = match (name, &self.circumstances.licences) {
            (CORE, _) => "{feature} needs the licence {licence}, which is always there.",
            (_, Some(_)) => {
                "{feature} needs the licence {licence}, which is assumed to be installed."
            }
            (_, None) => "{feature} needs the licence {licence}, which is installed.",
        };
        let reason =
            self.says("R7", says, "installed").name("licence", licence_address(&self.feature.id));
        let listed = self.model.directory.licences.iter().find(|licence| *licence == name);
        Some(listed.cloned().map(Address::Licence).into_iter().fold(reason, Reason::on))
    }

    // R14: a hint, which decides nothing.
    fn module(&self, decision: Shown) -> Option<Reason> {
        let module = self.module_of()?;
        let shown = self.model.index.shown(self.members, self.circumstances, module)?;
        let says = "The module {module} is {shown} here, so this command is hard to reach. That \
                    is not enforced.";
        (decision == Shown::Visible && shown != Shown::Visible).then(|| {
            Reason::new("R14", says, shown.name())
                .name("module", feature_address(module))
                .words("shown", shown.name())
        })
    }

    // R14: a command is reached through the module of its licence.
    fn module_of(&self) -> Option<&FeatureId> {
        let policy = self.model.policy;
        let licence = policy.licence(self.feature);
        let kind = self.feature.kind;
        let modules = (kind == Kind::Commands).then(|| policy.of_kind(Kind::Modules));
        Some(&modules?.find(|module| policy.licence(module) == licence)?.id)
    }

    /// What all settings come to, licences left aside.
    fn settings(&self) -> Reason {
        let (mut counting, mut idle) = (Vec::new(), Vec::new());
        for principal in self.members.subjects(self.model.directory) {
            let kept = self.model.policy.kept(principal.id(), &self.feature.id);
            let Some(entry) = kept else { continue };
            let value = self.feature.kind.counts(entry.value);
            let said = Said { principal, entry, value };
            // R5: groups do not count on centres.
            let of_group = matches!(said.principal, Principal::Group(_));
            let is_idle = of_group && self.feature.kind == Kind::Centres;
            match entry.is {
                Ticked::Set if !is_idle => counting.push(said),
                _ => idle.push(said),
            }
        }
        let reason = match counting.iter().map(|said| said.value).max() {
            None => self.default(),
            Some(most) => self.most(&counting, most),
        };
        let reason = reason.because(idle.iter().map(|said| self.idle(said)));
        self.in_any_group(reason)
    }

    // R15: who may be in any group is restricted by each.
    fn in_any_group(&self, reason: Reason) -> Reason {
        if !self.members.unsure.groups || self.members.leaning == Leaning::Generous {
            return reason;
        }
        let counts = self.feature.kind != Kind::Centres;
        let groups = self.model.directory.groups.iter().filter(|_| counts).filter_map(|group| {
            let entry = self.model.policy.kept(group.id.as_str(), &self.feature.id)?;
            let value = self.feature.kind.counts(entry.counting()?);
            Some((group.id.clone(), value))
        });
        let most = groups.reduce(|one, other| if other.1 > one.1 { other } else { one });
        let own = Visibility::parse(&reason.outcome).unwrap_or_default();
        match most {
            Some((group, value)) if value > own => {
                let says = "Whose groups cannot be read may be in {group}, which has {feature} set \
                            to {value}.";
                self.says("R15", says, value.name())
                    .name("group", Address::group(&group))
                    .words("value", value.name())
                    .on(entry_address(group.as_str(), &self.feature.id))
                    .because([reason])
            }
            _ => reason,
        }
    }

    // R4: nothing is set.
    fn default(&self) -> Reason {
        let policy = self.model.policy;
        let value = policy.default(self.feature);
        let says = match &self.members.user {
            Some(_) if self.members.groups.is_empty() => {
                "Nothing is set on {feature} for {who}, who is in no group: the default, \
                 {default}, counts. One set entry is enough to take its place."
            }
            Some(_) => {
                "Nothing is set on {feature} for {who} or any of their groups: the default, \
                 {default}, counts. One set entry is enough to take its place."
            }
            None => {
                "Nothing is set on {feature} that counts: the default, {default}, does. One set \
                 entry is enough to take its place."
            }
        };
        let reason =
            self.says("R4", says, value.name()).name("default", default_address(&self.feature.id));
        let reason = who(reason, self.members.person().as_ref());
        let stored = policy.default_of(&self.feature.id);
        reason.because((stored != value).then(|| self.not_offered(stored)))
    }

    // R2: the most restrictive of what is set, and what the others say.
    fn most(&self, counting: &[Said], most: Visibility) -> Reason {
        let (deciding, other): (Vec<&Said>, Vec<&Said>) =
            counting.iter().partition(|said| said.value == most);
        let says = match (deciding.as_slice(), other.is_empty()) {
            ([_], true) => "Only {who} has {feature} set: {value}.",
            ([_], false) => "{who} has {feature} set to {value}, the most restrictive entry.",
            (_, true) => "{count} have {feature} set, and all say {value}.",
            (_, false) => "{count} have {feature} set to {value}, the most restrictive entry.",
        };
        let reason = self.says("R2", says, most.name()).words("value", most.name());
        let reason = match deciding.as_slice() {
            [only] => only.name(reason),
            several => reason.words("count", several.len().to_string()),
        };
        reason
            .because(deciding.iter().map(|said| self.decides(said)))
            .because(other.iter().map(|said| self.says_less(said, most)))
            .because([self.nearest(&deciding, &other, most)])
    }

    // R1
    fn decides(&self, said: &Said) -> Reason {
        let at = entry_address(said.principal.id(), &self.feature.id);
        let says = "{who} is set to {entry}.";
        let reason = said.name(Reason::new("R1", says, said.value.name())).name("entry", at);
        let changed = said.entry.value != said.value;
        reason.because(changed.then(|| self.not_offered(said.entry.value)))
    }

    // R8
    fn not_offered(&self, value: Visibility) -> Reason {
        let says = "{kind} do not offer {value}, so it counts as Hidden.";
        Reason::new("R8", says, Visibility::Hidden.name())
            .words("kind", self.feature.kind.name())
            .words("value", value.name())
    }

    // R3 where Read only is one of the two. Told by whom it is of; taking it away would change
    // nothing, so it is not cited.
    fn says_less(&self, said: &Said, most: Visibility) -> Reason {
        let says = "{who} is set to {value}, which is less restrictive.";
        let between = [said.value, most].contains(&Visibility::ReadOnly);
        let rule = if between { "R3" } else { "R2" };
        said.name(Reason::new(rule, says, said.value.name())).words("value", said.value.name())
    }

    fn idle(&self, said: &Said) -> Reason {
        let (rule, says) = match said.entry.is {
            Ticked::Unset => ("R1", "{who} shows {value}, but Is Set is not ticked."),
            Ticked::Set => ("R5", "{who} is set to {value}, but groups do not count on centres."),
        };
        let value = said.entry.value.name();
        said.name(Reason::new(rule, says, "no effect")).words("value", value)
    }

    /// The nearest change that makes something else come out.
    fn nearest(&self, deciding: &[&Said], other: &[&Said], most: Visibility) -> Reason {
        let rest = other.iter().map(|said| said.value).max();
        let then = rest.unwrap_or_else(|| self.model.policy.default(self.feature));
        let rule = if rest.is_some() { "R2" } else { "R4" };
        if then != most {
            let says = match (deciding, rest) {
                ([_], Some(_)) => "Without {who}'s entry: {then}.",
                ([_], None) => "Without {who}'s entry the default counts: {then}.",
                (_, Some(_)) => "Without these {count}: {then}.",
                (_, None) => "Without these {count} the default counts: {then}.",
            };
            return self.change(rule, says, deciding, then);
        }
        // Without them the default says the same: something else has to be set instead.
        let then = match most {
            Visibility::Visible => Visibility::Hidden,
            _ => Visibility::Visible,
        };
        let says = match (deciding, most) {
            (_, Visibility::Visible) => {
                "Without Is Set the default says the same. One entry set to {then} would change \
                 it."
            }
            ([_], _) => {
                "Without Is Set the default says the same. Setting {who} to {then} would change it."
            }
            _ => {
                "Without Is Set the default says the same. Setting these {count} to {then} would \
                 change it."
            }
        };
        self.change(rule, says, deciding, then)
    }

    fn change(
        &self,
        rule: &'static str,
        says: &'static str,
        deciding: &[&Said],
        then: Visibility,
    ) -> Reason {
        let reason = Reason::new(rule, says, Shown::from(then).outcome())
            .words("then", then.name())
            .words("count", deciding.len().to_string());
        match deciding {
            [one, ..] => one.name(reason),
            [] => reason,
        }
    }
}
