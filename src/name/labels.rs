//! The labels of a name, one by one.

use crate::wire::debug;
use core::iter::FusedIterator;

/// The labels of a name, one slice each, returned by [`Fqdn::labels`](super::Fqdn::labels).
#[derive(Clone)]
pub struct Labels<'a> {
    // in either form, as in `Fqdn`: at the end it is empty or the root
    rest: &'a [u8],
}

impl<'a> Labels<'a> {
    #[inline(always)]
    pub(super) const fn of(name: &'a [u8]) -> Self {
        Self { rest: name }
    }

    pub(super) fn text_len(&self) -> usize {
        match Form::of(self.rest) {
            Form::Text => self.rest.len(),
            Form::Labels => self.rest.len().saturating_sub(2),
        }
    }

    /// Whether the labels that are left are equal, without regard to the case of letters.
    pub(super) fn same(mut self, mut other: Labels<'_>) -> bool {
        if Form::of(self.rest) == Form::of(other.rest) {
            // length octets are below 64, letters are not
            return self.rest == other.rest || self.rest.eq_ignore_ascii_case(other.rest);
        }
        loop {
            match (self.next(), other.next()) {
                (Some(label), Some(other)) if label.eq_ignore_ascii_case(other) => {}
                (None, None) => return true,
                _ => return false,
            }
        }
    }
}

impl<'a> Iterator for Labels<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let (label, rest) = match (Form::of(self.rest), self.rest) {
            (Form::Labels, [length, rest @ ..]) => rest.split_at_checked(usize::from(*length))?,
            (_, text) => {
                let dot = text.iter().position(|octet| *octet == b'.');
                match text.split_at_checked(dot.unwrap_or(text.len()))? {
                    (label, [_, rest @ ..]) => (label, rest),
                    (label, []) => (label, &[][..]),
                }
            }
        };
        if label.is_empty() {
            return None;
        }
        self.rest = rest;
        Some(label)
    }
}

impl FusedIterator for Labels<'_> {}

/// The form of the octets of a name. The end of a [`Labels`] counts as one too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Labels,
}

impl Form {
    #[inline(always)]
    pub(super) const fn of(name: &[u8]) -> Self {
        match name {
            [.., 0] => Self::Labels,
            _ => Self::Text,
        }
    }
}

debug! {
    Labels<'_>: "Labels({} octets)", |labels| labels.rest.len();
}
