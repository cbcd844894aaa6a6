//! The option of a user plane apart from the control plane (RFC 7389).

mod lma_user_plane_address;

pub use lma_user_plane_address::LmaUserPlaneAddress;
