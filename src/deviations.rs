//! The sender rules that an audit names.

use bitflags::bitflags;
use core::fmt;

bitflags! {
    /// The sender rules of RFC 6275, RFC 5026 and RFC 7296 that a header, or a chain of IKEv2 payloads, breaks.
    ///
    /// ```
    /// use mip6_wire::{Deviations, MobilityHeader};
    ///
    /// // a Binding Refresh Request with a Reserved octet that is not zero
    /// let header = MobilityHeader::parse(&[59, 0, 0, 7, 0, 0, 0, 0])?;
    /// assert_eq!(header.audit(), Deviations::RESERVED_FIELD);
    /// assert_eq!(header.audit().to_string(), "a reserved field is not zero");
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
    pub struct Deviations: u32 {
        /// Payload Proto is not 59.
        const PAYLOAD_PROTO = 1 << 0;
        /// A reserved field of the header, of the message or of a payload is not zero.
        const RESERVED_FIELD = 1 << 1;
        /// An unassigned flag is set, or the R bit of a configuration attribute.
        const RESERVED_FLAGS = 1 << 2;
        /// The header is too short for its message, or an option, a payload or an attribute is malformed.
        const MALFORMED = 1 << 3;
        /// An option does not stand where its alignment wants it.
        const MISALIGNED_OPTION = 1 << 4;
        /// An option that has a place once stands twice; so does MN-HA or MN-AAA.
        const DUPLICATE_OPTION = 1 << 5;
        /// An option in a message that it is not defined for.
        const MISPLACED_OPTION = 1 << 6;
        /// Padding that is not zero.
        const PADDING_CONTENT = 1 << 7;
        /// More padding than alignment needs, or in another form than one Pad1 or one PadN.
        const PADDING_FORM = 1 << 8;
        /// A DNS Update option in a Binding Update has a Status that is not zero.
        const DNS_UPDATE_STATUS = 1 << 9;
        /// The MN identity is empty, no valid name, or not coded as text.
        const MN_IDENTITY = 1 << 10;
        /// Checksum is 0xffff, which no sum comes to: a sender writes zero as 0x0000.
        const CHECKSUM_ALL_ONES = 1 << 11;
        /// The Refresh Interval of a Binding Refresh Advice is not less than the Lifetime.
        const REFRESH_INTERVAL = 1 << 12;
        /// A flag of a Binding Update is set without the one it needs: H without A, or K without H. Or the two flags of a MAG
        /// Multipath Binding are both set.
        const FLAGS = 1 << 13;
        /// An option stands without the one it needs: Nonce Indices without Binding Authorization Data, or the reverse.
        const COMPANION_OPTION = 1 << 14;
        /// The Alternate Care-of Address is not a unicast routable address.
        const CARE_OF_ADDRESS = 1 << 15;
        /// The Status of a Binding Error is 0.
        const BINDING_ERROR_STATUS = 1 << 16;
        /// Bits behind a prefix are set.
        const PREFIX_BITS = 1 << 17;
        /// An IKEv2 payload of a type that RFC 7296 defines has the Critical bit.
        const CRITICAL = 1 << 18;
        /// A configuration attribute has the wrong form for its CFG Type: a `MIP6_HOME_PREFIX` is empty in a reply, or it or
        /// an `INTERNAL_IP4_NETMASK` has a value in a request.
        const ATTRIBUTE_FORM = 1 << 19;
        /// Option Length of Binding Authorization Data for FMIPv6 leaves the SPI out, as RFC 5568 has it, and no other option.
        const AUTHORIZATION_DATA_LENGTH = 1 << 20;
        /// A field has a value that its sender must not give it: Address Length of a MAG IPv6 Address is not 128, Pref-len of an
        /// IPv4 Address Acknowledgement that refuses is not 0, Option Length of CGA Parameters that are not the last is not
        /// 255, FID or FID-PRI of a Flow Identification is 0, or the network name of an access network identifier is empty.
        const FIELD_VALUE = 1 << 21;
        /// The options stand in a wrong order: an option behind the last MN-HA or MN-AAA, an identifier or Service Selection
        /// behind any Mobility Message Authentication, MN-HA behind MN-AAA, a network access identifier behind Service
        /// Selection, or another option between two CGA Parameters.
        const OPTION_ORDER = 1 << 22;
    }
}

impl Deviations {
    const WORDS: [(Self, &'static str); 23] = [
        (Self::PAYLOAD_PROTO, "Payload Proto is not 59"),
        (Self::RESERVED_FIELD, "a reserved field is not zero"),
        (Self::RESERVED_FLAGS, "an unassigned flag is set"),
        (Self::MALFORMED, "malformed"),
        (Self::MISALIGNED_OPTION, "an option is not aligned"),
        (Self::DUPLICATE_OPTION, "an option stands twice"),
        (Self::MISPLACED_OPTION, "an option is not defined for this message"),
        (Self::PADDING_CONTENT, "padding is not zero"),
        (Self::PADDING_FORM, "padding is longer than needed or in several pieces"),
        (Self::DNS_UPDATE_STATUS, "DNS Update in a Binding Update has a Status"),
        (Self::MN_IDENTITY, "the MN identity is not a name as text"),
        (Self::CHECKSUM_ALL_ONES, "the Checksum is minus zero"),
        (Self::REFRESH_INTERVAL, "the Refresh Interval is not less than the Lifetime"),
        (Self::FLAGS, "a flag does not go with the others"),
        (Self::COMPANION_OPTION, "an option stands without the one it needs"),
        (Self::CARE_OF_ADDRESS, "the Alternate Care-of Address is not unicast routable"),
        (Self::BINDING_ERROR_STATUS, "a Binding Error has status 0"),
        (Self::PREFIX_BITS, "bits behind a prefix are set"),
        (Self::CRITICAL, "a payload is critical that every receiver knows"),
        (Self::ATTRIBUTE_FORM, "an attribute is not of the form for its CFG Type"),
        (
            Self::AUTHORIZATION_DATA_LENGTH,
            "Option Length of Binding Authorization Data for FMIPv6 leaves the SPI out",
        ),
        (Self::FIELD_VALUE, "a field has a value that no sender gives it"),
        (Self::OPTION_ORDER, "an option stands in the wrong order"),
    ];
}

/// The deviations in words, separated by semicolons; nothing if there are none.
impl fmt::Display for Deviations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (deviation, words) in Self::WORDS {
            if self.contains(deviation) {
                write!(f, "{separator}{words}")?;
                separator = "; ";
            }
        }
        Ok(())
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Deviations {
    fn format(&self, formatter: defmt::Formatter<'_>) {
        defmt::write!(formatter, "Deviations({=u32:#x})", self.bits());
    }
}
