//! Names for `arbitrary::Arbitrary`.

use super::Fqdn;
use crate::wire::feature::{at_most, octets};
use arbitrary::{Arbitrary, Error, Result, Unstructured};

/// The longest name as text. What follows any of its characters but the dots is a name, too.
const TEXT: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789-abcdefghijklmnopqrstuvwxyz.\
    ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZ.\
    mobile-node.home-agent.abcdefghijklmnopqrstuvwxyz.0123456789.ab.\
    a.bc.def.ghij.klmno.pqrstu.vwxyz01.23456789.mn.local.examples";

/// A name as labels. What begins at an even octet, the root excepted, is a name, too.
const LABELS: &[u8] = b"\x01m\x01o\x01b\x01i\x01l\x01e\x01n\x01o\x01d\x01e\x01h\x01o\x01m\x01e\x00";

impl<'a> Arbitrary<'a> for Fqdn<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        if u.arbitrary()? { Self::drawn_text(u) } else { labels(u) }
    }
}

impl<'a> Fqdn<'a> {
    /// The longest start of the octets drawn that is the text of a name, or else a name of any length.
    pub(crate) fn drawn_text(u: &mut Unstructured<'a>) -> Result<Self> {
        let octets = octets(u, Fqdn::MAX_TEXT)?;
        Fqdn::from_text_octets(octets)
            .or_else(|error| Fqdn::from_text_octets(at_most(error.offset(), octets)))
            .or_else(|_| {
                let start = u.choose_index(TEXT.len())?;
                let text = TEXT.get(start..).unwrap_or(TEXT);
                Fqdn::from_text_octets(text.strip_prefix(b".").unwrap_or(text))
                    .or_else(|_| unnamed())
            })
    }
}

/// The labels at the start of the octets drawn, or else labels of any length.
fn labels<'a>(u: &mut Unstructured<'a>) -> Result<Fqdn<'a>> {
    let octets = octets(u, Fqdn::MAX_LABELS)?;
    if let Ok((name, _)) = Fqdn::split_labels(octets) {
        return Ok(name);
    }
    let start = u.choose_index(LABELS.len())? & !1;
    let labels = LABELS.get(start..).unwrap_or(LABELS);
    Fqdn::from_labels(labels).or_else(|_| unnamed())
}

/// The name that stands in where none was found.
fn unnamed<'a>() -> Result<Fqdn<'a>> {
    Fqdn::from_text("mn.example.com").map_err(|_| Error::IncorrectFormat)
}
