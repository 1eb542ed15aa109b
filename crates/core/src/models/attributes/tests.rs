//! The golden cases I1-I20, the shipped catalogue against what the documentation lists, and what has
//! to hold for any policy. Cases that need no steps stand as files in `scenarios`.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::*;
use crate::directory::{
    Circumstances, Directory, DirectoryEdit, Group, GroupId, Members, Principal, Table, User,
};
use crate::document::{Command, Document};
use crate::format::{Finding, Json, Object, Reader, Reading};
use crate::model::{Edit as _, Index as _, ModelSnapshot, Validate};
use crate::models::PolicyEdit;
use crate::models::conformance::ModelUnderTest;
use crate::query::{Counting, Snapshot, Sums};
use crate::shared::Shared;
use crate::verdict::{Decision, Grants, plain};

use Effect::{Effective, NeedsLicence, NotGranted, Obsolete, OtherService, Unreachable};

/// The shipped catalogue, the groups `g` and `h`, `u` in `g`, `v` in both, `w` in none.
fn document() -> Document {
    let user = |id: &str, groups: &[&str]| User {
        groups: groups.iter().map(|group| (*group).into()).collect(),
        ..User::new(id, id)
    };
    Document {
        directory: Directory {
            groups: Table::new([Group::new("g", "Group"), Group::new("h", "Other")]),
            users: Table::new([user("u", &["g"]), user("v", &["g", "h"]), user("w", &[])]),
            ..Directory::default()
        },
        ..Document::default()
    }
}

fn run(document: &Document, edit: Edit) -> Document {
    document.apply(&Command::Policy(PolicyEdit::Attributes(edit))).unwrap()
}

fn refused(document: &Document, edit: Edit) -> String {
    document.apply(&Command::Policy(PolicyEdit::Attributes(edit))).unwrap_err().0
}

fn tick_in(document: &Document, group: &str, attributes: &[&str]) -> Document {
    attributes.iter().fold(document.clone(), |document, id| {
        let (group, attribute) = (group.into(), (*id).into());
        run(&document, Edit::Tick(group, attribute, Tick::On))
    })
}

fn model(snapshot: &Snapshot) -> ModelSnapshot<'_, Attributes> {
    let document = snapshot.document();
    let (policies, directory) = (&document.policies, &document.directory);
    snapshot.indexes().attributes(policies, directory, snapshot.roster(), document.as_of)
}

/// The document with these ticks of `g`.
fn ticked(attributes: &[&str]) -> Document {
    tick_in(&document(), "g", attributes)
}

fn with_licence(mut document: Document) -> Document {
    document.directory.licences.push("TYS".to_owned());
    document
}

fn signed_on(area: Area) -> Circumstances {
    Circumstances { service: Some(area.name().to_owned()), ..Circumstances::default() }
}

/// What comes out, worked out quickly and slowly.
#[track_caller]
fn under(document: &Document, user: &str, circumstances: &Circumstances, id: &str) -> Effect {
    let snapshot = Snapshot::new(document, None);
    let model = model(&snapshot);
    let members = snapshot.roster().of(&user.into()).unwrap();
    let target = Attributes::target(model.policy, id).unwrap_or_else(|| panic!("{id}"));
    let found = model.index.decide(members, circumstances, &target);
    let user = document.directory.users.get(&user.into()).unwrap();
    let policy = &document.policies.attributes;
    let slow = Attributes::oracle(&document.directory, policy, user, circumstances, &target);
    assert_eq!(found, slow, "{id}");
    found
}

#[track_caller]
fn effect(document: &Document, id: &str) -> Effect {
    under(document, "u", &Circumstances::default(), id)
}

fn with_sight<T>(document: &Document, look: impl Fn(&PanelView<'_>) -> T) -> T {
    let snapshot = Snapshot::new(document, None);
    let members = snapshot.roster().of(&"u".into()).unwrap();
    let circumstances = Circumstances::default();
    look(&PanelView { model: model(&snapshot), members, circumstances: &circumstances })
}

fn click(document: &Document, section: &str, tick: Tick) -> Document {
    run(document, Edit::TickSection("g".into(), section.into(), tick))
}

fn header(document: &Document, section: &str) -> (Header, usize) {
    let policy = &document.policies.attributes;
    let (_, section) = policy.catalogue.with_outer(&section.into()).unwrap();
    let ticked = section.attributes.iter().filter(|it| policy.ticks(&"g".into(), &it.id));
    (policy.header(&"g".into(), section), ticked.count())
}

#[test]
fn the_shipped_catalogue_is_what_the_documentation_lists() {
    let catalogue = &Policy::shipped().catalogue;
    let names: Vec<(String, usize)> = catalogue
        .all()
        .map(|(outer, section)| {
            let listed = section.attributes.iter().filter(|it| !it.inferred && !it.referenced);
            (super::section::full_name(outer, section), listed.count())
        })
        .collect();
    let expected = [
        ("Admin / Manager", 13),
        ("Client Add/Change/Delete", 12),
        ("Client Bulk Updates", 22),
        ("Client Functionality", 17),
        ("Client Search Criteria", 19),
        ("Client View/ContactPoint/My Aspire", 0),
        ("Client View/ContactPoint/My Aspire / Client View Sections", 0),
        ("Client View/ContactPoint/My Aspire / ContactPoint", 0),
        ("Client View/ContactPoint/My Aspire / My Aspire Sections", 2),
        ("Opportunity", 12),
        ("Provider", 10),
        ("Provider / Provider Add/Change/Delete", 7),
        ("Substance Misuse", 4),
        ("TYS Sections", 0),
        ("TYS Sections / Crime Prevention", 0),
        ("TYS Sections / Other", 0),
        ("TYS Sections / Teenage Pregnancy", 0),
        ("Windows", 5),
        ("YJ Case Transfer and YJ AssetPlus", 6),
        ("YJ Case Transfer and YJ AssetPlus / YJ AssetPlus", 9),
        ("Youth Justice", 65),
        ("Report Permissions", 0),
        ("Client Merge", 1),
    ];
    assert_eq!(names, expected.map(|(name, count)| (name.to_owned(), count)));
    assert_eq!(catalogue.headings().len(), 15);
    assert_eq!(catalogue.all().filter(|(_, section)| section.select_all).count(), 10);
    let named = || catalogue.items().filter(|it| !it.inferred && !it.referenced);
    let count = |flag: fn(&Attribute) -> bool| named().filter(|it| flag(it)).count();
    assert_eq!(named().count(), 204);
    assert_eq!(count(|it| it.obsolete), 25);
    assert_eq!(count(|it| it.unexplained), 47);
    assert_eq!(count(|it| it.licences == ["TYS"]), 3);
    assert_eq!(count(|it| it.default), 1);
    assert_eq!(count(|it| it.warn.is_some()), 5);
    // Whatever is explained says so, and obsolete ones say why.
    for attribute in catalogue.items() {
        let explained = attribute.description.as_deref();
        let explained = explained.is_some_and(|it| !it.starts_with(super::catalogue::NOTE));
        assert_eq!(explained, !attribute.unexplained, "{}", attribute.name);
    }
}

#[test]
fn families_are_what_the_last_dash_says() {
    // R10
    let catalogue = &Policy::shipped().catalogue;
    let grids = |id: &str| {
        let (_, section) = catalogue.with_outer(&id.into()).unwrap();
        let grids = section.grids().into_iter();
        let shape = |grid: Family<'_>| {
            let cells = grid.rows.iter().flat_map(|(_, cells)| cells).flatten().count();
            (grid.suffixes.join(" "), grid.rows.len(), cells)
        };
        grids.map(shape).collect::<Vec<_>>()
    };
    let one = |suffixes: &str, rows, cells| vec![(suffixes.to_owned(), rows, cells)];
    assert_eq!(grids("s-client-add-change-delete"), one("Add Change Delete", 11, 33));
    assert_eq!(grids("s-client-view-sections"), one("Visible More", 11, 22));
    assert_eq!(grids("s-contactpoint"), one("Visible More Change", 1, 3));
    assert_eq!(grids("s-substance-misuse"), one("Add Change Delete", 1, 3));
    for area in ["s-crime-prevention", "s-other", "s-teenage-pregnancy"] {
        // Close stands on cases alone.
        let expected =
            [("Visible More".to_owned(), 1, 2), ("Add Change Delete Close".to_owned(), 3, 10)];
        assert_eq!(grids(area), expected);
    }
    assert_eq!(grids("s-youth-justice"), []);
    let (_, client) = catalogue.with_outer(&"s-client-add-change-delete".into()).unwrap();
    assert_eq!(client.alone().count(), 12, "Client - Change Hold YPI and the like stand alone");
    let section = Section {
        families: vec![vec!["Visible".to_owned()]],
        attributes: vec![Attribute::new("a", "Plan - Review - Visible")],
        ..Section::new("s", "S")
    };
    let bases = section.grids().iter().map(|grid| grid.rows[0].0).collect::<Vec<_>>();
    assert_eq!(bases, ["Plan - Review"]);
}

#[test]
fn i1_i9_i10_each_tick_by_itself_and_several_groups_add() {
    // R1, R10
    let view = ticked(&["a-client-view-net"]);
    assert_eq!(effect(&view, "a-client-view-net"), Effective);
    assert_eq!(effect(&view, "a-client-change-net"), NotGranted);
    let referral = ["a-referral-add", "a-referral-change", "a-referral-delete"];
    let i9 = ticked(&["a-client-view-net", "a-client-change-net", "a-referral-delete"]);
    assert_eq!(referral.map(|id| effect(&i9, id)), [NotGranted, NotGranted, Effective]);
    let gates = ["a-client-view-net", "a-client-change-net", "a-referral-add"];
    let i10 = tick_in(&ticked(&gates), "h", &["a-referral-change"]);
    let of = |user: &str| referral.map(|id| under(&i10, user, &Circumstances::default(), id));
    assert_eq!(of("v"), [Effective, Effective, NotGranted]);
    assert_eq!(of("u"), [Effective, NotGranted, NotGranted]);
    assert_eq!(of("w"), [NotGranted; 3]);
}

#[test]
fn i2_i3_i4_i18_headers_are_derived() {
    // R9
    let section = "s-admin-manager";
    assert_eq!(header(&document(), section), (Header::Empty, 0));
    let i2 = click(&document(), section, Tick::On);
    assert_eq!(header(&i2, section), (Header::Ticked, 13));
    let (group, attribute) = ("g".into(), "a-grant-full-access".into());
    let i3 = run(&i2, Edit::Tick(group, attribute, Tick::Off));
    assert_eq!(header(&i3, section), (Header::Mixed, 12));
    assert_eq!(header(&click(&i3, section, Tick::On), section), (Header::Ticked, 13));
    let none = click(&i3, section, Tick::Off);
    assert_eq!(header(&none, section), (Header::Empty, 0));
    assert!(none.policies.attributes.ticks.is_empty(), "nothing is left of a group without ticks");

    let i4 = click(&document(), "s-provider", Tick::On);
    assert_eq!(header(&i4, "s-provider"), (Header::Ticked, 10));
    assert_eq!(header(&i4, "s-provider-add-change-delete"), (Header::Empty, 0));

    let i18 = click(&document(), "s-youth-justice", Tick::On);
    assert_eq!(header(&i18, "s-youth-justice"), (Header::Ticked, 65));
    let policy = &i18.policies.attributes;
    let (_, section) = policy.catalogue.with_outer(&"s-youth-justice".into()).unwrap();
    let come_to = |wanted: Effect| {
        section.attributes.iter().filter(|it| effect(&i18, it.id.as_str()) == wanted).count()
    };
    assert_eq!((come_to(Effective), come_to(Obsolete)), (45, 20));

    let substance = click(&document(), "s-substance-misuse", Tick::On);
    assert_eq!(header(&substance, "s-substance-misuse"), (Header::Ticked, 7));
    // What the product does not list is in no header.
    let functionality = click(&document(), "s-client-functionality", Tick::On);
    assert_eq!(header(&functionality, "s-client-functionality"), (Header::Ticked, 17));
    let (group, section) = ("g".into(), "s-tys-sections".into());
    let why = refused(&document(), Edit::TickSection(group, section, Tick::On));
    assert_eq!(why, "the header of `TYS Sections` has no box for all of it");
}

#[test]
fn i5_i6_licences_and_what_is_obsolete() {
    // R3, R4
    let caf = ticked(&["a-show-has-caf-indicator", "a-templates-and-paras"]);
    assert_eq!(effect(&caf, "a-show-has-caf-indicator"), NeedsLicence);
    assert_eq!(effect(&caf, "a-templates-and-paras"), Obsolete);
    let installed = with_licence(caf);
    assert_eq!(effect(&installed, "a-show-has-caf-indicator"), Effective);
    let assumed = Circumstances { licences: Some(Vec::new()), ..Circumstances::default() };
    assert_eq!(under(&installed, "u", &assumed, "a-show-has-caf-indicator"), NeedsLicence);
    // R16
    let flag = |document: &Document, current| {
        with_sight(document, |sight| Flag::Caf.shown(sight, current))
    };
    assert!(flag(&installed, true));
    assert!(!flag(&installed, false));
    assert!(!flag(&ticked(&["a-show-has-caf-indicator"]), true));
}

#[test]
fn i7_i8_the_summary_panel() {
    // R2, R12
    let empty = document();
    let snapshot = Snapshot::new(&empty, None);
    let members = snapshot.roster().of(&"w".into()).unwrap();
    let row = model(&snapshot).index.row(members, &Circumstances::default());
    assert_eq!(row.iter().filter(|effect| **effect == Effective).count(), 1);
    assert_eq!(effect(&empty, "a-summary-change-practitioner"), Effective);
    assert_eq!(with_sight(&empty, Summary::of), Summary::ReadOnly);
    let admin = ticked(&["a-summary-change-sys-admin"]);
    assert_eq!(with_sight(&admin, Summary::of), Summary::ReadWrite);
    let mut bare = empty;
    bare.policies.attributes = Policy { catalogue: Shared::default(), ..Policy::default() }.into();
    assert_eq!(with_sight(&bare, Summary::of), Summary::Hidden);
}

#[test]
fn i11_case_transfer() {
    // R14
    let caretaking = ticked(&["a-yj-accept-reject-caretaking-updates"]);
    let shown = |document: &Document, caretaking| {
        with_sight(document, |sight| {
            let all = Transfer::ALL.into_iter().filter(|it| it.shown(sight, caretaking));
            all.map(Transfer::name).collect::<Vec<_>>()
        })
    };
    assert_eq!(shown(&caretaking, true), ["stage update", "send stage update", "end transfer"]);
    assert_eq!(shown(&caretaking, false), ["send stage update", "end transfer"]);
    let both =
        ticked(&["a-yj-all-case-transfer-notifications", "a-yj-my-case-transfer-notifications"]);
    assert_eq!(shown(&both, true), ["all notifications", "my notifications"]);
    assert_eq!(shown(&ticked(&["a-yj-case-transfer-admin"]), true), [""; 0]);
}

#[test]
fn i12_i13_i15_victims_merging_and_new_stages() {
    // R13
    let victim = |ids: &[&str]| with_sight(&ticked(ids), Victim::of);
    assert_eq!(victim(&[]), Victim::Basic);
    assert_eq!(victim(&["a-yj-case-view-victim-summary"]), Victim::Summary);
    assert_eq!(victim(&["a-yj-case-victim"]), Victim::Everything);
    let both = victim(&["a-yj-case-victim", "a-yj-case-view-victim-summary"]);
    assert_eq!(both, Victim::Everything);
    // R17
    let merge = |ids: &[&str], linked| with_sight(&ticked(ids), |sight| Merge::of(sight, linked));
    assert_eq!(merge(&["a-client-merge"], true), Merge::Stopped);
    assert_eq!(merge(&["a-client-merge"], false), Merge::Permitted);
    assert_eq!(merge(&[], false), Merge::NotPermitted);
    // R15
    let open = ["a-yj-case-assetplus-view", "a-yj-case-assetplus-stage-open"];
    let proxy = [open[0], open[1], "a-yj-case-assetplus-stage-proxy"];
    let stage = |ids: &[&str], chosen| with_sight(&ticked(ids), |sight| Stage::of(sight, chosen));
    assert_eq!(stage(&proxy, false), Stage::OwnerRequired);
    assert_eq!(stage(&proxy, true), Stage::Chosen);
    assert_eq!(stage(&open, true), Stage::Creator);
    assert_eq!(stage(&open[1..], false), Stage::NotPermitted, "the gate is closed");
}

#[test]
fn i14_who_works_in_several_services_signs_on_under_the_right_one() {
    // R7
    let (crime, other) = ("a-crime-prevention-referral-add", "a-other-referral-add");
    let document = with_licence(ticked(&[crime, other]));
    let both = Areas::of([Area::CrimePrevention, Area::Other]);
    let several = run(&document, Edit::SetServices("u".into(), both));
    let at = |document: &Document, circumstances: &Circumstances| {
        [crime, other].map(|id| under(document, "u", circumstances, id))
    };
    assert_eq!(at(&several, &signed_on(Area::Other)), [OtherService, Effective]);
    assert_eq!(at(&several, &Circumstances::default()), [OtherService, OtherService]);
    let foreign = signed_on(Area::TeenagePregnancy);
    assert_eq!(at(&several, &foreign), [OtherService, OtherService]);
    let pregnancy = "a-teenage-pregnancy-referral-add";
    let ticked = tick_in(&several, "g", &[pregnancy]);
    assert_eq!(under(&ticked, "u", &foreign, pregnancy), OtherService, "it is not theirs");
    assert_eq!(at(&document, &signed_on(Area::Other)), [Effective, Effective]);
    let one = run(&document, Edit::SetServices("u".into(), Areas::of([Area::TeenagePregnancy])));
    assert_eq!(at(&one, &Circumstances::default()), [Effective, Effective]);
    // Signing on under the other service, they have it: to tick it is a gain all the same.
    assert!(OtherService.grants().beyond(NotGranted.grants()) != Grants::default());
    assert!(!OtherService.grants().contains(Effect::EFFECTIVE));
}

/// A file with a default attribute of the area Other, and what `u` works in.
fn works_in(services: &str) -> Document {
    let file = format!(
        r#"{{"format":"whocan","version":1,
            "directory":{{"users":[{{"id":"u","name":"U"}},{{"id":"w","name":"W"}}],
                "groups":[{{"id":"g","name":"G"}}]}},
            "models":{{"attributes":{{"catalogue":[{{"id":"s","name":"S","selectAll":true,
                "attributes":[{{"id":"a","name":"A","default":true,"service":"Other"}}]}}],
                "services":{{"u":{services}}}}}}}}}"#
    );
    crate::document::read(file.as_bytes()).unwrap().0
}

#[test]
fn an_area_that_is_not_understood_counts_for_nothing_and_the_others_count() {
    // R7
    for list in [
        r#"["Crime Prevention","Other","Housing"]"#,
        r#"["Housing","Crime Prevention","Other"]"#,
        r#"["Crime Prevention",5,"Other"]"#,
        r#"["Other",null,["Other"],"Crime Prevention","Other"]"#,
    ] {
        let document = works_in(list);
        assert_eq!(effect(&document, "a"), OtherService, "{list}");
        assert_eq!(under(&document, "u", &signed_on(Area::Other), "a"), Effective, "{list}");
        // The list is written back as it stands, and read again as the same.
        let written = crate::document::write(&document);
        let again = crate::document::read(written.as_bytes()).unwrap().0;
        assert_eq!(crate::document::write(&again), written);
        assert_eq!(effect(&again, "a"), OtherService, "{list}");
    }
    let written = crate::document::write(&works_in(r#"["Housing","Other",5,"Crime Prevention"]"#));
    let expected = r#""services": {"u": ["Housing", "Other", 5, "Crime Prevention"]}"#;
    assert!(written.contains(expected), "{written}");
    // What is set takes its place.
    let edit = Edit::SetServices("u".into(), Areas::of([Area::TeenagePregnancy]));
    let written = crate::document::write(&run(&works_in(r#"["Housing","Other"]"#), edit));
    assert!(written.contains(r#"{"u": ["Teenage Pregnancy"]}"#), "{written}");
    let nothing = Edit::SetServices("u".into(), Areas::default());
    let written = crate::document::write(&run(&works_in(r#"["Housing","Other"]"#), nothing));
    assert!(!written.contains("services"), "{written}");
}

/// What is said to a question of `u`'s file, who works in Crime Prevention alone.
#[track_caller]
fn check_ask(members: &str, expected: Result<&str, &str>) {
    let document = works_in(r#"["Crime Prevention"]"#);
    let json = crate::format::parse(format!("{{{members}}}").as_bytes()).unwrap();
    let Json::Object(members) = &json else { panic!("{json:?}") };
    let ask = crate::document::read_ask(&document.directory, members).unwrap();
    let snapshot = Snapshot::new(&document, None);
    let found = snapshot.resolver(crate::models::ModelKind::Attributes).answer(&ask);
    let found = found.map(|answer| answer.outcome.into_owned()).map_err(|refusal| refusal.0);
    assert_eq!(found.as_deref().map_err(String::as_str), expected);
}

#[test]
fn a_service_is_one_that_there_is_and_that_the_person_works_in() {
    // R22
    check_ask(r#""user":"u","service":"Crime Prevention","attribute":"a""#, Ok("effective"));
    let none_of_theirs = "`Other` is none of the services that this person works in";
    check_ask(r#""user":"u","service":"Other","attribute":"a""#, Err(none_of_theirs));
    check_ask(r#""user":"w","service":"Other","attribute":"a""#, Err(none_of_theirs));
    check_ask(r#""user":"u","service":"Other","panel":"summary""#, Err(none_of_theirs));
    let of_group = "`Other` is no service of whoever is in a group and nothing else";
    check_ask(r#""group":"g","service":"Other","attribute":"a""#, Err(of_group));
    // Whatever is asked, a section too.
    let unknown =
        "there is no service `Housing`; there are Crime Prevention, Other, Teenage Pregnancy";
    for asked in [r#""section":"s""#, r#""attribute":"a""#, r#""panel":"summary""#] {
        check_ask(&format!(r#""group":"g","service":"Housing",{asked}"#), Err(unknown));
    }
    check_ask(r#""group":"g","section":"s""#, Ok("none ticked"));
    check_ask(r#""group":"g","service":"Other","section":"s""#, Ok("none ticked"));
}

#[test]
fn a_rule_with_a_service_is_about_those_who_work_in_it() {
    // R22
    let document = works_in(r#"["Crime Prevention","Other"]"#);
    let snapshot = Snapshot::new(&document, None);
    let about: Object = [("attribute".to_owned(), Json::from("a"))].into_iter().collect();
    let holders = |service: Option<&str>| {
        let service = service.map(str::to_owned);
        let asked = Circumstances { service, ..Circumstances::default() };
        let resolver = snapshot.resolver(crate::models::ModelKind::Attributes);
        resolver.ability(&asked, &about).map(|ability| {
            let people = snapshot.roster().people();
            let holders = people.filter(|members| ability.had_by(&*resolver, members).is_some());
            let names = holders.filter_map(|members| members.user.as_ref());
            names.map(ToString::to_string).collect::<Vec<_>>()
        })
    };
    assert_eq!(holders(None).unwrap(), ["u", "w"]);
    assert_eq!(holders(Some("Other")).unwrap(), ["u"]);
    assert_eq!(holders(Some("Crime Prevention")).unwrap(), [""; 0]);
    assert!(holders(Some("Othr")).is_err_and(|refusal| refusal.0.contains("no service `Othr`")));
}

#[test]
fn i16_i17_i19_gates() {
    // R5, R8
    let i16 = ticked(&["a-bulk-update-lead-worker"]);
    assert_eq!(effect(&i16, "a-bulk-update-lead-worker"), Unreachable);
    let more = "a-plan-review-more";
    let i17 = ticked(&["a-client-view-net", more]);
    assert_eq!(effect(&i17, more), Unreachable);
    assert_eq!(effect(&tick_in(&i17, "g", &["a-plan-review-visible"]), more), Effective);
    let i19 = ticked(&["a-dx-submit"]);
    assert_eq!(effect(&i19, "a-dx-submit"), Effective);
    assert_eq!(effect(&i19, "a-dx"), NotGranted);
    // A gate that is itself out of reach is closed, and the chain is told to its end.
    let chain = ticked(&["a-client-change-net", "a-referral-add"]);
    assert_eq!(effect(&chain, "a-referral-add"), Unreachable);
    let told = why(&chain, "a-referral-add");
    assert_eq!(
        told,
        [
            "Referral - Add is granted, but not reachable: it needs Client Change (net).",
            "Group ticks Referral - Add.",
            "Client Change (net) is not reachable itself.",
            "Group ticks Client Change (net).",
            "Client View (net) is not granted.",
            "Group does not tick it.",
        ]
    );
}

/// What comes out for the attributes of a file that says this of its section, for `u`.
fn effects<const N: usize>(of_section: &str, ids: [&str; N]) -> [Effect; N] {
    let file = format!(
        r#"{{"format":"whocan","version":1,"directory":{{"users":[{{"id":"u","name":"U"}}],
            "licences":["TYS"]}},"models":{{"attributes":{{{of_section}}}}}}}"#
    );
    let (document, _) = crate::document::read(file.as_bytes()).unwrap();
    let snapshot = Snapshot::new(&document, None);
    let members = snapshot.roster().of(&"u".into()).unwrap();
    let model = model(&snapshot);
    ids.map(|id| model.index.effect(members, &Circumstances::default(), &id.into()))
}

#[test]
fn of_several_reasons_the_first_is_named() {
    // R3, R8
    let of_section = r#""catalogue":[{"id":"s","name":"S","attributes":[
        {"id":"closed","name":"Closed"},
        {"id":"one","name":"One","licences":["X"],"obsolete":true,"service":"Other"},
        {"id":"two","name":"Two","default":true,"licences":["TYS","X"],"obsolete":true,
        "service":"Other"},
        {"id":"three","name":"Three","default":true,"obsolete":true,"service":"Other"},
        {"id":"four","name":"Four","default":true,"service":"Other"},
        {"id":"five","name":"Five","default":true,"service":"Other"}]}],
        "gates":[{"attribute":"one","needs":"closed"},{"attribute":"two","needs":"closed"},
        {"attribute":"three","needs":"closed"},{"attribute":"four","needs":"closed"}],
        "services":{"u":["Crime Prevention","Teenage Pregnancy"]}"#;
    assert_eq!(
        effects(of_section, ["one", "two", "three", "four", "five"]),
        [NotGranted, NeedsLicence, Obsolete, Unreachable, OtherService]
    );
}

#[test]
fn what_cannot_be_read_stands_in_the_way() {
    // R21
    let with = |services: &str| {
        let of_section = format!(
            r#""catalogue":[{{"id":"s","name":"S","attributes":[
                {{"id":"licences","name":"L","default":true,"licences":7}},
                {{"id":"gate","name":"G","default":true}},
                {{"id":"service","name":"S","default":true,"service":7}},
                {{"id":"other","name":"O","default":true,"service":"Other"}}]}}],
                "gates":[{{"attribute":"gate","needs":7}}],"services":{{"u":{services}}}"#
        );
        effects(&of_section, ["licences", "gate", "service", "other"])
    };
    let one = with(r#"["Other"]"#);
    assert_eq!(one, [NeedsLicence, Unreachable, Effective, Effective]);
    let maybe_two = with(r#"["Other","Housing"]"#);
    assert_eq!(maybe_two, [NeedsLicence, Unreachable, OtherService, OtherService]);
}

fn why(document: &Document, id: &str) -> Vec<String> {
    let verdict = crate::models::conformance::verdict::<Attributes>(document, "u", id);
    verdict.because.all().into_iter().map(|step| plain(step, document)).collect()
}

#[test]
fn warning_gates_are_said_and_decide_nothing() {
    // R6
    let change = ticked(&["a-client-view-net", "a-contactpoint-change"]);
    assert_eq!(effect(&change, "a-contactpoint-change"), Effective);
    let says = "It is advised to go with ContactPoint - Visible, which is not effective here; that \
                decides nothing.";
    assert!(why(&change, "a-contactpoint-change").iter().any(|step| step == says));
    // The two of My Aspire point at each other, which is no circle of gates that decide.
    assert_eq!(effect(&ticked(&["a-key-client"]), "a-key-client"), Effective);
    assert_eq!(findings(Policy::shipped(), &Directory::default()), []);
}

fn findings(policy: &Policy, directory: &Directory) -> Vec<Finding> {
    let look = |here: &Reader<'_>| policy.validate(here, directory);
    Reading::within(["models", "attributes"], look).into_list()
}

#[test]
fn a_circle_of_gates_is_found_and_decides_nothing() {
    // R6
    let gate =
        |attribute: &str, needs: &str| Edit::AddGate(Gate::new(attribute.into(), needs.into()));
    let one = run(&ticked(&["a-dx"]), gate("a-dx", "a-dx-submit"));
    assert_eq!(effect(&one, "a-dx"), Unreachable);
    let circle = run(&one, gate("a-dx-submit", "a-dx"));
    assert_eq!(effect(&circle, "a-dx"), Effective);
    let found = findings(&circle.policies.attributes, &circle.directory);
    assert_eq!(found.iter().map(|it| it.code).collect::<Vec<_>>(), ["circular-gate"; 2]);
    let why = refused(&one, gate("a-dx", "a-dx"));
    assert_eq!(why, "an attribute cannot be its own gate");
}

#[test]
fn i20_reports() {
    // R11
    let report = Report::new("q", "Caseload");
    let added = run(&document(), Edit::AddReport(report));
    let tick = Edit::TickReport("h".into(), "q".into(), Tick::On);
    let done = run(&added, tick);
    let snapshot = Snapshot::new(&done, None);
    let lists = |user: &str| {
        let members = snapshot.roster().of(&user.into()).unwrap();
        model(&snapshot).index.lists(members, &"q".into())
    };
    assert_eq!([lists("u"), lists("v"), lists("w")], [false, true, false]);
}

#[test]
fn requests_go_by_their_names() {
    // R18
    let document =
        tick_in(&ticked(&["a-set-client-inactive-request"]), "h", &["a-process-request"]);
    let snapshot = Snapshot::new(&document, None);
    let none = Circumstances::default();
    assert_eq!(Request::approvers(model(&snapshot).index, snapshot.roster(), &none), [1]);
    assert!(with_sight(&document, |sight| sight.has(Request::Delete.attribute())));
    for request in Request::ALL {
        assert!(Policy::shipped().catalogue.item(&request.attribute().into()).is_some());
    }
}

#[test]
fn whatever_the_screens_go_by_is_in_the_shipped_catalogue() {
    // R19
    for (name, attribute) in Part::ALL.into_iter().flat_map(Part::elements) {
        let found = Policy::shipped().catalogue.item(&(*attribute).into());
        assert!(found.is_some_and(|it| !it.obsolete), "{name}: {attribute}");
    }
    for element in Transfer::ALL {
        assert!(Policy::shipped().catalogue.item(&element.attribute().into()).is_some());
    }
    with_sight(&with_licence(document()), |sight| {
        for area in Area::ALL {
            assert_eq!(adds_referrals(sight, area), NotGranted, "{area:?}");
        }
    });
    // To be granted is not enough.
    let flag = "a-show-has-caf-indicator";
    let unlicensed = ticked(&[flag]);
    assert!(!with_sight(&unlicensed, |sight| sight.has(flag)));
    assert!(with_sight(&with_licence(unlicensed), |sight| sight.has(flag)));
}

#[test]
fn nothing_brings_anything_else() {
    // R20
    let admin = ticked(&["a-system-admin", "a-grant-full-access"]);
    let snapshot = Snapshot::new(&admin, None);
    let members = snapshot.roster().of(&"u".into()).unwrap();
    let row = model(&snapshot).index.row(members, &Circumstances::default());
    // The two, and the default.
    assert_eq!(row.iter().filter(|effect| **effect == Effective).count(), 3);
}

#[test]
fn who_gains_is_said_whatever_service_nobody_chose() {
    // R7
    let both = Areas::of([Area::CrimePrevention, Area::Other]);
    let before = run(&with_licence(document()), Edit::SetServices("u".into(), both));
    let after = tick_in(&before, "g", &["a-other-referral-add"]);
    let shared = |document: &Document| Shared::new(Snapshot::new(document, None));
    let mut counting = Counting::new(shared(&before), shared(&after), Circumstances::default());
    assert_eq!(counting.step(9), Some(Sums { gain: 2, lose: 0 }));
}

#[test]
fn a_default_is_nobodys_gain_where_the_model_is_not_used() {
    // R2
    let gains = |before: Document| {
        let user = DirectoryEdit::AddUser(User::new("u-new", "New"));
        let after = before.apply(&Command::Directory(user)).unwrap();
        let shared = |document: &Document| Shared::new(Snapshot::new(document, None));
        Counting::new(shared(&before), shared(&after), Circumstances::default()).step(9)
    };
    assert_eq!(gains(document()), Some(Sums::default()));
    assert_eq!(gains(ticked(&["a-dx"])), Some(Sums { gain: 1, lose: 0 }));
}

#[test]
fn a_tick_recompiles_one_row_and_says_what_it_can_reach() {
    let before = tick_in(&ticked(&["a-dx"]), "h", &["a-dx"]);
    let after = tick_in(&before, "g", &["a-client-view-net"]);
    let (one, other) = (Snapshot::new(&before, None), Snapshot::new(&before, None));
    let other = Snapshot::new(&after, Some(&other));
    let index = model(&other).index;
    assert_eq!(index.rows_shared_with(model(&one).index), 0, "compiled apart");
    let stepwise = Snapshot::new(&after, Some(&one));
    assert_eq!(model(&stepwise).index.rows_shared_with(model(&one).index), 1);
    let differing = model(&one).index.differing(model(&stepwise).index).unwrap();
    let differs = |id: &str| differing.contains(&Target::Attribute(id.into()));
    assert!(differs("a-client-view-net") && differs("a-referral-add"));
    assert!(!differs("a-dx"));
}

#[test]
fn copies_and_removals_take_reports_and_services_along() {
    let document = run(&ticked(&["a-dx"]), Edit::AddReport(Report::new("q", "Caseload")));
    let tick = Edit::TickReport("g".into(), "q".into(), Tick::On);
    let document = run(&document, tick);
    let copied = run(&document, Edit::CopyTicks("g".into(), "h".into()));
    let policy = &copied.policies.attributes;
    assert!(policy.ticks(&"h".into(), &"a-dx".into()));
    assert_eq!(policy.reports.find("q").unwrap().groups.len(), 2);
    let removed = copied
        .apply(&Command::Directory(DirectoryEdit::Remove(Principal::Group("g".into()))))
        .unwrap();
    let cleared = Edit::forget(&removed.policies.attributes, &Principal::Group("g".into()));
    assert!(cleared.is_none(), "what the group held went with it");
    assert_eq!(removed.policies.attributes.reports.find("q").unwrap().groups.len(), 1);
    let gone = run(&copied, Edit::RemoveAttribute("a-client-change-net".into()));
    let gates = &gone.policies.attributes.gates;
    assert!(gates.iter().all(|gate| gate.needs.as_str() != "a-client-change-net"));
}

/// Runs a property over random documents and one person of each.
fn holds(property: impl Fn(&Directory, &Policy) -> Result<(), TestCaseError>) {
    let mut directory = document().directory;
    for id in ["g-0", "g-1", "g-2"] {
        directory.groups.add(Group::new(id, id));
    }
    let policies = <Attributes as ModelUnderTest>::policies(&directory);
    let mut runner = TestRunner::new(Config { cases: 256, ..Config::with_source_file(file!()) });
    let outcome = runner.run(&policies, |policy| property(&directory, &policy));
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

fn row_of(directory: &Directory, policy: &Policy, groups: &[&str]) -> Vec<Effect> {
    let index = Index::compile(policy, directory, None);
    let groups = groups.iter().map(|group| (*group).into()).collect();
    let user = User { groups, ..User::new("u-0", "Somebody") };
    let members = Members::of_user(directory, &user);
    index.row(&members, &Circumstances::default())
}

#[test]
fn a_further_group_only_adds() {
    // R1: monotone in groups and in ticks.
    holds(|directory, policy| {
        let one = row_of(directory, policy, &["g-0"]);
        let more = row_of(directory, policy, &["g-0", "g-1"]);
        for (one, more) in one.iter().zip(&more) {
            prop_assert!(more.grants().contains(one.grants()), "{one:?} {more:?}");
        }
        Ok(())
    });
}

#[test]
fn what_is_obsolete_is_never_effective() {
    // R4
    holds(|directory, policy| {
        let row = row_of(directory, policy, &["g-0", "g-1", "g-2"]);
        for (attribute, effect) in policy.catalogue.items().zip(row) {
            prop_assert!(!attribute.obsolete || effect != Effective, "{}", attribute.id);
        }
        Ok(())
    });
}

#[test]
fn a_header_says_what_its_boxes_say() {
    // R9
    holds(|_, policy| {
        for (_, section) in policy.catalogue.all() {
            let group: GroupId = "g-0".into();
            let boxes: Vec<bool> =
                section.under_header().map(|it| policy.ticks(&group, &it.id)).collect();
            let expected = match boxes.iter().filter(|ticked| **ticked).count() {
                0 => Header::Empty,
                all if all == boxes.len() => Header::Ticked,
                _ => Header::Mixed,
            };
            prop_assert_eq!(policy.header(&group, section), expected);
        }
        Ok(())
    });
}

/// The edits mend what the file says and nobody can read.
#[track_caller]
fn mended(file: &str, edits: impl IntoIterator<Item = Edit>) -> Document {
    crate::models::conformance::mended(file, edits.into_iter().map(PolicyEdit::Attributes))
}

#[test]
fn what_is_set_takes_the_place_of_what_cannot_be_read() {
    // R21
    let file = r#"{"format":"whocan","version":1,"directory":{"users":[{"id":"u","name":"U",
        "groups":["g"]}],"groups":[{"id":"g","name":"G"}]},"models":{"attributes":{"catalogue":[
        {"id":"s","name":"S","attributes":[{"id":"a","name":"A","obsolete":"no","licences":"TYS",
        "service":"other","default":1},{"id":"b","name":"B"}]}],
        "ticks":{"g":"a"},"reports":[{"id":"q","name":"Q","groups":"g"}],
        "services":{"u":["Other","Elsewhere"]}}}}"#;
    let attribute = Attribute {
        default: true,
        licences: vec!["Vacancy".to_owned()],
        obsolete: false,
        service: Some(Area::Other),
        ..Attribute::new("a", "A")
    };
    let (read, _) = crate::document::read(file.as_bytes()).unwrap();
    let kept = read.policies.attributes.catalogue.item(&"a".into()).unwrap().extra.clone();
    let document = mended(
        file,
        [
            Edit::SetAttribute(Attribute { extra: kept, ..attribute }),
            Edit::Tick("g".into(), "b".into(), Tick::On),
            Edit::TickReport("g".into(), "q".into(), Tick::On),
            Edit::SetServices("u".into(), Areas::of([Area::Other, Area::TeenagePregnancy])),
        ],
    );
    let found = |id: &str| under(&document, "u", &Circumstances::default(), id);
    assert_eq!(found("a"), NeedsLicence);
    assert_eq!(found("b"), Effective);
    // What nobody chose otherwise stays as it is.
    let unread = read.policies.attributes.catalogue.item(&"a".into()).unwrap().clone();
    let renamed = run(&read, Edit::SetAttribute(Attribute { name: "New".to_owned(), ..unread }));
    let written = crate::document::write(&renamed);
    assert!(written.contains(r#""obsolete": "no""#), "{written}");
}
