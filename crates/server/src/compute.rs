//! Where a reply is computed.

use tokio::time::timeout;

use crate::problem::Problem;
use crate::state::AppState;

/// Bytes of a question from which it is no longer sure to be answered within a millisecond.
pub const SHORT: usize = 4 << 10;
/// Dramas from which that is not sure of any question.
pub const FEW: usize = 20_000;

/// Computes something that may take long, on a thread of its own when it is its turn.
///
/// # Errors
/// A problem when its turn does not come in time. A panic goes on in the caller.
pub async fn long<T: Send + 'static>(
    state: &AppState,
    compute: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let turn = timeout(state.limits().turn, std::sync::Arc::clone(&state.turns).acquire_owned());
    let Ok(Ok(turn)) = turn.await else {
        return Err(Problem::too_busy("too much is being computed"));
    };
    let computed = tokio::task::spawn_blocking(move || {
        // Held to the end of the computation even if nobody waits for it any more.
        let _turn = turn;
        compute()
    });
    match computed.await {
        Ok(computed) => Ok(computed),
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The server is going down.
            Err(_) => Err(Problem::too_busy("the server is stopping")),
        },
    }
}
