//! One drama in full.

use std::borrow::Cow;

use serde::Serialize;

use tropewise::catalog::{Catalog, Drama};

use super::Report;
use super::page::{FAINT, Page, TITLE, counted, styled};
use super::sheet::Sheet;

/// Dramas with their facts and tropes.
#[derive(Debug)]
pub struct DramaReport<'a> {
    /// What is shown; at least one.
    pub dramas: Vec<Cow<'a, Drama>>,
    /// Where labels come from.
    pub catalog: &'a Catalog,
    /// Name spoiler tropes.
    pub spoilers: bool,
    /// Most tropes shown.
    pub k: usize,
}

/// The drama as JSON gives it.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    id: &'a str,
    title: &'a str,
    native_title: &'a str,
    aliases: &'a [String],
    series: Option<&'a str>,
    year: Option<u16>,
    episodes: Option<u16>,
    network: &'a [String],
    streaming: &'a [String],
    mdl: Option<u32>,
    leads: &'a [String],
    writers: &'a [String],
    directors: &'a [String],
    followers: Option<u32>,
    summary: &'a str,
    reviewed: bool,
    tropes: Vec<Strength<'a>>,
    hidden_tropes: usize,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Data<'a> {
    One(Box<Entry<'a>>),
    Several(Vec<Entry<'a>>),
}

#[derive(Debug, Serialize)]
struct Strength<'a> {
    trope: &'a str,
    strength: f32,
}

impl DramaReport<'_> {
    /// The tropes that may be named, strongest first, and how many others there are.
    fn tropes(&self, drama: &Drama) -> (Vec<(&tropewise::catalog::Trope, f32)>, usize) {
        let vocabulary = self.catalog.vocabulary();
        let all = drama.by_strength();
        let named: Vec<_> = all
            .iter()
            .map(|s| (vocabulary.trope(s.trope), s.strength))
            .filter(|(trope, _)| self.spoilers || !trope.spoiler)
            .collect();
        let hidden = all.len() - named.len();
        (named.into_iter().take(self.k).collect(), hidden)
    }

    fn entry<'d>(&'d self, drama: &'d Drama) -> Entry<'d> {
        let (tropes, hidden_tropes) = self.tropes(drama);
        Entry {
            id: &drama.id,
            title: &drama.title,
            native_title: &drama.native_title,
            aliases: &drama.aliases,
            series: drama.series.as_deref(),
            year: drama.year,
            episodes: drama.episodes,
            network: &drama.networks,
            streaming: &drama.streaming,
            mdl: drama.mdl,
            leads: &drama.leads,
            writers: &drama.writers,
            directors: &drama.directors,
            followers: drama.followers,
            summary: &drama.summary,
            reviewed: drama.reviewed,
            tropes: tropes
                .iter()
                .map(|(trope, strength)| Strength { trope: &trope.id, strength: *strength })
                .collect(),
            hidden_tropes,
        }
    }

    fn one(&self, drama: &Drama, page: Page) -> String {
        let heading = format!("{}  {}", styled(TITLE, &drama.heading()), drama.native_title);
        let mut out = page.paragraph(heading.trim_end());
        if !drama.summary.is_empty() {
            out += &page.paragraph(&drama.summary);
        }
        out.push('\n');
        let list = |items: &[String]| items.join(", ");
        let facts = [
            ("also known as", list(&drama.aliases)),
            ("network", list(&drama.networks)),
            ("episodes", drama.episodes.map_or(String::new(), |n| n.to_string())),
            ("streams on", list(&drama.streaming)),
            ("leads", list(&drama.leads)),
            ("written by", list(&drama.writers)),
            ("directed by", list(&drama.directors)),
            ("series", drama.series.clone().unwrap_or_default()),
            (
                "ids",
                [Some(drama.id.clone()), drama.mdl.map(|mdl| format!("mdl:{mdl}"))]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", "),
            ),
        ];
        let rows = facts.iter().filter(|(_, fact)| !fact.is_empty());
        let rows = rows.map(|(name, fact)| vec![styled(FAINT, name), fact.clone()]).collect();
        out += page.table(&["", ""], &[], rows).trim_start_matches('\n');
        let (tropes, hidden) = self.tropes(drama);
        let rows = tropes
            .iter()
            .map(|(trope, strength)| {
                let family = &self.catalog.vocabulary().family(trope).label;
                vec![
                    format!("{:.0}", strength * 5.0),
                    trope.label.clone(),
                    styled(FAINT, &trope.id),
                    styled(FAINT, family),
                ]
            })
            .collect();
        out.push('\n');
        out += &page.table(&["Level", "Trope", "Id", "Family"], &[0], rows);
        if hidden > 0 {
            let hidden = format!("{}; --spoilers names them", counted(hidden, "hidden trope"));
            out += &format!("\n{}", page.paragraph(&styled(FAINT, &hidden)));
        }
        if !drama.reviewed {
            let caution = "not reviewed: it may lack a trope only because nobody looked";
            out += &format!("\n{}", page.paragraph(&styled(FAINT, caution)));
        }
        out
    }
}

impl Report for DramaReport<'_> {
    /// One object for one drama, a list for several.
    fn data(&self) -> impl Serialize {
        match self.dramas.as_slice() {
            [drama] => Data::One(Box::new(self.entry(drama))),
            several => Data::Several(several.iter().map(|drama| self.entry(drama)).collect()),
        }
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(["drama", "trope", "label", "family", "level"]);
        let all =
            self.dramas.iter().flat_map(|d| self.tropes(d).0.into_iter().map(move |t| (d, t)));
        for (drama, (trope, strength)) in all {
            sheet.push(vec![
                drama.id.clone(),
                trope.id.clone(),
                trope.label.clone(),
                self.catalog.vocabulary().family(trope).id.clone(),
                format!("{:.0}", strength * 5.0),
            ]);
        }
        sheet
    }

    fn page(&self, page: Page) -> String {
        let pages: Vec<String> = self.dramas.iter().map(|drama| self.one(drama, page)).collect();
        pages.join("\n")
    }
}
