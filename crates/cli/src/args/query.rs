//! The options of questions.

use clap::{Args, ValueEnum};

use tropewise::schema::{Avoid, ByTrope, FilterRequest, Pooling, PriorsRequest, QueryRequest};

use tropewise::catalog::{Airing, ContentRating, OriginKind};

use crate::complete;

use super::Common;
use super::values::{above_zero, avoided, count, group, once, required, split, weighted, year};

/// Headings under which help lists the options.
const WISH: &str = "What you wish for";
const FILTERS: &str = "Which dramas may be answered";
const RANKING: &str = "What counts beside tropes";

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
    #[arg(long, value_name = "TROPE[:WEIGHT]", value_delimiter = ',', value_parser = weighted, add = complete::tropes(), help_heading = WISH)]
    pub want: Vec<(String, f32)>,
    /// More of this trope than the titles have
    #[arg(long, value_name = "TROPE", value_delimiter = ',', add = complete::tropes(), help_heading = WISH)]
    pub more: Vec<String>,
    /// Less of this trope than the titles have
    #[arg(long, value_name = "TROPE", value_delimiter = ',', add = complete::tropes(), help_heading = WISH)]
    pub less: Vec<String>,
    /// How several titles count: what they share (mean), the nearest of them (best), or what
    /// pleases every one (least)
    #[arg(long, value_enum, value_name = "HOW", help_heading = WISH)]
    pub pooling: Option<PoolingArg>,
    /// How much --want counts beside the titles, from 0 to 1
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true, help_heading = WISH)]
    pub wish_share: Option<f32>,
    /// How much nearness in years to the titles counts, from 0 to 1 [without a number: 1]
    #[arg(long, alias = "same-era", value_name = "LAMBDA", num_args = 0..=1, default_missing_value = "1", require_equals = true, help_heading = RANKING)]
    pub era: Option<f32>,
    /// How much a lead, writer or director in common with the titles counts, from 0 to 1 [without a
    /// number: 1]
    #[arg(long, alias = "same-people", value_name = "LAMBDA", num_args = 0..=1, default_missing_value = "1", require_equals = true, help_heading = RANKING)]
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
    #[arg(long, value_name = "TROPE[:WEIGHT]", value_delimiter = ',', value_parser = avoided, add = complete::tropes(), help_heading = WISH)]
    pub avoid: Vec<(String, Avoid)>,
    /// Strength from which --avoid drops a drama [default: 0.4]
    #[arg(long, value_name = "STRENGTH", allow_negative_numbers = true, value_parser = above_zero, help_heading = WISH)]
    pub veto_threshold: Option<f32>,
    /// Titles you disliked
    #[arg(long, value_name = "TITLE", add = complete::titles(), help_heading = WISH)]
    pub unlike: Vec<String>,
    /// Tropes that must be there, each with a least strength [default: 0.4]
    #[arg(long, alias = "must", value_name = "TROPE[:LEAST]", value_delimiter = ',', value_parser = required, add = complete::tropes(), help_heading = WISH)]
    pub require: Vec<(String, f32)>,
    /// Tropes of which one suffices; may be given again
    #[arg(long, value_name = "TROPE,TROPE", value_parser = group, add = complete::tropes(), help_heading = WISH)]
    pub any: Vec<String>,
    /// A lead, writer or director; of several, all
    #[arg(long, value_name = "PERSON", help_heading = FILTERS, add = complete::people())]
    pub with: Vec<String>,
    /// A lead, writer or director who may not be there
    #[arg(long, value_name = "PERSON", help_heading = FILTERS, add = complete::people())]
    pub without: Vec<String>,
    /// Titles you have seen, or a file of them: one a line, or what the page saves
    #[arg(long, value_name = "TITLE|FILE", add = complete::titles_and_files(), help_heading = FILTERS)]
    pub seen: Vec<String>,
    /// The only titles that may be answered
    #[arg(long, value_name = "TITLE", add = complete::titles(), help_heading = FILTERS)]
    pub only: Vec<String>,
    /// Titles that may not be answered
    #[arg(long, value_name = "TITLE", add = complete::titles(), help_heading = FILTERS)]
    pub exclude: Vec<String>,
    /// First year
    #[arg(long, value_name = "YEAR", allow_negative_numbers = true, value_parser = year, help_heading = FILTERS)]
    pub year_from: Option<u16>,
    /// Last year
    #[arg(long, value_name = "YEAR", allow_negative_numbers = true, value_parser = year, help_heading = FILTERS)]
    pub year_to: Option<u16>,
    /// Network of the first release
    #[arg(long, value_name = "NAME", help_heading = FILTERS, add = complete::networks())]
    pub network: Option<String>,
    /// Service where it streams; of `A,B` one suffices
    #[arg(long, value_name = "NAME", help_heading = FILTERS, add = complete::services())]
    pub streaming: Option<String>,
    /// Least episodes
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = count, help_heading = FILTERS)]
    pub min_episodes: Option<u16>,
    /// Most episodes
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = count, help_heading = FILTERS)]
    pub max_episodes: Option<u16>,
    /// Least minutes of an episode
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = count, help_heading = FILTERS)]
    pub min_minutes: Option<u16>,
    /// Most minutes of an episode
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = count, help_heading = FILTERS)]
    pub max_minutes: Option<u16>,
    /// Least hours of all episodes
    #[arg(long, value_name = "HOURS", allow_negative_numbers = true, help_heading = FILTERS)]
    pub min_hours: Option<f32>,
    /// Most hours of all episodes
    #[arg(long, value_name = "HOURS", allow_negative_numbers = true, help_heading = FILTERS)]
    pub max_hours: Option<f32>,
    /// Least score that viewers gave, from 0 to 10
    #[arg(long, value_name = "SCORE", allow_negative_numbers = true, help_heading = FILTERS)]
    pub min_score: Option<f32>,
    /// The strictest age it may be meant for: G, 13+, 15+ or 18+
    #[arg(long, value_name = "RATING", help_heading = FILTERS, add = complete::kinds::<ContentRating>())]
    pub rating_up_to: Option<String>,
    /// Whether it has come: finished, airing or not-yet
    #[arg(long, value_name = "STATE", help_heading = FILTERS, add = complete::kinds::<Airing>())]
    pub airing: Option<String>,
    /// The day of the question, such as 2025-10-25: what comes later has not aired [default: that
    /// of the catalogue]
    #[arg(long, value_name = "DAY", help_heading = FILTERS)]
    pub as_of: Option<String>,
    /// What it was made from: webtoon, web-novel, novel, manhwa, manga, remake, true-story or
    /// folklore
    #[arg(long, value_name = "KIND", help_heading = FILTERS, add = complete::kinds::<OriginKind>())]
    pub origin: Option<String>,
    /// Let specials and compilations in
    #[arg(long, help_heading = FILTERS)]
    pub specials: bool,
    /// Let other seasons of the titles in
    #[arg(long, help_heading = FILTERS)]
    pub same_series: bool,
    /// Variety, from 0 (by score alone) to below 1
    #[arg(long, value_name = "LAMBDA", allow_negative_numbers = true, help_heading = RANKING)]
    pub diversity: Option<f32>,
    /// Rank by tropes alone: popularity, era and people count only where asked for
    #[arg(long, help_heading = RANKING)]
    pub tropes_only: bool,
    /// How much popularity counts, from 0 to 1 [without a number: 1]
    #[arg(long, alias = "popular", value_name = "LAMBDA", num_args = 0..=1, default_missing_value = "1", require_equals = true, help_heading = RANKING)]
    pub popularity: Option<f32>,
    /// How much viewers' scores count, from 0 to 1 [without a number: 1]
    #[arg(long, alias = "acclaimed", value_name = "LAMBDA", num_args = 0..=1, default_missing_value = "1", require_equals = true, help_heading = RANKING)]
    pub acclaim: Option<f32>,
    /// Prefer what few people follow
    #[arg(long, help_heading = RANKING)]
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
            avoid: ByTrope(once(&self.avoid)),
            any: self.any.iter().map(|group| split(group)).collect(),
            require: ByTrope(once(&self.require)),
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
                rating_up_to: self.rating_up_to.as_deref().map(Into::into),
                airing: self.airing.as_deref().map(Into::into),
                origin: self.origin.as_deref().map(Into::into),
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
