//! The shipped catalogue: what the project promises of its data.

use std::borrow::Cow;

use std::path::Path;

use tropewise::catalog::{Catalog, Drama, OriginKind, WarningState};
use tropewise::schema::OneOf;
use tropewise::store::text::{CatalogFiles, Severity, parse};
use tropewise::{FilterRequest, QueryRequest, Recommender, open};

fn drama<'a>(catalog: &'a Catalog, title: &str) -> Cow<'a, Drama> {
    catalog.drama(catalog.resolve(title).unwrap_or_else(|error| panic!("{error}")).drama)
}

#[test]
fn check_finds_no_errors() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let parsed = parse(&CatalogFiles::read(&data).expect("readable"), None);
    let errors: Vec<String> = parsed
        .check()
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(ToString::to_string)
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn the_compiled_catalogue_is_the_text() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let text = parse(&CatalogFiles::read(&data).expect("readable"), None)
        .into_catalog()
        .expect("no mistakes");
    let compiled = tropewise_dramas::catalog();
    assert_eq!(compiled.dramas(), text.dramas());
    assert_eq!(compiled.vocabulary().tropes(), text.vocabulary().tropes());
    assert_eq!(compiled.vocabulary().families(), text.vocabulary().families());
}

#[test]
fn the_image_is_small() {
    let packed = tropewise::store::image::pack(&tropewise_dramas::catalog());
    assert!(packed.len() < 1_000_000, "{} bytes", packed.len());
}

#[test]
fn the_index_answers_as_the_catalogue_in_memory() {
    let in_memory = open(&tropewise_dramas::source(), None).expect("it ships");
    let indexed = open(&tropewise_dramas::index(), None).expect("it ships");
    let catalog = tropewise_dramas::catalog();
    let netflix = FilterRequest { streaming: Some("Netflix".into()), ..FilterRequest::default() };
    let lead = FilterRequest { with: vec!["Hyun Bin".into()], ..FilterRequest::default() };
    let mut requests = vec![
        QueryRequest::with("time-travel").avoid("suicide"),
        QueryRequest::like("Crash Landing on You").filter(netflix),
        QueryRequest::with("romance").filter(lead),
        QueryRequest::like("my mistre").less("trauma"),
        QueryRequest::like("no such drama at all"),
    ];
    for drama in catalog.dramas().iter().step_by(40) {
        requests.push(QueryRequest::like(&drama.id).k(5));
    }
    for request in requests {
        let told = |opened: &tropewise::Opened| match opened.recommend(&request) {
            Ok(answer) => serde_json::to_string(&answer).expect("plain data"),
            Err(error) => error.to_string(),
        };
        assert_eq!(told(&in_memory), told(&indexed), "{request:?}");
    }
}

/// The one looks at sketches first, the other compares with every title.
#[test]
fn mistyped_titles_mean_the_same_in_the_index_as_in_memory() {
    let in_memory = tropewise_dramas::catalog();
    let indexed = open(&tropewise_dramas::index(), None).expect("it ships").into_catalog().unwrap();
    for drama in in_memory.dramas().iter().step_by(20) {
        let title: Vec<char> = drama.title.chars().collect();
        let middle = title.len() / 2;
        let without = |at: usize| [&title[..at], &title[at + 1..]].concat();
        let mut swapped = title.clone();
        swapped.swap(middle, middle.saturating_sub(1));
        let mut twice = without(middle);
        twice.extend(['q']);
        let cut = title[..middle].to_vec();
        let more = [&title[..], &['x', 'y', 'z']].concat();
        for typed in [without(middle), swapped, twice, cut, more] {
            let typed: String = typed.into_iter().collect();
            for typed in [format!("{typed} ({})", drama.year.unwrap_or(2020)), typed] {
                assert_eq!(indexed.resolve(&typed), in_memory.resolve(&typed), "{typed}");
            }
        }
    }
}

#[test]
fn the_vocabulary_is_rich_and_complete() {
    let catalog = tropewise_dramas::catalog();
    let vocabulary = catalog.vocabulary();
    assert!((200..=300).contains(&vocabulary.len()), "{}", vocabulary.len());
    assert!(vocabulary.families().len() <= 14);
    for id in ["time-travel", "divorce", "reincarnation", "trauma", "hometown"] {
        assert_eq!(vocabulary.find(id).map(|idx| vocabulary.trope(idx).id.as_str()), Some(id));
    }
    for trope in vocabulary.tropes() {
        for (field, text) in [
            ("excludes", &trope.excludes),
            ("level_5", &trope.level_5),
            ("level_2", &trope.level_2),
        ] {
            assert!(!text.is_empty(), "`{}` has no `{field}`", trope.id);
        }
        assert!(!trope.aliases.is_empty(), "`{}` has no alias", trope.id);
    }
    assert!(
        vocabulary.tropes().iter().any(|t| t.spoiler)
            && vocabulary.tropes().iter().any(|t| t.content_warning)
    );
}

#[test]
fn viewers_names_find_the_tropes() {
    let catalog = tropewise_dramas::catalog();
    for (name, id) in [
        ("Return To Hometown", "hometown"),
        ("chaebol", "chaebol"),
        ("재벌", "chaebol"),
        ("타임슬립", "time-travel"),
    ] {
        let found =
            catalog.vocabulary().find(name).unwrap_or_else(|| panic!("`{name}` finds nothing"));
        assert_eq!(catalog.vocabulary().trope(found).id, id, "{name}");
    }
}

#[test]
fn warnings_are_said_of_nearly_every_drama() {
    let catalog = tropewise_dramas::catalog();
    let vocabulary = catalog.vocabulary();
    assert_eq!(vocabulary.warnings().len(), 30);
    for warning in vocabulary.warnings() {
        let texts = [&warning.label, &warning.label_ko, &warning.definition];
        assert!(texts.iter().all(|text| !text.is_empty()), "{}", warning.id);
        let [counts, excludes] = [&warning.counts, &warning.excludes];
        assert!(!counts.is_empty() && !excludes.is_empty(), "{}", warning.id);
        for name in warning.aliases.iter().chain(texts.into_iter().take(2)) {
            assert_eq!(
                vocabulary.find_warning(name),
                vocabulary.warning(&warning.id),
                "`{name}` of {}",
                warning.id
            );
        }
    }
    let dramas = catalog.dramas();
    assert!(dramas.iter().all(|drama| drama.warning_readers >= 1));
    assert!(dramas.iter().filter(|drama| drama.warning_readers >= 2).count() >= 950);
    // Verified by name, before the readings.
    let suicide = vocabulary.warning("suicide").unwrap();
    for title in [
        "Wok of Love",
        "Falling for Innocence",
        "Imitation",
        "The Legend of the Blue Sea",
        "The Impossible Heir",
        "Doctors",
        "The Last Empress",
    ] {
        let idx = catalog.resolve(title).unwrap().drama;
        assert_eq!(catalog.warned(idx, suicide), WarningState::Occurs, "{title}");
    }
    // Whatever the readers say, a trope that is a warning is never passed over in silence.
    for idx in catalog.indices() {
        for strength in &catalog.drama(idx).strengths {
            let trope = vocabulary.trope(strength.trope);
            if let Some(warning) = vocabulary.warning(&trope.id) {
                let id = &catalog.drama(idx).id;
                assert_ne!(catalog.warned(idx, warning), WarningState::Absent, "{id}");
            }
        }
    }
}

#[test]
fn the_eight_second_chance_romances_are_there_in_full() {
    let catalog = tropewise_dramas::catalog();
    let expected = [
        ("Our Beloved Summer", 2021, ["Choi Woo Shik", "Kim Da Mi"], &["Netflix"][..]),
        ("Go Back Couple", 2017, ["Jang Na Ra", "Son Ho Jun"], &["Viki", "ZEE5"]),
        ("Familiar Wife", 2018, ["Ji Sung", "Han Ji Min"], &["Viki"]),
        ("Cunning Single Lady", 2014, ["Lee Min Jung", "Joo Sang Wook"], &["Prime Video"]),
        ("Emergency Couple", 2014, ["Song Ji Hyo", "Choi Jin Hyuk"], &["Prime Video"]),
        ("See You in My 19th Life", 2023, ["Shin Hye Sun", "Ahn Bo Hyun"], &["Netflix"]),
        ("Come and Hug Me", 2018, ["Jang Ki Yong", "Jin Ki Joo"], &["Prime Video"]),
        (
            "When the Weather Is Fine",
            2020,
            ["Park Min Young", "Seo Kang Joon"],
            &["Netflix", "ZEE5"],
        ),
    ];
    for (title, year, leads, streaming) in expected {
        let drama = drama(&catalog, title);
        assert_eq!(drama.year, Some(year), "{title}");
        for lead in leads {
            assert!(
                drama.leads.iter().any(|l| l.name == *lead),
                "{title} lacks {lead}: {:?}",
                drama.leads
            );
        }
        for service in streaming {
            assert!(
                drama.where_to_watch.iter().any(|o| o.service == *service),
                "{title} lacks {service}"
            );
        }
        assert!(drama.reviewed && drama.strengths.len() >= 8);
    }
}

#[test]
fn the_size_is_what_the_data_card_says() {
    let catalog = tropewise_dramas::catalog();
    let dramas = catalog.dramas();
    let reviewed: Vec<&Drama> = dramas.iter().filter(|d| d.reviewed).collect();
    assert!(catalog.len() >= 1000);
    assert!(reviewed.len() * 100 >= catalog.len() * 85, "at most 15 % are unreviewed");
    let mut sizes: Vec<usize> = reviewed.iter().map(|d| d.strengths.len()).collect();
    sizes.sort_unstable();
    assert!(sizes[0] >= 8 && sizes[sizes.len() - 1] <= 25 && sizes[sizes.len() / 2] >= 12);
    for level in 1..=5 {
        assert!(catalog.dramas().iter().flat_map(|d| &d.strengths).any(|s| s.level() == level));
    }
}

#[test]
fn a_primary_title_beats_an_alias_in_the_shipped_data_too() {
    let catalog = tropewise_dramas::catalog();
    assert_eq!(drama(&catalog, "Hospital Playlist").id, "hospital-playlist");
    assert_eq!(drama(&catalog, "슬기로운 의사생활").id, "hospital-playlist");
}

#[test]
fn more_like_our_beloved_summer_brings_back_parted_lovers() {
    let recommender = Recommender::new(tropewise_dramas::catalog());
    let catalog = recommender.catalog();
    let exes = catalog.vocabulary().find("ex-lovers-reunite").expect("in the vocabulary");
    let of_exes = |id: &str| drama(catalog, id).strength(exes) >= 0.6;
    let request = QueryRequest::like("Our Beloved Summer");
    let usual = recommender.recommend(&request).expect("a sound request");
    let by_tropes = recommender.recommend(&request.tropes_only()).expect("a sound request");
    let matching = by_tropes.results.iter().filter(|result| of_exes(&result.id)).count();
    assert!(matching >= 5, "only {matching} of ten are about exes");
    // What else counts reorders, but the best by tropes stays on top.
    assert_eq!(usual.results[0].id, by_tropes.results[0].id);
    assert!(of_exes(&usual.results[0].id));
}

#[test]
fn damaged_images_are_refused() {
    use tropewise::store::image::{ImageError, pack, unpack};
    let image = pack(&tropewise_dramas::catalog());
    assert!(unpack(&image).is_ok());
    assert!(matches!(unpack(b"something else"), Err(ImageError::Foreign)));
    for cut in [9, image.len() / 2, image.len() - 1] {
        assert!(matches!(unpack(&image[..cut]), Err(ImageError::Damaged(_))), "cut at {cut}");
    }
}

/// A question by a title with a filter.
fn filtered(set: impl FnOnce(&mut FilterRequest)) -> QueryRequest {
    let mut request = QueryRequest::like("signal");
    set(&mut request.filter);
    request
}

#[test]
fn an_image_that_is_unpacked_later_is_the_same() {
    use tropewise::store::image::{pack, unpack_sound};
    let whole = tropewise_dramas::catalog();
    let image: &'static [u8] = Box::leak(pack(&whole).into_boxed_slice());
    let later = || unpack_sound(image).expect("it was packed above");
    let requests = [
        QueryRequest::like("our-beloved-summer"),
        QueryRequest::like("그해 우리는").avoid("suicide"),
        QueryRequest::with("time-travel").avoid("trauma").less("romance"),
        filtered(|filter| filter.network = Some("tvN".into())),
        filtered(|filter| filter.streaming = Some("Netflix".into())),
        filtered(|filter| filter.max_episodes = Some(12)),
        filtered(|filter| filter.origin = Some(OneOf::Known(OriginKind::Webtoon))),
        filtered(|filter| filter.with = vec!["Kim Go Eun".into()]),
    ];
    let usual = Recommender::new(whole.clone());
    for request in &requests {
        let recommender = Recommender::new(later());
        assert_eq!(recommender.recommend(request).ok(), usual.recommend(request).ok());
        assert_eq!(recommender.catalog().dramas(), whole.dramas());
    }
    // Asked often enough for an index of people.
    let recommender = Recommender::new(later());
    for id in
        ["goblin", "healer", "my-mister", "our-beloved-summer", "signal", "the-glory"].repeat(2)
    {
        let request = QueryRequest::like(id);
        assert_eq!(recommender.recommend(&request).ok(), usual.recommend(&request).ok(), "{id}");
    }
    assert_eq!(later().named("mdl:not a number").ok(), Some(None));
    assert!(unpack_sound(b"something else").is_err());
}
