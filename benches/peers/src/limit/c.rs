//! The C rows, called.

use crate::fields::{Registered, UpdateFields, registered, update_fields};

unsafe extern "C" {
    fn mip6_c_parse(input: *const u8, length: usize, out: *mut u8, room: usize) -> u64;
    fn mip6_c_mix(input: *const u8, length: usize, out: *mut u8, room: usize) -> u64;
    fn mip6_c_walk(input: *const u8, length: usize, out: *mut u8, room: usize) -> u64;
    fn mip6_c_checksum(input: *const u8, length: usize, out: *mut u8, room: usize) -> u64;
    fn mip6_c_parse_checksum(input: *const u8, length: usize, out: *mut u8, room: usize) -> u64;
    fn mip6_c_ipv6_walk(input: *const u8, length: usize, out: *mut u8, room: usize) -> u64;
    fn mip6_c_home_agent(
        known: *const Registered,
        input: *const u8,
        length: usize,
        out: *mut u8,
        room: usize,
    ) -> u64;
    fn mip6_c_emit(fields: *const UpdateFields, out: *mut u8, room: usize) -> u64;
    fn mip6_c_emit_checksum(fields: *const UpdateFields, out: *mut u8, room: usize) -> u64;
}

macro_rules! reader {
    ($name:ident, $function:ident) => {
        pub fn $name(input: &[u8], out: &mut [u8]) -> u64 {
            // SAFETY: both pointers with the length of their slices.
            unsafe { $function(input.as_ptr(), input.len(), out.as_mut_ptr(), out.len()) }
        }
    };
}

macro_rules! writer {
    ($name:ident, $function:ident) => {
        pub fn $name(input: &[u8], out: &mut [u8]) -> u64 {
            // SAFETY: `repr(C)` on both sides; the buffer with its length.
            unsafe { $function(update_fields(input), out.as_mut_ptr(), out.len()) }
        }
    };
}

reader!(parse, mip6_c_parse);
reader!(mix, mip6_c_mix);
reader!(walk, mip6_c_walk);
reader!(checksum, mip6_c_checksum);
reader!(parse_checksum, mip6_c_parse_checksum);
reader!(ipv6_walk, mip6_c_ipv6_walk);

pub fn home_agent(input: &[u8], out: &mut [u8]) -> u64 {
    let known = registered();
    // SAFETY: `repr(C)` on both sides; both pointers with the length of their slices.
    unsafe { mip6_c_home_agent(known, input.as_ptr(), input.len(), out.as_mut_ptr(), out.len()) }
}

writer!(emit, mip6_c_emit);
writer!(emit_checksum, mip6_c_emit_checksum);
