//! The command line as typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use tracing_subscriber::filter::LevelFilter;

use crate::report::Format;
use tropewise::schema::{Avoid, ByTrope, FilterRequest, Pooling, PriorsRequest, QueryRequest};
use tropewise::store::rows::Columns;

use crate::complete;
use crate::config::Settings;
use crate::encode::EncodeArgs;

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
    #[command(flatten)]
    pub common: Common,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Form of the output
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORM")]
    pub format: Format,
    /// Use another catalogue: a folder with dramas/*.toml (and tropes.toml), a file of dramas
    /// (TOML, CSV, JSON lines), or an index
    #[arg(long, global = true, value_name = "PATH")]
    pub catalog: Option<PathBuf>,
    /// Add dramas to the catalogue, or replace those of the same id
    #[arg(long, global = true, value_name = "PATH")]
    pub overlay: Option<PathBuf>,
    /// Most lines of the answer [default: 10 where it ranks, all where it lists]
    #[arg(
        short,
        long,
        alias = "top",
        global = true,
        value_name = "K",
        allow_negative_numbers = true
    )]
    pub k: Option<usize>,
    /// Name spoiler tropes
    #[arg(long, global = true)]
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
        #[arg(value_name = "WORD")]
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
        #[arg(default_value = "./data")]
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
    #[arg(long, value_name = "TITLE|FILE", add = complete::titles())]
    pub seen: Vec<String>,
}

/// `mcp`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tropewise mcp
  tropewise mcp --catalog examples/data/my-dramas.toml
  tropewise mcp --http 8081")]
pub struct McpArgs {
    /// Serve over HTTP on this port of this machine (0 takes a free one) instead of standard input
    /// and output
    #[arg(long, value_name = "PORT")]
    pub http: Option<u16>,
}

/// `serve`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tropewise serve
  tropewise serve --port 8080 --catalog my.index
  tropewise serve --allow-origin https://example.org")]
pub struct ServeArgs {
    /// On which port (0 takes a free one)
    #[arg(long, value_name = "PORT", default_value_t = 7878)]
    pub port: u16,
    /// At which address or name of this machine; at another than the default, other machines can
    /// ask as well
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: String,
    /// A name beside its address under which it is asked, such as that of a proxy; may be given
    /// again
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// A website whose pages may ask, such as https://example.org; may be given again
    #[arg(long, value_name = "ORIGIN")]
    pub allow_origin: Vec<String>,
    /// How much is told on standard error; questions never are
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t)]
    pub log: LogLevel,
}

/// `--log`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LogLevel {
    /// Nothing
    Off,
    /// What went wrong
    Warn,
    /// New catalogues and the end as well
    #[default]
    Info,
    /// Every request as well, by its route, status and time
    Debug,
}

impl LogLevel {
    /// The same for the library that logs.
    pub fn level(self) -> LevelFilter {
        match self {
            Self::Off => LevelFilter::OFF,
            Self::Warn => LevelFilter::WARN,
            Self::Info => LevelFilter::INFO,
            Self::Debug => LevelFilter::DEBUG,
        }
    }
}

/// `like`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tropewise like \"Our Beloved Summer\"
  tropewise like \"Our Beloved Summer\" --want time-travel --avoid trauma
  tropewise like Signal Stranger --pooling least --max-episodes 16
  tropewise like CLOY --less tearjerker --streaming Netflix -k 5")]
pub struct LikeArgs {
    /// Titles you loved: title, alias, id or mdl:NUMBER
    #[arg(required = true, value_name = "TITLE", add = complete::titles())]
    pub titles: Vec<String>,
    /// Tropes you want as well, each with a weight from 0 to 1
    #[arg(
        long, value_name = "TROPE[:WEIGHT]", value_delimiter = ',', value_parser = weighted,
        add = complete::tropes()
    )]
    pub want: Vec<(String, f32)>,
    /// More of this trope than the titles have
    #[arg(long, value_name = "TROPE", value_delimiter = ',', add = complete::tropes())]
    pub more: Vec<String>,
    /// Less of this trope than the titles have
    #[arg(long, value_name = "TROPE", value_delimiter = ',', add = complete::tropes())]
    pub less: Vec<String>,
    /// How several titles count: what they share (mean), the nearest of them (best), or what
    /// pleases every one (least)
    #[arg(long, value_enum, value_name = "HOW")]
    pub pooling: Option<PoolingArg>,
    /// How much --want counts beside the titles, from 0 to 1
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true)]
    pub wish_share: Option<f32>,
    /// How much nearness in years to the titles counts, from 0 to 1 [without a number: 1]
    #[arg(
        long, alias = "same-era", value_name = "LAMBDA", num_args = 0..=1,
        default_missing_value = "1", require_equals = true
    )]
    pub era: Option<f32>,
    /// How much a lead, writer or director in common with the titles counts, from 0 to 1 [without a
    /// number: 1]
    #[arg(
        long, alias = "same-people", value_name = "LAMBDA", num_args = 0..=1,
        default_missing_value = "1", require_equals = true
    )]
    pub people: Option<f32>,
    /// Options shared with `score`.
    #[command(flatten)]
    pub query: QueryArgs,
}

/// `score`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tropewise score divorce time-travel:0.6
  tropewise score slow burn healing
  tropewise score noona --airing finished --min-score 8
  tropewise score revenge --title \"The Glory\"")]
pub struct ScoreArgs {
    /// Tropes you want, each with a weight from 0 to 1
    #[arg(
        value_name = "TROPE[:WEIGHT]", value_delimiter = ',', value_parser = weighted,
        add = complete::tropes()
    )]
    pub tropes: Vec<(String, f32)>,
    /// Score this drama alone and show the sum
    #[arg(long, value_name = "TITLE", add = complete::titles())]
    pub title: Option<String>,
    /// Options shared with `like`.
    #[command(flatten)]
    pub query: QueryArgs,
}

/// What `like` and `score` share.
#[derive(Debug, Args)]
pub struct QueryArgs {
    /// Tropes and content warnings to avoid: a veto, or softly with a weight from 0 to 1
    #[arg(
        long, value_name = "TROPE[:WEIGHT]", value_delimiter = ',', value_parser = avoided,
        add = complete::tropes()
    )]
    pub avoid: Vec<(String, Avoid)>,
    /// Strength from which --avoid drops a drama [default: 0.4]
    #[arg(long, value_name = "STRENGTH", allow_negative_numbers = true, value_parser = above_zero)]
    pub veto_threshold: Option<f32>,
    /// Titles you disliked
    #[arg(long, value_name = "TITLE", add = complete::titles())]
    pub unlike: Vec<String>,
    /// Tropes that must be there, each with a least strength [default: 0.4]
    #[arg(
        long, alias = "must", value_name = "TROPE[:LEAST]", value_delimiter = ',',
        value_parser = required, add = complete::tropes()
    )]
    pub require: Vec<(String, f32)>,
    /// Tropes of which one suffices; may be given again
    #[arg(long, value_name = "TROPE,TROPE", add = complete::tropes())]
    pub any: Vec<String>,
    /// A lead, writer or director; of several, all
    #[arg(long, value_name = "PERSON")]
    pub with: Vec<String>,
    /// A lead, writer or director who may not be there
    #[arg(long, value_name = "PERSON")]
    pub without: Vec<String>,
    /// Titles you have seen, or a file of them: one a line, or what the page saves
    #[arg(long, value_name = "TITLE|FILE", add = complete::titles())]
    pub seen: Vec<String>,
    /// The only titles that may be answered
    #[arg(long, value_name = "TITLE", add = complete::titles())]
    pub only: Vec<String>,
    /// Titles that may not be answered
    #[arg(long, value_name = "TITLE", add = complete::titles())]
    pub exclude: Vec<String>,
    /// First year
    #[arg(long, value_name = "YEAR")]
    pub year_from: Option<u16>,
    /// Last year
    #[arg(long, value_name = "YEAR")]
    pub year_to: Option<u16>,
    /// Network of the first release
    #[arg(long, value_name = "NAME")]
    pub network: Option<String>,
    /// Service where it streams; of `A,B` one suffices
    #[arg(long, value_name = "NAME")]
    pub streaming: Option<String>,
    /// Least episodes
    #[arg(long, value_name = "N")]
    pub min_episodes: Option<u16>,
    /// Most episodes
    #[arg(long, value_name = "N")]
    pub max_episodes: Option<u16>,
    /// Least minutes of an episode
    #[arg(long, value_name = "N")]
    pub min_minutes: Option<u16>,
    /// Most minutes of an episode
    #[arg(long, value_name = "N")]
    pub max_minutes: Option<u16>,
    /// Least hours of all episodes
    #[arg(long, value_name = "HOURS", allow_negative_numbers = true)]
    pub min_hours: Option<f32>,
    /// Most hours of all episodes
    #[arg(long, value_name = "HOURS", allow_negative_numbers = true)]
    pub max_hours: Option<f32>,
    /// Least score that viewers gave, from 0 to 10
    #[arg(long, value_name = "SCORE", allow_negative_numbers = true)]
    pub min_score: Option<f32>,
    /// The strictest age it may be meant for: G, 13+, 15+ or 18+
    #[arg(long, value_name = "RATING")]
    pub rating_up_to: Option<String>,
    /// Whether it has come: finished, airing or not-yet
    #[arg(long, value_name = "STATE")]
    pub airing: Option<String>,
    /// The day of the question, such as 2025-10-25: what comes later has not aired [default: that
    /// of the catalogue]
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<String>,
    /// What it was made from: webtoon, web-novel, novel, manhwa, manga, remake, true-story or
    /// folklore
    #[arg(long, value_name = "KIND")]
    pub origin: Option<String>,
    /// Let specials and compilations in
    #[arg(long)]
    pub specials: bool,
    /// Let other seasons of the titles in
    #[arg(long)]
    pub same_series: bool,
    /// Variety, from 0 (by score alone) to below 1
    #[arg(long, value_name = "LAMBDA", allow_negative_numbers = true)]
    pub diversity: Option<f32>,
    /// Rank by tropes alone: popularity, era and people count only where asked for
    #[arg(long)]
    pub tropes_only: bool,
    /// How much popularity counts, from 0 to 1 [without a number: 1]
    #[arg(
        long, alias = "popular", value_name = "LAMBDA", num_args = 0..=1,
        default_missing_value = "1", require_equals = true
    )]
    pub popularity: Option<f32>,
    /// How much viewers' scores count, from 0 to 1 [without a number: 1]
    #[arg(
        long, alias = "acclaimed", value_name = "LAMBDA", num_args = 0..=1,
        default_missing_value = "1", require_equals = true
    )]
    pub acclaim: Option<f32>,
    /// Prefer what few people follow
    #[arg(long)]
    pub little_known: bool,
    /// Name every contribution
    #[arg(long)]
    pub explain: bool,
}

impl QueryArgs {
    /// The request these options make, with nothing yet to like, to want or to have seen.
    pub fn request(&self, id: &str, common: &Common) -> QueryRequest {
        QueryRequest {
            unlike: self.unlike.clone(),
            avoid: ByTrope(self.avoid.clone()),
            any: self.any.iter().map(|group| split(group)).collect(),
            require: ByTrope(self.require.clone()),
            only: (!self.only.is_empty()).then(|| self.only.clone()),
            exclude: self.exclude.clone(),
            as_of: self.as_of.clone(),
            filter: FilterRequest {
                year_from: self.year_from,
                year_to: self.year_to,
                network: self.network.clone(),
                streaming: self.streaming.clone(),
                min_episodes: self.min_episodes,
                max_episodes: self.max_episodes,
                min_minutes: self.min_minutes,
                max_minutes: self.max_minutes,
                min_hours: self.min_hours,
                max_hours: self.max_hours,
                min_score: self.min_score,
                rating_up_to: self.rating_up_to.clone(),
                airing: self.airing.clone(),
                origin: self.origin.clone(),
                with: self.with.clone(),
                without: self.without.clone(),
                specials: self.specials,
                same_series: self.same_series,
            },
            diversity: self.diversity,
            priors: match self.tropes_only {
                true => PriorsRequest::None,
                false => PriorsRequest::Default,
            },
            popularity: self.popularity,
            acclaim: self.acclaim,
            little_known: self.little_known,
            veto_threshold: self.veto_threshold,
            spoilers: common.spoilers,
            k: common.k,
            ..QueryRequest::new(id)
        }
    }
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
    #[arg(long, value_name = "TITLE")]
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
        conflicts_with_all = ["output", "columns", "unknown_tropes", "new_tropes", "skip_bad", "rejected"],
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

/// `--pooling`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PoolingArg {
    /// What the titles share
    Mean,
    /// The nearest of them
    Best,
    /// What pleases every one of them
    Least,
}

impl From<PoolingArg> for Pooling {
    fn from(arg: PoolingArg) -> Self {
        match arg {
            PoolingArg::Mean => Self::Mean,
            PoolingArg::Best => Self::Best,
            PoolingArg::Least => Self::Least,
        }
    }
}

/// `TROPE[:WEIGHT]`; without a weight, 1.
fn weighted(text: &str) -> Result<(String, f32), String> {
    Ok(match split_weight(text)? {
        (name, Some(weight)) => (name, weight),
        (name, None) => (name, 1.0),
    })
}

/// `TROPE[:LEAST]`; without a least strength, that from which a veto drops a drama.
fn required(text: &str) -> Result<(String, f32), String> {
    Ok(match split_weight(text)? {
        (name, Some(least)) => (name, least),
        (name, None) => (name, 0.4),
    })
}

/// Names between commas.
fn split(list: &str) -> Vec<String> {
    list.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// `TROPE` for a veto, `TROPE:WEIGHT` for a soft avoid.
fn avoided(text: &str) -> Result<(String, Avoid), String> {
    Ok(match split_weight(text)? {
        (name, Some(weight)) => (name, Avoid::Soft(weight)),
        (name, None) => (name, Avoid::Veto),
    })
}

fn split_weight(text: &str) -> Result<(String, Option<f32>), String> {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(format!(
            "`{text}` is no trope; a weight has a decimal point, as in `divorce:0.5`"
        ));
    }
    let Some((name, weight)) = text.rsplit_once(':') else {
        return Ok((text.trim().to_owned(), None));
    };
    match weight.trim().parse::<f32>() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok((name.trim().to_owned(), Some(number))),
        Ok(_) => Err(format!("the weight of `{name}` must be a number from 0 to 1, not {weight}")),
        Err(_) => {
            Err(format!("the weight of `{name}` must be a number from 0 to 1, not `{weight}`"))
        }
    }
}

/// A number that stays above 0 when it is, however small.
fn above_zero(text: &str) -> Result<f32, std::num::ParseFloatError> {
    let number: f64 = text.parse()?;
    Ok(if number > 0.0 { f32::from_bits(1).max(number as f32) } else { number as f32 })
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

    #[test]
    fn weights_stand_behind_a_colon() {
        assert_eq!(weighted("divorce"), Ok(("divorce".into(), 1.0)));
        assert_eq!(weighted("divorce:0.6"), Ok(("divorce".into(), 0.6)));
        assert_eq!(avoided("trauma"), Ok(("trauma".into(), Avoid::Veto)));
        assert_eq!(avoided("trauma:0.5"), Ok(("trauma".into(), Avoid::Soft(0.5))));
        for wrong in
            ["divorce:", "divorce:much", "divorce:2", "divorce:-1", "divorce:NaN", "divorce:inf"]
        {
            assert!(weighted(wrong).unwrap_err().contains("from 0 to 1"), "{wrong}");
        }
    }
}
