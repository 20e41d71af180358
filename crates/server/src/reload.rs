//! A new catalogue without a dropped request: on SIGHUP, and when its file was replaced.

use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use tokio::time::timeout;
use tropewise::OpenError;

use crate::options::Options;
use crate::served::Served;
use crate::state::AppState;

/// Opens the catalogue again and serves it from then on. Where that fails, the old one stays.
pub async fn reload(state: &AppState) {
    // One after the other: what was read later is what is served.
    let _one = state.reloading.lock().await;
    let options = state.options.clone();
    let opening = tokio::task::spawn_blocking(move || Served::open(&options));
    // Whatever does not end keeps no later one from its turn.
    let counted = match timeout(state.limits().reload, opening).await {
        Ok(Ok(Ok(served))) => {
            let dramas = served.len().unwrap_or(0);
            state.replace(served);
            tracing::info!(dramas, "a new catalogue is served");
            &state.metrics.reloads
        }
        Ok(Ok(Err(error))) => {
            let error = told(&error);
            tracing::error!(%error, "the new catalogue cannot be opened; the old one is served");
            &state.metrics.failed_reloads
        }
        Ok(Err(_)) => {
            tracing::error!("the new catalogue cannot be read; the old one is served");
            &state.metrics.failed_reloads
        }
        Err(_) => {
            tracing::error!("reading the new catalogue takes too long; the old one is served");
            &state.metrics.failed_reloads
        }
    };
    counted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
}

/// Why a catalogue cannot be opened, with the first of its mistakes.
fn told(error: &OpenError) -> String {
    match error {
        OpenError::Mistakes { mistakes, .. } if !mistakes.is_empty() => {
            let more = match mistakes.len() - 1 {
                0 => String::new(),
                more => format!(" (and {more} more; `tropewise check` tells all)"),
            };
            format!("{error}: {}{more}", mistakes[0])
        }
        _ => error.to_string(),
    }
}

/// What tells one state of a file from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
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

/// How the catalogue's file and the overlay look; nothing for what is no file.
pub fn looks(options: &Options) -> Vec<Option<Look>> {
    let paths = [&options.catalog, &options.overlay];
    paths.into_iter().flatten().map(|path| look(path)).collect()
}

/// Looks at the catalogue's file, and at the overlay, for as long as the server runs. A folder is
/// read again on SIGHUP alone.
pub async fn watch_files(state: AppState) {
    if looks(&state.options).is_empty() {
        return;
    }
    let mut tried = None;
    let mut before = Vec::new();
    loop {
        tokio::time::sleep(state.limits().look).await;
        let now = looks(&state.options);
        // A file that is still being written changes from one look to the next; one that is gone
        // may come back.
        let settled = now == before && now.iter().any(Option::is_some);
        if settled && now != state.current().looks && tried.as_ref() != Some(&now) {
            reload(&state).await;
            tried = Some(now.clone());
        }
        before = now;
    }
}

/// The signals that ask for a new catalogue, from when this is made.
#[derive(Debug)]
pub struct HangUps {
    #[cfg(unix)]
    signals: tokio::signal::unix::Signal,
}

impl HangUps {
    /// Listens for them.
    ///
    /// # Errors
    /// When the system does not let it.
    #[cfg(unix)]
    pub fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { signals: signal(SignalKind::hangup())? })
    }

    /// There is no such signal here.
    ///
    /// # Errors
    /// None.
    #[cfg(not(unix))]
    pub fn listen() -> io::Result<Self> {
        Ok(Self {})
    }
}

/// Opens the catalogue again on every SIGHUP.
#[cfg(unix)]
pub async fn on_hang_up(state: AppState, mut hang_ups: HangUps) {
    while hang_ups.signals.recv().await.is_some() {
        reload(&state).await;
    }
}

/// There is no such signal here.
#[cfg(not(unix))]
pub async fn on_hang_up(_: AppState, _: HangUps) {}
