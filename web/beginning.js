// What the first view begins with, before the engine is there; written by web/tests/beginning.mjs.

export const BEGINNING = {
  dramas: [
    {"title":"Our Beloved Summer","native_title":"그해 우리는","id":"our-beloved-summer","year":2021,"sky":"morning","skyline":"waves","rain":false,"mist":true,"hills":[["love-dynamics",2.56],["second-chances",2],["professions-settings",1]]},
    {"title":"Guardian: The Lonely and Great God","native_title":"쓸쓸하고 찬란하神 - 도깨비","also":"Goblin","id":"guardian-the-lonely-and-great-god","year":2016,"sky":"dusk","skyline":"waves","rain":true,"mist":true,"hills":[["supernatural",4],["time-fate",2],["love-dynamics",1.36]]},
    {"title":"Vincenzo","native_title":"빈센조","id":"vincenzo","year":2021,"sky":"cloud","skyline":"peaks","rain":false,"mist":false,"hills":[["crime-justice",5.08],["class-power-work",1.28],["friendship-youth",1]]},
    {"title":"Hospital Playlist","native_title":"슬기로운 의사 생활","id":"hospital-playlist","year":2020,"sky":"noon","skyline":"towers","rain":false,"mist":true,"hills":[["friendship-youth",2],["professions-settings",1.8],["love-dynamics",1.72]]},
    {"title":"Signal","native_title":"시그널","id":"signal","year":2016,"sky":"dusk","skyline":"peaks","rain":false,"mist":false,"hills":[["crime-justice",3.8],["time-fate",2.64],["professions-settings",1]]},
    {"title":"The Red Sleeve","native_title":"옷소매 붉은 끝동","id":"the-red-sleeve","year":2021,"sky":"dusk","skyline":"waves","rain":true,"mist":false,"hills":[["historical-worlds",3.92],["wounds-healing",1.04],["love-dynamics",0.64]]},
    {"title":"My Mister","native_title":"나의 아저씨","id":"my-mister","year":2018,"sky":"cloud","skyline":"waves","rain":false,"mist":true,"hills":[["wounds-healing",3.12],["class-power-work",2],["marriage-family",1.64]]},
    {"title":"Business Proposal","native_title":"사내 맞선","id":"business-proposal","year":2022,"sky":"noon","skyline":"domes","rain":false,"mist":false,"hills":[["love-dynamics",3.16],["class-power-work",1.64],["friendship-youth",0.8]]},
    {"title":"Squid Game","native_title":"오징어 게임","id":"squid-game","year":2021,"sky":"night","skyline":"peaks","rain":false,"mist":false,"hills":[["class-power-work",2],["crime-justice",2],["wounds-healing",0.68]]},
    {"title":"When Life Gives You Tangerines","native_title":"폭싹 속았수다","id":"when-life-gives-you-tangerines","year":2025,"sky":"cloud","skyline":"waves","rain":true,"mist":true,"hills":[["marriage-family",2.64],["second-chances",1],["love-dynamics",1]]},
    {"title":"Crash Landing on You","native_title":"사랑의 불시착","id":"crash-landing-on-you","year":2019,"sky":"morning","skyline":"waves","rain":false,"mist":false,"hills":[["love-dynamics",3.08],["professions-settings",1.52],["class-power-work",1.36]]},
    {"title":"Kingdom","native_title":"킹덤","id":"kingdom","year":2019,"sky":"night","skyline":"peaks","rain":false,"mist":false,"hills":[["historical-worlds",2.52],["crime-justice",1.8],["supernatural",1.36]]},
  ],
  tropes: [
    {"id":"healing","label":"Healing","label_ko":"힐링","family":"wounds-healing"},
    {"id":"first-love","label":"First love","label_ko":"첫사랑","family":"second-chances"},
    {"id":"revenge","label":"Revenge","label_ko":"복수극","family":"crime-justice"},
    {"id":"found-family","label":"Found family","label_ko":"유사가족","family":"marriage-family"},
    {"id":"enemies-to-lovers","label":"Enemies to lovers","label_ko":"혐관 로맨스","family":"love-dynamics"},
    {"id":"time-travel","label":"Time travel","label_ko":"시간여행","family":"time-fate"},
  ],
};
