//! The names that RFC 5026 derives from a domain and from an address.

use super::{Fqdn, FqdnBuf};
use crate::error::{EmitError, EmitErrorKind};
use core::net::Ipv6Addr;

/// Returns the name of the SRV records of the home agents in `domain`: `_mip6._ipv6.<domain>` (RFC 5026
/// Section 5.1.2).
///
/// # Errors
///
/// * [`Value`](EmitErrorKind::Value) at octet 253 if `domain` is longer than 241 octets of text, since the two
///   labels before it take 12 of 253 octets.
/// * [`BufferFull`](EmitErrorKind::BufferFull) if the name is longer than `N` octets.
///
/// ```
/// use mip6_wire::Fqdn;
/// use mip6_wire::name::service_name;
///
/// let name = service_name::<64>(Fqdn::from_text("example.com")?)?;
/// assert_eq!(name.to_string(), "_mip6._ipv6.example.com");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "SRV")]
pub fn service_name<const N: usize>(domain: Fqdn<'_>) -> Result<FqdnBuf<N>, EmitError> {
    if domain.text_len() > Fqdn::MAX_TEXT.wrapping_sub(SERVICE.len()) {
        return Err(EmitError::new(EmitErrorKind::Value, Fqdn::MAX_TEXT));
    }
    FqdnBuf::from_parts(SERVICE, domain)
}

/// Returns the name of the reverse entry of `address`: its 32 nibbles, the last one first, under `ip6.arpa` (RFC 3596
/// Section 2.5).
///
/// A home agent updates this entry for the home address of each mobile node (RFC 5026 Section 6).
///
/// ```
/// use mip6_wire::name::reverse_name;
///
/// assert_eq!(
///     reverse_name("2001:db8:1::100".parse()?).to_string(),
///     "0.0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
#[doc(alias = "PTR", alias = "ip6.arpa")]
pub fn reverse_name(address: Ipv6Addr) -> FqdnBuf<72> {
    let mut name = *b"0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa";
    for (nibbles, octet) in name.chunks_exact_mut(4).zip(address.octets().iter().rev()) {
        if let [low, _, high, _] = nibbles {
            *low = hex_digit(octet & 0x0f);
            *high = hex_digit(octet >> 4);
        }
    }
    let mut text = heapless::Vec::new();
    // the capacity is the length
    let _ = text.extend_from_slice(&name);
    FqdnBuf { text }
}

/// The labels before the domain in the name of the service.
const SERVICE: &[u8] = b"_mip6._ipv6.";

const fn hex_digit(nibble: u8) -> u8 {
    match nibble {
        0..=9 => b'0'.wrapping_add(nibble),
        _ => b'a'.wrapping_sub(10).wrapping_add(nibble),
    }
}
