//! What the firmware of every machine does, on static buffers: it reads the vectors as a home agent and as a
//! mobile node, answers them, and compares every octet.

#![no_std]

mod ikev2;
#[cfg(feature = "defmt")]
mod log;
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

/// Runs every check; returns how many there are.
///
/// # Errors
///
/// The first check that does not hold.
pub fn run() -> Result<usize, Failed> {
    let mut number = 0_u8;
    #[cfg(feature = "defmt")]
    let logs: &[Check] = &[
        ("the log has values and no identity", log::is_clean),
        ("an identity would show", log::sees),
    ];
    #[cfg(not(feature = "defmt"))]
    let logs: &[Check] = &[];
    for &(what, holds) in mobility::CHECKS.iter().chain(ikev2::CHECKS).chain(logs) {
        number = number.saturating_add(1);
        #[cfg(feature = "defmt")]
        defmt::println!("{=u8}: {=str}", number, what);
        if !holds() {
            return Err(Failed { number, what });
        }
    }
    Ok(number.into())
}
