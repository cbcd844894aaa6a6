//! Service Selection (RFC 5149 Section 3), type 20.

use crate::wire::{Field, Value, layout};

layout! {
    /// The service that a mobile node asks for (RFC 5149 Section 3): at most once in a Binding
    /// Update, after the MN identifier and before all options that authenticate.
    ///
    /// An empty identifier is not allowed, and is malformed. 3GPP puts an access point name here, as labels and not as text:
    /// the octets are kept as they are.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    ///                                 +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                                 |   Type = 20   | Option Length |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                         Identifier ...                        |   2
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "APN")]
    pub struct ServiceSelection<'a>: option SERVICE_SELECTION {
        1..
        /// Identifier, 1 to 255 octets: UTF-8 text in Normalization Form KC.
        identifier @ 2: &'a [u8] => Self::list_identifier,
    }
}

impl ServiceSelection<'_> {
    fn list_identifier<F: FnMut(Field<'_>) + ?Sized>(&self, field: Field<'_>, out: &mut F) {
        let value = Value::Text(self.identifier);
        out(Field { value, ..field });
    }

    /// The identifier as text; `None` if it is no UTF-8. That it is normalized is not checked.
    #[must_use]
    pub const fn as_str(&self) -> Option<&str> {
        match core::str::from_utf8(self.identifier) {
            Ok(text) => Some(text),
            Err(_) => None,
        }
    }
}
