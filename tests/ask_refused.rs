//! Refusals in words: what is turned away is never asked for, and is left out or told.

mod asker;

use asker::{understand, wishes};
use tropewise::schema::Understanding;

/// Whether a trope or a content warning drops a drama.
fn vetoes(understanding: &Understanding, id: &str) -> bool {
    asker::vetoes(understanding).contains(&id)
}

/// A content warning with a name in English and in Korean.
const NAMES: [(&str, &str, &str); 30] = [
    ("suicide", "suicide attempts", "자살 시도"),
    ("self-harm", "self-injury", "자해"),
    ("death-of-a-child", "dying children", "아이의 죽음"),
    ("pregnancy-loss", "abortion", "낙태"),
    ("animal-cruelty", "animal abuse", "동물 학대"),
    ("car-accident", "car crashes", "뺑소니"),
    ("eating-disorder", "anorexia", "거식증"),
    ("drowning-or-fire", "house fires", "익사"),
    ("homophobia", "homophobia", "성소수자 차별"),
    ("racism", "blackface", "인종차별"),
    ("grooming", "child grooming", "그루밍"),
    ("dubious-consent", "forced kissing", "강제 키스"),
    ("pseudo-incest", "incest", "근친"),
    ("sex-work", "prostitution", "성매매"),
    ("drugs", "narcotics", "마약"),
    ("nudity", "sex scenes", "노출"),
    ("kidnapping", "abduction", "감금"),
    ("terminal-illness", "terminal illness", "불치병"),
    ("infidelity", "adultery", "외도"),
    ("mental-illness", "panic attacks", "우울증"),
    ("addiction", "gambling", "알코올 중독"),
    ("bullying", "school violence", "왕따"),
    ("sexual-violence", "molestation", "성추행"),
    ("domestic-violence", "domestic abuse", "가정폭력"),
    ("child-abuse", "child neglect", "아동학대"),
    ("toxic-relationship", "gaslighting", "가스라이팅"),
    ("serial-killer", "serial killings", "연쇄살인"),
    ("graphic-violence", "torture", "고어"),
    ("stalking", "stalkers", "스토커"),
    ("human-experimentation", "experiments on humans", "인체실험"),
];

/// How people refuse; `{}` stands for what.
const ENGLISH: [&str; 26] = [
    "a comedy without amnesia, {}",
    "no amnesia, {} or ghosts",
    "no amnesia/{}/ghosts",
    "{} is a trigger of mine",
    "CW: {}",
    "my hard no's: ghosts, {}",
    "dealbreaker: {}",
    "triggers - {}",
    "a comedy. {} bothers me a lot",
    "keep {} out of my evening",
    "if there's {} I'm out",
    "{} ❌",
    "❌ {} comedy",
    "a comedy -{}",
    "can't with {}",
    "is there {} in it? then no thanks",
    "funny, but not because of {}",
    "{} is off the table for me",
    "{} gives me the creeps",
    "I'd rather skip {}",
    "unless it has {}, anything goes",
    "nothing that shows {}",
    "I have a phobia of {}",
    "what I need to dodge: {}",
    "{}? count me out",
    "I draw the line at {}",
];

const KOREAN: [&str; 18] = [
    "{} 빼고요",
    "{} 말고요",
    "{} 없는거요",
    "{}없는드라마",
    "{} 없는드라마",
    "{}도 귀신도 없는 코미디",
    "{}이나 귀신 없는 코미디",
    "{} 안 나오고 웃긴 드라마",
    "{} ㄴㄴ",
    "{}X 코미디",
    "{} 무서워요",
    "{} 불편해요",
    "{} 보기 힘들어요",
    "{} 나오면 안 봐요",
    "{} 못 견뎌요",
    "{} 나오지 말았으면",
    "{} 트라우마 있어요",
    "{} 나와요? 그럼 패스",
];

#[test]
fn a_content_warning_that_is_refused_is_never_wished_and_mostly_vetoed() {
    let mut frames: Vec<String> = Vec::new();
    let mut missed: Vec<String> = Vec::new();
    for (id, english, korean) in NAMES {
        let both = ENGLISH.map(|frame| frame.replace("{}", english));
        for text in both.into_iter().chain(KOREAN.map(|frame| frame.replace("{}", korean))) {
            let understood = understand(&text);
            let asked = wishes(&understood);
            assert!(!asked.contains(&id), "{text}: {asked:?}");
            let veto = vetoes(&understood, id);
            assert!(veto || !understood.not_understood.is_empty(), "{text} is dropped in silence");
            if !veto {
                missed.push(text.clone());
            }
            frames.push(text);
        }
    }
    assert!(missed.len() * 100 <= frames.len(), "{missed:#?}");
}

#[test]
fn what_happens_in_a_scene_names_its_warning() {
    for (text, id) in [
        ("a school drama where nobody takes their own life", "suicide"),
        ("nothing where a man slaps his wife", "domestic-violence"),
        ("no scenes of kids getting beaten", "child-abuse"),
        ("not one where a dog gets poisoned", "animal-cruelty"),
        ("I can't see someone getting hit by a car", "car-accident"),
        ("nobody cuts themselves please", "self-harm"),
        ("romance without anyone being kissed against her will", "dubious-consent"),
        ("nothing where a tutor dates his pupil", "grooming"),
        ("no mocking of foreigners", "racism"),
        ("a BL where no one is outed", "homophobia"),
        ("no sister and brother falling in love", "pseudo-incest"),
        ("nothing about girls sold for their bodies", "sex-work"),
        ("nobody's drink gets spiked, please", "drugs"),
        ("아내 때리는 장면은 못 봐요", "domestic-violence"),
        ("애들 때리는 거 빼고요", "child-abuse"),
        ("스스로 목숨 끊는 얘기는 못 보겠어요", "suicide"),
        ("차에 치이는 장면 싫어요", "car-accident"),
        ("고양이 죽는 거 안 나오는 드라마", "animal-cruelty"),
        ("감금당하는 장면 못 봐요", "kidnapping"),
        ("no one who is slapped by their dad", "child-abuse"),
        ("no one is rejected for being gay", "homophobia"),
        ("no boats that sink", "drowning-or-fire"),
        ("no man forces himself on her", "sexual-violence"),
        ("no daughter gets sold", "sex-work"),
        ("나를 따라다니는 남자 싫어요", "stalking"),
        ("no stabbings", "graphic-violence"),
        ("no scene where a body is chopped up", "graphic-violence"),
        ("nothing in a red light district", "sex-work"),
        ("no drunken hookups", "dubious-consent"),
        ("아빠가 애를 때리는 거 못 봐요", "child-abuse"),
        ("살 빼려고 굶는 얘기 싫어요", "eating-disorder"),
        ("no kids crying or being beaten", "child-abuse"),
        ("I can't do stalking. Or the loss of a child.", "death-of-a-child"),
        ("nothing gloomy like suicide", "suicide"),
        ("I can't stand a stolen kiss", "dubious-consent"),
        ("nobody jumps from buildings, please", "suicide"),
        ("술만 마시는 아빠 싫어요", "addiction"),
        ("고문하는 장면 못 봐요", "graphic-violence"),
    ] {
        let understood = understand(text);
        assert!(vetoes(&understood, id), "{text}: {:?}", understood.request);
        assert!(understood.not_understood.is_empty(), "{text}: {:?}", understood.not_understood);
    }
}

#[test]
fn the_innocent_neighbour_of_a_refused_scene_stays() {
    for (text, id) in [
        ("a BL without slurs against gay people", "boys-love"),
        ("a comedy with no racist jokes", "comedy"),
        ("사생팬 안 나오는 아이돌 드라마", "idol-world"),
        ("a school romance where no teacher dates a student", "school-setting"),
    ] {
        let understood = understand(text);
        assert!(!vetoes(&understood, id), "{text}: {:?}", understood.request);
    }
}

#[test]
fn a_story_of_ones_own_refuses_what_it_tells_where_it_says_so() {
    for (text, id) in [
        ("I was stalked for a year, so nothing like that please", "stalking"),
        ("my brother died by suicide and I don't want to be reminded", "suicide"),
        ("I had a miscarriage in spring and need something that won't remind me", "pregnancy-loss"),
        ("I get flashbacks from bullying, recommend a comedy", "bullying"),
        ("just got out of a toxic relationship, don't want to watch another", "toxic-relationship"),
        ("my uncle took his own life so nothing like that please", "suicide"),
        ("as a survivor of bullying I need a comedy", "bullying"),
        ("a soft drama, my aunt died of cancer so not that", "terminal-illness"),
        ("we lost a cousin to suicide and want to laugh", "suicide"),
    ] {
        let understood = understand(text);
        assert!(vetoes(&understood, id), "{text}: {:?}", understood.request);
    }
    // What is only told is neither asked for nor turned away.
    for text in ["no ghosts, I get scared", "no death please, my grandmother passed away in grief"]
    {
        let understood = understand(text);
        assert_eq!(wishes(&understood), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn what_is_wished_beside_a_refusal_stays_a_wish() {
    for (text, id) in [
        ("a bullying revenge drama like The Glory", "bullying"),
        ("no romance, serial killer thriller", "serial-killer"),
        ("no comedy, romance please", "romance"),
        ("I can't get enough of serial killer dramas", "serial-killer"),
        ("a kidnapping thriller that doesn't bore me", "kidnapping"),
        ("horror with kidnapping, no love line", "kidnapping"),
        ("a drama about suicide and healing", "suicide"),
        ("no one does revenge like Penthouse", "revenge"),
        ("불륜 나오는 막장 드라마 추천", "infidelity"),
        ("납치 스릴러 볼만한 거 없나요", "kidnapping"),
        ("연쇄살인마 나오는 스릴러, 로맨스 없이", "serial-killer"),
    ] {
        let understood = understand(text);
        let asked = wishes(&understood);
        assert!(asked.contains(&id), "{text}: {asked:?}");
    }
    for text in ["I don't mind cheating, a melodrama please", "not afraid of gore, dark thriller"] {
        let understood = understand(text);
        assert!(understood.request.avoid.0.is_empty(), "{text}: {:?}", understood.request);
    }
}

#[test]
fn what_refuses_something_else_leaves_the_wish() {
    let mut wrong = Vec::new();
    for (text, id) in [
        ("a heroine who never forgives the people who bullied her", "bullying"),
        ("a heroine who never forgives those who bullied her", "bullying"),
        ("a girl who can't escape her stalker", "stalking"),
        ("a kidnapping thriller that is clever enough", "kidnapping"),
        ("I want the worst serial killer there is", "serial-killer"),
        ("a detective with no fear hunting a stalker", "stalking"),
        ("I'm sick this week and want a kidnapping thriller", "kidnapping"),
        ("a kidnapping thriller you can't predict", "kidnapping"),
        ("왕따당한 여주를 안아주는 남주", "bullying"),
        ("납치 스릴러, 동생을 못 잊는 누나", "kidnapping"),
        ("왕따 동생을 못 잊는 누나", "bullying"),
        ("힘들게 살던 왕따 여주가 성공하는 드라마", "bullying"),
        ("아무것도 없는 왕따 남주의 복수", "bullying"),
        ("No limits: stalking, revenge", "stalking"),
        ("What I love, in no order: bullying, revenge", "bullying"),
        ("No dubbing needed: bullying drama", "bullying"),
        ("I want a serious drama on racism", "racism"),
        ("I'm looking for a homophobia drama", "homophobia"),
        ("I can't get enough romance", "romance"),
        ("I can't get romance off my mind", "romance"),
        ("로맨스 x 스릴러", "romance"),
        ("Looking for\n  -romance\n  -comedy", "romance"),
        ("Looking for\n  -romance\n  -comedy", "comedy"),
    ] {
        let understood = understand(text);
        // Some warnings are no trope, so that nothing can ask for them.
        let named = ["romance", "comedy", "kidnapping", "serial-killer"].contains(&id);
        if (named && !wishes(&understood).contains(&id)) || vetoes(&understood, id) {
            wrong.push((text, wishes(&understood).join(" "), understood.request.avoid));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn what_refuses_the_thing_itself_still_does() {
    let mut wrong = Vec::new();
    for (text, id) in [
        ("I want a healing drama, suicide would hurt", "suicide"),
        ("a healthy romance, suicide ruins my evening", "suicide"),
        ("힐링 로맨스 이야기, 자살은 눈물나서 곤란해요", "suicide"),
        ("a romance, stalking ruins it", "stalking"),
        ("a comedy, stalking spoils my mood", "stalking"),
        ("I want to know if there is suicide in it", "suicide"),
        ("I did not want racism in it", "racism"),
        ("my worst fear is stalking", "stalking"),
        ("I fear stalking", "stalking"),
        ("my limit: stalking", "stalking"),
        ("I can't get through stalking", "stalking"),
        ("a comedy\n  -stalking", "stalking"),
        ("Triggers:\n  -stalking\n  -kidnapping", "stalking"),
        ("a romance -stalking", "stalking"),
        ("❌️ stalking ❌️ kidnapping", "kidnapping"),
        ("🙅🏻‍♀️ stalking", "stalking"),
        ("왕따 장면은 안 봐요", "bullying"),
        ("왕따는 못 견디겠어요", "bullying"),
        ("왕따 나오면 꺼요", "bullying"),
        ("왕따 나오면 꺼버려요", "bullying"),
        ("왕따는 보기 힘들어요", "bullying"),
        ("왕따 X 코미디", "bullying"),
        ("Not okay: stalking, kidnapping", "stalking"),
        ("gore makes me physically sick", "graphic-violence"),
        ("stalking always really upsets me", "stalking"),
        ("bullying leaves me shaking", "bullying"),
        ("leave the stalking at the door", "stalking"),
        ("stalking is where I switch off", "stalking"),
        ("왕따는 좀 그래요", "bullying"),
        ("왕따만 아니면 됩니다", "bullying"),
        ("No: stalking, kidnapping", "stalking"),
        ("something I refuse to look at is stalking", "stalking"),
        ("stalking is a big fat no", "stalking"),
        ("stalking makes my skin crawl", "stalking"),
        ("a romance, put the stalking aside", "stalking"),
        ("Red flags out: stalking, kidnapping", "stalking"),
        ("stalkers out, a comedy please", "stalking"),
        ("romance yes, stalking no", "stalking"),
        ("I'm fine with death but locked up girls is a no from me", "kidnapping"),
        ("a family drama where the father didn't die of cancer", "terminal-illness"),
        ("I liked Healer, but the next one without kidnapping", "kidnapping"),
        ("왕따는 보면 숨 막혀요", "bullying"),
        ("납치 나오면 채널 돌려요", "kidnapping"),
        ("왕따... 그런 거 빼고 힐링물", "bullying"),
    ] {
        let understood = understand(text);
        if wishes(&understood).contains(&id) || !vetoes(&understood, id) {
            wrong.push((text, wishes(&understood).join(" "), understood.request.avoid));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_plain_refusal_is_no_figure_of_speech() {
    let mut wrong = Vec::new();
    for (text, id) in [
        ("I don't need suicide", "suicide"),
        ("I can't bear suicide", "suicide"),
        ("we'd rather not see suicide", "suicide"),
        ("I'm upset by suicide, recommend a romance", "suicide"),
        ("I dislike murder", "murder-mystery"),
        ("I can't take murder", "murder-mystery"),
        ("for my dad who doesn't enjoy kidnapping", "kidnapping"),
        ("somebody who can't enjoy bullying wants a comedy", "bullying"),
        ("여주가 질투 안 하는 스릴러", "love-triangle"),
        ("바람 안 피우는 코미디", "infidelity"),
    ] {
        let understood = understand(text);
        let avoids = understood.request.avoid.0.iter().any(|(known, _)| known == id);
        if wishes(&understood).contains(&id) || !avoids {
            wrong.push((text, wishes(&understood).join(" "), understood.request.avoid));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    // What is named behind a noun that is denied stays a wish.
    for (text, id) in
        [("여주가 질투 안 하는 스릴러", "thriller"), ("바람 안 피우는 코미디", "comedy")]
    {
        let understood = understand(text);
        assert!(wishes(&understood).contains(&id), "{text}: {:?}", understood.request);
        assert!(!vetoes(&understood, id), "{text}: {:?}", understood.request);
    }
}
