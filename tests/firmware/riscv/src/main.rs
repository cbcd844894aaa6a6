//! The checks on QEMU's `virt` machine: what fails is printed on the serial port, the exit code says whether all
//! held.

#![no_std]
#![no_main]

use core::fmt::{self, Write};
use core::panic::PanicInfo;
use core::ptr::write_volatile;
use riscv_rt::entry;

/// The transmit register of the machine's serial port.
const SERIAL: *mut u8 = 0x1000_0000 as *mut u8;

/// The register of the machine's test device, which ends the emulation.
const FINISHER: *mut u32 = 0x0010_0000 as *mut u32;

struct Serial;

impl Write for Serial {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for octet in text.bytes() {
            // SAFETY: a device register of the machine that this program is linked for
            unsafe { write_volatile(SERIAL, octet) }
        }
        Ok(())
    }
}

fn exit(success: bool) -> ! {
    // 0x5555 is success; 0x3333 is failure with the exit code in the upper half
    let word = if success { 0x5555 } else { 0x1_3333 };
    // SAFETY: a device register of the machine that this program is linked for
    unsafe { write_volatile(FINISHER, word) }
    loop {}
}

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    let _ = writeln!(Serial, "{info}");
    exit(false)
}

#[entry]
fn main() -> ! {
    let result = firmware_checks::run();
    let _ = match result {
        Ok(checks) => writeln!(Serial, "{checks} checks hold"),
        Err(failed) => writeln!(Serial, "check {} does not hold: {}", failed.number, failed.what),
    };
    exit(result.is_ok())
}
