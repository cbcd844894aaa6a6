//! The registry of IKEv2 payloads: one row a payload. What is known of a payload apart from what its octets mean is in
//! its row, and nowhere else.

use super::{PayloadBody, RawPayload, configuration, identification, notify};
use crate::wire::code_point;
use crate::wire::registry::{source, typed_enum};

/// The registry. A row:
///
/// ```text
/// number CONSTANT "Name", "source" => file::Type;
/// ```
///
/// `=> file::Type` is left out if the payload is not decoded.
macro_rules! payloads_registry {
    ($(
        $number:literal $const:ident $name:literal, $source:literal $( => $file:ident::$type:ident $(<$life:lifetime>)? )?;
    )*) => {
        code_point! {
            /// Payload type (IANA registry "IKEv2 Payload Types").
            ///
            /// ```
            /// use mip6_wire::ikev2::PayloadType;
            ///
            /// assert_eq!(PayloadType(47), PayloadType::CONFIGURATION);
            /// assert_eq!(PayloadType::CONFIGURATION.name(), Some("Configuration"));
            /// assert_eq!(PayloadType(47).source(), Some("RFC 7296 Section 3.15"));
            /// assert_eq!(PayloadType(200).name(), None);
            /// ```
            PayloadType(u8) {
                $( $const = $number $name: $source, )*
            }
        }

        source! { PayloadType: $( $number $source, )* }

        typed_enum! {
            /// Any payload, decoded. If one is [`Unknown`](Self::Unknown) and critical, see
            /// [`Payloads::unsupported_critical`](super::Payloads::unsupported_critical).
            Payload: PayloadType (payload_type), else RawPayload;
            $( $( #[doc = concat!("Type ", $number, ", ", $source, ".")] $number $file::$type $(<$life>)?, )? )*
        }
    };
}

payloads_registry! {
    // number, constant, name, source, decoded type
     0 NONE "No Next Payload", "RFC 7296 Section 3.2";
    33 SECURITY_ASSOCIATION "Security Association", "RFC 7296 Section 3.3";
    34 KEY_EXCHANGE "Key Exchange", "RFC 7296 Section 3.4";
    35 IDENTIFICATION_INITIATOR "Identification - Initiator", "RFC 7296 Section 3.5" => identification::IdentificationInitiator<'a>;
    36 IDENTIFICATION_RESPONDER "Identification - Responder", "RFC 7296 Section 3.5" => identification::IdentificationResponder<'a>;
    37 CERTIFICATE "Certificate", "RFC 7296 Section 3.6";
    38 CERTIFICATE_REQUEST "Certificate Request", "RFC 7296 Section 3.7";
    39 AUTHENTICATION "Authentication", "RFC 7296 Section 3.8";
    40 NONCE "Nonce", "RFC 7296 Section 3.9";
    41 NOTIFY "Notify", "RFC 7296 Section 3.10" => notify::Notify<'a>;
    42 DELETE "Delete", "RFC 7296 Section 3.11";
    43 VENDOR_ID "Vendor ID", "RFC 7296 Section 3.12";
    44 TRAFFIC_SELECTOR_INITIATOR "Traffic Selector - Initiator", "RFC 7296 Section 3.13";
    45 TRAFFIC_SELECTOR_RESPONDER "Traffic Selector - Responder", "RFC 7296 Section 3.13";
    46 ENCRYPTED "Encrypted and Authenticated", "RFC 7296 Section 3.14";
    47 CONFIGURATION "Configuration", "RFC 7296 Section 3.15" => configuration::Configuration<'a>;
    48 EXTENSIBLE_AUTHENTICATION "Extensible Authentication", "RFC 7296 Section 3.16";
    49 GENERIC_SECURE_PASSWORD_METHOD "Generic Secure Password Method", "RFC 6467";
    50 GROUP_IDENTIFICATION "Group Identification", "RFC 9838";
    51 GROUP_SECURITY_ASSOCIATION "Group Security Association", "RFC 9838";
    52 KEY_DOWNLOAD "Key Download", "RFC 9838";
    53 ENCRYPTED_FRAGMENT "Encrypted and Authenticated Fragment", "RFC 7383";
    54 PUZZLE_SOLUTION "Puzzle Solution", "RFC 8019";
}

impl PayloadType {
    /// Whether RFC 7296 defines the type, so that every implementation knows it: 33 to 48.
    #[must_use]
    pub const fn is_mandatory(self) -> bool {
        matches!(self.0, 33..=48)
    }

    /// Whether the type is Encrypted (RFC 7296 Section 3.2) or Encrypted Fragment (RFC 7383 Section 2.5).
    ///
    /// Such a payload is the last of a chain. Its Next Payload is the type of the first payload inside it.
    #[must_use]
    #[inline]
    pub const fn is_encrypted(self) -> bool {
        matches!(self, Self::ENCRYPTED | Self::ENCRYPTED_FRAGMENT)
    }
}
