//! Identification (RFC 7296 Section 3.5), payload types 35 (initiator) and 36 (responder).

#[cfg(feature = "arbitrary")]
use super::body::LONGEST_BODY;
use super::{PayloadBody, PayloadType, RawPayload};
use crate::deviations::Deviations;
use crate::error::{EmitError, ParseError, ParseErrorKind};
use crate::identity::MnIdentity;
use crate::name::Fqdn;
use crate::wire::layout::{InPayload, field, reserved, reserved_field};
use crate::wire::{Field, Value, Writer, arbitrary, code_point, debug, read};
use core::fmt;
use core::net::{Ipv4Addr, Ipv6Addr};

code_point! {
    /// ID Type: the kind of an identity (IANA registry "IKEv2 Identification Payload ID Types").
    IdType(u8) {
        IPV4_ADDR = 1 "ID_IPV4_ADDR": "RFC 7296",
        FQDN = 2 "ID_FQDN": "RFC 7296",
        RFC822_ADDR = 3 "ID_RFC822_ADDR": "RFC 7296",
        IPV6_ADDR = 5 "ID_IPV6_ADDR": "RFC 7296",
        DER_ASN1_DN = 9 "ID_DER_ASN1_DN": "RFC 7296",
        DER_ASN1_GN = 10 "ID_DER_ASN1_GN": "RFC 7296",
        KEY_ID = 11 "ID_KEY_ID": "RFC 7296",
        FC_NAME = 12 "ID_FC_NAME": "RFC 4595",
        NULL = 13 "ID_NULL": "RFC 7619",
    }
}

/// The identity that a peer asserts: the body of payload types 35 and 36 (RFC 7296 Section 3.5).
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// | Next Payload  |C|  RESERVED   |         Payload Length        |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |   ID Type     |                 RESERVED                      |   4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ~                   Identification Data                         ~   8
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// ```
/// use mip6_wire::MnIdentity;
/// use mip6_wire::ikev2::{Identification, IdentificationInitiator, PayloadType, Payloads};
///
/// let octets = *b"\0\0\0\x16\x02\0\0\0mn.example.com";
/// let payloads = Payloads::new(PayloadType::IDENTIFICATION_INITIATOR, &octets);
/// let IdentificationInitiator(id) = payloads.find()?.unwrap();
/// assert_eq!(id, Identification::fqdn("mn.example.com")?);
/// assert!(id.matches(MnIdentity::from_octets(b"MN.example.com")));
/// assert_eq!(format!("{id:?}"), "Identification(IdType(2: ID_FQDN), 14 octets)");
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "ID_FQDN", alias = "NAI")]
pub struct Identification<'a> {
    /// Octet 4: ID Type. The three RESERVED octets after it are written as zero.
    pub id_type: IdType,
    /// Octets 8 to the end: Identification Data.
    pub data: &'a [u8],
}

impl<'a> Identification<'a> {
    /// An `ID_FQDN` of the name `name`. One trailing dot is removed.
    ///
    /// A mobile node that asks for a DNS update uses it. RFC 5026 Section 5.2: "it MUST use the FQDN as the initiator
    /// identity in the `IKE_AUTH` step of the IKEv2 exchange (`IDi`)."
    ///
    /// # Errors
    ///
    /// Those of [`Fqdn::from_text`].
    pub fn fqdn(name: &'a str) -> Result<Self, ParseError> {
        Ok(Self { id_type: IdType::FQDN, data: Fqdn::from_text(name)?.as_octets() })
    }

    /// The identity, decoded.
    ///
    /// # Errors
    ///
    /// [`PayloadLength`](ParseErrorKind::PayloadLength) at 2 if an address has a wrong length, and the errors of
    /// [`Fqdn::from_text_octets`] for an `ID_FQDN`. Offsets count from the first octet of the payload.
    pub fn identity(&self) -> Result<Identity<'a>, ParseError> {
        let length_error = |_| ParseError::new(ParseErrorKind::PayloadLength, 2);
        Ok(match self.id_type {
            IdType::IPV4_ADDR => {
                let address = <[u8; 4]>::try_from(self.data).map_err(length_error)?;
                Identity::Ipv4Addr(address.into())
            }
            IdType::IPV6_ADDR => {
                let address = self.data.try_into().map_err(length_error)?;
                Identity::Ipv6Addr(read::address(address))
            }
            IdType::FQDN => {
                Identity::Fqdn(Fqdn::from_text_octets(self.data).map_err(|error| error.within(8))?)
            }
            IdType::RFC822_ADDR => Identity::Rfc822Addr(self.data),
            IdType::DER_ASN1_DN => Identity::DerAsn1Dn(self.data),
            IdType::DER_ASN1_GN => Identity::DerAsn1Gn(self.data),
            IdType::KEY_ID => Identity::KeyId(self.data),
            id_type => Identity::Other { id_type, data: self.data },
        })
    }

    /// Whether this is an `ID_FQDN` of the same name as `identity`, without regard to the case of letters or a
    /// trailing dot.
    ///
    /// `identity` can be labels, this identity cannot: RFC 7296 Section 3.5 says that it is text and "MUST NOT contain
    /// any terminators".
    ///
    /// RFC 5026 Section 9.5: "The FQDN MUST be the same as the FQDN that will be provided by the Mobile Node in the
    /// DNS Update Option." It does not say how to compare. Domain names are compared in this way (RFC 1035
    /// Section 2.3.3).
    #[must_use]
    pub fn matches(&self, identity: MnIdentity<'_>) -> bool {
        identity.fqdn().is_ok_and(|name| self.matches_fqdn(name))
    }

    /// Whether this is an `ID_FQDN` of the name `name`, compared as in [`matches`](Self::matches).
    ///
    /// `name` is not checked again, which saves time if it comes from [`MnIdentity::fqdn`].
    ///
    /// ```
    /// use mip6_wire::Fqdn;
    /// use mip6_wire::ikev2::Identification;
    ///
    /// let idi = Identification::fqdn("mn.example.com")?;
    /// assert!(idi.matches_fqdn(Fqdn::from_labels(b"\x02MN\x07example\x03com\x00")?));
    /// # Ok::<(), mip6_wire::ParseError>(())
    /// ```
    #[must_use]
    pub fn matches_fqdn(&self, name: Fqdn<'_>) -> bool {
        self.id_type == IdType::FQDN
            // the octets of a checked text need no second check
            && (name.as_text_octets() == Some(self.data)
                || Fqdn::from_text_octets(self.data).is_ok_and(|own| own == name))
    }

    #[inline]
    fn parse_body(payload: &RawPayload<'a>) -> Result<Self, ParseError> {
        match payload.body {
            [id_type, _, _, _, data @ ..] => Ok(Self { id_type: IdType(*id_type), data }),
            _ => Err(payload.length_error()),
        }
    }

    #[inline]
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.array(&[self.id_type.0, 0, 0, 0])?;
        writer.octets(self.data)
    }

    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        let data = match self.identity() {
            Ok(Identity::Ipv4Addr(address)) => Value::Ipv4(address),
            Ok(Identity::Ipv6Addr(address)) => Value::Ipv6(address),
            Ok(Identity::Fqdn(_) | Identity::Rfc822Addr(_)) => Value::Text(self.data),
            _ => Value::Octets(self.data),
        };
        out(field("id_type", 4, &self.id_type));
        out(reserved_field(5, 3));
        out(Field::new("data", 8, self.data.len(), data));
    }
}

/// Shows the identity as [`Identity`] does. If the octets are not valid for the type, they are shown in hexadecimal.
impl fmt::Display for Identification<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.identity() {
            Ok(identity) => identity.fmt(f),
            Err(_) => Identity::Other { id_type: self.id_type, data: self.data }.fmt(f),
        }
    }
}

/// Makes the payload of each side. They have the same body.
macro_rules! identification {
    ($( $(#[$meta:meta])* $type:ident: $constant:ident; )*) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        pub struct $type<'a>(pub Identification<'a>);

        impl<'a> PayloadBody<'a> for $type<'a> {
            const TYPE: PayloadType = PayloadType::$constant;

            #[inline]
            fn parse_body(payload: &RawPayload<'a>) -> Result<Self, ParseError> {
                Identification::parse_body(payload).map(Self)
            }

            #[inline]
            fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
                self.0.emit_body(writer)
            }

            fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
                self.0.fields(out);
            }

            fn audit(&self, body: &[u8]) -> Deviations {
                reserved::<InPayload>(body, 5, 3)
            }
        }

        arbitrary! {
            $type<'a>: |u| Self(u.arbitrary()?);
        }
    )* };
}

identification! {
    /// `IDi`, payload type 35: the identity of the initiator, the mobile node.
    #[doc(alias = "IDi")]
    IdentificationInitiator: IDENTIFICATION_INITIATOR;
    /// `IDr`, payload type 36: the identity of the responder, the home agent.
    #[doc(alias = "IDr")]
    IdentificationResponder: IDENTIFICATION_RESPONDER;
}

/// An identity, decoded: see [`Identification::identity`].
///
/// ```
/// use mip6_wire::ikev2::{Identification, Identity, IdType};
///
/// let id = Identification { id_type: IdType::IPV4_ADDR, data: &[192, 0, 2, 85] };
/// assert_eq!(id.identity()?, Identity::Ipv4Addr([192, 0, 2, 85].into()));
/// assert_eq!(id.to_string(), "192.0.2.85");
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Identity<'a> {
    /// `ID_IPV4_ADDR`: an IPv4 address.
    Ipv4Addr(Ipv4Addr),
    /// `ID_FQDN`: a domain name, as text.
    Fqdn(Fqdn<'a>),
    /// `ID_RFC822_ADDR`: a mail address or a network access identifier, usually UTF-8.
    Rfc822Addr(&'a [u8]),
    /// `ID_IPV6_ADDR`: an IPv6 address.
    Ipv6Addr(Ipv6Addr),
    /// `ID_DER_ASN1_DN`: a distinguished name in DER.
    DerAsn1Dn(&'a [u8]),
    /// `ID_DER_ASN1_GN`: a general name in DER.
    DerAsn1Gn(&'a [u8]),
    /// `ID_KEY_ID`: octets whose meaning only the two peers know.
    KeyId(&'a [u8]),
    /// An identity of any other type.
    Other {
        /// ID Type.
        id_type: IdType,
        /// Identification Data.
        data: &'a [u8],
    },
}

impl Identity<'_> {
    /// The ID Type.
    #[must_use]
    pub const fn id_type(&self) -> IdType {
        match self {
            Self::Ipv4Addr(_) => IdType::IPV4_ADDR,
            Self::Fqdn(_) => IdType::FQDN,
            Self::Rfc822Addr(_) => IdType::RFC822_ADDR,
            Self::Ipv6Addr(_) => IdType::IPV6_ADDR,
            Self::DerAsn1Dn(_) => IdType::DER_ASN1_DN,
            Self::DerAsn1Gn(_) => IdType::DER_ASN1_GN,
            Self::KeyId(_) => IdType::KEY_ID,
            Self::Other { id_type, .. } => *id_type,
        }
    }
}

/// Shows an address or a name as it is usually written, a mail address with escapes for what is not printable ASCII,
/// and other octets in hexadecimal.
impl fmt::Display for Identity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ipv4Addr(address) => address.fmt(f),
            Self::Fqdn(name) => name.fmt(f),
            Self::Rfc822Addr(text) => text.escape_ascii().fmt(f),
            Self::Ipv6Addr(address) => address.fmt(f),
            Self::DerAsn1Dn(data)
            | Self::DerAsn1Gn(data)
            | Self::KeyId(data)
            | Self::Other { data, .. } => {
                data.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
            }
        }
    }
}

debug! {
    Identification<'_>: "Identification({:?}, {} octets)",
        |identification| identification.id_type, identification.data.len();
    Identity<'_>: "Identity({:?})", |identity| identity.id_type();
}

arbitrary! {
    Identification<'a>: |u| if u.arbitrary()? {
        Self { id_type: IdType::FQDN, data: Fqdn::drawn_text(u)?.as_octets() }
    } else {
        Self { id_type: u.arbitrary()?, data: octets(u, LONGEST_BODY - 4)? }
    };
}
