//! The browser's own dialog: it keeps the focus inside, makes the rest of the page inert, and gives
//! the focus back to whatever opened it.

/// Shows a dialog over the page; nothing where it is shown already.
pub fn show(dialog: &web_sys::HtmlDialogElement) {
    if !dialog.open() {
        // Refused only for a dialog that is not in the page.
        dialog.show_modal().ok();
    }
}

/// Closes a dialog; nothing where it is closed already.
pub fn close(dialog: &web_sys::HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}
