//! The reader of wishes over the shipped catalogue, made once for all tests of a file.

use std::sync::OnceLock;

use tropewise::ask::Asker;
use tropewise::schema::Understanding;

pub fn asker() -> &'static Asker {
    static ASKER: OnceLock<Asker> = OnceLock::new();
    let made = || Asker::new(&tropewise_dramas::catalog(), Some(&tropewise_dramas::encoder()));
    ASKER.get_or_init(made)
}

pub fn understand(text: &str) -> Understanding {
    asker().understand(text)
}
