//! Context Request (RFC 5949 Section 6.2.1), type 40.

use crate::error::ParseError;
use crate::option::OptionType;
use crate::wire::layout::{Tail, view};
use crate::wire::{Field, Value, debug, layout, read};

layout! {
    /// A mobile access gateway asks another for options with the context of the mobile node (RFC 5949 Section 6.2.1).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 40   | Option-Length |           Reserved            |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |  Req-type-1   | Req-length-1  |  Req-type-2   | Req-length-2  |   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |  Req-type-3   | Req-length-3  |         Req-option-3 ...          8
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// ```
    /// use mip6_wire::{OptionType, Options, option::fast::ContextRequest};
    ///
    /// // the example of the RFC: a prefix, a link-layer identifier, and an option of vendor 10415
    /// let octets = [40, 13, 0, 0, 22, 0, 25, 0, 19, 5, 0, 0, 0x28, 0xaf, 1];
    /// let request = Options::new(&octets, 10).find::<ContextRequest>()?.unwrap();
    /// let wanted: Result<Vec<_>, _> = request.requests.iter().map(|item| item.map(|it| it.option_type)).collect();
    /// assert_eq!(wanted?, [OptionType(22), OptionType(25), OptionType::VENDOR_SPECIFIC]);
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    pub struct ContextRequest<'a>: option CONTEXT_REQUEST {
        _ @ 2: [u8; 2],
        0..
        /// What is asked for, checked as it is walked.
        requests @ 4: RequestedContexts<'a>,
    }
}

/// The options that a [`ContextRequest`] asks for, one after another.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct RequestedContexts<'a>(&'a [u8]);

/// One option that a [`ContextRequest`] asks for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RequestedContext<'a> {
    /// Req-type.
    pub option_type: OptionType,
    /// Req-option: what sets the option apart from others of its type; empty for most. With Vendor Specific, Vendor ID and
    /// Sub-Type.
    pub data: &'a [u8],
}

impl<'a> RequestedContexts<'a> {
    /// A list of these octets: Req-type, Req-length and Req-option, one behind the other.
    #[must_use]
    pub const fn new(octets: &'a [u8]) -> Self {
        Self(octets)
    }

    /// The octets of the list.
    #[must_use]
    pub const fn as_octets(self) -> &'a [u8] {
        self.0
    }

    /// What is asked for, in order. The item after one that runs past the end is its error, at an offset from the start of
    /// the list, and the last.
    pub fn iter(self) -> impl Iterator<Item = Result<RequestedContext<'a>, ParseError>> + Clone {
        let mut rest = self.0;
        core::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            Some(if let Ok((behind, (kind, data))) = read::tlv(rest) {
                rest = behind;
                let option_type = OptionType(kind);
                Ok(RequestedContext { option_type, data })
            } else {
                let offset = self.0.len().wrapping_sub(rest.len());
                let error = read::tlv_fault(rest, offset);
                rest = &[];
                Err(error)
            })
        })
    }
}

impl<'a> Tail<'a> for RequestedContexts<'a> {
    view! { |octets, _| Self(octets), |this| this.0, Value::Octets(this.0) }

    /// A record an option that is asked for, if the list is whole.
    fn list<F: FnMut(Field<'_>) + ?Sized>(&self, name: &'static str, offset: usize, out: &mut F) {
        let octets = self.0.len();
        if self.0.is_empty() || self.iter().any(|item| item.is_err()) {
            return out(Field::new(name, offset, octets, Value::Octets(self.0)));
        }
        out(Field::new(name, offset, octets, Value::Structure(self.0)));
        let mut at = offset;
        for RequestedContext { option_type, data } in self.iter().flatten() {
            let record = Value::Record(option_type.0.into(), option_type.name());
            let octets = data.len().wrapping_add(2);
            out(Field::new("request", at, octets, record));
            let from = at.wrapping_add(2);
            out(Field::new("data", from, data.len(), Value::Octets(data)));
            at = at.wrapping_add(octets);
        }
    }
}

debug! {
    RequestedContexts<'_>: "{} octets", |requests| requests.0.len();
    RequestedContext<'_>: "RequestedContext({:?}, {} octets)",
        |request| request.option_type, request.data.len();
}
