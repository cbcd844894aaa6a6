//! The registry of messages: one row a message that is decoded. The numbers, names and sources are those of [`MhType`].

use super::body::{EmitMessage, MessageBody, RawMessage, sealed};
use super::{base, fast, flow, generic, home_agent, multicast, notification, proxy};
use crate::deviations::Deviations;
use crate::error::{EmitError, ParseError};
use crate::mh_type::MhType;
use crate::option::Options;
use crate::wire::Writer;
use crate::wire::registry::typed_enum;

/// The registry. A row is `MH Type => family::Type;`.
macro_rules! messages_registry {
    ($( $number:literal => $family:ident::$type:ident $(<$life:lifetime>)?; )*) => {
        typed_enum! {
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
            Message: MhType (mh_type), else RawMessage;
            $( #[doc = concat!("MH Type ", $number, ".")] $number $family::$type $(<$life>)?, )*
        }

        impl<'a> Message<'a> {
            /// The options; `None` if the message has no place for any, or is unknown: only its own definition says where
            /// they begin.
            #[must_use]
            pub fn options(&self) -> Option<Options<'a>> {
                match self {
                    $( Self::$type(message) => message.options(), )*
                    Self::Unknown(_) => None,
                }
            }
        }

        /// The options of a message, and the sender rules that its body breaks. Each type is judged where it is decoded, and
        /// no [`Message`] is made.
        pub(crate) fn audit<'a>(raw: &RawMessage<'a>) -> Result<(Option<Options<'a>>, Deviations), ParseError> {
            match raw.mh_type {
                $( $family::$type::TYPE => {
                    let message = $family::$type::parse_body(raw)?;
                    Ok((message.options(), message.audit(raw.body)))
                } )*
                _ => Ok((None, Deviations::empty())),
            }
        }

        impl EmitMessage for Message<'_> {
            fn mh_type(&self) -> MhType {
                self.mh_type()
            }
        }

        impl sealed::Emit for Message<'_> {
            fn emit_data(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
                self.emit_body(writer)
            }

            fn with_options<T: sealed::Then>(&self, then: T) -> T::Done {
                then.then(self.options())
            }
        }
    };
}

messages_registry! {
    0 => base::BindingRefreshRequest<'a>;
    1 => base::HomeTestInit<'a>;
    2 => base::CareOfTestInit<'a>;
    3 => base::HomeTest<'a>;
    4 => base::CareOfTest<'a>;
    5 => base::BindingUpdate<'a>;
    6 => base::BindingAcknowledgement<'a>;
    7 => base::BindingError<'a>;
    8 => fast::FastBindingUpdate<'a>;
    9 => fast::FastBindingAcknowledgment<'a>;
    10 => fast::FastNeighborAdvertisement<'a>;
    11 => generic::Experimental<'a>;
    12 => home_agent::HomeAgentSwitch<'a>;
    13 => proxy::Heartbeat<'a>;
    14 => fast::HandoverInitiate<'a>;
    15 => fast::HandoverAcknowledge<'a>;
    16 => proxy::BindingRevocation<'a>;
    17 => proxy::LocalizedRoutingInitiation<'a>;
    18 => proxy::LocalizedRoutingAcknowledgment<'a>;
    19 => notification::UpdateNotification<'a>;
    20 => notification::UpdateNotificationAcknowledgement<'a>;
    21 => flow::FlowBinding<'a>;
    22 => multicast::SubscriptionQuery<'a>;
    23 => multicast::SubscriptionResponse<'a>;
}
