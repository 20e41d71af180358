//! The recommender: from a question to an explained answer.

mod make;

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::AtomicUsize;

use crate::catalog::{Catalog, DramaIdx};
use crate::index::VectorIndex;
use crate::query::{Query, QueryError};
use crate::schema::{Answer, Comparison, Explanation, QueryRequest, SCHEMA_VERSION};

use super::account;
use super::adjust::Adjustments;
use super::compose::Compose;
use super::count_cache::CountCache;
use super::diversity::{candidates, diversify};
use super::explain::{Explainer, compare};
use super::filters::Mask;
use super::normalisation::LengthNormalisation;
use super::prior_columns::PriorColumns;
use super::priors::Priors;
use super::ranker::{Ask, Ranker, ScanRanker, Scorer};
use super::settings::Settings;
use super::similarity::Similarity;
use super::topk::Hit;
use super::veil::{Spoilers, Veil};
pub use make::{BLOCKS_FROM, is_dense};

/// Ranks the dramas of one catalogue. Immutable and `Sync`: make one, share it between threads.
///
/// ```
/// use tropewise::{QueryRequest, Recommender};
///
/// let recommender = Recommender::new(tropewise_dramas::catalog());
/// let answer = recommender.recommend(&QueryRequest::like("Our Beloved Summer"))?;
/// assert_eq!(answer.results.len(), 10);
/// # Ok::<(), tropewise::QueryError>(())
/// ```
pub struct Recommender {
    catalog: Catalog,
    settings: Settings,
    weights: Vec<f32>,
    index: VectorIndex,
    /// Without the tropes that give an ending away.
    seed_normalisation: LengthNormalisation,
    wish_normalisation: LengthNormalisation,
    priors: PriorColumns,
    /// None while a scan answers.
    ranker: OnceLock<Box<dyn Ranker>>,
    /// How many questions a scan answered.
    scanned: AtomicUsize,
    spoilers: Spoilers,
    counts: CountCache,
}

impl Recommender {
    /// The catalogue ranked.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The weighted strength vectors.
    #[doc(hidden)]
    #[must_use]
    pub fn index(&self) -> &VectorIndex {
        &self.index
    }

    /// Length normalisation of the rows for seeds, without the tropes that give an ending away.
    #[doc(hidden)]
    #[must_use]
    pub fn normalisation(&self) -> &LengthNormalisation {
        &self.seed_normalisation
    }

    /// What rankers need to know of priors.
    #[doc(hidden)]
    #[must_use]
    pub fn prior_columns(&self) -> &PriorColumns {
        &self.priors
    }

    /// The trope weights in use, shape `(n_tropes,)`.
    #[must_use]
    pub fn weights(&self) -> &[f32] {
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
    /// [`QueryError`] when the request cannot be asked, see [`QueryRequest::check`], or the
    /// catalogue is damaged.
    pub fn recommend(&self, request: &QueryRequest) -> Result<Answer, QueryError> {
        let query = self.checked(request);
        let answer = query.map(|query| self.answer(&query));
        self.sound()?;
        answer
    }

    /// Checks requests and answers them together; each answer is the same as asked alone.
    ///
    /// Large catalogues are passed over once for all of them, so some hundreds at a time are faster
    /// than one.
    #[must_use]
    pub fn recommend_each(&self, requests: &[QueryRequest]) -> Vec<Result<Answer, QueryError>> {
        let checked: Vec<Result<Query, QueryError>> =
            requests.iter().map(|request| self.checked(request)).collect();
        let queries: Vec<&Query> = checked.iter().filter_map(|query| query.as_ref().ok()).collect();
        let mut answers = self.answer_each(&queries).into_iter();
        let answered = checked.iter().map(|query| match query {
            Ok(_) => Ok(answers.next().expect("one answer a query")),
            Err(error) => Err(error.clone()),
        });
        let answered: Vec<_> = answered.collect();
        match self.sound() {
            Ok(()) => answered,
            Err(damaged) => requests.iter().map(|_| Err(damaged.clone())).collect(),
        }
    }

    /// Checks a request, unless the catalogue is known to be damaged: names that are looked up in
    /// what is lost are not found, and looking for near ones takes its time each time.
    fn checked(&self, request: &QueryRequest) -> Result<Query, QueryError> {
        self.sound()?;
        request.check(&self.catalog)
    }

    /// Whether all that was read of the catalogue so far was sound, which an index file may not be.
    ///
    /// # Errors
    /// [`QueryError::Damaged`]; what was answered before then may be wrong.
    #[doc(hidden)]
    pub fn sound(&self) -> Result<(), QueryError> {
        self.catalog.damage().map_or(Ok(()), |at| Err(QueryError::Damaged { at }))
    }

    /// Answers a checked query: the k best qualifying dramas, explained. Over an index file it does
    /// not say whether what it read was sound; [`recommend`](Self::recommend) and
    /// [`Opened::read`](crate::Opened::read) do.
    ///
    /// # Panics
    /// May do so, or answer wrongly, when the query was checked against another catalogue.
    #[must_use]
    pub fn answer(&self, query: &Query) -> Answer {
        self.answer_each(&[query]).pop().expect("one answer a query")
    }

    /// Answers several checked queries together; each answer is the same as asked alone.
    #[must_use]
    fn answer_each(&self, queries: &[&Query]) -> Vec<Answer> {
        let mut asks = Vec::with_capacity(queries.len());
        for query in queries {
            asks.push(self.ask(query));
        }
        let hits = self.ranker(asks.len()).top_each(&asks);
        let mut answers = Vec::with_capacity(queries.len());
        for ((query, ask), hits) in queries.iter().zip(&asks).zip(hits) {
            answers.push(self.explain(query, ask, self.ordered(query, hits)));
        }
        answers
    }

    /// The ranking alone, unexplained: the k best qualifying dramas, best first.
    #[doc(hidden)]
    #[must_use]
    pub fn rank(&self, query: &Query) -> Vec<Hit> {
        self.ordered(query, self.ranker(1).top(&self.ask(query)))
    }

    /// The dramas that the answer shows, best first: each story as where it begins among what
    /// qualifies.
    #[doc(hidden)]
    #[must_use]
    pub fn shown(&self, query: &Query) -> Vec<DramaIdx> {
        let ask = self.ask(query);
        let hits = self.ordered(query, self.ranker(1).top(&ask));
        hits.into_iter().map(|hit| self.beginning(&ask, hit)).collect()
    }

    /// What the ranker is asked for: more than k where an order for variety is chosen from them.
    fn ask<'a>(&'a self, query: &'a Query) -> Ask<'a> {
        let k = if query.diversity > 0.0 { candidates(query.k) } else { query.k };
        Ask { scorer: self.scorer(query), mask: Mask::new(&self.catalog, query, &self.counts), k }
    }

    /// The k hits of the answer, in their order.
    fn ordered(&self, query: &Query, hits: Vec<Hit>) -> Vec<Hit> {
        if query.diversity > 0.0 {
            return diversify(&self.index, hits, query.diversity, query.k);
        }
        hits
    }

    fn explain(&self, query: &Query, ask: &Ask<'_>, hits: Vec<Hit>) -> Answer {
        let Ask { scorer, mask, .. } = ask;
        let mut notes = query.notes.clone();
        notes.extend(account::notes(query, scorer, mask));
        let explainer = Explainer::new(&self.catalog, query, scorer);
        let mut results = Vec::with_capacity(hits.len());
        for (at, hit) in hits.iter().enumerate() {
            results.push(explainer.explain(*hit, self.beginning(ask, *hit), at + 1));
        }
        let mut exclusions = account::exclusions(&self.catalog, query, mask);
        let mut shortfall = None;
        if results.len() < query.k {
            shortfall = Some(account::shortfall(query, scorer, mask, &mut exclusions, &hits));
        }
        Answer {
            id: query.id.clone(),
            version: SCHEMA_VERSION,
            results,
            qualifying: query.count.then(|| mask.allowed().count()),
            notes,
            exclusions,
            shortfall,
        }
    }

    /// Where the story of a hit begins among the dramas of it that qualify.
    fn beginning(&self, ask: &Ask<'_>, hit: Hit) -> DramaIdx {
        if ask.mask.story(hit.drama).is_none() {
            return hit.drama;
        }
        let mut qualifying = Vec::new();
        for idx in self.catalog.story(hit.drama) {
            if ask.mask.allows(idx.at()) && ask.scorer.score(idx.at()).is_some() {
                qualifying.push(idx);
            }
        }
        let order = |idx: &DramaIdx| {
            let facts = self.catalog.outline_facts(*idx);
            let [order, year] = [facts.series_order(), facts.year()];
            (order.unwrap_or(u16::MAX), year.unwrap_or(u16::MAX), *idx)
        };
        qualifying.into_iter().min_by_key(order).unwrap_or(hit.drama)
    }

    /// Explains how one drama fares with a query, whether it qualifies or not. Its place is that of
    /// its story.
    #[must_use]
    pub fn judge(&self, query: &Query, drama: DramaIdx) -> Explanation {
        let ask = Ask { k: self.catalog.len(), ..self.ask(query) };
        let stories = ScanRanker.top(&ask);
        let Ask { scorer, mask, .. } = &ask;
        let hit = scorer.judged(drama.at());
        let found = mask.allows(drama.at()) && scorer.score(drama.at()).is_some();
        let story = self.catalog.story(drama);
        let place = stories.iter().position(|best| story.contains(&best.drama));
        let rank = place.filter(|_| found).map_or(0, |place| place + 1);
        let mut left_out_by = Vec::new();
        if query.seeds.contains(&drama) || query.disliked.contains(&drama) {
            left_out_by.push("it is one of the titles named".to_owned());
        }
        let reasons = mask.failed_by(drama).into_iter();
        left_out_by.extend(reasons.map(|reason| account::words(&self.catalog, query, reason)));
        if !found && left_out_by.is_empty() {
            let why =
                if hit.base > 0.0 { "its score is 0" } else { "it shares nothing with the query" };
            left_out_by.push(why.to_owned());
        }
        let mut notes = query.notes.clone();
        notes.extend(account::notes(query, scorer, mask));
        let recommendation = Explainer::new(&self.catalog, query, scorer).explain(hit, drama, rank);
        Explanation {
            version: SCHEMA_VERSION,
            recommendation,
            qualifying: stories.len(),
            left_out_by,
            notes,
        }
    }

    /// Sets two dramas side by side, naming spoiler tropes only when asked to.
    #[must_use]
    pub fn compare(&self, a: DramaIdx, b: DramaIdx, spoilers: bool) -> Comparison {
        compare(&self.catalog, &self.index, a, b, spoilers)
    }

    /// Everything that decides scores for `query`. Without any direction, nothing scores.
    #[doc(hidden)]
    #[must_use]
    pub fn scorer<'a>(&'a self, query: &'a Query) -> Scorer<'a> {
        let veil = Veil::of(&self.spoilers, query);
        let (b, pivot) = (self.seed_normalisation.b(), self.seed_normalisation.pivot());
        let seed_normalisation = if veil.is_parted() {
            Cow::Owned(LengthNormalisation::under(&self.index, b, pivot, veil.clone()))
        } else {
            Cow::Borrowed(&self.seed_normalisation)
        };
        let compose = Compose {
            index: &self.index,
            weights: &self.weights,
            settings: &self.settings,
            veil: veil.clone(),
            seed_normalisation,
            wish_normalisation: &self.wish_normalisation,
        };
        let usual = self.settings.priors_of(query);
        let priors = Priors::new(&self.catalog, query, usual, &self.priors.popularity);
        let sides = compose.sides(query);
        Scorer {
            similarity: Similarity::new(&self.index, sides).under(veil),
            adjustments: Adjustments::new(&self.catalog, query, priors),
            filters_alone: query.filters_alone(),
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
