//! What becomes of what a file says and nobody can read. Whatever restricts counts as the most that it
//! can restrict, whatever grants as nothing; read the other way round the same document shows which
//! decisions hang on it.

/// How what could not be read is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leaning {
    /// As little is permitted as it can mean. This is what decides.
    #[default]
    Strict,
    /// As much is permitted as it can mean. What comes out otherwise then is in doubt.
    Generous,
}

/// A place of the file that could not be read and that decisions can hang on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Where: a JSON path.
    pub path: String,
    /// The ids of what it is about; a decision can hang on it where it has to do with all of them.
    pub about: Vec<String>,
}

impl Unreadable {
    /// A place that is about these.
    pub fn new<'i>(path: &str, about: impl IntoIterator<Item = &'i str>) -> Self {
        let about = about.into_iter().map(str::to_owned).collect();
        Self { path: path.to_owned(), about }
    }
}
