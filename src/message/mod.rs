//! The messages of the Mobility Header (RFC 6275 Section 6.1).
//!
//! One struct per message serves reading and writing: fixed fields are decoded, the options stay a view
//! ([`Options`]) that is checked as it is walked. [`Message`] is any of them.
//!
//! | MH Type | message | fixed part ends at | least Header Len |
//! |---|---|---|---|
//! | 0 | [`BindingRefreshRequest`] | 8 | 0 |
//! | 1 | [`HomeTestInit`] | 16 | 1 |
//! | 2 | [`CareOfTestInit`] | 16 | 1 |
//! | 3 | [`HomeTest`] | 24 | 2 |
//! | 4 | [`CareOfTest`] | 24 | 2 |
//! | 5 | [`BindingUpdate`] | 12 | 1 |
//! | 6 | [`BindingAcknowledgement`] | 12 | 1 |
//! | 7 | [`BindingError`] | 24 | 2 |
//! | any other | [`RawMessage`] | 6 | 0 |
//!
//! Types 8 to 23 belong to extensions of Mobile IPv6. [`MhType`] has their names; their contents are kept as
//! they came.

mod binding_acknowledgement;
mod binding_error;
mod binding_refresh_request;
mod binding_update;
mod builder;
mod care_of_test;
mod care_of_test_init;
mod home_test;
mod home_test_init;
mod lifetime;
mod return_routability;
mod sequence;

pub use binding_acknowledgement::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingStatus,
};
pub use binding_error::{BindingError, BindingErrorStatus};
pub use binding_refresh_request::BindingRefreshRequest;
pub use binding_update::{BindingUpdate, BindingUpdateFlags};
pub use builder::{MessageBuilder, Unsigned};
pub use care_of_test::CareOfTest;
pub use care_of_test_init::CareOfTestInit;
pub use home_test::HomeTest;
pub use home_test_init::HomeTestInit;
pub use lifetime::Lifetime;
pub use return_routability::{BindingKeyInput, KeygenTokenInput};
pub use sequence::{Acknowledged, Sequence, Sequence8};

use crate::error::{EmitError, ParseError, ParseErrorKind};
use crate::option::Options;
use crate::wire::{Writer, code_point, read};
use core::fmt;

code_point! {
    /// MH Type: which message a Mobility Header holds, the octet at offset 2 (IANA registry "Mobility Header
    /// Types").
    ///
    /// ```
    /// use mip6_wire::MhType;
    ///
    /// assert_eq!(MhType(5), MhType::BINDING_UPDATE);
    /// assert_eq!(MhType::BINDING_UPDATE.name(), Some("Binding Update"));
    /// assert_eq!(MhType(200).to_string(), "200");
    /// ```
    MhType(u8) {
        BINDING_REFRESH_REQUEST = 0 "Binding Refresh Request",
        HOME_TEST_INIT = 1 "Home Test Init",
        CARE_OF_TEST_INIT = 2 "Care-of Test Init",
        HOME_TEST = 3 "Home Test",
        CARE_OF_TEST = 4 "Care-of Test",
        BINDING_UPDATE = 5 "Binding Update",
        BINDING_ACKNOWLEDGEMENT = 6 "Binding Acknowledgement",
        BINDING_ERROR = 7 "Binding Error",
        FAST_BINDING_UPDATE = 8 "Fast Binding Update",
        FAST_BINDING_ACKNOWLEDGMENT = 9 "Fast Binding Acknowledgment",
        FAST_NEIGHBOR_ADVERTISEMENT = 10 "Fast Neighbor Advertisement",
        EXPERIMENTAL = 11 "Experimental Mobility Header",
        HOME_AGENT_SWITCH = 12 "Home Agent Switch",
        HEARTBEAT = 13 "Heartbeat",
        HANDOVER_INITIATE = 14 "Handover Initiate",
        HANDOVER_ACKNOWLEDGE = 15 "Handover Acknowledge",
        BINDING_REVOCATION = 16 "Binding Revocation",
        LOCALIZED_ROUTING_INITIATION = 17 "Localized Routing Initiation",
        LOCALIZED_ROUTING_ACKNOWLEDGMENT = 18 "Localized Routing Acknowledgment",
        UPDATE_NOTIFICATION = 19 "Update Notification",
        UPDATE_NOTIFICATION_ACKNOWLEDGEMENT = 20 "Update Notification Acknowledgement",
        FLOW_BINDING = 21 "Flow Binding",
        SUBSCRIPTION_QUERY = 22 "Subscription Query",
        SUBSCRIPTION_RESPONSE = 23 "Subscription Response",
    }
}

/// A message of one MH Type: what [`MobilityHeader::read`] and [`MessageBuilder`] take. Implemented by the
/// messages of this module.
///
/// [`MobilityHeader::read`]: crate::MobilityHeader::read
pub trait MessageBody<'a>: sealed::Body<'a> {
    /// The MH Type of the message.
    const TYPE: MhType;

    /// Where the options begin: octets from the start of the Mobility Header.
    const OPTIONS_START: u8;

    /// The message's options.
    fn options(&self) -> Options<'a>;
}

/// What a [`MessageBuilder`] can begin with: each message of this module, and [`Message`].
pub trait EmitMessage: sealed::Emit {
    /// The MH Type of the message.
    fn mh_type(&self) -> MhType;
}

/// The parts of the two traits that are this crate's own.
pub(crate) mod sealed {
    use super::{EmitError, Options, Writer, read::Read};

    pub trait Body<'a>: Sized {
        /// Decodes what follows the first six octets of a header.
        fn parse_data(data: &'a [u8]) -> Read<'a, Self>;

        /// Writes the fixed fields, from octet 6 on.
        fn emit_fixed(&self, writer: &mut Writer<'_>) -> Result<(), EmitError>;
    }

    pub trait Emit {
        /// Writes the fixed fields, from octet 6 on.
        fn emit_data(&self, writer: &mut Writer<'_>) -> Result<(), EmitError>;

        /// The options that the message brings along; `None` where the layout is not known.
        fn own_options(&self) -> Option<Options<'_>>;
    }
}

/// Decodes the message `M` from what follows the first six octets of a header.
#[inline(always)]
pub(crate) fn parse<'a, M: MessageBody<'a>>(data: &'a [u8]) -> Result<M, ParseError> {
    match M::parse_data(data) {
        Ok((_, message)) => Ok(message),
        // RFC 6275 Section 9.2: what is too short for its type is answered with a pointer at Header Len
        Err(_) => Err(ParseError::new(ParseErrorKind::HeaderLen, 1)),
    }
}

/// What each message has besides its own file: the way into [`Message`] and into the builder.
macro_rules! message {
    ($message:ident) => {
        impl<'a> From<$message<'a>> for Message<'a> {
            fn from(message: $message<'a>) -> Self {
                Self::$message(message)
            }
        }

        impl EmitMessage for $message<'_> {
            #[inline]
            fn mh_type(&self) -> MhType {
                Self::TYPE
            }
        }

        impl sealed::Emit for $message<'_> {
            #[inline(always)]
            fn emit_data(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
                sealed::Body::emit_fixed(self, writer)
            }

            #[inline]
            fn own_options(&self) -> Option<Options<'_>> {
                Some(self.options)
            }
        }
    };
}

/// Makes [`Message`] and what goes with it from one row a message.
macro_rules! messages {
    ($(#[$enum_meta:meta])* Message { $( $(#[$meta:meta])* $message:ident, )* }) => {
        $(#[$enum_meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum Message<'a> {
            $( $(#[$meta])* $message($message<'a>), )*
            /// A message of any other MH Type, as it came.
            Unknown(RawMessage<'a>),
        }

        impl<'a> Message<'a> {
            /// The types that [`MobilityHeader::message`](crate::MobilityHeader::message) decodes.
            pub const DECODED: &'static [MhType] = &[$( $message::TYPE ),*];

            #[inline]
            pub(crate) fn parse(mh_type: MhType, data: &'a [u8]) -> Result<Self, ParseError> {
                match mh_type {
                    $( $message::TYPE => parse::<$message<'a>>(data).map(Self::$message), )*
                    _ => Ok(Self::Unknown(RawMessage { mh_type, body: data })),
                }
            }

            /// The options, `None` for an unknown message: only its own definition tells where they begin.
            #[must_use]
            pub const fn options(&self) -> Option<Options<'a>> {
                match self {
                    $( Self::$message(message) => Some(message.options), )*
                    Self::Unknown(_) => None,
                }
            }
        }

        impl EmitMessage for Message<'_> {
            fn mh_type(&self) -> MhType {
                match self {
                    $( Self::$message(_) => $message::TYPE, )*
                    Self::Unknown(message) => message.mh_type,
                }
            }
        }

        impl sealed::Emit for Message<'_> {
            fn emit_data(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
                match self {
                    $( Self::$message(message) => message.emit_data(writer), )*
                    Self::Unknown(message) => message.emit_data(writer),
                }
            }

            fn own_options(&self) -> Option<Options<'_>> {
                self.options()
            }
        }

        $( message!($message); )*
    };
}

messages! {
    /// Any message, decoded.
    ///
    /// ```
    /// use mip6_wire::{Message, MobilityHeader};
    ///
    /// // a Binding Refresh Request, 2001:db8:3::7 to 2001:db8:1::100
    /// let octets = [0x3b, 0, 0, 0, 0x67, 0xf3, 0, 0];
    /// match MobilityHeader::parse(&octets)?.message()? {
    ///     Message::BindingRefreshRequest(request) => assert!(request.options.is_empty()),
    ///     other => panic!("{other:?}"),
    /// }
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    Message {
        /// MH Type 0, RFC 6275 Section 6.1.2.
        BindingRefreshRequest,
        /// MH Type 1, RFC 6275 Section 6.1.3.
        HomeTestInit,
        /// MH Type 2, RFC 6275 Section 6.1.4.
        CareOfTestInit,
        /// MH Type 3, RFC 6275 Section 6.1.5.
        HomeTest,
        /// MH Type 4, RFC 6275 Section 6.1.6.
        CareOfTest,
        /// MH Type 5, RFC 6275 Section 6.1.7.
        BindingUpdate,
        /// MH Type 6, RFC 6275 Section 6.1.8.
        BindingAcknowledgement,
        /// MH Type 7, RFC 6275 Section 6.1.9.
        BindingError,
    }
}

/// A message whose layout this crate does not know, kept as it came; its data is written unchecked.
///
/// ```
/// use mip6_wire::{Message, MhType, MobilityHeader};
///
/// let octets = [59, 1, 13, 0, 0, 0, 0, 1, 0, 0, 0, 7, 1, 2, 0, 0]; // a Heartbeat
/// let Message::Unknown(message) = MobilityHeader::parse(&octets)?.message()? else { panic!() };
/// assert_eq!(message.mh_type, MhType::HEARTBEAT);
/// assert_eq!(message.body, &octets[6..]);
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RawMessage<'a> {
    /// The MH Type.
    pub mh_type: MhType,
    /// Everything from octet 6 of the header on: 2 to 2042 octets, 8n+2 of them.
    pub body: &'a [u8],
}

/// Says how long the data is, not what it holds.
impl fmt::Debug for RawMessage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawMessage")
            .field("mh_type", &self.mh_type)
            .field("octets", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl<'a> From<RawMessage<'a>> for Message<'a> {
    fn from(message: RawMessage<'a>) -> Self {
        Self::Unknown(message)
    }
}

impl EmitMessage for RawMessage<'_> {
    fn mh_type(&self) -> MhType {
        self.mh_type
    }
}

impl sealed::Emit for RawMessage<'_> {
    fn emit_data(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.octets(self.body)
    }

    fn own_options(&self) -> Option<Options<'_>> {
        None
    }
}
