//! Layouts in which the page itself says what its titles are: each has five dramas, of which two
//! are in no catalogue, and words around them that are no titles.

mod lines;
mod running;
mod words;

use tropewise::catalog::fold;
use tropewise::encode::Options;
use tropewise::{Encoder, Recommender};

/// A drama of the pages: title, in Korean, year, network, entry, and what is said of it.
type Told = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const DRAMAS: [Told; 5] = [
    (
        "Tunnel",
        "터널",
        "2017",
        "tvN",
        "tunnel",
        "A detective of 1986 chases a serial killer into a railway tunnel and comes out thirty \
        years later, where the murders have begun again. He longs for the wife he left behind.",
    ),
    (
        "Queen of Tears",
        "눈물의 여왕",
        "2024",
        "tvN",
        "queen-of-tears",
        "The heiress of a department store and her husband are on the way to divorce when she \
        learns that she has three months to live. They fall in love again, too late it seems.",
    ),
    (
        "Lamps over the Quay",
        "부두의 등불",
        "2016",
        "MBC",
        "-",
        "A ferry captain with amnesia hides from a loan shark in a harbour town and is found by \
        the doctor who once let his brother die. Revenge comes with the autumn tide.",
    ),
    (
        "Vincenzo",
        "빈센조",
        "2021",
        "tvN",
        "vincenzo",
        "A lawyer of the mafia comes back to Seoul for the gold under a shabby plaza, and takes \
        revenge on a corrupt company together with the odd tenants of the house.",
    ),
    (
        "The Ferry of Sands",
        "모래 나룻배",
        "2019",
        "OCN",
        "-",
        "Two orphans who were parted at a ferry grow up as a prosecutor and a gangster. A murder \
        brings both back to the river, and each has to choose between law and family.",
    ),
];

/// A page with a pattern for each drama between what stands above and below them.
fn page(above: &str, pattern: &str, below: &str) -> String {
    let mut page = above.to_owned();
    for (number, (title, korean, year, network, _, text)) in (1..).zip(DRAMAS) {
        let number: i32 = number;
        page += &pattern
            .replace("{n}", &number.to_string())
            .replace("{title}", title)
            .replace("{CAPITALS}", &title.to_uppercase())
            .replace("{korean}", korean)
            .replace("{year}", year)
            .replace("{network}", network)
            .replace("{text}", text);
    }
    page + below
}

/// Checks that a page has all dramas and nothing else, by their titles in English or Korean.
fn all_are_found(above: &str, pattern: &str, below: &str) {
    let recommender = Recommender::new(tropewise_dramas::catalog());
    let encoder: Encoder = tropewise_dramas::encoder();
    let page = page(above, pattern, below);
    let encoding = encoder.encode(page.as_bytes(), &recommender, &Options::default());
    let dramas = encoding.map(|encoding| encoding.dramas).unwrap_or_default();
    let got: Vec<(String, String)> = dramas
        .iter()
        .map(|drama| {
            let known = drama.known.as_ref().map_or("-", |known| known.id.as_str());
            (fold(drama.title.as_deref().unwrap_or_default()), known.to_owned())
        })
        .collect();
    let named =
        |title: &str, english: &str, korean: &str| title == fold(english) || title == fold(korean);
    let right = got.len() == DRAMAS.len()
        && got.iter().zip(DRAMAS).all(|((title, id), (english, korean, _, _, entry, _))| {
            id == entry && named(title, english, korean)
        });
    assert!(right, "{above}{pattern}{below}: {got:?}");
}

/// The titles that a page has, folded.
fn titles(page: &str) -> Vec<String> {
    let recommender = Recommender::new(tropewise_dramas::catalog());
    let encoder = tropewise_dramas::encoder();
    let encoding = encoder.encode(page.as_bytes(), &recommender, &Options::default());
    let dramas = encoding.expect("read").dramas;
    dramas.iter().map(|drama| fold(drama.title.as_deref().unwrap_or_default())).collect()
}
