//! Random edits of each model's policy, as commands take them. Many are refused: they name what is not
//! there.

use proptest::collection::{btree_set, vec};
use proptest::option::{of as maybe, weighted};
use proptest::prelude::*;
use proptest::sample::select;

use whocan_core::directory::Date;
use whocan_core::models::{ModelKind, PolicyEdit, acl, attributes, features, processes, resources};

use super::random::{extras, id, names, texts};

/// Edits of all models, each as often as any other.
pub(super) fn policy_edits() -> impl Strategy<Value = PolicyEdit> {
    select(ModelKind::ALL).prop_flat_map(|kind| match kind {
        ModelKind::Processes => of_processes().prop_map(PolicyEdit::Processes).boxed(),
        ModelKind::Acl => of_acl().prop_map(PolicyEdit::Acl).boxed(),
        ModelKind::Features => of_features().prop_map(PolicyEdit::Features).boxed(),
        ModelKind::Resources => of_resources().prop_map(PolicyEdit::Resources).boxed(),
        ModelKind::Attributes => of_attributes().prop_map(PolicyEdit::Attributes).boxed(),
    })
}

/// People, groups, posts and teams.
fn anybody() -> impl Strategy<Value = String> {
    prop_oneof![id('u'), id('g'), id('p'), id('t')]
}

fn of_processes() -> impl Strategy<Value = processes::Edit> {
    use processes::{Edit, Level, MainProcess, Need, Offered, Process};
    let processes = || {
        prop_oneof![
            id('b'),
            select(vec!["b-bases", "b-student-data", "b-sen-memos"]).prop_map(str::to_owned)
        ]
    };
    let mains = || prop_oneof![id('m'), select(vec!["m-bases", "m-sen"]).prop_map(str::to_owned)];
    let levels = || select(Level::ALL.to_vec());
    let process =
        (id('b'), names(), vec(levels(), 0..4), any::<[bool; 2]>(), vec(texts(), 0..2), extras())
            .prop_map(|(id, name, offered, [secured, inferred], routes, extra)| Process {
                offered: Offered::of(offered),
                secured,
                inferred,
                routes: routes.into_iter().take(1).collect(),
                extra,
                ..Process::new(&id, &name)
            });
    let main = (id('m'), names(), any::<bool>(), extras()).prop_map(
        |(id, name, beyond_system_admin, extra)| MainProcess {
            beyond_system_admin,
            extra,
            ..MainProcess::new(&id, &name)
        },
    );
    let need = (processes(), processes(), levels(), any::<bool>(), extras()).prop_map(
        |(process, needs, at_least, inferred, extra)| Need {
            process: process.into(),
            needs: needs.into(),
            at_least,
            inferred,
            extra,
        },
    );
    prop_oneof![
        6 => (id('g'), processes(), levels())
            .prop_map(|(group, process, level)| Edit::Assign(group.into(), process.into(), level)),
        2 => (id('g'), mains(), levels())
            .prop_map(|(group, main, level)| Edit::AssignMain(group.into(), main.into(), level)),
        2 => (id('g'), processes(), levels())
            .prop_map(|(group, process, level)| Edit::Secure(group.into(), process.into(), level)),
        1 => id('u').prop_map(|user| Edit::SystemAdmin(user.into(), true)),
        2 => (main, any::<u8>()).prop_map(|(main, at)| Edit::AddMain(main, at.into())),
        3 => (mains(), process, any::<u8>())
            .prop_map(|(main, process, at)| Edit::AddProcess(main.into(), process, at.into())),
        1 => (processes(), vec(levels(), 0..3))
            .prop_map(|(process, levels)| Edit::Restrict(process.into(), Offered::of(levels))),
        1 => processes().prop_map(|process| Edit::RemoveProcess(process.into())),
        1 => mains().prop_map(|main| Edit::RemoveMain(main.into())),
        1 => need.prop_map(Edit::AddNeed),
    ]
}

fn of_acl() -> impl Strategy<Value = acl::Edit> {
    use acl::{Edit, Level, Levels, List, Owner, Priority, Record, RecordType};
    let levels = || vec(select(Level::ALL.to_vec()), 0..4).prop_map(Levels::of);
    let kinds = || select(RecordType::ALL.to_vec());
    let record = (id('r'), names(), kinds(), maybe(id('t')), weighted(0.3, id('r')), extras())
        .prop_map(|(id, name, kind, team, of, extra)| Record {
            team: team.filter(|_| of.is_none()).map(Into::into),
            of: of.map(Into::into),
            extra,
            ..Record::new(&id, &name, kind)
        });
    // Rows come one by one: a list may name whom nobody knows, which would be a finding.
    let list = (names(), select(Priority::ALL.to_vec()), extras()).prop_map(
        |(description, priority, extra)| List { description, priority, extra, ..List::default() },
    );
    let owners = || {
        prop_oneof![
            id('r').prop_map(|id| Owner::Record(id.into())),
            id('t').prop_map(|id| Owner::Team(id.into())),
        ]
    };
    prop_oneof![
        5 => record.prop_map(Edit::AddRecord),
        4 => (owners(), list).prop_map(|(owner, list)| Edit::SetList(owner, list)),
        4 => (owners(), anybody())
            .prop_map(|(owner, who)| Edit::AddMembers(owner, vec![who.into()])),
        3 => (owners(), anybody(), levels())
            .prop_map(|(owner, who, levels)| Edit::Deny(owner, who.into(), levels)),
        1 => (owners(), anybody()).prop_map(|(owner, who)| Edit::RemoveMember(owner, who.into())),
        1 => (id('r'), maybe(id('t')))
            .prop_map(|(id, team)| Edit::SetTeam(id.into(), team.map(Into::into))),
        1 => (id('r'), maybe(id('r')))
            .prop_map(|(id, of)| Edit::SetOf(id.into(), of.map(Into::into))),
        1 => (id('r'), kinds()).prop_map(|(id, kind)| Edit::SetType(id.into(), kind)),
        1 => owners().prop_map(Edit::Clear),
        1 => id('r').prop_map(|id| Edit::RemoveRecord(id.into())),
    ]
}

fn of_features() -> impl Strategy<Value = features::Edit> {
    use features::{EDITOR, Edit, Entry, Feature, Kind, Ticked, Visibility};
    let features = || prop_oneof![4 => id('f'), 1 => Just(EDITOR.to_owned())];
    let values = || select(Visibility::ALL.to_vec());
    let entry = (values(), select(vec![Ticked::Set, Ticked::Unset]))
        .prop_map(|(value, is)| Entry { value, is });
    // Only what comes with the product has a licence of its own.
    let feature = (id('f'), names(), select(Kind::ALL.to_vec()), texts(), maybe(names()), extras())
        .prop_map(|(id, name, kind, says, licence, extra)| Feature {
            category: says.trim().to_owned(),
            description: says.trim().to_owned(),
            licence: licence.filter(|_| kind.is_shipped()),
            extra,
            ..Feature::new(&id, &name, kind)
        });
    let put = (prop_oneof![id('u'), id('g')], features(), entry)
        .prop_map(|(who, feature, entry)| Edit::Put(who.into(), feature.into(), entry));
    prop_oneof![
        5 => feature.prop_map(Edit::Add),
        6 => put,
        1 => (features(), values()).prop_map(|(id, value)| Edit::SetAll(id.into(), value)),
        2 => (features(), values()).prop_map(|(id, value)| Edit::SetDefault(id.into(), value)),
        2 => (features(), maybe(texts()))
            .prop_map(|(id, licence)| Edit::SetLicence(id.into(), licence)),
        1 => (id('g'), id('g'))
            .prop_map(|(from, to)| Edit::CopyEntries(from.into(), to.into())),
        1 => (features(), texts()).prop_map(|(id, says)| Edit::Describe(id.into(), says)),
        1 => (features(), texts()).prop_map(|(id, says)| Edit::SetCategory(id.into(), says)),
        1 => features().prop_map(|id| Edit::Remove(id.into())),
    ]
}

fn of_resources() -> impl Strategy<Value = resources::Edit> {
    use resources::{
        Classified, Edit, EntryKey, Given, Kind, Period, Permission, Permissions, Resource,
        ResourceType,
    };
    let resources = || id('o');
    let kinds = || select(Kind::ALL.to_vec());
    let types = || select(ResourceType::ALL.to_vec());
    let sets = || {
        vec(select(Permission::ALL.to_vec()), 0..4)
            .prop_map(|some| Permissions::of(some).with(Permission::Read))
    };
    let given = || prop_oneof![4 => sets().prop_map(Given::Set), 1 => Just(Given::Block)];
    let days = || {
        maybe((2020_u16..2030, 1_u8..13, 1_u8..29))
            .prop_map(|day| day.and_then(|(year, month, day)| Date::new(year, month, day)))
    };
    let keys = || {
        (prop_oneof![id('u'), id('g')], resources()).prop_map(|(who, on)| EntryKey::new(&who, &on))
    };
    let resource = (resources(), names(), types(), weighted(0.3, resources()), texts(), extras())
        .prop_map(|(id, name, kind, parent, notes, extra)| Resource {
            parent: parent.filter(|_| kind == ResourceType::OrgUnit).map(Into::into),
            notes,
            extra,
            ..Resource::new(&id, &name, kind)
        });
    let belongs = || btree_set(resources(), 0..3);
    let classified =
        (id('x'), names(), belongs(), extras()).prop_map(|(id, name, of, extra)| Classified {
            of: of.into_iter().map(Into::into).collect(),
            extra,
            ..Classified::new(&id, &name)
        });
    prop_oneof![
        5 => resource.prop_map(Edit::AddResource),
        3 => (kinds(), classified).prop_map(|(kind, one)| Edit::Add(kind, one)),
        6 => (keys(), given()).prop_map(|(key, given)| Edit::Set(key, given)),
        3 => (keys(), texts(), days(), days())
            .prop_map(|(key, notes, from, to)| Edit::Detail(key, notes, Period { from, to })),
        1 => keys().prop_map(Edit::Clear),
        1 => (resources(), texts()).prop_map(|(id, notes)| Edit::Note(id.into(), notes)),
        1 => (resources(), maybe(resources()))
            .prop_map(|(id, parent)| Edit::Move(id.into(), parent.map(Into::into))),
        1 => (kinds(), id('x'), belongs()).prop_map(|(kind, id, of)| {
            Edit::Classify(kind, id.into(), of.into_iter().map(Into::into).collect())
        }),
        1 => (id('x'), texts()).prop_map(|(id, email)| Edit::Email(id.into(), email)),
        1 => (id('x'), id('x'), any::<bool>())
            .prop_map(|(id, of, has)| Edit::Record(id.into(), of.into(), has)),
        1 => (resources(), id('x'), any::<bool>())
            .prop_map(|(id, of, is)| Edit::Require(id.into(), of.into(), is)),
        1 => (kinds(), id('x')).prop_map(|(kind, id)| Edit::Remove(kind, id.into())),
        1 => resources().prop_map(|id| Edit::RemoveResource(id.into())),
        1 => id('u').prop_map(|id| Edit::Admin(id.into(), true)),
        1 => id('g').prop_map(|id| Edit::NewUsers(id.into(), true)),
        2 => (id('g'), types(), sets())
            .prop_map(|(group, kind, set)| Edit::SetDefault(group.into(), kind, set)),
        1 => (id('g'), id('g'))
            .prop_map(|(from, to)| Edit::CopyEntries(from.into(), to.into())),
    ]
}

fn of_attributes() -> impl Strategy<Value = attributes::Edit> {
    use attributes::{Area, Areas, Attribute, Edit, Gate, Report, Section, Strength, Tick};
    let attributes = || prop_oneof![3 => id('a'), 1 => select(vec!["a-dx", "a-client-merge"]).prop_map(str::to_owned)];
    let ticks = || select(vec![Tick::On, Tick::Off]);
    let areas = || vec(select(Area::ALL.to_vec()), 0..3);
    let attribute = (
        (id('a'), names(), maybe(names()), btree_set(names(), 0..2)),
        (any::<[bool; 6]>(), maybe(select(Area::ALL.to_vec())), maybe(names()), extras()),
    )
        .prop_map(|((id, name, description, licences), (flags, service, warn, extra))| {
            let [default, obsolete, unexplained, referenced, unwarned, inferred] = flags;
            Attribute {
                description,
                licences: licences.into_iter().collect(),
                default,
                obsolete,
                unexplained,
                referenced,
                unwarned,
                inferred,
                service,
                warn,
                extra,
                ..Attribute::new(&id, &name)
            }
        });
    let section = (id('s'), names(), maybe(names()), any::<bool>(), maybe(names()), extras())
        .prop_map(|(id, name, description, select_all, warn, extra)| Section {
            description,
            select_all,
            warn,
            extra,
            ..Section::new(&id, &name)
        });
    let gate = (attributes(), attributes(), any::<[bool; 2]>(), extras()).prop_map(
        |(attribute, needs, [warns, inferred], extra)| Gate {
            strength: if warns { Strength::Warn } else { Strength::Deny },
            inferred,
            extra,
            ..Gate::new(attribute.into(), needs.into())
        },
    );
    let report =
        (id('q'), names(), maybe(names()), extras()).prop_map(|(id, name, place, extra)| Report {
            place: place.map(|place| place.trim().to_owned()),
            extra,
            ..Report::new(&id, &name)
        });
    prop_oneof![
        6 => (id('g'), attributes(), ticks())
            .prop_map(|(group, attribute, tick)| Edit::Tick(group.into(), attribute.into(), tick)),
        2 => (id('g'), id('s'), ticks())
            .prop_map(|(group, of, tick)| Edit::TickSection(group.into(), of.into(), tick)),
        2 => (id('g'), id('q'), ticks())
            .prop_map(|(group, report, tick)| Edit::TickReport(group.into(), report.into(), tick)),
        2 => (id('u'), areas())
            .prop_map(|(user, areas)| Edit::SetServices(user.into(), Areas::of(areas))),
        2 => report.prop_map(Edit::AddReport),
        3 => (section, weighted(0.3, id('s')), any::<u8>()).prop_map(|(section, within, at)| {
            Edit::AddSection(section, within.map(Into::into), at.into())
        }),
        4 => (id('s'), attribute, any::<u8>())
            .prop_map(|(section, one, at)| Edit::AddAttribute(section.into(), one, at.into())),
        2 => gate.prop_map(Edit::AddGate),
        1 => attributes().prop_map(|id| Edit::RemoveAttribute(id.into())),
        1 => id('s').prop_map(|id| Edit::RemoveSection(id.into())),
    ]
}
