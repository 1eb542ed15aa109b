// The mutations that scripts/mutations.mjs tries: for each rule of each model a line that decides, and
// how to break it. `find` stands once in the file, however its lines are broken; with `after` it is the
// first one behind that text. `becomes` is an expression in the place of the found one; `code` is any text
// in its place, with `@` for "this mutation is on".

export const mutations = [];

function of(model, folder) {
  return (rule, file, find, change, words) =>
    mutations.push({ model, rule, file: `${folder}/${file}`, find, ...change, words });
}

const becomes = (becomes, more) => ({ becomes, ...more });
const code = (code, more) => ({ code, ...more });

// ---- User Group Processes

const processes = of("processes", "models/processes");

processes("R1", "policy.rs", "self.cells.get(process).copied().unwrap_or_default()",
  becomes("self.cells.get(process).copied().unwrap_or(Level::Read)"),
  "a cell that says nothing is Read");
processes("R1", "mod.rs", "ReadWrite: middle, 0b011",
  code("ReadWrite: middle, if @ { 0b010 } else { 0b011 }"),
  "Read-Write does not permit what Read does");
processes("R2", "policy.rs", "self.levels().rfind(|level| *level <= wanted).unwrap_or_default()",
  becomes("self.at_least(wanted).unwrap_or_default()"),
  "a level that is not offered becomes the next one up");
processes("R2", "policy.rs", "self.levels().rfind(|level| *level <= wanted).unwrap_or_default()",
  becomes("self.levels().rfind(|level| *level < wanted).unwrap_or_default()"),
  "an offered level becomes the next one down");
processes("R2", "edit.rs", "found.offered.assign(*level)", becomes("*level"),
  "All Secured Data is set to what is not offered");
processes("R3", "edit.rs", ".map(|process| (process.id.clone(),",
  code(".skip(usize::from(@)).map(|process| (process.id.clone(),"),
  "a level of a main process leaves its first process out");
processes("R3", "edit.rs", "process.offered.assign(*level)", becomes("*level"),
  "a level of a main process is given to processes that do not offer it");
processes("R4", "policy.rs", "levels.iter().copied().max()", becomes("levels.iter().copied().min()"),
  "the mark stands in the column of the lowest level");
processes("R4", "policy.rs", "levels.contains(&Level::Deny)", becomes("false"),
  "a denied process leaves no cross beside the tick");
processes("R5", "unmet.rs", "policy.level(group, &need.needs) < wanted", becomes("false"),
  "a process is valid without its prerequisite");
processes("R5", "unmet.rs", "policy.level(group, &need.process) > Level::Deny", becomes("true"),
  "a process at Deny needs its prerequisite too");
processes("R6", "save.rs", "minimum > before", becomes("false"),
  "Save raises above what was there before");
processes("R6", "save.rs", "raise.to.max(minimum)", becomes("raise.to.min(minimum)"),
  "Save raises to the least of several minimums");
processes("R6", "save.rs", "draft.stored(group, &need.needs) == Level::Deny && before > Level::Deny",
  becomes("draft.stored(group, &need.needs) < before"),
  "lowering is refused as denying is");
processes("R6", "save.rs", "Some(raise) => raise.to",
  code("Some(raise) => if @ { draft.level(group, &need.process) } else { raise.to }"),
  "what is raised needs nothing itself");
processes("R7", "findings.rs", "dependents.unmet(policy, &group.id)",
  code("dependents.unmet(policy, &group.id).into_iter().filter(|_| !@)"),
  "a grant without its prerequisite is no finding");
processes("R7", "unmet.rs", "(!words.is_empty())", becomes("false"),
  "a cell does not say what its group lacks");
processes("R8", "index.rs", "(process, data) = (process.max(of_process), data.max(of_data));",
  code("if !@ || process == Level::Deny { (process, data) = (process.max(of_process), data.max(of_data)); }"),
  "one decision hears the first group alone");
processes("R8", "index.rs", "rows.for_each(|row| or(planes, &row.planes));",
  code("if !@ { rows.for_each(|row| or(planes, &row.planes)); }"),
  "a row of decisions hears the first group alone");
processes("R8", "explain.rs", "groups.iter().map(|group| level(group)).max()",
  becomes("groups.iter().map(|group| level(group)).min()"),
  "the explanation takes the lowest of the groups");
processes("R9", "index.rs", "*process &= data | unsecured;",
  code("if @ { *process |= data & !unsecured } else { *process &= data | unsecured }"),
  "the higher of process level and All Secured Data counts in a row of decisions");
processes("R9", "index.rs", "process.min(limit)", becomes("if most.is_secured { process.max(data) } else { process }"),
  "the higher of process level and All Secured Data counts in one decision");
processes("R9", "index.rs", "*bits &= !(1 << (place % BITS));",
  code("if !@ { *bits &= !(1 << (place % BITS)); }"),
  "All Secured Data restricts nothing");
processes("R10", "index.rs", "!main.beyond_system_admin", becomes("true"),
  "a System Admin reaches Data Management");
processes("R10", "index.rs", "process.offered.highest()", becomes("Level::ReadWriteDelete"),
  "a System Admin has what is not offered");
processes("R10", "index.rs", "self.system_admins.contains(user)", becomes("false"),
  "the flag of a System Admin brings nothing");
processes("R11", "index.rs", "offered.assign(*level)", becomes("*level"),
  "a stored level that is no longer offered counts as it is");
processes("R11", "policy.rs", "found.offered.assign(self.stored(group, process))",
  becomes("self.stored(group, process)"),
  "the screens show a level that is no longer offered");
processes("R11", "policy.rs", "found.offered.assign(self.secured_level(group, process))",
  becomes("self.secured_level(group, process)"),
  "the explanation of All Secured Data takes a level that is not offered");
processes("R12", "save.rs", "offered.at_least(need.at_least)",
  code("offered.at_least(need.at_least).or(@.then_some(need.at_least))"),
  "Save raises what offers nothing above Deny");
processes("R12", "unmet.rs", "offered.at_least(need.at_least)?",
  code("offered.at_least(need.at_least).or(@.then_some(need.at_least))?"),
  "what nothing can meet is flagged");
processes("R12", "policy.rs", ".or_else(|| self.levels().next_back())",
  code(".or_else(|| self.levels().next_back().filter(|_| !@))"),
  "a minimum above all that is offered cannot be met");
processes("R13", "index.rs", "members.giving(self.rows.len())",
  becomes("std::borrow::Cow::Borrowed(members.groups.as_slice())", { after: "fn level(" }),
  "who may be in any group is no doubt in one decision");
processes("R13", "index.rs", "members.giving(self.rows.len())",
  becomes("std::borrow::Cow::Borrowed(members.groups.as_slice())", { after: "fn rows_of" }),
  "who may be in any group is no doubt in a row of decisions");
processes("R13", "doubt.rs", "or_insert(Level::ReadWriteDelete)",
  code("or_insert(if @ { Level::Deny } else { Level::ReadWriteDelete })"),
  "a cell that cannot be read leaves no doubt");
processes("R13", "doubt.rs", "process.offered = Offered::ALL;",
  code("if !@ { process.offered = Offered::ALL; }"),
  "levels of a process that cannot be read leave no doubt");

// ---- Access Control Lists

const acl = of("acl", "models/acl");

acl("R1", "policy.rs", "denied: Levels::NONE",
  code("denied: if @ { Levels::ALL } else { Levels::NONE }"),
  "a new row denies everything");
acl("R1", "policy.rs", "Levels::ALL.without(self.denied)", becomes("self.denied"),
  "a row allows what it denies");
acl("R2", "index.rs", "return Access::NoList",
  code("return if @ { Access::Levels(Levels::NONE) } else { Access::NoList }"),
  "a record without a list admits nobody");
acl("R2", "index.rs", "None => Access::NoList",
  code("None => if @ { Access::Levels(Levels::NONE) } else { Access::NoList }"),
  "the same in a row of decisions");
acl("R3", "access.rs", "return Levels::NONE",
  code("return if @ { Levels::ALL } else { Levels::NONE }"),
  "whoever no row matches is allowed everything");
acl("R4", "index.rs", "find(&list.users, user)", code("find(&list.users, user).filter(|_| !@)"),
  "the person's own row does not match");
acl("R4", "index.rs", "SignedOn::Group(at) => (find(&list.groups, &at), None)",
  code("SignedOn::Group(at) => (find(&list.groups, &at).filter(|_| !@), None)"),
  "the group signed on as does not match");
acl("R4", "index.rs", ".chain(sign_on)",
  code(".chain(sign_on).chain(members.groups.iter().filter(|_| @).filter_map(|at| find(&list.groups, at)))"),
  "every group of the person matches");
acl("R4", "index.rs", "members.teams.iter()", code("members.teams.iter().filter(|_| !@)"),
  "the person's service teams do not match");
acl("R4", "index.rs", ".chain(self.teams_of(post))",
  code(".chain(self.teams_of(post).iter().filter(|_| !@))"),
  "a post brings no teams");
acl("R5", "access.rs", "levels.or(row)", becomes("levels.and(row)"),
  "Favour Allow: every row has to allow");
acl("R6", "access.rs", "levels.and(row)", becomes("levels.or(row)"),
  "Favour Deny: one row that allows is enough");
acl("R7", "access.rs", "rows.fold(first,", code("rows.fold(if @ { Levels::NONE } else { first },"),
  "rows that are not there deny under Favour Deny");
acl("R7", "index.rs", "own.into_iter()",
  code("own.into_iter().chain(list.users.iter().filter(|_| @).map(|(_, row)| *row))"),
  "rows of other people are heard");
acl("R8", "access.rs", "ReadOnly: middle, 0b0011",
  code("ReadOnly: middle, if @ { 0b0111 } else { 0b0011 }"),
  "read only lets people change");
acl("R8", "access.rs", "(true, false, false) => Self::Refused",
  code("(true, false, false) => if @ { Self::ReadOnly } else { Self::Refused }"),
  "Read Summary alone opens");
acl("R8", "access.rs", "self.may(Level::Summary)", becomes("self.may(Level::Details)"),
  "a report lists by Read Details");
acl("R9", "access.rs", "(false, true, false) => Self::Senseless",
  code("(false, true, false) => if @ { Self::ReadOnly } else { Self::Senseless }"),
  "Read Details without Read Summary opens");
acl("R9", "access.rs", "RefusedSystem: low, 0b0001",
  code("RefusedSystem: low, if @ { 0b0101 } else { 0b0001 }"),
  "an update of the system is one of the person");
acl("R10", "index.rs", "of_team.get(at).copied().flatten()", becomes("None::<u32>"),
  "a record does not follow its team's default");
acl("R10", "edit.rs", "if record.state == State::None {",
  code("if !@ && record.state == State::None {"),
  "a new record does not begin to follow");
acl("R10", "edit.rs", "turn_states(policy, team, &State::None, &State::Inherited);",
  code("if !@ { turn_states(policy, team, &State::None, &State::Inherited); }"),
  "a new default reaches nobody that had none");
acl("R11", "index.rs", "State::Customised(list) => Some(lists.place(list)),",
  code(`State::Customised(list) => {
      let team = policy.team_of(record).filter(|_| @);
      let team = team.and_then(|team| directory.teams.position(team));
      team.and_then(|at| of_team.get(at).copied().flatten()).or_else(|| Some(lists.place(list)))
  }`),
  "a team's default goes before a list of one's own");
acl("R11", "edit.rs", "matches!(record.state, State::Customised(_))", becomes("false"),
  "another team takes the record's own list away");
acl("R12", "policy.rs", "Some(of) => of.team.as_ref()",
  code("Some(of) => if @ { record.team.as_ref() } else { of.team.as_ref() }"),
  "an item has a team of its own");
acl("R13", "access.rs", "access.may(level) && process.contains(Grants(bit))",
  becomes("access.may(level) || process.contains(Grants(bit))"),
  "one of list and process is enough");
acl("R13", "access.rs", "process.contains(Grants(0b100))", becomes("true"),
  "whoever edits deletes");
acl("R14", "index.rs", "own.binary_search(&at).is_ok()", becomes("true"),
  "anybody signs on as anything");
acl("R14", "index.rs", "(_, Some(_)) => Self::Nobody,",
  code("(_, Some(_)) => if @ { members.groups.first().map_or(Self::Nobody, |at| Self::Group(*at)) } else { Self::Nobody },"),
  "who has not chosen is signed on as their first group");
acl("R14", "answer.rs", "model.own_sign_on(&members, &ask.circumstances)?;",
  code("if !@ { model.own_sign_on(&members, &ask.circumstances)?; }"),
  "a question is answered for a sign-on that is not theirs");
acl("R15", "edit.rs", "policy.cleared(known(&policy.records, id)?)",
  becomes("{ known(&policy.records, id)?; State::None }"),
  "a cleared record follows nothing");
acl("R15", "policy.rs", "self.defaults.contains_key(*team)", becomes("true"),
  "a cleared record follows a team without a default");
acl("R16", "access.rs", "together(access, Grants(0b011))", becomes("together(access, Grants(0b111))"),
  "a list alone lets people delete");
acl("R17", "policy.rs", "anybody: Some(Levels::NONE)",
  code("anybody: Some(if @ { Levels::ALL } else { Levels::NONE })"),
  "a list that cannot be read admits everybody");
acl("R17", "policy.rs", '(any || self.extra.has("members"))', becomes("false"),
  "a row that cannot be read says nothing");
acl("R17", "index.rs", "(Leaning::Strict, Priority::FavourDeny) => maybe.fold(levels, Levels::and)",
  code("(Leaning::Strict, Priority::FavourDeny) => if @ { levels } else { maybe.fold(levels, Levels::and) }"),
  "a row that may be theirs denies nothing");
acl("R18", "policy.rs", "None => above.is_none() && record.of.is_some()",
  code("None => !@ && above.is_none() && record.of.is_some()"),
  "an item of nothing without a team is restricted by nothing");
acl("R18", "policy.rs", "of.of.is_none()", becomes("true"),
  "an item of an item follows that one's team");

// ---- Feature Permissions

const features = of("features", "models/features");

features("R1", "policy.rs", "(self.is == Ticked::Set).then_some(self.value)", becomes("Some(self.value)"),
  "a value counts without the tick");
features("R2", "index.rs", "self.users.get(user)", code("self.users.get(user).filter(|_| !@)"),
  "what is set for the person does not count");
features("R2", "explain.rs", "counting.iter().map(|said| said.value).max()",
  becomes("counting.iter().map(|said| said.value).min()"),
  "the explanation takes the least restrictive");
features("R2", "cases.rs", "of.iter().filter_map(|entry| entry.counting()).max()",
  becomes("of.iter().filter_map(|entry| entry.counting()).min()"),
  "the table of the nine cases takes the least restrictive");
features("R2", "index.rs", "3 => Some(Visibility::Hidden)",
  code("3 => Some(if @ { Visibility::ReadOnly } else { Visibility::Hidden })"),
  "Hidden does not win");
features("R3", "index.rs", "2 => Some(Visibility::ReadOnly)",
  code("2 => Some(if @ { Visibility::Visible } else { Visibility::ReadOnly })"),
  "Read only restricts nothing");
features("R4", "index.rs", "Some(set.unwrap_or(term.default).into())",
  becomes("Some(set.map_or(term.default, |set| set.max(term.default)).into())"),
  "the default counts beside what is set");
features("R4", "index.rs", "set.unwrap_or(term.default).into()",
  becomes("set.map_or(term.default, |set| set.max(term.default)).into()", { after: "let set = most(height(" }),
  "the same in a row of decisions");
features("R5", "index.rs", "of_group && *kind == Kind::Centres", becomes("false"),
  "what a group says of a centre counts");
features("R5", "explain.rs", "of_group && self.feature.kind == Kind::Centres", becomes("false"),
  "the explanation hears a group on a centre");
features("R6", "index.rs", "!self.is_licensed(term, circumstances)", becomes("false", { after: "pub fn shown(" }),
  "a feature without its licence is shown");
features("R6", "index.rs", "!self.is_licensed(term, circumstances)",
  becomes("false", { after: "let shown = |(place, term)" }),
  "the same in a row of decisions");
features("R7", "policy.rs", "feature.licence.as_deref().unwrap_or(CORE)", becomes("CORE"),
  "no feature needs another licence than Core");
features("R7", "policy.rs", "self.licences.get(&feature.id).map_or(own, String::as_str)", becomes("own"),
  "the installation's own licence is not heard");
features("R7", "index.rs", "needed == CORE ||", code("(needed == CORE && !@) ||"),
  "Core is there only where it is listed");
features("R7", "index.rs", "term.licence == CORE || assumed.contains(&term.licence)",
  becomes("assumed.contains(&term.licence)"),
  "Core is there only where it is assumed");
features("R8", "policy.rs", "Self::Tabs | Self::Controls => &Visibility::ALL",
  code("Self::Tabs | Self::Controls if !@ => &Visibility::ALL"),
  "Read only is offered for nothing");
features("R8", "policy.rs", "if self.offers().contains(&value) { value } else { Visibility::Hidden }",
  becomes("value"),
  "Read only counts where it is not offered");
features("R8", "edit.rs", "is == Ticked::Unset || feature.kind.offers().contains(&value)", becomes("true"),
  "what is not offered can be set");
features("R9", "policy.rs", "false => Visibility::default()",
  code("false => if @ { Visibility::Hidden } else { Visibility::default() }"),
  "every default is Hidden until it is changed");
features("R9", "policy.rs", "Entry::unset(self.default_of(id))", becomes("Entry::unset(Visibility::default())"),
  "what is not set shows Visible");
features("R10", "edit.rs", "policy.entries.put(&to.as_str().into(), row)",
  code("if !@ || row.is_some() { policy.entries.put(&to.as_str().into(), row) }"),
  "a copy of a group without entries keeps its own");
features("R10", "edit.rs", "policy.entries.get(from.as_str()).cloned()", becomes("None"),
  "a group based on another begins with nothing");
features("R11", "edit.rs", "let users = directory.users.iter()",
  code("let listed = policy.entries.clone(); let users = directory.users.iter().filter(|user| !@ || listed.contains_key(user.id.as_str()))"),
  "Set all passes over who has no entry");
features("R11", "edit.rs", "Entry::set(*value)", becomes("Entry::unset(*value)"),
  "Set all does not tick Is Set");
features("R12", "../mod.rs", "<$variant as Model>::RESTARTS", becomes("None::<&'static str>"),
  "no restart is due");
features("R12", "../mod.rs", "!is_blank && !self.same(next, *kind)", becomes("!is_blank"),
  "a restart is due where nothing was changed");
features("R13", "explain.rs", "Shown::Visible | Shown::ReadOnly => {",
  code("Shown::Visible | Shown::ReadOnly if !@ => {"),
  "the editor is closed to whoever is shown its command");
features("R13", "explain.rs", "match shown.decision {",
  code("match if @ { Shown::Visible } else { shown.decision } {"),
  "the editor is open to everybody");
features("R14", "explain.rs", "decision == Shown::Visible && shown != Shown::Visible", becomes("false"),
  "a hidden module is not hinted at");
features("R14", "explain.rs", "kind == Kind::Commands", becomes("true"),
  "other things than commands are reached through modules");
features("R15", "index.rs", "_ if term.unread => false", code("_ if term.unread && !@ => false"),
  "a licence that cannot be read is not missing");
features("R15", "index.rs", "each.fold(own.unwrap_or(default), Visibility::max)", becomes("own.unwrap_or(default)"),
  "groups that cannot be read restrict nobody");
features("R15", "policy.rs", "..Self::new(Entry::set(Visibility::Hidden))",
  code("..Self::new(if @ { Entry::unset(Visibility::Hidden) } else { Entry::set(Visibility::Hidden) })"),
  "an entry that cannot be read is not set");
features("R15", "codec.rs", "Fate::Doubtful(Visibility::Hidden)",
  becomes("Fate::Doubtful(Visibility::Visible)"),
  "a default that cannot be read is Visible");
features("R15", "policy.rs", "true => Visibility::Hidden,",
  code("true => if @ { Visibility::Visible } else { Visibility::Hidden },"),
  "defaults that cannot be read at all are Visible");
features("R15", "explain.rs", "model.policy.feature(&id).is_none() && model.policy.lacks_features()",
  becomes("false"),
  "the editor is open where its command may be what cannot be read");

// ---- Resource Access

const resources = of("resources", "models/resources");

resources("R1", "index.rs", "of_group.push(held);", code("if !@ { of_group.push(held); }"),
  "an entry gives a group nothing");
resources("R1", "policy.rs", "Given::Block => Some(Given::Block)",
  code("Given::Block => if @ { None } else { Some(Given::Block) }"),
  "an entry with nothing ticked says nothing");
resources("R2", "policy.rs", "Given::Set(set) if !set.has(Permission::Read) => None",
  code("Given::Set(set) if !@ && !set.has(Permission::Read) => None"),
  "an entry without Read counts");
resources("R2", "edit.rs", "if !set.has(Permission::Read) {", code("if !@ && !set.has(Permission::Read) {"),
  "an entry without Read can be set");
resources("R2", "edit.rs", "set.has(Permission::Read) && directory.groups.has(group)",
  becomes("directory.groups.has(group)"),
  "a default without Read is given");
resources("R3", "index.rs", "self.admins.contains(user)", becomes("false"),
  "an admin account brings nothing");
resources("R3", "index.rs", "true => Access::Everything(Permissions::ALL)",
  code("true => Access::Everything(if @ { self.all_on(place) } else { Permissions::ALL })"),
  "an admin has no Assign where nobody can be assigned anything");
resources("R3", "index.rs", "self.is_admin(members) && table.has(id)", becomes("false"),
  "an admin does not reach people");
resources("R4", "policy.rs", "from <= day", becomes("from < day"),
  "an entry does not count on its effective date");
resources("R4", "policy.rs", "day <= to", becomes("day < to"),
  "an entry does not count on its expiry date");
resources("R4", "policy.rs", "None => self == Self::default()", code("None => @ || self == Self::default()"),
  "where no day is asked for an entry with days counts");
resources("R5", "index.rs", "let said = match own {", code("let said = match own.filter(|_| !@) {"),
  "a person's own entry is not heard");
resources("R5", "index.rs", "*said = Some(held.given);",
  code("*said = if @ { and(*said, held.given) } else { Some(held.given) };"),
  "in a row of decisions a person's own entry adds to those of the groups");
resources("R5", "index.rs", "if step.own => EntryEffect::Overridden",
  code("if step.own && !@ => EntryEffect::Overridden"),
  "the explanation hears the groups beside the person's own entry");
resources("R6", "index.rs", "(Some(Given::Block), _) | (_, Given::Block) => Given::Block,",
  code(`(Some(Given::Block), _) | (_, Given::Block) => match (said, given) {
      (_, Given::Set(set)) | (Some(Given::Set(set)), _) if @ => Given::Set(set),
      _ => Given::Block,
  },`),
  "a Block of one group does not win");
resources("R6", "index.rs", "Given::Set(known.or(set))", becomes("Given::Set(known.and(set))"),
  "only what all groups give counts");
resources("R7", "index.rs", "above.or(set.and(self.all_on(*place)))",
  becomes("set.and(self.all_on(*place))"),
  "in a row of decisions an entry below replaces what comes from above");
resources("R7", "index.rs", "next = self.above(place);",
  code("next = self.above(place).filter(|_| !@);", { after: "fn on(&self" }),
  "nothing comes from the units above");
resources("R8", "index.rs", "Some(Given::Block) => Permissions::NONE",
  code("Some(Given::Block) => if @ { above } else { Permissions::NONE }"),
  "in a row of decisions a Block leaves what comes from above");
resources("R8", "index.rs", "Some(Given::Block) => break,", code("Some(Given::Block) => if !@ { break },"),
  "a Block does not end the way up");
resources("R9", "index.rs", "sets: impl Iterator<Item = Permissions>) -> Access {",
  code(`sets: impl Iterator<Item = Permissions>) -> Access {
    let sets: Vec<Permissions> = sets.collect();
    let closed = @ && sets.iter().any(|set| set.is_empty());
    let sets = sets.into_iter().filter(|_| !closed);`),
  "one way that is closed closes the others");
resources("R10", "policy.rs", "Some(one.min(other))", becomes("Some(one.max(other))"),
  "it counts until the last expiry date");
resources("R10", "policy.rs", "self.from.max(other.from)", becomes("self.from.min(other.from)"),
  "it counts from the first effective date");
resources("R10", "index.rs", "*heard == EntryEffect::Counts", becomes("true"),
  "entries that are not heard shorten the days");
resources("R10", "explain.rs", "matches!(step.said, Some(Given::Set(_)))",
  becomes("true", { after: "pub(super) fn validity" }),
  "steps that give nothing shorten the days");
resources("R11", "access.rs", "Self::See => Permission::GainAccess",
  code("Self::See => if @ { Permission::Read } else { Permission::GainAccess }"),
  "Read shows people");
resources("R11", "index.rs", "sum.or(set)", becomes("if sum.is_empty() { set } else { sum }"),
  "people are seen through the first resource alone");
resources("R12", "access.rs", "Self::Edit => Permission::Manage",
  code("Self::Edit => if @ { Permission::Update } else { Permission::Manage }"),
  "Update changes people");
resources("R12", "index.rs", "Access::Through(sum.and(kind.reached()))",
  becomes("Access::Through(if sum.has(crate::models::resources::Permission::GainAccess) { sum.and(kind.reached()) } else { Permissions::NONE })"),
  "nothing reaches people without Gain Access");
resources("R13", "access.rs", "Self::Audit => Permission::Audit",
  code("Self::Audit => if @ { Permission::Read } else { Permission::Audit }"),
  "Read reads the log");
resources("R13", "audit.rs", "after.who.to_owned()", becomes("before.who.to_owned()"),
  "the log names who saved the state before");
resources("R14", "explain.rs", "decision.set().has(Permission::Secure)",
  becomes("decision.set().has(Permission::Manage)"),
  "Manage sets what others have");
resources("R14", "explain.rs", "() if is_own =>", code("() if is_own && !@ =>"),
  "people set their own entry");
resources("R14", "explain.rs", "() if is_admin =>", code("() if is_admin && !@ =>"),
  "people set the entry of an admin");
resources("R14", "explain.rs", "() if model.index.is_admin(self.members) =>",
  code("() if model.index.is_admin(self.members) && !@ =>"),
  "an admin sets only what Secure permits");
resources("R15", "edit.rs", "add_entry(policy, Entry::new(&group, &resource.id, Given::Set(set)));",
  code("if !@ { add_entry(policy, Entry::new(&group, &resource.id, Given::Set(set))); }"),
  "a new resource gets no defaults");
resources("R15", "edit.rs", "by_type.get(&resource.kind).copied()?",
  becomes("by_type.values().next().copied()?"),
  "a default of one type comes to resources of another");
resources("R16", "places.rs", "self.new_user_groups.iter().cloned().collect()", becomes("Vec::new()"),
  "new users join nothing");
resources("R17", "edit.rs", "policy.admins.contains(user) && policy.admins.len() == 1", becomes("false"),
  "the last admin becomes a standard account");
resources("R17", "acting.rs", "Some(own) if own == user =>", code("Some(own) if own == user && !@ =>"),
  "an admin takes it from themselves");
resources("R18", "policy.rs", "Permissions::ALL.without(Permission::Assign.alone())", becomes("Permissions::ALL"),
  "Assign is given where there are no people");
resources("R18", "edit.rs", "set.without(kind.permissions()).iter().next()", becomes("None::<Permission>"),
  "Assign can be set where there are no people");
resources("R18", "policy.rs", "Some(Given::Set(set.and(kind.permissions())))", becomes("Some(Given::Set(set))"),
  "an entry is read with an Assign that means nothing");
resources("R19", "acting.rs", "self.on(Permission::Update, id)", becomes("self.on(Permission::Read, id)"),
  "whoever reads a resource renames it");
resources("R19", "acting.rs", "self.asked.decide(target).set().has(permission)", becomes("true"),
  "whoever edits does everything");
resources("R19", "acting.rs", "Permission::Manage, kind, one",
  code("if @ { Permission::GainAccess } else { Permission::Manage }, kind, one"),
  "whoever sees people changes them");
resources("R19", "acting.rs", "Permission::GainAccess, kind, one",
  code("if @ { Permission::Manage } else { Permission::GainAccess }, kind, one"),
  "whoever changes people opens them");
resources("R19", "acting.rs", "seen.resources, Permission::Read",
  code("seen.resources, if @ { Permission::GainAccess } else { Permission::Read }"),
  "resources are listed by Gain Access");
resources("R19", "acting.rs", "seen.people, Permission::GainAccess",
  code("seen.people, if @ { Permission::Read } else { Permission::GainAccess }"),
  "people are listed by Read");
resources("R19", "acting.rs", "of.iter().try_for_each(", code("of.iter().skip(usize::from(@)).try_for_each("),
  "something new is put into its first resource by anybody");
resources("R19", "acting.rs", "let out = one.of.iter()", code("let out = one.of.iter().filter(|_| !@)"),
  "people are taken out of a resource by anybody");
resources("R20", "acting.rs", "if self.is_admin() {", code("if @ || self.is_admin() {"),
  "anybody does what is for admins");
resources("R20", "acting.rs", "if of.is_empty() {", code("if !@ && of.is_empty() {"),
  "anybody adds what belongs to no resource");
resources("R21", "index.rs", "(Some(Leaning::Strict), Given::Block) => true",
  code("(Some(Leaning::Strict), Given::Block) if !@ => true"),
  "on a day that cannot be read a Block is not in force");
resources("R21", "doubt.rs", "(Leaning::Strict, MayBe::Block | MayBe::Anything) => Some(Given::Block)",
  code("(Leaning::Strict, MayBe::Block | MayBe::Anything) => if @ { said } else { Some(Given::Block) }"),
  "an entry that may be a Block is none");
resources("R21", "doubt.rs", "(Leaning::Strict, MayBe::Set(_)) if !self.own => said",
  code("(Leaning::Strict, MayBe::Set(_)) if @ || !self.own => said"),
  "an entry that may be one's own replaces nothing");
resources("R21", "index.rs", "leaning == Leaning::Strict && self.perhaps_cut.contains(&place)",
  becomes("leaning == Leaning::Generous && self.perhaps_cut.contains(&place)"),
  "a link that a parent that cannot be read may cut counts");
resources("R21", "explain.rs", "|| may_be_admin(", code("|| !@ && may_be_admin("),
  "who may be an admin is set by others");
resources("R22", "compliance.rs", "person.records.contains(requirement)", becomes("true"),
  "a person is compliant without a record");
resources("R23", "compliance.rs", "way_up(&self.parents, self.policy.resources.position(&holder.id))",
  code("way_up(&self.parents, self.policy.resources.position(&holder.id)).take(if @ { 1 } else { usize::MAX })"),
  "what is assigned on a unit above is not needed below");

// ---- Security Permissions

const attributes = of("attributes", "models/attributes");

attributes("R1", "index.rs", "self.rows.iter().any(|row| has(&row.bits, at))",
  becomes("self.rows.first().is_some_and(|row| has(&row.bits, at))"),
  "only the first group's ticks count");
attributes("R2", "index.rs", "attribute.default ||", code("(attribute.default && !@) ||"),
  "a default needs a tick");
attributes("R3", "index.rs", "!attribute.licences.iter().all(|it| self.has(it))",
  becomes("!attribute.licences.is_empty() && !attribute.licences.iter().any(|it| self.has(it))"),
  "one of several licences is enough");
attributes("R3", "index.rs", "circumstances.licences.as_deref().or(installed)", becomes("installed"),
  "licences to assume are not heard");
attributes("R4", "index.rs", "} else if attribute.obsolete {", code("} else if attribute.obsolete && !@ {"),
  "what is obsolete has an effect");
attributes("R5", "index.rs", "!needs.iter().all(open)",
  becomes("!needs.is_empty() && !needs.iter().any(open)"),
  "one open gate of several is enough");
attributes("R5", "index.rs", "known(*needs) == Some(Effect::Effective)",
  becomes("known(*needs) != Some(Effect::NotGranted)"),
  "a gate is open where what it needs is granted");
attributes("R6", "gates.rs", "gate.strength == Strength::Deny", becomes("true"),
  "a gate that warns decides");
attributes("R6", "gates.rs", "!same(edge)", becomes("true"),
  "a gate on a circle decides");
attributes("R7", "index.rs", "if !own.several() {", code("if (@ && own.is_empty()) || (!@ && !own.several()) {"),
  "who works in one service is asked too");
attributes("R7", "index.rs", "own.has(*area)", becomes("true"),
  "people use what belongs to a service that is not theirs");
attributes("R7", "index.rs", "self.refused.contains(&area)", becomes("false"),
  "who works in several services is not asked");
attributes("R22", "answer.rs", "model.own_sign_on(&members, &ask.circumstances)?;",
  code("if !@ { model.own_sign_on(&members, &ask.circumstances)?; }"),
  "a question is answered under a service that is not theirs");
attributes("R7", "effect.rs", "OtherService: low, UNDER_ANY,",
  code("OtherService: low, if @ { 0 } else { UNDER_ANY },"),
  "who has to choose another service has nothing");
attributes("R8", "index.rs", "if !granted {",
  code("if @ && granted && attribute.obsolete { Effect::Obsolete } else if !granted {"),
  "obsolete is named before the licence");
attributes("R8", "index.rs", "} else if unread.licences",
  code(`} else if @ && !needs.iter().all(|it| known(*it) == Some(Effect::Effective)) {
      Effect::Unreachable
  } else if unread.licences`),
  "out of reach is named before the licence and obsolete");
attributes("R8", "index.rs", "} else if unread.gate",
  code(`} else if @ && attribute.service.is_some_and(|it| self.refused.iter().any(|other| *other == it)) {
      Effect::OtherService
  } else if unread.gate`),
  "another service is named before out of reach");
attributes("R9", "section.rs", "all &= ticked;", code("if !@ { all &= ticked; }"),
  "the box of a header is full where some are ticked");
attributes("R9", "section.rs", "!attribute.referenced", becomes("!attribute.referenced && !attribute.obsolete"),
  "a header passes over what is obsolete");
attributes("R9", "section.rs", "!attribute.referenced", becomes("true"),
  "a header covers what the product does not list");
attributes("R10", "section.rs", "attribute.name.rsplit_once(DASH)?", becomes("attribute.name.split_once(DASH)?"),
  "the first dash of a name decides");
attributes("R11", "index.rs", "groups.any(|group| report.groups.contains(&group.id))",
  becomes("groups.all(|group| report.groups.contains(&group.id))"),
  "all groups have to tick a report");
attributes("R12", "panels.rs", "sight.has(SYS_ADMIN)", becomes("sight.has(SYS_ADMIN) && !sight.has(PRACTITIONER)"),
  "the less of the two counts in the summary panel");
attributes("R12", "panels.rs", "sight.has(PRACTITIONER)", becomes("false"),
  "Practitioner opens no summary panel");
attributes("R13", "panels.rs", "sight.has(VICTIM)", becomes("sight.has(VICTIM) && !sight.has(VICTIM_SUMMARY)"),
  "of a victim the less of the two is shown");
attributes("R13", "panels.rs", "sight.has(VICTIM_SUMMARY)", becomes("false"),
  "View Victim Summary shows nothing more");
attributes("R14", "panels.rs", "(self != Self::StageUpdate || caretaking)", becomes("true"),
  "a Stage Update is decided on without a caretaking arrangement");
attributes("R14", "panels.rs", "sight.has(self.attribute())", becomes("true", { after: "caretaking: bool" }),
  "case transfer is shown without its attribute");
attributes("R15", "panels.rs", "(true, true, false) => Self::OwnerRequired",
  code("(true, true, false) => if @ { Self::Creator } else { Self::OwnerRequired }"),
  "a proxy need not choose an owner");
attributes("R15", "panels.rs", "(true, false, _) => Self::Creator",
  code("(true, false, _) => if @ { Self::Chosen } else { Self::Creator }"),
  "a new stage is not its opener's");
attributes("R16", "panels.rs", "current &&", code("(current || @) &&"),
  "a flag stands where its field is not current");
attributes("R16", "panels.rs", "sight.has(self.attribute())", becomes("true", { after: "current: bool" }),
  "a flag is shown without its attribute");
attributes("R17", "panels.rs", "(true, true) => Self::Stopped",
  code("(true, true) => if @ { Self::Permitted } else { Self::Stopped }"),
  "a linked case stops no merge");
attributes("R18", "panels.rs", "index.effect(members, circumstances, &attribute) == Effect::Effective",
  becomes("true"),
  "everybody decides on requests");
attributes("R18", "panels.rs", '"a-set-client-inactive-request"',
  becomes('"a-set-client-inactive"'),
  "a request to delete is made by what archives at once");
attributes("R19", "panels.rs", "self.effect(id) == Effect::Effective", becomes("self.effect(id) != Effect::NotGranted"),
  "a part of the screen is shown where its attribute is granted without effect");
attributes("R20", "index.rs", "let granted =",
  code('let granted = @ && self.rows.iter().any(|row| row.ticked.iter().any(|it| it.iter().any(|id| id.as_str() == "a-system-admin"))) ||'),
  "System Admin ticks everything");
attributes("R21", "index.rs", 'attribute.extra.has("licences")', becomes("false"),
  "licences that cannot be read are none");
attributes("R21", "index.rs", 'attribute.extra.has("service")', becomes("false"),
  "a service that cannot be read is none");
attributes("R21", "index.rs", "behind.has(&attribute.id)", becomes("false"),
  "a gate that cannot be read is open");
attributes("R21", "area.rs", "self.has_others || self.known.iter().count() > 1", becomes("self.known.iter().count() > 1"),
  "services that cannot be read are none");

// ---- What is asked of several models at once

const query = of("query", "query");

query("acl R13", "combined.rs", "Outcome::of(&together(access, level.grants()))",
  becomes("by_list(access)", { after: "fn both(" }),
  "the process is not heard in one decision");
query("acl R13", "combined.rs", "Outcome::of(&together(access, level.grants()))",
  becomes("by_list(access)", { after: "fn outcomes_for" }),
  "the process is not heard in a row of decisions");
query("acl R16", "combined.rs", "if !self.is_set {", code("if !@ && !self.is_set {"),
  "processes that nobody has spoken of deny");
query("acl R16", "combined.rs", "Access::NoList => Outcome::of(&access)",
  code("Access::NoList => Outcome::of(&if @ { Access::Levels(crate::models::acl::Levels::ALL) } else { access })"),
  "a record without a list has another outcome where the list alone counts");
query("processes R13", "doubt.rs", "own != generous", becomes("false"),
  "nothing in a row of decisions is doubtful");
query("processes R13", "doubt.rs", "generous.as_ref() != Some(&own)", becomes("false"),
  "no decision is doubtful");
query("processes R13", "doubt.rs", "because.steps.insert(0, doubt);", code("if !@ { because.steps.insert(0, doubt); }"),
  "an explanation does not say what could not be read");
query("acl R14 attributes R7", "sign_on.rs", "Some(Ok(())) => asked.people.push(at)",
  code("Some(it) if @ || it.is_ok() => asked.people.push(at)"),
  "whoever cannot sign on so is asked too");
