//! Putting the arithmetic of a score into words that can be shown.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, DramaIdx, HIDDEN_TROPES, Kind, Role, TropeIdx, TropeStrength};
use crate::query::{Query, Way};

use super::adjust::Step;
use crate::schema::{
    Adjustment, AdjustmentKind, Comparison, Contribution, Prior, Recommendation, SCHEMA_VERSION,
    SharedTrope, TropeLevel,
};

use super::ranker::Scorer;
use super::similarity::{Counts, shared};
use super::topk::Hit;
use crate::index::VectorIndex;
use crate::sorting::sort_by;

/// Strength from which a trope of the seeds is missed in a result.
const MISSED_FROM: f64 = 0.8;

/// Names tropes, hiding spoilers where they were not asked for.
#[derive(Debug, Clone, Copy)]
pub struct Namer<'a> {
    catalog: &'a Catalog,
    spoilers: bool,
    /// Names the tropes that it names itself.
    query: &'a Query,
}

impl<'a> Namer<'a> {
    /// Names tropes to the asker of a query, to whom what the query names is no secret.
    #[must_use]
    pub fn to(catalog: &'a Catalog, query: &'a Query) -> Self {
        Self { catalog, spoilers: query.spoilers, query }
    }

    /// Whether the trope may not be named.
    #[must_use]
    pub fn hides(self, trope: TropeIdx) -> bool {
        self.hides_of(&[], trope)
    }

    /// Whether the trope may not be named where these dramas are spoken of: nowhere, or not of one
    /// of them. What the question names is no secret to the asker.
    #[must_use]
    pub fn hides_of(self, dramas: &[DramaIdx], trope: TropeIdx) -> bool {
        let gives_away = self.catalog.vocabulary().trope(trope).spoiler
            || dramas.iter().any(|idx| self.catalog.gives_away(*idx, trope));
        gives_away && !self.spoilers && !self.query.named().any(|known| known == trope)
    }

    /// The trope's id, or `hidden-tropes` where it may not be named.
    #[must_use]
    pub fn name(self, trope: TropeIdx) -> &'a str {
        if self.hides(trope) { HIDDEN_TROPES } else { &self.catalog.vocabulary().trope(trope).id }
    }

    /// Contributions to what these dramas have in common, under their names, largest first, ties in
    /// trope order; hidden ones as one.
    fn contributions(self, dramas: &[DramaIdx], amounts: Vec<(usize, f32)>) -> Vec<Contribution> {
        let (mut hidden, mut named) = (0.0f64, Vec::with_capacity(amounts.len()));
        for (trope, amount) in amounts {
            let idx = TropeIdx(trope as u16);
            if self.hides_of(dramas, idx) {
                hidden += f64::from(amount);
            } else {
                named.push(Contribution { trope: self.name(idx).to_owned(), amount });
            }
        }
        if hidden > 0.0 {
            named.push(Contribution { trope: HIDDEN_TROPES.to_owned(), amount: hidden as f32 });
        }
        sort_by(&mut named, |a, b| b.amount.total_cmp(&a.amount));
        named
    }

    fn adjustment(self, step: Step, people: Vec<String>, amount: f64) -> Adjustment {
        let (kind, trope) = match step {
            Step::Critique(critique) => match critique.way {
                Way::More => (AdjustmentKind::More, Some(critique.trope)),
                Way::Less => (AdjustmentKind::Less, Some(critique.trope)),
            },
            Step::SoftAvoid(avoid) => (AdjustmentKind::SoftAvoid, Some(avoid.trope)),
            Step::Prior(prior) => (self.prior(prior), None),
        };
        let trope = trope.map(|trope| self.name(trope).to_owned());
        Adjustment { kind, trope, people, amount: amount as f32 }
    }

    fn prior(self, prior: Prior) -> AdjustmentKind {
        match prior {
            Prior::Popularity if self.query.priors.little_known => AdjustmentKind::LittleKnown,
            Prior::Popularity => AdjustmentKind::Popularity,
            Prior::Era => AdjustmentKind::Era,
            Prior::Lead => AdjustmentKind::Lead,
            Prior::Writer => AdjustmentKind::Writer,
            Prior::Director => AdjustmentKind::Director,
            Prior::Acclaim => AdjustmentKind::Acclaim,
        }
    }
}

/// The tropes that `query` asks for: its wishes, "more" critiques, then what its seeds are about,
/// spoilers left aside (that something hidden is missing tells a viewer nothing).
fn asked_for(catalog: &Catalog, query: &Query) -> Vec<TropeIdx> {
    let mut asked: Vec<TropeIdx> = Vec::new();
    for wish in &query.wishes {
        asked.push(wish.trope);
    }
    for more in query.critiques.iter().filter(|critique| critique.way == Way::More) {
        asked.push(more.trope);
    }
    let less = |trope| query.critiques.iter().any(|c| c.trope == trope && c.way == Way::Less);
    let avoided =
        |t| query.vetoes.contains(&t) || query.soft_avoids.iter().any(|avoid| avoid.trope == t);
    let mut of_seeds = Vec::new();
    for seed in &query.seeds {
        of_seeds.extend_from_slice(&catalog.outline(*seed).by_strength());
    }
    for TropeStrength { trope, .. } in of_seeds {
        let central = catalog.mean_strength(&query.seeds, trope) >= MISSED_FROM - 1e-6;
        let known = asked.contains(&trope) || less(trope) || avoided(trope);
        // That something is missing of what gives a seed away tells of its ending.
        let gives_away = |seed: &DramaIdx| catalog.gives_away(*seed, trope);
        let secret = !query.spoilers && query.seeds.iter().any(gives_away);
        if central && !known && !secret {
            asked.push(trope);
        }
    }
    asked
}

/// Explains hits of one query.
#[derive(Debug)]
pub struct Explainer<'a> {
    catalog: &'a Catalog,
    query: &'a Query,
    scorer: &'a Scorer<'a>,
    namer: Namer<'a>,
    asked: Vec<TropeIdx>,
}

impl<'a> Explainer<'a> {
    /// Prepares to explain hits of `query`.
    #[must_use]
    pub fn new(catalog: &'a Catalog, query: &'a Query, scorer: &'a Scorer<'a>) -> Self {
        let namer = Namer::to(catalog, query);
        Self { catalog, query, scorer, namer, asked: asked_for(catalog, query) }
    }

    /// A hit with its sum, under its rank, shown as where its story begins.
    #[must_use]
    pub fn explain(&self, hit: Hit, shown: DramaIdx, rank: usize) -> Recommendation {
        let (at, scored) = (hit.drama.at(), self.catalog.outline(hit.drama));
        let mut adjustments = Vec::new();
        self.scorer.adjustments.each(at, hit.base, |step, amount| {
            let role = match step {
                Step::Prior(Prior::Lead) => Some(Role::Lead),
                Step::Prior(Prior::Writer) => Some(Role::Writer),
                Step::Prior(Prior::Director) => Some(Role::Director),
                _ => None,
            };
            let priors = self.scorer.adjustments.priors();
            let people = role.map_or(Vec::new(), |role| priors.shared_people(role, at));
            adjustments.push(self.namer.adjustment(step, people, amount));
        });
        let mut lacks: Vec<String> = Vec::new();
        let vocabulary = self.catalog.vocabulary();
        let has_none = |trope: TropeIdx| {
            let mut kinds = vocabulary.kinds_of(trope).chain([trope]);
            kinds.all(|trope| scored.strength(trope) == 0.0)
        };
        for trope in self.asked.iter().filter(|trope| has_none(**trope)) {
            let name = self.namer.name(*trope);
            if !lacks.iter().any(|known| known == name) {
                lacks.push(name.to_owned());
            }
        }
        let drama = self.catalog.outline(shown);
        let mut spoken_of = self.query.seeds.clone();
        spoken_of.push(hit.drama);
        let amounts = self.scorer.similarity.contributions(at);
        Recommendation {
            rank,
            id: drama.id.clone(),
            title: drama.title.clone(),
            year: drama.year,
            mdl: drama.mdl,
            via: (shown != hit.drama).then(|| scored.id.clone()),
            score: hit.score,
            base: hit.base,
            contributions: Some(self.namer.contributions(&spoken_of, amounts)),
            adjustments,
            lacks,
            warnings: self.warnings(shown),
            unreviewed: !drama.reviewed,
            nearest_seed: self.nearest_seed(at),
        }
    }

    /// The content warnings that the question would rather avoid and the drama has.
    fn warnings(&self, drama: DramaIdx) -> BTreeMap<String, String> {
        let query = self.query;
        let asked = !query.critiques.is_empty()
            || !query.soft_avoids.is_empty()
            || !query.vetoes.is_empty()
            || !query.warnings.is_empty();
        if asked { self.warnings_avoided(drama) } else { BTreeMap::new() }
    }

    #[inline(never)] // A browser compiles it with a question that avoids some.
    fn warnings_avoided(&self, drama: DramaIdx) -> BTreeMap<String, String> {
        let vocabulary = self.catalog.vocabulary();
        let less = self.query.critiques.iter().filter(|c| c.way == Way::Less).map(|c| c.trope);
        let avoided = self.query.soft_avoids.iter().map(|avoid| avoid.trope);
        let tropes = self.query.vetoes.iter().copied().chain(avoided).chain(less);
        let mut asked: Vec<&str> = Vec::new();
        for trope in tropes {
            asked.push(&vocabulary.trope(trope).id);
        }
        for warning in &self.query.warnings {
            asked.push(vocabulary.warning_id(*warning));
        }
        if asked.is_empty() {
            return BTreeMap::new();
        }
        let drama = self.catalog.drama(drama);
        let told = drama.warnings.iter().filter(|warning| asked.contains(&warning.id.as_str()));
        told.map(|warning| (warning.id.clone(), warning.occurs.word().to_owned())).collect()
    }

    /// Seeds come first among the sides, and with best-match pooling have a direction each.
    fn nearest_seed(&self, at: usize) -> Option<String> {
        if self.query.seeds.len() > 1 { self.nearest_of_several(at) } else { None }
    }

    #[inline(never)] // A browser compiles it with a question of several.
    fn nearest_of_several(&self, at: usize) -> Option<String> {
        let side = self.scorer.similarity.sides().first()?;
        let several =
            side.directions.len() == self.query.seeds.len() && side.counts == Counts::Nearest;
        several.then(|| {
            self.catalog
                .outline(self.query.seeds[self.scorer.similarity.winner(side, at)])
                .id
                .clone()
        })
    }
}

/// Sets two dramas side by side.
#[must_use]
pub fn compare(
    catalog: &Catalog,
    index: &VectorIndex,
    a: DramaIdx,
    b: DramaIdx,
    spoilers: bool,
) -> Comparison {
    let (first, second) = (catalog.outline(a), catalog.outline(b));
    let hides = |trope: TropeIdx| {
        !spoilers && (catalog.gives_away(a, trope) || catalog.gives_away(b, trope))
    };
    let hides_column = |trope: usize| hides(TropeIdx(trope as u16));
    let norm = |idx: DramaIdx| f64::from(index.row(idx.at()).veiled_norm(hides_column));
    let norms = norm(a) * norm(b);
    let (mut both, mut sum) = (Vec::new(), 0.0);
    for (trope, left, right) in shared(index.row(a.at()), index.row(b.at())) {
        let trope = TropeIdx(trope as u16);
        if hides(trope) {
            continue;
        }
        let amount = left * right / norms;
        sum += amount;
        both.push(SharedTrope {
            trope: catalog.vocabulary().trope(trope).id.clone(),
            a: first.strength(trope),
            b: second.strength(trope),
            amount: amount as f32,
        });
    }
    sort_by(&mut both, |x, y| y.amount.total_cmp(&x.amount));
    let only = |this: DramaIdx, other: DramaIdx| {
        let strengths = catalog.outline(this).by_strength().into_iter();
        let own = strengths.filter(|s| catalog.outline(other).strength(s.trope) == 0.0);
        let (hidden, named): (Vec<_>, Vec<_>) = own.partition(|s| hides(s.trope));
        let level = |s: TropeStrength| TropeLevel {
            trope: catalog.vocabulary().trope(s.trope).id.clone(),
            strength: s.strength,
        };
        (named.into_iter().map(level).collect(), hidden.len())
    };
    let ((only_a, hidden_a), (only_b, hidden_b)) = (only(a, b), only(b, a));
    let hidden_both =
        first.strengths.iter().filter(|s| hides(s.trope) && second.strength(s.trope) > 0.0).count();
    Comparison {
        version: SCHEMA_VERSION,
        a: first.id.clone(),
        b: second.id.clone(),
        // Rounding may carry twins past 1.
        similarity: (sum as f32).min(1.0),
        shared: both,
        only_a,
        only_b,
        hidden: hidden_both + hidden_a + hidden_b,
    }
}
