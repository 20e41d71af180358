//! Index files that are not as they should be: refused or answered rightly, never a crash.

use std::fs;

use tropewise::catalog::Drama;
use tropewise::index::Quantised;
use tropewise::schema::Answer;
use tropewise::schema::FilterRequest;
#[cfg(unix)]
use tropewise::store::index_file::outlive_cut_files;
use tropewise::store::index_file::{IndexError, IndexFile};
use tropewise::{Avoid, QueryError, QueryRequest, Recommender, Source, open};

use super::shelf::*;

/// Bytes of header and section table, and of a unit with a checksum of its own, as the format says.
const HEAD: usize = 4096;
const UNIT: usize = 16 * 1024;

/// Dramas enough for two blocks.
fn dramas() -> Vec<Drama> {
    let entry = |at: usize| {
        let tropes: Vec<(&str, f32)> = (0..8)
            .filter(|trope| (at * 7 + trope * trope).is_multiple_of(trope + 4))
            .map(|trope| (TROPES[trope], ((at + trope) % 5 + 1) as f32 / 5.0))
            .collect();
        Drama {
            year: Some(2000 + (at % 25) as u16),
            networks: vec![format!("Network {}", at % 7)],
            series: at.is_multiple_of(100).then(|| "story".to_owned()),
            followers: Some(at as u32),
            native_title: format!("드라마 {at}"),
            mdl: Some(at as u32 + 1),
            former_ids: vec![format!("old-{at}")],
            ..drama(&(format!("d{at:04}").as_str(), &tropes))
        }
    };
    (0..2500).map(entry).collect()
}

/// Dramas that have every trope.
fn dense_dramas() -> Vec<Drama> {
    let strengths = |at: usize| {
        TROPES
            .iter()
            .enumerate()
            .map(move |(t, name)| (*name, ((at * 3 + t * t) % 5 + 1) as f32 / 5.0))
    };
    let full = |(at, thin): (usize, Drama)| {
        let tropes: Vec<(&str, f32)> = strengths(at).collect();
        Drama { strengths: drama(&("full", &tropes)).strengths, ..thin }
    };
    dramas().into_iter().enumerate().map(full).collect()
}

fn requests() -> Vec<QueryRequest> {
    let filter = FilterRequest {
        year_from: Some(2010),
        network: Some("network 3".into()),
        ..FilterRequest::default()
    };
    vec![
        like(&["d0100"]),
        like(&["드라마 1234", "mdl:2001", "old-77"]),
        QueryRequest { filter, k: Some(30), ..want(&[("divorce", 1.0), ("hometown", 0.4)]) },
        avoiding(like(&["d0007"]), &[("trauma", Avoid::Veto), ("comedy", Avoid::Soft(0.5))]),
        QueryRequest { popularity: Some(0.3), era: Some(0.1), ..like(&["d2222"]) },
    ]
}

fn answers(opened: IndexFile) -> Vec<Result<Answer, QueryError>> {
    let IndexFile { catalog, vectors, .. } = opened;
    let recommender = Recommender::with_vectors(catalog, vectors, PLAIN).expect("in range");
    requests().iter().map(|request| recommender.recommend(request)).collect()
}

/// Numbers without pattern from a seed.
fn random(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

#[test]
fn a_file_answers_as_the_catalogue_it_was_made_from() {
    let file = compiled(catalog(dramas()));
    let memory = with_dramas(dramas());
    let expected: Vec<_> = requests().iter().map(|request| memory.recommend(request)).collect();
    for answer in &expected {
        assert!(answer.as_ref().is_ok_and(|answer| !answer.results.is_empty()), "{answer:?}");
    }
    let opened = IndexFile::open(&file.path).unwrap();
    assert!(matches!(opened.vectors.quantised, Some(Quantised::Blocks(_))));
    assert_eq!(opened.catalog.dramas(), memory.catalog().dramas());
    assert_eq!(answers(opened), expected);
    // The same for names that are mistyped, shared or unknown, and for searches.
    let opened = IndexFile::open(&file.path).unwrap().catalog;
    for name in ["d0O12", "Drama 12", "d0012 (2012)", "드라마12", "mdl:99999", "old-2499", ""] {
        assert_eq!(opened.resolve(name), memory.catalog().resolve(name), "{name}");
        assert_eq!(opened.search(name), memory.catalog().search(name), "{name}");
    }
}

/// What reads a file into memory takes any of them, wherever its sections begin.
#[test]
fn a_file_of_any_size_answers_from_memory_as_it_does_mapped() {
    for number in [1, 3, 5, 50, 1200, 2500] {
        for all in [dramas(), dense_dramas()] {
            let file = compiled(catalog(all.into_iter().take(number).collect()));
            for at in 0..3 {
                // Something of another length before it: memory begins elsewhere.
                let before = vec![0u8; 1000 + 24 * at];
                let opened = IndexFile::open_in_memory(&file.path);
                let opened = opened.unwrap_or_else(|error| panic!("{number} dramas: {error}"));
                let mapped = IndexFile::open(&file.path).unwrap();
                assert_eq!(opened.catalog.dramas(), mapped.catalog.dramas());
                assert_eq!(answers(opened), answers(mapped), "{number} dramas");
                drop(before);
            }
        }
    }
}

/// Wherever it is cut, and whatever was read of it before: an error, and the process goes on.
#[cfg(unix)]
#[test]
fn a_file_cut_short_in_use_is_damaged_wherever_it_is_cut() {
    outlive_cut_files();
    let whole = fs::read(&compiled(catalog(dramas())).path).unwrap();
    let file = compiled(catalog(dramas()));
    let mistyped = ["Drama 12 34", "Darma 1234", "드라마 99999"].map(|name| like(&[name]));
    let asked: Vec<QueryRequest> = requests().into_iter().chain(mistyped).collect();
    for at in (0..whole.len()).step_by(3 * UNIT).chain([whole.len() - 1]) {
        for first_asked in [0, 2, asked.len()] {
            fs::write(&file.path, &whole).unwrap();
            let opened = open(&Source::path(&file.path), None).unwrap();
            assert!(
                opened
                    .recommend_each(&asked[..first_asked])
                    .iter()
                    .all(|answer| !matches!(answer, Err(QueryError::Damaged { .. })))
            );
            fs::File::options().write(true).open(&file.path).unwrap().set_len(at as u64).unwrap();
            for request in &asked {
                let refused = opened.recommend(request);
                assert_eq!(refused, Err(QueryError::Damaged { at: 0 }), "{at}: {request:?}");
            }
            assert_eq!(opened.into_catalog().unwrap_err().at, 0, "{at}");
        }
    }
}

/// Cut at any moment, under many threads that read it: each answer is right or an error.
#[cfg(unix)]
#[test]
fn a_file_cut_short_under_many_readers_gives_no_wrong_answer() {
    outlive_cut_files();
    let whole = fs::read(&compiled(catalog(dramas())).path).unwrap();
    let file = compiled(catalog(dramas()));
    let memory = with_dramas(dramas());
    let asked = requests();
    let expected: Vec<_> = asked.iter().map(|request| memory.recommend(request)).collect();
    let mut state = 3;
    for _ in 0..40 {
        fs::write(&file.path, &whole).unwrap();
        let opened = IndexFile::open(&file.path).unwrap();
        let IndexFile { catalog, vectors, .. } = opened;
        let recommender = Recommender::with_vectors(catalog, vectors, PLAIN).unwrap();
        let (before, length) = (random(&mut state) % 2000, random(&mut state) % whole.len());
        std::thread::scope(|scope| {
            for first in 0..4 {
                let (recommender, asked, expected) = (&recommender, &asked, &expected);
                scope.spawn(move || {
                    for at in (0..asked.len()).cycle().skip(first).take(40) {
                        let answer = recommender.recommend(&asked[at]);
                        let damaged = matches!(answer, Err(QueryError::Damaged { .. }));
                        assert!(damaged || answer == expected[at], "{answer:?}");
                    }
                });
            }
            std::thread::sleep(std::time::Duration::from_micros(before as u64));
            let cut = fs::File::options().write(true).open(&file.path).unwrap();
            cut.set_len(length as u64).unwrap();
        });
        let last = recommender.recommend(&asked[0]);
        assert_eq!(last, Err(QueryError::Damaged { at: 0 }));
    }
}

/// A file that is longer than it tells is refused by its head: nobody takes memory for its length.
#[test]
#[expect(clippy::print_stderr, reason = "a skipped test must say so")]
fn a_file_far_longer_than_it_tells_is_refused_unread() {
    let file = compiled(catalog(dramas()));
    let told = fs::metadata(&file.path).unwrap().len();
    let long = 1 << 40;
    // The file has no such bytes: the system keeps a hole.
    let made = fs::File::options().write(true).open(&file.path).unwrap().set_len(long);
    if made.is_err() {
        eprintln!("skipped: this file system has no file with so large a hole");
        return;
    }
    for open in [IndexFile::open, IndexFile::open_in_memory] {
        match open(&file.path) {
            Err(IndexError::Length { expected, found, .. }) => {
                assert_eq!((expected, found), (told, long));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn the_same_catalogue_makes_the_same_bytes() {
    let [a, b] = [0, 1].map(|_| compiled(catalog(dramas())));
    assert_eq!(fs::read(&a.path).unwrap(), fs::read(&b.path).unwrap());
}

#[test]
fn a_dense_catalogue_keeps_its_codes() {
    let file = compiled(catalog(dense_dramas()));
    let memory = with_dramas(dense_dramas());
    let expected: Vec<_> = requests().iter().map(|request| memory.recommend(request)).collect();
    let opened = IndexFile::open(&file.path).unwrap();
    assert!(matches!(opened.vectors.quantised, Some(Quantised::Codes(_))));
    assert_eq!(answers(opened), expected);
}

#[test]
fn whatever_bit_is_flipped_no_answer_is_wrong() {
    flipped(dramas());
    flipped(dense_dramas());
}

fn flipped(dramas: Vec<Drama>) {
    let file = compiled(catalog(dramas));
    let sound = fs::read(&file.path).unwrap();
    let expected = answers(IndexFile::open(&file.path).unwrap());
    let intact = open(&Source::path(&file.path), None).unwrap().into_catalog().unwrap();
    let (mut state, mut refused, mut told) = (1, 0, 0);
    for round in 0..60 {
        let mut bytes = sound.clone();
        // Every fourth time in the head, where a file says what it is.
        let within = if round % 4 == 0 { 400 } else { bytes.len() };
        let at = random(&mut state) % within;
        bytes[at] ^= 1 << (random(&mut state) % 8);
        fs::write(&file.path, &bytes).unwrap();
        match IndexFile::open(&file.path) {
            Err(_) => refused += 1,
            Ok(opened) => {
                for (answer, expected) in answers(opened).iter().zip(&expected) {
                    told += usize::from(matches!(answer, Err(QueryError::Damaged { .. })));
                    assert!(
                        answer == expected || matches!(answer, Err(QueryError::Damaged { .. })),
                        "byte {at}: {answer:?}"
                    );
                }
                let taken = open(&Source::path(&file.path), None).unwrap().into_catalog();
                if let Ok(taken) = taken {
                    assert_eq!(taken.dramas(), intact.dramas(), "byte {at}");
                }
                let opened = IndexFile::open(&file.path).unwrap();
                assert!(opened.region.check_all(|_| {}).is_some(), "byte {at} goes unnoticed");
            }
        }
    }
    assert!(refused >= 15 && told > 10, "{refused} refused, {told} told");
}

/// A file whose checksums are right can still say what no catalogue would: it may answer nonsense,
/// but it must not crash.
#[test]
fn a_file_that_lies_does_not_crash() {
    lying(dramas());
    lying(dense_dramas());
}

fn lying(dramas: Vec<Drama>) {
    let file = compiled(catalog(dramas));
    let sound = fs::read(&file.path).unwrap();
    let checks = u64::from_le_bytes(sound[24..32].try_into().unwrap()) as usize;
    let mut state = 7;
    let mut opened_files = 0;
    for _ in 0..60 {
        let mut bytes = sound.clone();
        for _ in 0..=random(&mut state) % 4 {
            let at = HEAD + random(&mut state) % (checks - HEAD);
            // Whole numbers too, since a flipped bit seldom makes an extreme one.
            let extreme = [0, 255, random(&mut state) as u8][random(&mut state) % 3];
            let length = [1, 4, 8][random(&mut state) % 3];
            bytes[at..(at + length).min(checks)].fill(extreme);
        }
        mend_checksums(&mut bytes, checks);
        fs::write(&file.path, &bytes).unwrap();
        if let Ok(opened) = IndexFile::open(&file.path) {
            opened_files += 1;
            let _ = opened.catalog.search("드라마 12");
            let _ = opened.catalog.dramas();
            let _ = answers(opened);
        }
    }
    assert!(opened_files > 15, "{opened_files} of 60 could be opened");
}

fn mend_checksums(bytes: &mut [u8], checks: usize) {
    let sums: Vec<u8> = bytes[HEAD..checks]
        .chunks(UNIT)
        .flat_map(|unit| crc32fast::hash(unit).to_le_bytes())
        .collect();
    bytes[checks..].copy_from_slice(&sums);
    bytes[32..36].copy_from_slice(&crc32fast::hash(&sums).to_le_bytes());
    bytes[36..40].fill(0);
    let head = crc32fast::hash(&bytes[..HEAD]);
    bytes[36..40].copy_from_slice(&head.to_le_bytes());
}

#[test]
fn a_file_cut_short_or_drawn_out_is_refused() {
    let file = compiled(catalog(dramas()));
    let sound = fs::read(&file.path).unwrap();
    for length in [0, 7, 8, 39, 40, HEAD - 1, HEAD, HEAD + 1, sound.len() / 2, sound.len() - 1] {
        fs::write(&file.path, &sound[..length]).unwrap();
        let error = IndexFile::open(&file.path).unwrap_err();
        let expected = if length < 40 { "is no index file" } else { "should have" };
        assert!(error.to_string().contains(expected), "{length}: {error}");
    }
    fs::write(&file.path, [&sound[..], b"more"].concat()).unwrap();
    assert!(matches!(IndexFile::open(&file.path), Err(IndexError::Length { .. })));
}

#[test]
fn another_version_and_another_kind_of_file_are_told_apart() {
    let file = compiled(catalog(dramas()));
    let mut bytes = fs::read(&file.path).unwrap();
    bytes[8] = 9;
    fs::write(&file.path, &bytes).unwrap();
    assert!(matches!(IndexFile::open(&file.path), Err(IndexError::Version { found: 9, .. })));
    fs::write(&file.path, "[[drama]]\nid = \"a\"\n").unwrap();
    assert!(matches!(IndexFile::open(&file.path), Err(IndexError::Foreign { .. })));
    assert!(matches!(
        IndexFile::open(&file.path.with_file_name("missing")),
        Err(IndexError::Io { .. })
    ));
}

/// What is packed in an index file follows the types of the catalogue: whoever changes them makes
/// files that this version would read wrongly.
#[test]
fn another_layout_needs_another_version() {
    let file = compiled(catalog(dramas().into_iter().take(20).collect()));
    let bytes = fs::read(&file.path).unwrap();
    let version = u32::from_le_bytes(bytes[8..12].try_into().unwrap());
    let known = (version, bytes.len(), crc32fast::hash(&bytes));
    assert_eq!(
        known,
        (6, 11635, 3_145_435_508),
        "raise `VERSION` in layout.rs, then write the new numbers here"
    );
}
