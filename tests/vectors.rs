//! x
mod support;
use support::*;
#[test]
fn t() {
    for v in hex_vectors::by_kind("mobility-header") {
        let a = mip6_wire::ChecksumAddresses::new(v.source().unwrap(), v.destination().unwrap());
        oracle::mobility_header_between(&v.octets, &a);
        oracle::receive_both(&v.octets, &a);
    }
    for v in hex_vectors::by_kind("ipv6-packet") {
        oracle::ipv6_packet(&v.octets);
    }
    for i in 0..2000u32 {
        let mut s = i.wrapping_mul(2654435761);
        let o: Vec<u8> = (0..(i%200)).map(|_| { s ^= s << 13; s ^= s >> 17; s ^= s << 5; (s >> 9) as u8 }).collect();
        oracle::build_plan(&o);
    }
}
