// What the page says, in English and Korean. Plots are elsewhere: plots.js has the Korean ones.

const ENGLISH = {
  skip: "To the results", toFirst: "To the first result", outOf: "Points are out of 100.", noLegend: "How to read the pictures could not be loaded. Try again with a network.", find: "Find", map: "Map", list: "My list", about: "How it ranks", catalogue: "Catalogue", catalogueLink: "What the catalogue holds, of which day, and its limits",
  theme: "Light or dark", other: "한국어", menu: "Pages",
  box: "A title, a theme, or a wish in your words", boxShort: "Goblin, 도깨비, healing…", boxHint: "도깨비, like Signal but lighter", suggested: (n) => n === 1 ? "1 suggestion. Arrow keys choose." : `${n} suggestions. Arrow keys choose.`,
  dramas: "Dramas", tropes: "Themes", wish: "Ask", askFor: (text) => `Ask: “${text}”`,
  loading: "Opening the catalogue…",
  start: "What did you love?", startSub: "Name one drama, or several. You get others that share its themes, with the reasons added up.",
  pick: "Begin with one of these", pickTrope: "Or with a theme", private: "Everything happens in this browser. No account, and no question leaves your device.",
  privateApi: "Your questions go to the program that serves this page, and no further. No account.",
  mix: "You asked for", mixNone: "Nothing yet. Name a title or a theme, or press a picture. Each theme gets a slider here.", change: "Add one to sharpen the results", browse: "All themes",
  out: "Leave out", endings: "Endings and twists", endingsNote: "No result says how it ends, unless you ask for that ending.", outWarnings: "Content warnings", outMore: "More warnings", outNote: "One tap leaves out every drama that has it or may have it, and every one that was not reviewed. Some are missed: look further where it matters to you. ", reportMiss: "Report a warning that is missing",
  outHead: "What is left out", outYear: "Year", outWarning: (n, maybe) => `${[n && `${n} ${n === 1 ? "has" : "have"} it`, maybe && `${maybe} more may have it`].filter(Boolean).join(", ") || "none has it"}.`, outTheme: (n) => `${n} ${n === 1 ? "has" : "have"} it.`,
  outFact: (name, n, unknown) => `${name}: ${n}${unknown ? `, ${unknown} of them because it is not known` : ""}.`, outUnreviewed: (n) => `${n} not reviewed: it may be in any of them.`, outSeen: (n) => `In My list as seen, dropped or not for you: ${n}.`, outOrigin: "What it was made from", outSpecials: "Specials and compilations", outExcluded: "Titles that you excluded", outRequired: (name, n) => `Without ${name}, or with too little of it: ${n}.`, outTwice: "A drama with several of these is counted under each.",
  only: "Show only", from: "From year", to: "To year", length: "Length", atMost: "Episodes", lengths: { any: "any", 8: "8 or fewer", 12: "12 or fewer", 16: "16 or fewer", 24: "24 or fewer" },
  rating: "For ages", ratings: { any: "any age", G: "all ages", "13+": "up to 13+", "15+": "up to 15+", "18+": "up to 18+" },
  service: "Streams on", anyService: "anywhere", airing: "Aired", airings: { any: "any", finished: "finished", airing: "airing now" },
  lean: "Prefer", fame: "Fame", little: "Little known", well: "Well known", variety: "Variety", closest: "Closest", varied: "More varied",
  fames: { "-2": "little known", "-1": "rather little known", 0: "the usual mix", 1: "rather well known", 2: "well known" },
  varieties: ["closest first", "a little variety", "some variety", "varied", "very varied"],
  stops: { "-2": "much less", "-1": "less", 0: "as it is", 1: "more", 2: "a lot" },
  moreLike: "More like ", and: " and ", or: " or ", withA: { 2: "with a lot of ", 1: "with more ", "-1": "with less ", "-2": "with much less " },
  mostly: "Dramas ", without: "without ", leftOut: "left out", notLike: "not like ", anyOf: "with ", surely: "surely with ", not: "but not ",
  facts: {
    year_from: (v) => `since ${v}`, year_to: (v) => `until ${v}`, max_episodes: (v) => Number(v) === 1 ? "a single episode" : `${v} episodes or fewer`, min_episodes: (v) => Number(v) === 1 ? "any number of episodes" : `${v} episodes or more`,
    max_minutes: (v) => `episodes of ${v} minutes or less`, min_minutes: (v) => `episodes of ${v} minutes or more`, max_hours: (v) => `${v} hours or less`, min_hours: (v) => `${v} hours or more`,
    min_score: (v) => `scored ${v} or more`, rating_up_to: (v) => `for ages up to ${v}`, airing: (v) => ({ finished: "finished", airing: "airing now", "not-yet": "still to come" })[v] ?? v,
    streaming: (v) => `on ${v}`, network: (v) => `first on ${v}`, origin: (v) => `from a ${v.replace("-", " ")}`, with: (v) => `with ${v.join(", ")}`, without: (v) => `without ${v.join(", ")}`, specials: () => "with specials",
  },
  poolings: { mean: "What they share", best: "Any one of them", least: "Each of them" }, pooling: "Match",
  remove: (what) => `Remove ${what}`, never: (what) => `Never ${what}`, neverOn: (what) => `${what} is left out. Let it in again`, slider: (what) => `How much ${what}`,
  counted: (n, shown, asked) => n === 1 ? "1 drama fits." : `${shown === n ? `${n} dramas fit. The best matches come first.` : shown < asked ? `${n} dramas fit, and ${shown} of them come near.` : `${n} dramas fit. These ${shown} match best.`}`, of: () => " points", more: "Show more", clear: "Start again", share: "Copy link", copied: "The link is copied.",
  legend: "How to read the pictures", episodes: (n) => n === 1 ? "1 episode" : `${n} episodes`, minutes: (n) => `${n} min each`, on: (s) => `on ${s}`,
  why: () => "Why this?", rest: (n) => n === 1 ? "1 more theme" : `${n} more themes`, partSum: (name, sum) => `${name}: ${sum} ${sum === 1 ? "point" : "points"}`, hidden: "Hidden (would tell the ending)", lacks: "Not here: ", together: "Together", tropesPart: "Themes", warningsPart: "It also has", besides: "Apart from its themes",
  noneHas: (what) => `None of these has ${what}, so less of it changes nothing. `, nearIt: "Dramas that have it often have these too, and some here do:", moreRows: "The whole sentence", lessRows: "Less of the sentence",
  moved: "A slider moves dramas up or down. Only ⊘ leaves them out.", moreOf: (what) => `More ${what}`, lessOf: (what) => `Less ${what}`,
  adjust: { more: (what) => `Has more ${what}`, less: (what) => `Less ${what}`, "soft-avoid": (what) => `Has ${what}`, popularity: () => "Watched by many", "little-known": () => "Little known", era: () => "From around the same year", lead: (_, p) => `Lead: ${p}`, writer: (_, p) => `Writer: ${p}`, director: (_, p) => `Director: ${p}`, acclaim: () => "Rated highly by viewers" },
  like: "More like this", "want-to-watch": "Want to watch", seen: "Seen", dropped: "Dropped", "not-for-me": "Not for me", compare: "Compare", act: (what, title) => `${what}: ${title}`,
  marked: { "want-to-watch": (t) => `In My list: ${t}`, seen: (t) => `Seen: ${t}`, dropped: (t) => `Dropped: ${t}`, "not-for-me": (t) => `Not for you: ${t}` }, unmarked: (t) => `No longer in My list: ${t}`,
  added: (t) => `Added: ${t}`, tuned: (t, stop) => `${t}: ${stop}.`, vetoed: (t) => `${t}: left out.`, dismiss: "Close this note", notes: "Notes", undo: "Undo", undone: "Undone.",
  via: (t) => `“${t}” of the same series matches best; the story begins here.`, season: (n, of) => `Season ${n} of ${of}.`, part: (n, of) => `Part ${n} of ${of}.`, sameSeries: (of) => `Belongs with ${of}.`, closestTo: (t) => `Like “${t}”.`, forEach: (pairs) => `It shares ${pairs.map(([title, theme]) => `${theme} with “${title}”`).join(", and ")}.`, hardly: "Its themes are hardly like any of your titles.", warned: (names) => `Warning: ${names}.`, unreviewed: "Its themes have not been checked yet.", nowAt: (n) => n ? `It is number ${n} now, below those shown. It stays here until you go on.` : "It no longer comes near. It stays here until you go on.",
  far: (n) => `Nothing here is close: of 100 points, the best has ${n} from its themes.`, none: "Nothing fits all of this.", noneAlone: "Letting one thing go is not enough. Change the sentence above, or ", relax: "Let one thing go to see more:", relaxOne: (what, n) => `${what}: ${n} more`,
  relaxAny: { year: "Any year", "min-episodes": "Any length", "max-episodes": "Any length", "min-minutes": "Any length", "max-minutes": "Any length", "min-hours": "Any length", "max-hours": "Any length", "rating-up-to": "Any age", streaming: "Any service", network: "Any network", airing: "Finished or not", "min-score": "Any score", origin: "Any origin", with: "Any cast", without: "Any cast", special: "With specials", seen: "With what you have seen", exclude: "With what you excluded" },
  allow: (what) => `Allow ${what}`, notMust: (what) => `Without needing ${what}`,
  linkUnread: (names, n) => `This link names ${names}, which ${n === 1 ? "is" : "are"} not in the catalogue. The rest is answered.`,
  linkUnreadAlone: (names, n) => `This link names ${names}, which ${n === 1 ? "is" : "are"} not in the catalogue. Begin anew:`,
  understood: "Understood: ", became: {}, couldNotUse: (words) => `I could not use “${words}”.`, notUsed: "Not used: ", once: "once", recurring: "recurring", askedNothing: (text) => `I could not use “${text}”. Name a title, a theme or a limit.`,
  failed: "This question cannot be answered: ", failedView: "This cannot be shown now: ", noEngine: "The engine could not be loaded, so nothing can be answered yet.", retry: "Try again",
  noStorage: "This browser keeps nothing for the page: your list lasts until you close it.",
  cast: "Cast", writers: "Written by", directors: "Directed by", aired: "Aired", network: "First on", watch: "Where to watch", watchAsOf: (d) => `as of ${d}, without regard to country`, score: "Viewers' score", nearest: "Nearest by theme", tropesOf: "Its themes", strengths: ["", "a little", "some", "clearly", "much", "at its heart"],
  warningsFolded: "Content warnings", warningsCount: (n, maybe) => !n ? `${maybe} possible ${maybe === 1 ? "warning" : "warnings"}` : `${n} content ${n === 1 ? "warning" : "warnings"}${maybe ? `, ${maybe} possible` : ""}`, warningsNone: "None is known.", warningsNoneOf: "No content warning is known", noPromise: "No promise is made: a warning that is missing here may have been missed. ", possible: "possibly", spoilersShow: (n) => `Show ${n} hidden ${n === 1 ? "theme" : "themes"} (spoilers)`, spoilersShown: "Hidden themes are shown.",
  askLike: "Find more like this", back: "Back to the results", backMap: "Back to the map", backList: "Back to My list", noDrama: (id) => `There is no drama “${id}” in the catalogue.`,
  compareWith: (t) => `Compare with ${t}`, compareNext: "Press Compare on another result, or:", compareTitle: "Side by side", comparePick: "Choose a second drama to compare with", compareYours: "One that you named:", alike: (n) => `${n}% alike by theme`, shared: "Both have", onlyIn: (t) => `Only in ${t}`, nothingShared: "They share no theme.", hiddenLeft: (n) => n === 1 ? "One hidden theme is left out." : `${n} hidden themes are left out.`, swap: "Compare with another drama", compareLater: "One that you want to watch:",
  mapTitle: "All dramas by theme", mapSub: "Near means alike; a colour is the theme a drama is most about, a larger dot has more followers. Drag to move, scroll or pinch to zoom. Press a dot for its name, and the name for the drama.", mapHint: "A title, such as Goblin", mapFind: "Find on the map", zoomIn: "Zoom in", zoomOut: "Zoom out", mapAll: "All of it", mapList: "The same as a list", mapNone: "The map is not here.", ringed: "Ringed: your results; with a thick ring: what you named.", mapFound: (t) => `${t}: shown on the map. Enter on its name opens it.`, mapNotThere: (t) => `${t} has no place on the map.`,
  namesEnglish: "", serviceNote: (day) => `Services as of ${day}, whatever the country.`, listSub: "What you have seen, dropped or do not want no longer comes up; what you want to watch still does. The list stays in this browser.", listNone: "Nothing is here yet. Every drama has buttons: Want to watch, Seen, Dropped, Not for me.", export: "Save as a file", import: "Load a saved file", imported: (n) => n === 1 ? "1 drama was read." : `${n} dramas were read.`, importFailed: "This is no list: choose a file that this page saved.", clearList: "Forget all", listAdd: "Add a drama to watch", markedOn: (day) => `marked on ${day}`, cleared: "The list is empty.", copyList: "Copy as text", listCopied: "The list is copied.", listText: "The list as text", printList: "Print", showWarnings: "Content warnings", unchecked: "Not checked for warnings yet",
  figures: { nDCG: "Tropewise", byTropes: "its themes alone", byTags: "community tags and genres", byFollowers: "the most followed" }, figuresOf: "How well the first ten agree with what viewers recommend, from 0 to 1 (nDCG)",
  narrow: "Filters", narrowed: (n) => `Filters, ${n} set`, show: (n) => `Show ${n}`, close: "Close", yours: "Filters", update: "A newer version is here. It is used when you open the page again.",
};

const KOREAN = {
  ...ENGLISH,
  skip: "결과로 가기", toFirst: "첫 결과로 가기", outOf: "점수는 100점 만점이에요.", noLegend: "그림 읽는 법을 불러오지 못했어요. 인터넷에 연결된 뒤 다시 눌러 주세요.", find: "찾기", map: "지도", list: "내 목록", about: "순위의 원리", catalogue: "드라마 모음", catalogueLink: "어떤 드라마가 있고, 언제 기준이고, 알아 둘 점은 무엇인지", theme: "밝게 또는 어둡게", other: "English", menu: "페이지",
  box: "재미있게 본 드라마, 키워드, 또는 보고 싶은 느낌", boxShort: "도깨비, ㄷㄲㅂ, 힐링…", boxHint: "도깨비, 시그널처럼 덜 어두운 거", suggested: (n) => `제안 ${n}개. 화살표로 고를 수 있어요.`,
  dramas: "드라마", tropes: "키워드", wish: "물어보기", askFor: (text) => `“${text}” 물어보기`,
  loading: "드라마를 불러오고 있어요…", start: "어떤 드라마가 좋았나요?", startSub: "한 편이든 여러 편이든 알려 주세요. 주제가 닮은 드라마를 이유와 함께 보여 드려요.",
  pick: "이 중에서 골라 보세요", pickTrope: "키워드로 시작해도 돼요", private: "모든 계산은 이 브라우저 안에서 해요. 가입도 없고, 질문이 밖으로 나가지 않아요.", privateApi: "질문은 이 페이지를 보낸 프로그램에만 전해져요. 가입도 없어요.",
  mix: "담은 것", mixNone: "아직 없어요. 위에 제목이나 키워드를 적어 보세요. 키워드마다 조절 막대가 생겨요.", change: "하나 더하면 결과가 또렷해져요", browse: "모든 키워드",
  out: "빼고 보기", endings: "결말과 반전", endingsNote: "결말을 직접 고르지 않으면, 결과에서 결말을 알려 주지 않아요.", outWarnings: "주의할 내용", outMore: "다른 경고", outNote: "한 번 누르면 그런 드라마와 그럴 수 있는 드라마, 아직 살피지 않은 드라마가 모두 빠져요. 그래도 놓친 장면이 있어서 안 나온다고 약속할 수는 없어요. 꼭 피해야 한다면 보기 전에 더 알아보세요. ", reportMiss: "빠진 경고 알리기",
  outHead: "빠진 드라마", outYear: "연도", outWarning: (n, maybe) => `${[n && `나오는 드라마 ${n}편`, maybe && `나올 수도 있는 드라마 ${maybe}편`].filter(Boolean).join(", ") || "없어요"}.`, outTheme: (n) => `${n}편.`,
  outFact: (name, n, unknown) => `${name}: ${n}편${unknown ? `(${unknown}편은 알 수 없어서)` : ""}.`, outUnreviewed: (n) => `아직 살피지 않아 알 수 없는 드라마 ${n}편.`, outSeen: (n) => `내 목록에서 봤거나 하차했거나 관심 없는 드라마 ${n}편.`, outOrigin: "원작", outSpecials: "특집과 총집편", outExcluded: "직접 뺀 드라마", outRequired: (name, n) => `${name} 키워드가 없거나 모자란 드라마 ${n}편.`, outTwice: "여러 조건에 걸리는 드라마는 조건마다 셌어요.",
  only: "조건", from: "몇 년부터", to: "몇 년까지", length: "길이", lengths: { any: "상관없음", 8: "8부작 이하", 12: "12부작 이하", 16: "16부작 이하", 24: "24부작 이하" }, atMost: "편수",
  rating: "시청 등급", ratings: { any: "상관없음", G: "전체", "13+": "13세까지", "15+": "15세까지", "18+": "18세까지" }, service: "볼 수 있는 곳", anyService: "어디든", airing: "방영", airings: { any: "상관없음", finished: "완결", airing: "방영 중" },
  lean: "취향", fame: "인지도", little: "숨은 작품", well: "유명한 작품", variety: "다양성", closest: "가까운 순", varied: "다양하게",
  fames: { "-2": "숨은 작품 위주", "-1": "덜 알려진 쪽", 0: "기본", 1: "알려진 쪽", 2: "유명한 작품 위주" }, varieties: ["가까운 순", "조금 다양하게", "다양하게", "더 다양하게", "아주 다양하게"],
  or: " 또는 ", without: "빼고 ", leftOut: "빼는 중",
  stops: { "-2": "훨씬 덜", "-1": "덜", 0: "그대로", 1: "더", 2: "많이" },
  facts: {
    year_from: (v) => `${v}년부터`, year_to: (v) => `${v}년까지`, max_episodes: (v) => `${v}부작 이하`, min_episodes: (v) => `${v}부작 이상`, max_minutes: (v) => `회당 ${v}분 이하`, min_minutes: (v) => `회당 ${v}분 이상`, max_hours: (v) => `${v}시간 이하`, min_hours: (v) => `${v}시간 이상`,
    min_score: (v) => `평점 ${v} 이상`, rating_up_to: (v) => `${v} 이하 등급`, airing: (v) => ({ finished: "완결", airing: "방영 중", "not-yet": "방영 예정" })[v] ?? v, streaming: (v) => `${v}에서`, network: (v) => `${v} 첫 방송`, origin: (v) => `원작: ${v}`, with: (v) => `${v.join(", ")} 출연`, without: (v) => `${v.join(", ")} 제외`, specials: () => "특집 포함",
  },
  poolings: { mean: "공통점으로", best: "그중 하나라도", least: "하나하나 모두" }, pooling: "기준",
  remove: (what) => `${what} 조건 지우기`, never: (what) => `${what} 절대 안 보기`, neverOn: (what) => `${what} 빼는 중. 다시 넣기`, slider: (what) => `${what} 정도`,
  counted: (n, shown) => n === 1 ? "조건에 맞는 드라마 한 편이에요." : `${shown < n ? `조건에 맞는 드라마 ${n}편 중 가까운 ${shown}편이에요.` : `조건에 맞는 드라마 ${n}편, 가까운 순서예요.`}`, of: () => "점", more: "더 보기", clear: "처음부터", share: "링크 복사", copied: "링크를 복사했어요.",
  legend: "그림 읽는 법", episodes: (n) => `${n}부작`, minutes: (n) => `회당 ${n}분`, on: (s) => s,
  why: () => "왜?", rest: (n) => `키워드 ${n}개 더`, partSum: (name, sum) => `${name} ${sum}점`, hidden: "숨김(결말이 드러나요)", lacks: "여기엔 없는 것: ", together: "모두 더해", tropesPart: "키워드", warningsPart: "알아 둘 내용", besides: "키워드 말고", noneHas: (w) => `여기에는 ${w} 키워드가 있는 드라마가 없어서, 덜어도 달라지지 않아요. `, nearIt: "그런 드라마에 자주 함께 있고, 여기에도 있는 키워드예요:", moreRows: "문장 모두 보기", lessRows: "문장 접기", moved: "조절하면 순위만 바뀌어요. ⊘만 빼요.", moreOf: (w) => `${w} 더`, lessOf: (w) => `${w} 덜`,
  adjust: { more: (w) => `${w} 더 있음`, less: (w) => `${w} 덜`, "soft-avoid": (w) => `${w} 있음`, popularity: () => "많이 알려짐", "little-known": () => "덜 알려짐", era: () => "비슷한 시기", lead: (_, p) => `주연: ${p}`, writer: (_, p) => `극본: ${p}`, director: (_, p) => `연출: ${p}`, acclaim: () => "시청자 평점" },
  like: "이런 드라마 더", "want-to-watch": "볼래요", seen: "봤어요", dropped: "중도 하차", "not-for-me": "관심 없어요", compare: "비교", act: (what, title) => `${title}: ${what}`,
  unmarked: (t) => `${t}: 내 목록에서 뺐어요.`, marked: { "want-to-watch": (t) => `${t}: 내 목록에 담았어요.`, seen: (t) => `${t}: 봤어요 목록에 담았어요.`, dropped: (t) => `${t}: 중도 하차로 담았어요.`, "not-for-me": (t) => `${t}: 이제 안 보여요.` }, added: (t) => `${t}: 질문에 담았어요.`, tuned: (t, stop) => `${t}: ${stop}.`, vetoed: (t) => `${t}: 빼고 볼게요.`, dismiss: "알림 닫기", notes: "알림", undo: "되돌리기", undone: "되돌렸어요.",
  via: (t) => `같은 시리즈의 “${t}”이(가) 가장 가깝고, 이야기는 여기서 시작해요.`, season: (n, of) => `${of} 시즌 ${n}.`, part: (n, of) => `${of} 파트 ${n}.`, sameSeries: (of) => `${of} 시리즈.`, closestTo: (t) => `“${t}”${withParticle(t)} 닮았어요.`, forEach: (pairs) => `${pairs.map(([title, theme]) => `“${title}”: ${theme}`).join(", ")}(으)로 닮았어요.`, hardly: "주제가 고른 작품들과 별로 닮지 않았어요.", warned: (names) => `주의: ${names}.`, unreviewed: "아직 키워드를 살피지 않았어요.", nowAt: (n) => n ? `이제 ${n}위라 목록 밖이에요. 다른 곳으로 가면 사라져요.` : "이제 가까운 편이 아니에요. 다른 곳으로 가면 사라져요.",
  far: (n) => `가까운 드라마가 없어요. 주제에서 얻은 점수가 가장 높아도 100점 중 ${n}점이에요.`, none: "조건에 모두 맞는 드라마가 없어요.", noneAlone: "하나만 풀어서는 나오지 않아요. 위 문장을 바꿔 보세요. ", relax: "하나만 풀면 다시 나와요:", relaxOne: (what, n) => `${what} (${n}편 더)`,
  relaxAny: { year: "연도 상관없이", "min-episodes": "길이 상관없이", "max-episodes": "길이 상관없이", "min-minutes": "길이 상관없이", "max-minutes": "길이 상관없이", "min-hours": "길이 상관없이", "max-hours": "길이 상관없이", "rating-up-to": "등급 상관없이", streaming: "어디서든", network: "방송사 상관없이", airing: "완결 상관없이", "min-score": "평점 상관없이", origin: "원작 상관없이", with: "출연 상관없이", without: "출연 상관없이", special: "특집 포함", seen: "본 것 포함", exclude: "뺀 것 포함" },
  allow: (w) => `${w} 허용`, notMust: (w) => `${w} 없어도`,
  linkUnread: (names) => `링크의 ${names}은(는) 목록에 없어요. 나머지로 찾았어요.`, linkUnreadAlone: (names) => `링크의 ${names}은(는) 목록에 없어요. 새로 골라 보세요.`, understood: "알아들은 말: ", became: { like: (n) => `${n}처럼`, unlike: (n) => `${n} 말고`, seen: (n) => `${n} 봤음`, exclude: (n) => `${n} 빼고`, want: (n) => n.join(", "), more: (n) => `${n.join(", ")} 더`, less: (n) => `${n.join(", ")} 덜`, avoid: (n) => `${n.join(", ")} 빼고`, any: (n) => `${n.join(", ")} 중 하나`, require: (n) => `${n.join(", ")} 꼭` }, couldNotUse: (words) => `“${words}”은(는) 쓰지 못했어요.`, notUsed: "쓰지 않은 말: ", askedNothing: (text) => `“${text}”에서 찾을 것을 알아듣지 못했어요. 제목, 키워드, 조건을 적어 보세요.`,
  once: "한 번", recurring: "여러 번", failed: "답할 수 없는 질문이에요: ", failedView: "지금은 보여 드릴 수 없어요: ", noEngine: "엔진을 불러오지 못해서 아직 답할 수 없어요.", retry: "다시 시도", noStorage: "이 브라우저는 아무것도 저장하지 않아요. 목록은 닫을 때까지만 남아요.",
  cast: "출연", writers: "극본", directors: "연출", aired: "방영", network: "첫 방송", watch: "볼 수 있는 곳", watchAsOf: (d) => `${d} 기준, 나라 구분 없음`, score: "시청자 평점", nearest: "주제가 가장 가까운 드라마", tropesOf: "키워드", strengths: ["", "조금", "어느 정도", "뚜렷하게", "많이", "중심"],
  warningsFolded: "주의할 내용", warningsCount: (n, maybe) => !n ? `주의할 수도 있는 내용 ${maybe}` : `주의할 내용 ${n}${maybe ? `, 아마도 ${maybe}` : ""}`, warningsNone: "알려진 것이 없어요.", warningsNoneOf: "알려진 주의할 내용 없음", noPromise: "여기 없다고 해서 안 나온다는 약속은 아니에요. ", possible: "아마도", spoilersShow: (n) => `숨긴 키워드 ${n}개 보기(스포일러)`, spoilersShown: "숨긴 키워드를 보고 있어요.", askLike: "이런 드라마 더 찾기", back: "결과로 돌아가기", backMap: "지도로 돌아가기", backList: "내 목록으로 돌아가기", noDrama: (id) => `“${id}” 드라마는 목록에 없어요.`,
  compareWith: (t) => `${t}${withParticle(t)} 비교`, compareNext: "다른 결과에서 비교를 누르거나:", compareTitle: "나란히 보기", comparePick: "비교할 드라마를 하나 더 골라 주세요", compareYours: "고른 작품 중에서:", alike: (n) => `주제가 ${n}% 닮았어요`, shared: "둘 다", onlyIn: (t) => `${t}에만`, nothingShared: "함께 가진 키워드가 없어요.", hiddenLeft: (n) => `숨긴 키워드 ${n}개는 뺐어요.`, swap: "다른 드라마와 비교하기", compareLater: "볼래요 목록에서:",
  mapTitle: "주제로 본 모든 드라마", mapSub: "가까울수록 닮았어요. 색은 가장 큰 주제이고, 점이 클수록 많이 본 드라마예요. 끌어서 옮기고, 휠이나 두 손가락으로 확대하세요. 점을 누르면 이름이, 이름을 누르면 드라마가 나와요.", mapHint: "제목이나 초성, 예: ㄷㄲㅂ", mapFind: "지도에서 찾기", zoomIn: "확대", zoomOut: "축소", mapAll: "전체", mapList: "목록으로 보기", mapNone: "지도가 없어요.", ringed: "동그라미: 지금 결과. 굵은 동그라미: 고른 작품.", mapFound: (t) => `${t}: 지도에서 찾았어요. 이름을 누르면 드라마가 나와요.`, mapNotThere: (t) => `${t}: 지도에 자리가 없어요.`,
  namesEnglish: "사람 이름은 아직 영어로만 있어요.", serviceNote: (day) => `볼 수 있는 곳은 ${day} 기준이고 나라를 구분하지 않아요. 등급은 MyDramaList의 것이에요.`, listSub: "봤거나 하차했거나 관심 없는 드라마는 결과에서 빠져요. 볼래요로 담은 드라마는 그대로 나와요. 목록은 이 브라우저에만 있어요.", listNone: "아직 없어요. 드라마마다 볼래요, 봤어요, 중도 하차, 관심 없어요 단추가 있어요.", export: "파일로 저장", import: "저장한 파일 불러오기", imported: (n) => `드라마 ${n}편을 읽었어요.`, importFailed: "목록이 아니에요. 이 페이지에서 저장한 파일을 골라 주세요.", clearList: "모두 지우기", listAdd: "볼 드라마 담기", markedOn: (day) => `${day}에 담음`, cleared: "목록을 비웠어요.", copyList: "글로 복사", listCopied: "목록을 복사했어요.", listText: "글로 쓴 목록", printList: "인쇄", showWarnings: "주의할 내용 보기", unchecked: "경고를 아직 살피지 않음",
  figures: { nDCG: "Tropewise", byTropes: "키워드만", byTags: "태그와 장르", byFollowers: "가장 유명한 작품" }, figuresOf: "처음 열 편이 시청자의 추천과 맞는 정도, 0에서 1까지(nDCG)",
  narrow: "필터", narrowed: (n) => `필터, ${n}개 설정`, show: (n) => `${n}편 보기`, close: "닫기", yours: "필터", update: "새 버전이 있어요. 페이지를 다시 열면 쓰여요.",
};

let current = "en";

/** The particle for "with" after a Korean word: by whether its last syllable ends in a
 * consonant. */
function withParticle(word) {
  const last = word.replace(/[^\p{L}\p{N}]+$/u, "").at(-1) ?? "";
  if (!/[가-힣]/.test(last)) return "와(과)";
  return (last.charCodeAt(0) - 0xac00) % 28 ? "과" : "와";
}

/** The language of the page: `en` or `ko`. */
export function language() {
  return current;
}

export function speak(language) {
  current = language === "ko" ? "ko" : "en";
}

/** A day such as `2026-11-29` as it is said; what is no day stays as it is. */
export function dayInWords(day) {
  const date = new Date(`${day}T12:00`);
  return Number.isNaN(date.getTime()) ? day : date.toLocaleDateString(current === "ko" ? "ko" : "en-GB", { dateStyle: "medium" });
}

/** A name as it stands inside a sentence. */
export function inside(name) {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** A text, or what makes one. */
export function t(key, ...values) {
  const text = (current === "ko" ? KOREAN : ENGLISH)[key];
  return typeof text === "function" ? text(...values) : text;
}

/** Both tables, for a test that none lacks a text. */
export const TABLES = { en: ENGLISH, ko: KOREAN };
