//! What has to hold for the options of DHCP: the properties P1 to P11 of [`super::oracle`], and that the second reader
//! agrees.

use super::inside::{self, Part};
use super::second_reader::dhcp::{self as second, Family, Fault};
use super::{listing, oracle};
use mip6_wire::dhcp::{
    Dhcpv6Option, Dhcpv6Type, HomeNetworkOption, HomeNetworkType, RelayAgentType,
};
use mip6_wire::option::{RawSubOption, SubOptionType, SubOptions};
use mip6_wire::{Deviations, Fqdn, ParseError, ParseErrorKind};

/// The octets are what the Relay Agent Information option of DHCPv4 holds.
pub fn relay_agent(octets: &[u8]) {
    area::<RelayAgentType>(&second::RELAY_AGENT, octets, |_| Vec::new());
}

/// The octets are options of DHCPv6.
pub fn dhcpv6(octets: &[u8]) {
    area::<Dhcpv6Type>(&second::DHCPV6, octets, |option| match option {
        Dhcpv6Option::VisitedHomeNetwork(found) => home(found.options),
        Dhcpv6Option::IdentifiedHomeNetwork(found) => home(found.options),
        Dhcpv6Option::UnrestrictedHomeNetwork(found) => home(found.options),
        Dhcpv6Option::RequestedHomeNetwork(found) => name(found.name, found.fqdn()),
        _ => Vec::new(),
    });
}

/// The octets are what home network information of DHCPv6 holds.
pub fn home_network(octets: &[u8]) {
    area::<HomeNetworkType>(&second::HOME_NETWORK, octets, names_of);
}

fn home(options: SubOptions<'_, HomeNetworkType>) -> Vec<Part> {
    home_network(options.as_octets());
    inside::sub_options(options, names_of)
}

fn names_of(option: &HomeNetworkOption<'_>) -> Vec<Part> {
    match option {
        HomeNetworkOption::HomeNetworkIdentifier(found) => name(found.name, found.fqdn()),
        HomeNetworkOption::HomeAgentFqdn(found) => name(found.name, found.fqdn()),
        _ => Vec::new(),
    }
}

/// A name behind the head of its option.
fn name(octets: &[u8], found: Result<Fqdn<'_>, ParseError>) -> Vec<Part> {
    oracle::names(octets);
    let alone = Fqdn::from_labels(octets).map_err(|error| error.within(4));
    assert_eq!(found, alone);
    Vec::new()
}

fn area<T: SubOptionType>(
    family: &Family,
    octets: &[u8],
    deeper: impl Fn(&T::SubOption<'_>) -> Vec<Part>,
) {
    let view = SubOptions::<T>::new(octets);
    assert_eq!(view.as_octets(), octets);
    oracle::debug(&view);
    let items = second::read(family, octets);

    // the raw walk: P2 and P10
    let mut raw = view.raw();
    for item in &items {
        let found = raw.next().expect("an item");
        if let Ok(found) = &found {
            assert_eq!(found.sub_option_type.number(), item.code);
            assert_eq!(found.body, item.data);
        }
        let framed = !matches!(item.fields, Err((Fault::Truncated, _)));
        assert_eq!(found.is_ok(), framed);
    }
    assert_eq!(raw.next(), None);

    // the typed one
    let mut typed = view.iter();
    let mut deviations = Deviations::empty();
    let mut sound = true;
    for item in &items {
        let found = typed.next().expect("an item");
        match (&found, &item.fields) {
            (Ok(found), Ok(fields)) => {
                assert_eq!(T::type_of(found).number(), item.code);
                oracle::debug(found);
                deviations |= T::deviations(&RawSubOption::new(T::type_of(found), &item.data));
                let what = format!("code {}", item.code);
                listing::same(&what, &listing::sub_option::<T>(found), &second::flat(fields));
            }
            (Err(error), Err((fault, octet))) => {
                sound = false;
                let kind = match fault {
                    Fault::Truncated => ParseErrorKind::OptionTruncated,
                    Fault::Length => ParseErrorKind::OptionLength,
                    Fault::Prefix => ParseErrorKind::PrefixLength,
                };
                assert_eq!(
                    *error,
                    ParseError::new(kind, T::START + item.at + octet),
                    "{octets:02x?}"
                );
                oracle::parse_error(error, T::START + octets.len());
            }
            _ => panic!("{octets:02x?}: {found:?}, the second reader {:?}", item.fields),
        }
    }
    assert_eq!(typed.next(), None);
    inside::sub_options(view, deeper);

    if sound {
        inside::rewritten(view, !deviations.is_empty());
    }
}
