//! `tropewise encode`.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::report::{EncodingReport, Neighbours, NeighboursReport};
use tropewise::Recommender;
use tropewise::catalog::{Drama, cut};
use tropewise::encode::{EncodeError, Encoder, MOST_BYTES, Markup, Options, bounded, drafts};
use tropewise::schema::{EncodedDrama, Encoding};
use tropewise::store::text::to_toml;

use crate::args::Common;
use crate::console::note;
use crate::error::CliError;
use crate::opening::{Reads, with_recommender};
use crate::output::Output;
use crate::paths::input_name;

/// `encode`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tropewise encode examples/data/synopsis.txt
  tropewise encode examples/data/article.txt --like
  tropewise encode examples/data/page.html --format json")]
pub struct EncodeArgs {
    /// A synopsis or an article: plain text, Markdown or HTML; - for standard input
    #[arg(value_name = "FILE")]
    pub input: PathBuf,
    /// Rank the catalogue against each drama of the text: more like this
    #[arg(long)]
    pub like: bool,
    /// Print entries in the form of the catalogue's files, not reviewed, spoilers included
    #[arg(long, conflicts_with_all = ["format", "like"])]
    pub toml: bool,
    /// How the text is marked up [default: by the file's name, else by its looks]
    #[arg(long, value_enum, value_name = "MARKUP")]
    pub from: Option<MarkupArg>,
    /// Least confidence of a trope, from 0 to 1 [default: 0.3]
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true)]
    pub min_confidence: Option<f32>,
}

/// `--from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MarkupArg {
    /// Paragraphs with blank lines between them
    Text,
    /// Markdown
    Markdown,
    /// HTML
    Html,
}

impl From<MarkupArg> for Markup {
    fn from(arg: MarkupArg) -> Self {
        match arg {
            MarkupArg::Text => Self::Plain,
            MarkupArg::Markdown => Self::Markdown,
            MarkupArg::Html => Self::Html,
        }
    }
}

/// Runs `encode`.
///
/// # Errors
/// When the text cannot be read or shows no trope.
pub fn encode(args: &EncodeArgs, common: &Common) -> Result<Output, CliError> {
    let usual = Options::default();
    let k = common.k;
    let min_confidence = args.min_confidence.unwrap_or(usual.min_confidence);
    if !(0.0..=1.0).contains(&min_confidence) {
        let message =
            format!("the least confidence must be a number from 0 to 1, not {min_confidence}");
        return Err(CliError::misused(message, "leave it out for 0.3"));
    }
    let bytes = read(&args.input)?;
    let encoder = tropewise_dramas::encoder();
    let options = Options {
        markup: args.from.map(Into::into).or_else(|| named(&args.input)),
        // With --like, k is the length of the ranking.
        k: k.filter(|_| !args.like).unwrap_or(usual.k),
        min_confidence,
        spoilers: common.spoilers || args.toml,
    };
    with_recommender(common, Reads::All, |recommender| {
        let encoding = encoder
            .encode(&bytes, recommender, &options)
            .map_err(|error| refused(&error, &bytes, &args.input))?;
        show(&encoding, &encoder, recommender, args, common)
    })
}

/// What was read, in the form asked for.
fn show(
    encoding: &Encoding,
    encoder: &Encoder,
    recommender: &Recommender,
    args: &EncodeArgs,
    common: &Common,
) -> Result<Output, CliError> {
    let catalog = recommender.catalog();
    if encoding.everything {
        note(
            "what reads as adverts, menus or pointers to other pages was all there is, so it was \
            read too",
        );
    }
    if encoding.untold > 0 {
        let lack = match encoding.untold {
            1 => "title has no text of its own",
            _ => "titles have no text of their own",
        };
        note(&format!("{} other known {lack}", encoding.untold));
    }
    for (title, known) in
        encoding.dramas.iter().filter_map(|d| d.title.as_ref().zip(d.known.as_ref()))
    {
        if matches!(catalog.named(title), Ok(None)) {
            note(&format!("`{}` is taken for `{}`", cut(title), known.title));
        }
    }
    for drama in
        encoding.dramas.iter().filter(|drama| drama.tropes.is_empty() && drama.hidden_tropes == 0)
    {
        note(&format!(
            "no known trope is in what line {} says of {}",
            drama.place.line,
            name(drama)
        ));
    }
    if args.toml {
        let drafts = drafts(&encoding.dramas, catalog);
        let entry = |(draft, encoded): (&Drama, &EncodedDrama)| {
            let entry = to_toml(draft, catalog.vocabulary());
            match &encoded.known {
                Some(known) => format!(
                    "# `{}` is in the catalogue already; as an overlay this entry would replace \
                    it.\n{entry}",
                    known.id
                ),
                None => entry,
            }
        };
        let entries: Vec<String> = drafts.iter().zip(&encoding.dramas).map(entry).collect();
        return Ok(Output::toml(&entries));
    }
    if args.like {
        let k = common.k.unwrap_or(tropewise::schema::DEFAULT_K);
        let neighbours = neighbours(encoder, &encoding.dramas, recommender, k)
            .map_err(|error| refused(&error, &[], &args.input))?;
        let report = NeighboursReport { neighbours, catalog };
        return Ok(Output::report(&report, common.format));
    }
    Ok(Output::report(&EncodingReport { encoding, catalog }, common.format))
}

/// Why a text is refused, with its name and, where a byte of it is to blame, the line.
fn refused(error: &EncodeError, bytes: &[u8], path: &Path) -> CliError {
    let name = input_name(path);
    let line = match error {
        EncodeError::Binary { offset, .. } | EncodeError::Encoding { offset, .. } => {
            let before = &bytes[..(*offset).min(bytes.len())];
            format!(" line {}:", before.iter().filter(|byte| **byte == b'\n').count() + 1)
        }
        _ => String::new(),
    };
    let told = CliError::from(error.clone());
    let hint = match error {
        EncodeError::Encoding { encoding: "UTF-8", .. } => recoding(bytes, path),
        _ => told.hint,
    };
    CliError { message: format!("{name}:{line} {}", told.message), hint, exit: told.exit }
}

/// How to make UTF-8 of a text in the encoding that it likely has.
fn recoding(bytes: &[u8], path: &Path) -> String {
    // In Korean texts of old, letters are pairs of bytes of the upper half.
    let pairs = bytes.windows(2).filter(|two| two.iter().all(|byte| *byte >= 0xa1)).count();
    let single = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let likely = if pairs * 4 >= single * 3 { "CP949" } else { "WINDOWS-1252" };
    let file = path.display().to_string();
    let file = match file.as_str() {
        "-" => "FILE".to_owned(),
        _ if file.contains(char::is_whitespace) => format!("'{file}'"),
        _ => file,
    };
    format!("save it as UTF-8, or `iconv -f {likely} -t UTF-8 {file} | tropewise encode -`")
}

fn name(drama: &EncodedDrama) -> String {
    drama.title.as_ref().map_or_else(|| "the drama".to_owned(), |title| format!("`{title}`"))
}

fn neighbours(
    encoder: &Encoder,
    dramas: &[EncodedDrama],
    recommender: &Recommender,
    k: usize,
) -> Result<Vec<Neighbours>, EncodeError> {
    let mut neighbours = Vec::new();
    for drama in dramas.iter().filter(|drama| !drama.salience.is_empty()) {
        let answer = encoder.like(drama, recommender, k)?;
        neighbours.push(Neighbours {
            title: drama.title.clone(),
            line: drama.place.line,
            known: drama.known.as_ref().map(|known| known.id.clone()),
            answer,
        });
    }
    if neighbours.is_empty() { Err(EncodeError::NoTrope) } else { Ok(neighbours) }
}

/// What the name of a file says of its markup.
fn named(path: &Path) -> Option<Markup> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "md" | "markdown" => Some(Markup::Markdown),
        "html" | "htm" | "xhtml" => Some(Markup::Html),
        _ => None,
    }
}

/// Reads a file or standard input, but no more of it than an encoder takes.
fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    let failed = |error: &io::Error| CliError::io("read", path, error);
    let mut bytes = Vec::new();
    let most = MOST_BYTES as u64;
    if path == Path::new("-") {
        io::stdin()
            .lock()
            .take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| failed(&error))?;
    } else {
        let file = File::open(path).map_err(|error| failed(&error))?;
        if let Ok(facts) = file.metadata() {
            bounded(facts.len() as usize, None).map_err(|error| refused(&error, &[], path))?;
        }
        file.take(most + 1).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    }
    Ok(bytes)
}
