//! What the firmware of every machine does, on static buffers: it reads the vectors as a home agent and as a
//! mobile node, answers them, and compares every octet.

#![no_std]

mod mobility;
mod vectors;

/// A check that did not hold: its number in the order in which [`run`] makes them, and its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Failed {
    /// From 1 on.
    pub number: u8,
    /// What did not hold.
    pub what: &'static str,
}

/// One check: what it shows, and the function that says whether it holds.
type Check = (&'static str, fn() -> bool);

/// Runs every check; tells how many there are.
///
/// # Errors
///
/// The first check that does not hold.
pub fn run() -> Result<usize, Failed> {
    let mut number = 0_u8;
    for &(what, holds) in mobility::CHECKS {
        number = number.saturating_add(1);
        #[cfg(feature = "defmt")]
        defmt::info!("{=u8}: {=str}", number, what);
        if !holds() {
            return Err(Failed { number, what });
        }
    }
    Ok(number.into())
}
