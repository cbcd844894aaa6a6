//! What the options of flows end with: lists of identifiers, and addresses of which the length says the family.

use crate::wire::layout::{Tail, view};
use crate::wire::{List, Value};
use core::fmt;
use core::net::IpAddr;

/// Identifiers of 16 bits, one after another: flows, or bindings.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Identifiers<'a>(&'a [u8]);

impl<'a> Identifiers<'a> {
    /// Identifiers, each most significant octet first.
    #[must_use]
    pub const fn new(identifiers: &'a [[u8; 2]]) -> Self {
        Self(identifiers.as_flattened())
    }

    /// The identifiers, in wire order.
    pub fn iter(self) -> impl Iterator<Item = u16> + 'a {
        self.0.chunks_exact(2).filter_map(|octets| match octets {
            [high, low] => Some(u16::from_be_bytes([*high, *low])),
            _ => None,
        })
    }
}

impl fmt::Debug for Identifiers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'a> Tail<'a> for Identifiers<'a> {
    view! { |octets, _| Self(octets), |this| this.0, Value::List(List::numbers(this.0)) }

    fn fits(octets: usize) -> bool {
        octets & 1 == 0
    }
}

/// An IPv4 address, an IPv6 address, or none, by its number of octets: 4, 16 or 0.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct AddressOctets<'a>(&'a [u8]);

impl<'a> AddressOctets<'a> {
    /// No address.
    pub const NONE: Self = Self(&[]);

    /// An IPv4 address.
    #[must_use]
    pub const fn v4(octets: &'a [u8; 4]) -> Self {
        Self(octets)
    }

    /// An IPv6 address.
    #[must_use]
    pub const fn v6(octets: &'a [u8; 16]) -> Self {
        Self(octets)
    }

    /// The address.
    #[must_use]
    pub fn address(self) -> Option<IpAddr> {
        if let Ok(octets) = <[u8; 4]>::try_from(self.0) {
            return Some(IpAddr::from(octets));
        }
        <[u8; 16]>::try_from(self.0).ok().map(IpAddr::from)
    }
}

impl fmt::Debug for AddressOctets<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.address().fmt(f)
    }
}

impl<'a> Tail<'a> for AddressOctets<'a> {
    view! {
        |octets, _| Self(octets), |this| this.0,
        match this.address() {
            Some(IpAddr::V4(address)) => Value::Ipv4(address),
            Some(IpAddr::V6(address)) => Value::Ipv6(address),
            None => Value::Octets(this.0),
        }
    }

    fn fits(octets: usize) -> bool {
        matches!(octets, 0 | 4 | 16)
    }
}
