//! What the jobs hand in and give back: the fields that the writers write, and
//! the digest into which the readers fold what they read.

use crate::inputs;
use std::hint::black_box;

/// What a row returns for octets that it does not accept.
pub const REJECT: u64 = u64::MAX;

/// Folds one more value into a digest.
#[inline(always)]
pub fn mix(digest: u64, value: u64) -> u64 {
    digest.rotate_left(5) ^ value
}

/// The two halves of an address, in the order of the machine.
#[inline(always)]
pub fn halves(address: &[u8; 16]) -> (u64, u64) {
    let both = u128::from_ne_bytes(*address);
    (both as u64, (both >> 64) as u64)
}

/// Where `part`, a slice of `whole`, stands, and how long it is.
#[inline(always)]
pub fn place(whole: &[u8], part: &[u8]) -> u64 {
    let offset = part.as_ptr().addr().wrapping_sub(whole.as_ptr().addr());
    offset as u64 | (part.len() as u64) << 16
}

/// A Binding Update as a reader returns it.
#[derive(Clone, Copy, Default)]
pub struct Update<'a> {
    pub sequence: u16,
    pub flags: u16,
    pub lifetime: u16,
    /// The [`halves`] of the address.
    pub alternate: Option<(u64, u64)>,
    pub nonces: Option<(u16, u16)>,
    /// Status, the R bit, the MN identity.
    pub dns: Option<(u8, bool, &'a [u8])>,
    pub authenticator: Option<&'a [u8]>,
    /// Options of a type that is none of the above and no padding.
    pub unknown: u32,
}

impl Update<'_> {
    #[inline(always)]
    pub fn digest(&self, input: &[u8]) -> u64 {
        let mut digest = u64::from(self.sequence)
            | u64::from(self.flags) << 16
            | u64::from(self.lifetime) << 32
            | u64::from(self.unknown) << 48;
        if let Some((one, two)) = self.alternate {
            digest = mix(mix(digest, one), two);
        }
        if let Some((home, care_of)) = self.nonces {
            digest = mix(digest, u64::from(home) << 16 | u64::from(care_of) | 4 << 40);
        }
        if let Some((status, remove, identity)) = self.dns {
            digest = mix(digest, dns_digest(input, status, remove, identity));
        }
        if let Some(octets) = self.authenticator {
            digest = mix(digest, place(input, octets) | 5 << 48);
        }
        digest
    }
}

/// A DNS Update option alone.
#[inline(always)]
pub fn dns_digest(input: &[u8], status: u8, remove: bool, identity: &[u8]) -> u64 {
    place(input, identity) | u64::from(status) << 32 | u64::from(remove) << 40 | 17 << 48
}

/// The fixed part of a Binding Update alone.
#[inline(always)]
#[allow(dead_code, reason = "for the crate under test")]
pub fn fixed_digest(sequence: u16, flags: u16, lifetime: u16) -> u64 {
    u64::from(sequence) | u64::from(flags) << 16 | u64::from(lifetime) << 32
}

/// One option that is no padding, while walking; add them up. Two instructions, as
/// the goals of a walk are per option.
#[inline(always)]
pub fn walk_digest(kind: u8, length: usize) -> u64 {
    u64::from(kind) * 8 + length as u64
}

/// The start of a Configuration payload digest.
#[inline(always)]
pub fn cp_digest(next: u8, critical: bool, cfg_type: u8) -> u64 {
    u64::from(next) | u64::from(critical) << 8 | u64::from(cfg_type) << 16
}

/// INTERNAL_IP6_ADDRESS, in order of appearance. `None`: without a value.
#[inline(always)]
pub fn cp_address(digest: u64, value: Option<(&[u8; 16], u8)>) -> u64 {
    match value {
        None => mix(digest, 8 << 40 | 1 << 63),
        Some((address, length)) => {
            let (one, two) = halves(address);
            mix(mix(mix(digest, one), two), u64::from(length) | 8 << 40)
        }
    }
}

/// MIP6_HOME_PREFIX: lifetime, prefix, prefix length.
#[inline(always)]
pub fn cp_home_prefix(digest: u64, value: Option<(u32, &[u8; 16], u8)>) -> u64 {
    match value {
        None => mix(digest, 16 << 40 | 1 << 63),
        Some((lifetime, prefix, length)) => {
            let (one, two) = halves(prefix);
            let rest = u64::from(lifetime) << 8 | u64::from(length) | 16 << 40;
            mix(mix(mix(digest, one), two), rest)
        }
    }
}

/// INTERNAL_IP6_DNS.
#[inline(always)]
pub fn cp_dns(digest: u64, value: Option<&[u8; 16]>) -> u64 {
    match value {
        None => mix(digest, 10 << 40 | 1 << 63),
        Some(address) => {
            let (one, two) = halves(address);
            mix(mix(mix(digest, one), two), 10 << 40)
        }
    }
}

/// Any other attribute, its R bit masked.
#[inline(always)]
pub fn cp_other(digest: u64, kind: u16, length: usize) -> u64 {
    mix(digest, u64::from(kind) << 40 | length as u64)
}

/// A Notify payload.
#[inline(always)]
pub fn notify_digest(input: &[u8], protocol: u8, spi: &[u8], kind: u16, data: &[u8]) -> u64 {
    let head = u64::from(protocol) << 32 | u64::from(kind) << 40;
    mix(head | place(input, spi), place(input, data))
}

/// What is present in [`UpdateFields`].
pub const ALTERNATE: u16 = 1;
pub const NONCES: u16 = 2;
pub const DNS: u16 = 4;
pub const AUTHORIZATION: u16 = 8;

/// What the writers of a Binding Update write, in this order and aligned:
/// Alternate Care-of Address, Nonce Indices, DNS Update, Binding Authorization
/// Data.
///
/// `repr(C)` and without pointers, so that the C rows read the same octets.
#[repr(C)]
pub struct UpdateFields {
    pub sequence: u16,
    pub flags: u16,
    pub lifetime: u16,
    pub present: u16,
    pub alternate: [u8; 16],
    pub home_nonce: u16,
    pub care_of_nonce: u16,
    pub dns_status: u8,
    /// 0x80 to remove, 0 to create or update.
    pub dns_flags: u8,
    pub name_length: u8,
    pub authenticator_length: u8,
    pub name: [u8; 256],
    pub authenticator: [u8; 256],
}

impl UpdateFields {
    #[inline(always)]
    pub fn name(&self) -> &[u8] {
        &self.name[..usize::from(self.name_length)]
    }

    #[inline(always)]
    pub fn authenticator(&self) -> &[u8] {
        &self.authenticator[..usize::from(self.authenticator_length)]
    }
}

const fn update(present: u16, name: &[u8], authenticator: &[u8]) -> UpdateFields {
    let mut fields = UpdateFields {
        sequence: inputs::SEQUENCE,
        flags: inputs::FLAGS,
        lifetime: inputs::LIFETIME,
        present,
        alternate: inputs::CARE_OF,
        home_nonce: 0x0102,
        care_of_nonce: 0x0304,
        dns_status: 0,
        dns_flags: 0x80,
        name_length: name.len() as u8,
        authenticator_length: authenticator.len() as u8,
        name: [0; 256],
        authenticator: [0; 256],
    };
    let mut at = 0;
    while at < name.len() {
        fields.name[at] = name[at];
        at += 1;
    }
    at = 0;
    while at < authenticator.len() {
        fields.authenticator[at] = authenticator[at];
        at += 1;
    }
    fields
}

/// The names of [`UPDATES`]; the inputs are called `emit_` and this.
pub const UPDATE_NAMES: [&str; 16] = [
    "a", "anodns", "b", "plain", "odd", "name253", "name0", "name1", "name2", "name5", "name8",
    "name17", "auth0", "auth20", "evenname", "noalt",
];

const LONG: &[u8] = &[b'x'; 253];
const SOME: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// The field sets; a row takes the one that its only input octet names.
pub static UPDATES: [UpdateFields; 16] = [
    update(15, inputs::NAME, &inputs::AUTHENTICATOR),
    update(ALTERNATE | NONCES | AUTHORIZATION, b"", &inputs::AUTHENTICATOR),
    update(DNS, inputs::NAME, b""),
    update(0, b"", b""),
    update(DNS | AUTHORIZATION, b"odd", &inputs::AUTHENTICATOR),
    update(15, LONG, &inputs::AUTHENTICATOR),
    update(DNS, b"", b""),
    update(15, b"a", &inputs::AUTHENTICATOR),
    update(15, b"ab", &inputs::AUTHENTICATOR),
    update(15, SOME.split_at(5).0, &inputs::AUTHENTICATOR),
    update(15, SOME.split_at(8).0, &inputs::AUTHENTICATOR),
    update(15, SOME.split_at(17).0, &inputs::AUTHENTICATOR),
    // The authenticator ends the message unpadded: at 8n+2, and 8n+4 octets long.
    update(15, SOME, SOME.split_at(4).0),
    update(15, SOME, SOME.split_at(20).0),
    update(15, SOME.split_at(16).0, &inputs::AUTHENTICATOR),
    update(NONCES | DNS | AUTHORIZATION, inputs::NAME, &inputs::AUTHENTICATOR),
];

/// The field set that an `emit_*` input names.
#[inline(always)]
pub fn update_fields(input: &[u8]) -> &'static UpdateFields {
    // else the compiler knows the fields of each
    &black_box(&UPDATES)[usize::from(input[0] & 15)]
}

/// What the writers of a CFG_REPLY write; see [`ConfigFields::has_address`].
#[repr(C)]
pub struct ConfigFields {
    pub address: [u8; 16],
    pub home_prefix: [u8; 16],
    pub dns: [u8; 16],
    pub lifetime: u32,
    pub address_length: u8,
    pub home_prefix_length: u8,
    /// Whether INTERNAL_IP6_ADDRESS and INTERNAL_IP6_DNS are written around
    /// MIP6_HOME_PREFIX.
    pub has_address: bool,
    pub has_dns: bool,
}

const fn prefix_of(address: [u8; 16]) -> [u8; 16] {
    (u128::from_be_bytes(address) & !(u64::MAX as u128)).to_be_bytes()
}

const fn config(has_address: bool, has_dns: bool) -> ConfigFields {
    ConfigFields {
        address: inputs::CARE_OF,
        home_prefix: prefix_of(inputs::CARE_OF),
        dns: inputs::DNS_SERVER,
        lifetime: 3600,
        address_length: 64,
        home_prefix_length: 64,
        has_address,
        has_dns,
    }
}

/// The field sets of the CFG_REPLY jobs: `cp_reply`, `cp_prefix_only`.
pub static CONFIGS: [ConfigFields; 2] = [config(true, true), config(false, false)];

/// The field set that a `cp_*` input names.
#[inline(always)]
pub fn config_fields(input: &[u8]) -> &'static ConfigFields {
    &black_box(&CONFIGS)[usize::from(input[0] & 1)]
}

/// What a home agent knows of a mobile node before a Binding Update comes.
#[repr(C)]
pub struct Registered {
    /// The longest lifetime it grants, in units of 4 seconds.
    pub granted: u16,
    name_length: u8,
    name: [u8; 253],
}

impl Registered {
    /// The name that the mobile node was authenticated with, in lower case.
    #[inline(always)]
    pub fn name(&self) -> &[u8] {
        &self.name[..usize::from(self.name_length)]
    }
}

static REGISTERED: Registered = {
    let mut name = [0; 253];
    let mut at = 0;
    while at < inputs::NAME.len() {
        name[at] = inputs::NAME[at];
        at += 1;
    }
    Registered { granted: 900, name_length: inputs::NAME.len() as u8, name }
};

#[inline(always)]
pub fn registered() -> &'static Registered {
    black_box(&REGISTERED)
}

/// What a home agent does in the DNS: see [`Binding`].
pub const NOTHING: u8 = 0;
pub const CREATE: u8 = 1;
pub const REMOVE: u8 = 2;
pub const REFUSED: u8 = 3;

/// What a home agent keeps of a Binding Update.
pub struct Binding<'a> {
    pub home_address: &'a [u8; 16],
    pub care_of_address: &'a [u8; 16],
    pub lifetime: u16,
    pub dns_action: u8,
    pub dns_status: u8,
}

impl Binding<'_> {
    pub const OCTETS: usize = 40;

    /// Writes it before the acknowledgement.
    #[inline(always)]
    pub fn store(&self, out: &mut [u8; 40]) {
        let (home_address, rest) = out.split_at_mut(16);
        let (care_of_address, rest) = rest.split_at_mut(16);
        home_address.copy_from_slice(self.home_address);
        care_of_address.copy_from_slice(self.care_of_address);
        let [high, low] = self.lifetime.to_be_bytes();
        rest.copy_from_slice(&[high, low, self.dns_action, self.dns_status, 0, 0, 0, 0]);
    }
}

/// An IPv6 packet: its Mobility Header, and the home address of its sender.
#[inline(always)]
pub fn packet_digest(input: &[u8], mobility_header: &[u8], home_address: &[u8; 16]) -> u64 {
    let (one, two) = halves(home_address);
    mix(mix(place(input, mobility_header), one), two)
}
