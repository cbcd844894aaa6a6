//! Proxy Mobile IPv6 and fast handovers: what is decided of their messages, and what their options say.

use crate::out;
use core::time::Duration;
use mip6_wire::message::fast::{FastBindingStatus, HandoverAcknowledgeCode};
use mip6_wire::message::proxy::{
    BindingRevocation, LocalizedRoutingStatus, RevocationResponder, RevocationStatus,
    RevocationTrigger, binding_revocation, localized_routing, proxy_binding_update,
};
use mip6_wire::message::{BindingUpdate, MessageBuilder};
use mip6_wire::option::auth::{AuthenticationSubtype, MobileNodeIdentifier};
use mip6_wire::option::fast::RequestedContexts;
use mip6_wire::option::multicast::ReportPayload;
use mip6_wire::option::proxy::{Ipv4HomeAddressStatus, MagIpv6Address, Redirect};
use mip6_wire::{Ipv4PrefixLen, Message, MobilityHeader, MobilityOption, Options, UnixTime};

entries! {
    proxy_update: |job| {
        let Ok((header, _)) = MobilityHeader::split(job.input) else { return 0 };
        let Ok(update) = header.read::<BindingUpdate<'_>>() else { return 0 };
        out(proxy_binding_update(&update))
    };
    revocation: |job| {
        let Ok((header, _)) = MobilityHeader::split(job.input) else { return 0 };
        let Ok(BindingRevocation::Indication(indication)) = header.read() else { return 0 };
        out(indication.trigger.is_global());
        out(binding_revocation(&indication, RevocationResponder::LocalMobilityAnchor));
        out(binding_revocation(&indication, RevocationResponder::MobileAccessGateway));
        out(binding_revocation(&indication, RevocationResponder::MobileNode))
    };
    routing: |job| out(localized_routing(Options::new(job.input, 12)));

    header_authenticated_fmipv6: |job| {
        let Ok((header, _)) = MobilityHeader::split(job.input) else { return 0 };
        out(header.authenticated_fmipv6::<12>())
    };
    header_authenticated_by: |job| {
        let Ok((header, _)) = MobilityHeader::split(job.input) else { return 0 };
        out(header.authenticated_by::<12>(AuthenticationSubtype::MN_HA))
    };
    build_authorized_fmipv6: |job| {
        let Ok(message) = MobilityHeader::parse(job.input).and_then(|header| header.message()) else { return 0 };
        out(MessageBuilder::new(job.buffer, &message).and_then(|builder| builder.authorize_fmipv6(256, job.source[0])))
    };
    build_authenticated: |job| {
        let Ok(message) = MobilityHeader::parse(job.input).and_then(|header| header.message()) else { return 0 };
        let subtype = AuthenticationSubtype::MN_HA;
        out(MessageBuilder::new(job.buffer, &message)
            .and_then(|builder| builder.authenticate(subtype, 256, job.source[0])))
    };
    build_authenticated_twice: |job| {
        let Ok(message) = MobilityHeader::parse(job.input).and_then(|header| header.message()) else { return 0 };
        let Ok(unsigned) = MessageBuilder::new(job.buffer, &message)
            .and_then(|builder| builder.authenticate_twice((256, job.source[0]), (3, 20))) else { return 0 };
        out(unsigned.measure());
        let octets = job.input.first_chunk().copied().unwrap_or([0; 16]).into();
        out(unsigned.mac_input(octets, octets));
        out(unsigned.sign_mn_ha(job.input))
    };

    handover: |job| match MobilityHeader::parse(job.input).and_then(|header| header.message()) {
        Ok(Message::HandoverInitiate(message)) => usize::from(message.is_proxy()),
        Ok(Message::HandoverAcknowledge(message)) => usize::from(message.is_proxy()),
        _ => 0,
    };
    extension_status: |job| {
        let octet = job.source[0];
        out((FastBindingStatus(octet).is_accepted(), HandoverAcknowledgeCode(octet).is_accepted()));
        out((Ipv4HomeAddressStatus(octet).is_success(), LocalizedRoutingStatus(octet).is_success()));
        out((RevocationStatus(octet).is_success(), RevocationTrigger(octet).is_global()))
    };
    proxy_options: |job| {
        for option in Options::new(job.input, 12).iter().flatten() {
            if let MobilityOption::HomeNetworkPrefix(option) = option {
                out(option.is_all_zero());
            }
        }
        let address = job.address();
        out((Redirect::new(address.into()), MagIpv6Address::new(address)));
        out(Ipv4PrefixLen::new(job.source[0]).map(Ipv4PrefixLen::get))
    };
    mobile_node_identifier: |job| {
        let Ok(Some(identifier)) = Options::new(job.input, 12).find::<MobileNodeIdentifier<'_>>() else { return 0 };
        out((identifier.nai(), identifier.ipv6(), identifier.eui48(), identifier.eui64()));
        out(identifier.imsi_digits().and_then(Iterator::last));
        out(identifier.nai().map(MobileNodeIdentifier::from_nai))
    };
    requested_contexts: |job| {
        let contexts = RequestedContexts::new(job.input);
        for context in contexts.iter() {
            out(context);
        }
        out(contexts.as_octets())
    };
    report: |job| {
        let report = ReportPayload::new(job.input);
        for record in report.mldv2() {
            out(record);
        }
        for record in report.igmpv3() {
            out(record);
        }
        out(report.as_octets())
    };
    unix_time: |job| {
        let time = UnixTime::from(Duration::from_millis(job.input.len() as u64));
        out((time, Duration::from(time)))
    };
}
