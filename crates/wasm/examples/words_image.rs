//! Writes the tables of words to standard output; the browser loads them when the first wish is
//! typed.

use std::io::Write;

use tropewise::ask::Words;

fn main() -> std::io::Result<()> {
    let image = Words::shipped().pack().map_err(std::io::Error::other)?;
    std::io::stdout().write_all(&image)
}
