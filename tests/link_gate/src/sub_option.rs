//! Sub-options, of options and of DHCP, and what they hold.

use crate::out;
use mip6_wire::dhcp::{
    Dhcpv6AccessPointName, Dhcpv6NetworkName, Dhcpv6Operator, Dhcpv6OperatorRealm, Dhcpv6Option,
    Dhcpv6Type, HomeAgentAddress, HomeAgentFqdn, HomeNetworkIdentifier, HomeNetworkOption,
    HomeNetworkType, RelayAccessPointName, RelayAgentSubOption, RelayAgentType, RelayNetworkName,
    RelayOperator, RelayOperatorRealm, RequestedHomeNetwork,
};
use mip6_wire::option::access::{
    Ani, AniType, BindingReregistrationControl, Coordinate, HeartbeatControl, Lcmp, LcmpType,
    NetworkIdentifier, OperatorIdentifier,
};
use mip6_wire::option::flow::{
    AddressOctets, FlowSubOption, FlowSubOptionType, Identifiers, Ipv4TrafficSelector,
    Ipv6TrafficSelector, SelectorRange, TrafficSelector, TrafficSelectorFormat,
};
use mip6_wire::option::qos::{
    OffloadSubOption, OffloadSubOptionType, OffloadTrafficSelector, QosAttribute, QosAttributeType,
    QosTrafficSelector, RetentionPriority, TrafficClass,
};
use mip6_wire::option::{
    RawSubOption, SubOptionBody, SubOptionType, SubOptions, SubOptionsBuilder,
};
use mip6_wire::{EmitError, MobilityOption, Options, Writer};

/// Every sub-option of a family, walked and decoded.
fn walk<T: SubOptionType>(octets: &[u8]) -> usize {
    let mut found = 0_usize;
    for item in SubOptions::<T>::new(octets) {
        found = found.wrapping_add(1);
        out(item);
    }
    found
}

/// The sub-options of the input, written again: decoded, and verbatim.
fn again<T: SubOptionType>(octets: &[u8], buffer: &mut [u8]) -> Result<usize, EmitError> {
    let sub_options = SubOptions::<T>::new(octets);
    let mut builder = SubOptionsBuilder::<T>::new(buffer);
    for item in sub_options.iter().flatten() {
        builder = builder.any(&item)?;
    }
    for raw in sub_options.raw().flatten() {
        builder = builder.raw(&raw)?;
    }
    Ok(builder.finish()?.as_octets().len())
}

entries! {
    sub_options_iter: |job| {
        walk::<AniType>(job.input)
            ^ walk::<FlowSubOptionType>(job.input)
            ^ walk::<LcmpType>(job.input)
            ^ walk::<RelayAgentType>(job.input)
            ^ walk::<Dhcpv6Type>(job.input)
    };
    sub_options_view: |job| {
        let sub_options = SubOptions::<FlowSubOptionType>::new(job.input);
        out((sub_options.check(), sub_options.as_octets(), sub_options.iter().next()));
        let mut padding = 0;
        for raw in sub_options.raw().flatten() {
            padding ^= usize::from(raw.is_padding());
            out(raw.length_error());
        }
        padding
    };
    sub_options_find: |job| {
        let identifiers = SubOptions::<AniType>::new(job.input);
        out(identifiers.find::<NetworkIdentifier<'_>>());
        out(identifiers.find::<OperatorIdentifier<'_>>());
        out(SubOptions::<Dhcpv6Type>::new(job.input).find::<Dhcpv6NetworkName<'_>>())
    };
    sub_options_build: |job| {
        out(again::<AniType>(job.input, job.buffer));
        out(again::<FlowSubOptionType>(job.input, job.buffer));
        out(again::<LcmpType>(job.input, job.buffer));
        out(again::<RelayAgentType>(job.input, job.buffer));
        out(again::<Dhcpv6Type>(job.input, job.buffer))
    };
    sub_options_push: |job| {
        out(SubOptionsBuilder::new(job.buffer)
            .push(&OperatorIdentifier::realm(job.input))
            .and_then(SubOptionsBuilder::finish))
    };
    sub_option_body: |job| {
        let raw = RawSubOption::new(AniType::NETWORK_IDENTIFIER, job.input);
        let Ok(identifier) = NetworkIdentifier::parse_body(&raw) else { return 0 };
        identifier.fields(&mut |field| {
            out(field);
        });
        out(identifier.audit(job.input));
        out(identifier.emit_body(&mut Writer::new(job.buffer)))
    };
    // every type of the families: the parsers and the listings
    sub_option_fields: |job| {
        let [number, body @ ..] = job.input else { return 0 };
        let mut octets = 0_usize;
        let mut take = |field: mip6_wire::Field<'_>| {
            out(field);
            octets ^= field.octets;
        };
        if let Ok(decoded) = Ani::parse(&RawSubOption::new(AniType(*number), body)) {
            out(decoded.sub_option_type());
            decoded.fields(&mut take);
        }
        if let Ok(decoded) = FlowSubOption::parse(&RawSubOption::new(FlowSubOptionType(*number), body)) {
            out(decoded.sub_option_type());
            decoded.fields(&mut take);
        }
        if let Ok(decoded) = Lcmp::parse(&RawSubOption::new(LcmpType(*number), body)) {
            out(decoded.sub_option_type());
            decoded.fields(&mut take);
        }
        if let Ok(decoded) = RelayAgentSubOption::parse(&RawSubOption::new(RelayAgentType(*number), body)) {
            out(decoded.sub_option_type());
            decoded.fields(&mut take);
        }
        if let Ok(decoded) = Dhcpv6Option::parse(&RawSubOption::new(Dhcpv6Type((*number).into()), body)) {
            out(decoded.sub_option_type());
            decoded.fields(&mut take);
        }
        octets
    };
    sub_option_from: |job| {
        let raw = |number: u8| RawSubOption::new(AniType(number), job.input);
        out(Ani::from(OperatorIdentifier::realm(job.input)));
        out(Ani::from(raw(200)));
        out(FlowSubOption::from(RawSubOption::new(FlowSubOptionType(200), job.input)));
        out(Lcmp::from(RawSubOption::new(LcmpType(200), job.input)));
        out(RelayAgentSubOption::from(RelayOperatorRealm { realm: job.input }));
        out(Dhcpv6Option::from(Dhcpv6OperatorRealm { realm: job.input }))
    };
    sub_option_numbers: |job| {
        let number = job.input.len() as u16;
        let (ani, dhcpv6) = (AniType::from_number(number), Dhcpv6Type::from_number(number));
        out((ani.number(), ani.registered_name(), ani.is_decoded()));
        out((dhcpv6.number(), dhcpv6.registered_name(), dhcpv6.is_decoded()))
    };

    sub_option_values: |job| {
        for option in Options::new(job.input, 12).iter().flatten() {
            if let MobilityOption::LmaControlledMagParameters(option) = option {
                out(option.sub_options.find::<BindingReregistrationControl>().map(|found| found.map(|it| it.has_zero())));
                out(option.sub_options.find::<HeartbeatControl>().map(|found| found.map(|it| it.has_zero())));
            }
        }
        0
    };
    coordinate: |job| {
        let Some(coordinate) = Coordinate::from_units(job.input.len() as i32) else { return 0 };
        out((coordinate.units(), coordinate.degrees()))
    };
    flow_lists: |job| {
        for option in Options::new(job.input, 12).iter().flatten() {
            match option {
                MobilityOption::FlowSummary(option) => {
                    out(option.flow_identifiers.iter().last());
                }
                MobilityOption::BindingIdentifier(option) => {
                    out((option.priority.is_simultaneous(), option.priority.priority()));
                    out(option.care_of_address.address());
                }
                _ => {}
            }
        }
        let (pairs, _) = job.input.as_chunks();
        out((Identifiers::new(pairs), AddressOctets::v6(&job.source).address()));
        out(job.input.first_chunk().map(|octets| AddressOctets::v4(octets).address()))
    };
    operator: |job| {
        let Ok(Some(operator)) = SubOptions::<AniType>::new(job.input).find::<OperatorIdentifier<'_>>() else {
            return 0;
        };
        out(operator.as_private_enterprise_number());
        out((RelayOperator::from_operator_identifier(&operator), RelayOperatorRealm::from_operator_identifier(&operator)));
        out((Dhcpv6Operator::from_operator_identifier(&operator), Dhcpv6OperatorRealm::from_operator_identifier(&operator)))
    };
    operator_of_dhcp: |job| {
        let Some(identifier) = job.source.first_chunk::<4>() else { return 0 };
        out(OperatorIdentifier::private_enterprise_number(identifier));
        out(RelayOperator { identifier: *identifier }.to_operator_identifier());
        out(Dhcpv6Operator { identifier: *identifier }.to_operator_identifier());
        out(RelayOperatorRealm { realm: job.input }.to_operator_identifier());
        out(Dhcpv6OperatorRealm { realm: job.input }.to_operator_identifier())
    };
    network: |job| {
        let Ok(Some(network)) = SubOptions::<AniType>::new(job.input).find::<NetworkIdentifier<'_>>() else {
            return 0;
        };
        out(RelayAccessPointName::from_network_identifier(&network));
        out(Dhcpv6AccessPointName::from_network_identifier(&network));
        out(RelayNetworkName::from_network_identifier(&network).map(|name| name.to_network_identifier(None)));
        out(Dhcpv6NetworkName::from_network_identifier(&network).map(|name| name.to_network_identifier(None)))
    };
    // the families of flows, of quality of service and of home networks
    flow_families: |job| {
        let [number, body @ ..] = job.input else { return 0 };
        let mut octets = 0_usize;
        let mut take = |field: mip6_wire::Field<'_>| {
            out(field);
            octets ^= field.octets;
        };
        if let Ok(decoded) = QosAttribute::parse(&RawSubOption::new(QosAttributeType(*number), body)) {
            out(decoded.sub_option_type());
            decoded.fields(&mut take);
        }
        if let Ok(decoded) = OffloadSubOption::parse(&RawSubOption::new(OffloadSubOptionType(*number), body)) {
            out(decoded.sub_option_type());
            decoded.fields(&mut take);
        }
        if let Ok(decoded) = HomeNetworkOption::parse(&RawSubOption::new(HomeNetworkType((*number).into()), body)) {
            out(decoded.sub_option_type());
            decoded.fields(&mut take);
        }
        octets
    };
    traffic_selectors: |job| {
        let [format, octets @ ..] = job.input else { return 0 };
        out(TrafficSelectorFormat(*format).parse(octets));
        if let Ok(mut selector) = Ipv4TrafficSelector::parse(octets) {
            selector.source_port = Some(SelectorRange::new(1, (*format).into()));
            selector.destination_port = Some(SelectorRange::one(2));
            selector.fields(&mut |field| {
                out(field);
            });
            out(selector.emit(job.buffer));
        }
        match Ipv6TrafficSelector::parse(octets) {
            Ok(selector) => {
                selector.fields(&mut |field| {
                    out(field);
                });
                out(selector.emit(job.buffer))
            }
            Err(error) => out(error),
        }
    };
    selectors_of_options: |job| {
        out(SubOptions::<FlowSubOptionType>::new(job.input).find::<TrafficSelector<'_>>().map(|it| it.map(|it| it.binary())));
        out(SubOptions::<OffloadSubOptionType>::new(job.input)
            .find::<OffloadTrafficSelector<'_>>()
            .map(|it| it.map(|it| it.binary())));
        out(SubOptions::<QosAttributeType>::new(job.input)
            .find::<QosTrafficSelector<'_>>()
            .map(|it| it.map(|it| it.binary())))
    };
    service_values: |job| {
        let [level, class, ..] = *job.input else { return 0 };
        let Some(priority) = RetentionPriority::new(level, class & 1 != 0, class & 2 != 0) else { return 0 };
        out((priority.level(), priority.may_preempt(), priority.may_be_preempted()));
        out(TrafficClass::from_code_point(class).map(TrafficClass::code_point))
    };
    home_network_values: |job| {
        let address = HomeAgentAddress { address: job.address() };
        out((address.ipv4(), job.input.first_chunk::<4>().map(|octets| HomeAgentAddress::from_ipv4((*octets).into()))));
        let Ok(name) = HomeAgentFqdn { name: job.input }.fqdn() else { return 0 };
        out((HomeAgentFqdn::from_fqdn(name), HomeNetworkIdentifier::from_fqdn(name), RequestedHomeNetwork::from_fqdn(name)));
        out((HomeNetworkIdentifier { name: job.input }.fqdn(), RequestedHomeNetwork { name: job.input }.fqdn()))
    };
}
