//! What must hold for any bytes: nothing panics, and what is read is sound. Fuzz targets and the
//! test that replays and changes the stored files share these functions.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use tropewise::catalog::Vocabulary;
use tropewise::compile::{Input, compile};
use tropewise::store::index_file::IndexFile;
use tropewise::store::index_file::layout::{HEAD, Header, UNIT};
use tropewise::store::rows::{Rows, Tropes, UnknownTropes};
use tropewise::store::text::{CatalogFiles, TextFile, parse, steers};
use tropewise::{QueryRequest, Recommender, Settings};

/// A vocabulary of two tropes.
pub fn vocabulary() -> Vocabulary {
    let text = include_str!("corpus/toml/tropes.toml");
    let sources = CatalogFiles {
        vocabulary: Some(TextFile::new("tropes.toml", text)),
        ..CatalogFiles::default()
    };
    parse(&sources, None).vocabulary.vocabulary
}

fn plain(text: &str) {
    assert!(!text.chars().any(steers), "{text:?}");
}

/// Any bytes as rows, under a name.
pub fn rows(bytes: &[u8], name: &str) {
    for unknown in [UnknownTropes::Refuse, UnknownTropes::New, UnknownTropes::Skip] {
        let tropes = Tropes::new(vocabulary(), unknown);
        let mut rows = Rows::read(Cursor::new(bytes.to_vec()), name, tropes);
        let mut dramas = Vec::new();
        let mut line = 0;
        for row in rows.by_ref() {
            let at = match &row {
                Ok(row) => row.line,
                Err(bad) => bad.mistake.at.line as u64,
            };
            assert!(at >= line && at >= 1, "{at} after {line}");
            line = at;
            match row {
                Ok(row) => dramas.push(row.drama),
                Err(bad) => plain(&bad.mistake.to_string()),
            }
        }
        assert!(rows.next().is_none());
        rows.notes().iter().for_each(|told| plain(&told.to_string()));
        let n_tropes = rows.take_vocabulary().len();
        for drama in dramas {
            assert!(
                !drama.id.is_empty() && !drama.title.is_empty() && drama.fits(n_tropes),
                "{drama:?}"
            );
            plain(&drama.id);
            plain(&drama.title);
            drama.aliases.iter().chain(&drama.networks).for_each(|name| plain(name));
        }
    }
}

/// Any bytes as rows, under a name that the first of them chooses: it decides where the bytes say
/// nothing.
pub fn named_rows(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let names = ["a.csv", "a.tsv", "a.json", "a.jsonl", "standard input"];
    rows(rest, names[usize::from(*first) % names.len()]);
}

/// Any text as a vocabulary and as dramas.
pub fn toml(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let own = Some(TextFile::new("tropes.toml", text));
    let sources = CatalogFiles {
        vocabulary: own,
        dramas: vec![TextFile::new("2016.toml", text)],
        ..CatalogFiles::default()
    };
    let parsed = parse(&sources, None);
    let _ = parsed.check();
    let sources =
        CatalogFiles { dramas: vec![TextFile::new("2016.toml", text)], ..CatalogFiles::default() };
    let parsed = parse(&sources, Some(&vocabulary()));
    for mistake in parsed.check() {
        assert!(mistake.at.line >= 1 && mistake.at.column >= 1);
    }
    if let Ok(catalog) = parsed.into_catalog() {
        assert!(catalog.indices().all(|at| catalog.drama(at).fits(2)));
    }
}

/// An index file of two dramas, compiled in a folder.
pub fn sound_index(folder: &Path) -> Vec<u8> {
    let text = include_str!("corpus/toml/dramas.toml");
    let sources =
        CatalogFiles { dramas: vec![TextFile::new("2016.toml", text)], ..CatalogFiles::default() };
    let catalog = parse(&sources, Some(&vocabulary())).into_catalog().expect("sound dramas");
    let path = folder.join("sound.index");
    compile(Input::Catalog(catalog), &path, |_| {}).expect("compiles");
    fs::read(&path).expect("it was written")
}

/// A sound index file whose sections are changed, with the checksums that belong to them, as a
/// stranger may make one: four bytes a change, the last of them what is written.
pub fn sections(sound: &[u8], changes: &[u8], path: &Path) {
    let mut file = sound.to_vec();
    let mut header: Header = bytemuck::pod_read_unaligned(&file[..size_of::<Header>()]);
    let end = header.checks_offset as usize;
    for change in changes.chunks_exact(4) {
        let place = u32::from_le_bytes([change[0], change[1], change[2], 0]) as usize;
        file[HEAD + place % (end - HEAD)] = change[3];
    }
    let sums: Vec<u8> =
        file[HEAD..end].chunks(UNIT).flat_map(|unit| crc32fast::hash(unit).to_le_bytes()).collect();
    file[end..].copy_from_slice(&sums);
    header.checks_sum = crc32fast::hash(&sums);
    header.head_sum = 0;
    file[..size_of::<Header>()].copy_from_slice(bytemuck::bytes_of(&header));
    header.head_sum = crc32fast::hash(&file[..HEAD]);
    file[..size_of::<Header>()].copy_from_slice(bytemuck::bytes_of(&header));
    fs::write(path, file).expect("the folder can be written");
    index(path);
}

/// Any bytes as an index file: refused, or asked without a panic.
pub fn index(path: &Path) {
    let Ok(IndexFile { catalog, vectors, .. }) = IndexFile::open(path) else { return };
    for at in catalog.indices().take(10) {
        let _ = catalog.drama(at).heading();
    }
    if let Ok(recommender) = Recommender::with_vectors(catalog, vectors, Settings::default()) {
        let mut request = QueryRequest::new("fuzz");
        request.like.push("Plum House".into());
        let _ = recommender.recommend(&request);
        request.like = vec!["Plumb Hose".into()];
        let _ = recommender.recommend(&request);
    }
}
