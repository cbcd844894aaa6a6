//! The Mobility Header, its checksum, and what is done on receipt.

use crate::out;
use mip6_wire::message::{
    BindingAcknowledgement, BindingError, BindingRefreshRequest, BindingUpdate, CareOfTest,
    CareOfTestInit, HomeTest, HomeTestInit,
};
use mip6_wire::{
    ChecksumAddresses, Disposition, EmitError, EmitErrorKind, MhType, MhTypes, MobilityHeader,
    ParseError, ParseErrorKind,
};

entries! {
    header_parse: |job| out(MobilityHeader::parse(job.input));
    header_split: |job| out(MobilityHeader::split(job.input));
    header_fields: |job| MobilityHeader::split(job.input).map_or(0, |(header, _)| {
        out((
            header.payload_proto(),
            header.header_len(),
            header.mh_type(),
            header.reserved(),
            header.checksum(),
            header.data(),
            header.as_octets(),
        ))
    });
    header_eq: |job| {
        let Ok((header, rest)) = MobilityHeader::split(job.input) else { return 0 };
        usize::from(MobilityHeader::split(rest).is_ok_and(|(other, _)| header == other))
    };
    checksum: |job| {
        let addresses = job.addresses();
        MobilityHeader::split(job.input)
            .map_or(0, |(header, _)| usize::from(header.checksum_ok(&addresses)))
    };
    checksum_of: |job| {
        let addresses = job.addresses();
        usize::from(addresses.checksum(job.input))
    };
    checksum_addresses: |job| {
        let addresses = ChecksumAddresses::new(job.source.into(), job.destination.into());
        let address = job.address();
        out((
            addresses.with_home_address_option(address),
            addresses.with_routing_header(address),
            addresses.reversed(),
        ))
    };
    header_message: |job| MobilityHeader::split(job.input).map_or(0, |(header, _)| out(header.message()));
    header_read_binding_update: |job| MobilityHeader::split(job.input)
        .map_or(0, |(header, _)| out(header.read::<BindingUpdate<'_>>()));
    header_read_binding_acknowledgement: |job| MobilityHeader::split(job.input)
        .map_or(0, |(header, _)| out(header.read::<BindingAcknowledgement<'_>>()));
    header_read_others: |job| {
        let Ok((header, _)) = MobilityHeader::split(job.input) else { return 0 };
        out(header.read::<BindingRefreshRequest<'_>>());
        out(header.read::<HomeTestInit<'_>>());
        out(header.read::<CareOfTestInit<'_>>());
        out(header.read::<HomeTest<'_>>());
        out(header.read::<CareOfTest<'_>>());
        out(header.read::<BindingError<'_>>())
    };
    header_authenticated: |job| {
        let address = job.address();
        let Ok((header, _)) = MobilityHeader::split(job.input) else { return 0 };
        let Ok(Some(message)) = header.authenticated::<12>() else { return 0 };
        out(message.authenticator());
        out(message.mac_input(address, address).pieces())
    };
    header_audit: |job| MobilityHeader::split(job.input)
        .map_or(0, |(header, _)| header.audit().bits() as usize);

    receive: |job| {
        let addresses = job.addresses();
        out(mip6_wire::receive(job.input, &addresses))
    };
    receive_with: |job| {
        let addresses = job.addresses();
        out(mip6_wire::receive_with(job.input, &addresses, |mh_type| mh_type.0 == 5))
    };
    receive_role: |job| {
        let addresses = job.addresses();
        let known = MhTypes::HOME_AGENT.and(&[MhType(job.input.len() as u8)]);
        out(mip6_wire::receive_with(job.input, &addresses, |mh_type| known.contains(mh_type)))
    };
    disposition: |job| match MobilityHeader::parse(job.input) {
        Ok(_) => 0,
        Err(error) => out(Disposition::from(error)),
    };
    parse_error: |job| {
        let error = ParseError::new(ParseErrorKind::Truncated, job.input.len()).within(job.buffer.len());
        out((error.kind(), error.kind().as_str(), error.offset()))
    };
    emit_error: |job| {
        let error = EmitError::new(EmitErrorKind::BufferFull, job.input.len());
        out((error.kind(), error.kind().as_str(), error.offset()))
    };
}
