//! What is set for somebody and what they inherit, as a product lists it on a user's page.

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// What is to be said of all of it; empty where that is nothing.
    pub note: String,
    /// Their own first, then what they inherit.
    pub list: Vec<Holding>,
}

/// One thing that is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    /// On what, by name.
    pub on: String,
    /// What, in words.
    pub what: String,
    /// Where it is inherited from, in words; none where it is their own and set right there.
    pub inherited: Option<String>,
    /// When it counts, what replaces it, and its note; empty where there is nothing to say.
    pub about: String,
    /// The steps that lead to where it is set, in the model's editor.
    pub steps: Vec<String>,
}
