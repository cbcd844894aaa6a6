//! Access Network Identifier (RFC 6757 Section 3, RFC 7563 Section 3), type 52, and its sub-options.

use crate::deviations::Deviations;
use crate::error::{EmitError, EmitErrorKind, ParseError, ParseErrorKind};
use crate::option::sub_option::sub_options;
use crate::option::{SubOptionBody, SubOptions};
use crate::wire::{
    Field, Lifetime, Value, Writer, arbitrary, code_point, debug, fixed, flags, layout, read,
};

layout! {
    /// The access network that a mobile node is attached to (RFC 6757 Section 3): in a Proxy
    /// Binding Update, and echoed in the answer, at most once.
    ///
    /// It says where a person is. `Debug` and `defmt` show no identifier of it; SECURITY.md says who else sees them.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |   Type = 52   | Option Length |     ANI Sub-option(s) ...         0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// Where the RFC is silent: no sub-option pads, type 0 has a length like any other.
    #[doc(alias = "ANI")]
    pub struct AccessNetworkIdentifier<'a>: option ACCESS_NETWORK_IDENTIFIER {
        2..
        /// The sub-options, one at least.
        sub_options @ 2: SubOptions<'a, AniType>,
    }
}

sub_options! {
    /// The type of an access network identifier sub-option, its first octet (IANA registry "Access Network Information
    /// (ANI) Sub-Option Type Values").
    AniType(u8), start 2, head 2, padded false;
    RawAni and Ani of "access network identifier sub-option";
    1 NETWORK_IDENTIFIER "Network-Identifier", "RFC 6757 Section 3.1.1" once => NetworkIdentifier<'a>;
    2 GEO_LOCATION "Geo-Location", "RFC 6757 Section 3.1.2" once => GeoLocation;
    3 OPERATOR_IDENTIFIER "Operator-Identifier", "RFC 6757 Section 3.1.3" once => OperatorIdentifier<'a>;
    4 CIVIC_LOCATION "Civic-Location", "RFC 7563 Section 3.1" => CivicLocation<'a>;
    5 MAG_GROUP_IDENTIFIER "MAG-Group-Identifier", "RFC 7563 Section 3.2" => MagGroupIdentifier;
    6 ANI_UPDATE_TIMER "ANI Update-Timer", "RFC 7563 Section 3.3" => AniUpdateTimer;
}

flags! {
    /// The flags of a network identifier, the octet at offset 2.
    NetworkIdentifierFlags(u8) {
        /// The network name is UTF-8. Clear: its encoding is not said.
        UTF_8 = 0x80 "E" "Encoding is UTF-8",
    }
}

/// The name of the access network, as its SSID or its PLMN, and that of the access point (RFC 6757 Section 3.1.1).
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  ANI Type = 1 |  ANI Length   |E|   Reserved  | Net-Name Len  |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                 Network Name (e.g., SSID or PLMNID)           ~   4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  AP-Name Len  |                Access-Point Name              ~
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// Where the RFC is silent: ANI Length is checked against the two names alone. Its range of 5 to 32 has no room for an
/// SSID of 32 octets.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "SSID", alias = "PLMN")]
pub struct NetworkIdentifier<'a> {
    /// Octet 2: the E flag and seven Reserved bits.
    pub flags: NetworkIdentifierFlags,
    /// Octets 4 on: Network Name. A sender has one octet at least.
    pub network_name: &'a [u8],
    /// Behind AP-Name Len: Access-Point Name, UTF-8; empty if it is not included.
    pub access_point_name: &'a [u8],
}

/// Octets behind one that counts them.
fn counted(input: &[u8]) -> read::Read<'_, &[u8]> {
    let (rest, [length]) = read::array::<1>(input)?;
    match rest.split_at_checked(usize::from(*length)) {
        Some((octets, rest)) => Ok((rest, octets)),
        None => Err(read::fail(ParseErrorKind::OptionLength)),
    }
}

fn network_identifier(input: &[u8]) -> read::Read<'_, NetworkIdentifier<'_>> {
    let (rest, [bits]) = read::array::<1>(input)?;
    let (rest, network_name) = counted(rest)?;
    let (rest, access_point_name) = counted(rest)?;
    let flags = NetworkIdentifierFlags::from_bits_retain(*bits);
    Ok((rest, NetworkIdentifier { flags, network_name, access_point_name }))
}

fn length_octet(writer: &Writer<'_>, octets: &[u8]) -> Result<u8, EmitError> {
    u8::try_from(octets.len()).map_err(|_| writer.error(EmitErrorKind::Value))
}

impl<'a> SubOptionBody<'a> for NetworkIdentifier<'a> {
    type Type = AniType;
    const TYPE: AniType = AniType::NETWORK_IDENTIFIER;

    fn parse_body(raw: &RawAni<'a>) -> Result<Self, ParseError> {
        match network_identifier(raw.body) {
            Ok(([], identifier)) => Ok(identifier),
            _ => Err(raw.length_error()),
        }
    }

    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.array(&[self.flags.bits(), length_octet(writer, self.network_name)?])?;
        writer.octets(self.network_name)?;
        writer.u8(length_octet(writer, self.access_point_name)?)?;
        writer.octets(self.access_point_name)
    }

    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        let flags = Value::Flags(self.flags.bits().into(), NetworkIdentifierFlags::DEFINED);
        out(Field::new("flags", 2, 1, flags));
        let mut at: usize = 3;
        for (length, name, octets) in [
            ("network_name_length", "network_name", self.network_name),
            ("access_point_name_length", "access_point_name", self.access_point_name),
        ] {
            let number = u64::try_from(octets.len()).unwrap_or_default();
            out(Field::new(length, at, 1, Value::Number(number)));
            out(Field::new(name, at.wrapping_add(1), octets.len(), Value::Text(octets)));
            at = at.wrapping_add(1).wrapping_add(octets.len());
        }
    }

    fn audit(&self, _: &[u8]) -> Deviations {
        let mut found = Deviations::empty();
        found.set(Deviations::RESERVED_FLAGS, self.flags.reserved_bits() != 0);
        found.set(Deviations::FIELD_VALUE, self.network_name.is_empty());
        found
    }
}

arbitrary! {
    NetworkIdentifier<'a>: |u| Self {
        flags: u.arbitrary()?,
        network_name: octets(u, 100)?,
        access_point_name: octets(u, 100)?,
    };
    Coordinate: |u| Self(u.arbitrary()?);
}

/// A latitude or a longitude, 24 bits: two's complement, nine whole bits and 15 of fraction. `Debug` does not show it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Coordinate([u8; 3]);

impl Coordinate {
    /// A coordinate in units of 1/32768 degree; `None` if 24 bits do not hold it.
    #[must_use]
    pub const fn from_units(units: i32) -> Option<Self> {
        match units {
            -0x80_0000..=0x7f_ffff => {
                let [_, octets @ ..] = units.to_be_bytes();
                Some(Self(octets))
            }
            _ => None,
        }
    }

    /// The coordinate in units of 1/32768 degree.
    #[must_use]
    pub const fn units(self) -> i32 {
        let [high, middle, low] = self.0;
        i32::from_be_bytes([high, middle, low, 0]) >> 8
    }

    /// The coordinate in degrees; north and east are positive.
    #[must_use]
    pub fn degrees(self) -> f64 {
        f64::from(self.units()) / 32768.0
    }
}

debug! {
    NetworkIdentifier<'_>:
        "NetworkIdentifier {{ flags: {:?}, network_name_octets: {}, access_point_name_octets: {} }}",
        |id| id.flags, id.network_name.len(), id.access_point_name.len();
    Coordinate: "3 octets";
}

fixed! {
    Coordinate, 3: |octets| Ok(Self(*octets)), |this| this.0, Value::Degrees(this.units());
}

layout! {
    /// Where the access network is (RFC 6757 Section 3.1.2), by WGS 84.
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |  ANI Type = 2 | ANI Length = 6|       Latitude Degrees            0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    ///                 |               Longitude Degrees               |   5
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct GeoLocation: sub_option AniType::GEO_LOCATION {
        /// Latitude, -90 to 90 degrees.
        latitude @ 2: Coordinate,
        /// Longitude, -180 to 180 degrees.
        longitude @ 5: Coordinate,
    }
}

code_point! {
    /// What an operator identifier is (IANA registry "Operator-Identifier Type Registry").
    OperatorIdentifierType(u8) {
        PRIVATE_ENTERPRISE_NUMBER = 1 "Operator-Identifier as Private Enterprise Number",
        REALM = 2 "Realm of the operator",
    }
}

layout! {
    /// The operator of the access network (RFC 6757 Section 3.1.3).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |  ANI Type = 3 |  ANI Length   |  Op-ID Type   | Operator-ID ...   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    #[doc(alias = "PEN", alias = "realm")]
    pub struct OperatorIdentifier<'a>: sub_option AniType::OPERATOR_IDENTIFIER {
        /// Op-ID Type.
        identifier_type @ 2: OperatorIdentifierType,
        1..
        /// Operator-Identifier: a number, most significant octet first, or a realm in US-ASCII.
        identifier @ 3: &'a [u8] => Self::list_identifier,
    }
}

impl<'a> OperatorIdentifier<'a> {
    /// An operator by its realm.
    #[must_use]
    pub const fn realm(identifier: &'a [u8]) -> Self {
        Self { identifier_type: OperatorIdentifierType::REALM, identifier }
    }

    /// An operator by its Private Enterprise Number.
    #[must_use]
    pub const fn private_enterprise_number(identifier: &'a [u8; 4]) -> Self {
        Self { identifier_type: OperatorIdentifierType::PRIVATE_ENTERPRISE_NUMBER, identifier }
    }

    fn list_identifier<F: FnMut(Field<'_>) + ?Sized>(&self, field: Field<'_>, out: &mut F) {
        let value = match (self.identifier_type, self.as_private_enterprise_number()) {
            (OperatorIdentifierType::REALM, _) => Value::Text(self.identifier),
            (_, Some(number)) => Value::Number(number.into()),
            _ => Value::Octets(self.identifier),
        };
        out(Field { value, ..field });
    }

    /// The Private Enterprise Number, of whatever width; `None` if it is no such number, or above 32 bits.
    #[must_use]
    pub fn as_private_enterprise_number(&self) -> Option<u32> {
        if self.identifier_type != OperatorIdentifierType::PRIVATE_ENTERPRISE_NUMBER {
            return None;
        }
        self.identifier
            .iter()
            .try_fold(0_u32, |number, octet| Some(number.checked_mul(256)? | u32::from(*octet)))
    }
}

code_point! {
    /// How a civic location is written (IANA registry "Civic-Location Format Registry", RFC 7563 Section 3.1).
    CivicLocationFormat(u8) {
        BINARY = 0 "RFC 4776 binary format",
    }
}

layout! {
    /// The address of the place where the access network is (RFC 7563 Section 3.1).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |  ANI Type = 4 |  ANI Length   |    Format     |   Reserved    |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |                        civic location                         ~   4
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct CivicLocation<'a>: sub_option AniType::CIVIC_LOCATION {
        /// Format.
        format @ 2: CivicLocationFormat,
        _ @ 3: [u8; 1],
        0..
        /// Civic location; by format 0 a country code of two letters, and the civic elements of RFC 4776 Section 3.3.
        location @ 4: &'a [u8],
    }
}

layout! {
    /// The group of mobile access gateways that the sender is one of (RFC 7563 Section 3.2).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |  ANI Type = 5 | ANI Length = 2|     MAG-Group-Identifier      |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    ///
    /// Where the RFC contradicts itself: a sentence says three octets, figure and length say two.
    pub struct MagGroupIdentifier: sub_option AniType::MAG_GROUP_IDENTIFIER {
        /// MAG-Group-Identifier, a number, most significant octet first.
        group @ 2: [u8; 2],
    }
}

layout! {
    /// How often the access network identifiers are to be reported at most (RFC 7563 Section 3.3).
    ///
    /// ```text
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |  ANI Type = 6 | ANI Length = 2|         Update-Timer          |   0
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// ```
    pub struct AniUpdateTimer: sub_option AniType::ANI_UPDATE_TIMER {
        /// Update-Timer, in units of 4 seconds; zero asks for a report at each change.
        update_timer @ 2: Lifetime,
    }
}
