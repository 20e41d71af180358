//! The tropes of a question: wished for, avoided, more or less of, one of several, required.

use crate::catalog::titles::cut;
use crate::catalog::{DramaIdx, TropeIdx, WarningIdx, fold};
use crate::schema::{Avoid, ByTrope, NoteCode, QueryRequest};

use super::check::{Check, out_of_range, share};
use super::checked::{Critique, SoftAvoid, Way, Wish};
use super::error::QueryError;
use super::limits::Required;
use super::uses::{Use, Uses};

/// The weight of the soft avoid that "less" becomes where the seeds have none of the trope.
const LESS_AS_AVOID: f32 = 0.5;

/// Strengths nearer than this are the same: those of several seeds are averaged.
const SAME: f64 = 1e-6;

/// The most ways to choose one trope of each group of which one suffices: each is compared with.
const MOST_CHOICES: usize = 64;

/// What a name to avoid means.
enum Avoided {
    /// A trope, which may be a content warning.
    Trope(TropeIdx),
    /// A warning that is no trope.
    Warning(WarningIdx),
}

/// What is turned away.
#[derive(Default)]
pub(super) struct Avoids {
    pub vetoes: Vec<TropeIdx>,
    pub warnings: Vec<WarningIdx>,
    pub soft: Vec<SoftAvoid>,
}

// Few questions ask for all of these: a browser compiles each when it is called.
impl Check<'_> {
    #[inline(never)]
    pub(super) fn wishes(
        &self,
        asked: &ByTrope<f32>,
        uses: &mut Uses<'_>,
    ) -> Result<Vec<Wish>, QueryError> {
        let mut wishes = Vec::new();
        for (name, weight) in asked {
            let trope = self.trope(name)?;
            uses.note(trope, Use::Want)?;
            let weight = share(format!("the weight of `{name}`"), *weight)?;
            if weight > 0.0 {
                wishes.push(Wish { trope, weight });
            }
        }
        Ok(wishes)
    }

    #[inline(never)]
    pub(super) fn avoids(
        &self,
        asked: &ByTrope<Avoid>,
        uses: &mut Uses<'_>,
    ) -> Result<Avoids, QueryError> {
        let mut avoids = Avoids::default();
        for (name, avoid) in asked {
            let trope = match (self.avoided(name)?, *avoid) {
                (Avoided::Trope(trope), _) => trope,
                (Avoided::Warning(warning), Avoid::Veto) => {
                    if !avoids.warnings.contains(&warning) {
                        avoids.warnings.push(warning);
                    }
                    continue;
                }
                (Avoided::Warning(_), Avoid::Soft(_)) => {
                    return Err(QueryError::WarningSoftly { name: cut(name) });
                }
            };
            uses.note(trope, Use::Avoid)?;
            match *avoid {
                Avoid::Veto => avoids.vetoes.push(trope),
                Avoid::Soft(weight) => {
                    let weight = share(format!("the weight of `{name}`"), weight)?;
                    if weight > 0.0 {
                        avoids.soft.push(SoftAvoid { trope, weight });
                    }
                }
            }
        }
        Ok(avoids)
    }

    /// "More" and "less"; less of what the seeds do not have becomes a soft avoid.
    #[inline(never)]
    pub(super) fn critiques(
        &mut self,
        request: &QueryRequest,
        seeds: &[DramaIdx],
        avoids: &mut Avoids,
        uses: &mut Uses<'_>,
    ) -> Result<Vec<Critique>, QueryError> {
        let mut critiques = Vec::new();
        for (names, way) in [(&request.more, Way::More), (&request.less, Way::Less)] {
            for name in names {
                let trope = self.trope(name)?;
                uses.note(trope, Use::of(way))?;
                let critique = self.critique(name, trope, way, seeds)?;
                if way == Way::Less && critique.seed_strength <= SAME {
                    let known = |avoid: &SoftAvoid| avoid.trope == trope;
                    if !avoids.soft.iter().any(known) && !avoids.vetoes.contains(&trope) {
                        avoids.soft.push(SoftAvoid { trope, weight: LESS_AS_AVOID });
                        self.less_as_avoid(trope);
                    }
                } else {
                    critiques.push(critique);
                }
            }
        }
        Ok(critiques)
    }

    /// Groups of tropes of which one suffices.
    #[inline(never)]
    pub(super) fn groups(
        &self,
        asked: &[Vec<String>],
        uses: &mut Uses<'_>,
    ) -> Result<Vec<Vec<TropeIdx>>, QueryError> {
        let mut any = Vec::with_capacity(asked.len());
        for group in asked {
            let mut tropes: Vec<TropeIdx> = Vec::with_capacity(group.len());
            for name in group {
                let trope = self.trope(name)?;
                uses.note(trope, Use::Want)?;
                tropes.push(trope);
            }
            any.extend((!tropes.is_empty()).then_some(tropes));
        }
        let choices = any.iter().fold(1usize, |n, group| n.saturating_mul(group.len()));
        if choices > MOST_CHOICES {
            return Err(out_of_range(
                "the ways to choose one of each group",
                "64 or fewer",
                choices,
            ));
        }
        Ok(any)
    }

    #[inline(never)]
    pub(super) fn required(
        &self,
        asked: &ByTrope<f32>,
        uses: &mut Uses<'_>,
    ) -> Result<Vec<Required>, QueryError> {
        let mut required = Vec::with_capacity(asked.0.len());
        for (name, least) in asked {
            let trope = self.trope(name)?;
            uses.note(trope, Use::Require)?;
            if !(*least > 0.0 && *least <= 1.0) {
                let what = format!("the least strength of `{name}`");
                return Err(out_of_range(what, "above 0 and at most 1", least));
            }
            required.push(Required { trope, least: *least });
        }
        Ok(required)
    }

    /// Who wants no romance wants no romantic comedy, unless it is asked for by name.
    #[inline(never)]
    pub(super) fn veto_kinds(&self, vetoes: &mut Vec<TropeIdx>, uses: &Uses<'_>) {
        let vocabulary = self.catalog.vocabulary();
        let kinds: Vec<TropeIdx> =
            vetoes.iter().flat_map(|veto| vocabulary.kinds_of(*veto)).collect();
        vetoes
            .extend(kinds.iter().filter(|kind| !uses.made.iter().any(|(named, _)| named == *kind)));
    }

    fn trope(&self, name: &str) -> Result<TropeIdx, QueryError> {
        let vocabulary = self.catalog.vocabulary();
        vocabulary.find(name).ok_or_else(|| QueryError::UnknownTrope {
            name: cut(name),
            near: vocabulary.near(name),
        })
    }

    /// What a name to avoid means. A warning comes before a trope that shares a name with it, since
    /// whoever avoids something asks whether it occurs; but not before the trope of just this id.
    fn avoided(&self, name: &str) -> Result<Avoided, QueryError> {
        let vocabulary = self.catalog.vocabulary();
        let of = |warning| match vocabulary.trope_of(warning) {
            Some(trope) => Avoided::Trope(trope),
            None => Avoided::Warning(warning),
        };
        let is_id = |id: &str| fold(id) == fold(name);
        match (vocabulary.find_warning(name), vocabulary.find(name)) {
            (Some(warning), Some(trope))
                if is_id(&vocabulary.trope(trope).id) && !is_id(vocabulary.warning_id(warning)) =>
            {
                Ok(Avoided::Trope(trope))
            }
            (Some(warning), _) => Ok(of(warning)),
            (None, Some(trope)) => Ok(Avoided::Trope(trope)),
            (None, None) => Err(QueryError::UnknownTrope {
                name: cut(name),
                near: vocabulary.near_to_avoid(name),
            }),
        }
    }

    /// What is asked for against the seeds.
    fn critique(
        &mut self,
        name: &str,
        trope: TropeIdx,
        way: Way,
        seeds: &[DramaIdx],
    ) -> Result<Critique, QueryError> {
        let word = match way {
            Way::More => "more",
            Way::Less => "less",
        };
        if seeds.is_empty() {
            return Err(QueryError::CritiqueWithoutSeed { name: name.to_owned(), way: word });
        }
        let seed_strength = self.catalog.mean_strength(seeds, trope);
        if way == Way::More && seed_strength >= 1.0 - SAME {
            let name = &self.catalog.vocabulary().trope(trope).id;
            let message = format!(
                "what you liked has all there can be of {name}: dramas with less of it lose"
            );
            self.note(NoteCode::MoreOfAll, message);
        }
        Ok(Critique { trope, way, seed_strength })
    }

    fn less_as_avoid(&mut self, trope: TropeIdx) {
        let name = &self.catalog.vocabulary().trope(trope).id;
        let message = format!(
            "what you liked has no {name}: \"less\" of it is taken as avoiding it softly \
             ({name}:{LESS_AS_AVOID})"
        );
        self.note(NoteCode::LessAsAvoid, message);
    }
}
