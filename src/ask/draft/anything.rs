//! Wishes for a drama, whichever: "surprise me", "what should I watch tonight?", `아무거나`.

/// Words that ask for a drama and say nothing of it.
const ASKS: [&str; 22] = [
    "kdrama",
    "kdramas",
    "drama",
    "dramas",
    "watch",
    "recommend",
    "recommendation",
    "recommendations",
    "rec",
    "recs",
    "suggest",
    "suggestion",
    "suggestions",
    "surprise",
    "whatever",
    "anything",
    "드라마",
    "추천",
    "아무",
    "볼만한",
    "볼까",
    "볼거",
];

/// Words that turn something away, of which more was meant than was understood.
const DENIES: [&str; 14] = [
    "no", "not", "never", "without", "nothing", "but", "except", "hate", "말고", "빼고", "없",
    "싫", "안", "않",
];

/// Whether words in which nothing was understood ask for any drama.
pub(super) fn asks_for_anything(text: &str) -> bool {
    let text = text.to_lowercase().replace('’', "'");
    let words = || text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    // A Korean word is followed by particles.
    let is = |word: &str, known: &&str| {
        word == *known || (!known.is_ascii() && word.starts_with(*known))
    };
    let denies = |word: &str| word.ends_with("n't") || DENIES.iter().any(|no| is(word, no));
    words().any(|word| ASKS.iter().any(|asks| is(word, asks))) && !words().any(denies)
}
