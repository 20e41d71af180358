//! A new catalogue without a dropped request: on SIGHUP, and when its file was replaced.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::served::Served;
use crate::state::AppState;

/// Opens the catalogue again and serves it from then on. Where that fails, the old one stays.
pub async fn reload(state: &AppState) {
    let options = state.options.clone();
    let opened = tokio::task::spawn_blocking(move || Served::open(&options)).await;
    let counted = match opened {
        Ok(Ok(served)) => {
            let dramas = served.len().unwrap_or(0);
            state.replace(served);
            tracing::info!(dramas, "a new catalogue is served");
            &state.metrics.reloads
        }
        Ok(Err(error)) => {
            tracing::error!(%error, "the new catalogue cannot be opened; the old one is served");
            &state.metrics.failed_reloads
        }
        Err(_) => {
            tracing::error!("the new catalogue cannot be read; the old one is served");
            &state.metrics.failed_reloads
        }
    };
    counted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
}

/// What tells one state of a file from another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Look {
    length: u64,
    changed: Option<SystemTime>,
    /// Another file under the same name may be of the same length and second.
    number: u64,
}

fn look(path: &Path) -> Option<Look> {
    let facts = fs::metadata(path).ok()?;
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&facts);
    #[cfg(not(unix))]
    let number = 0;
    facts.is_file().then(|| Look { length: facts.len(), changed: facts.modified().ok(), number })
}

/// Looks at the catalogue's file, and at the overlay, for as long as the server runs. A folder is
/// read again on SIGHUP alone.
pub async fn watch_files(state: AppState) {
    let options = &state.options;
    let paths = [options.catalog.clone(), options.overlay.clone()];
    let paths: Vec<_> = paths.into_iter().flatten().collect();
    if paths.is_empty() {
        return;
    }
    let see = || paths.iter().map(|path| look(path)).collect::<Vec<_>>();
    let mut served = see();
    let mut before = served.clone();
    loop {
        tokio::time::sleep(state.limits().look).await;
        let now = see();
        // A file that is still being written changes from one look to the next.
        let settled = now == before && now.iter().all(Option::is_some);
        if settled && now != served {
            reload(&state).await;
            served = now.clone();
        }
        before = now;
    }
}

/// Opens the catalogue again on every SIGHUP.
#[cfg(unix)]
pub async fn on_hang_up(state: AppState) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut signals) = signal(SignalKind::hangup()) else { return };
    while signals.recv().await.is_some() {
        reload(&state).await;
    }
}

/// There is no such signal here.
#[cfg(not(unix))]
pub async fn on_hang_up(_: AppState) {}
