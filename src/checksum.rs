//! The Checksum of the Mobility Header (RFC 6275 Section 6.1.1): the Internet checksum over the IPv6
//! pseudo-header (RFC 8200 Section 8.1) and the header itself, with the Checksum field counted as zero.
//!
//! ```text
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                   Source Address (16 octets)                  |   0
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                Destination Address (16 octets)                |  16
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |         octets of the Mobility Header: 8 x (Header Len + 1)   |  32
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |                      zero                     |      135      |  36
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```

use core::net::Ipv6Addr;

/// The IPv6 Next Header value that announces a Mobility Header.
pub const NEXT_HEADER: u8 = 135;

/// The two addresses that the checksum covers.
///
/// They are *not* always those of the IPv6 header (RFC 6275 Section 6.1.1): the home address stands for the
/// care-of address on either side.
///
/// | in the packet | source | destination |
/// |---|---|---|
/// | Home Address option | the home address in it | |
/// | type 2 routing header | | the home address in it |
/// | neither | IPv6 Source Address | IPv6 Destination Address |
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
pub struct ChecksumAddresses {
    /// The source of the pseudo-header.
    pub source: Ipv6Addr,
    /// The destination of the pseudo-header.
    pub destination: Ipv6Addr,
}

impl ChecksumAddresses {
    /// The addresses of a packet with neither a Home Address option nor a type 2 routing header.
    #[must_use]
    pub const fn new(source: Ipv6Addr, destination: Ipv6Addr) -> Self {
        Self {
            source,
            destination,
        }
    }

    /// The same packet with a Home Address option, whose address replaces the source.
    #[must_use]
    pub const fn with_home_address_option(self, home_address: Ipv6Addr) -> Self {
        Self {
            source: home_address,
            ..self
        }
    }

    /// The same packet with a type 2 routing header, whose address replaces the destination.
    #[must_use]
    pub const fn with_routing_header(self, home_address: Ipv6Addr) -> Self {
        Self {
            destination: home_address,
            ..self
        }
    }

    /// The checksum of a Mobility Header between these addresses.
    ///
    /// With zero in the Checksum field it is what to put there; a result of zero is sent as zero. Over a header as
    /// it was received, it is zero where the checksum is right.
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
        let mut sum = Sum::default();
        sum.add(&self.source.octets());
        sum.add(&self.destination.octets());
        // a header has at most 2048 octets
        let [l0, l1, ..] = mobility_header.len().to_le_bytes();
        sum.add(&[0, 0, l1, l0, 0, 0, 0, NEXT_HEADER]);
        if mobility_header.len() < LONG {
            sum.add(mobility_header);
        } else {
            sum.add_word(sum_long(mobility_header).0);
        }
        sum.finish()
    }

    /// The addresses of an answer: source and destination change places.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self {
            source: self.destination,
            destination: self.source,
        }
    }
}

/// From how many octets on [`sum_long`] is the faster one.
const LONG: usize = 512;

/// The sum of octets without a carry between two words: the halves of all words are
/// added on their own, which the compiler turns into vector instructions where the machine has some.
#[inline(never)]
fn sum_long(octets: &[u8]) -> Sum {
    let (mut low, mut high) = (0_u64, 0_u64);
    let words = octets.chunks_exact(8);
    let mut sum = Sum::default();
    sum.add(words.remainder());
    for word in words {
        let word = word
            .first_chunk()
            .map_or(0, |word| u64::from_ne_bytes(*word));
        low = low.wrapping_add(word & 0xffff_ffff);
        high = high.wrapping_add(word >> 32);
    }
    // 2^32 is 1 in this arithmetic, as 2^16 is
    sum.add_word(low);
    sum.add_word(high);
    sum
}

/// A one's complement sum, in the byte order of the machine (RFC 1071 Section 2 B).
#[derive(Clone, Copy, Default)]
struct Sum(u64);

impl Sum {
    /// Adds octets. A header has a multiple of 8; what is over is added as if zeros followed.
    #[inline(always)]
    fn add(&mut self, octets: &[u8]) {
        let mut rest = octets;
        while let Some((word, tail)) = rest.split_first_chunk::<8>() {
            self.add_word(u64::from_ne_bytes(*word));
            rest = tail;
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            self.add_word(u64::from_ne_bytes(last));
        }
    }

    #[inline(always)]
    fn add_word(&mut self, word: u64) {
        let (sum, carry) = self.0.overflowing_add(word);
        self.0 = sum.wrapping_add(u64::from(carry));
    }

    #[inline]
    fn finish(self) -> u16 {
        // each fold adds the halves, so that carries go round
        let sum = (self.0 >> 32).wrapping_add(self.0 & 0xffff_ffff);
        let sum = (sum >> 32).wrapping_add(sum & 0xffff_ffff);
        let sum = (sum >> 16).wrapping_add(sum & 0xffff);
        let sum = (sum >> 16).wrapping_add(sum & 0xffff);
        let sum = (sum >> 16).wrapping_add(sum & 0xffff);
        let [.., a, b] = sum.to_be_bytes();
        // back from the machine's order to the network's
        u16::from_be_bytes(u16::from_be_bytes([a, b]).to_ne_bytes()) ^ 0xffff
    }
}
