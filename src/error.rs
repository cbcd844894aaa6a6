//! The errors of reading and of writing.
//!
//! Both are a kind and an octet offset.

use core::fmt;

/// Makes an error: its kinds, each with its words, the kind and offset, and what is the same of both errors.
macro_rules! error {
    (
        $(#[$kinds_meta:meta])*
        $kinds:ident { $( $(#[$kind_meta:meta])* $kind:ident = $words:literal, )* }

        $(#[$error_meta:meta])*
        $error:ident {
            $(#[$what_meta:meta])*
            kind
            $(#[$offset_meta:meta])*
            offset
            $(#[$within_meta:meta])*
            $within:vis within
        }
    ) => {
        $(#[$kinds_meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum $kinds {
            $( $(#[$kind_meta])* $kind, )*
        }

        impl $kinds {
            #[doc = concat!("The kind in words, as `Display` of [`", stringify!($error), "`] shows it.")]
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $( Self::$kind => $words, )*
                }
            }
        }

        $(#[$error_meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        pub struct $error {
            kind: $kinds,
            offset: Offset,
        }

        impl $error {
            /// An error at octet `offset`, for implementations of [`MobilityOptionBody`] in other crates.
            ///
            /// [`MobilityOptionBody`]: crate::option::MobilityOptionBody
            #[must_use]
            #[inline(always)]
            pub fn new(kind: $kinds, offset: usize) -> Self {
                Self { kind, offset: Offset::new(offset) }
            }

            $(#[$what_meta])*
            #[must_use]
            pub const fn kind(&self) -> $kinds {
                self.kind
            }

            $(#[$offset_meta])*
            #[must_use]
            pub fn offset(&self) -> usize {
                self.offset.get()
            }

            $(#[$within_meta])*
            #[must_use]
            #[cold]
            #[inline(never)]
            $within fn within(self, base: usize) -> Self {
                Self::new(self.kind, self.offset().saturating_add(base))
            }
        }

        impl fmt::Display for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{} at octet {}", self.kind.as_str(), self.offset())
            }
        }

        impl core::error::Error for $error {}
    };
}

error! {
    /// What is wrong with received octets.
    ///
    /// [`Disposition`] says which answer RFC 6275 asks for.
    ///
    /// [`Disposition`]: crate::Disposition
    ParseErrorKind {
        /// The input ends inside a field, or before the length in a header.
        Truncated = "input ends too early",
        /// Octets are left over after the end of the object.
        TrailingOctets = "octets left over",

        /// Payload Proto is not 59 (RFC 6275 Section 9.2).
        PayloadProto = "Payload Proto is not 59",
        /// Header Len is below the minimum of the message type (RFC 6275 Section 9.2).
        HeaderLen = "Header Len is too small for the message",
        /// The message has another MH Type than the one asked for, or is another one of its MH Type.
        MhType = "the message is of another MH Type",
        /// MH Type is not known to the receiver (RFC 6275 Section 9.2).
        UnrecognizedMhType = "MH Type is not recognized",
        /// The Checksum is wrong (RFC 6275 Section 9.2).
        Checksum = "checksum is wrong",

        /// An option runs past the end of the option area. No option after it can be found.
        OptionTruncated = "option runs past the end of the header",
        /// Option Length is not one that the option type allows.
        OptionLength = "Option Length is not valid for the option",
        /// A field of an option has a value that its definition forbids.
        OptionValue = "option holds a value that is not valid",
        /// An option that can occur only once occurs twice.
        DuplicateOption = "option appears twice",
        /// The Binding Authorization Data option is not the last one (RFC 6275 Section 6.2.7).
        AuthorizationDataNotLast = "nothing can follow Binding Authorization Data",

        /// The octets are not an IPv6 packet.
        NotIpv6 = "not an IPv6 packet",
        /// The packet is a fragment. Its Mobility Header can be read only after reassembly.
        Fragment = "the packet is a fragment",
        /// No Mobility Header is in the packet.
        NoMobilityHeader = "no Mobility Header",
        /// The walk ends at an Encapsulating Security Payload: what follows must be decrypted first.
        Encrypted = "the rest of the packet is encrypted",
        /// A Hop-by-Hop Options header stands elsewhere than right behind the IPv6 header (RFC 8200 Section 4.1).
        HopByHopNotFirst = "Hop-by-Hop Options header is not the first",
        /// An IPv6 option is not recognized, and its type says that the packet is discarded (RFC 8200 Section 4.2).
        UnrecognizedOption = "IPv6 option is not recognized",
        /// A Routing Type is not recognized, and Segments Left is not zero (RFC 8200 Section 4.4).
        RoutingType = "Routing Type is not recognized",
        /// A home address is not unicast routable (RFC 6275 Sections 9.3.1 and 11.3.3).
        HomeAddress = "home address is not unicast routable",
        /// The message is not accepted with a Home Address option (RFC 6275 Sections 9.4.1 and 9.4.2).
        HomeAddressOption = "the message takes no Home Address option",
        /// A care-of address is not unicast routable (RFC 6275 Section 6.1.7).
        CareOfAddress = "care-of address is not unicast routable",
        /// The Source Address or the Destination Address is not unicast.
        NotUnicast = "an address of the IPv6 header is not unicast",
        /// Hdr Ext Len, Option Length or Segments Left of an extension header is not valid.
        ExtensionHeader = "extension header is not valid",

        /// Payload Length of an IKEv2 payload is below its minimum or runs past the end.
        PayloadLength = "Payload Length is not valid",
        /// Length of a configuration attribute is not one that its type allows, or runs past the payload.
        AttributeLength = "attribute Length is not valid",
        /// SPI Size of a Notify payload runs past the payload.
        SpiSize = "SPI Size runs past the payload",
        /// A prefix length is above 128, or above 32 for IPv4.
        PrefixLength = "prefix length is above that of an address",

        /// A label of a domain name is empty or longer than 63 octets.
        LabelLength = "a label is empty or longer than 63 octets",
        /// A domain name is empty, or longer than 253 octets as text or 255 octets as labels.
        NameLength = "the name is empty or too long",
        /// A domain name has a control, a space, a backslash, a dot in a label, or an octet that is not ASCII.
        NameCharacter = "a character cannot stand in a name",
    }

    /// The error of reading octets: what is wrong, and at which octet.
    ///
    /// It never holds octets of the input, so no identity and no address can leak into a log (see RFC 8371 Section 5).
    ///
    /// ```
    /// use mip6_wire::{MobilityHeader, ParseErrorKind};
    ///
    /// let error = MobilityHeader::parse(&[59, 1, 5, 0]).unwrap_err();
    /// assert_eq!((error.kind(), error.offset()), (ParseErrorKind::Truncated, 4));
    /// assert_eq!(error.to_string(), "input ends too early at octet 4");
    /// ```
    ParseError {
        /// What is wrong.
        kind
        /// The octet offset of the fault from the start of the slice given to the outermost `parse`, at most its length.
        ///
        /// It is the offset that the answer of the protocol needs: Header Len if a message is too short for its type, the
        /// length field if a length is not valid, the end of the input if octets are missing.
        offset
        /// The same error inside a larger object, `base` octets after its start: adds `base` to the offset.
        pub within
    }
}

error! {
    /// Why a value cannot be written.
    EmitErrorKind {
        /// The buffer ends before the value does.
        BufferFull = "buffer is too small",
        /// The body of an option is longer than 255 octets.
        OptionTooLong = "option is longer than 255 octets",
        /// The message is longer than 2048 octets, the most that Header Len can say, or a payload or an attribute is longer
        /// than 65535 octets.
        MessageTooLong = "message is too long for its length field",
        /// The message of a [`RawMessage`] is not a multiple of 8 octets, and no padding can be added to it.
        ///
        /// [`RawMessage`]: crate::message::RawMessage
        MessageLength = "message length is not a multiple of 8",
        /// An option, or padding, would follow the Binding Authorization Data option.
        AuthorizationDataNotLast = "nothing can follow Binding Authorization Data",
        /// Options, payloads or configuration attributes to copy are malformed.
        MalformedOptions = "what was to be copied is malformed",
        /// A payload would follow an Encrypted payload, which is the last of a chain (RFC 7296 Section 3.2).
        EncryptedNotLast = "nothing can follow the Encrypted payload",
        /// The authenticator has another length than the one given to [`authorize`].
        ///
        /// [`authorize`]: crate::message::MessageBuilder::authorize
        AuthenticatorLength = "authenticator has another length than announced",
        /// A field has a value that its definition forbids.
        Value = "value is not valid",
    }

    /// The error of writing a value: why it cannot be written, and at which octet of the output.
    EmitError {
        /// Why the value cannot be written.
        kind
        /// The octet offset in the output at which writing stopped.
        offset
        /// The same error, if what was written begins `base` octets after the start of the output.
        pub(crate) within
    }
}

/// An octet offset in 24 bits, more than any datagram needs. With it an error is one word.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Offset([u8; 3]);

impl Offset {
    #[inline(always)]
    fn new(offset: usize) -> Self {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX).min(0x00ff_ffff);
        let [_, bits @ ..] = offset.to_be_bytes();
        Self(bits)
    }

    fn get(self) -> usize {
        let [high, middle, low] = self.0;
        usize::try_from(u32::from_be_bytes([0, high, middle, low])).unwrap_or(usize::MAX)
    }
}

impl fmt::Debug for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Offset {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{=usize}", self.get());
    }
}
