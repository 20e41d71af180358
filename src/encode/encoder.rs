//! The encoder: from the bytes of a text to its dramas and their tropes.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use crate::catalog::{Catalog, DramaIdx, TropeIdx};
use crate::rank::{Recommender, weights};
use crate::schema::{
    Answer, Beside, ByTrope, EncodedDrama, EncodedTrope, Encoding, Evidence, EvidenceKind, Known,
    Markup, QueryRequest, SCHEMA_VERSION,
};
use crate::sorting::sort_by;

use super::error::{EncodeError, ImageError};
use super::input::{bounded, decode, guess};
use super::junk::{has_words, without_junk};
use super::known_titles::KnownTitles;
use super::lines::Lines;
use super::matcher::{Matcher, Reader};
use super::model::Model;
use super::profile::{Gatherer, Profile};
use super::reader::{Section, leads, read};
use super::score::{By, Reason, Scores};

/// What a text counts for beside the catalogue's entry of its drama.
const TEXT_SHARE: f32 = 0.5;

/// Comparisons with a drama, in search of typing errors in titles, that a text may cost.
const COMPARISONS: usize = 300_000;
/// Titles in which a typing error is looked for however large the catalogue.
const LEAST_LOOKED_AT: usize = 5;
/// Titles up to so many bytes have no typing errors: they are other titles.
const SHORTEST: usize = 5;
/// Longer titles are sentences.
const LONGEST: usize = 80;

/// How many words are shown for a trope.
const SHOWN: usize = 3;

/// Words that add less than this share of what the first ones add are not shown.
const TELLING: f32 = 0.25;

/// Confidence from which the neighbours of a text are said to lack a trope.
const MISSED_FROM: f32 = 0.5;

/// Titles with more bytes are named by a shorter alias where there is one.
const LONG_TITLE: usize = 24;

/// The longest words shown in full, in characters.
const LONG: usize = 40;

/// What is asked of an encoder.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// How the text is marked up; guessed when `None`.
    pub markup: Option<Markup>,
    /// The most tropes a drama. Default 10.
    pub k: usize,
    /// The least confidence of a trope, in [0, 1]. Default 0.3.
    pub min_confidence: f32,
    /// Name spoiler tropes.
    pub spoilers: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { markup: None, k: 10, min_confidence: 0.3, spoilers: false }
    }
}

/// Reads texts about dramas. Immutable, `Sync` and cheap to clone: make one, share it between
/// threads.
///
/// ```
/// use tropewise::Recommender;
/// use tropewise::encode::Options;
///
/// let recommender = Recommender::new(tropewise_dramas::catalog());
/// let encoder = tropewise_dramas::encoder();
/// let text = "Years after their divorce, two doctors meet again in one emergency room.";
/// let encoding = encoder.encode(text.as_bytes(), &recommender, &Options::default())?;
/// let drama = &encoding.dramas[0];
/// assert!(drama.tropes[..3].iter().any(|trope| trope.trope == "ex-spouses"));
/// assert_eq!(drama.tropes[0].evidence[0].place.line, 1);
///
/// let answer = encoder.like(drama, &recommender, 5)?;
/// assert_eq!(answer.results.len(), 5);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Encoder {
    model: Arc<Model<'static>>,
    /// All phrases, made when enough is read to be worth it.
    matcher: Arc<OnceLock<Matcher>>,
    /// How many small texts were read without it.
    small: Arc<AtomicU32>,
}

/// The largest text, in bytes, for which it is quicker to prepare the phrases it can have than all
/// of them.
const SMALL: usize = 100_000;

/// From so many small texts on all phrases are worth preparing.
const MANY: u32 = 8;

impl Encoder {
    /// An encoder of a model.
    #[doc(hidden)]
    #[must_use]
    pub fn new(model: Model<'static>) -> Self {
        Self { model: Arc::new(model), matcher: Arc::default(), small: Arc::default() }
    }

    /// An encoder from the image that [`compile::image::encoder`](crate::compile::image::encoder)
    /// packs.
    ///
    /// # Errors
    /// [`ImageError`] when the bytes are not such an image or damaged.
    #[doc(hidden)]
    pub fn from_image(image: &'static [u8]) -> Result<Self, ImageError> {
        let mut model: Model<'static> =
            postcard::from_bytes(image).map_err(|error| ImageError(error.to_string()))?;
        model.note_loose_sets();
        Ok(Self::new(model))
    }

    /// What it knows.
    #[doc(hidden)]
    #[must_use]
    pub fn model(&self) -> &Model<'static> {
        &self.model
    }

    /// The terms in one text without markup, as they are learned from.
    #[doc(hidden)]
    #[must_use]
    pub fn profile(&self, text: &str) -> Profile {
        let mut lexer = Matcher::lexer(&self.model);
        self.gather(self.all_phrases(), &mut lexer, &mut Gatherer::new(&self.model), text)
    }

    /// The terms in a few words; quicker than [`profile`](Self::profile), which prepares all
    /// phrases.
    pub(crate) fn profile_of_few(&self, text: &str) -> Profile {
        let mut lexer = Matcher::lexer(&self.model);
        let mut gatherer = Gatherer::new(&self.model);
        let matcher = Matcher::of_texts(&self.model, &mut lexer, std::iter::once(text));
        self.gather(&matcher, &mut lexer, &mut gatherer, text)
    }

    fn all_phrases(&self) -> &Matcher {
        self.matcher.get_or_init(|| Matcher::new(&self.model))
    }

    fn gather(
        &self,
        matcher: &Matcher,
        lexer: &mut Reader<'_>,
        gatherer: &mut Gatherer,
        text: &str,
    ) -> Profile {
        matcher.scan(&self.model, lexer, text, |hit| gatherer.add(hit));
        gatherer.take()
    }

    /// Reads a text: finds its dramas and the tropes they show. Titles are looked up in the
    /// catalogue of `recommender`; tropes that its vocabulary lacks are left out.
    ///
    /// # Errors
    /// [`EncodeError`] when the bytes are no text that can be read, or no trope is in it.
    pub fn encode(
        &self,
        bytes: &[u8],
        recommender: &Recommender,
        options: &Options,
    ) -> Result<Encoding, EncodeError> {
        let catalog = recommender.catalog();
        let (text, start) = decode(bytes)?;
        let markup = options.markup.unwrap_or_else(|| guess(&text));
        bounded(text.len(), Some(markup))?;
        let titles = RefCell::new(KnownTitles::new(catalog));
        let find = |title: &str, year: Option<u16>| titles.borrow_mut().find(title, year);
        let mut found = read(&text, start, markup, false, &find)?;
        forgive(&mut found.sections, catalog);
        let dramas = self.dramas(&found.sections, &text, start, recommender, options);
        if dramas.iter().any(shows) {
            let untold = found.untold;
            return Ok(Encoding { version: SCHEMA_VERSION, dramas, everything: false, untold });
        }
        // What was left out as no part of the article was all there is.
        let listed = found.listed;
        let mut found = read(&text, start, markup, true, &find)?;
        forgive(&mut found.sections, catalog);
        let dramas = self.dramas(&found.sections, &text, start, recommender, options);
        if dramas.iter().any(shows) {
            let untold = found.untold;
            return Ok(Encoding { version: SCHEMA_VERSION, dramas, everything: true, untold });
        }
        if !listed.is_empty() {
            let titles = listed.into_iter().map(|drama| name_of(drama, catalog)).collect();
            return Err(EncodeError::TitlesAlone { titles });
        }
        let said = found.sections.iter().map(|section| section.body.text());
        match said.clone().next().is_some() && !said.clone().any(says_in_words) {
            true => Err(EncodeError::NoWords),
            false => Err(EncodeError::NoTrope),
        }
    }

    fn dramas(
        &self,
        sections: &[Section],
        text: &str,
        start: usize,
        recommender: &Recommender,
        options: &Options,
    ) -> Vec<EncodedDrama> {
        let lines = Lines::new(text, start);
        let (mut lexer, mut gatherer) = (Matcher::lexer(&self.model), Gatherer::new(&self.model));
        let few;
        let small = text.len() <= SMALL && self.matcher.get().is_none();
        let matcher = if small && self.small.fetch_add(1, Ordering::Relaxed) < MANY {
            let texts = sections.iter().map(|section| section.body.text());
            few = Matcher::of_texts(&self.model, &mut lexer, texts);
            &few
        } else {
            self.all_phrases()
        };
        let mut dramas = Vec::with_capacity(sections.len());
        for section in sections {
            let said = without_junk(section.body.text());
            let said = if has_words(&said) { said } else { Cow::Borrowed("") };
            let profile = self.gather(matcher, &mut lexer, &mut gatherer, &said);
            dramas.push(self.drama(section, &profile, recommender, options, &lines));
        }
        dramas
    }

    fn drama(
        &self,
        section: &Section,
        profile: &Profile,
        recommender: &Recommender,
        options: &Options,
        lines: &Lines<'_>,
    ) -> EncodedDrama {
        let catalog = recommender.catalog();
        let heading = &section.heading;
        let mut drama = EncodedDrama {
            title: Some(heading.title.clone()).filter(|title| !title.is_empty()),
            year: heading.year,
            platforms: heading.platforms.clone(),
            leads: leads(section.body.text()),
            place: lines.place(section.at.clone()),
            ..EncodedDrama::default()
        };
        let scores = Scores::new(&self.model, profile);
        if !scores.is_empty() {
            for (trope, idx) in self.telling(&scores, recommender, options.min_confidence) {
                if !options.spoilers && catalog.vocabulary().trope(idx).spoiler {
                    drama.hidden_tropes += 1;
                } else if drama.tropes.len() < options.k {
                    drama.tropes.extend(self.trope(trope, &scores, section, lines));
                }
            }
            let named = scores
                .salience()
                .into_iter()
                .map(|(trope, value)| (self.model.tropes[trope].clone(), value));
            drama.salience = named.filter(|(id, _)| trope_of(catalog, id).is_some()).collect();
        }
        drama.known = section.known.map(|idx| known(&drama, idx, recommender, options.spoilers));
        drama
    }

    /// The tropes of the catalogue that are sure enough, those that tell most first.
    fn telling(
        &self,
        scores: &Scores<'_, '_>,
        recommender: &Recommender,
        min_confidence: f32,
    ) -> Vec<(usize, TropeIdx)> {
        let sure = |trope: &usize| scores.confidence(*trope) >= min_confidence;
        let known = |trope: usize| {
            Some((trope, trope_of(recommender.catalog(), self.model.tropes[trope].as_str())?))
        };
        let mut tropes: Vec<_> =
            (0..self.model.tropes.len()).filter(sure).filter_map(known).collect();
        let tells = |(trope, idx): &(usize, TropeIdx)| {
            // What a trope tells a reader is its rarity; boosts are about what viewers recommend.
            let boost = recommender.catalog().vocabulary().trope(*idx).boost.unwrap_or(1.0);
            scores.tells(*trope, recommender.weights()[idx.at()] / boost.max(0.01))
        };
        // Equally telling ones differ by their scores.
        sort_by(&mut tropes, |a, b| {
            let by_score = scores.rise(b.0).total_cmp(&scores.rise(a.0));
            tells(b).total_cmp(&tells(a)).then(by_score).then(a.cmp(b))
        });
        tropes
    }

    /// A trope with its evidence; `None` when no words speak for it.
    fn trope(
        &self,
        trope: usize,
        scores: &Scores<'_, '_>,
        section: &Section,
        lines: &Lines<'_>,
    ) -> Option<EncodedTrope> {
        let id = &self.model.tropes[trope];
        let reasons = scores.reasons(trope);
        let evidence: Vec<Evidence> = apart(&reasons)
            .into_iter()
            .map(|reason| self.evidence(reason, section, lines))
            .collect();
        (!evidence.is_empty()).then(|| EncodedTrope {
            trope: id.clone(),
            strength: scores.strength(trope).clamp(f32::MIN_POSITIVE, 1.0),
            confidence: scores.confidence(trope),
            inferred: !scores.is_named(trope),
            evidence,
        })
    }

    fn evidence(&self, reason: &Reason, section: &Section, lines: &Lines<'_>) -> Evidence {
        let (by, trope) = match reason.by {
            By::Lexicon => (EvidenceKind::Lexicon, None),
            By::Learned => (EvidenceKind::Learned, None),
            By::Trope(other) => (EvidenceKind::Related, Some(self.model.tropes[other].clone())),
        };
        let words: Vec<&str> =
            section.body.text()[reason.place.clone()].split_whitespace().collect();
        let words = match &words[..] {
            // Words that need not stand together are shown by the first and the last.
            [first, .., last] if words.join(" ").chars().count() > LONG => {
                format!("{first} … {last}")
            }
            words => words.join(" "),
        };
        let place = lines.place(section.body.source(reason.place.clone()));
        Evidence { words, place, amount: reason.amount, by, trope }
    }

    /// Ranks the catalogue against an encoded drama, see [`EncodedDrama::request`]. The drama
    /// itself and other seasons of it are left out.
    ///
    /// # Errors
    /// [`EncodeError::NoTrope`] when the text shows nothing to compare with.
    pub fn like(
        &self,
        drama: &EncodedDrama,
        recommender: &Recommender,
        k: usize,
    ) -> Result<Answer, EncodeError> {
        let request = QueryRequest { k: Some(k), ..drama.request("encode") };
        let mut answer = recommender.recommend(&request).map_err(|_| EncodeError::NoTrope)?;
        let sure = |id: &str| {
            drama.tropes.iter().any(|trope| trope.trope == id && trope.confidence >= MISSED_FROM)
        };
        // A wish for each of fifty tropes would be missed in every drama.
        answer.results.iter_mut().for_each(|result| result.lacks.retain(|trope| sure(trope)));
        Ok(answer)
    }
}

impl EncodedDrama {
    /// The question for dramas like this one, to be asked as it is or with filters and avoids
    /// added: by what the text shows, and where the catalogue knows the drama by its entry as much,
    /// since a text leaves out what its reader knows.
    #[must_use]
    pub fn request(&self, id: &str) -> QueryRequest {
        QueryRequest {
            want: ByTrope(self.salience.clone()),
            like: self.known.iter().map(|known| known.id.clone()).collect(),
            wish_share: self.known.as_ref().map(|_| TEXT_SHARE),
            ..QueryRequest::new(id)
        }
    }
}

/// Whether what is said of a drama has words.
fn says_in_words(said: &str) -> bool {
    has_words(&without_junk(said))
}

/// The title or the shorter nickname by which a drama is found, and no other; or else its id.
fn name_of(idx: DramaIdx, catalog: &Catalog) -> String {
    let drama = catalog.drama(idx);
    let finds = |name: &&String| matches!(catalog.named(name), Ok(Some(found)) if found == idx);
    let short = |name: &&String| name.len() < drama.title.len() && name.is_ascii();
    let alias = drama.aliases.iter().filter(short).find(finds);
    let long = drama.title.len() > LONG_TITLE;
    let title = Some(&drama.title).filter(finds);
    alias.filter(|_| long).or(title).unwrap_or(&drama.id).clone()
}

/// Whether a text shows any trope of a drama.
fn shows(drama: &EncodedDrama) -> bool {
    !drama.tropes.is_empty() || drama.hidden_tropes > 0
}

/// Ties titles that are spelled nearly as one of the catalogue to it, as a question would.
fn forgive(sections: &mut [Section], catalog: &Catalog) {
    let mut told: HashSet<DramaIdx> = sections.iter().filter_map(|section| section.known).collect();
    let looked_at = (COMPARISONS / catalog.len().max(1)).max(LEAST_LOOKED_AT);
    let untied = sections.iter_mut().filter(|section| {
        let title = &section.heading.title;
        section.known.is_none() && title.len() > SHORTEST && title.len() <= LONGEST
    });
    for section in untied.take(looked_at) {
        let heading = &section.heading;
        // A title that is one, but of another year, is another drama.
        if catalog.find_title(&heading.title).is_some() {
            continue;
        }
        let Some(drama) = catalog.mistyped(&heading.title) else { continue };
        let aired = catalog.drama(drama).year;
        let same = |(a, b): (u16, u16)| a.abs_diff(b) <= 1;
        if heading.year.zip(aired).is_none_or(same) && told.insert(drama) {
            section.known = Some(drama);
        }
    }
}

/// The trope of a catalogue with exactly this id.
fn trope_of(catalog: &Catalog, id: &str) -> Option<TropeIdx> {
    let vocabulary = catalog.vocabulary();
    vocabulary.find(id).filter(|idx| vocabulary.trope(*idx).id == id)
}

/// The first reasons that do not stand within one another.
fn apart(reasons: &[Reason]) -> Vec<&Reason> {
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let mut apart: Vec<&Reason> = Vec::new();
    let least = reasons.first().map_or(0.0, |first| first.amount * TELLING);
    for reason in reasons.iter().filter(|reason| reason.amount >= least) {
        if apart.len() < SHOWN && !apart.iter().any(|kept| overlap(&kept.place, &reason.place)) {
            apart.push(reason);
        }
    }
    apart
}

/// Sets what a text shows beside the drama of the catalogue.
fn known(drama: &EncodedDrama, idx: DramaIdx, recommender: &Recommender, spoilers: bool) -> Known {
    let catalog = recommender.catalog();
    let (vocabulary, curated) = (catalog.vocabulary(), catalog.drama(idx));
    let text: Vec<(usize, f64)> = drama
        .salience
        .iter()
        .filter_map(|(id, salience)| Some((vocabulary.find(id)?.at(), f64::from(*salience))))
        .collect();
    let theirs: Vec<(usize, f64)> = curated
        .strengths
        .iter()
        .map(|s| (s.trope.at(), f64::from(weights::salience(s.strength))))
        .collect();
    let product = |a: &[(usize, f64)], b: &[(usize, f64)]| -> f64 {
        let other = |trope: usize| {
            b.iter().find(|(known, _)| *known == trope).map_or(0.0, |(_, value)| *value)
        };
        a.iter()
            .map(|(trope, value)| f64::from(recommender.weights()[*trope]) * value * other(*trope))
            .sum()
    };
    let norms = (product(&text, &text) * product(&theirs, &theirs)).sqrt();
    let similarity =
        if norms > 0.0 { (product(&text, &theirs) / norms).min(1.0) as f32 } else { 0.0 };
    let beside = |id: &str, text: f32| {
        let catalogue = vocabulary.find(id).map_or(0.0, |trope| curated.strength(trope));
        Beside { trope: id.to_owned(), text, catalogue }
    };
    let mut side_by_side: Vec<Beside> =
        drama.tropes.iter().map(|t| beside(&t.trope, t.strength)).collect();
    for strength in curated.by_strength().into_iter().filter(|s| s.level() >= 3) {
        let trope = vocabulary.trope(strength.trope);
        if (spoilers || !trope.spoiler)
            && !side_by_side.iter().any(|beside| beside.trope == trope.id)
        {
            side_by_side.push(beside(&trope.id, 0.0));
        }
    }
    Known {
        id: curated.id.clone(),
        title: curated.title.clone(),
        year: curated.year,
        similarity,
        side_by_side,
    }
}
