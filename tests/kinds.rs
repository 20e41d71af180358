//! A trope that is a kind of another, which curators give in its place: romantic comedies are
//! romances.

use tropewise::{QueryRequest, Recommender};

fn romcom(recommender: &Recommender, id: &str) -> bool {
    let catalog = recommender.catalog();
    let romcom = catalog.vocabulary().find("romantic-comedy").expect("it ships");
    let drama = catalog.resolve(id).expect("a drama of the answer").drama;
    catalog.drama(drama).strength(romcom) > 0.0
}

#[test]
fn who_avoids_romance_gets_no_romantic_comedy_unless_it_is_asked_for() {
    let recommender = Recommender::new(tropewise_dramas::catalog());
    let plain = QueryRequest::like("hometown-cha-cha-cha").k(30);
    let ids = |request: &QueryRequest| -> Vec<String> {
        let answer = recommender.recommend(request).expect("a sound request");
        answer.results.into_iter().map(|result| result.id).collect()
    };
    assert!(ids(&plain).iter().any(|id| romcom(&recommender, id)));
    let without = plain.clone().avoid("romance");
    assert_eq!(ids(&without).len(), 30);
    assert!(!ids(&without).iter().any(|id| romcom(&recommender, id)));
    let mut named = without;
    named.more.push("romantic-comedy".into());
    assert!(ids(&named).iter().any(|id| romcom(&recommender, id)));
}

#[test]
fn a_romantic_comedy_does_not_lack_romance() {
    let recommender = Recommender::new(tropewise_dramas::catalog());
    let mut request = QueryRequest::like("hometown-cha-cha-cha").k(40);
    request.more.push("romance".into());
    let answer = recommender.recommend(&request).expect("a sound request");
    let lacks = |romance: bool| {
        let of = answer.results.iter().filter(|result| romcom(&recommender, &result.id) == romance);
        of.filter(|result| result.lacks.iter().any(|name| name == "romance")).count()
    };
    assert_eq!(lacks(true), 0);
    assert!(lacks(false) > 0, "others do");
}
