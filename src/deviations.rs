//! The sender rules that an audit names.

use bitflags::bitflags;
use core::fmt;

/// Makes the set of rules, and their words. A row is a rule: docs, constant, bit, words.
macro_rules! deviations {
    (
        $(#[$($meta:tt)*])*
        $type:ident { $( $(#[$($rule_meta:tt)*])* $rule:ident = $bit:literal $words:literal, )* }
    ) => {
        bitflags! {
            $(#[$($meta)*])*
            #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
            pub struct $type: u32 {
                $( $(#[$($rule_meta)*])* const $rule = 1 << $bit; )*
            }
        }

        impl $type {
            const WORDS: &[(Self, &'static str)] = &[$( (Self::$rule, $words) ),*];
        }
    };
}

deviations! {
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
    Deviations {
        /// Payload Proto is not 59.
        PAYLOAD_PROTO = 0 "Payload Proto is not 59",
        /// A reserved field of the header, of the message or of a payload is not zero.
        RESERVED_FIELD = 1 "a reserved field is not zero",
        /// An unassigned flag is set, or the R bit of a configuration attribute.
        RESERVED_FLAGS = 2 "an unassigned flag is set",
        /// The header is too short for its message, or an option, a payload or an attribute is malformed.
        MALFORMED = 3 "malformed",
        /// An option does not stand where its alignment wants it.
        MISALIGNED_OPTION = 4 "an option is not aligned",
        /// An option that has a place once stands twice, or a sub-option in its option; so does MN-HA or MN-AAA.
        DUPLICATE_OPTION = 5 "an option stands twice",
        /// An option in a message that it is not defined for.
        MISPLACED_OPTION = 6 "an option is not defined for this message",
        /// Padding that is not zero.
        PADDING_CONTENT = 7 "padding is not zero",
        /// More padding than alignment needs, or in another form than one Pad1 or one PadN.
        PADDING_FORM = 8 "padding is longer than needed or in several pieces",
        /// A DNS Update option in a Binding Update has a Status that is not zero.
        DNS_UPDATE_STATUS = 9 "DNS Update in a Binding Update has a Status",
        /// The MN identity is empty, no valid name, or not coded as text.
        MN_IDENTITY = 10 "the MN identity is not a name as text",
        /// Checksum is 0xffff, which no sum comes to: a sender writes zero as 0x0000.
        CHECKSUM_ALL_ONES = 11 "the Checksum is minus zero",
        /// The Refresh Interval of a Binding Refresh Advice is not less than the Lifetime.
        REFRESH_INTERVAL = 12 "the Refresh Interval is not less than the Lifetime",
        /// A flag is set without the one it needs, or with one that it must not stand with. Of a Binding Update: H, M or P without
        /// A, K or R without H, B without P; of an acknowledgement: B without P; of a Fast Binding Update: not both A and H; of a
        /// Handover Initiate: S with P or with Code 1; of a Heartbeat: U in a request; of a Binding Revocation Indication: G with
        /// the trigger of one mobile node, or none with a global one; of a MAG Multipath Binding: B and O.
        FLAGS = 13 "a flag does not go with the others",
        /// An option that its message, or another option, needs is not there. Nonce Indices need Binding Authorization Data, and
        /// the reverse; a Proxy Binding Update the options of a session or a group; a Fast Binding Update and its acknowledgement
        /// their authorization data; a Handover Initiate who the mobile node is, and so do a Handover Acknowledge with the P flag,
        /// a Binding Revocation Indication with the P flag, an Update Notification and localized routing.
        COMPANION_OPTION = 14 "an option that is needed is missing",
        /// The Alternate Care-of Address is not a unicast routable address.
        CARE_OF_ADDRESS = 15 "the Alternate Care-of Address is not unicast routable",
        /// The Status of a Binding Error is 0.
        BINDING_ERROR_STATUS = 16 "a Binding Error has status 0",
        /// Bits behind a prefix are set.
        PREFIX_BITS = 17 "bits behind a prefix are set",
        /// An IKEv2 payload of a type that RFC 7296 defines has the Critical bit.
        CRITICAL = 18 "a payload is critical that every receiver knows",
        /// A configuration attribute has the wrong form for its CFG Type: a `MIP6_HOME_PREFIX` is empty in a reply, or it or
        /// an `INTERNAL_IP4_NETMASK` has a value in a request.
        ATTRIBUTE_FORM = 19 "an attribute is not of the form for its CFG Type",
        /// Option Length of Binding Authorization Data for FMIPv6 leaves the SPI out, as RFC 5568 has it, and no other option.
        AUTHORIZATION_DATA_LENGTH = 20 "Option Length of Binding Authorization Data for FMIPv6 leaves the SPI out",
        /// A field has a value that its sender must not give it: Address Length of a MAG IPv6 Address is not 128, Pref-len of an
        /// IPv4 Address Acknowledgement that refuses is not 0, Option Length of CGA Parameters that are not the last is not
        /// 255, FID or FID-PRI of a Flow Identification is 0, the network name of an access network identifier is empty, a Mobile
        /// Node Link-layer Identifier is all zeros, the address of a Redirect is not unicast, a time or count of LMA-Controlled
        /// MAG Parameters is 0, or so is the format of a traffic selector.
        FIELD_VALUE = 21 "a field has a value that no sender gives it",
        /// The options stand in a wrong order: an option behind the last MN-HA or MN-AAA, an identifier or Service Selection
        /// behind any Mobility Message Authentication, MN-HA behind MN-AAA, a network access identifier behind Service
        /// Selection, or another option between two CGA Parameters.
        OPTION_ORDER = 22 "an option stands in the wrong order",
    }
}

impl Deviations {
    /// The deviations, if a value is `broken`.
    pub(crate) const fn when(self, broken: bool) -> Self {
        if broken { self } else { Self::empty() }
    }
}

/// The deviations in words, separated by semicolons; nothing if there are none.
impl fmt::Display for Deviations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (deviation, words) in Self::WORDS {
            if self.contains(*deviation) {
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
