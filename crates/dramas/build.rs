//! Compiles the text in `data/` into the images that the library embeds, with the same reader that
//! `tropewise check` uses. A mistake in the text stops the build in the words of `check`.

use std::path::{Path, PathBuf};
use std::process::exit;

fn main() {
    for input in [
        "build.rs",
        "data/tropes.toml",
        "data/snapshot.toml",
        "data/dramas",
        "data/lexicon",
        "data/encoder.bin",
    ] {
        println!("cargo::rerun-if-changed={input}");
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let catalogue = tropewise_pack::catalog(Path::new("data"));
    #[cfg(feature = "index")]
    if let Ok(image) = &catalogue
        && let Err(error) = tropewise_pack::index(image, &out.join("catalogue.index"))
    {
        stop(&[error]);
    }
    write(&out.join("catalogue.bin"), catalogue);
    write(&out.join("page.bin"), tropewise_pack::page_catalog(Path::new("data")));
    write(&out.join("encoder.bin"), tropewise_pack::encoder(Path::new("data")));
}

fn write(path: &Path, image: Result<Vec<u8>, Vec<String>>) {
    let bytes = image.unwrap_or_else(|mistakes| stop(&mistakes));
    if let Err(error) = std::fs::write(path, bytes) {
        stop(&[format!("cannot write `{}`: {error}", path.display())]);
    }
}

fn stop(mistakes: &[String]) -> ! {
    for mistake in mistakes {
        println!("cargo::error={mistake}");
    }
    exit(1)
}
