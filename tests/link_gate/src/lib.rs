//! Each public function of `mip6-wire` that parses, emits, iterates or gives access, behind a C entry point.
//!
//! The panic handler calls a function that exists nowhere. Linked with one entry as the root, this library
//! links if, and only if, no panic can be reached from that entry. `list.txt` says which entry holds which
//! function; `tests/list.rs` compares it with what rustdoc says is public.
//!
//! With the environment variable `ENTRY` set, that entry alone is compiled, as in a program that calls nothing
//! else: so its size is measured.

#![no_std]
#![allow(unexpected_cfgs, reason = "the name of each entry is a cfg of the build script")]
#![cfg_attr(single, allow(unused, reason = "one entry needs little of what all need"))]

mod job;

use core::hint::black_box;
use core::net::Ipv6Addr;
pub use job::Job;
use mip6_wire::ChecksumAddresses;

#[cfg(target_os = "none")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    unsafe extern "C" {
        fn a_panic_is_reachable() -> !;
    }
    // SAFETY: never linked, so never called
    unsafe { a_panic_is_reachable() }
}

impl<'a> Job<'a> {
    fn addresses(&self) -> ChecksumAddresses {
        ChecksumAddresses::new(self.source.into(), self.destination.into())
    }

    fn address(&self) -> Ipv6Addr {
        self.source.into()
    }
}

/// Lets a result leave, so that nothing that it needs is left out.
fn out<T>(value: T) -> usize {
    black_box(&value);
    0
}

/// Makes an entry of each closure over the [`Job`].
macro_rules! entries {
    ($( $(#[$meta:meta])* $name:ident: |$job:ident| $body:expr; )*) => {
        $(
            $(#[$meta])*
            #[cfg(any(not(single), $name))]
            #[unsafe(no_mangle)]
            pub extern "C" fn $name($job: &mut $crate::Job<'_>) -> usize {
                $body
            }
        )*
    };
}

mod bootstrap;
mod extension;
mod header;
mod ikev2;
mod ipv6;
mod message;
mod name;
mod option;
mod sub_option;
mod whole;

entries! {
    /// Must not link: what shows that the gate is shut.
    control: |job| usize::from(job.input[0]);
}
