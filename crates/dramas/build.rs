//! Compiles the text in `data/` into the images that the library embeds, with the same reader that
//! `tropewise check` uses. A mistake in the text stops the build in the words of `check`.

use std::path::{Path, PathBuf};
use std::process::exit;

use tropewise::compile::image;

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
    let catalogue = image::catalog(Path::new("data"));
    #[cfg(feature = "index")]
    if let Ok(packed) = &catalogue {
        index(packed, &out);
    }
    write(&out.join("catalogue.bin"), catalogue);
    write(&out.join("page.bin"), image::page_catalog(Path::new("data")));
    write(&out.join("encoder.bin"), image::encoder(Path::new("data")));
}

/// The same catalogue as an index file.
#[cfg(feature = "index")]
fn index(packed: &[u8], out: &Path) {
    use tropewise::compile::{Input, compile};

    let catalog = tropewise::store::image::unpack(packed).expect("it was packed above");
    let written = compile(Input::Catalog(catalog), &out.join("catalogue.index"), |_| ());
    if let Err(error) = written {
        stop(&[error.to_string()]);
    }
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
