//! How long a question takes without a network: the engine alone, and all routes with the guards,
//! on one thread. `cargo run --release -p tropewise-server --example handler`

use std::time::Instant;

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use tower::ServiceExt;
use tropewise::{QueryRequest, Recommender};
use tropewise_server::{AppState, Options, router};

const ROUNDS: usize = 5;

#[allow(clippy::print_stdout)]
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let recommender = Recommender::new(tropewise_dramas::catalog());
    let catalog = recommender.catalog();
    let questions: Vec<QueryRequest> = catalog
        .indices()
        .map(|idx| QueryRequest::like(catalog.drama(idx).id.clone()))
        .filter(|question| question.check(catalog).is_ok())
        .collect();
    let routes = router(
        AppState::open(Options::default()).expect("the shipped catalogue"),
        axum::Router::new(),
    );
    for round in 0..=ROUNDS {
        let began = Instant::now();
        for question in &questions {
            let answer = recommender.recommend(question).expect("it was checked");
            std::hint::black_box(serde_json::to_vec(&answer).expect("plain data"));
        }
        let engine = began.elapsed();
        let began = Instant::now();
        for question in &questions {
            let body = serde_json::to_vec(question).expect("plain data");
            let request = Request::post("/v1/recommend")
                .header("host", "localhost")
                .header("content-type", "application/json")
                .body(Body::from(body))
                .expect("a request");
            let response = routes.clone().oneshot(request).await.expect("it always answers");
            assert_eq!(response.status(), 200);
            std::hint::black_box(response.into_body().collect().await.expect("a body"));
        }
        let handler = began.elapsed();
        // The first round makes ready what the others find.
        if round > 0 {
            let each =
                |whole: std::time::Duration| whole.as_secs_f64() * 1e6 / questions.len() as f64;
            println!("engine {:.1} us, routes {:.1} us a question", each(engine), each(handler));
        }
    }
}
