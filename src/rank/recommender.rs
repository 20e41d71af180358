//! The recommender: from a question to an explained answer.

use ndarray::Array1;

use crate::catalog::{Catalog, DramaIdx};
use crate::index::VectorIndex;
use crate::query::{Note, Pooling, Query, QueryError, QueryRequest};

use super::adjust::{Adjustments, popularity};
use super::answer::{Answer, Comparison, ExclusionCount, Judgement, Shortfall};
use super::dense::DenseRanker;
use super::diversity::{candidates, diversify};
use super::explain::{Explainer, compare};
use super::filters::{Exclusion, Mask, Reason};
use super::normalisation::LengthNormalisation;
use super::ranker::{Ranker, ScanRanker, Scorer};
use super::settings::{Settings, SettingsError};
use super::similarity::{Direction, Side, Similarity};
use super::topk::Hit;
use super::weights;

/// From this share of non-zero strengths up, the dense ranker is the faster one.
const DENSE_FROM: f64 = 0.25;

/// Ranks the dramas of one catalogue. Immutable and `Sync`: make one, share it between threads.
///
/// ```
/// # #[cfg(all(feature = "embedded"))] {
/// use tropewise::{QueryRequest, Recommender, store};
///
/// let recommender = Recommender::new(store::embedded());
/// let mut request = QueryRequest::new("q1");
/// request.like.push("Our Beloved Summer".into());
/// let answer = recommender.recommend(&request)?;
/// assert_eq!(answer.results.len(), 10);
/// # }
/// # Ok::<(), tropewise::QueryError>(())
/// ```
pub struct Recommender {
    catalog: Catalog,
    settings: Settings,
    weights: Array1<f32>,
    index: VectorIndex<'static>,
    seed_normalisation: LengthNormalisation,
    wish_normalisation: LengthNormalisation,
    popularity: Array1<f32>,
    ranker: Box<dyn Ranker>,
}

impl Recommender {
    /// A recommender with the default settings.
    #[must_use]
    pub fn new(catalog: Catalog) -> Self {
        Self::build(catalog, Settings::default())
    }

    /// A recommender with settings of your own.
    ///
    /// # Errors
    /// [`SettingsError`] when one is out of range.
    pub fn with_settings(catalog: Catalog, settings: Settings) -> Result<Self, SettingsError> {
        settings.check()?;
        Ok(Self::build(catalog, settings))
    }

    fn build(catalog: Catalog, settings: Settings) -> Self {
        let learned = weights::for_catalog(&catalog);
        let rows = catalog
            .dramas()
            .iter()
            .map(|drama| drama.strengths.iter().map(|s| (s.trope.0, s.strength)));
        let index = VectorIndex::build(
            rows,
            learned.weights.as_slice().expect("one contiguous row"),
        );
        let pivot = f64::from(learned.mean_norm);
        let cells = (index.len() * index.n_tropes()).max(1);
        let ranker: Box<dyn Ranker> = if index.n_values() as f64 / cells as f64 >= DENSE_FROM {
            Box::new(DenseRanker::new(&index))
        } else {
            Box::new(ScanRanker)
        };
        Self {
            seed_normalisation: LengthNormalisation::new(&index, settings.seed_b, pivot),
            wish_normalisation: LengthNormalisation::new(&index, settings.wish_b, pivot),
            popularity: popularity(catalog.dramas()),
            weights: learned.weights,
            index,
            settings,
            ranker,
            catalog,
        }
    }

    /// Uses another ranker. All give the same answers.
    #[must_use]
    pub fn with_ranker(mut self, ranker: impl Ranker + 'static) -> Self {
        self.ranker = Box::new(ranker);
        self
    }

    /// The catalogue ranked.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The weighted strength vectors.
    #[must_use]
    pub fn index(&self) -> &VectorIndex<'static> {
        &self.index
    }

    /// The trope weights in use, shape `(n_tropes,)`.
    #[must_use]
    pub fn weights(&self) -> &Array1<f32> {
        &self.weights
    }

    /// The settings in use.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Checks a request and answers it.
    ///
    /// # Errors
    /// [`QueryError`] when the request cannot be asked; see [`QueryRequest::check`].
    pub fn recommend(&self, request: &QueryRequest) -> Result<Answer, QueryError> {
        Ok(self.answer(&request.check(&self.catalog)?))
    }

    /// Answers a checked query: the k best qualifying dramas, explained.
    #[must_use]
    pub fn answer(&self, query: &Query) -> Answer {
        let mut notes = query.notes.clone();
        let mask = Mask::new(&self.catalog, query);
        notes.extend(self.notes(query, &mask));
        let scorer = self.scorer(query);
        let hits = self.hits(query, &scorer, &mask);
        let explainer = Explainer::new(&self.catalog, query, &scorer);
        let results: Vec<_> = hits
            .iter()
            .enumerate()
            .map(|(at, hit)| explainer.explain(*hit, at + 1))
            .collect();
        let mut exclusions: Vec<_> = mask.exclusions().iter().map(|e| self.count(e)).collect();
        let shortfall = (results.len() < query.k)
            .then(|| self.shortfall(query, &scorer, &mask, &mut exclusions, results.len()));
        Answer {
            id: query.id.clone(),
            results,
            notes,
            exclusions,
            shortfall,
        }
    }

    /// The ranking alone, unexplained: the k best qualifying dramas, best first.
    #[must_use]
    pub fn rank(&self, query: &Query) -> Vec<Hit> {
        self.hits(query, &self.scorer(query), &Mask::new(&self.catalog, query))
    }

    /// Explains how one drama fares with a query, whether it qualifies or not.
    #[must_use]
    pub fn judge(&self, query: &Query, drama: DramaIdx) -> Judgement {
        let mask = Mask::new(&self.catalog, query);
        let scorer = self.scorer(query);
        let qualifying: Vec<Hit> = mask.allowed().filter_map(|at| scorer.score(at)).collect();
        let found = qualifying.iter().find(|hit| hit.drama == drama);
        let rank = found.map_or(0, |hit| {
            1 + qualifying
                .iter()
                .filter(|other| other.order(hit).is_lt())
                .count()
        });
        let base = scorer.similarity.base(drama.at());
        let hit = Hit {
            drama,
            base,
            score: scorer.adjustments.apply(drama.at(), base),
        };
        let mut left_out_by = Vec::new();
        if query.seeds.contains(&drama) || query.disliked.contains(&drama) {
            left_out_by.push("it is one of the titles named".to_owned());
        }
        left_out_by.extend(
            mask.failed_by(&self.catalog, query, drama)
                .iter()
                .map(|reason| {
                    let (reason, value) = self.words(reason);
                    if value.is_empty() {
                        reason.to_owned()
                    } else {
                        format!("{reason} {value}")
                    }
                }),
        );
        if found.is_none() && left_out_by.is_empty() {
            let why = if base > 0.0 {
                "its score is 0"
            } else {
                "it shares nothing with the query"
            };
            left_out_by.push(why.to_owned());
        }
        let notes = query
            .notes
            .iter()
            .cloned()
            .chain(self.notes(query, &mask))
            .collect();
        let recommendation = Explainer::new(&self.catalog, query, &scorer).explain(hit, rank);
        Judgement {
            recommendation,
            qualifying: qualifying.len(),
            left_out_by,
            notes,
        }
    }

    /// Sets two dramas side by side, naming spoiler tropes only when asked to.
    #[must_use]
    pub fn compare(&self, a: DramaIdx, b: DramaIdx, spoilers: bool) -> Comparison {
        compare(&self.catalog, &self.index, a, b, spoilers)
    }

    fn hits(&self, query: &Query, scorer: &Scorer<'_>, mask: &Mask) -> Vec<Hit> {
        if query.diversity > 0.0 {
            let hits = self.ranker.top(scorer, mask, candidates(query.k));
            diversify(&self.index, hits, query.diversity, query.k)
        } else {
            self.ranker.top(scorer, mask, query.k)
        }
    }

    /// Everything that decides scores for `query`. Without any direction, nothing scores.
    #[must_use]
    pub fn scorer<'a>(&'a self, query: &'a Query) -> Scorer<'a> {
        let disliked = self.mean_direction(&query.disliked);
        let share = match (query.seeds.is_empty(), query.wishes.is_empty()) {
            (false, false) => query.wish_share.map_or(self.settings.wish_share, f64::from),
            (_, none) => f64::from(u8::from(!none)),
        };
        let mut sides = Vec::new();
        let seeds = self.seed_directions(query, disliked.as_ref());
        if !seeds.is_empty() && share < 1.0 {
            sides.push(Side {
                directions: seeds,
                share: 1.0 - share,
                normalisation: &self.seed_normalisation,
            });
        }
        let taken = disliked.as_ref().filter(|_| query.seeds.is_empty());
        if let Some(wishes) = self.wish_direction(query, taken).filter(|_| share > 0.0) {
            sides.push(Side {
                directions: vec![wishes],
                share,
                normalisation: &self.wish_normalisation,
            });
        }
        Scorer {
            similarity: Similarity::new(&self.index, sides),
            adjustments: Adjustments::new(&self.catalog, query, &self.popularity),
        }
    }

    fn seed_directions(&self, query: &Query, disliked: Option<&Array1<f64>>) -> Vec<Direction> {
        match query.pooling.unwrap_or(self.settings.pooling) {
            Pooling::Mean => {
                let mean = self.mean_direction(&query.seeds);
                mean.and_then(|mean| self.less_disliked(mean, disliked))
                    .into_iter()
                    .collect()
            }
            Pooling::Best => {
                let seeds = query
                    .seeds
                    .iter()
                    .filter_map(|seed| Direction::of_row(&self.index, seed.at()));
                seeds
                    .filter_map(|seed| self.less_disliked(seed.vector().clone(), disliked))
                    .collect()
            }
        }
    }

    fn wish_direction(&self, query: &Query, disliked: Option<&Array1<f64>>) -> Option<Direction> {
        let mut vector = Array1::zeros(self.index.n_tropes());
        for wish in &query.wishes {
            vector[wish.trope.at()] =
                f64::from(self.weights[wish.trope.at()]).sqrt() * f64::from(wish.weight);
        }
        self.less_disliked(Direction::new(vector)?.vector().clone(), disliked)
    }

    /// The mean of the unit vectors of some dramas; `None` when none has a direction.
    fn mean_direction(&self, dramas: &[DramaIdx]) -> Option<Array1<f64>> {
        let directions: Vec<_> = dramas
            .iter()
            .filter_map(|d| Direction::of_row(&self.index, d.at()))
            .collect();
        let sum = directions
            .iter()
            .fold(Array1::zeros(self.index.n_tropes()), |sum, d| {
                sum + d.vector()
            });
        (!directions.is_empty()).then(|| sum / directions.len() as f64)
    }

    /// Takes the disliked out of a vector (Rocchio 1971), clipped at 0.
    fn less_disliked(
        &self,
        mut vector: Array1<f64>,
        disliked: Option<&Array1<f64>>,
    ) -> Option<Direction> {
        if let Some(disliked) = disliked {
            vector.zip_mut_with(disliked, |v, d| {
                *v = (*v - self.settings.dislike * d).max(0.0)
            });
        }
        Direction::new(vector)
    }

    fn notes(&self, query: &Query, mask: &Mask) -> Vec<Note> {
        let mut notes = Vec::new();
        let seasons = mask
            .exclusions()
            .iter()
            .find(|e| matches!(e.reason, Reason::Series(_)))
            .map_or(0, |e| e.dropped);
        if seasons > 0 {
            let what = if seasons == 1 { "season" } else { "seasons" };
            notes.push(Note::new("series-left-out", format!("{seasons} other {what} of what you liked left out; same-series brings them back")));
        }
        let vocabulary = self.catalog.vocabulary();
        let asked = query
            .wishes
            .iter()
            .map(|w| w.trope)
            .chain(query.critiques.iter().map(|c| c.trope));
        let asked = asked.chain(query.soft_avoids.iter().map(|a| a.trope));
        if !query.spoilers
            && asked
                .into_iter()
                .any(|trope| vocabulary.trope(trope).spoiler)
        {
            notes.push(Note::new("spoilers-hidden", "spoiler tropes rank but are shown as \"hidden tropes\"; ask for spoilers to name them"));
        }
        if query.popularity > 0.0 {
            let unknown = self
                .catalog
                .dramas()
                .iter()
                .filter(|d| d.followers.is_none())
                .count();
            if unknown > 0 {
                notes.push(Note::new(
                    "followers-unknown",
                    format!("{unknown} dramas have no known followers and count as unpopular"),
                ));
            }
        }
        notes
    }

    fn words(&self, reason: &Reason) -> (&'static str, String) {
        match reason {
            Reason::Series(_) => ("series", String::new()),
            Reason::Seen => ("seen", String::new()),
            Reason::Years(Some(from), Some(to)) => ("year", format!("{from}-{to}")),
            Reason::Years(Some(from), None) => ("year", format!("{from} and later")),
            Reason::Years(None, to) => ("year", format!("{} and earlier", to.unwrap_or(u16::MAX))),
            Reason::Network(network) => ("network", network.name.clone()),
            Reason::Streaming(service) => ("streaming", service.name.clone()),
            Reason::Episodes(most) => ("max-episodes", most.to_string()),
            Reason::Veto(trope, _) => ("avoid", self.catalog.vocabulary().trope(*trope).id.clone()),
            Reason::Unreviewed => ("unreviewed", String::new()),
        }
    }

    fn count(&self, exclusion: &Exclusion) -> ExclusionCount {
        let (reason, value) = self.words(&exclusion.reason);
        ExclusionCount {
            reason: reason.to_owned(),
            value,
            dropped: exclusion.dropped,
            unknown: exclusion.unknown,
            relaxing_brings: None,
        }
    }

    /// Says why there are too few, counting for each reason what relaxing it alone would bring back.
    fn shortfall(
        &self,
        query: &Query,
        scorer: &Scorer<'_>,
        mask: &Mask,
        exclusions: &mut [ExclusionCount],
        found: usize,
    ) -> Shortfall {
        let (mut nothing_shared, mut adjusted_to_zero) = (0, 0);
        for at in mask.allowed().filter(|at| scorer.score(*at).is_none()) {
            if scorer.similarity.base(at) > 0.0 {
                adjusted_to_zero += 1
            } else {
                nothing_shared += 1
            }
        }
        let mut brings = vec![0; exclusions.len()];
        mask.by_one_reason()
            .filter(|(at, _)| scorer.score(*at).is_some())
            .for_each(|(_, reason)| brings[reason] += 1);
        for (exclusion, brings) in exclusions.iter_mut().zip(&brings) {
            exclusion.relaxing_brings = Some(*brings);
        }
        let best = exclusions
            .iter()
            .max_by_key(|e| e.relaxing_brings)
            .filter(|e| e.relaxing_brings > Some(0));
        let dropped = exclusions.iter().any(|e| e.dropped > 0);
        let critiques = adjusted_to_zero > 0 && !query.critiques.is_empty();
        let advice = match best {
            Some(best) => {
                let name = format!("{} {}", best.reason, best.value);
                format!(
                    "relaxing `{}` would bring {} more",
                    name.trim_end(),
                    best.relaxing_brings.unwrap_or(0)
                )
            }
            None if scorer.similarity.sides().is_empty() => {
                "nothing is left to look for: the disliked titles cancel what is asked".to_owned()
            }
            None if critiques => "the critiques leave nothing: drop one of them".to_owned(),
            None if dropped => "no filter alone is to blame: relax two of them together".to_owned(),
            None if found > 0 => "no other drama shares a trope with the question".to_owned(),
            None => "no drama shares a trope with the question".to_owned(),
        };
        Shortfall {
            asked: query.k,
            found,
            nothing_shared,
            adjusted_to_zero,
            advice,
        }
    }
}

impl std::fmt::Debug for Recommender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recommender")
            .field("dramas", &self.catalog.len())
            .field("tropes", &self.index.n_tropes())
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
