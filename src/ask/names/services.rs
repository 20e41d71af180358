//! Services and networks, and what else they are called.

use std::collections::HashMap;

use crate::ask::table::{By, PhraseTable};
use crate::ask::token::tokens;
use crate::catalog::{Catalog, fold};
use crate::sorting::sort_by;

/// A service or network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// As the catalogue writes it.
    pub name: String,
    /// Whether dramas can be watched there.
    pub streams: bool,
    /// Whether it released dramas first.
    pub releases: bool,
}

/// Other words for services.
const SERVICES: &[(&str, &str)] = &[
    ("amazon prime video", "Prime Video"),
    ("amazon prime", "Prime Video"),
    ("amazon", "Prime Video"),
    ("prime", "Prime Video"),
    ("disney plus", "Disney+"),
    ("disney", "Disney+"),
    ("apple tv+", "Apple TV"),
    ("apple tv plus", "Apple TV"),
    ("rakuten viki", "Viki"),
    ("hbo", "HBO Max"),
    ("kbs", "KBS2"),
    ("coupang", "Coupang Play"),
    ("넷플릭스", "Netflix"),
    ("넷플", "Netflix"),
    ("티빙", "TVING"),
    ("웨이브", "Wavve"),
    ("디즈니플러스", "Disney+"),
    ("디즈니 플러스", "Disney+"),
    ("디플", "Disney+"),
    ("쿠팡플레이", "Coupang Play"),
    ("쿠팡", "Coupang Play"),
    ("비키", "Viki"),
    ("라쿠텐 비키", "Viki"),
    ("프라임 비디오", "Prime Video"),
    ("아마존 프라임", "Prime Video"),
    ("애플티비", "Apple TV"),
    ("유넥스트", "U-NEXT"),
];

pub(super) fn services(catalog: &Catalog) -> PhraseTable<Service> {
    let lists = catalog.lists();
    let mut known: HashMap<String, Service> = HashMap::new();
    for (list, streams) in [(&lists.services, true), (&lists.networks, false)] {
        for name in list.iter().flatten() {
            let service = known.entry(fold(name)).or_insert_with(|| Service {
                name: name.clone(),
                streams: false,
                releases: false,
            });
            service.streams |= streams;
            service.releases |= !streams;
        }
    }
    let mut table = PhraseTable::new(By::Word);
    let mut names: Vec<&Service> = known.values().collect();
    sort_by(&mut names, |a, b| a.name.cmp(&b.name));
    // A service called "K-Drama" would stand in every wish.
    let is_name = |service: &&Service| {
        let key = fold(&service.name);
        key.chars().count() >= 3
            && !["kdrama", "drama", "one", "series", "special"].contains(&key.as_str())
    };
    for service in names.into_iter().filter(is_name) {
        table.add(&tokens(&service.name), service.clone());
    }
    for (words, name) in SERVICES {
        if let Some(service) = known.get(&fold(name)) {
            table.add(&tokens(words), service.clone());
        }
    }
    table
}
