//! Lists of tropes and of dramas.

use serde::Serialize;

use tropewise::catalog::{Catalog, Drama, DramaIdx, Trope, TropeIdx, fold};

use super::Report;
use super::page::{FAINT, Page, TITLE, styled};
use super::sheet::{Sheet, or_empty};

/// Columns below which a definition stands under its trope.
const NARROW: u16 = 60;

/// Tropes of a vocabulary.
#[derive(Debug)]
pub struct TropeList<'a> {
    /// Which tropes, in the order shown.
    pub tropes: Vec<TropeIdx>,
    /// Where they come from.
    pub catalog: &'a Catalog,
}

#[derive(Debug, Serialize)]
struct TropeEntry<'a> {
    id: &'a str,
    label: &'a str,
    label_ko: &'a str,
    family: &'a str,
    definition: &'a str,
    excludes: &'a str,
    aliases: &'a [String],
    spoiler: bool,
    content_warning: bool,
    dramas: usize,
}

impl<'a> TropeList<'a> {
    fn entries(&self) -> Vec<TropeEntry<'a>> {
        let vocabulary = self.catalog.vocabulary();
        let mut uses = vec![0; vocabulary.len()];
        self.catalog
            .dramas()
            .iter()
            .flat_map(|drama| &drama.strengths)
            .for_each(|s| uses[s.trope.at()] += 1);
        let entry = |idx: &TropeIdx| {
            let trope: &Trope = vocabulary.trope(*idx);
            TropeEntry {
                id: &trope.id,
                label: &trope.label,
                label_ko: &trope.label_ko,
                family: &vocabulary.family(trope).id,
                definition: &trope.definition,
                excludes: &trope.excludes,
                aliases: &trope.aliases,
                spoiler: trope.spoiler,
                content_warning: trope.content_warning,
                dramas: uses[idx.at()],
            }
        };
        self.tropes.iter().map(entry).collect()
    }
}

impl Report for TropeList<'_> {
    fn data(&self) -> impl Serialize {
        self.entries()
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new([
            "id",
            "label",
            "family",
            "dramas",
            "spoiler",
            "content_warning",
            "definition",
        ]);
        for entry in self.entries() {
            sheet.push(vec![
                entry.id.into(),
                entry.label.into(),
                entry.family.into(),
                entry.dramas.to_string(),
                entry.spoiler.to_string(),
                entry.content_warning.to_string(),
                entry.definition.into(),
            ]);
        }
        sheet
    }

    fn page(&self, page: Page) -> String {
        let row = |entry: TropeEntry<'_>| {
            let mut definition = entry.definition.to_owned();
            let flags = [(entry.spoiler, "spoiler"), (entry.content_warning, "content warning")];
            for (_, flag) in flags.iter().filter(|(set, _)| *set) {
                definition += &format!(" [{flag}]");
            }
            vec![entry.id.to_owned(), entry.dramas.to_string(), definition]
        };
        if page.width < NARROW {
            let told = |row: Vec<String>| {
                let name = format!("{}  {}", styled(TITLE, &row[0]), counted_dramas(&row[1]));
                page.paragraph(&name) + &page.paragraph(&row[2])
            };
            return self.entries().into_iter().map(row).map(told).collect::<Vec<_>>().join("\n");
        }
        page.table(
            &["Trope", "Dramas", "What it is"],
            &[1],
            self.entries().into_iter().map(row).collect(),
        )
    }
}

fn counted_dramas(number: &str) -> String {
    styled(FAINT, &format!("{number} {}", if number == "1" { "drama" } else { "dramas" }))
}

/// Dramas of a catalogue.
#[derive(Debug)]
pub struct DramaList<'a> {
    /// What was looked for; everything where it is empty.
    pub word: &'a str,
    /// Which dramas, in the order shown.
    pub dramas: Vec<DramaIdx>,
    /// Where they come from.
    pub catalog: &'a Catalog,
}

#[derive(Debug, Serialize)]
struct DramaEntry {
    id: String,
    title: String,
    native_title: String,
    year: Option<u16>,
    episodes: Option<u16>,
    network: Vec<String>,
    mdl: Option<u32>,
    summary: String,
    #[serde(skip)]
    matched: Option<String>,
}

impl DramaList<'_> {
    /// The other name of a drama that has what was looked for, where its title does not show it.
    fn matched(&self, drama: &Drama) -> Option<String> {
        let key = fold(self.word);
        let has = |name: &&String| fold(name).contains(&key);
        if [&drama.title, &drama.native_title, &drama.id].iter().any(has) {
            return None;
        }
        drama.aliases.iter().chain(&drama.nicknames).find(has).cloned()
    }

    fn entries(&self) -> impl Iterator<Item = DramaEntry> + '_ {
        self.dramas.iter().map(|idx| {
            let drama = self.catalog.drama(*idx).into_owned();
            let episodes = drama.whole_episodes();
            let matched = self.matched(&drama);
            DramaEntry {
                matched,
                id: drama.id,
                title: drama.title,
                native_title: drama.native_title,
                year: drama.year,
                episodes,
                network: drama.networks,
                mdl: drama.mdl,
                summary: drama.summary,
            }
        })
    }
}

impl Report for DramaList<'_> {
    fn data(&self) -> impl Serialize {
        self.entries().collect::<Vec<_>>()
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new([
            "id",
            "title",
            "native_title",
            "year",
            "episodes",
            "network",
            "mdl",
            "summary",
        ]);
        for entry in self.entries() {
            sheet.push(vec![
                entry.id,
                entry.title,
                entry.native_title,
                or_empty(entry.year),
                or_empty(entry.episodes),
                entry.network.join("; "),
                or_empty(entry.mdl),
                entry.summary,
            ]);
        }
        sheet
    }

    fn page(&self, page: Page) -> String {
        let row = |entry: DramaEntry| {
            let title = format!("{} {}", entry.title, styled(FAINT, &entry.native_title));
            let mut title = title.trim_end().to_owned();
            if let Some(name) = entry.matched {
                title += &format!("\n{}", styled(FAINT, &format!("also {name}")));
            }
            vec![or_empty(entry.year), title, entry.summary]
        };
        page.table(&["Year", "Drama", "What it is about"], &[0], self.entries().map(row).collect())
    }
}
