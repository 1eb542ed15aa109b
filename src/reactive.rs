//! STATE AND WHAT FOLLOWS FROM IT: Leptos' signals with the type of what they hold erased inside and
//! given back outside. A signal or memo of Leptos is compiled anew for each type it holds, some
//! 4 kB of WebAssembly each time; these are compiled once. They know nothing of permissions.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::{Memo, Read, ReadUntracked, RwSignal, Signal, Write};

/// A value that can be changed; whoever read it follows. It lives as long as what made it.
pub struct State<T> {
    signal: RwSignal<Kept>,
    of: PhantomData<fn() -> T>,
}

/// A value that follows from others, or a look at one without the right to change it. Worked out
/// when first read and then only when what it read has changed; those who read it are told only
/// when it has become another value.
pub struct Derived<T> {
    source: Source,
    of: PhantomData<fn() -> T>,
}

#[derive(Clone, Copy)]
enum Source {
    State(RwSignal<Kept>),
    Memo(Memo<Kept>),
}

/// A value of some type.
type Kept = Box<dyn Keep>;

/// What a value follows by, from the one before; boxed, so that a memo is of one type whatever works
/// it out.
type WorkOut = Box<dyn Fn(Option<&Kept>) -> Kept + Send + Sync>;

fn memo(work_out: WorkOut) -> Memo<Kept> {
    let counted = Counted::new();
    Memo::new(move |old| {
        let Counted = &counted;
        work_out(old)
    })
}

static ALIVE: AtomicUsize = AtomicUsize::new(0);

/// How many values there are that follow from others: what a screen made is to go with it.
pub fn alive() -> usize {
    ALIVE.load(Ordering::Relaxed)
}

struct Counted;

impl Counted {
    fn new() -> Self {
        ALIVE.fetch_add(1, Ordering::Relaxed);
        Self
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A value that can be compared with another of its type.
trait Keep: Any + Send + Sync {
    fn same(&self, other: &dyn Keep) -> bool;
}

struct Value<T> {
    value: T,
    same: fn(&T, &T) -> bool,
}

impl<T: Send + Sync + 'static> Keep for Value<T> {
    fn same(&self, other: &dyn Keep) -> bool {
        (self.same)(&self.value, inside(other))
    }
}

impl PartialEq for dyn Keep {
    fn eq(&self, other: &Self) -> bool {
        self.same(other)
    }
}

const TYPED: &str = "a value is taken out as what it was put in";

#[expect(clippy::expect_used, reason = "State and Derived give back the type they took")]
fn inside<T: Send + Sync + 'static>(kept: &dyn Keep) -> &T {
    let kept: &dyn Any = kept;
    &kept.downcast_ref::<Value<T>>().expect(TYPED).value
}

#[expect(clippy::expect_used, reason = "State and Derived give back the type they took")]
fn inside_mut<T: Send + Sync + 'static>(kept: &mut dyn Keep) -> &mut T {
    let kept: &mut dyn Any = kept;
    &mut kept.downcast_mut::<Value<T>>().expect(TYPED).value
}

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for State<T> {}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

/// The same place, whatever is in it now.
impl<T> PartialEq for State<T> {
    fn eq(&self, other: &Self) -> bool {
        self.signal == other.signal
    }
}

impl<T> From<State<T>> for Derived<T> {
    fn from(state: State<T>) -> Self {
        Self { source: Source::State(state.signal), of: PhantomData }
    }
}

/// As Leptos' own components take it.
impl<T: Clone + Send + Sync + 'static> From<Derived<T>> for Signal<T> {
    fn from(derived: Derived<T>) -> Self {
        Self::derive(move || derived.get())
    }
}

/// As Leptos' own components take it.
impl<T: Clone + Send + Sync + 'static> From<State<T>> for Signal<T> {
    fn from(state: State<T>) -> Self {
        Derived::from(state).into()
    }
}

impl<T: Send + Sync + 'static> State<T> {
    /// A new one.
    pub fn new(value: T) -> Self {
        let signal = RwSignal::new(Box::new(Value { value, same: |_, _| false }) as Kept);
        Self { signal, of: PhantomData }
    }

    /// Looks at the value and follows it.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        Derived::from(self).with(look)
    }

    /// Looks at the value without following it.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        Derived::from(self).with_untracked(look)
    }

    /// The value, followed.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        Derived::from(self).get()
    }

    /// The value, not followed.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        Derived::from(self).get_untracked()
    }

    /// Makes it another value, and tells whoever follows it.
    pub fn set(self, value: T) {
        self.update(|old| *old = value);
    }

    /// Changes the value in place, tells whoever follows it, and gives what the change gave.
    pub fn update<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        change(inside_mut(&mut **self.signal.write()))
    }
}

impl<T: Send + Sync + 'static> Derived<T> {
    /// What this works out, from the value before where there is one.
    pub fn new(work_out: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self
    where
        T: PartialEq,
    {
        Self::by(T::eq, work_out)
    }

    /// The same for values that are compared by something else than their equality.
    pub fn by(
        same: fn(&T, &T) -> bool,
        work_out: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
    ) -> Self {
        let work_out = move |old: Option<&Kept>| -> Kept {
            Box::new(Value { value: work_out(old.map(|old| inside(&**old))), same })
        };
        Self { source: Source::Memo(memo(Box::new(work_out))), of: PhantomData }
    }

    /// Looks at the value and follows it.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        match self.source {
            Source::State(signal) => look(inside(&**signal.read())),
            Source::Memo(memo) => look(inside(&**memo.read())),
        }
    }

    /// Looks at the value without following it.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        match self.source {
            Source::State(signal) => look(inside(&**signal.read_untracked())),
            Source::Memo(memo) => look(inside(&**memo.read_untracked())),
        }
    }

    /// The value, followed.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// The value, not followed.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }
}
