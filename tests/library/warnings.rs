//! Content warnings: what avoiding one leaves out, in memory and over an index file.

use tropewise::catalog::{Catalog, ContentWarning, Drama, Occurrence, Warning};
use tropewise::schema::{ExclusionReason, NoteCode};
use tropewise::store::index_file::IndexFile;
use tropewise::{Avoid, QueryError, QueryRequest, Recommender};

use super::shelf::*;

/// All of divorce; the warnings are `violence`, which is a trope, and `deep-water`, which is none.
fn shelf() -> Catalog {
    let said = ContentWarning {
        id: "deep-water".into(),
        label: "Deep water".into(),
        label_ko: "익사".into(),
        aliases: vec!["drowning".into()],
        ..ContentWarning::default()
    };
    let warned = |id: &str, readers, told: &[(&str, Occurrence)]| {
        let warning = |(id, occurs): &(&str, Occurrence)| Warning {
            id: (*id).into(),
            occurs: *occurs,
            place: String::new(),
        };
        Drama {
            warnings: told.iter().map(warning).collect(),
            warning_readers: readers,
            ..drama(&(id, &[("divorce", 1.0)]))
        }
    };
    let dramas = vec![
        warned("a-clean", 2, &[]),
        warned("b-once", 2, &[("deep-water", Occurrence::Once), ("violence", Occurrence::Once)]),
        warned("c-recurring", 2, &[("deep-water", Occurrence::Recurring)]),
        warned("d-possible", 2, &[("deep-water", Occurrence::Possible)]),
        warned("e-unread", 0, &[]),
        Drama { warning_readers: 2, ..drama(&("f-trope", &[("divorce", 1.0), ("violence", 0.2)])) },
        drama(&("g-trope-unread", &[("divorce", 1.0), ("violence", 0.2)])),
    ];
    let vocabulary = vocabulary([1.0; 8], 1.0).with_warnings(vec![said]);
    Catalog::new(vocabulary, dramas).expect("a sound shelf")
}

/// The shelf in memory, and over an index file.
fn each(mut ask: impl FnMut(&Recommender)) {
    ask(&Recommender::with_settings(shelf(), PLAIN).unwrap());
    let compiled = compiled(shelf());
    let IndexFile { catalog, vectors, .. } = IndexFile::open(&compiled.path).expect("an index");
    ask(&Recommender::with_vectors(catalog, vectors, PLAIN).expect("sound settings"));
}

fn avoid(name: &str) -> QueryRequest {
    avoiding(want(&[("divorce", 1.0)]), &[(name, Avoid::Veto)])
}

#[test]
fn avoiding_leaves_out_what_occurs_what_may_and_what_nobody_read() {
    each(|recommender| {
        for name in ["deep-water", "Deep Water", "drowning", "익사"] {
            let mut found = ids(recommender, &avoid(name));
            found.sort();
            assert_eq!(found, ["a-clean", "f-trope"], "{name}");
        }
        let answer = recommender.recommend(&avoid("drowning")).unwrap();
        let count = answer.exclusions.iter().find(|e| e.reason == ExclusionReason::Avoid).unwrap();
        // Two occur; one may, and of two nobody looked.
        assert_eq!((count.value.as_str(), count.dropped, count.unknown), ("deep-water", 5, 3));
        assert!(answer.notes.iter().any(|note| note.code == NoteCode::NoPromise));
    });
}

#[test]
fn of_a_trope_readers_decide_where_there_are_any() {
    each(|recommender| {
        let mut found = ids(recommender, &avoid("violence"));
        found.sort();
        assert_eq!(found, ["a-clean", "c-recurring", "d-possible", "e-unread", "f-trope"]);
    });
}

#[test]
fn what_is_no_trope_has_no_weight_and_no_strength_to_want() {
    each(|recommender| {
        let softly = avoiding(want(&[("divorce", 1.0)]), &[("drowning", Avoid::Soft(0.5))]);
        let error = recommender.recommend(&softly).unwrap_err();
        assert_eq!(error, QueryError::WarningSoftly { name: "drowning".into() });
        assert_eq!(error.hint(), "avoid `drowning` without a weight");
        let wanted = recommender.recommend(&want(&[("deep-water", 1.0)])).unwrap_err();
        assert!(matches!(wanted, QueryError::UnknownTrope { .. }));
        let QueryError::UnknownTrope { near, .. } =
            recommender.recommend(&avoid("drownin")).unwrap_err()
        else {
            panic!("it is known")
        };
        assert_eq!(near[0], "deep-water");
    });
}

#[test]
fn a_warning_is_named_where_it_is_softly_avoided() {
    each(|recommender| {
        let softly = avoiding(want(&[("divorce", 1.0)]), &[("violence", Avoid::Soft(0.5))]);
        let answer = recommender.recommend(&softly).unwrap();
        let told = |id: &str| {
            let result = answer.results.iter().find(|result| result.id == id).unwrap();
            result.warnings.clone().into_iter().collect::<Vec<_>>()
        };
        assert_eq!(told("b-once"), [("violence".to_owned(), "once".to_owned())]);
        assert!(told("a-clean").is_empty() && told("c-recurring").is_empty());
        let vetoed = recommender.recommend(&avoid("violence")).unwrap();
        assert!(vetoed.results.iter().all(|result| result.warnings.is_empty()));
    });
}
