//! Rankings of a program measured against what viewers recommend.

use std::collections::BTreeMap;

use tropewise::Recommender;
use tropewise::catalog::{Catalog, DramaIdx};
use tropewise::eval::{Judgements, Measured, measure};

/// A name of each side, as given.
pub type Pairs = Vec<(String, Vec<String>)>;

/// Measures a run. Dramas are named by id, title or `mdl:` number; those of judgements that the
/// catalogue does not have are passed over, those of the run are an error.
///
/// # Errors
/// The first name of the run that is unknown, or why nothing can be measured.
pub fn measured(
    recommender: &Recommender,
    run: &Pairs,
    judgements: &Pairs,
    pool: Option<&[String]>,
) -> Result<(Measured, usize), String> {
    let catalog = recommender.catalog();
    let mut passed_over = 0;
    let mut known = |name: &str| {
        let found = find(catalog, name);
        passed_over += usize::from(found.is_none());
        found
    };
    let mut pairs = Vec::new();
    for (seed, relevant) in judgements {
        let Some(seed) = known(seed) else { continue };
        for name in relevant {
            pairs.extend(known(name).map(|drama| (seed, drama)));
        }
    }
    let pool = match pool {
        None => catalog.indices().collect(),
        Some(names) => names.iter().filter_map(|name| known(name)).collect(),
    };
    let judgements = Judgements::new(pairs, pool);
    if judgements.relevant.is_empty() {
        return Err("no seed of the judgements has three dramas of the catalogue; name dramas by \
                    id, title or MyDramaList number (`mdl:123`)"
            .to_owned());
    }
    let mut rankings = BTreeMap::new();
    for (seed, ranked) in run {
        let Some(seed) = find(catalog, seed) else {
            return Err(format!("the run names the unknown drama `{seed}`"));
        };
        let mut dramas = Vec::with_capacity(ranked.len());
        for name in ranked {
            match find(catalog, name) {
                Some(drama) if drama == seed || !judgements.pool.contains(&drama) => {}
                Some(drama) if dramas.contains(&drama) => {
                    return Err(format!("the run ranks `{name}` twice for one seed"));
                }
                Some(drama) => dramas.push(drama),
                None => return Err(format!("the run names the unknown drama `{name}`")),
            }
        }
        rankings.insert(seed, dramas);
    }
    Ok((measure(recommender, &judgements, &rankings), passed_over))
}

fn find(catalog: &Catalog, name: &str) -> Option<DramaIdx> {
    let name = name.trim();
    let name = if name.parse::<u32>().is_ok() { format!("mdl:{name}") } else { name.to_owned() };
    catalog.named(&name).ok().flatten()
}
