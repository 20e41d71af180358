//! Options of `like` and `score` that `ask` lacks: its wishes say most of them in words.

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::args::Cli;
use crate::command_line::quoted;
use crate::error::CliError;

/// What an option is called in a wish, `{}` standing for its value, and such a value; empty where
/// it takes none.
const IN_WORDS: [(&str, &str, &str); 25] = [
    ("want", "with {}", "healing"),
    ("more", "more {}", "healing"),
    ("less", "less {}", "violence"),
    ("avoid", "no {}", "suicide"),
    ("unlike", "I disliked {}", "The Glory"),
    ("require", "must have {}", "zombies"),
    ("any", "{}", "time travel,reincarnation"),
    ("with", "with {}", "Gong Yoo"),
    ("without", "without {}", "Gong Yoo"),
    ("exclude", "other than {}", "Goblin"),
    ("year-from", "from {} on", "2018"),
    ("year-to", "up to {}", "2022"),
    ("network", "on {}", "tvN"),
    ("streaming", "on {}", "Netflix"),
    ("min-episodes", "at least {} episodes", "12"),
    ("max-episodes", "at most {} episodes", "16"),
    ("min-minutes", "at least {} minutes an episode", "30"),
    ("max-minutes", "at most {} minutes an episode", "60"),
    ("min-hours", "at least {} hours in all", "8"),
    ("max-hours", "at most {} hours in all", "16"),
    ("min-score", "scored at least {}", "8"),
    ("rating-up-to", "rated {} at most", "15+"),
    ("airing", "{}", "finished"),
    ("origin", "based on a {}", "webtoon"),
    ("specials", "specials too", ""),
];

/// Options whose number no wish can say, and what stands for them.
const WITHOUT_NUMBER: [(&str, &str); 3] =
    [("popularity", "well known"), ("acclaim", "highly rated"), ("little-known", "a hidden gem")];

/// What to say in place of an option of `like` or `score` that was given to `ask`; none where the
/// error is another one.
pub fn for_ask(error: &clap::Error, typed: &[String]) -> Option<CliError> {
    if error.kind() != ErrorKind::UnknownArgument {
        return None;
    }
    let Some(ContextValue::String(unknown)) = error.get(ContextKind::InvalidArg) else {
        return None;
    };
    let at = typed.iter().position(|word| word == "ask")?;
    // Values before it belong to options of every command.
    let first = typed.iter().skip(1).find(|word| !word.starts_with('-'))?;
    let name = option_of_questions(unknown.trim_start_matches('-').split('=').next()?)?;
    if first != "ask" {
        return None;
    }
    let message = format!("`ask` has no option `--{name}`");
    Some(CliError::misused(message, hint(&typed[at + 1..])))
}

/// The name of an option that `like` or `score` has; it may be called otherwise.
fn option_of_questions(name: &str) -> Option<String> {
    let command = Cli::command();
    ["like", "score"].into_iter().find_map(|question| {
        let options = command.find_subcommand(question)?.get_arguments();
        let called = |option: &&clap::Arg| {
            let others = option.get_all_aliases().unwrap_or_default();
            option.get_long() == Some(name) || others.contains(&name)
        };
        options.into_iter().find(called)?.get_long().map(str::to_owned)
    })
}

/// The wish with its options in words.
fn hint(typed: &[String]) -> String {
    let (mut wish, mut kept): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut parts = Vec::new();
    let mut words = typed.iter().peekable();
    while let Some(word) = words.next() {
        let Some(option) = word.strip_prefix("--").filter(|option| !option.is_empty()) else {
            let own = word.starts_with('-') && word.len() > 1;
            if own { &mut kept } else { &mut wish }.push(word.clone());
            if own && word == "-k" {
                kept.extend(words.next().cloned());
            }
            continue;
        };
        let (name, value) = option.split_once('=').map_or((option, None), |(n, v)| (n, Some(v)));
        let name = &option_of_questions(name).unwrap_or_else(|| name.to_owned());
        let takes_value = takes_value(name);
        let mut value = value.map(str::to_owned);
        if value.is_none() && takes_value {
            value = words.next_if(|next| !next.starts_with("--")).cloned();
        }
        match option_of_questions(name).filter(|name| !is_of_ask(name)) {
            Some(name) => parts.push(in_words(&name, value.as_deref())),
            None => {
                kept.push(word.clone());
                kept.extend(value.filter(|_| !word.contains('=')));
            }
        }
    }
    let kept: String = kept.iter().map(|word| format!(" {}", quoted(word))).collect();
    let said: Option<Vec<String>> = parts.into_iter().collect();
    let typed = wish.join(" ");
    match said {
        Some(said) => {
            if typed == "-" {
                return format!("say it in the wish: {}", said.join(", "));
            }
            let typed = (!typed.trim().is_empty()).then_some(typed);
            let wish = typed.into_iter().chain(said).collect::<Vec<_>>().join(", ");
            format!("say it in the wish: `tropewise ask {}{kept}`", quoted(&wish))
        }
        None => format!(
            "`like` and `score` have it: `tropewise ask {} --dry-run` shows the command to add it \
             to",
            quoted(&typed)
        ),
    }
}

/// Whether an option of a question or of `ask` is followed by a value.
fn takes_value(name: &str) -> bool {
    let mut command = Cli::command();
    command.build();
    ["like", "score", "ask"].into_iter().any(|question| {
        let command = command.find_subcommand(question);
        let mut options = command.into_iter().flat_map(clap::Command::get_arguments);
        options.any(|option| {
            option.get_long() == Some(name)
                && option.get_action().takes_values()
                && !option.is_require_equals_set()
        })
    })
}

/// Whether `ask` has an option of this name.
fn is_of_ask(name: &str) -> bool {
    let mut command = Cli::command();
    command.build();
    let ask = command.find_subcommand("ask");
    ask.into_iter().flat_map(clap::Command::get_arguments).any(|o| o.get_long() == Some(name))
}

/// What an option is called in a wish; none where no wish can say it.
fn in_words(name: &str, value: Option<&str>) -> Option<String> {
    if let Some((_, words)) = WITHOUT_NUMBER.iter().find(|(option, _)| *option == name) {
        return Some((*words).to_owned());
    }
    let (_, words, usual) = IN_WORDS.iter().find(|(option, ..)| *option == name)?;
    let value = value.unwrap_or(usual);
    let said = match (name, value) {
        ("airing", "airing") => "still airing".to_owned(),
        ("airing", "not-yet") => "not yet aired".to_owned(),
        ("origin", "remake") => return Some("a remake".to_owned()),
        ("origin", "folklore") => return Some("based on folklore".to_owned()),
        ("any" | "streaming" | "network", _) => value.replace(',', " or ").replace('-', " "),
        ("avoid", _) => value.split(',').map(trope).collect::<Vec<_>>().join(", no "),
        ("want" | "more" | "less" | "require", _) => {
            value.split(',').map(trope).collect::<Vec<_>>().join(" and ")
        }
        ("origin", _) => value.replace('-', " "),
        _ => value.to_owned(),
    };
    Some(words.replace("{}", &said))
}

/// A trope without its weight, in words.
fn trope(name: &str) -> String {
    name.split(':').next().unwrap_or_default().trim().replace('-', " ")
}
