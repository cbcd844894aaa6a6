//! The checks on a Cortex-M: what fails is printed through semihosting, the exit code says whether all held.

#![no_std]
#![no_main]

use cortex_m_rt::entry;
use cortex_m_semihosting::{debug, hprintln};
use panic_semihosting as _;

#[entry]
fn main() -> ! {
    match firmware_checks::run() {
        Ok(checks) => {
            hprintln!("{} checks hold", checks);
            debug::exit(debug::EXIT_SUCCESS);
        }
        Err(failed) => {
            hprintln!("check {} does not hold: {}", failed.number, failed.what);
            debug::exit(debug::EXIT_FAILURE);
        }
    }
    loop {}
}
