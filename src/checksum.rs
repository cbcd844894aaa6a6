//! The Checksum of the Mobility Header (RFC 6275 Section 6.1.1).

use crate::wire::arbitrary;
use core::net::Ipv6Addr;

/// The IPv6 Next Header value of a Mobility Header, 135 (RFC 6275 Section 6.1.1).
#[doc(alias = "IPPROTO_MH")]
pub const NEXT_HEADER: u8 = 135;

/// The two addresses that the checksum of a Mobility Header covers.
///
/// They are *not* always those of the IPv6 header (RFC 6275 Section 6.1.1). The home address replaces the care-of
/// address, as source or as destination:
///
/// | in the packet | source | destination |
/// |---|---|---|
/// | Home Address option | the home address in it | |
/// | type 2 routing header | | the home address in it |
/// | neither | IPv6 Source Address | IPv6 Destination Address |
///
/// The checksum is the Internet checksum over this pseudo-header (RFC 8200 Section 8.1) and the Mobility Header, with
/// zero in the Checksum field:
///
/// ```text
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                   Source Address (16 octets)                  |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                Destination Address (16 octets)                |  16
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |         octets of the Mobility Header: 8 x (Header Len + 1)   |  32
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                      zero                     |      135      |  36
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// ```
/// use mip6_wire::ChecksumAddresses;
///
/// // a Binding Update away from home: care-of address to home agent, with a Home Address option
/// let addresses = ChecksumAddresses::new("2001:db8:2::55".parse()?, "2001:db8:1::1".parse()?)
///     .with_home_address_option("2001:db8:1::100".parse()?);
/// assert_eq!(addresses.source, "2001:db8:1::100".parse::<core::net::Ipv6Addr>()?);
/// # Ok::<(), core::net::AddrParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[doc(alias = "pseudo-header")]
pub struct ChecksumAddresses {
    /// Octets 0 to 15 of the pseudo-header: Source Address.
    pub source: Ipv6Addr,
    /// Octets 16 to 31 of the pseudo-header: Destination Address.
    pub destination: Ipv6Addr,
}

impl ChecksumAddresses {
    /// The addresses of a packet without Home Address option and type 2 routing header.
    #[must_use]
    pub const fn new(source: Ipv6Addr, destination: Ipv6Addr) -> Self {
        Self { source, destination }
    }

    /// The addresses of the same packet with a Home Address option. Its address replaces the source.
    #[must_use]
    pub const fn with_home_address_option(self, home_address: Ipv6Addr) -> Self {
        Self { source: home_address, ..self }
    }

    /// The addresses of the same packet with a type 2 routing header. Its address replaces the destination.
    #[must_use]
    pub const fn with_routing_header(self, home_address: Ipv6Addr) -> Self {
        Self { destination: home_address, ..self }
    }

    /// The checksum of a Mobility Header of at most 2048 octets between these addresses.
    ///
    /// For a header with zero in the Checksum field, the result is the value of the field. A result of zero is sent as
    /// zero. For a received header, the result is zero if its checksum is right.
    ///
    /// ```
    /// use mip6_wire::ChecksumAddresses;
    ///
    /// let addresses = ChecksumAddresses::new("2001:db8:3::7".parse()?, "2001:db8:1::100".parse()?);
    /// assert_eq!(addresses.checksum(&[0x3b, 0, 0, 0, 0, 0, 0, 0]), 0x67f3);
    /// assert_eq!(addresses.checksum(&[0x3b, 0, 0, 0, 0x67, 0xf3, 0, 0]), 0);
    /// # Ok::<(), core::net::AddrParseError>(())
    /// ```
    #[must_use]
    pub fn checksum(&self, mobility_header: &[u8]) -> u16 {
        let (source, destination) = (self.source.octets(), self.destination.octets());
        let octets = mobility_header.len();
        let mut sum = Sum::pseudo_header(NEXT_HEADER, &source, &destination, octets);
        if octets < LONG && octets.is_multiple_of(8) {
            sum.add_octets(mobility_header);
            sum.finish()
        } else {
            sum.finish_with(mobility_header)
        }
    }

    /// The addresses of an answer: source and destination swapped.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self { source: self.destination, destination: self.source }
    }
}

/// The Internet checksum of an upper-layer packet behind its pseudo-header (RFC 8200 Section 8.1), out of line and small: the
/// reader and the writers of whole packets share it.
#[inline(never)]
pub(crate) fn of_packet(
    next_header: u8,
    source: &[u8; 16],
    destination: &[u8; 16],
    packet: &[u8],
) -> u16 {
    let length = u64::try_from(packet.len()).unwrap_or_default();
    let length_and_next_header = length.wrapping_add(next_header.into());
    let mut sum = length_and_next_header.wrapping_mul(u16::from_ne_bytes([0, 1]).into());
    for octets in [source.as_slice(), destination, packet] {
        // four octets at a time in the byte order of the machine: no more than 2^14 of them
        let words = octets.chunks_exact(4);
        // ICMPv6 messages end anywhere
        let last = words.remainder().iter().rev();
        let last = last.fold(0_u32, |last, octet| last << 8 | u32::from(*octet));
        sum = sum.wrapping_add(u32::from_ne_bytes(last.to_le_bytes()).into());
        for word in words {
            let word = word.first_chunk().map_or(0, |word| u32::from_ne_bytes(*word));
            sum = sum.wrapping_add(word.into());
        }
    }
    let sum = Sum { octets: sum.into(), carries: 0 };
    sum.finish()
}

/// The least number of octets for which [`Sum::finish_with`] is faster.
const LONG: usize = 512;

/// A one's complement sum in the byte order of the machine (RFC 1071 Section 2 B), sixteen octets at a time.
///
/// The carries are counted separately: 2^128 is 1 in this arithmetic, as 2^16 is.
#[derive(Clone, Copy)]
struct Sum {
    octets: u128,
    carries: u64,
}

impl Sum {
    /// The pseudo-header (RFC 8200 Section 8.1) of an upper-layer packet of so many octets.
    #[inline(always)]
    fn pseudo_header(
        next_header: u8,
        source: &[u8; 16],
        destination: &[u8; 16],
        octets: usize,
    ) -> Self {
        // its last eight octets; 2^16 is 1 in this arithmetic, so that only the octet counts in which a number ends, the
        // second of a 16-bit word: in the order of a little-endian machine, 256 times as much
        let length = u64::try_from(octets).unwrap_or_default();
        let length_and_next_header = length.wrapping_add(next_header.into());
        let mut sum = Self {
            octets: u128::from_ne_bytes(*source),
            carries: length_and_next_header.wrapping_mul(u16::from_ne_bytes([0, 1]).into()),
        };
        sum.add(u128::from_ne_bytes(*destination));
        sum
    }

    #[inline(always)]
    fn add(&mut self, octets: u128) {
        let (sum, carry) = self.octets.overflowing_add(octets);
        self.octets = sum;
        self.carries = self.carries.wrapping_add(u64::from(carry));
    }

    #[inline(always)]
    fn add_word(&mut self, octets: [u8; 8]) {
        self.add(u64::from_ne_bytes(octets).into());
    }

    /// Adds octets, a multiple of eight.
    #[inline(always)]
    fn add_octets(&mut self, octets: &[u8]) {
        let mut rest = octets;
        while let Some((block, tail)) = rest.split_first_chunk() {
            self.add(u128::from_ne_bytes(*block));
            rest = tail;
        }
        if let Some(word) = rest.first_chunk() {
            self.add_word(*word);
        }
    }

    /// Adds fewer than eight octets, with zeros after the last.
    #[inline(always)]
    fn add_last(&mut self, octets: &[u8]) {
        // octet by octet, which no compiler takes for a `memcpy`
        let last = octets.iter().rev();
        let last = last.fold(0_u64, |last, octet| last << 8 | u64::from(*octet));
        self.add_word(last.to_le_bytes());
    }

    /// Adds any number of octets, padded with zeros to a multiple of eight, and finishes.
    ///
    /// The two halves of all words are added separately, so no carry goes from word to word and the compiler can use
    /// vector instructions.
    #[inline(never)]
    fn finish_with(mut self, octets: &[u8]) -> u16 {
        let (mut low, mut high) = (0_u64, 0_u64);
        let words = octets.chunks_exact(8);
        self.add_last(words.remainder());
        for word in words {
            let word = word.first_chunk().map_or(0, |word| u64::from_ne_bytes(*word));
            low = low.wrapping_add(word & 0xffff_ffff);
            high = high.wrapping_add(word >> 32);
        }
        // 2^32 is 1 too
        self.add(low.into());
        self.add(high.into());
        self.finish()
    }

    #[inline(always)]
    fn finish(self) -> u16 {
        // and so is 2^64
        let low = u64::try_from(self.octets & u128::from(u64::MAX)).unwrap_or_default();
        let high = u64::try_from(self.octets >> 64).unwrap_or_default();
        let (sum, carry) = low.overflowing_add(high);
        let (sum, again) = sum.overflowing_add(self.carries.wrapping_add(carry.into()));
        let sum = sum.wrapping_add(again.into());
        // with its halves swapped and added, the upper half of a number is the sum of both, carry included
        let [a, b, c, d, ..] = sum.wrapping_add(sum.rotate_left(32)).to_be_bytes();
        let sum = u32::from_be_bytes([a, b, c, d]);
        let [a, b, ..] = sum.wrapping_add(sum.rotate_left(16)).to_be_bytes();
        // back from the machine's order to the network's
        u16::from_be_bytes(u16::from_be_bytes([a, b]).to_ne_bytes()) ^ 0xffff
    }
}

arbitrary! {
    ChecksumAddresses: |u| Self::new(u.arbitrary()?, u.arbitrary()?);
}
