//! The rules for names, octet by octet. They decide whether a name is valid, and find the octet that is not.

use super::Fqdn;
use crate::error::{ParseError, ParseErrorKind};

/// The longest label, in octets.
pub(super) const MAX_LABEL: u8 = 63;

/// Whether an octet can stand in a label.
#[inline(always)]
pub(super) const fn is_label_octet(octet: u8) -> bool {
    // one comparison for 0x21 to 0x7e
    octet.wrapping_sub(0x21) < 0x5e && octet != b'.' && octet != b'\\'
}

/// Finds the first fault in a text: labels from left to right, in each its length and then its characters.
#[cold]
pub(super) fn check_text(text: &[u8]) -> Result<(), ParseError> {
    let mut start = 0_usize;
    for label in text.split(|octet| *octet == b'.') {
        if label.is_empty() || label.len() > usize::from(MAX_LABEL) {
            return Err(ParseError::new(ParseErrorKind::LabelLength, start));
        }
        check_characters(label, start)?;
        start = start.wrapping_add(label.len()).wrapping_add(1);
    }
    Ok(())
}

/// Finds the first fault among the characters of labels whose lengths are right.
#[cold]
pub(super) fn check_labels(name: &[u8]) -> Result<(), ParseError> {
    let mut start = 1_usize;
    for label in Fqdn(name).labels() {
        check_characters(label, start)?;
        start = start.wrapping_add(label.len()).wrapping_add(1);
    }
    Ok(())
}

/// Finds the first fault among the characters of a label that begins at `start`.
fn check_characters(label: &[u8], start: usize) -> Result<(), ParseError> {
    match label.iter().position(|octet| !is_label_octet(*octet)) {
        Some(at) => {
            let offset = start.wrapping_add(at);
            Err(ParseError::new(ParseErrorKind::NameCharacter, offset))
        }
        None => Ok(()),
    }
}

/// The error if no root is among the octets: the name is too long, or cut off.
#[cold]
pub(super) fn no_root(octets: &[u8]) -> ParseError {
    if octets.len() > Fqdn::MAX_LABELS {
        ParseError::new(ParseErrorKind::NameLength, Fqdn::MAX_LABELS)
    } else {
        ParseError::new(ParseErrorKind::Truncated, octets.len())
    }
}
