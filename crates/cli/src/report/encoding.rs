//! What was read in a text.

use serde::Serialize;

use tropewise::catalog::{Catalog, heading};
use tropewise::schema::{EncodedDrama, EncodedTrope, Encoding, Evidence};
use tropewise::viewer::label;

use super::Report;
use super::page::{FAINT, Page, SCORE, TITLE, counted, styled};
use super::sheet::{Sheet, or_empty};

/// The dramas of a text with their tropes and the words behind them.
#[derive(Debug)]
pub struct EncodingReport<'a> {
    /// What is shown.
    pub encoding: &'a Encoding,
    /// Where labels come from.
    pub catalog: &'a Catalog,
}

impl EncodingReport<'_> {
    fn words(&self, evidence: &Evidence) -> String {
        let by = evidence
            .trope
            .as_deref()
            .map_or(String::new(), |trope| format!(", by {}", label(self.catalog, trope)));
        format!("“{}” (line {}{by})", evidence.words, evidence.place.line)
    }

    fn one(&self, drama: &EncodedDrama, page: Page) -> String {
        let title = drama.title.clone().unwrap_or_else(|| "Untitled".to_owned());
        let title = match &drama.known {
            Some(known) => heading(&known.title, known.year),
            None => heading(&title, drama.year),
        };
        let mut facts = vec![drama.platforms.join(", "), drama.leads.join(", ")];
        facts.retain(|fact| !fact.is_empty());
        let line = format!("line {}", drama.place.line);
        let mut out =
            page.paragraph(&format!("{}  {}", styled(TITLE, &title), styled(FAINT, &line)));
        if !facts.is_empty() {
            out += &page.paragraph(&styled(FAINT, &facts.join(" · ")));
        }
        if let Some(known) = &drama.known {
            let similarity = format!("{:.2}", known.similarity);
            out += &page.paragraph(&format!(
                "in the catalogue as `{}`, similarity {}",
                known.id,
                styled(SCORE, &similarity)
            ));
        }
        out.push('\n');
        if drama.tropes.is_empty() {
            out += "no known trope\n";
        } else {
            out += &self.table(drama, page);
        }
        let beside = drama
            .known
            .iter()
            .flat_map(|known| &known.side_by_side)
            .filter(|beside| beside.text == 0.0);
        let missed: Vec<String> = beside
            .map(|beside| format!("{} {:.1}", label(self.catalog, &beside.trope), beside.catalogue))
            .collect();
        if !missed.is_empty() {
            out += &format!(
                "\n{}{}",
                page.paragraph(&styled(FAINT, "only in the catalogue")),
                page.paragraph(&missed.join(", "))
            );
        }
        if drama.hidden_tropes > 0 {
            let hidden =
                format!("{}; --spoilers names them", counted(drama.hidden_tropes, "hidden trope"));
            out += &format!("\n{}", page.paragraph(&styled(FAINT, &hidden)));
        }
        out
    }

    fn table(&self, drama: &EncodedDrama, page: Page) -> String {
        let catalogue = |trope: &EncodedTrope| {
            let beside = drama
                .known
                .as_ref()?
                .side_by_side
                .iter()
                .find(|beside| beside.trope == trope.trope)?;
            Some(if beside.catalogue > 0.0 {
                format!("{:.1}", beside.catalogue)
            } else {
                "—".to_owned()
            })
        };
        let row = |trope: &EncodedTrope| {
            let words: Vec<String> =
                trope.evidence.iter().map(|evidence| self.words(evidence)).collect();
            let inferred = if trope.inferred {
                format!("\n{}", styled(FAINT, "inferred"))
            } else {
                String::new()
            };
            let mut row = vec![
                styled(SCORE, &format!("{:.2}", trope.confidence)),
                format!("{:.2}", trope.strength),
            ];
            row.extend(catalogue(trope));
            row.extend([
                format!("{}{inferred}", label(self.catalog, &trope.trope)),
                words.join(", "),
            ]);
            row
        };
        let rows = drama.tropes.iter().map(row).collect();
        if drama.known.is_some() {
            page.table(&["Sure", "Strength", "Catalogue", "Trope", "Words"], &[0, 1, 2], rows)
        } else {
            page.table(&["Sure", "Strength", "Trope", "Words"], &[0, 1], rows)
        }
    }
}

impl Report for EncodingReport<'_> {
    fn data(&self) -> impl Serialize {
        self.encoding
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new([
            "title",
            "year",
            "platforms",
            "leads",
            "known",
            "trope",
            "confidence",
            "strength",
            "catalogue",
            "inferred",
            "words",
            "lines",
        ]);
        for drama in &self.encoding.dramas {
            for trope in &drama.tropes {
                let beside = drama
                    .known
                    .as_ref()
                    .and_then(|known| known.side_by_side.iter().find(|b| b.trope == trope.trope));
                let each = |of: fn(&Evidence) -> String| {
                    trope.evidence.iter().map(of).collect::<Vec<_>>().join("; ")
                };
                sheet.push(vec![
                    drama.title.clone().unwrap_or_default(),
                    or_empty(drama.year),
                    drama.platforms.join("; "),
                    drama.leads.join("; "),
                    drama.known.as_ref().map_or_else(String::new, |known| known.id.clone()),
                    trope.trope.clone(),
                    trope.confidence.to_string(),
                    trope.strength.to_string(),
                    or_empty(beside.map(|beside| beside.catalogue)),
                    trope.inferred.to_string(),
                    each(|evidence| evidence.words.clone()),
                    each(|evidence| evidence.place.line.to_string()),
                ]);
            }
        }
        sheet
    }

    fn page(&self, page: Page) -> String {
        let pages: Vec<String> =
            self.encoding.dramas.iter().map(|drama| self.one(drama, page)).collect();
        pages.join("\n")
    }
}
