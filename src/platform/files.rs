//! Files that the user picks, drops or saves. Nothing leaves the page by it.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::format::Measure;

/// What was read of a file: its name, and its bytes or why there are none.
pub type Read = (String, Result<Vec<u8>, String>);

/// Reads the file that a field holds or an event brought, where it is one; `told` is called with its
/// name and how many hundredths are read, where it takes longer.
pub fn read(
    files: Option<web_sys::FileList>,
    most_bytes: usize,
    told: impl Fn(&str, u32) + 'static,
    then: impl Fn(Read) + 'static,
) {
    let Some(file) = files.and_then(|files| files.get(0)) else { return };
    leptos::task::spawn_local(async move {
        let name = file.name();
        let bytes = read_one(&file, most_bytes, |hundredths| told(&name, hundredths)).await;
        then((name, bytes));
    });
}

/// Reads one file in slices, so that the page stays alive and what is sure to be refused is not read
/// whole.
async fn read_one(
    file: &web_sys::File,
    most_bytes: usize,
    told: impl Fn(u32),
) -> Result<Vec<u8>, String> {
    const SLICE: f64 = 4_000_000.0;
    let size = file.size();
    if size > most_bytes as f64 {
        // Whole megabytes: the text of fractions would cost the page ten kilobytes.
        let (size, most) = ((size / 1_000_000.0).ceil() as u64, most_bytes / 1_000_000);
        return Err(format!("it has {size} MB; at most {most} MB can be read"));
    }
    let unreadable = |_| "the browser could not read it".to_owned();
    let mut bytes = Vec::new();
    let mut measure = Measure::new();
    let mut at = 0.0;
    while at < size {
        let end = (at + SLICE).min(size);
        let slice = file.slice_with_f64_and_f64(at, end).map_err(unreadable)?;
        let buffer = JsFuture::from(slice.array_buffer()).await.map_err(unreadable)?;
        let part = Uint8Array::new(&buffer).to_vec();
        let fits = measure.fits(&part);
        bytes.extend(part);
        // What is read so far says by itself what is wrong with it.
        if !fits {
            break;
        }
        at = end;
        if at < size {
            told((at / size * 100.0) as u32);
        }
    }
    Ok(bytes)
}

/// The files of a field.
pub fn of_field(event: &web_sys::Event) -> Option<web_sys::FileList> {
    event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?.files()
}

/// Empties the field, so that the same file can be picked again.
pub fn empty_field(event: &web_sys::Event) {
    let field = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
    field.iter().for_each(|field| field.set_value(""));
}

/// Calls back with the files that are dropped anywhere in the page, which else would leave it.
pub fn on_drop(dropped: impl Fn(Option<web_sys::FileList>) + 'static) {
    use leptos::prelude::{on_cleanup, window_event_listener};
    let over = window_event_listener(leptos::ev::dragover, |event| event.prevent_default());
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        event.prevent_default();
        dropped(event.data_transfer().and_then(|data| data.files()));
    });
    on_cleanup(move || [over, drop].into_iter().for_each(|listener| listener.remove()));
}

/// Saves a text as a file: by the browser's own dialog where it has one, else as a download. Calls
/// back with whether it was saved; false is a dialog that was left.
pub fn save(name: String, text: String, then: impl FnOnce(bool) + 'static) {
    leptos::task::spawn_local(async move {
        let saved = match pick_and_write(&name, &text).await {
            Ok(()) => true,
            Err(error) => {
                let kind = Reflect::get(&error, &"name".into()).ok();
                let left = kind.and_then(|kind| kind.as_string()).as_deref() == Some("AbortError");
                // No such dialog, or a place that may not be written to.
                !left && download(&name, &text).is_ok()
            }
        };
        then(saved);
    });
}

async fn pick_and_write(name: &str, text: &str) -> Result<(), JsValue> {
    let window: JsValue = super::window().into();
    let options = js_sys::Object::new();
    Reflect::set(&options, &"suggestedName".into(), &name.into())?;
    let handle = call(&window, "showSaveFilePicker", &options).await?;
    let stream = call(&handle, "createWritable", &JsValue::UNDEFINED).await?;
    call(&stream, "write", &text.into()).await?;
    call(&stream, "close", &JsValue::UNDEFINED).await.map(drop)
}

/// Calls a method that gives a promise.
async fn call(of: &JsValue, method: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(of, &method.into())?.dyn_into()?;
    let promise: Promise = method.call1(of, argument)?.dyn_into()?;
    JsFuture::from(promise).await
}

fn download(name: &str, text: &str) -> Result<(), JsValue> {
    let document = super::document().ok_or(JsValue::NULL)?;
    let parts = Array::of1(&text.into());
    let blob = web_sys::Blob::new_with_str_sequence(&parts)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlElement = document.create_element("a")?.dyn_into()?;
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.click();
    web_sys::Url::revoke_object_url(&address)
}
