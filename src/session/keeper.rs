//! Keeps the open workspace in the browser's storage: soon after each edit, and when the page is
//! left. What it keeps under which names: `saved/<piece>` for each piece of the saved document,
//! `draft/<piece>` for those in which the draft differs.

use std::collections::BTreeMap;

use super::ids::new_id;
use crate::document::{Document, History, Section, join};
use crate::format::{Json, Object, compact, parse};
use crate::keeping::{self, Loaded, Manifest, Part, Refused, Stamp, Trouble};
use crate::platform::{clock, storage::Browser};
use crate::reactive::{Derived, State};
use crate::shared::ranked;

/// How it stands with what was edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was edited yet.
    #[default]
    Untouched,
    /// All of it is kept.
    Kept,
    /// It is not, and why.
    NotKept(String),
}

/// A workspace that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Recent {
    /// Its id, as in its address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many people are in it.
    pub people: String,
    /// When it was kept last, as the user writes times.
    pub when: String,
    /// The same in milliseconds since 1970.
    time: u64,
}

/// What is open, and what of it is kept.
struct Open {
    workspace: String,
    base: Option<(Stamp, Manifest)>,
    saved: Document,
    draft: Document,
    /// When it was exported last.
    exported: Option<u64>,
}

/// A workspace that was removed, until something else is.
pub type Removed = (Recent, Vec<(String, String)>);

/// See the module. Copied freely.
#[derive(Clone, Copy)]
pub struct Keeper {
    tab: State<String>,
    open: State<Option<Open>>,
    standing: State<Standing>,
    recent: State<Vec<Recent>>,
    removed: State<Option<Removed>>,
    exported: State<Option<u64>>,
}

impl Keeper {
    /// A keeper that has nothing open.
    pub fn new() -> Self {
        Self {
            tab: State::new(new_id('t')),
            open: State::new(None),
            standing: State::new(Standing::Untouched),
            recent: State::new(Vec::new()),
            removed: State::new(None),
            exported: State::new(None),
        }
    }

    /// How it stands with what was edited.
    pub fn standing(self) -> Derived<Standing> {
        self.standing.into()
    }

    /// The workspaces that are kept, the last one first.
    pub fn recent(self) -> Derived<Vec<Recent>> {
        self.recent.into()
    }

    /// The workspace that was removed last, while it can be brought back.
    pub fn removed(self) -> Derived<Option<Removed>> {
        self.removed.into()
    }

    /// Whether a workspace of this id is kept.
    pub fn has(self, workspace: &str) -> bool {
        keeping::workspaces(&Browser).is_ok_and(|all| all.contains(workspace))
    }

    /// Begins with a document that was not kept yet. It is kept once it is edited.
    pub fn begin(self, workspace: &str, document: &Document) {
        self.standing.set(Standing::Untouched);
        self.open.set(Some(Open {
            workspace: workspace.to_owned(),
            base: None,
            saved: document.clone(),
            draft: document.clone(),
            exported: None,
        }));
        self.exported.set(None);
    }

    /// Opens what is kept of a workspace, where anything is; with a sentence for the user where it
    /// is not what it should be.
    ///
    /// # Errors
    /// Says what cannot be read; it was left alone.
    pub fn open(self, workspace: &str) -> Result<Option<(History, Option<String>)>, String> {
        // Without a storage nothing can have been kept.
        let Ok(found) = keeping::load(&Browser, workspace) else { return Ok(None) };
        let Some(found) = found else {
            return match keeping::newest(&Browser, workspace) {
                Ok(Some(_)) => Err("A part of this workspace cannot be read. What is left of it \
                                    stays in this browser's storage; open something else here."
                    .to_owned()),
                _ => Ok(None),
            };
        };
        let Loaded { stamp, manifest, sections, unusable, beside } = found;
        let text = |of: &'static str| {
            let sections = &sections;
            move |section: Section| {
                sections.get(&format!("{of}/{}", section.key())).map(String::as_str)
            }
        };
        let read = join(&Document::default(), text("saved"))
            .and_then(|saved| join(&saved, text("draft")).map(|draft| (saved, draft)));
        let (saved, draft) = read.map_err(|error| {
            format!("This workspace cannot be read: {error}. It stays in this browser's storage.")
        })?;
        let notice = match (unusable.is_empty(), beside.is_empty()) {
            (false, _) => Some(
                "The last thing kept of this workspace is damaged; this is what was kept before \
                 it. The damaged one stays in this browser's storage.",
            ),
            (_, false) => {
                Some("Another tab kept this workspace at the same moment: look there too.")
            }
            _ => None,
        };
        self.standing.set(Standing::Kept);
        let exported = of_head(&manifest, "exported").parse().ok();
        self.exported.set(exported);
        self.open.set(Some(Open {
            exported,
            workspace: workspace.to_owned(),
            base: Some((stamp, manifest)),
            saved: saved.clone(),
            draft: draft.clone(),
        }));
        Ok(Some((History::restored(saved, draft), notice.map(str::to_owned))))
    }

    /// Keeps what differs from what is kept.
    pub fn keep(self, history: &History) {
        let (saved, draft) = (history.saved(), history.draft());
        let differs = self.open.with_untracked(|open| {
            open.as_ref().is_some_and(|open| !open.saved.same(saved) || !open.draft.same(draft))
        });
        if differs {
            self.write(saved, draft);
        }
    }

    fn write(self, saved: &Document, draft: &Document) {
        let outcome = self.open.with_untracked(|open| {
            Some(keep(open.as_ref()?, &self.tab.get_untracked(), saved, draft))
        });
        let standing = match outcome {
            None => return,
            Some(Ok(base)) => {
                self.open.update(|open| {
                    if let Some(open) = open {
                        open.base = Some(base);
                        (open.saved, open.draft) = (saved.clone(), draft.clone());
                    }
                });
                Standing::Kept
            }
            Some(Err(trouble)) => Standing::NotKept(trouble.to_string()),
        };
        if self.standing.get_untracked() != standing {
            self.standing.set(standing);
        }
    }

    /// The workspace was just exported; the next thing kept says so.
    pub fn exported(self) {
        let time = clock::time();
        self.exported.set(Some(time));
        let kept = self.open.update(|open| {
            let open = open.as_mut()?;
            open.exported = Some(time);
            open.base.is_some().then(|| (open.saved.clone(), open.draft.clone()))
        });
        kept.iter().for_each(|(saved, draft)| self.write(saved, draft));
    }

    /// When it was exported last, as the user writes times.
    pub fn last_export(self) -> Derived<Option<String>> {
        let exported = self.exported;
        Derived::new(move |_| exported.get().map(clock::said))
    }

    /// Closes what is open.
    pub fn close(self) {
        self.open.set(None);
    }

    /// Keeps a copy of a workspace and gives its id.
    ///
    /// # Errors
    /// Says why there is none.
    pub fn duplicate(self, workspace: &str) -> Result<String, String> {
        let found = self.open(workspace)?;
        let Some((history, _)) = found else { return Err("it is not there".to_owned()) };
        let (mut saved, mut draft) = (history.saved().clone(), history.draft().clone());
        for document in [&mut saved, &mut draft] {
            document.title = format!("{} (copy)", document.title);
        }
        let id = new_id('w');
        let kept = self.add_with(&id, &saved, &draft);
        self.close();
        self.look_around();
        kept.map(|()| id).map_err(|trouble| trouble.to_string())
    }

    /// Keeps a new workspace.
    ///
    /// # Errors
    /// Says why it is not kept.
    pub fn add(self, workspace: &str, document: &Document) -> Result<(), Trouble> {
        self.add_with(workspace, document, document)
    }

    fn add_with(self, workspace: &str, saved: &Document, draft: &Document) -> Result<(), Trouble> {
        let open = Open {
            workspace: workspace.to_owned(),
            base: None,
            saved: Document::default(),
            draft: Document::default(),
            exported: None,
        };
        keep(&open, &self.tab.get_untracked(), saved, draft).map(drop)
    }

    /// Removes a workspace; it can be brought back until the next one is removed.
    ///
    /// # Errors
    /// Says why it is still there.
    pub fn remove(self, recent: &Recent) -> Result<(), Refused> {
        let texts = keeping::remove(&Browser, &recent.id)?;
        self.removed.set(Some((recent.clone(), texts)));
        self.look_around();
        Ok(())
    }

    /// Brings the removed workspace back.
    ///
    /// # Errors
    /// Says why it could not be; it can be tried again.
    pub fn bring_back(self) -> Result<(), Refused> {
        self.removed.with_untracked(|removed| {
            removed.as_ref().map_or(Ok(()), |(_, texts)| keeping::put_back(&Browser, texts))
        })?;
        self.removed.set(None);
        self.look_around();
        Ok(())
    }

    /// Looks at what is kept, for the first screen.
    pub fn look_around(self) {
        let ids = keeping::workspaces(&Browser).unwrap_or_default();
        let recent: Vec<Recent> = ids.iter().filter_map(|id| recent(id)).collect();
        let time = |at: usize| recent.get(at).map(|recent| recent.time);
        let order = ranked(recent.len(), &mut |one, other| time(other).cmp(&time(one)));
        self.recent.set(order.filter_map(|at| recent.get(at).cloned()).collect());
    }
}

fn recent(id: &str) -> Option<Recent> {
    let manifest = keeping::newest(&Browser, id).ok()??;
    let text = |key: &str| of_head(&manifest, key);
    let time = text("time").parse().unwrap_or_default();
    let when = clock::said(time);
    Some(Recent { id: id.to_owned(), title: text("title"), people: text("people"), when, time })
}

/// What the head of a save says under this key; empty for nothing.
fn of_head(manifest: &Manifest, key: &str) -> String {
    let Ok(Json::Object(head)) = parse(manifest.head.as_bytes()) else { return String::new() };
    head.get(key).and_then(Json::as_text).unwrap_or_default().to_owned()
}

fn keep(
    open: &Open,
    tab: &str,
    saved: &Document,
    draft: &Document,
) -> Result<(Stamp, Manifest), Trouble> {
    let mut parts = BTreeMap::new();
    let known = |name: &str| open.base.as_ref()?.1.sections.get(name).cloned();
    for section in Section::all() {
        let name = |of: &str| format!("{of}/{}", section.key());
        let kept = if section.same(&open.saved, saved) { known(&name("saved")) } else { None };
        // After a save what was kept as the draft is what is saved.
        let kept = kept
            .or_else(|| section.same(&open.draft, saved).then(|| known(&name("draft"))).flatten());
        let part = kept.map_or_else(|| Part::Text(section.write(saved)), Part::Kept);
        parts.insert(name("saved"), part);
        if !section.same(saved, draft) {
            let kept = if section.same(&open.draft, draft) { known(&name("draft")) } else { None };
            let part = kept.map_or_else(|| Part::Text(section.write(draft)), Part::Kept);
            parts.insert(name("draft"), part);
        }
    }
    let mut head = Object::new();
    head.push("title", draft.title.as_str());
    head.push("people", draft.directory.users.len().to_string());
    head.push("time", clock::time().to_string());
    head.push_some("exported", open.exported.map(|time| time.to_string()));
    let base = open.base.as_ref().map(|(stamp, _)| stamp);
    keeping::save(&Browser, &open.workspace, tab, base, &compact(&head.into()), &parts)
}
