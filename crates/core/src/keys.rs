//! What a press of a key means, whatever keyboard it comes from. Decided here and not where it is
//! pressed, so that it can be tried without a browser. Knows no screen.

/// A press as the browser tells it.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeyPress<'k> {
    /// What the layout makes of it, such as `z`, `я` or `Enter`.
    pub key: &'k str,
    /// Which key of the keyboard it is, by its name on an American one, such as `KeyZ`.
    pub code: &'k str,
    /// Whether Ctrl is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// Whether Cmd or the Windows key is held.
    pub meta: bool,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether AltGr is held: it types characters, and some systems tell it as Ctrl with Alt.
    pub alt_graph: bool,
    /// Whether an input method composes a character of several presses, of which this is one.
    pub composing: bool,
}

/// What a press means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// The key: a character, or the name of a key that types none.
    pub key: String,
    /// Whether Ctrl or Cmd makes a command of it.
    pub command: bool,
    /// Whether Shift is held.
    pub shift: bool,
}

impl KeyPress<'_> {
    /// What it means; `None` where it is none of the app's business: it composes a character, or
    /// belongs to the system's own menus.
    pub fn stroke(&self) -> Option<Stroke> {
        if self.composing || matches!(self.key, "Process" | "Dead" | "Unidentified" | "") {
            return None;
        }
        let types = self.alt_graph || self.ctrl && self.alt;
        if self.alt && !types {
            return None;
        }
        let command = (self.ctrl || self.meta) && !types;
        let by_place = if types { None } else { self.by_place() };
        let key = by_place.map_or_else(|| self.key.to_owned(), String::from);
        Some(Stroke { key, command, shift: self.shift })
    }

    /// The letter or digit that stands on the key, where the layout makes of it a letter or digit of
    /// another script.
    fn by_place(&self) -> Option<char> {
        // Beyond the letters that are Latin, be they with accents.
        let is_other = |c: char| u32::from(c) > 0x24F && c.is_alphanumeric();
        if !self.key.chars().all(is_other) {
            return None;
        }
        let letter = self.code.strip_prefix("Key").map(str::to_ascii_lowercase);
        let on_key = letter.or_else(|| self.code.strip_prefix("Digit").map(str::to_owned))?;
        let mut signs = on_key.chars();
        signs.next().filter(|_| signs.next().is_none())
    }
}

/// Whether all of something is there that is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// It is, or nothing is.
    Whole,
    /// Some of it is.
    Part,
}

/// What has the focus, as far as it takes keys for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// Something that takes none: a button, a grid, a box to tick.
    Page,
    /// A list to choose from, which is searched by typing.
    List,
    /// A field of text, which has an undo of its own.
    Text,
    /// Something in a dialog: the page's shortcuts mean the page, not what is in front of it.
    Dialog,
}

/// What the app as a whole does at a stroke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Saves. Never the browser's own Save, wherever the focus is.
    Save,
    /// Nothing, and nor does the browser.
    Swallow,
    /// Takes the last step back.
    Undo,
    /// Does it again.
    Redo,
    /// Shows the keys.
    Keys,
    /// Searches everything.
    Search,
}

impl Stroke {
    /// What the app does at it.
    pub fn shortcut(&self, focus: Focus) -> Option<Shortcut> {
        match (self.command, self.key.to_ascii_lowercase().as_str(), self.shift, focus) {
            (true, "s" | "k", false, Focus::Dialog) => Some(Shortcut::Swallow),
            (true, "k", false, _) => Some(Shortcut::Search),
            (true, "s", false, _) => Some(Shortcut::Save),
            (_, _, _, Focus::Dialog | Focus::Text) => None,
            (true, "z", false, _) => Some(Shortcut::Undo),
            (true, "y", false, _) | (true, "z", true, _) => Some(Shortcut::Redo),
            (false, "?", _, Focus::Page) => Some(Shortcut::Keys),
            _ => None,
        }
    }

    /// The same stroke in a grid, where Backspace does what Delete does.
    #[must_use]
    pub fn in_grid(self) -> Self {
        let key = match self.key.as_str() {
            "Backspace" => "Delete".to_owned(),
            _ => self.key,
        };
        Self { key, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press<'k>(key: &'k str, code: &'k str) -> KeyPress<'k> {
        KeyPress { key, code, ..KeyPress::default() }
    }

    fn held<'k>(key: &'k str, code: &'k str) -> KeyPress<'k> {
        KeyPress { ctrl: true, ..press(key, code) }
    }

    #[track_caller]
    fn check(press: KeyPress<'_>, key: &str, command: bool) {
        let stroke = press.stroke().unwrap();
        assert_eq!((stroke.key.as_str(), stroke.command), (key, command));
    }

    #[test]
    fn letters_go_by_the_layout_where_it_is_latin() {
        check(press("d", "KeyD"), "d", false);
        check(press("D", "KeyD"), "D", false);
        check(held("z", "KeyY"), "z", true); // German
        check(held("a", "KeyQ"), "a", true); // French
        check(press("é", "Digit2"), "é", false);
        check(press("ö", "Semicolon"), "ö", false);
        check(press("ı", "KeyI"), "ı", false);
        check(held(";", "KeyZ"), ";", true); // Dvorak
        check(press("Enter", "Enter"), "Enter", false);
    }

    #[test]
    fn letters_go_by_their_place_where_it_is_not() {
        check(held("я", "KeyZ"), "z", true);
        check(held("ы", "KeyS"), "s", true);
        check(held("ζ", "KeyZ"), "z", true);
        check(press("в", "KeyD"), "d", false);
        check(press("В", "KeyD"), "d", false);
        check(press("ג", "KeyD"), "d", false);
        check(press("لا", "KeyB"), "b", false);
        check(press("١", "Digit1"), "1", false);
        check(press("ж", "Semicolon"), "ж", false);
    }

    #[test]
    fn alt_gr_types_and_commands_nothing() {
        let alt_gr = KeyPress { alt_graph: true, ..held("ś", "KeyS") };
        check(alt_gr, "ś", false);
        check(KeyPress { alt: true, ..held("@", "KeyQ") }, "@", false);
        check(KeyPress { alt: true, ..held("я", "KeyZ") }, "я", false);
        assert_eq!(KeyPress { alt: true, ..press("f", "KeyF") }.stroke(), None, "a menu's");
        check(KeyPress { meta: true, ..press("z", "KeyZ") }, "z", true);
    }

    #[test]
    fn what_composes_a_character_does_nothing() {
        assert_eq!(KeyPress { composing: true, ..press("Enter", "Enter") }.stroke(), None);
        assert_eq!(press("Process", "KeyD").stroke(), None);
        assert_eq!(press("Dead", "Quote").stroke(), None);
    }

    #[track_caller]
    fn check_shortcut(press: KeyPress<'_>, focus: Focus, expected: Option<Shortcut>) {
        assert_eq!(press.stroke().and_then(|stroke| stroke.shortcut(focus)), expected);
    }

    #[test]
    fn save_is_the_apps_wherever_the_focus_is() {
        for focus in [Focus::Page, Focus::List, Focus::Text] {
            check_shortcut(held("s", "KeyS"), focus, Some(Shortcut::Save));
            check_shortcut(held("ы", "KeyS"), focus, Some(Shortcut::Save));
        }
        check_shortcut(held("s", "KeyS"), Focus::Dialog, Some(Shortcut::Swallow));
        check_shortcut(press("s", "KeyS"), Focus::Page, None);
        check_shortcut(KeyPress { alt: true, ..held("ś", "KeyS") }, Focus::Page, None);
    }

    #[test]
    fn a_field_of_text_keeps_its_own_undo() {
        let redo = KeyPress { shift: true, ..held("Z", "KeyZ") };
        for focus in [Focus::Page, Focus::List] {
            check_shortcut(held("z", "KeyZ"), focus, Some(Shortcut::Undo));
            check_shortcut(held("y", "KeyY"), focus, Some(Shortcut::Redo));
            check_shortcut(redo, focus, Some(Shortcut::Redo));
        }
        for focus in [Focus::Text, Focus::Dialog] {
            check_shortcut(held("z", "KeyZ"), focus, None);
            check_shortcut(redo, focus, None);
            check_shortcut(press("?", "Slash"), focus, None);
        }
        check_shortcut(press("?", "Slash"), Focus::Page, Some(Shortcut::Keys));
    }

    #[test]
    fn search_is_the_apps_wherever_the_focus_is() {
        for focus in [Focus::Page, Focus::List, Focus::Text] {
            check_shortcut(held("k", "KeyK"), focus, Some(Shortcut::Search));
        }
        // The browser has a search of its own, which is not what is meant.
        check_shortcut(held("k", "KeyK"), Focus::Dialog, Some(Shortcut::Swallow));
        check_shortcut(press("k", "KeyK"), Focus::Page, None);
    }

    #[test]
    fn backspace_is_delete_in_a_grid() {
        let stroke = press("Backspace", "Backspace").stroke().unwrap();
        assert_eq!(stroke.in_grid().key, "Delete");
        assert_eq!(press("d", "KeyD").stroke().unwrap().in_grid().key, "d");
    }
}
