//! Writes the map of the shipped catalogue to standard output: laying it out takes seconds, so the
//! build of the static site does it once.

use std::io::Write;

use tropewise::Recommender;
use tropewise::lookup::theme_map;

fn main() -> std::io::Result<()> {
    let map = theme_map(&Recommender::new(tropewise_dramas::catalog()));
    serde_json::to_writer(std::io::stdout(), &map)?;
    writeln!(std::io::stdout())
}
