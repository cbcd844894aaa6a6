//! The IKEv2 payloads that carry bootstrapping.
