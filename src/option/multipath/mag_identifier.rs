//! MAG Identifier (RFC 8278 Section 4.2), type 64.

use crate::option::auth::MnIdentifierSubtype;
use crate::wire::{Field, Value, layout};

layout! {
    /// The identity of a mobile access gateway (RFC 8278 Section 4.2): in a Proxy Binding Update.
    ///
    /// Section 4.2 names the Proxy Binding Acknowledgement too, Section 4.4 keeps the option out of it.
    ///
    /// Where the RFC is silent: an empty identifier is malformed.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 64   |     Length    |    Subtype    |    Reserved   |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                         Identifier ...                        |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "MAG-NAI")]
    pub struct MagIdentifier<'a>: option MAG_IDENTIFIER {
        /// Subtype, a number of the registry "Mobile Node Identifier Option Subtypes".
        subtype @ 2: u8,
        _ @ 3: [u8; 1],
        1..
        /// Identifier, 1 to 253 octets; `Debug` shows their number.
        identifier @ 4: &'a [u8] => Self::list_identifier,
    }
}

impl MagIdentifier<'_> {
    fn list_identifier<F: FnMut(Field<'_>) + ?Sized>(&self, field: Field<'_>, out: &mut F) {
        let value = match MnIdentifierSubtype(self.subtype) {
            MnIdentifierSubtype::NAI => Value::Text(self.identifier),
            _ => Value::Octets(self.identifier),
        };
        out(Field { value, ..field });
    }
}
