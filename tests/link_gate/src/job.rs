/// What an entry works on: octets in, a buffer for octets out, the addresses of the checksum.
#[repr(C)]
pub struct Job<'a> {
    pub input: &'a [u8],
    pub buffer: &'a mut [u8],
    pub source: [u8; 16],
    pub destination: [u8; 16],
}
