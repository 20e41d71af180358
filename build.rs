//! Compiles the catalogue in `data/` into the image that the library embeds, with the same reader
//! that `tropewise check` uses. A mistake in the text stops the build in the words of `check`.

#[cfg(feature = "embedded")]
#[path = "src/catalog/mod.rs"]
#[allow(dead_code, unused_imports)]
mod catalog;
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
    if let Err(error) = std::fs::write(&image, compiled::encode(&catalog)) {
        println!("cargo::error=cannot write `{}`: {error}", image.display());
        exit(1);
    }
}
