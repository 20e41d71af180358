//! An index that somebody cuts short while it is mapped: the system ends the program with SIGBUS
//! when it reads what is no longer there. Here it ends with a sentence and the code of a failure.
#![allow(unsafe_code)]

/// From now on, says so where an index is cut short.
#[cfg(unix)]
pub fn say_so() {
    let handler: extern "C" fn(libc::c_int) = tell;
    // SAFETY: an all-zero `sigaction` is a valid one, and the handler calls only what a signal
    // handler may: `write` and `_exit`. Nothing else of the program maps files, so no other fault
    // is hidden.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler as libc::sighandler_t;
        libc::sigemptyset(&raw mut action.sa_mask);
        libc::sigaction(libc::SIGBUS, &raw const action, std::ptr::null_mut());
    }
}

/// Files that are mapped cannot be cut short on other systems.
#[cfg(not(unix))]
pub fn say_so() {}

#[cfg(unix)]
extern "C" fn tell(_: libc::c_int) {
    const SENTENCE: &[u8] = b"error: the index file was cut short while it was read\n\
        hint: `tropewise index TABLE -o FILE` compiles it anew and replaces it whole; never copy \
        over one in use\n";
    // SAFETY: the bytes are static; `_exit` runs no destructor, which might need what is gone.
    unsafe {
        libc::write(libc::STDERR_FILENO, SENTENCE.as_ptr().cast(), SENTENCE.len());
        libc::_exit(1);
    }
}
