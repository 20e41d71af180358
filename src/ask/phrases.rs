//! Phrases that are made of parts, so that no table has to list them all.

/// What suffers, what happens to it, and what that is called as a warning.
const SUFFERING: [(&str, &[&str]); 2] = [
    (
        "animal-cruelty",
        &[
            "animal", "animals", "dog", "dogs", "cat", "cats", "puppy", "puppies", "kitten", "pet",
            "pets", "horse", "horses", "rabbit",
        ],
    ),
    ("death-of-a-child", &["child", "children", "kid", "kids", "baby", "babies", "little girl"]),
];

const DYING: [&str; 10] = [
    "die",
    "dies",
    "died",
    "dying",
    "death",
    "deaths",
    "killed",
    "gets killed",
    "get killed",
    "getting killed",
];

/// What only animals are said to suffer here: of children it is another warning.
const HARM: [&str; 14] = [
    "hurt",
    "gets hurt",
    "get hurt",
    "getting hurt",
    "being hurt",
    "harm",
    "harmed",
    "is harmed",
    "are harmed",
    "suffer",
    "suffers",
    "suffering",
    "abuse",
    "abused",
];

/// The warnings that "a dog dies", "dead pets", "kids dying" name.
#[must_use]
pub fn of_suffering() -> Vec<(&'static str, String)> {
    let mut phrases = Vec::new();
    for (warning, subjects) in SUFFERING {
        for subject in subjects {
            let harm: &[&str] = if warning == "animal-cruelty" { &HARM } else { &[] };
            for happens in DYING.iter().chain(harm) {
                phrases.push((warning, format!("{subject} {happens}")));
            }
            for before in ["dead", "dying", "death of a", "death of the", "killing", "harming"] {
                phrases.push((warning, format!("{before} {subject}")));
            }
        }
    }
    phrases
}

const NOT: [&str; 7] = ["not", "isn't", "aren't", "are not", "is not", "never", "hardly"];

const WHOSE: [&str; 21] = [
    "my",
    "her",
    "his",
    "our",
    "their",
    "my husband's",
    "my wife's",
    "my mom's",
    "my mum's",
    "my mother's",
    "my dad's",
    "my father's",
    "my boyfriend's",
    "my girlfriend's",
    "my partner's",
    "my sister's",
    "my brother's",
    "my friend's",
    "my roommate's",
    "my daughter's",
    "my son's",
];

const LIKING: [&str; 7] = ["thing", "cup of tea", "style", "jam", "taste", "bag", "type of thing"];

/// "not my thing", "isn't my husband's cup of tea".
#[must_use]
pub fn of_dislike() -> Vec<String> {
    let mut phrases = Vec::new();
    for not in NOT {
        for whose in WHOSE {
            phrases.extend(LIKING.iter().map(|liking| format!("{not} {whose} {liking}")));
        }
    }
    phrases
}

/// What tropes are called in phrases of several parts: "a little restaurant", "no kiss until",
/// "no thinking required".
#[must_use]
pub fn of_tropes() -> Vec<(&'static str, String)> {
    let mut phrases = Vec::new();
    let mut join = |trope: &'static str, first: &[&str], last: &[&str]| {
        for first in first {
            phrases.extend(last.iter().map(|last| (trope, format!("{first} {last}"))));
        }
    };
    join(
        "small-shop",
        &["little", "small", "tiny", "cosy", "cozy", "local", "family run", "neighbourhood"],
        &["restaurant", "shop", "cafe", "bakery", "bar", "diner", "store", "eatery", "pub"],
    );
    join(
        "slow-burn",
        &["don't kiss", "doesn't kiss", "no kiss", "no kissing", "not kiss"],
        &["until", "till", "til", "before episode", "for ages"],
    );
    join("slow-burn", &["first kiss"], &["until", "till", "til"]);
    join(
        "slow-burn",
        &["take forever to", "takes forever to", "take ages to", "takes ages to"],
        &["kiss", "get together", "hold hands", "confess"],
    );
    join(
        "lighthearted",
        &["no plot", "no brain", "no thinking", "no thoughts", "no brain cells", "no attention"],
        &["required", "needed", "necessary"],
    );
    join(
        "strong-female-lead",
        &["capable", "competent", "powerful", "fierce", "headstrong", "self reliant", "fearless"],
        &["woman", "women", "heroine", "heroines", "girl", "girls", "lady", "female lead"],
    );
    join(
        "strong-female-lead",
        &["woman", "women", "womans", "girl", "girls"],
        &["with power", "who fights", "who fight", "who punches", "who can fight", "in charge"],
    );
    join(
        "mature-love",
        &["old people", "older people", "two old people", "grandparents", "seniors", "pensioners"],
        &["fall in love", "falling in love", "in love", "finding love", "find love", "dating"],
    );
    join(
        "birth-secret",
        &["baby", "babies", "children", "child"],
        &[
            "swapped",
            "switched",
            "changed in the hospital",
            "changed at the hospital",
            "swapped in the hospital",
            "switched in the hospital",
            "swapped at the hospital",
            "switched at the hospital",
            "exchanged",
        ],
    );
    join(
        "inside-a-story",
        &[
            "wakes up in",
            "sucked into",
            "pulled into",
            "trapped in",
            "transported into",
            "falls into",
        ],
        &["a novel", "the novel", "a book", "the book", "her own novel", "a webtoon", "a story"],
    );
    join(
        "fake-relationship",
        &["play", "plays", "playing", "pose as", "poses as", "posing as", "pretend to be"],
        &[
            "his girlfriend",
            "her boyfriend",
            "his fiancee",
            "her fiance",
            "his date",
            "a rich guy's fiancee",
            "a rich guy's girlfriend",
            "someone's girlfriend",
        ],
    );
    join(
        "starting-over",
        &["start", "starts", "starting", "begin", "begins", "beginning"],
        &["life over", "her life over", "his life over", "their lives over", "lives over"],
    );
    join(
        "police-work",
        &["catch", "catching", "chase", "chasing", "arrest", "arresting", "hunt", "hunting"],
        &["bad guys", "the bad guys", "criminals", "crooks", "killers"],
    );
    join(
        "starting-over",
        &["restart", "restarts", "restarting", "rebuild", "rebuilds", "rebuilding"],
        &["her career", "his career", "her life", "his life", "their lives", "life"],
    );
    join(
        "strong-female-lead",
        &["능력 있는", "강한", "당찬", "주체적인", "똑똑한", "독립적인"],
        &["여자", "여성", "여주", "여주인공", "여자 주인공", "여성 주인공"],
    );
    let endings = ["결말이", "결말은", "결말도", "결말만", "엔딩이", "엔딩은", "끝이", "끝은"];
    join(
        "happy-ending",
        &endings,
        &["행복하게", "행복했으면", "행복하면", "행복해야", "행복하고", "해피", "좋은", "좋았으면"],
    );
    join("sad-ending", &endings, &["슬픈", "슬프면", "슬프지", "비극인", "비극이", "새드인"]);
    join(
        "genius-lead",
        &["smart", "clever", "brilliant", "intelligent"],
        &[
            "lead",
            "leads",
            "hero",
            "guy",
            "man",
            "boy",
            "woman",
            "women",
            "girl",
            "characters",
            "protagonist",
            "protagonists",
            "people",
        ],
    );
    join(
        "older-woman-younger-man",
        &["여주가", "여자가", "여주가 남주보다", "여자가 남자보다", "누나가"],
        &["나이 많은", "나이가 많은", "나이가 더 많은", "연상인", "연상"],
    );
    join("older-woman-younger-man", &["남주가", "남자가"], &["연하인", "연하", "어린"]);
    join(
        "startup",
        &["build", "builds", "building", "start", "starts", "run", "runs", "grow", "grows"],
        &["a business", "their own business", "her own business", "his own business", "an empire"],
    );
    phrases
}
