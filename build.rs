//! Compiles the catalogue in `data/` into the image that the library embeds, with the same reader
//! that `tropewise check` uses. A mistake in the text stops the build in the words of `check`.

#[cfg(feature = "embedded")]
#[path = "src/catalog/mod.rs"]
#[allow(dead_code, unused_imports)]
mod catalog;
#[cfg(all(feature = "embedded", feature = "encode"))]
#[path = "src/encode"]
#[allow(dead_code, unused_imports)]
mod encode {
    pub mod compile;
    pub mod lexer;
    mod lexicon;
    pub mod model;
    mod negation;
    pub mod stems;
    mod words;

    pub use lexicon::{Lexicon, LexiconEntry};
}
#[cfg(feature = "embedded")]
#[path = "src/store/compiled.rs"]
#[allow(dead_code)]
mod compiled;
#[cfg(feature = "embedded")]
#[path = "src/store/text/mod.rs"]
#[allow(dead_code, unused_imports)]
mod text;
#[cfg(feature = "embedded")]
#[path = "src/rank/weights.rs"]
#[allow(dead_code)]
mod weights;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "embedded")]
    embed();
}

#[cfg(feature = "embedded")]
fn embed() {
    use std::path::Path;
    use std::process::exit;

    for input in
        ["data/tropes.toml", "data/dramas", "src/catalog", "src/store", "src/rank/weights.rs"]
    {
        println!("cargo::rerun-if-changed={input}");
    }
    let sources = text::Sources::read(Path::new("data")).unwrap_or_else(|error| {
        println!("cargo::error={error}");
        exit(1)
    });
    let mut catalog = text::parse(&sources, None).into_catalog().unwrap_or_else(|mistakes| {
        for mistake in mistakes {
            println!("cargo::error={mistake}");
        }
        exit(1)
    });
    let learned = weights::learn(&catalog);
    catalog.vocabulary_mut().set_learned(learned);
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    let image = Path::new(&out).join("catalogue.bin");
    write(&image, &compiled::encode(&catalog));
    #[cfg(feature = "encode")]
    write(&Path::new(&out).join("encoder.bin"), &encoder(catalog.vocabulary()));
}

#[cfg(feature = "embedded")]
fn write(path: &std::path::Path, bytes: &[u8]) {
    if let Err(error) = std::fs::write(path, bytes) {
        stop(&format!("cannot write `{}`: {error}", path.display()));
    }
}

#[cfg(feature = "embedded")]
fn stop(message: &str) -> ! {
    println!("cargo::error={message}");
    std::process::exit(1)
}

/// Compiles the lexicon, the names of the vocabulary and the learned weights into the image of the encoder.
#[cfg(all(feature = "embedded", feature = "encode"))]
fn encoder(vocabulary: &catalog::Vocabulary) -> Vec<u8> {
    for input in ["data/lexicon", "data/encoder.bin", "src/encode"] {
        println!("cargo::rerun-if-changed={input}");
    }
    let bytes = std::fs::read("data/encoder.bin")
        .unwrap_or_else(|error| stop(&format!("cannot read `data/encoder.bin`: {error}")));
    let learned: encode::model::Learned<'_> = postcard::from_bytes(&bytes)
        .unwrap_or_else(|error| stop(&format!("`data/encoder.bin` is damaged: {error}")));
    let mut lexicon = text::Sources::folder("data/lexicon".as_ref())
        .map_err(|error| vec![error.to_string()])
        .and_then(|sources| {
            text::parse_lexicon(&sources).map_err(|m| m.iter().map(ToString::to_string).collect())
        })
        .unwrap_or_else(|mistakes| stop(&mistakes.join("; ")));
    for trope in vocabulary.tropes() {
        let label = std::iter::once(trope.label.as_str());
        lexicon.add_names(&trope.id, label.chain(trope.aliases.iter().map(String::as_str)));
    }
    postcard::to_stdvec(&encode::compile::compile(&lexicon, learned)).expect("plain data packs")
}
