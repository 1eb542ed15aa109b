//! The files that the project ships, for the tests of every crate.

use std::fs;
use std::path::{Path, PathBuf};

use whocan_core::models::ModelKind;

/// The project's top: cargo runs the tests of a crate in that crate's folder.
pub(crate) fn top() -> PathBuf {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    crates.and_then(Path::parent).unwrap().to_owned()
}

/// A file of this project with its name for messages.
pub(crate) struct Shipped {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// All examples, and the scenarios of every model.
pub(crate) fn shipped() -> Vec<Shipped> {
    let top = top();
    let mut files: Vec<PathBuf> = documents_in(&top.join("crates/core/src/examples"));
    for kind in ModelKind::ALL {
        files.extend(documents_in(
            &top.join("crates/core/src/models").join(kind.key()).join("scenarios"),
        ));
    }
    let shipped = files.into_iter().map(|path| Shipped {
        name: path.strip_prefix(&top).unwrap().display().to_string(),
        text: fs::read_to_string(&path).unwrap(),
    });
    shipped.collect()
}

fn documents_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(".whocan.json"))
        .collect();
    files.sort();
    files
}
