//! The clock, the table, and what is handed to the page.

use std::hint::black_box;

const RUNS: usize = 5;
/// A run is repeated until it has taken so long: the clocks of browsers are coarse.
const LONG_ENOUGH: f64 = 5.0;

/// How long some work takes, in milliseconds: the median of the runs.
pub(crate) fn time<T>(mut work: impl FnMut() -> T) -> f64 {
    let mut run = |times: usize| {
        let began = clock::now();
        for _ in 0..times {
            black_box(work());
        }
        clock::now() - began
    };
    let mut times = 1;
    while times < 1 << 20 && run(times) < LONG_ENOUGH {
        times *= 2;
    }
    let mut all: Vec<f64> = (0..RUNS).map(|_| run(times) / times as f64).collect();
    all.sort_by(f64::total_cmp);
    all.get(RUNS / 2).copied().unwrap_or_default()
}

/// One line: what, how long, and how many times as long the plain way takes.
pub(crate) fn line(what: &str, fast: f64, plain: Option<f64>) {
    let ratio = plain.map_or_else(String::new, |plain| format!("{:.0}", plain / fast));
    clock::say(&format!("| {what} | {fast:.4} | {ratio} |"));
}

pub(crate) use clock::{begin, done, hand_over};

#[cfg(not(target_arch = "wasm32"))]
mod clock {
    use std::sync::OnceLock;
    use std::time::Instant;

    #[expect(clippy::disallowed_methods, reason = "this measures")]
    pub(crate) fn now() -> f64 {
        static BEGAN: OnceLock<Instant> = OnceLock::new();
        BEGAN.get_or_init(Instant::now).elapsed().as_secs_f64() * 1000.0
    }

    pub(crate) fn begin() {
        say("| what | milliseconds | times as long the plain way |");
        say("|---|---|---|");
    }

    pub(crate) fn say(line: &str) {
        println!("{line}");
    }

    pub(crate) fn hand_over(_: &str, _: &[u8]) {}

    pub(crate) fn done() {}
}

/// The page's side: `globalThis.bench` gets `lines`, what is handed over, and `done`.
#[cfg(target_arch = "wasm32")]
mod clock {
    use js_sys::{Array, Function, Object, Reflect, Uint8Array};
    use wasm_bindgen::{JsCast, JsValue};

    fn get(of: &JsValue, name: &str) -> JsValue {
        Reflect::get(of, &name.into()).unwrap()
    }

    fn bench() -> JsValue {
        get(&js_sys::global(), "bench")
    }

    pub(super) fn now() -> f64 {
        let performance = get(&js_sys::global(), "performance");
        let now: Function = get(&performance, "now").unchecked_into();
        now.call0(&performance).unwrap().as_f64().unwrap()
    }

    pub(crate) fn begin() {
        let bench = Object::new();
        Reflect::set(&bench, &"lines".into(), &Array::new()).unwrap();
        Reflect::set(&js_sys::global(), &"bench".into(), &bench).unwrap();
    }

    pub(super) fn say(line: &str) {
        get(&bench(), "lines").unchecked_into::<Array>().push(&line.into());
    }

    pub(crate) fn hand_over(name: &str, bytes: &[u8]) {
        Reflect::set(&bench(), &name.into(), &Uint8Array::from(bytes)).unwrap();
    }

    pub(crate) fn done() {
        Reflect::set(&bench(), &"done".into(), &JsValue::TRUE).unwrap();
    }
}
