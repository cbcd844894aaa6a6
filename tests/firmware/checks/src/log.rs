//! The logger of the feature `defmt`: keeps nothing, counts what goes by, and looks for the identity in it.

use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// What must not be in a log.
const IDENTITY: &[u8] = b"mn.example.com";

static OCTETS: AtomicUsize = AtomicUsize::new(0);
/// How many octets of the identity have just gone by.
static MATCHED: AtomicUsize = AtomicUsize::new(0);
static LEAKS: AtomicUsize = AtomicUsize::new(0);

#[defmt::global_logger]
struct Counter;

// SAFETY: the firmware has one thread and no interrupts
unsafe impl defmt::Logger for Counter {
    fn acquire() {}

    unsafe fn flush() {}

    unsafe fn release() {}

    unsafe fn write(octets: &[u8]) {
        OCTETS.store(OCTETS.load(Relaxed).wrapping_add(octets.len()), Relaxed);
        for octet in octets {
            // the first letter occurs once in the identity, so no match can begin within another
            let mut matched = MATCHED.load(Relaxed);
            if IDENTITY.get(matched) != Some(octet) {
                matched = 0;
            }
            matched += usize::from(IDENTITY.get(matched) == Some(octet));
            if matched == IDENTITY.len() {
                LEAKS.store(LEAKS.load(Relaxed).wrapping_add(1), Relaxed);
                matched = 0;
            }
            MATCHED.store(matched, Relaxed);
        }
    }
}

/// Whether something was logged, and the identity was not.
pub(crate) fn is_clean() -> bool {
    OCTETS.load(Relaxed) > 0 && LEAKS.load(Relaxed) == 0
}

/// Whether the logger sees the identity where it is logged.
pub(crate) fn sees() -> bool {
    defmt::println!("{=[u8]}", IDENTITY);
    let seen = LEAKS.load(Relaxed) == 1;
    LEAKS.store(0, Relaxed);
    seen
}
