//! Mobility options (RFC 6275 Section 6.2), the DNS Update option of RFC 5026 among them.
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! |  Option Type  | Option Length |   Option Data...
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```
//!
//! Option Length counts the octets after itself. Pad1 (type 0) is a single octet with neither length nor data.
//!
//! | type | option | Option Length | alignment | found in |
//! |---|---|---|---|---|
//! | 0 | Pad1 | none | | all |
//! | 1 | PadN | 0 to 255 | | all |
//! | 2 | [`BindingRefreshAdvice`] | 2 | 2n | Binding Acknowledgement |
//! | 3 | [`AlternateCareOfAddress`] | 16 | 8n+6 | Binding Update |
//! | 4 | [`NonceIndices`] | 4 | 2n | Binding Update to a correspondent |
//! | 5 | [`BindingAuthorizationData`] | 12 | last | Binding Update, Binding Acknowledgement |
//! | 17 | [`DnsUpdate`] | 2 to 255 | | Binding Update, Binding Acknowledgement |
//! | any other | [`RawOption`] | | | |
//!
//! An option of a type that this crate does not decode can be added from outside: implement
//! [`MobilityOptionBody`], and [`Options::find`], [`Options::select`] and the builder take it like the others.

mod alternate_care_of_address;
mod binding_authorization_data;
mod binding_refresh_advice;
mod buf;
mod dns_update;
mod list;
mod nonce_indices;
mod padding;
mod select;

pub use alternate_care_of_address::AlternateCareOfAddress;
pub use binding_authorization_data::{Authenticated, BindingAuthorizationData, MacInput};
pub use binding_refresh_advice::BindingRefreshAdvice;
pub use buf::OptionsBuf;
pub use dns_update::{DnsUpdate, DnsUpdateFlags, DnsUpdateStatus};
pub use list::{Options, RawOption, RawOptions, TypedOptions};
pub use nonce_indices::NonceIndices;
pub(crate) use padding::emit_padding;
pub use select::Selection;

use crate::error::{EmitError, EmitErrorKind, ParseError, ParseErrorKind};
use crate::wire::{Align, Writer, code_point};

code_point! {
    /// The type of a mobility option (IANA registry "Mobility Options").
    ///
    /// ```
    /// use mip6_wire::OptionType;
    ///
    /// assert_eq!(OptionType(17), OptionType::DNS_UPDATE);
    /// assert_eq!(OptionType(8).name(), Some("Mobile Node Identifier"));
    /// assert_eq!(OptionType(200).name(), None);
    /// ```
    OptionType(u8) {
        /// RFC 6275:
        PAD1 = 0 "Pad1",
        /// RFC 6275:
        PADN = 1 "PadN",
        /// RFC 6275:
        BINDING_REFRESH_ADVICE = 2 "Binding Refresh Advice",
        /// RFC 6275:
        ALTERNATE_CARE_OF_ADDRESS = 3 "Alternate Care-of Address",
        /// RFC 6275:
        NONCE_INDICES = 4 "Nonce Indices",
        /// RFC 6275:
        BINDING_AUTHORIZATION_DATA = 5 "Binding Authorization Data",
        /// RFC 3963:
        MOBILE_NETWORK_PREFIX = 6 "Mobile Network Prefix",
        /// RFC 5568:
        MOBILITY_HEADER_LINK_LAYER_ADDRESS = 7 "Mobility Header Link-Layer Address",
        /// RFC 4283:
        MOBILE_NODE_IDENTIFIER = 8 "Mobile Node Identifier",
        /// RFC 4285:
        MOBILITY_MESSAGE_AUTHENTICATION = 9 "Mobility Message Authentication",
        /// RFC 4285:
        REPLAY_PROTECTION = 10 "Replay Protection (MESG-ID)",
        /// RFC 4866:
        CGA_PARAMETERS_REQUEST = 11 "CGA Parameters Request",
        /// RFC 4866:
        CGA_PARAMETERS = 12 "CGA Parameters",
        /// RFC 4866:
        SIGNATURE = 13 "Signature",
        /// RFC 4866:
        PERMANENT_HOME_KEYGEN_TOKEN = 14 "Permanent Home Keygen Token",
        /// RFC 4866:
        CARE_OF_TEST_INIT = 15 "Care-of Test Init",
        /// RFC 4866:
        CARE_OF_TEST = 16 "Care-of Test",
        /// RFC 5026:
        DNS_UPDATE = 17 "DNS Update",
        /// RFC 5096:
        EXPERIMENTAL_MOBILITY_OPTION = 18 "Experimental Mobility Option",
        /// RFC 5094:
        VENDOR_SPECIFIC = 19 "Vendor Specific",
        /// RFC 5149:
        SERVICE_SELECTION = 20 "Service Selection",
        /// RFC 5568:
        BINDING_AUTHORIZATION_DATA_FOR_FMIPV6 = 21 "Binding Authorization Data for FMIPv6",
        /// RFC 5213:
        HOME_NETWORK_PREFIX = 22 "Home Network Prefix",
        /// RFC 5213:
        HANDOFF_INDICATOR = 23 "Handoff Indicator",
        /// RFC 5213:
        ACCESS_TECHNOLOGY_TYPE = 24 "Access Technology Type",
        /// RFC 5213:
        MOBILE_NODE_LINK_LAYER_IDENTIFIER = 25 "Mobile Node Link-layer Identifier",
        /// RFC 5213:
        LINK_LOCAL_ADDRESS = 26 "Link-local Address",
        /// RFC 5213:
        TIMESTAMP = 27 "Timestamp",
        /// RFC 5847:
        RESTART_COUNTER = 28 "Restart Counter",
        /// RFC 5555:
        IPV4_HOME_ADDRESS = 29 "IPv4 Home Address",
        /// RFC 5555:
        IPV4_ADDRESS_ACKNOWLEDGEMENT = 30 "IPv4 Address Acknowledgement",
        /// RFC 5555:
        NAT_DETECTION = 31 "NAT Detection",
        /// RFC 5555:
        IPV4_CARE_OF_ADDRESS = 32 "IPv4 Care-of Address",
        /// RFC 5845:
        GRE_KEY = 33 "GRE Key",
        /// RFC 5568:
        MOBILITY_HEADER_IPV6_ADDRESS_PREFIX = 34 "Mobility Header IPv6 Address/Prefix",
        /// RFC 5648:
        BINDING_IDENTIFIER = 35 "Binding Identifier",
        /// RFC 5844:
        IPV4_HOME_ADDRESS_REQUEST = 36 "IPv4 Home Address Request",
        /// RFC 5844:
        IPV4_HOME_ADDRESS_REPLY = 37 "IPv4 Home Address Reply",
        /// RFC 5844:
        IPV4_DEFAULT_ROUTER_ADDRESS = 38 "IPv4 Default-Router Address",
        /// RFC 5844:
        IPV4_DHCP_SUPPORT_MODE = 39 "IPv4 DHCP Support Mode",
        /// RFC 5949:
        CONTEXT_REQUEST = 40 "Context Request",
        /// RFC 5949:
        LOCAL_MOBILITY_ANCHOR_ADDRESS = 41 "Local Mobility Anchor Address",
        /// RFC 5949:
        MOBILE_NODE_LINK_LOCAL_ADDRESS_INTERFACE_IDENTIFIER = 42 "Mobile Node Link-local Address Interface Identifier",
        /// RFC 6058:
        TRANSIENT_BINDING = 43 "Transient Binding",
        /// RFC 6089:
        FLOW_SUMMARY = 44 "Flow Summary",
        /// RFC 6089:
        FLOW_IDENTIFICATION = 45 "Flow Identification",
        /// RFC 6463:
        REDIRECT_CAPABILITY = 46 "Redirect-Capability",
        /// RFC 6463:
        REDIRECT = 47 "Redirect",
        /// RFC 6463:
        LOAD_INFORMATION = 48 "Load Information",
        /// RFC 6463:
        ALTERNATE_IPV4_CARE_OF_ADDRESS = 49 "Alternate IPv4 Care-of Address",
        /// RFC 6602:
        MOBILE_NODE_GROUP_IDENTIFIER = 50 "Mobile Node Group Identifier",
        /// RFC 6705:
        MAG_IPV6_ADDRESS = 51 "MAG IPv6 Address",
        /// RFC 6757:
        ACCESS_NETWORK_IDENTIFIER = 52 "Access Network Identifier",
        /// RFC 6909:
        IPV4_TRAFFIC_OFFLOAD_SELECTOR = 53 "IPv4 Traffic Offload Selector",
        /// RFC 7028:
        DYNAMIC_IP_MULTICAST_SELECTOR = 54 "Dynamic IP Multicast Selector",
        /// RFC 7148:
        DELEGATED_MOBILE_NETWORK_PREFIX = 55 "Delegated Mobile Network Prefix",
        /// RFC 7161:
        ACTIVE_MULTICAST_SUBSCRIPTION_IPV4 = 56 "Active Multicast Subscription IPv4",
        /// RFC 7161:
        ACTIVE_MULTICAST_SUBSCRIPTION_IPV6 = 57 "Active Multicast Subscription IPv6",
        /// RFC 7222:
        QUALITY_OF_SERVICE = 58 "Quality-of-Service",
        /// RFC 7389:
        LMA_USER_PLANE_ADDRESS = 59 "LMA User-Plane Address",
        /// RFC 7411:
        MULTICAST_MOBILITY = 60 "Multicast Mobility",
        /// RFC 7411:
        MULTICAST_ACKNOWLEDGEMENT = 61 "Multicast Acknowledgement",
        /// RFC 8127:
        LMA_CONTROLLED_MAG_PARAMETERS = 62 "LMA-Controlled MAG Parameters",
        /// RFC 8278:
        MAG_MULTIPATH_BINDING = 63 "MAG Multipath Binding",
        /// RFC 8278:
        MAG_IDENTIFIER = 64 "MAG Identifier",
        /// RFC 8885:
        ANCHORED_PREFIX = 65 "Anchored Prefix",
        /// RFC 8885:
        LOCAL_PREFIX = 66 "Local Prefix",
        /// RFC 8885:
        PREVIOUS_MAAR = 67 "Previous MAAR",
        /// RFC 8885:
        SERVING_MAAR = 68 "Serving MAAR",
        /// RFC 8885:
        DLIF_LINK_LOCAL_ADDRESS = 69 "DLIF Link-Local Address",
        /// RFC 8885:
        DLIF_LINK_LAYER_ADDRESS = 70 "DLIF Link-Layer Address",
    }
}

impl OptionType {
    /// The alignment that the option's definition asks of a sender; [`Align::NONE`] where it asks for none, or
    /// where the type is unknown.
    ///
    /// Binding Authorization Data (5) states none: being the last option with 12 octets puts it at 8n+2. The
    /// alignment of Binding Identifier (35) depends on `length`, its Option Length, as no other does.
    #[must_use]
    pub const fn align(self, length: usize) -> Align {
        match self.0 {
            35 if length > 4 => Align::new(8, 2),
            // 25 and 70 ask for what "the size of the identifier" needs; two octets stand in front of it
            2 | 4 | 25 | 35 | 44 | 45 | 70 => Align::new(2, 0),
            29 | 30 | 31 | 32 | 33 | 36 | 37 | 38 | 46 | 47 | 48 | 52 | 53 | 58 => Align::new(4, 0),
            9 | 56 => Align::new(4, 1),
            19 | 28 | 49 | 62 => Align::new(4, 2),
            57 => Align::new(8, 1),
            10 | 27 | 55 | 59 => Align::new(8, 2),
            6 | 22 | 34 | 51 | 65 | 66 | 67 => Align::new(8, 4),
            3 | 26 | 68 | 69 => Align::new(8, 6),
            _ => Align::NONE,
        }
    }

    /// Whether the type is Pad1 or PadN.
    #[must_use]
    #[inline]
    pub const fn is_padding(self) -> bool {
        self.0 <= 1
    }
}

/// The body of a mobility option of one type, both ways.
///
/// Implemented by each option of this crate; a type from outside joins them:
///
/// ```
/// use mip6_wire::option::MobilityOptionBody;
/// use mip6_wire::{Align, EmitError, OptionType, Options, ParseError, ParseErrorKind, Writer};
///
/// /// Restart Counter, RFC 5847 Section 3.3.2: a 32-bit counter, aligned at 4n+2.
/// #[derive(Debug, PartialEq)]
/// struct RestartCounter(u32);
///
/// impl<'a> MobilityOptionBody<'a> for RestartCounter {
///     const TYPE: OptionType = OptionType::RESTART_COUNTER;
///     const ALIGN: Align = Align::new(4, 2);
///
///     fn parse_body(body: &'a [u8]) -> Result<Self, ParseError> {
///         match body.try_into() {
///             Ok(octets) => Ok(Self(u32::from_be_bytes(octets))),
///             Err(_) => Err(ParseError::new(ParseErrorKind::OptionLength, 1)),
///         }
///     }
///
///     fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
///         writer.u32(self.0)
///     }
/// }
///
/// let options = Options::new(&[28, 4, 0, 0, 0, 9], 14);
/// assert_eq!(options.find::<RestartCounter>()?, Some(RestartCounter(9)));
/// # Ok::<(), ParseError>(())
/// ```
pub trait MobilityOptionBody<'a>: Sized {
    /// The option's type; none of the two paddings, which are passed over.
    const TYPE: OptionType;

    /// Where the option may begin, counted from the start of the Mobility Header.
    const ALIGN: Align;

    /// Decodes the octets after Option Length. They are as many as that field tells.
    ///
    /// # Errors
    ///
    /// An offset counts from the Option Type octet: a wrong length is
    /// [`OptionLength`](ParseErrorKind::OptionLength) at 1, and the first octet of `body` is at 2.
    fn parse_body(body: &'a [u8]) -> Result<Self, ParseError>;

    /// Writes the octets after Option Length. Type, length and alignment are the caller's work.
    ///
    /// It is called twice: with a writer that counts, then with one that has room for just as many octets. A body that
    /// writes more the second time is [`BufferFull`](EmitErrorKind::BufferFull), one that writes fewer
    /// [`Value`](EmitErrorKind::Value).
    ///
    /// # Errors
    ///
    /// What the writer reports, or [`EmitErrorKind::Value`].
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError>;
}

/// An option whose Length is not what its type asks for.
#[cold]
fn length_error() -> ParseError {
    ParseError::new(ParseErrorKind::OptionLength, 1)
}

/// Writes an option with the padding that aligns it. `start` is the header offset of the writer's first octet:
/// alignment counts from the start of the header.
#[inline(always)]
pub(crate) fn emit<'a, O: MobilityOptionBody<'a>>(
    writer: &mut Writer<'_>,
    start: usize,
    option: &O,
) -> Result<(), EmitError> {
    if O::TYPE.is_padding() {
        return Err(writer.error(EmitErrorKind::Value));
    }
    // measured first, the option asks for its room once and has the right length from the start; a length that
    // the compiler can know is a constant
    let at = writer.position();
    let aligned = at.wrapping_add(O::ALIGN.padding(start.wrapping_add(at)).into());
    let body_start = aligned.wrapping_add(2);
    let mut measure = Writer::measuring_from(body_start);
    option.emit_body(&mut measure)?;
    let length = measure.position().wrapping_sub(body_start);
    let padding = padding(O::TYPE, O::ALIGN, start.wrapping_add(at), length);
    let mut part = emit_head(writer, padding, O::TYPE, length)?;
    option.emit_body(&mut part)?;
    let end = part.filled()?;
    writer.skip_to(end);
    Ok(())
}

/// The padding before an option at `position`, whose body has `length` octets.
#[inline(always)]
fn padding(kind: OptionType, align: Align, position: usize, length: usize) -> u8 {
    match kind {
        // nothing can follow it, so it ends where the header does
        OptionType::BINDING_AUTHORIZATION_DATA => {
            Align::END.padding(position.wrapping_add(2).wrapping_add(length))
        }
        _ => align.padding(position),
    }
}

/// Writes padding, type and length of an option, and gives the room for its body.
#[inline(always)]
pub(crate) fn emit_head<'w>(
    writer: &'w mut Writer<'_>,
    padding: u8,
    kind: OptionType,
    length: usize,
) -> Result<Writer<'w>, EmitError> {
    let at = writer.position().wrapping_add(padding.into());
    let Ok(octet) = u8::try_from(length) else {
        return Err(EmitError::new(EmitErrorKind::OptionTooLong, at));
    };
    emit_padding(writer, padding)?;
    // at `at`: asked for anew, the writer spares checks inside of the part
    let mut part = writer.part(writer.position().wrapping_add(2).wrapping_add(length))?;
    part.array(&[kind.0, octet])?;
    Ok(part)
}

/// Makes [`MobilityOption`] and what goes with it from one row an option.
macro_rules! options {
    ($( $(#[$meta:meta])* $option:ident $(<$lifetime:lifetime>)?, )*) => {
        /// Any mobility option but padding, decoded.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum MobilityOption<'a> {
            $( $(#[$meta])* $option($option $(<$lifetime>)?), )*
            /// An option of any other type, as it came.
            Unknown(RawOption<'a>),
        }

        impl<'a> MobilityOption<'a> {
            /// The types that are decoded; any other is [`Unknown`](Self::Unknown).
            pub const DECODED: &'static [OptionType] = &[$( $option::TYPE ),*];

            /// The option's type.
            #[must_use]
            pub const fn option_type(&self) -> OptionType {
                match self {
                    $( Self::$option(_) => $option::TYPE, )*
                    Self::Unknown(option) => option.option_type,
                }
            }

            /// Decodes an option from its type and its body.
            ///
            /// # Errors
            ///
            /// As [`MobilityOptionBody::parse_body`]: an offset counts from the Option Type octet.
            #[inline]
            pub fn parse(option_type: OptionType, body: &'a [u8]) -> Result<Self, ParseError> {
                match option_type {
                    $( $option::TYPE => $option::parse_body(body).map(Self::$option), )*
                    _ => Ok(Self::Unknown(RawOption { option_type, body })),
                }
            }

            /// Writes the option, aligned.
            pub(crate) fn emit(&self, writer: &mut Writer<'_>, start: usize) -> Result<(), EmitError> {
                match self {
                    $( Self::$option(option) => emit(writer, start, option), )*
                    Self::Unknown(option) => option.emit(writer, start),
                }
            }
        }

        $(
            impl<'a> From<$option $(<$lifetime>)?> for MobilityOption<'a> {
                fn from(option: $option $(<$lifetime>)?) -> Self {
                    Self::$option(option)
                }
            }
        )*
    };
}

options! {
    /// Type 2, RFC 6275 Section 6.2.4.
    BindingRefreshAdvice,
    /// Type 3, RFC 6275 Section 6.2.5.
    AlternateCareOfAddress,
    /// Type 4, RFC 6275 Section 6.2.6.
    NonceIndices,
    /// Type 5, RFC 6275 Section 6.2.7.
    BindingAuthorizationData<'a>,
    /// Type 17, RFC 5026 Section 8.1.
    DnsUpdate<'a>,
}

impl<'a> From<RawOption<'a>> for MobilityOption<'a> {
    fn from(option: RawOption<'a>) -> Self {
        Self::Unknown(option)
    }
}
