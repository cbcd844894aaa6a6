//! Mobile Node Identifier (RFC 4283 Section 3, RFC 8371 Section 4), type 8.

use crate::wire::{Field, Value, code_point, layout};
use core::net::Ipv6Addr;

code_point! {
    /// What an identifier of a mobile node is, the octet at offset 2 of the Mobile Node Identifier option (IANA registry
    /// "Mobile Node Identifier Option Subtypes").
    MnIdentifierSubtype(u8) {
        NAI = 1 "NAI": "RFC 4283",
        IPV6_ADDRESS = 2 "IPv6 Address": "RFC 8371",
        IMSI = 3 "IMSI": "RFC 8371",
        P_TMSI = 4 "P-TMSI": "RFC 8371",
        EUI_48 = 5 "EUI-48 address": "RFC 8371",
        EUI_64 = 6 "EUI-64 address": "RFC 8371",
        GUTI = 7 "GUTI": "RFC 8371",
        DUID = 8 "DUID": "RFC 8371",
    }
}

layout! {
    /// Who the mobile node is (RFC 4283 Section 3): a name, an address or a number. It stands
    /// before any option of authentication.
    ///
    /// It is personal data. `Debug` shows its length, and a packet that carries it is encrypted (RFC 8371 Section 5).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |    Type = 8   | Option Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |    Subtype    |          Identifier ...                           2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// ```
    /// use mip6_wire::Options;
    /// use mip6_wire::option::auth::{MnIdentifierSubtype, MobileNodeIdentifier};
    ///
    /// let octets = *b"\x08\x10\x01mn1@example.com";
    /// let identifier = Options::new(&octets, 12).find::<MobileNodeIdentifier>()?.unwrap();
    /// assert_eq!(identifier.nai(), Some("mn1@example.com"));
    /// assert_eq!(identifier.ipv6(), None);
    ///
    /// // the example of RFC 8371 Section 4.2
    /// let imsi = MobileNodeIdentifier {
    ///     subtype: MnIdentifierSubtype::IMSI,
    ///     identifier: &[0x12, 0x34, 0x56, 0x12, 0x34, 0x56, 0x78, 0x9f],
    /// };
    /// assert!(imsi.imsi_digits().unwrap().eq([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    ///
    /// # Where the RFC is silent
    ///
    /// RFC 4283 names no least length. An empty identifier is legal: RFC 5213 Section 5.3.1 asks for one in the answer to an
    /// update that has no identifier.
    #[doc(alias = "MN-ID", alias = "MN-NAI", alias = "IMSI")]
    pub struct MobileNodeIdentifier<'a>: option MOBILE_NODE_IDENTIFIER {
        /// Subtype.
        subtype @ 2: MnIdentifierSubtype,
        0..
        /// Identifier, in the form that the subtype says.
        identifier @ 3: &'a [u8] => Self::list_identifier,
    }
}

impl<'a> MobileNodeIdentifier<'a> {
    /// A Network Access Identifier.
    #[must_use]
    pub const fn from_nai(nai: &'a str) -> Self {
        Self { subtype: MnIdentifierSubtype::NAI, identifier: nai.as_bytes() }
    }

    /// The Network Access Identifier; `None` if it is of another subtype, or not UTF-8. Its grammar (RFC 7542 Section 2.2)
    /// is not checked.
    #[must_use]
    pub fn nai(&self) -> Option<&'a str> {
        core::str::from_utf8(self.of(MnIdentifierSubtype::NAI)?).ok()
    }

    /// The IPv6 address; `None` if it is of another subtype, or not of 16 octets.
    #[must_use]
    pub fn ipv6(&self) -> Option<Ipv6Addr> {
        let octets: [u8; 16] = self.of(MnIdentifierSubtype::IPV6_ADDRESS)?.try_into().ok()?;
        Some(octets.into())
    }

    /// The digits of the IMSI, each 0 to 9, the first one first; `None` if it is of another subtype, is empty, has more
    /// than 15 digits, or has a digit that is none.
    #[must_use]
    pub fn imsi_digits(&self) -> Option<impl Iterator<Item = u8> + 'a> {
        let octets = self.of(MnIdentifierSubtype::IMSI)?;
        let nibbles = octets.iter().flat_map(|octet| [octet >> 4, octet & 0xf]);
        // the last may be filled up with 0xf
        let filled = usize::from(octets.last()? & 0xf == 0xf);
        let digits = nibbles.take(octets.len().checked_mul(2)?.checked_sub(filled)?);
        (digits.clone().count() <= 15 && digits.clone().all(|digit| digit <= 9)).then_some(digits)
    }

    /// The EUI-48; `None` if it is of another subtype, or not of 6 octets.
    #[must_use]
    pub fn eui48(&self) -> Option<[u8; 6]> {
        self.of(MnIdentifierSubtype::EUI_48)?.try_into().ok()
    }

    /// The EUI-64; `None` if it is of another subtype, or not of 8 octets.
    #[must_use]
    pub fn eui64(&self) -> Option<[u8; 8]> {
        self.of(MnIdentifierSubtype::EUI_64)?.try_into().ok()
    }

    fn list_identifier<F: FnMut(Field<'_>) + ?Sized>(&self, field: Field<'_>, out: &mut F) {
        let value = match (self.nai(), self.ipv6()) {
            (Some(nai), _) => Value::Text(nai.as_bytes()),
            (_, Some(address)) => Value::Ipv6(address),
            _ => Value::Octets(self.identifier),
        };
        out(Field { value, ..field });
    }

    /// The octets, if they are of this subtype.
    fn of(&self, subtype: MnIdentifierSubtype) -> Option<&'a [u8]> {
        (self.subtype == subtype).then_some(self.identifier)
    }
}
