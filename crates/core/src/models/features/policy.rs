//! What Feature Permissions holds: the features of each kind, what each needs and defaults to, and
//! what users and groups are set to. Knows nothing of resolving.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::codec::{KindOfList, Licence};
use crate::directory::{Id, Table, entity};
use crate::format::{Codec as _, Extra, Json, Reading, Text, names, parse};
use crate::shared::{Shared, adopt};

/// The id of a [`Feature`].
pub type FeatureId = Id<Feature>;
/// The id of a user or group that has a [`Row`].
pub type SubjectId = Id<Row>;

/// The licence that is always there.
pub const CORE: &str = "Core";
/// What is shown for a licence that could not be read.
pub(crate) const UNREAD_LICENCE: &str = "(cannot be read)";
/// The feature that opens the permissions editor itself.
pub const EDITOR: &str = "f-manipulate-permissions";

names! {
    /// What a feature is set to. Ordered: each is more restrictive than the one before it.
    #[derive(Default, PartialOrd, Ord)]
    pub enum Visibility {
        // R9: what nobody has said anything about is visible.
        /// Shown and usable.
        #[default]
        Visible = "Visible",
        // R3: less than visible, more than hidden.
        /// Shown, and nothing in it can be changed.
        ReadOnly = "Read only",
        /// Not shown.
        Hidden = "Hidden",
    }
    unknown: "`{name}` is no value; there are {names}"
}

names! {
    /// What kind of thing a feature is.
    #[derive(PartialOrd, Ord)]
    pub enum Kind {
        /// A module of the product.
        Modules = "Modules",
        /// A tab.
        Tabs = "Tabs",
        /// A centre.
        Centres = "Centres",
        /// A control of the screen designer.
        Controls = "Controls",
        /// A command.
        Commands = "Commands",
        /// A process.
        Processes = "Processes",
        /// A template.
        Templates = "Templates",
        /// A contractor: whether its trainees are seen.
        Contractors = "Contractors",
    }
}

impl Kind {
    /// What one of its features opens: all that is documented of an installation's own.
    pub fn opens(self) -> &'static str {
        match self {
            Self::Modules => "Opens this module.",
            Self::Tabs => "Opens this tab.",
            Self::Centres => "Opens this centre.",
            Self::Controls => "Opens this control in the screen designer.",
            Self::Commands => "Lets this command be used.",
            Self::Processes => "Opens this process.",
            Self::Templates => "Opens this template.",
            Self::Contractors => "Opens the trainees on this contractor.",
        }
    }

    /// Whether its features come with the product, and are not each installation's own.
    pub fn is_shipped(self) -> bool {
        matches!(self, Self::Modules | Self::Commands)
    }

    // R8: Read only is for tabs and controls.
    /// Which values it offers.
    pub fn offers(self) -> &'static [Visibility] {
        match self {
            Self::Tabs | Self::Controls => &Visibility::ALL,
            _ => &[Visibility::Visible, Visibility::Hidden],
        }
    }

    /// What a value counts as: one that the kind does not offer as Hidden.
    pub fn counts(self, value: Visibility) -> Visibility {
        if self.offers().contains(&value) { value } else { Visibility::Hidden }
    }
}

entity! {
    /// Something that can be shown, shown read only or hidden.
    pub struct Feature(
        "feature",
        /// What kind of thing it is.
        kind: Kind = KindOfList
    ) {
        /// What it is listed under; empty for nothing.
        category: String = Text("category"),
        /// What it is for; empty where nothing is said.
        description: String = Text("description"),
        /// The licence that the product's list gives it; none is Core.
        licence: Option<String> = Licence,
    }
}

impl Feature {
    /// What it is for, in sentences: what any of its kind opens, where it does not come with the
    /// product and describes itself, and its description.
    pub fn says(&self) -> String {
        let opens = self.kind.opens();
        match self.description.as_str() {
            "" => opens.to_owned(),
            says if self.kind.is_shipped() => format!("{says}."),
            says => format!("{opens} {says}."),
        }
    }

    /// The kind and, where there is one, the category.
    pub fn band(&self) -> String {
        match self.category.as_str() {
            "" => self.kind.name().to_owned(),
            category => format!("{}: {category}", self.kind.name()),
        }
    }
}

/// Whether *Is Set* is ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ticked {
    /// It is: the value counts.
    Set,
    /// It is not: the value is kept and counts for nothing.
    Unset,
}

/// What the editor shows for one subject and one feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the drop-down shows.
    pub value: Visibility,
    /// Whether it is set.
    pub is: Ticked,
}

impl Entry {
    /// One that counts.
    pub fn set(value: Visibility) -> Self {
        Self { value, is: Ticked::Set }
    }

    /// One that does not.
    pub fn unset(value: Visibility) -> Self {
        Self { value, is: Ticked::Unset }
    }

    // R1: only what is set counts.
    /// The value, where it counts.
    pub fn counting(self) -> Option<Visibility> {
        (self.is == Ticked::Set).then_some(self.value)
    }

    /// In words.
    pub fn words(self) -> String {
        match self.is {
            Ticked::Set => self.value.name().to_owned(),
            Ticked::Unset => format!("{} (not set)", self.value.name()),
        }
    }
}

/// An entry as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The entry.
    pub entry: Entry,
    /// What stands in the file instead, where that could not be read.
    pub unread: Option<Json>,
    /// What the file says beyond this.
    pub extra: Extra,
}

impl Cell {
    /// An entry that was made here.
    pub fn new(entry: Entry) -> Self {
        Self { entry, unread: None, extra: Extra::new() }
    }

    // R15: a value that cannot be read counts as Hidden.
    /// What counts for an entry that could not be read.
    pub fn unread(json: Json) -> Self {
        Self { unread: Some(json), ..Self::new(Entry::set(Visibility::Hidden)) }
    }
}

/// What one user or group is set to. What is absent is not set and shows the default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The entries.
    pub cells: BTreeMap<FeatureId, Cell>,
    /// What stands in the file instead, where that could not be read: every entry counts as Hidden then.
    pub unread: Option<Json>,
    /// What the file says beyond this, among it entries that could not be read and are not set.
    pub extra: Extra,
}

impl Row {
    /// Whether there is nothing worth keeping in it.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.extra.is_empty() && self.unread.is_none()
    }
}

/// The rows of all users and groups that have one.
pub type Rows = BTreeMap<SubjectId, Shared<Row>>;
/// The defaults other than Visible.
pub type Defaults = BTreeMap<FeatureId, Visibility>;
/// The licences where they are others than the product's list says.
pub type Licences = BTreeMap<FeatureId, String>;

/// The model's section of a document. No kept entry is one that is not set and shows the default:
/// that is what its absence says.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// The modules and commands.
    pub catalogue: Table<Feature>,
    /// The features of the other kinds.
    pub items: Table<Feature>,
    /// Which licence a feature needs, where that is not what its catalogue says.
    pub licences: Shared<Licences>,
    /// The default of a feature, where it is not Visible.
    pub defaults: Shared<Defaults>,
    /// What is set.
    pub entries: Shared<Rows>,
    /// Parts of the file that could not be read, and what else it says.
    pub extra: Extra,
}

adopt!(Policy { catalogue, items, licences, defaults, entries; extra });
adopt!(Visibility, Row);

impl Policy {
    /// The feature with this id.
    pub fn feature(&self, id: &FeatureId) -> Option<&Shared<Feature>> {
        self.catalogue.get(id).or_else(|| self.items.get(id))
    }

    /// The features of one kind, in order.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Shared<Feature>> {
        let table = if kind.is_shipped() { &self.catalogue } else { &self.items };
        table.iter().filter(move |feature| feature.kind == kind)
    }

    /// All features, by kind in the ribbon's order.
    pub fn features(&self) -> impl Iterator<Item = &Shared<Feature>> {
        Kind::ALL.into_iter().flat_map(|kind| self.of_kind(kind))
    }

    /// The licence that a feature needs.
    pub fn licence<'a>(&'a self, feature: &'a Feature) -> &'a str {
        let own = match self.licence_unread(feature) {
            true => UNREAD_LICENCE,
            false => feature.licence.as_deref().unwrap_or(CORE),
        };
        self.licences.get(&feature.id).map_or(own, String::as_str)
    }

    // R15: a licence that cannot be read is one that is not there.
    /// Whether the file says which licence a feature needs and that could not be read.
    pub(crate) fn licence_unread(&self, feature: &Feature) -> bool {
        // Those of the other kinds say it elsewhere.
        let of_feature =
            feature.kind.is_shipped() && feature.licence.is_none() && feature.extra.has("licence");
        !self.licences.contains_key(&feature.id)
            && (of_feature || self.extra.lacks("licences", feature.id.as_str()))
    }

    /// The default as the editor shows it.
    pub fn default_of(&self, id: &FeatureId) -> Visibility {
        self.defaults.get(id).copied().unwrap_or_else(|| match self.default_unread(id) {
            true => Visibility::Hidden,
            false => Visibility::default(),
        })
    }

    /// Whether the file has a default of a feature that could not be read.
    pub(super) fn default_unread(&self, id: &FeatureId) -> bool {
        self.extra.lacks("defaults", id.as_str())
    }

    /// Whether nothing of what is set could be read.
    pub(super) fn entries_unread(&self) -> bool {
        self.extra.unread_section("entries").is_some()
    }

    /// What the file has for a subject: none where it has nothing.
    pub(super) fn kept(&self, who: &str, id: &FeatureId) -> Option<Entry> {
        let hidden = || Entry::set(Visibility::Hidden);
        match self.entries.get(who) {
            Some(row) => {
                let cell = row.cells.get(id).map(|cell| cell.entry);
                cell.or_else(|| row.unread.is_some().then(hidden))
            }
            None => self.entries_unread().then(hidden),
        }
    }

    /// Whether what the file has for a subject could not be read.
    pub(super) fn is_unread(&self, who: &str, id: &FeatureId) -> bool {
        match self.entries.get(who) {
            Some(row) => match row.cells.get(id) {
                Some(cell) => cell.unread.is_some(),
                None => row.unread.is_some() || row.extra.get(id.as_str()).is_some(),
            },
            None => self.entries_unread(),
        }
    }

    /// Whether the catalogue may have more features, which could not be read.
    pub(super) fn lacks_features(&self) -> bool {
        !self.catalogue.unread().is_empty() || self.extra.has("catalogue")
    }

    /// The default as it counts.
    pub fn default(&self, feature: &Feature) -> Visibility {
        feature.kind.counts(self.default_of(&feature.id))
    }

    /// What is shown for a subject: where nothing is kept the default, not set.
    pub fn entry(&self, who: &str, id: &FeatureId) -> Entry {
        self.kept(who, id).unwrap_or_else(|| Entry::unset(self.default_of(id)))
    }

    /// The shipped modules and commands, nothing set.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Policy> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let reading = Reading::new();
            let json = parse(include_bytes!("catalogue/maytas-5.json"));
            json.ok()
                .and_then(|json| Self::read(&reading.root(), &json))
                .unwrap_or_else(Self::nothing)
        })
    }

    /// No features at all.
    pub(super) fn nothing() -> Self {
        Self {
            catalogue: Table::default(),
            items: Table::default(),
            licences: Shared::default(),
            defaults: Shared::default(),
            entries: Shared::default(),
            extra: Extra::new(),
        }
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::shipped().clone()
    }
}
