//! How words are typed in a hurry.

use crate::unicode::decomposed;

/// What is often typed without its apostrophe.
pub fn with_apostrophe(word: &str) -> Option<&'static str> {
    const SHORT: [(&str, &str); 23] = [
        ("dont", "don't"),
        ("doesnt", "doesn't"),
        ("didnt", "didn't"),
        ("isnt", "isn't"),
        ("arent", "aren't"),
        ("wasnt", "wasn't"),
        ("werent", "weren't"),
        ("cant", "can't"),
        ("wont", "won't"),
        ("shouldnt", "shouldn't"),
        ("wouldnt", "wouldn't"),
        ("couldnt", "couldn't"),
        ("havent", "haven't"),
        ("hasnt", "hasn't"),
        ("im", "i'm"),
        ("ive", "i've"),
        ("hes", "he's"),
        ("shes", "she's"),
        ("theyre", "they're"),
        ("youre", "you're"),
        ("thats", "that's"),
        ("whats", "what's"),
        ("theres", "there's"),
    ];
    find(&SHORT, word)
}

/// Words that are cut short or spelled as they sound; of names they are looked up as typed.
pub fn in_a_hurry(word: &str) -> Option<&'static str> {
    const SHORT: [(&str, &str); 34] = [
        ("w", "with"),
        ("wit", "with"),
        ("n", "and"),
        ("nd", "and"),
        ("luv", "love"),
        ("luvs", "loves"),
        ("luved", "loved"),
        ("luvd", "loved"),
        ("lovd", "loved"),
        ("ppl", "people"),
        ("peeps", "people"),
        ("abt", "about"),
        ("bout", "about"),
        ("tho", "though"),
        ("bcs", "because"),
        ("bcz", "because"),
        ("yr", "year"),
        ("yrs", "years"),
        ("nite", "night"),
        ("tonite", "tonight"),
        ("rly", "really"),
        ("rlly", "really"),
        ("sumthing", "something"),
        ("sumthin", "something"),
        ("somethin", "something"),
        ("somthing", "something"),
        ("nothin", "nothing"),
        ("nuthin", "nothing"),
        ("lookin", "looking"),
        ("hav", "have"),
        ("thru", "through"),
        ("fav", "favourite"),
        ("fave", "favourite"),
        ("faves", "favourites"),
    ];
    find(&SHORT, word)
}

fn find(table: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    table.iter().find(|(short, _)| *short == word).map(|(_, whole)| *whole)
}

/// Letters and digits of full width, or of a fancy face, as they stand on a keyboard, and no
/// characters without a width: "ｒｏｍａｎｃｅ" and "ro\u{ad}mance" are "romance". Letters of Hangul stay,
/// since "ㅋㅋ" is no half of a syllable.
pub fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.chars().filter(|c| !has_no_width(*c)).map(on_a_keyboard).collect()
}

fn has_no_width(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

fn on_a_keyboard(c: char) -> char {
    // A space of full width, the signs and letters of full width, and those for mathematics.
    if c == '\u{301c}' {
        return '~';
    }
    if !matches!(c, '\u{3000}' | '\u{ff01}'..='\u{ff5e}' | '\u{1d400}'..='\u{1d7ff}') {
        return c;
    }
    let mut plain = None;
    let one = decomposed(c, &mut |part| plain.replace(part).is_none());
    plain.filter(|plain| one && plain.is_ascii()).unwrap_or(c)
}
