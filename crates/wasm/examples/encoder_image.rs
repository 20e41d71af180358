//! Writes the image of the encoder to standard output; the browser loads it when first needed.

use std::io::Write;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(tropewise_dramas::encoder_image())
}
