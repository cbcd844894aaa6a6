//! Access Network Identifier, its sub-options, and what else Proxy Mobile IPv6 says about an access network.

mod access_network_identifier;
mod lma_controlled_mag_parameters;

pub use access_network_identifier::{
    AccessNetworkIdentifier, Ani, AniType, AniUpdateTimer, CivicLocation, CivicLocationFormat,
    Coordinate, GeoLocation, MagGroupIdentifier, NetworkIdentifier, NetworkIdentifierFlags,
    OperatorIdentifier, OperatorIdentifierType, RawAni,
};
pub use lma_controlled_mag_parameters::{
    BindingReregistrationControl, HeartbeatControl, Lcmp, LcmpType, LmaControlledMagParameters,
    RawLcmp,
};
