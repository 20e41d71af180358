//! Hints and commands as they hold for the catalogue in use: what they name is in it, and what they
//! say to type asks it.

use tropewise::catalog::{Catalog, DramaIdx};

use crate::args::Common;
use crate::command_line::quoted;
use crate::error::{CliError, SHOWN};

/// How many dramas are looked at for one that shows how names are written.
const LOOKED_AT: usize = 2_000;

/// The commands that a catalogue can be named for.
const ASKING: [&str; 9] =
    ["ask", "like", "score", "show", "compare", "tropes", "dramas", "encode", "batch"];

/// An error whose hint names what is in the catalogue in use, and asks it.
pub fn in_use(error: CliError, common: &Common, catalog: &Catalog) -> CliError {
    if common.catalog.is_none() && common.overlay.is_none() {
        return error;
    }
    let hint = with_example(&error.hint, catalog);
    let pieces: Vec<String> = hint
        .split('`')
        .enumerate()
        .map(|(at, piece)| if at % 2 == 1 { asking(piece, common) } else { piece.to_owned() })
        .collect();
    CliError { hint: pieces.join("`"), ..error }
}

/// A command with the options that name the catalogue in use, where it asks one.
pub fn asking(command: &str, common: &Common) -> String {
    let asks = command.split("tropewise ").nth(1).is_some_and(|rest| {
        let name = rest.split(' ').next().unwrap_or_default();
        ASKING.contains(&name)
    });
    let mut command = command.to_owned();
    if !asks || command.contains("--catalog") {
        return command;
    }
    for (option, path) in [("--catalog", &common.catalog), ("--overlay", &common.overlay)] {
        if let Some(path) = path {
            command.push_str(&format!(" {option} {}", quoted(&path.display().to_string())));
        }
    }
    command
}

/// A hint that shows a drama, with one of this catalogue in its place; where none has what is to be
/// shown, that is said.
fn with_example(hint: &str, catalog: &Catalog) -> String {
    if !hint.contains(SHOWN) || matches!(catalog.named(SHOWN), Ok(Some(_))) {
        return hint.to_owned();
    }
    let of_people = hint.contains("people");
    let shows = |idx: &DramaIdx| {
        let drama = catalog.drama(*idx);
        let places = !drama.networks.is_empty() || !drama.where_to_watch.is_empty();
        let people = [&drama.leads, &drama.writers, &drama.directors];
        let people = people.iter().any(|list| !list.is_empty());
        if of_people { people } else { places }
    };
    let example = catalog.indices().take(LOOKED_AT).find(shows);
    let Some(example) = example else {
        let what = if of_people { "people" } else { "networks or services" };
        return format!("this catalogue says little or nothing of {what}: leave the option out");
    };
    hint.replace(&format!("\"{SHOWN}\""), &quoted(&catalog.drama(example).id))
}
