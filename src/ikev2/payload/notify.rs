//! Notify (RFC 7296 Section 3.10), payload type 41.

#[cfg(feature = "arbitrary")]
use super::body::LONGEST_BODY;
use super::{PayloadBody, PayloadType, RawPayload};
use crate::error::{EmitError, EmitErrorKind, ParseError, ParseErrorKind};
use crate::wire::layout::field;
use crate::wire::{Field, Value, Writer, arbitrary, code_point, debug};

code_point! {
    /// Protocol ID: the kind of security association of an SPI (IANA registry "IKEv2 Security Protocol
    /// Identifiers"). Zero without an SPI.
    ProtocolId(u8) {
        IKE = 1 "IKE": "RFC 7296",
        AH = 2 "AH": "RFC 7296",
        ESP = 3 "ESP": "RFC 7296",
        FC_ESP_HEADER = 4 "FC_ESP_HEADER": "RFC 4595",
        FC_CT_AUTHENTICATION = 5 "FC_CT_AUTHENTICATION": "RFC 4595",
    }
}

impl ProtocolId {
    /// Zero: there is no SPI. The registry has no name for it.
    pub const NONE: Self = Self(0);
}

code_point! {
    /// Notify Message Type: what a notification reports (IANA registries "IKEv2 Notify Message Error Types" and "IKEv2 Notify Message Status
    /// Types").
    ///
    /// ```
    /// use mip6_wire::ikev2::NotifyType;
    ///
    /// assert_eq!(NotifyType(42), NotifyType::USE_ASSIGNED_HOA);
    /// assert_eq!(NotifyType::USE_ASSIGNED_HOA.name(), Some("USE_ASSIGNED_HoA"));
    /// assert!(NotifyType::USE_ASSIGNED_HOA.is_error());
    /// assert!(NotifyType::INITIAL_CONTACT.is_status());
    /// ```
    NotifyType(u16) {
        UNSUPPORTED_CRITICAL_PAYLOAD = 1 "UNSUPPORTED_CRITICAL_PAYLOAD": "RFC 7296",
        INVALID_IKE_SPI = 4 "INVALID_IKE_SPI": "RFC 7296",
        INVALID_MAJOR_VERSION = 5 "INVALID_MAJOR_VERSION": "RFC 7296",
        INVALID_SYNTAX = 7 "INVALID_SYNTAX": "RFC 7296",
        INVALID_MESSAGE_ID = 9 "INVALID_MESSAGE_ID": "RFC 7296",
        INVALID_SPI = 11 "INVALID_SPI": "RFC 7296",
        NO_PROPOSAL_CHOSEN = 14 "NO_PROPOSAL_CHOSEN": "RFC 7296",
        INVALID_KE_PAYLOAD = 17 "INVALID_KE_PAYLOAD": "RFC 7296",
        AUTHENTICATION_FAILED = 24 "AUTHENTICATION_FAILED": "RFC 7296",
        SINGLE_PAIR_REQUIRED = 34 "SINGLE_PAIR_REQUIRED": "RFC 7296",
        NO_ADDITIONAL_SAS = 35 "NO_ADDITIONAL_SAS": "RFC 7296",
        INTERNAL_ADDRESS_FAILURE = 36 "INTERNAL_ADDRESS_FAILURE": "RFC 7296",
        FAILED_CP_REQUIRED = 37 "FAILED_CP_REQUIRED": "RFC 7296",
        TS_UNACCEPTABLE = 38 "TS_UNACCEPTABLE": "RFC 7296",
        INVALID_SELECTORS = 39 "INVALID_SELECTORS": "RFC 7296",
        UNACCEPTABLE_ADDRESSES = 40 "UNACCEPTABLE_ADDRESSES": "RFC 4555",
        UNEXPECTED_NAT_DETECTED = 41 "UNEXPECTED_NAT_DETECTED": "RFC 4555",
        USE_ASSIGNED_HOA = 42 "USE_ASSIGNED_HoA": "RFC 5026",
        TEMPORARY_FAILURE = 43 "TEMPORARY_FAILURE": "RFC 7296",
        CHILD_SA_NOT_FOUND = 44 "CHILD_SA_NOT_FOUND": "RFC 7296",
        INVALID_GROUP_ID = 45 "INVALID_GROUP_ID": "RFC 9838",
        AUTHORIZATION_FAILED = 46 "AUTHORIZATION_FAILED": "RFC 9838",
        STATE_NOT_FOUND = 47 "STATE_NOT_FOUND": "RFC 9370",
        TS_MAX_QUEUE = 48 "TS_MAX_QUEUE": "RFC 9611",
        INITIAL_CONTACT = 16384 "INITIAL_CONTACT": "RFC 7296",
        SET_WINDOW_SIZE = 16385 "SET_WINDOW_SIZE": "RFC 7296",
        ADDITIONAL_TS_POSSIBLE = 16386 "ADDITIONAL_TS_POSSIBLE": "RFC 7296",
        IPCOMP_SUPPORTED = 16387 "IPCOMP_SUPPORTED": "RFC 7296",
        NAT_DETECTION_SOURCE_IP = 16388 "NAT_DETECTION_SOURCE_IP": "RFC 7296",
        NAT_DETECTION_DESTINATION_IP = 16389 "NAT_DETECTION_DESTINATION_IP": "RFC 7296",
        COOKIE = 16390 "COOKIE": "RFC 7296",
        USE_TRANSPORT_MODE = 16391 "USE_TRANSPORT_MODE": "RFC 7296",
        HTTP_CERT_LOOKUP_SUPPORTED = 16392 "HTTP_CERT_LOOKUP_SUPPORTED": "RFC 7296",
        REKEY_SA = 16393 "REKEY_SA": "RFC 7296",
        ESP_TFC_PADDING_NOT_SUPPORTED = 16394 "ESP_TFC_PADDING_NOT_SUPPORTED": "RFC 7296",
        NON_FIRST_FRAGMENTS_ALSO = 16395 "NON_FIRST_FRAGMENTS_ALSO": "RFC 7296",
        MOBIKE_SUPPORTED = 16396 "MOBIKE_SUPPORTED": "RFC 4555",
        ADDITIONAL_IP4_ADDRESS = 16397 "ADDITIONAL_IP4_ADDRESS": "RFC 4555",
        ADDITIONAL_IP6_ADDRESS = 16398 "ADDITIONAL_IP6_ADDRESS": "RFC 4555",
        NO_ADDITIONAL_ADDRESSES = 16399 "NO_ADDITIONAL_ADDRESSES": "RFC 4555",
        UPDATE_SA_ADDRESSES = 16400 "UPDATE_SA_ADDRESSES": "RFC 4555",
        COOKIE2 = 16401 "COOKIE2": "RFC 4555",
        NO_NATS_ALLOWED = 16402 "NO_NATS_ALLOWED": "RFC 4555",
        AUTH_LIFETIME = 16403 "AUTH_LIFETIME": "RFC 4478",
        MULTIPLE_AUTH_SUPPORTED = 16404 "MULTIPLE_AUTH_SUPPORTED": "RFC 4739",
        ANOTHER_AUTH_FOLLOWS = 16405 "ANOTHER_AUTH_FOLLOWS": "RFC 4739",
        REDIRECT_SUPPORTED = 16406 "REDIRECT_SUPPORTED": "RFC 5685",
        REDIRECT = 16407 "REDIRECT": "RFC 5685",
        REDIRECTED_FROM = 16408 "REDIRECTED_FROM": "RFC 5685",
        TICKET_LT_OPAQUE = 16409 "TICKET_LT_OPAQUE": "RFC 5723",
        TICKET_REQUEST = 16410 "TICKET_REQUEST": "RFC 5723",
        TICKET_ACK = 16411 "TICKET_ACK": "RFC 5723",
        TICKET_NACK = 16412 "TICKET_NACK": "RFC 5723",
        TICKET_OPAQUE = 16413 "TICKET_OPAQUE": "RFC 5723",
        LINK_ID = 16414 "LINK_ID": "RFC 5739",
        USE_WESP_MODE = 16415 "USE_WESP_MODE": "RFC 5840",
        ROHC_SUPPORTED = 16416 "ROHC_SUPPORTED": "RFC 5857",
        EAP_ONLY_AUTHENTICATION = 16417 "EAP_ONLY_AUTHENTICATION": "RFC 5998",
        CHILDLESS_IKEV2_SUPPORTED = 16418 "CHILDLESS_IKEV2_SUPPORTED": "RFC 6023",
        QUICK_CRASH_DETECTION = 16419 "QUICK_CRASH_DETECTION": "RFC 6290",
        IKEV2_MESSAGE_ID_SYNC_SUPPORTED = 16420 "IKEV2_MESSAGE_ID_SYNC_SUPPORTED": "RFC 6311",
        IPSEC_REPLAY_COUNTER_SYNC_SUPPORTED = 16421 "IPSEC_REPLAY_COUNTER_SYNC_SUPPORTED": "RFC 6311",
        IKEV2_MESSAGE_ID_SYNC = 16422 "IKEV2_MESSAGE_ID_SYNC": "RFC 6311",
        IPSEC_REPLAY_COUNTER_SYNC = 16423 "IPSEC_REPLAY_COUNTER_SYNC": "RFC 6311",
        SECURE_PASSWORD_METHODS = 16424 "SECURE_PASSWORD_METHODS": "RFC 6467",
        PSK_PERSIST = 16425 "PSK_PERSIST": "RFC 6631",
        PSK_CONFIRM = 16426 "PSK_CONFIRM": "RFC 6631",
        ERX_SUPPORTED = 16427 "ERX_SUPPORTED": "RFC 6867",
        IFOM_CAPABILITY = 16428 "IFOM_CAPABILITY": "3GPP TS 24.303",
        GROUP_SENDER = 16429 "GROUP_SENDER": "RFC 9838",
        IKEV2_FRAGMENTATION_SUPPORTED = 16430 "IKEV2_FRAGMENTATION_SUPPORTED": "RFC 7383",
        SIGNATURE_HASH_ALGORITHMS = 16431 "SIGNATURE_HASH_ALGORITHMS": "RFC 7427",
        CLONE_IKE_SA_SUPPORTED = 16432 "CLONE_IKE_SA_SUPPORTED": "RFC 7791",
        CLONE_IKE_SA = 16433 "CLONE_IKE_SA": "RFC 7791",
        PUZZLE = 16434 "PUZZLE": "RFC 8019",
        USE_PPK = 16435 "USE_PPK": "RFC 8784",
        PPK_IDENTITY = 16436 "PPK_IDENTITY": "RFC 8784",
        NO_PPK_AUTH = 16437 "NO_PPK_AUTH": "RFC 8784",
        INTERMEDIATE_EXCHANGE_SUPPORTED = 16438 "INTERMEDIATE_EXCHANGE_SUPPORTED": "RFC 9242",
        IP4_ALLOWED = 16439 "IP4_ALLOWED": "RFC 8983",
        IP6_ALLOWED = 16440 "IP6_ALLOWED": "RFC 8983",
        ADDITIONAL_KEY_EXCHANGE = 16441 "ADDITIONAL_KEY_EXCHANGE": "RFC 9370",
        USE_AGGFRAG = 16442 "USE_AGGFRAG": "RFC 9347",
        SUPPORTED_AUTH_METHODS = 16443 "SUPPORTED_AUTH_METHODS": "RFC 9593",
        SA_RESOURCE_INFO = 16444 "SA_RESOURCE_INFO": "RFC 9611",
    }
}

impl NotifyType {
    /// Whether the type is in the error range, 0 to 16383.
    ///
    /// [`USE_ASSIGNED_HOA`](Self::USE_ASSIGNED_HOA) is, although it reports no failure. Handle it before any rule about
    /// errors.
    #[must_use]
    #[inline]
    pub const fn is_error(self) -> bool {
        self.0 <= 16383
    }

    /// Whether the type is in the status range, 16384 to 65535.
    #[must_use]
    #[inline]
    pub const fn is_status(self) -> bool {
        self.0 >= 16384
    }

    /// Whether the type is for private use: 8192 to 16383 for errors, 40960 to 65535 for status.
    #[must_use]
    pub const fn is_private_use(self) -> bool {
        matches!(self.0, 8192..=16383 | 40960..=65535)
    }
}

/// Notify, payload type 41 (RFC 7296 Section 3.10): an error or a status that a peer reports.
///
/// ```text
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// | Next Payload  |C|  RESERVED   |         Payload Length        |   0
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  Protocol ID  |   SPI Size    |      Notify Message Type      |   4
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ~                Security Parameter Index (SPI)                 ~   8
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ~                       Notification Data                       ~
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// ```
/// use mip6_wire::ikev2::{Notify, NotifyType, PayloadType, Payloads, ProtocolId};
///
/// let octets = [0, 0, 0, 12, 3, 4, 0x40, 0x09, 0xc0, 0xff, 0xee, 0x01]; // REKEY_SA
/// let notify = Payloads::new(PayloadType::NOTIFY, &octets).find::<Notify>()?.unwrap();
/// assert_eq!((notify.protocol_id, notify.notify_type), (ProtocolId::ESP, NotifyType::REKEY_SA));
/// assert_eq!((notify.spi, notify.data), (&octets[8..], &[][..]));
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Notify<'a> {
    /// Octet 4: Protocol ID. Without an SPI it is zero and ignored.
    pub protocol_id: ProtocolId,
    /// Octets 8 on: the SPI, 0 to 255 octets. Octet 5, SPI Size, gives the number.
    pub spi: &'a [u8],
    /// Octets 6 and 7: Notify Message Type.
    pub notify_type: NotifyType,
    /// The octets after the SPI: Notification Data.
    pub data: &'a [u8],
}

impl<'a> Notify<'a> {
    /// The home agent does not allow an autoconfigured home address. `INTERNAL_IP6_ADDRESS` in the same message has
    /// the home address to use (RFC 5026 Section 5.3.2).
    pub const USE_ASSIGNED_HOA: Self = Self::new(NotifyType::USE_ASSIGNED_HOA, &[]);

    /// A notification without an SPI: it concerns the IKE SA, or no SA.
    #[must_use]
    pub const fn new(notify_type: NotifyType, data: &'a [u8]) -> Self {
        Self { protocol_id: ProtocolId::NONE, spi: &[], notify_type, data }
    }

    /// The answer to a critical payload of an unknown type. RFC 7296 Section 2.5: "In that Notify payload, the
    /// Notification Data contains the one-octet payload type."
    #[must_use]
    #[doc(alias = "UNSUPPORTED_CRITICAL_PAYLOAD")]
    pub const fn unsupported_critical_payload(kind: &'a PayloadType) -> Self {
        Self::new(NotifyType::UNSUPPORTED_CRITICAL_PAYLOAD, core::slice::from_ref(&kind.0))
    }
}

impl<'a> PayloadBody<'a> for Notify<'a> {
    const TYPE: PayloadType = PayloadType::NOTIFY;

    #[inline]
    fn parse_body(payload: &RawPayload<'a>) -> Result<Self, ParseError> {
        let [protocol_id, spi_size, t0, t1, rest @ ..] = payload.body else {
            return Err(payload.length_error());
        };
        match rest.split_at_checked(usize::from(*spi_size)) {
            Some((spi, data)) => Ok(Self {
                protocol_id: ProtocolId(*protocol_id),
                spi,
                notify_type: NotifyType(u16::from_be_bytes([*t0, *t1])),
                data,
            }),
            None => Err(payload.error(ParseErrorKind::SpiSize, 5)),
        }
    }

    #[inline]
    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        let Ok(spi_size) = u8::try_from(self.spi.len()) else {
            return Err(writer.error(EmitErrorKind::Value));
        };
        let [t0, t1] = self.notify_type.0.to_be_bytes();
        writer.array(&[self.protocol_id.0, spi_size, t0, t1])?;
        writer.octets(self.spi)?;
        writer.octets(self.data)
    }

    fn fields<F: FnMut(Field<'_>) + ?Sized>(&self, out: &mut F) {
        let spi_size = u8::try_from(self.spi.len()).unwrap_or(u8::MAX);
        let data = 8_usize.saturating_add(self.spi.len());
        out(field("protocol_id", 4, &self.protocol_id));
        out(field("spi_size", 5, &spi_size));
        out(field("notify_type", 6, &self.notify_type));
        out(Field::new("spi", 8, self.spi.len(), Value::Octets(self.spi)));
        out(Field::new("data", data, self.data.len(), Value::Octets(self.data)));
    }
}

debug! {
    Notify<'_>:
        "Notify {{ protocol_id: {:?}, spi_octets: {}, notify_type: {:?}, data_octets: {} }}",
        |notify| notify.protocol_id, notify.spi.len(), notify.notify_type, notify.data.len();
}

arbitrary! {
    Notify<'a>: |u| Self {
        protocol_id: u.arbitrary()?,
        notify_type: u.arbitrary()?,
        spi: octets(u, 255)?,
        data: octets(u, LONGEST_BODY - 4 - 255)?,
    };
}
