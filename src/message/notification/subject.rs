//! What an Update Notification and its acknowledgement are about (RFC 7077 Sections 5 and 6.2).

use crate::error::ParseError;
use crate::option::{OptionType, Options};

/// What an Update Notification, or its acknowledgement, says it is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Subject {
    /// It holds Mobile Node Identifier: about that mobile node's session.
    MobileNode,
    /// It holds Mobile Node Group Identifier: about the sessions of a group.
    Group,
    /// It holds both. RFC 7077 asks for "either" and gives no answer.
    Both,
    /// It holds neither, though one of them must be there.
    Missing,
}

/// What the options of an Update Notification, or of its acknowledgement, say it is about: one of Mobile Node Identifier
/// and Mobile Node Group Identifier must be there (RFC 7077 Sections 5 and 6.2).
///
/// # Errors
///
/// What is wrong with the framing of the options.
pub fn subject(options: Options<'_>) -> Result<Subject, ParseError> {
    let (mut mobile_node, mut group) = (false, false);
    options.select_with::<()>(|option| {
        mobile_node |= option.option_type == OptionType::MOBILE_NODE_IDENTIFIER;
        group |= option.option_type == OptionType::MOBILE_NODE_GROUP_IDENTIFIER;
    })?;
    Ok(match (mobile_node, group) {
        (true, false) => Subject::MobileNode,
        (false, true) => Subject::Group,
        (true, true) => Subject::Both,
        (false, false) => Subject::Missing,
    })
}
