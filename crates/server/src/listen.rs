//! Listening, holding connections, and stopping without dropping what is under way.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use thiserror::Error;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;
use tropewise::OpenError;

use crate::metrics::Counted;
use crate::options::Options;
use crate::patience::Patient;
use crate::reload::{HangUps, on_hang_up, watch_files};
use crate::routes::{assistants_alone, router};
use crate::state::AppState;

/// Bytes of the head of a request: more than any browser sends.
const HEAD: usize = 64 << 10;
/// Threads for long computations. No more than one a core computes at a time; the rest wait.
const LONG_THREADS: usize = 32;

/// Why a server does not run.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The catalogue cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The address cannot be listened at.
    #[error("cannot listen at `{host}`, port {port}: {error}")]
    Listen {
        /// The address or name as given.
        host: String,
        /// The port.
        port: u16,
        /// Why not.
        error: io::Error,
    },
    /// The system gives no threads.
    #[error("cannot start: {0}")]
    Start(io::Error),
}

/// A server that listens already and answers as soon as it [runs](Self::run).
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    state: AppState,
    routes: Router,
    hang_ups: HangUps,
}

impl Server {
    /// Listens where the options say, with routes beside the API (which the same guards protect).
    ///
    /// # Errors
    /// [`ServeError::Listen`] when the address is taken, or not of this machine.
    pub async fn bind(state: AppState, beside: Router) -> Result<Self, ServeError> {
        Self::bind_routes(state, |state| router(state, beside)).await
    }

    /// The same with these routes.
    async fn bind_routes(
        state: AppState,
        routes: impl FnOnce(AppState) -> Router,
    ) -> Result<Self, ServeError> {
        let Options { host, port, .. } = &state.options;
        let name = host.trim_start_matches('[').trim_end_matches(']');
        let failed = |error| ServeError::Listen { host: host.clone(), port: *port, error };
        let listener = TcpListener::bind((name, *port)).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        state.listens_at(address.ip());
        let routes = routes(state.clone());
        let hang_ups = HangUps::listen().map_err(ServeError::Start)?;
        Ok(Self { listener, address, state, routes, hang_ups })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop` comes; then takes no new connection, answers what is under way, and
    /// returns.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let Self { listener, state, routes, hang_ups, .. } = self;
        let files = tokio::spawn(watch_files(state.clone()));
        let signals = tokio::spawn(on_hang_up(state.clone(), hang_ups));
        let connections = Arc::new(Semaphore::new(state.limits().connections));
        let service = TowerToHyperService::new(routes);
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(state.limits().head).max_buf_size(HEAD);
        // Who has sent all and says so still waits for the answer.
        http.half_close(true);
        let graceful = GracefulShutdown::new();
        let (stopping, stopped) = watch::channel(());
        tokio::pin!(stop);
        loop {
            let next = async {
                // More wait in the system's queue until one of these is closed.
                let place = Arc::clone(&connections).acquire_owned().await;
                (place, accept(&listener).await)
            };
            let (place, stream) = tokio::select! {
                next = next => next,
                () = &mut stop => break,
            };
            let (http, service) = (http.clone(), service.clone());
            let (state, watcher, mut stopped) =
                (state.clone(), graceful.watcher(), stopped.clone());
            tokio::spawn(async move {
                let _place = place;
                let _counted = Counted::new(&state.metrics.connections);
                // Who has said nothing yet keeps nobody waiting when the server stops.
                let spoke = tokio::select! {
                    spoke = timeout(state.limits().head, stream.readable()) => spoke,
                    _ = stopped.changed() => return,
                };
                if matches!(spoke, Ok(Ok(()))) {
                    let stream = TokioIo::new(Patient::new(stream, state.limits().stall));
                    let connection = http.serve_connection(stream, service);
                    // What goes wrong with one connection is told to nobody: whoever had it is
                    // gone.
                    let _ = watcher.watch(connection).await;
                }
            });
        }
        drop(listener);
        files.abort();
        signals.abort();
        tracing::info!("stopping: what is under way is answered");
        drop(stopping);
        if timeout(state.limits().goodbye, graceful.shutdown()).await.is_err() {
            tracing::warn!("some requests took too long and are given up");
        }
    }
}

/// The next connection. Where the system has no room for one, waits until it has.
async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // Answers are written whole; waiting to fill a packet would only delay them.
                let _ = stream.set_nodelay(true);
                return stream;
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

/// Opens the catalogue, listens, calls `ready` with the address, and answers until the process is
/// told to stop (SIGINT, SIGTERM).
///
/// # Errors
/// [`ServeError`] when the catalogue cannot be opened or the address cannot be listened at.
pub fn serve(
    options: Options,
    ready: impl FnOnce(SocketAddr, &AppState),
) -> Result<(), ServeError> {
    serve_routes(options, |state| router(state, Router::new()), Box::new(ready))
}

/// The same for assistants alone: there is no path but theirs.
///
/// # Errors
/// As [`serve`].
pub fn serve_assistants(
    options: Options,
    ready: impl FnOnce(SocketAddr, &AppState),
) -> Result<(), ServeError> {
    serve_routes(options, assistants_alone, Box::new(ready))
}

/// What is called as soon as the server listens.
type Ready<'a> = Box<dyn FnOnce(SocketAddr, &AppState) + 'a>;

/// Of no generic type, so that a server is compiled here and not in every program that has one.
fn serve_routes(
    options: Options,
    routes: fn(AppState) -> Router,
    ready: Ready<'_>,
) -> Result<(), ServeError> {
    raise_file_limit();
    let state = AppState::open(options)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(LONG_THREADS)
        .build()
        .map_err(ServeError::Start)?;
    runtime.block_on(async {
        // Before anyone is told that it runs, so that no signal ends the process by default.
        let stop = stop_signal().map_err(ServeError::Start)?;
        let server = Server::bind_routes(state.clone(), routes).await?;
        ready(server.address(), &state);
        server.run(stop).await;
        Ok::<(), ServeError>(())
    })?;
    // A computation that nobody waits for is not waited for either.
    runtime.shutdown_background();
    Ok(())
}

/// Comes when the process is told to stop.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Comes when the process is told to stop.
#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// Asks for as many open files, and so connections, as the system lets this user have.
#[cfg(unix)]
fn raise_file_limit() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // Where it is refused, fewer connections are open at once.
    let _ = setrlimit(Resource::Nofile, limit);
}

#[cfg(not(unix))]
fn raise_file_limit() {}
