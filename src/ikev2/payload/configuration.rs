//! Configuration (RFC 7296 Section 3.15), payload type 47.

use super::{PayloadBody, PayloadType, RawPayload};
use crate::deviations::Deviations;
use crate::error::{EmitError, EmitErrorKind, ParseError};
use crate::ikev2::attribute::{
    CfgType, ConfigAttributes, HomePrefix, InternalIp4Netmask, Mip6HomePrefix,
};
use crate::wire::layout::{InPayload, field, reserved, reserved_field};
use crate::wire::{Field, Value, Writer, arbitrary};

/// Configuration, payload type 47 (RFC 7296 Section 3.15): a mobile node asks for a home address or a home prefix,
/// and the home agent assigns one.
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// | Next Payload  |C|  RESERVED   |         Payload Length        |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |   CFG Type    |                    RESERVED                   |   4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ~                   Configuration Attributes                    ~   8
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// ```
/// use mip6_wire::ikev2::{CfgType, Configuration, Mip6HomePrefix, PayloadType, Payloads};
///
/// // CFG_REQUEST with INTERNAL_IP6_ADDRESS and MIP6_HOME_PREFIX, both empty
/// let octets = [0, 0, 0, 16, 1, 0, 0, 0, 0, 8, 0, 0, 0, 16, 0, 0];
/// let payloads = Payloads::new(PayloadType::CONFIGURATION, &octets);
/// let request = payloads.find::<Configuration>()?.unwrap();
/// assert_eq!(request.cfg_type, CfgType::REQUEST);
/// assert_eq!(request.attributes.find()?, Some(Mip6HomePrefix::Request));
/// assert!(request.asks_for_home_prefix()?);
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[doc(alias = "CP")]
pub struct Configuration<'a> {
    /// Octet 4: CFG Type. The three RESERVED octets after it are written as zero.
    pub cfg_type: CfgType,
    /// Octets 8 to the end: the attributes.
    pub attributes: ConfigAttributes<'a>,
}

impl Configuration<'_> {
    /// Whether the payload is a `CFG_REQUEST` with a `MIP6_HOME_PREFIX` attribute, which asks for a home prefix.
    ///
    /// In a request the attribute is empty. An attribute with a prefix asks too. The prefix is ignored, since
    /// RFC 5026 defines no suggestion here.
    ///
    /// # Errors
    ///
    /// Those of [`ConfigAttributes::find`].
    pub fn asks_for_home_prefix(&self) -> Result<bool, ParseError> {
        let found = self.attributes.find::<Mip6HomePrefix>()?;
        Ok(found.is_some() && self.cfg_type == CfgType::REQUEST)
    }

    /// The home prefix that a `CFG_REPLY` assigns, the first if there are several. RFC 5026 Section 5.3.2 expects
    /// one.
    ///
    /// In a reply the attribute holds a prefix. An empty attribute counts as none.
    ///
    /// # Errors
    ///
    /// Those of [`ConfigAttributes::find`].
    pub fn home_prefix(&self) -> Result<Option<HomePrefix>, ParseError> {
        let mut found = None;
        for attribute in self.attributes.all::<Mip6HomePrefix>() {
            found = found.or(attribute?.assigned_in(self.cfg_type));
        }
        Ok(found)
    }
}

impl<'a> PayloadBody<'a> for Configuration<'a> {
    const TYPE: PayloadType = PayloadType::CONFIGURATION;

    #[inline]
    fn parse_body(payload: &RawPayload<'a>) -> Result<Self, ParseError> {
        match payload.body {
            [cfg_type, _, _, _, attributes @ ..] => Ok(Self {
                cfg_type: CfgType(*cfg_type),
                attributes: ConfigAttributes::new(attributes, payload.offset().wrapping_add(8)),
            }),
            _ => Err(payload.length_error()),
        }
    }

    #[inline]
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.array(&[self.cfg_type.0, 0, 0, 0])?;
        if self.attributes.check().is_err() {
            return Err(writer.error(EmitErrorKind::MalformedOptions));
        }
        writer.octets(self.attributes.as_octets())
    }

    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        let attributes = self.attributes.as_octets();
        out(field("cfg_type", 4, &self.cfg_type));
        out(reserved_field(5, 3));
        out(Field::new("attributes", 8, attributes.len(), Value::Attributes(attributes)));
    }

    fn audit(&self, body: &[u8]) -> Deviations {
        let attributes = self.attributes.raw().fold(Deviations::empty(), |found, item| {
            found | item.map_or(Deviations::MALFORMED, |attribute| attribute.audit())
        });
        reserved::<InPayload>(body, 5, 3) | attributes | self.forms()
    }
}

impl Configuration<'_> {
    /// Whether an attribute is empty although the CFG Type wants a value, or the reverse, as far as the RFCs say.
    fn forms(&self) -> Deviations {
        let mut home_prefixes = self.attributes.all::<Mip6HomePrefix>().flatten();
        let mut netmasks = self.attributes.all::<InternalIp4Netmask>().flatten();
        let proper = home_prefixes.all(|prefix| prefix.is_proper_in(self.cfg_type))
            && (self.cfg_type != CfgType::REQUEST
                || netmasks.all(|netmask| netmask == InternalIp4Netmask::Request));
        if proper { Deviations::empty() } else { Deviations::ATTRIBUTE_FORM }
    }
}

arbitrary! {
    Configuration<'a>: |u| Self { cfg_type: u.arbitrary()?, attributes: u.arbitrary()? };
}
