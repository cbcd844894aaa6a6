//! Names and the identity that is one.

use crate::out;
use mip6_wire::name::{FqdnBuf, reverse_name, service_name};
use mip6_wire::{Fqdn, MnIdentity};

entries! {
    name_text: |job| match Fqdn::from_text_octets(job.input) {
        Ok(name) => out((name.as_octets(), name.as_text(), name.as_text_octets(), name.as_labels(), name.text_len(), name.labels_len())),
        Err(error) => error.offset(),
    };
    name_str: |job| match core::str::from_utf8(job.input) {
        Ok(text) => {
            out(text.parse::<FqdnBuf<64>>());
            out((Fqdn::from_text(text), MnIdentity::from_text(text)))
        }
        Err(_) => 0,
    };
    name_labels: |job| match Fqdn::from_labels(job.input) {
        Ok(name) => name.labels().fold(0, |sum, label| sum ^ label.len()),
        Err(error) => error.offset(),
    };
    name_split_labels: |job| out(Fqdn::split_labels(job.input));
    name_compare: |job| {
        let Ok(name) = Fqdn::from_text_octets(job.input) else { return 0 };
        let Ok(other) = Fqdn::from_labels(&job.source) else { return 0 };
        usize::from(name == other) ^ usize::from(name.is_subdomain_of(other))
    };
    name_to_labels: |job| match Fqdn::from_text_octets(job.input) {
        Ok(name) => out(name.to_labels(job.buffer)),
        Err(error) => error.offset(),
    };
    name_to_text: |job| match Fqdn::from_labels(job.input) {
        Ok(name) => {
            out(name.to_text_octets(job.buffer));
            out(name.to_text(job.buffer))
        }
        Err(error) => error.offset(),
    };
    name_service: |job| match Fqdn::from_text_octets(job.input) {
        Ok(name) => out(service_name::<255>(name)),
        Err(error) => error.offset(),
    };
    name_reverse: |job| out(reverse_name(job.address()));
    name_buf: |job| {
        let Ok(name) = Fqdn::from_text_octets(job.input) else { return 0 };
        let Ok(owned) = FqdnBuf::<64>::from_fqdn(name) else { return 0 };
        out(owned.as_fqdn());
        usize::from(owned == owned.clone())
    };
    identity: |job| {
        let identity = MnIdentity::from_octets(job.input);
        out((identity.as_octets(), identity.is_empty(), identity.as_text(), identity.as_labels(), identity.fqdn()))
    };
    identity_matches: |job| {
        let identity = MnIdentity::from_octets(job.input);
        let Ok(name) = Fqdn::from_text("mn.example.com") else { return 0 };
        usize::from(identity.matches(MnIdentity::from(name))) ^ usize::from(identity.matches_fqdn(name))
    };
}
