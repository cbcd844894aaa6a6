//! The limit: the same jobs in hand-written `unsafe` Rust and in C, every check
//! included, no abstraction left. All `unsafe` code of the project is here.
//!
//! Several attempts per job; the least count of a run is the limit of that run.
#![allow(unsafe_code)]

pub mod c;
pub mod checksum;
pub mod emit;
pub mod ikev2;
pub mod name;
pub mod parse;
pub mod walk;

unsafe extern "C" {
    /// Source and destination, defined in C so that no optimiser of the Rust
    /// side can add them up beforehand.
    safe static mip6_addresses: [u8; 32];
}

/// The address the pseudo-header takes as source.
#[inline(always)]
pub fn source() -> &'static [u8; 16] {
    mip6_addresses.first_chunk().expect("32 octets")
}

/// The address the pseudo-header takes as destination.
#[inline(always)]
pub fn destination() -> &'static [u8; 16] {
    mip6_addresses.last_chunk().expect("32 octets")
}

/// Reads a `T` from an address of any alignment.
///
/// # Safety
/// `from` must be valid for reads of `size_of::<T>()` octets, and any octets
/// must be a valid `T`.
#[inline(always)]
unsafe fn get<T: Copy>(from: *const u8) -> T {
    // SAFETY: promised by the caller.
    unsafe { from.cast::<T>().read_unaligned() }
}

/// Writes a `T` to an address of any alignment.
///
/// # Safety
/// `to` must be valid for writes of `size_of::<T>()` octets.
#[inline(always)]
unsafe fn put<T: Copy>(to: *mut u8, value: T) {
    // SAFETY: promised by the caller.
    unsafe { to.cast::<T>().write_unaligned(value) }
}
