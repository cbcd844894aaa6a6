//! Mobility options, the area they stand in, and the writer of their bodies.

use crate::out;
use mip6_wire::message::Lifetime;
use mip6_wire::option::multicast::{IgmpMembership, IgmpRecords, MldMembership, MldRecords};
use mip6_wire::option::route_optimization::cga_parameters;
use mip6_wire::option::{
    AlternateCareOfAddress, BindingAuthorizationData, BindingRefreshAdvice, DnsUpdate,
    DnsUpdateFlags, DnsUpdateStatus, MobilityOptionBody, NonceIndices, OptionsBuf, RawOption,
};
use mip6_wire::{Align, MhType, MnIdentity, MobilityOption, OptionType, Options, Value, Writer};

entries! {
    options_view: |job| {
        let options = Options::new(job.input, 12);
        out((options.as_octets(), options.is_empty(), options.start(), options.end(), options == Options::EMPTY))
    };
    options_raw: |job| {
        let mut octets = 0;
        let mut raw = Options::new(job.input, 12).raw();
        while let Some(Ok(option)) = raw.next() {
            octets ^= option.wire_len() ^ raw.offset();
        }
        octets
    };
    options_iter: |job| {
        let mut options = Options::new(job.input, 12).iter();
        let mut errors = 0_usize;
        while let Some(option) = options.next() {
            errors ^= usize::from(option.is_err()) ^ options.offset();
            out(option);
        }
        errors
    };
    options_into_iter: |job| {
        let mut items = 0_usize;
        for option in Options::new(job.input, 12) {
            items = items.wrapping_add(1);
            out(option);
        }
        items
    };
    find_dns_update: |job| out(Options::new(job.input, 12).find::<DnsUpdate<'_>>());
    find_alternate_care_of_address: |job| out(Options::new(job.input, 12).find::<AlternateCareOfAddress>());
    find_nonce_indices: |job| out(Options::new(job.input, 12).find::<NonceIndices>());
    find_binding_refresh_advice: |job| out(Options::new(job.input, 12).find::<BindingRefreshAdvice>());
    find_binding_authorization_data: |job| {
        out(Options::new(job.input, 12).find::<BindingAuthorizationData<'_>>())
    };
    select_1: |job| out(Options::new(job.input, 12).select::<(DnsUpdate<'_>,)>());
    select_4: |job| out(Options::new(job.input, 12).select::<(
        DnsUpdate<'_>,
        AlternateCareOfAddress,
        NonceIndices,
        BindingAuthorizationData<'_>,
    )>());
    select_8: |job| out(Options::new(job.input, 12).select::<(
        DnsUpdate<'_>,
        AlternateCareOfAddress,
        NonceIndices,
        BindingAuthorizationData<'_>,
        BindingRefreshAdvice,
        DnsUpdate<'_>,
        NonceIndices,
        AlternateCareOfAddress,
    )>());
    select_with: |job| {
        let mut others = 0;
        out(Options::new(job.input, 12).select_with::<(DnsUpdate<'_>,)>(|option| others ^= option.wire_len()));
        others
    };
    options_check: |job| out(Options::new(job.input, 12).check());

    option_bodies: |job| {
        let option = |option_type| RawOption::new(option_type, job.input);
        out(DnsUpdate::parse_body(&option(OptionType::DNS_UPDATE)));
        out(AlternateCareOfAddress::parse_body(&option(OptionType::ALTERNATE_CARE_OF_ADDRESS)));
        out(NonceIndices::parse_body(&option(OptionType::NONCE_INDICES)));
        out(option(OptionType(200)).length_error())
    };
    option_emit_bodies: |job| {
        let address = job.address();
        let mut writer = Writer::new(job.buffer);
        let identity = MnIdentity::from_octets(job.input);
        out(DnsUpdate::remove(identity).emit_body(&mut writer));
        out(AlternateCareOfAddress { care_of_address: address }.emit_body(&mut writer));
        out(NonceIndices { home: 1, care_of: 2 }.align());
        out(NonceIndices { home: 1, care_of: 2 }.audit(job.input));
        out(BindingAuthorizationData { authenticator: job.input }.emit_body(&mut writer))
    };
    // every type of the registry: the parsers
    option_parse: |job| {
        let [kind, body @ ..] = job.input else { return 0 };
        let raw = RawOption::new(OptionType(*kind), body);
        let Ok(option) = MobilityOption::parse(&raw) else { return 0 };
        usize::from(option.option_type().0)
    };
    // every type of the registry: the listings
    option_fields: |job| {
        let mut octets = 0_usize;
        for option in Options::new(job.input, 12).iter().flatten() {
            option.fields(&mut |field| {
                out(field);
                if let Value::List(list) = field.value {
                    out(list.as_octets());
                    list.iter().for_each(|value| _ = out(value));
                }
                octets ^= field.octets;
            });
        }
        octets
    };
    options_all: |job| {
        let mut found = 0_usize;
        for option in Options::new(job.input, 12).all::<NonceIndices>() {
            out(option);
            found = found.wrapping_add(1);
        }
        found
    };
    option_from: |job| {
        let address = job.address();
        let identity = MnIdentity::from_octets(job.input);
        out(MobilityOption::from(DnsUpdate::create_or_update(identity)));
        out(MobilityOption::from(AlternateCareOfAddress { care_of_address: address }));
        out(MobilityOption::from(NonceIndices { home: 1, care_of: 2 }));
        out(MobilityOption::from(BindingRefreshAdvice { refresh_interval: Lifetime(3) }));
        out(MobilityOption::from(BindingAuthorizationData { authenticator: job.input }));
        out(MobilityOption::from(RawOption { option_type: OptionType(200), body: job.input }))
    };
    option_kind: |job| {
        let kind = OptionType::from(job.input.len() as u8);
        out((kind.name(), kind.source(), kind.is_padding(), kind.align(job.buffer.len()), u8::from(kind)));
        out((kind.is_last(), kind.counts_words(), kind.is_repeatable(), kind.may_stand_in(MhType(kind.0))));
        out(core::str::from_utf8(job.input).ok().map(str::parse::<OptionType>))
    };
    align: |job| usize::from(Align::new(8, 6).padding(job.input.len()));
    dns_update: |job| {
        let status = DnsUpdateStatus::from(job.input.len() as u8);
        let flags = DnsUpdateFlags::from_bits_retain(job.input.len() as u8);
        let update = DnsUpdate { status, flags, identity: MnIdentity::from_octets(job.input) };
        out((status.is_performed(), status.name(), u8::from(status), flags.reserved_bits(), update.is_removal()))
    };

    options_buf: |job| {
        let address = job.address();
        let mut options = OptionsBuf::<64>::new(12);
        out(options.push(&AlternateCareOfAddress { care_of_address: address }));
        out(options.push(&DnsUpdate::create_or_update(MnIdentity::from_octets(job.input))));
        out(options.as_options().as_octets())
    };
    options_buf_any: |job| {
        let mut options = OptionsBuf::<64>::new(12);
        let other = OptionsBuf::<64>::new(12);
        for option in Options::new(job.input, 12).into_iter().flatten() {
            out(options.push_any(&option));
        }
        usize::from(options == other)
    };

    writer: |job| {
        let address = job.address();
        let mut writer = Writer::new(job.buffer);
        out(writer.u8(1));
        out(writer.u16(2));
        out(writer.u32(3));
        out(writer.array(&[1, 2, 3]));
        out(writer.address(address));
        out(writer.octets(job.input));
        out((writer.position(), writer.is_measuring(), writer.written()))
    };
    writer_measuring: |job| {
        let mut writer = Writer::measuring();
        out(writer.octets(job.input));
        out(writer.u32(3));
        out((writer.position(), writer.is_measuring(), writer.written()))
    };

    extension_options: |job| {
        for option in Options::new(job.input, 12).iter().flatten() {
            match option {
                MobilityOption::ServiceSelection(option) => {
                    out(option.as_str());
                }
                MobilityOption::NatDetection(option) => {
                    out(option.suggested_refresh_time());
                }
                MobilityOption::Ipv4HomeAddress(option) => {
                    out((option.is_prefix_len_valid(), option.is_request()));
                }
                MobilityOption::Ipv4AddressAcknowledgement(option) => {
                    out((option.status.is_success(), option.allocated_prefix_len(), option.prefix_len.get()));
                }
                MobilityOption::DelegatedMobileNetworkPrefix(option) => {
                    out(option.is_request());
                }
                MobilityOption::MagMultipathBinding(option) => {
                    out((option.are_flags_valid(false), option.are_flags_valid(true)));
                }
                _ => {}
            }
        }
        0
    };
    cga_chunks: |job| {
        for chunk in cga_parameters(Options::new(job.input, 12)) {
            out(chunk);
        }
        0
    };
    multicast_records: |job| {
        let mut writer = Writer::new(job.buffer);
        for option in Options::new(job.input, 12).iter().flatten() {
            match option {
                MobilityOption::ActiveMulticastSubscriptionIpv4(option) => {
                    if let Ok(IgmpMembership::Record(record)) = option.membership() {
                        out((record.source_addresses().last(), record.emit(&mut writer)));
                    }
                }
                MobilityOption::ActiveMulticastSubscriptionIpv6(option) => {
                    if let Ok(MldMembership::Record(record)) = option.membership() {
                        out((record.source_addresses().last(), record.emit(&mut writer)));
                    }
                }
                MobilityOption::DynamicIpMulticastSelector(option) => {
                    out(option.mld_records().and_then(|mut records| records.next()));
                    out(option.igmp_records().and_then(|mut records| records.next()));
                    out(option.igmp_groups().and_then(|mut groups| groups.next()));
                }
                _ => {}
            }
        }
        for record in IgmpRecords::new(job.input, 0) {
            out(record);
        }
        for record in MldRecords::new(job.input, 0) {
            out(record);
        }
        0
    };
}
