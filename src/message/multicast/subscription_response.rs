//! Subscription Response (RFC 7161 Section 4.3.2), MH Type 23.

use crate::error::ParseError;
use crate::option::OptionType;
use crate::option::Options;
use crate::wire::{flags, layout};

flags! {
    /// The flags of a Subscription Response, the octet at offset 7.
    SubscriptionResponseFlags(u8) {
        /// Active Multicast Subscription options hold the subscriptions of the mobile node.
        MULTICAST_INFORMATION = 0x80 "I" "Multicast Information",
    }
}

layout! {
    /// The answer to a Subscription Query, with the multicast subscriptions of a mobile node (RFC
    /// 7161 Section 4.3.2).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// | Payload Proto |   Header Len  |  MH Type = 23 |    Reserved   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |            Checksum           |   Sequence #  |I|   Reserved  |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                      Mobility Options ...                     |   8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct SubscriptionResponse<'a>: message SUBSCRIPTION_RESPONSE, options @ 8 {
        /// Sequence #, that of the Subscription Query.
        sequence @ 6: u8,
        /// The I flag and seven Reserved bits.
        flags @ 7: SubscriptionResponseFlags,
    }
}

impl SubscriptionResponse<'_> {
    /// Whether the options are those that the message has to hold.
    ///
    /// # Errors
    ///
    /// What is wrong with the framing of the options.
    pub fn check_options(&self) -> Result<SubscriptionOptions, ParseError> {
        let information = self.flags.contains(SubscriptionResponseFlags::MULTICAST_INFORMATION);
        SubscriptionOptions::of(self.options, information)
    }
}

/// What is found of the options of a Subscription Query or Response (RFC 7161 Sections 4.3.1.2 and 4.3.2.2).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum SubscriptionOptions {
    /// What must be there is, and nothing that must not.
    Valid,
    /// Mobile Node Identifier is missing.
    MissingIdentifier,
    /// Mobile Node Identifier stands more than once.
    RepeatedIdentifier,
    /// The I flag is set, and Active Multicast Subscription is missing.
    MissingSubscription,
    /// Active Multicast Subscription stands in a query, or in a response without the I flag.
    StraySubscription,
}

impl SubscriptionOptions {
    /// `information` says whether there is an I flag that is set.
    pub(super) fn of(options: Options<'_>, information: bool) -> Result<Self, ParseError> {
        let (mut identifiers, mut subscriptions) = (0_usize, 0_usize);
        options.select_with::<()>(|option| match option.option_type {
            OptionType::MOBILE_NODE_IDENTIFIER => identifiers = identifiers.saturating_add(1),
            OptionType::ACTIVE_MULTICAST_SUBSCRIPTION_IPV4
            | OptionType::ACTIVE_MULTICAST_SUBSCRIPTION_IPV6 => {
                subscriptions = subscriptions.saturating_add(1);
            }
            _ => {}
        })?;
        Ok(match (identifiers, subscriptions, information) {
            (0, ..) => Self::MissingIdentifier,
            (1, 0, true) => Self::MissingSubscription,
            (1, 1.., false) => Self::StraySubscription,
            (1, ..) => Self::Valid,
            _ => Self::RepeatedIdentifier,
        })
    }
}
