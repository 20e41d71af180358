//! The lexicon as curators write it: which words point to which trope.

use crate::catalog::Vocabulary;

/// What points to one trope.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LexiconEntry {
    /// Id of the trope.
    pub trope: String,
    /// English phrases: any inflection, words in order, function words between them.
    pub phrases: Vec<String>,
    /// Sets of English words: all within a few words of one sentence, in any order.
    pub loose: Vec<String>,
    /// Longer phrases within which nothing of this entry counts.
    pub not: Vec<String>,
    /// Korean terms, found anywhere in a text.
    pub korean: Vec<String>,
}

/// The entries of all tropes, in the order of their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexicon {
    /// One entry a trope.
    pub entries: Vec<LexiconEntry>,
}

impl Lexicon {
    /// Adds all names of tropes: labels, Korean labels and aliases.
    pub fn add_vocabulary(&mut self, vocabulary: &Vocabulary) {
        for trope in vocabulary.tropes() {
            let mut names = vec![trope.label.as_str()];
            // A Korean label in Latin letters, such as SF, would be found in English texts.
            names.extend(Some(trope.label_ko.as_str()).filter(|label| is_korean(label)));
            names.extend(trope.aliases.iter().map(String::as_str));
            self.add_names(&trope.id, names.into_iter());
        }
    }

    /// Adds the names that the vocabulary gives a trope: they are phrases too, or Korean terms.
    fn add_names<'n>(&mut self, trope: &str, names: impl Iterator<Item = &'n str>) {
        let at = match self.entries.binary_search_by(|entry| entry.trope.as_str().cmp(trope)) {
            Ok(at) => at,
            Err(at) => {
                self.entries.insert(
                    at,
                    LexiconEntry { trope: trope.to_owned(), ..LexiconEntry::default() },
                );
                at
            }
        };
        let entry = &mut self.entries[at];
        for name in names {
            let list = if is_korean(name) { &mut entry.korean } else { &mut entry.phrases };
            if !list.iter().any(|known| known == name) {
                list.push(name.to_owned());
            }
        }
    }
}

/// Whether a term is written in Hangul.
#[must_use]
pub fn is_korean(term: &str) -> bool {
    term.chars().any(crate::catalog::is_hangul)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Trope;

    #[test]
    fn korean_labels_join_the_lexicon_where_they_are_korean() {
        let trope = |id: &str, ko: &str| Trope {
            id: id.into(),
            label: id.into(),
            label_ko: ko.into(),
            ..Trope::default()
        };
        let tropes = vec![trope("grief", "애도와 상실"), trope("science-fiction", "SF")];
        let mut lexicon = Lexicon::default();
        lexicon.add_vocabulary(&Vocabulary::new(Vec::new(), tropes));
        assert_eq!(lexicon.entries[0].korean, ["애도와 상실"]);
        assert_eq!(lexicon.entries[1].phrases, ["science-fiction"]);
        assert!(lexicon.entries[1].korean.is_empty());
    }

    #[test]
    fn names_of_the_vocabulary_join_the_lexicon() {
        let mut lexicon = Lexicon::default();
        lexicon.add_names("time-travel", ["Time travel", "타임슬립", "Time travel"].into_iter());
        lexicon.add_names("divorce", ["Divorce"].into_iter());
        let ids: Vec<&str> = lexicon.entries.iter().map(|entry| entry.trope.as_str()).collect();
        assert_eq!(ids, ["divorce", "time-travel"]);
        assert_eq!((lexicon.entries[1].phrases.len(), lexicon.entries[1].korean.len()), (1, 1));
    }
}
