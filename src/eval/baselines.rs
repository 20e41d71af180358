//! Rankings to beat.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::catalog::{Catalog, DramaIdx};

use super::judgements::Judgements;
use super::protocol::Rankings;
use super::split_mix::split_mix;

/// Labels of each drama, as some community gave them.
pub type TagTable = BTreeMap<DramaIdx, BTreeSet<String>>;

/// Every seed against the pool in an order by `key`, smallest first, the seed left out.
fn by_key<K: Ord>(
    judgements: &Judgements,
    mut key: impl FnMut(DramaIdx, DramaIdx) -> K,
) -> Rankings {
    let rank = |seed: DramaIdx| {
        let mut order: Vec<(K, DramaIdx)> = Vec::with_capacity(judgements.pool.len());
        for drama in judgements.pool.iter().filter(|drama| **drama != seed) {
            order.push((key(seed, *drama), *drama));
        }
        order.sort();
        (seed, order.into_iter().map(|(_, drama)| drama).collect())
    };
    judgements.relevant.keys().copied().map(rank).collect()
}

/// Chance: an order by a hash of the pair, the same in every run.
#[must_use]
pub fn random(judgements: &Judgements) -> Rankings {
    by_key(judgements, |seed, drama| split_mix(&mut (u64::from(seed.0) << 32 | u64::from(drama.0))))
}

/// The most followed, whatever the seed.
#[must_use]
pub fn followed(catalog: &Catalog, judgements: &Judgements) -> Rankings {
    by_key(judgements, |_, drama| std::cmp::Reverse(catalog.drama(drama).followers.unwrap_or(0)))
}

/// Cosine over labels weighted by `ln((1 + N) / (1 + n)) + 1`, `n` of `N` dramas of the pool having
/// the label.
#[must_use]
pub fn tag_cosine(tags: &TagTable, judgements: &Judgements) -> Rankings {
    let none = BTreeSet::new();
    let of = |drama: DramaIdx| tags.get(&drama).unwrap_or(&none);
    let mut numbers: HashMap<&str, f64> = HashMap::new();
    for tag in judgements.pool.iter().flat_map(|drama| of(*drama)) {
        *numbers.entry(tag).or_default() += 1.0;
    }
    let size = judgements.pool.len() as f64;
    let weight = |tag: &String| ((1.0 + size) / (1.0 + numbers[tag.as_str()])).ln() + 1.0;
    let norm =
        |drama: DramaIdx| of(drama).iter().map(|tag| weight(tag).powi(2)).sum::<f64>().sqrt();
    by_key(judgements, |seed, drama| {
        let shared: f64 = of(seed).intersection(of(drama)).map(|tag| weight(tag).powi(2)).sum();
        let norms = norm(seed) * norm(drama);
        let cosine = if norms > 0.0 { shared / norms } else { 0.0 };
        // Cosines are >= 0, where the order of the bits is the order of the numbers; but a sum of
        // nothing is -0, which adding 0 mends.
        std::cmp::Reverse((cosine + 0.0).to_bits())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judgements() -> Judgements {
        let pairs = [(0, 1), (0, 2), (0, 3)].map(|(a, b)| (DramaIdx(a), DramaIdx(b)));
        Judgements::new(pairs, (0..5).map(DramaIdx).collect())
    }

    #[test]
    fn labels_rank_by_what_is_shared_and_rare() {
        let labels = |list: &[&str]| list.iter().map(|tag| (*tag).to_owned()).collect();
        let tags: TagTable = [
            (DramaIdx(0), labels(&["rare", "common"])),
            (DramaIdx(1), labels(&["common"])),
            (DramaIdx(2), labels(&["rare"])),
            (DramaIdx(3), labels(&["nothing shared"])),
            (DramaIdx(4), labels(&["common"])),
        ]
        .into();
        let ranked = &tag_cosine(&tags, &judgements())[&DramaIdx(0)];
        assert_eq!(*ranked, [2, 1, 4, 3].map(DramaIdx));
    }

    #[test]
    fn chance_is_the_same_every_time_and_leaves_the_seed_out() {
        let ranked = random(&judgements());
        assert_eq!(ranked, random(&judgements()));
        let mut dramas = ranked[&DramaIdx(0)].clone();
        dramas.sort();
        assert_eq!(dramas, [1, 2, 3, 4].map(DramaIdx));
    }
}
