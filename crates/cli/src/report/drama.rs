//! One drama in full.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

use tropewise::catalog::fields::{FIELDS, Field, Show, Value, decimal};
use tropewise::catalog::{Catalog, Drama, Kind, SeriesKind, Snapshots, TropeStrength, Warning};

use super::Report;
use super::page::{FAINT, Page, TITLE, counted, styled};
use super::sheet::Sheet;
use super::warnings::{NO_PROMISE, line};

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
    /// List content warnings first.
    pub warnings: bool,
}

/// The drama as JSON gives it: its facts by name, then its tropes.
#[derive(Debug)]
struct Entry<'a> {
    drama: &'a Drama,
    tropes: Vec<Strength<'a>>,
    hidden_tropes: usize,
}

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for field in FIELDS {
            map.serialize_entry(field.name, &Json(field, (field.get)(self.drama)))?;
        }
        map.serialize_entry("tropes", &self.tropes)?;
        map.serialize_entry("hidden_tropes", &self.hidden_tropes)?;
        let told = |warning: &'_ Warning| (warning.id.clone(), warning.occurs.word());
        let warnings: BTreeMap<_, _> = self.drama.warnings.iter().map(told).collect();
        map.serialize_entry("warnings", &warnings)?;
        map.end()
    }
}

/// A fact in the form that JSON has for it; null when it is unknown.
struct Json(&'static Field, Value);

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(field, value) = self;
        match (value, field.shape.parts()) {
            (Value::Unknown, _) => serializer.serialize_none(),
            (Value::Text(text), _) => serializer.serialize_str(text),
            (Value::Texts(texts), None) => texts.serialize(serializer),
            (Value::Texts(texts), Some(parts)) => {
                serializer.collect_seq(texts.iter().map(|text| parted(field, parts, text)))
            }
            (Value::Number(number), _) => serializer.serialize_u32(*number),
            (Value::Hundredths(number), _) => serializer.serialize_f64(f64::from(*number) / 100.0),
            (Value::Day(day), _) => serializer.collect_str(day),
            (Value::Flag(flag), _) => serializer.serialize_bool(*flag),
        }
    }
}

/// A text of two parts as an object; a part that is unknown is null.
fn parted(
    field: &Field,
    [first, second]: [&'static str; 2],
    text: &str,
) -> BTreeMap<&'static str, Option<Part>> {
    let (a, b) = field.shape.split(text);
    let part = |text: &str| match text.parse() {
        Ok(number) if second == "number" => Part::Number(number),
        _ => Part::Text(text.to_owned()),
    };
    BTreeMap::from([(first, Some(Part::Text(a.to_owned()))), (second, b.map(part))])
}

#[derive(Debug, serde::Serialize)]
#[serde(untagged)]
enum Part {
    Number(u32),
    Text(String),
}

#[derive(Debug, serde::Serialize)]
#[serde(untagged)]
enum Data<'a> {
    One(Box<Entry<'a>>),
    Several(Vec<Entry<'a>>),
}

#[derive(Debug, serde::Serialize)]
struct Strength<'a> {
    trope: &'a str,
    strength: f32,
}

/// The parts of a story, in words.
struct Parts {
    of: String,
    told: String,
}

impl DramaReport<'_> {
    /// The tropes that may be named, strongest first, and how many others there are.
    fn tropes(&self, drama: &Drama) -> (Vec<(&tropewise::catalog::Trope, f32)>, usize) {
        let vocabulary = self.catalog.vocabulary();
        let all = drama.by_strength();
        let hides = |s: &TropeStrength| vocabulary.trope(s.trope).spoiler || drama.marks(s.trope);
        let named: Vec<_> = all
            .iter()
            .filter(|s| self.spoilers || !hides(s))
            .map(|s| (vocabulary.trope(s.trope), s.strength))
            .collect();
        let hidden = all.len() - named.len();
        (named.into_iter().take(self.k).collect(), hidden)
    }

    fn entry<'d>(&'d self, drama: &'d Drama) -> Entry<'d> {
        let (tropes, hidden_tropes) = self.tropes(drama);
        let strength = |(trope, strength): &(&'d tropewise::catalog::Trope, f32)| Strength {
            trope: &trope.id,
            strength: *strength,
        };
        Entry { drama, tropes: tropes.iter().map(strength).collect(), hidden_tropes }
    }

    fn warning_sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(["drama", "warning", "label", "occurs"]);
        for drama in &self.dramas {
            for warning in &drama.warnings {
                sheet.push(vec![
                    drama.id.clone(),
                    warning.id.clone(),
                    self.catalog.vocabulary().warning_label(&warning.id).to_owned(),
                    warning.occurs.word().to_owned(),
                ]);
            }
        }
        sheet
    }

    /// All parts of the story that a drama is of, in order; none where it is the only one.
    fn parts(&self, drama: &Drama) -> Option<Parts> {
        let of = drama.series.clone()?;
        let mut parts: Vec<_> = self
            .catalog
            .indices()
            .map(|idx| self.catalog.drama(idx))
            .filter(|part| part.series.as_ref() == Some(&of))
            .collect();
        parts.sort_by_key(|part| (part.series_order.unwrap_or(u16::MAX), part.year));
        let told = |part: &Cow<'_, Drama>| match part.series_kind {
            SeriesKind::Season => part.heading(),
            kind => format!("{}, a {}", part.heading(), kind.word().replace('-', " ")),
        };
        let told = parts.iter().map(told).collect::<Vec<_>>().join("; ");
        (parts.len() > 1).then_some(Parts { of, told })
    }

    fn one(&self, drama: &Drama, page: Page) -> String {
        let heading = format!("{}  {}", styled(TITLE, &drama.heading()), drama.native_title);
        let mut out = page.paragraph(heading.trim_end());
        if !drama.summary.is_empty() {
            out += &page.paragraph(&drama.summary);
        }
        if self.warnings {
            let line = line(self.catalog, drama, self.spoilers);
            out += &format!("\n{}", page.paragraph(&line));
            out += &page.paragraph(&styled(FAINT, NO_PROMISE));
        }
        out.push('\n');
        let snapshots = self.catalog.snapshots();
        let row = |field: &Field| {
            let (label, fact) = match field.show {
                Show::No => return None,
                Show::As(label) => (label, shown(&(field.get)(drama))),
                Show::In(label, words) => (label, words(drama, snapshots.day())),
            };
            (!fact.is_empty()).then(|| vec![styled(FAINT, label), fact])
        };
        // Ids are for programs and come last.
        let (ids, others) = FIELDS.split_first().expect("there are facts");
        let mut rows: Vec<Vec<String>> = others.iter().chain([ids]).filter_map(row).collect();
        if let Some(parts) = self.parts(drama) {
            let series = rows.iter().position(|row| row[1].starts_with(parts.of.as_str()));
            let at = series.map_or(rows.len(), |at| at + 1);
            rows.insert(at, vec![styled(FAINT, "its parts"), parts.told]);
        }
        out += page.table(&["", ""], &[], rows).trim_start_matches('\n');
        if let Some(days) = as_of(snapshots) {
            out += &page.paragraph(&styled(FAINT, &days));
        }
        let (tropes, hidden) = self.tropes(drama);
        // What is for those who type comes where there is room.
        let columns = match page.width {
            ..60 => &["Level", "Trope"][..],
            60..80 => &["Level", "Trope", "Id"],
            _ => &["Level", "Trope", "Id", "Family"],
        };
        let rows = tropes
            .iter()
            .map(|(trope, strength)| {
                let family = &self.catalog.vocabulary().family(trope).label;
                let mut row = vec![
                    format!("{:.0}", strength * 5.0),
                    trope.label.clone(),
                    styled(FAINT, &trope.id),
                    styled(FAINT, family),
                ];
                row.truncate(columns.len());
                row
            })
            .collect();
        out.push('\n');
        out += &page.table(columns, &[0], rows);
        if hidden > 0 {
            let hidden = format!("{}; --spoilers names them", counted(hidden, "hidden trope"));
            out += &format!("\n{}", page.paragraph(&styled(FAINT, &hidden)));
        }
        if !drama.warnings.is_empty() && !self.warnings {
            let line = line(self.catalog, drama, self.spoilers);
            out += &format!("\n{}", page.paragraph(&line));
            out += &page.paragraph(&styled(FAINT, NO_PROMISE));
        }
        if !drama.reviewed {
            let caution = "not reviewed: it may lack a trope only because nobody looked";
            out += &format!("\n{}", page.paragraph(&styled(FAINT, caution)));
        }
        out
    }
}

/// A fact as it is.
fn shown(value: &Value) -> String {
    match value {
        Value::Unknown => String::new(),
        Value::Text(text) => text.clone(),
        Value::Texts(texts) => texts.join(", "),
        Value::Number(number) => number.to_string(),
        Value::Hundredths(number) => decimal(*number),
        Value::Day(day) => day.to_string(),
        Value::Flag(flag) => flag.to_string(),
    }
}

/// On which days the facts were read, the last day first.
fn as_of(snapshots: &Snapshots) -> Option<String> {
    let days = snapshots.days();
    match days.as_slice() {
        [] => None,
        [(day, _)] => Some(format!("facts as of {day}")),
        days => {
            let told = |(day, facts): &(_, Vec<&str>)| format!("{} as of {day}", facts.join(", "));
            Some(days.iter().map(told).collect::<Vec<_>>().join("; "))
        }
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
        if self.warnings {
            return self.warning_sheet();
        }
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
