//! The C ABI: how a host that knows only numbers and memory asks the engine.
//!
//! An engine that exports `open` has its catalogue still packed, and a host calls that once before all
//! else. The build does so and keeps the memory (`.ci/opened.mjs`): what it makes exports none.
//!
//! Every call goes the same way:
//!
//! 1. `input(length)` gives the address of a room of `length` bytes, or 0 where that is more than
//!    [`MOST_INPUT`]. The host writes its JSON there, as UTF-8.
//! 2. `recommend(length)`, or another function, reads the first `length` bytes of that room and
//!    gives back how long the reply is. A length beyond the room is read as far as the room goes.
//! 3. `output()` gives the address of the reply, JSON as UTF-8. It stays there until the next call.
//!
//! A reply that has a member `error` is a failure; its form is that of the library's `Failure`.
//! Addresses move when memory grows, so a host asks for them again after every call. The module is
//! for one thread.
//!
//! Nothing here reads or writes through a pointer: the host does. What is unsafe is the promise
//! that no other library exports the same names.

#![allow(unsafe_code)]

use std::cell::RefCell;

use crate::engine::{Engine, unopened};

/// Bytes of the longest input: more than any question needs, and room for the image of the encoder.
pub const MOST_INPUT: usize = 8 << 20;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

/// The address of a room for `length` bytes of input; null where that is too long.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    if length > MOST_INPUT {
        return std::ptr::null_mut();
    }
    INPUT.with_borrow_mut(|room| {
        room.clear();
        room.resize(length, 0);
        room.as_mut_ptr()
    })
}

/// The address of the last reply.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    OUTPUT.with_borrow(|reply| reply.as_ptr())
}

/// Opens the catalogue. Opened once, it stays as it is.
#[unsafe(no_mangle)]
pub extern "C" fn open() {
    ENGINE.with_borrow_mut(|engine| {
        engine.get_or_insert_with(Engine::new);
    });
}

/// The address of the catalogue's image.
#[unsafe(no_mangle)]
pub extern "C" fn image() -> *const u8 {
    tropewise_dramas::page_image().as_ptr()
}

/// How many of the image's first bytes nobody reads once the catalogue is open.
#[unsafe(no_mangle)]
pub extern "C" fn read_once() -> usize {
    tropewise::store::image::read_once(tropewise_dramas::page_image())
}

/// Answers a `QueryRequest` with an `Answer`.
#[unsafe(no_mangle)]
pub extern "C" fn recommend(length: usize) -> usize {
    reply(length, Engine::recommend)
}

/// Understands `{"text": "..."}` as a request: an `Understanding`. Needs the tables of words.
#[unsafe(no_mangle)]
pub extern "C" fn ask(length: usize) -> usize {
    reply(length, Engine::ask)
}

/// Finds the dramas that `{"q": "...", "k": 8}` may mean while it is typed.
#[unsafe(no_mangle)]
pub extern "C" fn search(length: usize) -> usize {
    reply(length, Engine::search)
}

/// Tells all of the drama `{"id": "...", "spoilers": false}`.
#[unsafe(no_mangle)]
pub extern "C" fn drama(length: usize) -> usize {
    reply(length, Engine::drama)
}

/// Sets `{"a": "...", "b": "...", "spoilers": false}` side by side: a `Comparison`.
#[unsafe(no_mangle)]
pub extern "C" fn compare(length: usize) -> usize {
    reply(length, Engine::compare)
}

/// Tells the vocabulary and the catalogue as a whole. The input is `{}`.
#[unsafe(no_mangle)]
pub extern "C" fn tropes(length: usize) -> usize {
    reply(length, Engine::tropes)
}

/// Takes the tables of words, without which `ask` understands nothing. The input is their image, no
/// JSON.
#[unsafe(no_mangle)]
pub extern "C" fn load_words(length: usize) -> usize {
    reply(length, Engine::load_words)
}

/// Takes the image of the encoder, with which `ask` understands more words. The input is the image
/// itself, no JSON.
#[unsafe(no_mangle)]
pub extern "C" fn load_encoder(length: usize) -> usize {
    reply(length, Engine::load_encoder)
}

fn reply(length: usize, answer: impl FnOnce(&mut Engine, &[u8]) -> String) -> usize {
    let text = INPUT.with_borrow(|room| {
        let given = &room[..length.min(room.len())];
        // Opening is named by `open` alone, so that its code may be left out where it is done.
        ENGINE.with_borrow_mut(|engine| match engine {
            Some(engine) => answer(engine, given),
            None => unopened(),
        })
    });
    OUTPUT.with_borrow_mut(|reply| {
        *reply = text.into_bytes();
        reply.len()
    })
}
