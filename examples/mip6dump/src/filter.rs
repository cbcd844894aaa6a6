//! Which messages are shown.

use crate::carrier::{Carrier, Content};
use mip6_wire::MhType;
use std::net::IpAddr;
use std::str::FromStr;

/// Shows everything that nothing speaks against.
#[derive(Default)]
pub struct Filter {
    /// Any of these, if there are any.
    pub types: Vec<TypeFilter>,
    pub networks: Vec<Network>,
    pub malformed_only: bool,
}

/// The MH Types that a word stands for: more than one if names begin with the same letters.
pub struct TypeFilter(Vec<u8>);

/// Addresses that begin alike.
pub struct Network {
    address: IpAddr,
    length: u32,
}

impl Filter {
    pub fn is_set(&self) -> bool {
        !self.types.is_empty() || !self.networks.is_empty() || self.malformed_only
    }

    /// Whether a message is shown, as far as type and addresses go.
    pub fn admits(&self, carrier: &Carrier<'_>) -> bool {
        let mh_type = match carrier.content {
            Content::MobilityHeader { octets, .. } => octets.get(2).copied(),
            Content::Unreachable { .. } => None,
        };
        let admits = |types: &TypeFilter| mh_type.is_some_and(|mh_type| types.0.contains(&mh_type));
        let contains = |network: &Network| carrier.addresses().any(|one| network.contains(one));
        (self.types.is_empty() || self.types.iter().any(admits))
            && (self.networks.is_empty() || self.networks.iter().any(contains))
    }
}

impl FromStr for TypeFilter {
    type Err = String;

    /// A number, a name, or the first letters of its words, in any case.
    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(number) = text.parse() {
            return Ok(Self(vec![number]));
        }
        let named = |matches: &dyn Fn(&str) -> bool| -> Vec<u8> {
            (0..=u8::MAX).filter(|&number| MhType(number).name().is_some_and(matches)).collect()
        };
        let mut numbers = named(&|name| letters(name).eq_ignore_ascii_case(&letters(text)));
        if numbers.is_empty() {
            numbers = named(&|name| initials(name).eq_ignore_ascii_case(text));
        }
        if numbers.is_empty() {
            return Err("no MH Type has that number, name or first letters".into());
        }
        Ok(Self(numbers))
    }
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// "CoTI" of "Care-of Test Init", "BU" of "Binding Update".
fn initials(name: &str) -> String {
    name.split([' ', '-']).filter_map(|word| word.chars().next()).collect()
}

impl Network {
    fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V6(one), IpAddr::V6(other)) => {
                let differ = one.to_bits() ^ other.to_bits();
                differ.checked_shr(128 - self.length).unwrap_or(0) == 0
            }
            (IpAddr::V4(one), IpAddr::V4(other)) => {
                let differ = one.to_bits() ^ other.to_bits();
                differ.checked_shr(32 - self.length).unwrap_or(0) == 0
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length)),
            None => (text, None),
        };
        let address: IpAddr = (address.parse()).map_err(|_| "not an IP address")?;
        let bits = if address.is_ipv6() { 128 } else { 32 };
        let length = match length {
            None => bits,
            Some(length) => (length.parse().ok())
                .filter(|length| *length <= bits)
                .ok_or_else(|| format!("the prefix length is not 0 to {bits}"))?,
        };
        Ok(Self { address, length })
    }
}
