//! The command line as typed.

mod query;
mod serve;
mod values;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use tropewise::store::rows::Columns;

use crate::complete;
use crate::config::Settings;
use crate::encode::EncodeArgs;
use crate::report::Format;

pub use query::{LikeArgs, QueryArgs, ScoreArgs};
pub use serve::{McpArgs, ServeArgs};
pub use values::once;

/// Korean dramas by their tropes: what to watch next, and why.
#[derive(Debug, Parser)]
#[command(name = "tropewise", version, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "Examples:
  tropewise ask \"something like Our Beloved Summer, but funnier\"
  tropewise like \"Our Beloved Summer\"
  tropewise like \"Our Beloved Summer\" --want time-travel --avoid trauma
  tropewise score divorce time-travel:0.6
  tropewise show \"그해 우리는\"
  tropewise encode article.txt --like")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options of every command.
    #[command(flatten, next_help_heading = "Options of every command")]
    pub common: Common,
}

/// Behind which options every command lists those of all.
const LAST: usize = 1000;

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Form of the output
    #[arg(long, global = true, display_order = LAST + 1, value_enum, default_value_t, value_name = "FORM")]
    pub format: Format,
    /// Use another catalogue: a folder with dramas/*.toml (and tropes.toml), a file of dramas
    /// (TOML, CSV, JSON lines), or an index
    #[arg(long, global = true, display_order = LAST + 2, value_name = "PATH")]
    pub catalog: Option<PathBuf>,
    /// Add dramas to the catalogue, or replace those of the same id
    #[arg(long, global = true, display_order = LAST + 3, value_name = "PATH")]
    pub overlay: Option<PathBuf>,
    /// Most lines of the answer [default: 10 where it ranks, all where it lists]
    #[arg(
        short,
        long,
        alias = "top",
        global = true, display_order = LAST + 4,
        value_name = "K",
        allow_negative_numbers = true,
        value_parser = values::most
    )]
    pub k: Option<usize>,
    /// Name spoiler tropes
    #[arg(long, global = true, display_order = LAST + 5)]
    pub spoilers: bool,
    /// Defaults of who runs the program.
    #[arg(skip)]
    pub settings: Settings,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Recommend dramas by a wish in your own words
    Ask(AskArgs),
    /// Recommend dramas like one or several titles
    Like(LikeArgs),
    /// Recommend dramas by tropes or by filters alone, or score one drama by them
    Score(ScoreArgs),
    /// Answer questions given as JSON lines
    Batch(BatchArgs),
    /// Show a drama with its facts and tropes
    #[command(after_help = "Examples:
  tropewise show \"My Mister\"
  tropewise show 도깨비 --spoilers
  tropewise show crash-landing-on-you --format json")]
    Show {
        /// Title, alias, id or mdl:NUMBER
        #[arg(required = true, value_name = "TITLE", add = complete::titles())]
        title: Vec<String>,
        /// Print the entry in the form of the catalogue's files, spoilers included
        #[arg(long, conflicts_with = "format")]
        toml: bool,
        /// List its content warnings first
        #[arg(long, conflicts_with = "toml")]
        warnings: bool,
    },
    /// Compare two dramas trope by trope
    #[command(after_help = "Examples:
  tropewise compare Signal \"Reply 1988\"
  tropewise compare Healer Vagabond -k 5")]
    Compare {
        /// First title
        #[arg(add = complete::titles())]
        a: String,
        /// Second title
        #[arg(add = complete::titles())]
        b: String,
    },
    /// List tropes, or search them by a word
    #[command(after_help = "Examples:
  tropewise tropes
  tropewise tropes sad
  tropewise tropes 눈물
  tropewise tropes marriage --format markdown")]
    Tropes {
        /// Part of an id, label, alias, family or definition
        #[arg(add = complete::tropes())]
        word: Option<String>,
        /// List the content warnings instead, with what counts
        #[arg(long, conflicts_with = "word")]
        warnings: bool,
    },
    /// List dramas, or search them by a word of a title
    #[command(after_help = "Examples:
  tropewise dramas doctor
  tropewise dramas 사랑 -k 5
  tropewise dramas --format csv")]
    Dramas {
        /// Part of a title
        #[arg(value_name = "WORD", add = complete::titles())]
        words: Vec<String>,
    },
    /// Show a catalogue as a whole: counts, the most central and most unusual dramas
    Catalog(CatalogArgs),
    /// Read a synopsis or an article: its dramas, the tropes they show and the words that say so
    Encode(EncodeArgs),
    /// Measure rankings against what viewers recommend
    Evaluate(EvaluateArgs),
    /// Compile a catalogue of any size into a file that answers at once
    Index(IndexArgs),
    /// Check the text of a catalogue and name every mistake by file and line
    #[command(after_help = "Examples:
  tropewise check
  tropewise check examples/data/my-dramas.toml
  printf 'Heading,Tags\\nHarbour,revenge\\n' | tropewise check - --columns title=Heading")]
    Check {
        /// A catalogue in text form, or a table; - for a table on standard input
        #[arg(default_value = crate::check::USUAL)]
        path: PathBuf,
        /// Which columns of a table are what, as for `index`
        #[arg(long, value_name = "FIELD=COLUMN,...", value_parser = Columns::parse)]
        columns: Option<Columns>,
    },
    /// Let an assistant ask, over the Model Context Protocol
    Mcp(McpArgs),
    /// Let programs and browsers ask, over HTTP; the page is there as well
    Serve(ServeArgs),
    /// Print the JSON Schema of requests, answers and encodings
    #[command(after_help = "Examples:
  tropewise schema")]
    Schema,
    /// Print a completion script for a shell: it completes titles and tropes as well
    #[command(after_help = "Examples:
  tropewise completions bash > ~/.local/share/bash-completion/completions/tropewise
  tropewise completions zsh
  tropewise completions fish | source")]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Write manual pages for `man` into a folder
    #[command(after_help = "Examples:
  tropewise man ./man
  man -l ./man/tropewise-like.1")]
    Man {
        /// The folder; it is made where it is missing
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

/// `ask`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tropewise ask \"something like Crash Landing on You but less sad, finished, at most 12 episodes\"
  tropewise ask \"a hidden gem with time travel from the 2010s\" --dry-run
  tropewise ask 도깨비 같은 드라마, 너무 슬프지 않은")]
pub struct AskArgs {
    /// The wish, in English or Korean; - reads it from standard input
    #[arg(required = true, value_name = "TEXT")]
    pub words: Vec<String>,
    /// Show how the wish is understood, and ask nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Name every contribution
    #[arg(long)]
    pub explain: bool,
    /// Titles you have seen, or a file of them: one a line, or what the page saves
    #[arg(long, value_name = "TITLE|FILE", add = complete::titles_and_files())]
    pub seen: Vec<String>,
}

/// `evaluate`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tropewise evaluate --judgements examples/data/recommended.csv
  tropewise evaluate --wishes data/wishes.toml")]
pub struct EvaluateArgs {
    /// What viewers recommend: CSV with the columns source_id and recommended_id
    #[arg(long, value_name = "FILE")]
    pub judgements: Option<PathBuf>,
    /// The dramas to rank: CSV, the ids in the first column [default: all]
    #[arg(long, value_name = "FILE")]
    pub pool: Option<PathBuf>,
    /// A folder with human_recs.csv, pool.csv and dramas.csv; adds community tags as baselines
    #[arg(long, value_name = "FOLDER")]
    pub reference: Option<PathBuf>,
    /// Questions with the dramas expected, in place of judgements: a file of [[wish]] entries
    #[arg(
        long, value_name = "FILE", conflicts_with_all = ["judgements", "pool", "reference", "run"]
    )]
    pub wishes: Option<PathBuf>,
    /// What judges said of answers to --wishes: a file of [[judged]] entries
    #[arg(long, value_name = "FILE", requires = "wishes")]
    pub judged: Option<PathBuf>,
    /// Another way to rank: seed-b=1, wish-b=1, popularity=0.2, era=0.05, people=0.1, priors=none,
    /// same-series=true; several with commas
    #[arg(long, value_name = "SETTINGS")]
    pub compare: Vec<String>,
    /// Write the program's own rankings as JSON lines
    #[arg(long, value_name = "FILE")]
    pub run: Option<PathBuf>,
}

/// `catalog`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tropewise catalog
  tropewise catalog --map map.svg --label \"My Mister\"")]
pub struct CatalogArgs {
    /// Draw all dramas by theme into this SVG file
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Titles to label on the map, besides the most followed
    #[arg(long, value_name = "TITLE", add = complete::titles())]
    pub label: Vec<String>,
    /// Compare with a second opinion on some of the dramas: a file of dramas
    #[arg(long, value_name = "FILE")]
    pub second_opinion: Option<PathBuf>,
}

/// `index`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tropewise index -o mine.index
  tropewise index examples/data/my-dramas.toml -o mine.index
  tropewise index --verify mine.index")]
pub struct IndexArgs {
    /// What to compile: a catalogue in text form, or a table with titles and tags (.csv, .tsv,
    /// .json, .jsonl, each also .gz; `-` for standard input) [default: the catalogue in use]
    #[arg(value_name = "CATALOG")]
    pub path: Option<PathBuf>,
    /// Where the index goes; the file appears whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Which columns of a table are what, as in id=Rank,title=Name,tropes=Tags+Genre; others are
    /// found by their names
    #[arg(long, value_name = "FIELD=COLUMN,...", value_parser = Columns::parse)]
    pub columns: Option<Columns>,
    /// What is done with trope names that the vocabulary of --catalog does not know [default:
    /// refuse]
    #[arg(long, value_enum, value_name = "WHAT")]
    pub unknown_tropes: Option<UnknownNames>,
    /// Short for --unknown-tropes new
    #[arg(long, conflicts_with = "unknown_tropes")]
    pub new_tropes: bool,
    /// Leave bad rows out of the index; they are counted and written to a file with what is wrong
    #[arg(long)]
    pub skip_bad: bool,
    /// Where all bad rows go, with what is wrong [default with --skip-bad: the index's name with
    /// .rejected.csv]
    #[arg(long, value_name = "FILE")]
    pub rejected: Option<PathBuf>,
    /// Read all of an index file and compare it with its checksums
    #[arg(
        long,
        conflicts_with_all = [
            "output", "columns", "unknown_tropes", "new_tropes", "skip_bad", "rejected",
        ],
        requires = "path"
    )]
    pub verify: bool,
}

/// `--unknown-tropes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum UnknownNames {
    /// A row that names one is a mistake
    Refuse,
    /// They become tropes of the index
    New,
    /// They are left out and counted
    Skip,
}

/// `batch`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tropewise batch examples/data/questions.jsonl
  tropewise batch examples/data/questions.jsonl --brief -o answers.jsonl")]
pub struct BatchArgs {
    /// JSON lines, one question a line; - for standard input
    #[arg(default_value = "-", value_name = "FILE")]
    pub input: PathBuf,
    /// Where the answers go, - for standard output; a file appears whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Leave the contributions out
    #[arg(long)]
    pub brief: bool,
    /// How many threads [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    /// Options that are no field of a request: what is read, how it is shown, and short forms.
    const OF_THE_PROGRAM: [&str; 7] =
        ["format", "catalog", "overlay", "explain", "title", "tropes-only", "help"];

    #[test]
    fn an_option_has_the_name_of_its_field() {
        let schema = tropewise::schema::json_schema().to_value();
        let fields = |name: &str| schema["$defs"][name]["properties"].as_object().cloned();
        let mut fields_of_requests = fields("QueryRequest").expect("requests have a schema");
        fields_of_requests.extend(fields("FilterRequest").expect("filters have a schema"));
        let mut command = Cli::command();
        command.build();
        for name in ["like", "score"] {
            let command = command.find_subcommand(name).expect("the command is there");
            for option in command.get_arguments().filter_map(clap::Arg::get_long) {
                assert!(
                    fields_of_requests.contains_key(&option.replace('-', "_"))
                        || OF_THE_PROGRAM.contains(&option),
                    "--{option} of `{name}` has no field of this name"
                );
            }
        }
    }
}
