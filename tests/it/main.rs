//! The tests of the library, a module a subject, and what they share in `support`.

#[cfg(feature = "arbitrary")]
mod arbitrary;
mod audit;
mod bootstrap;
mod building;
mod captures;
mod carriers;
mod checksum;
mod corpus;
mod dhcp;
mod differential;
mod documents;
mod duties;
mod exchange;
mod exhaustive;
mod home_network;
mod ikev2;
mod layering;
mod malformed;
mod names;
mod no_alloc;
mod packets;
mod printed;
mod privacy;
mod properties;
mod proxy;
mod questions;
mod registry;
mod registry_facts;
#[path = "support/strategies.rs"]
mod strategies;
mod sub_options;
mod support;
mod traceability;
mod traffic_selectors;
mod vectors;
