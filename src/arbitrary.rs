//! `arbitrary::Arbitrary` of what does not have it in its own file: feature `arbitrary`.

use crate::bootstrap::HomeAddressPolicy;
use crate::ipv6::{HomeAddressOption, Type2RoutingHeader};
use crate::wire::arbitrary;

arbitrary! {
    HomeAddressOption: |u| Self { home_address: u.arbitrary()? };
    Type2RoutingHeader: |u| Self { next_header: u.arbitrary()?, home_address: u.arbitrary()? };
    HomeAddressPolicy: |u| if u.arbitrary()? {
        Self::AutoConfiguration(u.arbitrary()?)
    } else {
        Self::Assigned { address: u.arbitrary()?, prefix_len: u.arbitrary()? }
    };
}
