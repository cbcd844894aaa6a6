//! How much of a sweep is run.

/// The step of a sweep: 1, so that nothing is left out; `step` under Miri, which is thousands of times slower.
///
/// Odd steps reach odd and even values, and steps above 256 both octets of a word.
#[must_use]
pub const fn one_in(step: usize) -> usize {
    if cfg!(miri) { step } else { 1 }
}
