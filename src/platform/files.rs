//! Files that the user picks, drops or saves. Nothing leaves the page by it.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::listen::on_window;
use super::value::words;
use whocan_core::format::Measure;

/// What was read of a file: its name, and its bytes or why there are none.
pub type Read = (String, Result<Vec<u8>, String>);

/// Reads every file that a field holds or an event brought, one after the other, and calls back with
/// each; `told` is called with its name and how many hundredths are read, where it takes longer.
pub fn read(
    files: Option<web_sys::FileList>,
    most_bytes: usize,
    told: impl Fn(&str, u32) + 'static,
    then: impl Fn(Read) + 'static,
) {
    let Some(files) = files else { return };
    let files: Vec<_> = (0..files.length()).filter_map(|at| files.get(at)).collect();
    leptos::task::spawn_local(async move {
        for file in files {
            let name = file.name();
            let bytes = read_one(&file, most_bytes, |hundredths| told(&name, hundredths)).await;
            then((name, bytes));
        }
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

/// The files that are dropped on an element, which nothing else takes then.
pub fn of_drop(event: &web_sys::DragEvent) -> Option<web_sys::FileList> {
    event.prevent_default();
    event.stop_propagation();
    event.data_transfer()?.files()
}

/// Empties the field, so that the same file can be picked again.
pub fn empty_field(event: &web_sys::Event) {
    let field = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
    field.iter().for_each(|field| field.set_value(""));
}

/// Calls back with the files that are dropped anywhere in the page, which else would leave it.
pub fn on_drop(dropped: impl Fn(Option<web_sys::FileList>) + 'static) {
    on_window(leptos::ev::dragover, |event| event.prevent_default());
    on_window(leptos::ev::drop, move |event| {
        event.prevent_default();
        dropped(event.data_transfer().and_then(|data| data.files()));
    });
}

/// What became of a file that was to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is written, or the browser has it as a download.
    Done,
    /// The dialog was left.
    Left,
    /// It is not written, and why.
    Failed(String),
}

/// Saves a text as a file: by the browser's own dialog where it has one, else as a download. Calls
/// back with what became of it.
pub fn save(name: String, text: String, then: impl FnOnce(Written) + 'static) {
    leptos::task::spawn_local(async move {
        let written = match pick(&name).await {
            Ok(handle) => match write(&handle, &text).await {
                Ok(()) => Written::Done,
                // The place was chosen: a download to somewhere else is not what was asked for.
                Err(error) => {
                    Written::Failed(format!("the chosen file was not written: {}", words(&error)))
                }
            },
            Err(error) => {
                let kind = Reflect::get(&error, &"name".into()).ok();
                let left = kind.and_then(|kind| kind.as_string()).as_deref() == Some("AbortError");
                // No such dialog, or none that may be shown.
                match left {
                    true => Written::Left,
                    false => match download(&name, &text) {
                        Ok(()) => Written::Done,
                        Err(error) => Written::Failed(words(&error)),
                    },
                }
            }
        };
        then(written);
    });
}

/// Has a place for a file chosen.
async fn pick(name: &str) -> Result<JsValue, JsValue> {
    let window: JsValue = super::window().into();
    let options = js_sys::Object::new();
    Reflect::set(&options, &"suggestedName".into(), &name.into())?;
    call(&window, "showSaveFilePicker", &options).await
}

async fn write(handle: &JsValue, text: &str) -> Result<(), JsValue> {
    let stream = call(handle, "createWritable", &JsValue::UNDEFINED).await?;
    let written = match call(&stream, "write", &text.into()).await {
        Ok(_) => call(&stream, "close", &JsValue::UNDEFINED).await,
        failed => failed,
    };
    if written.is_err() {
        // What was there before stays: nothing counts until such a stream is closed.
        call(&stream, "abort", &JsValue::UNDEFINED).await.ok();
    }
    written.map(drop)
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
