//! The examples run.

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Each example as a test; their paths are those of the project's root, where tests run.
macro_rules! example {
    ($name:ident, $file:literal) => {
        #[path = $file]
        #[allow(clippy::print_stdout, clippy::print_stderr)]
        mod $name;

        #[test]
        fn $name() -> Outcome {
            $name::main()
        }
    };
}

example!(recommend, "../examples/recommend.rs");
example!(own_catalogue, "../examples/own_catalogue.rs");
example!(batch, "../examples/batch.rs");
example!(explain, "../examples/explain.rs");
example!(evaluate, "../examples/evaluate.rs");
example!(index, "../examples/index.rs");
