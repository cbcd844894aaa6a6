//! Binding Authorization Data (RFC 6275 Section 6.2.7), type 5: always the last option.

use crate::wire::{debug, layout};
use core::net::Ipv6Addr;

layout! {
    /// Proof that the sender of a Binding Update or a Binding Acknowledgement holds the binding management key (RFC 6275
    /// Section 6.2.7).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 5    | Option Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                       Authenticator ...                       |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// The authenticator of the return routability procedure has 12 octets:
    ///
    /// ```text
    /// Mobility Data = care-of address | correspondent | MH Data
    /// Authenticator = First (96, HMAC_SHA1 (Kbm, Mobility Data))
    /// ```
    ///
    /// MH Data is the Mobility Header up to the authenticator, type and length of this option included, with the
    /// Checksum counted as zero. [`MacInput`] gives those octets; the HMAC is the caller's.
    ///
    /// To write one, end the builder with
    /// [`MessageBuilder::authorize`](crate::message::MessageBuilder::authorize); to check one,
    /// take it from [`MobilityHeader::authenticated`](crate::MobilityHeader::authenticated).
    #[doc(alias = "BAD")]
    pub struct BindingAuthorizationData<'a>: option BINDING_AUTHORIZATION_DATA {
        0..
        /// Authenticator. 12 octets with return routability; the format allows any length.
        authenticator @ 2: &'a [u8],
    }
}

/// A received message with its authenticator of `N` octets: see
/// [`MobilityHeader::authenticated`](crate::MobilityHeader::authenticated).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Authenticated<'a, const N: usize> {
    pub(crate) covered: &'a [u8],
    pub(crate) authenticator: &'a [u8; N],
}

impl<'a, const N: usize> Authenticated<'a, N> {
    /// The authenticator that came with the message. Compare it in constant time.
    #[must_use]
    pub const fn authenticator(&self) -> &'a [u8; N] {
        self.authenticator
    }

    /// The octets that the authenticator has to cover.
    ///
    /// `care_of_address` is the address being registered: the Alternate Care-of Address if the message has
    /// one, else the packet's source; the home address when a binding is deleted. `correspondent` is the
    /// correspondent node's address, or its home address if it is mobile itself. Both stand in this order
    /// in the Binding Acknowledgement too.
    #[must_use]
    pub fn mac_input(&self, care_of_address: Ipv6Addr, correspondent: Ipv6Addr) -> MacInput<'a> {
        MacInput::new(care_of_address, correspondent, self.covered)
    }
}

/// The octets under an authenticator, in five pieces for an incremental HMAC.
///
/// ```
/// use mip6_wire::MobilityHeader;
///
/// // a Binding Update with Nonce Indices and Binding Authorization Data
/// let octets = [
///     0x3b, 3, 5, 0, 0xb5, 0xed, 0, 1, 0x80, 0, 0, 0x69, 4, 4, 0, 10, 0, 20, 5, 12,
///     0x27, 0x39, 0xd1, 0xed, 0x94, 0xe1, 0x8b, 0xce, 0xa2, 0x00, 0x67, 0x7a,
/// ];
/// let message = MobilityHeader::parse(&octets)?.authenticated::<12>()?.unwrap();
/// let input = message.mac_input("2001:db8:2::55".parse()?, "2001:db8:3::7".parse()?);
///
/// // with the crate hmac: mac.update(piece) for each piece, then
/// // mac.verify_truncated_left(message.authenticator())
/// assert_eq!(input.pieces().map(<[u8]>::len), [16, 16, 4, 2, 14]);
/// assert_eq!(message.authenticator().len(), 12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MacInput<'a> {
    care_of_address: [u8; 16],
    correspondent: [u8; 16],
    before_checksum: &'a [u8],
    after_checksum: &'a [u8],
}

impl<'a> MacInput<'a> {
    pub(crate) fn new(
        care_of_address: Ipv6Addr,
        correspondent: Ipv6Addr,
        covered: &'a [u8],
    ) -> Self {
        let (before_checksum, rest) = covered.split_at_checked(4).unwrap_or_default();
        Self {
            care_of_address: care_of_address.octets(),
            correspondent: correspondent.octets(),
            before_checksum,
            after_checksum: rest.get(2..).unwrap_or_default(),
        }
    }

    /// The pieces, in the order in which they are hashed: care-of address, correspondent, the header before
    /// the Checksum, two zero octets in its place, the header from there to the authenticator.
    #[must_use]
    pub const fn pieces(&self) -> [&[u8]; 5] {
        [
            &self.care_of_address,
            &self.correspondent,
            self.before_checksum,
            &[0, 0],
            self.after_checksum,
        ]
    }
}

debug! {
    Authenticated<'_, N> where [const N: usize]: "Authenticated({} octets over {})",
        |message| N, message.covered.len();
    MacInput<'_>: "MacInput {{ octets: {} }}",
        |input| input.pieces().iter().map(|piece| piece.len()).sum::<usize>();
}
