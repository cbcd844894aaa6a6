//! What the keygen tokens and the binding management key are computed from (RFC 6275 Sections 5.2.5 and 5.2.6). The hash is
//! the caller's.

use crate::wire::debug;
use core::net::Ipv6Addr;

/// The octets that a keygen token is computed from.
///
/// ```text
/// home keygen token    = First (64, HMAC_SHA1 (Kcn, (home address | nonce | 0)))
/// care-of keygen token = First (64, HMAC_SHA1 (Kcn, (care-of address | nonce | 1)))
/// ```
///
/// ```
/// use mip6_wire::message::KeygenTokenInput;
///
/// let nonce = [7; 8];
/// let input = KeygenTokenInput::home("2001:db8:1::100".parse()?);
/// // hmac.update(piece) for each piece; the token is the first 8 octets
/// assert_eq!(input.pieces(&nonce).map(<[u8]>::len), [16, 8, 1]);
/// # Ok::<(), core::net::AddrParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeygenTokenInput {
    address: [u8; 16],
    kind: [u8; 1],
}

impl KeygenTokenInput {
    /// For the home keygen token: of the node that sent the Home Test Init.
    #[must_use]
    pub const fn home(home_address: Ipv6Addr) -> Self {
        Self { address: home_address.octets(), kind: [0] }
    }

    /// For the care-of keygen token: of the node that sent the Care-of Test Init.
    #[must_use]
    pub const fn care_of(care_of_address: Ipv6Addr) -> Self {
        Self { address: care_of_address.octets(), kind: [1] }
    }

    /// The pieces, in the order in which they are hashed under the key Kcn: the address, the nonce, an octet that says home
    /// from care-of.
    #[must_use]
    pub const fn pieces<'p>(&'p self, nonce: &'p [u8]) -> [&'p [u8]; 3] {
        [&self.address, nonce, &self.kind]
    }
}

/// The octets that the binding management key Kbm is computed from.
///
/// ```text
/// registration: Kbm = SHA-1 (home keygen token | care-of keygen token)
/// deletion:     Kbm = SHA-1 (home keygen token)
/// ```
///
/// ```
/// use mip6_wire::message::BindingKeyInput;
///
/// let input = BindingKeyInput::registration([1; 8], [2; 8]);
/// // sha1.update(piece) for each piece; the key is all 20 octets
/// assert_eq!(input.pieces().map(<[u8]>::len), [8, 8]);
/// assert_eq!(BindingKeyInput::deletion([1; 8]).pieces().map(<[u8]>::len), [8, 0]);
/// ```
#[derive(Clone, Copy)]
pub struct BindingKeyInput {
    home_keygen_token: [u8; 8],
    care_of_keygen_token: Option<[u8; 8]>,
}

impl BindingKeyInput {
    /// For the key of a Binding Update that registers a care-of address.
    #[must_use]
    pub const fn registration(home_keygen_token: [u8; 8], care_of_keygen_token: [u8; 8]) -> Self {
        Self { home_keygen_token, care_of_keygen_token: Some(care_of_keygen_token) }
    }

    /// For the key of a Binding Update that deletes a binding.
    #[must_use]
    pub const fn deletion(home_keygen_token: [u8; 8]) -> Self {
        Self { home_keygen_token, care_of_keygen_token: None }
    }

    /// The pieces, in the order in which they are hashed: the home keygen token, the care-of keygen token or nothing.
    #[must_use]
    pub const fn pieces(&self) -> [&[u8]; 2] {
        match &self.care_of_keygen_token {
            Some(care_of_keygen_token) => [&self.home_keygen_token, care_of_keygen_token],
            None => [&self.home_keygen_token, &[]],
        }
    }
}

debug! {
    KeygenTokenInput: "KeygenTokenInput {{ .. }}";
    BindingKeyInput: "BindingKeyInput {{ .. }}";
}
