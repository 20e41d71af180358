//! What all requests share.

use std::net::IpAddr;
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::{Mutex, Semaphore};
use tropewise::OpenError;

use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::options::Options;
use crate::served::Served;

/// What all requests share. Cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

pub struct Shared {
    pub options: Options,
    /// The address under which it listens, once it does.
    address: RwLock<Option<IpAddr>>,
    pub metrics: Metrics,
    /// Turns of long computations: one a core, so that short ones always find a thread.
    pub turns: Arc<Semaphore>,
    /// Kilobytes of large bodies.
    pub bodies: Arc<Semaphore>,
    /// Batches under way.
    pub batches: Arc<Semaphore>,
    /// Held while a new catalogue is brought in.
    pub reloading: Mutex<()>,
    current: RwLock<Arc<Served>>,
}

impl AppState {
    /// Opens the catalogue that `options` name.
    ///
    /// # Errors
    /// [`OpenError`] when it cannot be read, has mistakes or is damaged.
    pub fn open(options: Options) -> Result<Self, OpenError> {
        let served = Served::open(&options)?;
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let Limits { bodies, batches, .. } = options.limits;
        Ok(Self(Arc::new(Shared {
            options,
            address: RwLock::new(None),
            metrics: Metrics::default(),
            turns: Arc::new(Semaphore::new(cores)),
            bodies: Arc::new(Semaphore::new(bodies >> 10)),
            batches: Arc::new(Semaphore::new(batches)),
            reloading: Mutex::new(()),
            current: RwLock::new(Arc::new(served)),
        })))
    }

    /// The catalogue of this moment.
    pub(crate) fn current(&self) -> Arc<Served> {
        Arc::clone(&self.0.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Tells under which address it listens.
    pub(crate) fn listens_at(&self, address: IpAddr) {
        *self.0.address.write().unwrap_or_else(PoisonError::into_inner) = Some(address);
    }

    /// Serves this catalogue from now on. Requests under way end with the one they began with.
    pub(crate) fn replace(&self, served: Served) {
        let new = Arc::new(served);
        let old = std::mem::replace(
            &mut *self.0.current.write().unwrap_or_else(PoisonError::into_inner),
            new,
        );
        // Freed outside the lock, by whoever holds it last.
        drop(old);
    }

    /// The address under which it listens, once it does.
    pub(crate) fn address(&self) -> Option<IpAddr> {
        *self.0.address.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was guessed or passed over where the catalogue was read, for people.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        self.current().notes()
    }

    /// How much of what is allowed.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.0.options.limits
    }
}

impl std::ops::Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl std::fmt::Debug for AppState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AppState").field("options", &self.options).finish_non_exhaustive()
    }
}
